/** Orders of arrival, and the engine's evaluator with merges of customers as identity links come in. */
import { mergeKnown } from '../../src/core/know/index.ts';
import { context, knownAt, newState, planOf, take, wake } from './engine.ts';
import type { Link, World } from './generate.ts';
import type { Known } from './notation.ts';
import type { StoredMerge } from './stored.ts';

/** An event of the history, by its index, or a link. */
export type Arrival = { readonly at: number } & ({ readonly event: number } | { readonly link: Link });

/** Each event at its own time. */
export function inTime(world: World): Arrival[] {
  const order = world.history.map((_, index) => index).sort((a, b) => timeOf(world, a) - timeOf(world, b));
  return stamped(world, order);
}

/** Everything at the end, in the order of the list. */
export function late(world: World): Arrival[] {
  return stamped(
    world,
    world.history.map((_, index) => index),
  ).map((arrival) => ({ ...arrival, at: world.now }));
}

/** A random order, each as early as its time and those before it allow. */
export function shuffled(world: World, seed: number): Arrival[] {
  const key = (index: number): number => Math.imul((index + 1) ^ seed, 0x9e3779b1) ^ Math.imul(seed + index, 0x85ebca6b);
  return stamped(
    world,
    world.history.map((_, index) => index).sort((a, b) => key(a) - key(b)),
  );
}

function timeOf(world: World, index: number): number {
  return world.history[index]!.entry.time;
}

function stamped(world: World, order: readonly number[]): Arrival[] {
  const arrivals: Arrival[] = [];
  let at = Number.NEGATIVE_INFINITY;
  order.forEach((event, place) => {
    for (const link of linksAt(world, place, order.length)) if (arrivals.length > 0) arrivals.push({ at, link });
    at = Math.max(at, Math.min(timeOf(world, event), world.now));
    arrivals.push({ at, event });
  });
  // Links that came before any event, and those whose place is the end.
  const made = new Set(arrivals.flatMap((arrival) => ('link' in arrival ? [arrival.link] : [])));
  for (const link of world.links) if (!made.has(link)) arrivals.push({ at: world.now, link });
  return arrivals;
}

function linksAt(world: World, place: number, length: number): Link[] {
  return world.links.filter((link) => Math.floor(link.place * length) === place);
}

interface Outcome {
  /** What is known at the end, by the smallest persona of each customer. */
  readonly known: Map<string, Known>;
  /** Customer of each event of the history when it arrived. */
  readonly customers: string[];
  /** One row per absorbed customer and merge, in order. */
  readonly merges: StoredMerge[];
}

/** Runs the arrivals through the engine. Customers are named by their smallest persona, which survives merges. */
export function arrive(world: World, arrivals: readonly Arrival[]): Outcome {
  const plan = planOf(world.definitions, world.edges);
  const parent = Array.from({ length: world.personas }, (_, persona) => persona);
  const root = (persona: number): number => (parent[persona] === persona ? persona : root(parent[persona]!));
  const states = new Map<number, ReturnType<typeof newState>>();
  const customers: string[] = [];
  const merges: StoredMerge[] = [];
  for (const arrival of arrivals) {
    if ('event' in arrival) {
      const { persona, entry } = world.history[arrival.event]!;
      const customer = root(persona);
      const state = states.get(customer) ?? newState(plan, arrival.at);
      states.set(customer, state);
      take(state, plan, arrival.at, entry);
      customers[arrival.event] = nameOf(customer);
      continue;
    }
    const [survivor = 0, absorbed = 0] = [root(arrival.link.a), root(arrival.link.b)].sort((a, b) => a - b);
    if (survivor === absorbed) continue;
    for (let persona = 0; persona < world.personas; persona++)
      if (root(persona) === absorbed) merges.push({ absorbed: nameOf(persona), survivor: nameOf(survivor) });
    parent[absorbed] = survivor;
    const from = states.get(absorbed);
    const into = states.get(survivor);
    states.delete(absorbed);
    if (!from) continue;
    if (!into) {
      states.set(survivor, from);
      continue;
    }
    for (const state of [from, into]) wake(state, plan, arrival.at);
    mergeKnown(context(into, plan, arrival.at), from);
  }
  const ends = [...states].sort(([a], [b]) => a - b);
  return {
    known: new Map(ends.map(([customer, state]) => [nameOf(customer), knownAt(state, plan, world.now, world.definitions)])),
    customers,
    merges,
  };
}

function nameOf(persona: number): string {
  return `c${persona}`;
}
