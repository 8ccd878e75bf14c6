/**
 * The generator of the omni example: a year of realistic customers, streamed in the order in which their calls arrive.
 *
 * G1. A function of its options alone: the same seed gives the same calls, byte for byte.
 * G2. Arrivals never go back in time; an event's own time may (late uploads, by up to nine hours).
 * G3. A person's calls do not depend on how many others there are.
 * `World` is the same people when somebody writes to them.
 */
import type { Arrival } from './call.ts';
import { DAY_MS, DAYS, YEAR_FROM } from './season.ts';
import { World, type WorldOptions } from './world.ts';

export type { Arrival, Call } from './call.ts';
export type { LinkVisit, Message } from './mail.ts';
export type { CausedOrder } from './reaction.ts';
export { YEAR_FROM, YEAR_TO } from './season.ts';
export { World, type WorldOptions } from './world.ts';

export type GeneratorOptions = Omit<WorldOptions, 'shiftMs'>;

/** The year of people to whom nobody writes. */
export function* generate(options: GeneratorOptions): Generator<Arrival, void, undefined> {
  const world = new World(options);
  for (let day = 1; day <= DAYS; day++) yield* world.next(YEAR_FROM + day * DAY_MS);
}
export { codesFor } from './codes.ts';
