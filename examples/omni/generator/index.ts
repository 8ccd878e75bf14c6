/**
 * The generator of the omni example: a year of realistic customers, streamed in the order in which their calls arrive.
 *
 * G1. A function of its options alone: the same seed gives the same calls, byte for byte.
 * G2. Arrivals never go back in time; an event's own time may (late uploads, by up to nine hours).
 * G3. A person's calls do not depend on how many others there are.
 * It holds one day at a time, and the people who are still active.
 */
import type { Arrival } from './call.ts';
import { Life } from './life.ts';
import { drawPerson, joinDay } from './person.ts';
import { DAY_MS, DAYS, YEAR_FROM, YEAR_TO } from './season.ts';

export type { Arrival, Call } from './call.ts';
export { YEAR_FROM, YEAR_TO } from './season.ts';

export interface GeneratorOptions {
  readonly seed: string;
  /** People, not profiles: some stay strangers in one world, and lost cookies leave visitors behind. */
  readonly customers: number;
}

export function* generate(options: GeneratorOptions): Generator<Arrival, void, undefined> {
  const agenda: (((day: number) => void)[] | undefined)[] = Array.from({ length: DAYS }, () => []);
  let pending: Arrival[] = [];
  const out = (arrival: Arrival): void => {
    pending.push(arrival);
  };
  const plan = (day: number, task: (day: number) => void): void => {
    agenda[day]?.push(task);
  };
  for (let index = 0; index < options.customers; index++) {
    plan(joinDay(options.seed, index), (day) => new Life(drawPerson(options.seed, index), plan, out).begin(day));
  }
  for (let day = 0; day < DAYS; day++) {
    const tasks = agenda[day]!;
    for (const task of tasks) task(day);
    agenda[day] = undefined;
    const end = YEAR_FROM + (day + 1) * DAY_MS;
    pending.sort(byArrival);
    let next = 0;
    while (next < pending.length && pending[next]!.at < end) next += 1;
    for (let i = 0; i < next; i++) if (pending[i]!.at < YEAR_TO && Date.parse(pending[i]!.call.timestamp) >= YEAR_FROM) yield pending[i]!;
    pending = pending.slice(next);
  }
}

function byArrival(a: Arrival, b: Arrival): number {
  return a.at - b.at || a.person - b.person || (a.call.messageId < b.call.messageId ? -1 : 1);
}
