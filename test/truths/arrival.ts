/** Orders of arrival, and the engine's evaluator with merges of customers as identity links come in. */

import type { KnowPlan } from '../../src/core/know/index.ts';
import { applyPlan, mergeKnown } from '../../src/core/know/index.ts';
import { context, knownAt, newState, take, wake } from './engine.ts';
import type { History, Link, World } from './generate.ts';
import type { Known } from './notation.ts';
import type { StoredMerge } from './stored.ts';

/** An event of the history, by its index, or a link. */
export type Arrival = { readonly at: number } & ({ readonly event: number } | { readonly link: Link });

/** How the events of a history come in. */
export type Way = (history: History, now: number) => Arrival[];

/** Each event at its own time. */
export const inTime: Way = ({ happenings, links }, now) => {
  const times = happenings.map(({ entry }) => Math.min(entry.time, now));
  return stamped(
    indices(times.length).sort((a, b) => times[a]! - times[b]!),
    { times, links, now },
  );
};

/** Everything at the end, in the order of the list. */
export const late: Way = ({ happenings, links }, now) => {
  const times = happenings.map(() => now);
  return stamped(indices(times.length), { times, links, now });
};

/** A random order, each as early as its time and those before it allow. */
export function shuffled(seed: number): Way {
  return ({ happenings, links }, now) => {
    const times = happenings.map(({ entry }) => Math.min(entry.time, now));
    const key = (index: number): number => Math.imul((index + 1) ^ seed, 0x9e3779b1) ^ Math.imul(seed + index, 0x85ebca6b);
    return stamped(
      indices(times.length).sort((a, b) => key(a) - key(b)),
      { times, links, now },
    );
  };
}

function indices(length: number): number[] {
  return Array.from({ length }, (_, index) => index);
}

/** Links come in at their place among the events; those that stand before the first one come at the end. */
function stamped(
  order: readonly number[],
  { times, links, now }: { times: readonly number[]; links: readonly Link[]; now: number },
): Arrival[] {
  const arrivals: Arrival[] = [];
  let at = Number.NEGATIVE_INFINITY;
  order.forEach((event, place) => {
    if (place > 0) for (const link of links) if (Math.floor(link.place * order.length) === place) arrivals.push({ at, link });
    at = Math.max(at, times[event]!);
    arrivals.push({ at, event });
  });
  for (const link of links) if (Math.floor(link.place * order.length) === 0) arrivals.push({ at: now, link });
  return arrivals;
}

export interface Outcome {
  /** What is known at the end, by customer: the smallest persona of those merged. */
  readonly known: ReadonlyMap<string, Known>;
  /** Customer of each event of the history when it arrived. */
  readonly customers: readonly string[];
  /** One row per absorbed customer and merge, in order. */
  readonly merges: readonly StoredMerge[];
}

/** Runs a history through the engine. `prefix` begins the customers' ids. */
export function arrive(
  history: History,
  arrivals: readonly Arrival[],
  { world, plan, prefix }: { world: World; plan: KnowPlan; prefix: string },
): Outcome {
  const states = new Map<number, ReturnType<typeof newState>>();
  const customers: string[] = [];
  const merges: StoredMerge[] = [];
  const nameOf = (persona: number): string => `${prefix}${persona}`;
  const owner = indices(history.personas);
  for (const arrival of arrivals) {
    if ('event' in arrival) {
      const { persona, entry } = history.happenings[arrival.event]!;
      const customer = owner[persona]!;
      const state = states.get(customer) ?? newState(plan, arrival.at, nameOf(customer));
      states.set(customer, state);
      take(state, plan, arrival.at, entry);
      customers[arrival.event] = nameOf(customer);
      continue;
    }
    const [survivor = 0, absorbed = 0] = [owner[arrival.link.a]!, owner[arrival.link.b]!].sort((a, b) => a - b);
    if (survivor === absorbed) continue;
    owner.forEach((current, persona) => {
      if (current !== absorbed) return;
      merges.push({ absorbed: nameOf(persona), survivor: nameOf(survivor) });
      owner[persona] = survivor;
    });
    const [into, from] = [states.get(survivor), states.get(absorbed)];
    states.delete(absorbed);
    if (from && into) {
      for (const state of [from, into]) wake(state, plan, arrival.at);
      mergeKnown(context(into, plan, arrival.at), from);
    } else if (from) {
      // It goes on under another id, which draws otherwise.
      wake(from, plan, arrival.at);
      from.customer = nameOf(survivor);
      applyPlan(context(from, plan, arrival.at));
      states.set(survivor, from);
    }
  }
  const known = new Map([...states].map(([customer, state]) => [nameOf(customer), knownAt(state, plan, world.now, world.definitions)]));
  return { known, customers, merges };
}
