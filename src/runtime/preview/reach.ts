/** How many of the members could be written to now: guard itself is asked, of all of them or of some that a hash draws. */
import { type Plan, reachOf } from '../../core/index.ts';
import type { ReadState } from '../reading.ts';
import type { PreviewReach, Reachable } from './answer.ts';

export function reachAmong(
  people: readonly ReadState[],
  { count, plan, now }: { readonly count: number; readonly plan: Plan; readonly now: number },
): PreviewReach {
  const channels = new Tally();
  const purposes = new Tally();
  for (const { customer } of people) {
    const reach = reachOf(customer, { plan, now });
    for (const { channel, closed } of reach.channels) channels.add(channel, closed?.rule);
    for (const { purpose, closed } of reach.purposes) purposes.add(purpose, closed?.rule);
  }
  const asked = people.length;
  const isEstimate = asked < count;
  const scale = isEstimate && asked > 0 ? count / asked : 1;
  return { asked, isEstimate, channels: channels.rows(scale), purposes: purposes.rows(scale) };
}

class Tally {
  readonly #rows = new Map<string, { reachable: number; refused: Map<string, number> }>();

  /** `rule`: that refuses. */
  add(id: string, rule: string | undefined): void {
    const row = this.#rows.get(id) ?? { reachable: 0, refused: new Map() };
    this.#rows.set(id, row);
    if (rule === undefined) row.reachable += 1;
    else row.refused.set(rule, (row.refused.get(rule) ?? 0) + 1);
  }

  rows(scale: number): Reachable[] {
    const scaled = (n: number): number => Math.round(n * scale);
    return [...this.#rows]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([id, { reachable, refused }]) => ({
        id,
        reachable: scaled(reachable),
        refused: Object.fromEntries([...refused].map(([rule, n]) => [rule, scaled(n)])),
      }));
  }
}
