/** The engine's evaluator over a whole history: the same functions that `step` calls, without identity, journeys and guards. */
import type { EventEntry } from '../../src/core/entry.ts';
import {
  applyEvent,
  applyPlan,
  applyTime,
  emptyKnown,
  type KnowPlan,
  knownWakeAt,
  type Known as State,
  segmentsOf,
  startKnowPlan,
  tagsOf,
  viewOf,
} from '../../src/core/know/index.ts';
import type { Definition, Released } from '../../src/define/index.ts';
import type { Known } from './notation.ts';

export interface Arrival {
  /** When the log took the event: never decreasing. */
  readonly at: number;
  readonly event: EventEntry;
}

export type Edges = Readonly<Record<string, readonly number[]>>;

/** What the engine knows at `now` after the arrivals, its wake-ups run when due. */
export function evaluateHistory(
  definitions: readonly Definition[],
  arrivals: readonly Arrival[],
  now: number,
  edges: Edges = {},
  customer = 'c',
): Known {
  const plan = planOf(definitions, edges);
  const state = newState(plan, arrivals[0]?.at ?? now, customer);
  for (const { at, event } of arrivals) take(state, plan, at, event);
  return knownAt(state, plan, now, definitions);
}

export function planOf(definitions: readonly Definition[], edges: Edges): KnowPlan {
  const released: Released[] = definitions.map((definition) => ({ version: 1, definition }));
  const workspace = definitions.find((definition) => definition.kind === 'workspace');
  return startKnowPlan(released, workspace?.timeZone ?? 'UTC').build(new Map(Object.entries(edges)));
}

/** A customer as it is created: every rule evaluated once. */
export function newState(plan: KnowPlan, at: number, customer = 'c'): State {
  const known = emptyKnown(at, customer);
  applyPlan(context(known, plan, at));
  return known;
}

export function take(known: State, plan: KnowPlan, at: number, event: EventEntry): void {
  wake(known, plan, at);
  applyEvent(context(known, plan, at), event);
}

/** Runs the wake-ups that are due, each at its own moment. */
export function wake(known: State, plan: KnowPlan, now: number): void {
  for (let due = knownWakeAt(known); due <= now; due = knownWakeAt(known)) applyTime(context(known, plan, due));
}

export function knownAt(known: State, plan: KnowPlan, now: number, definitions: readonly Definition[]): Known {
  wake(known, plan, now);
  const view = viewOf(known, plan, now);
  const traits: Record<string, unknown> = {};
  for (const { kind, id } of definitions) {
    const value = kind === 'trait' ? view.trait(id) : undefined;
    if (value !== undefined) traits[id] = value;
  }
  return { traits, tags: tagsOf(known).sort(), segments: segmentsOf(known).sort() };
}

export function context(known: State, plan: KnowPlan, now: number): Parameters<typeof applyEvent>[0] {
  return { customer: known.customer, known, plan, now, facts: [], transitions: [] };
}
