/** Which steps come after one, as a fallback may lead to them: those behind it and behind what it stands in, and those inside its own ways. */
import { type Journey, type Placed, placedIn, type Step } from './document.ts';

export function laterSteps(journey: Pick<Journey, 'steps'>, id: string): readonly Step[] {
  const placed = placedIn(journey);
  const byId = new Map(placed.map((one) => [one.step.id, one]));
  /** The step and all that it stands in. */
  const chainOf = (one: Placed | undefined): readonly Placed[] => (one ? [one, ...chainOf(byId.get(one.slot.owner ?? ''))] : []);
  const own = chainOf(byId.get(id));
  const isBehind = ({ slot }: Placed): boolean =>
    own.some((one) => one.slot.owner === slot.owner && one.slot.way === slot.way && one.slot.index < slot.index);
  return placed
    .filter((one) => one.step.id !== id && chainOf(one).some((outer) => outer.step.id === id || isBehind(outer)))
    .map(({ step }) => step);
}
