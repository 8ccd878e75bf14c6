/** Rules of rollouts that no schema can state. */
import { durationMs } from '../../base/index.ts';
import { HOLD_DEFAULT, type RolloutSettings } from '../rollout.ts';
import { said } from '../said/said.ts';
import type { Fault } from './content.ts';

/** What is wrong with it, and where inside. */
export function* rolloutFaults({ by = 'customer', stages }: RolloutSettings, at: string): Generator<Fault> {
  let reached = 0;
  for (const [index, { percent, values, hold = HOLD_DEFAULT }] of stages.entries()) {
    const path = `${at}.stages[${index}]`;
    if (percent === undefined && values === undefined) yield { path, text: said`who is in? Say a percent, or values of the trait` };
    if (values && by === 'customer')
      yield { path: `${path}.values`, text: said`values are those of a trait. Say which: by: { trait: "store" }` };
    if (percent !== undefined && percent < reached)
      yield {
        path: `${path}.percent`,
        text: said`it is less than the ${reached} % of an earlier stage, and who is in stays in. Say at least as much`,
      };
    if (index < stages.length - 1 && durationMs(hold) === 0)
      yield { path: `${path}.hold`, text: said`a stage that is not held shows nothing. Say a longer hold, or leave the stage out` };
    reached = Math.max(reached, percent ?? 0);
  }
}
