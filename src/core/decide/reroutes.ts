/**
 * Steps that are rerouted: the same for all customers, as entries of the log have it. Pure.
 *
 * V1. What a person has said holds until a person says otherwise; diagnosis changes nothing of it.
 * V2. An entry that says what is so already changes nothing, so one that comes twice does no harm.
 */
import type { RerouteEntry } from '../entry.ts';

/** What stands about one step. */
export interface Reroute {
  readonly on: boolean;
  /** Said by a person: diagnosis leaves it. */
  readonly held: boolean;
  readonly by: string;
  /** Why, as facts say it: the measure of the guardrail, or the person's words. */
  readonly reason: string;
  /** `at` of the entry, ms. */
  readonly since: number;
}

/** By `rerouteKey`. Steps that go their usual way, and that nobody holds there, are not among them. */
export type Reroutes = ReadonlyMap<string, Reroute>;

export const NO_REROUTES: Reroutes = new Map();

/** Neither ids of journeys nor of steps have a slash. */
export function rerouteKey(journey: string, step: string): string {
  return `${journey}/${step}`;
}

/** What stands after the entry; the same map when it changes nothing. */
export function rerouted(reroutes: Reroutes, { journey, step, action, who, by, reason }: RerouteEntry, since: number): Reroutes {
  const key = rerouteKey(journey, step);
  const before = reroutes.get(key);
  if (who === 'diagnosis' && before?.held) return reroutes;
  const on = action === 'auto' ? before?.on === true : action === 'on';
  const held = who === 'person' && action !== 'auto';
  if (on === (before?.on ?? false) && held === (before?.held ?? false)) return reroutes;
  const after = new Map(reroutes);
  if (on || held) after.set(key, { on, held, by, reason, since });
  else after.delete(key);
  return after;
}
