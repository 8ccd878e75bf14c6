/**
 * The past of a customer for what is in preparation: folded from its events as they would have been counted when they came, written down, and merged
 * into what the customer has collected since.
 *
 * Q1. Folded events and those that are counted live go through the same `addEvent`: there is one meaning of what they contribute.
 * Q2. Merging is exact, whatever came in between, because everything kept is a commutative monoid (idea 4).
 */
import type { JsonObject } from '../entry.ts';
import { reactionTo } from './apply.ts';
import { decodeKnown, type Earlier, encodeKnown } from './codec.ts';
import type { KnowPlan } from './compile/plan.ts';
import { declareOne, mergeDeclared } from './declare.ts';
import { emptyKnown, type Known } from './known.ts';
import type { Accumulator } from './measure/accumulator.ts';
import type { EventPart } from './measure/event-part.ts';
import type { PartLayout } from './measure/layout.ts';
import { addEvent, emptyPart, mergePart } from './measure/part.ts';
import { decodePieces, encodePieces } from './past-row.ts';

/** What of an event counts here. */
export interface PastEvent {
  readonly event: string;
  readonly source: string;
  /** Ms. */
  readonly time: number;
  readonly messageId: string;
  readonly properties: JsonObject;
  readonly context?: JsonObject | undefined;
  /** Of identify calls. */
  readonly traits?: JsonObject | undefined;
}

/** Which events a preparation needs of the past. */
export interface PastNeed {
  /** The names that are asked for, as a definition has them. */
  readonly event: string;
  /** Later than this, ms; undefined: as far back as there are any. */
  readonly after: number | undefined;
  /** Whether anything of their properties is read. */
  readonly properties: boolean;
  /** Whether anything of their context is. */
  readonly context: boolean;
  /** Whether anything of the traits that they tell is. */
  readonly traits: boolean;
}

/** Events needed by what the plan has in preparation, each name once. `at`: of the release, ms: no window reaches further back. */
export function pastNeeds({ preparing }: KnowPlan, at: number): readonly PastNeed[] {
  return needsOf(preparing?.layouts ?? [], { declares: (preparing?.declared.length ?? 0) > 0, at });
}

/** Events that everything in the plan reads, as of `at`, ms. */
export function eventsRead({ layouts, declared }: KnowPlan, at: number): readonly PastNeed[] {
  return needsOf([...layouts.values()], { declares: declared.length > 0, at });
}

function needsOf(layouts: readonly PartLayout[], { declares, at }: { declares: boolean; at: number }): readonly PastNeed[] {
  const needs = new Map<string, PastNeed>();
  const need = (one: PastNeed): void => {
    const known = needs.get(one.event);
    const after =
      known?.after === undefined || one.after === undefined ? (known ? undefined : one.after) : Math.min(known.after, one.after);
    needs.set(one.event, {
      event: one.event,
      after,
      properties: one.properties || known?.properties === true,
      context: one.context || known?.context === true,
      traits: one.traits || known?.traits === true,
    });
  };
  for (const { event, ever, latest, columns, filters, list, retentionMs } of layouts) {
    const after = ever.length + latest.length > 0 ? undefined : at - retentionMs;
    const besides = new Set([...columns, ...filters].flatMap((one) => one.besides));
    need({
      event,
      after,
      properties: columns.length + filters.length > 0 || list !== undefined,
      context: besides.has('context'),
      traits: besides.has('traits'),
    });
  }
  if (declares) need({ event: '$identify', after: undefined, properties: false, context: false, traits: true });
  return [...needs.values()];
}

/** Folds the past of one customer after another. */
export class PastFold {
  readonly #plan: KnowPlan;
  readonly #at: number;
  readonly #layouts = new Map<object, readonly PartLayout[]>();
  #known: Known = emptyKnown(0);

  /** `at`: of the release, ms. */
  constructor(plan: KnowPlan, at: number) {
    this.#plan = plan;
    this.#at = at;
  }

  add(event: PastEvent): void {
    const known = this.#known;
    for (const layout of this.#layoutsFor(event)) addEvent(partAt(known, layout), event, this.#at);
    const { traits } = event;
    if (event.event !== '$identify' || !traits) return;
    for (const source of this.#plan.preparing?.declared ?? []) declareOne(known, source, { ...event, traits, zone: this.#plan.zone });
  }

  /** What has been added since the last call; undefined when nothing of it counts. */
  take(): Uint8Array | undefined {
    const known = this.#known;
    this.#known = emptyKnown(0);
    known.dirty = known.declared.size > 0;
    for (const part of known.parts.opened()) part.dirty = !isEmpty(part);
    const writes = encodeKnown(known);
    return writes.length === 0 ? undefined : encodePieces(writes);
  }

  #layoutsFor(event: PastEvent): readonly PartLayout[] {
    const reaction = reactionTo(this.#plan, event);
    let layouts = this.#layouts.get(reaction);
    if (!layouts) {
      layouts = reaction.parts.filter(({ prepares }) => prepares !== undefined);
      this.#layouts.set(reaction, layouts);
    }
    return layouts;
  }
}

/** Adds a past, as `take` gave it, to what is in preparation of a customer. What is not in preparation any more is left out. */
export function addPast(known: Known, past: Uint8Array, { plan, earlier, now }: PastWorld): void {
  const { preparing } = plan;
  const pieces = decodePieces(past);
  const from = decodeKnown({ small: pieces, rows: pieces }, plan, earlier);
  for (const { slot } of preparing?.layouts ?? []) {
    const theirs = from.parts.at(slot);
    if (theirs) mergePart(partAt(known, theirs.layout), theirs, now);
  }
  const keys = new Set(preparing?.declared.map(({ key }) => key));
  for (const key of from.declared.keys()) if (!keys.has(key)) from.declared.delete(key);
  if (from.declared.size === 0) return;
  mergeDeclared(known, from, plan);
  known.dirty = true;
}

/** Whether anything has been collected for what the plan has in preparation. */
export function collects(known: Known, { preparing }: KnowPlan): boolean {
  if (!preparing) return false;
  return preparing.layouts.some(({ slot }) => known.parts.has(slot)) || preparing.declared.some(({ key }) => known.declared.has(key));
}

export interface PastWorld {
  readonly plan: KnowPlan;
  readonly earlier: Earlier;
  /** Ms. */
  readonly now: number;
}

function partAt(known: Known, layout: PartLayout): EventPart {
  let part = known.parts.at(layout.slot);
  if (!part) {
    part = emptyPart(layout);
    known.parts.put(part);
  }
  return part;
}

function isEmpty({ ever, latest, rows, buckets }: EventPart): boolean {
  return rows.length === 0 && buckets.size === 0 && latest.every(Number.isNaN) && ever.every(isNothing);
}

function isNothing(of: Accumulator): boolean {
  if (of.family === 'number') return of.count === 0;
  if (of.family === 'edge') return of.first === undefined && of.last === undefined;
  return of.family === 'values' ? of.values.size === 0 : of.spans.length === 0;
}
