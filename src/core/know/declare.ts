/** What sources say of a customer's traits in `identify` calls (docs/conditions.md section 5). */
import type { TimeZone } from '../../base/index.ts';
import type { EventEntry, JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { typed } from './compile/declared.ts';
import type { DeclaredSource, KnowPlan } from './compile/plan.ts';
import type { Known } from './known.ts';
import { precedes } from './measure/accumulator.ts';
import { parsePath, readPath } from './property.ts';
import { chosenOf, joinSayings, rankOf, ruleOf, type Saying } from './saying.ts';
import { type Value, valueOfJson } from './value.ts';

export interface DeclareContext {
  readonly customer: string;
  readonly known: Known;
  readonly plan: KnowPlan;
  /** Ms since 1970 UTC. */
  readonly now: number;
  readonly facts: Fact[];
}

/** One word of a source. */
interface Said {
  readonly source: string;
  readonly value: Value;
  readonly time: number;
  readonly mark: string;
}

interface Heard {
  readonly sayings: readonly Saying[];
  /** When something was said last. */
  readonly latest: Pick<Said, 'time' | 'mark'>;
}

/** Reads declared traits from an identify call. Returns whether any changed that rules may read. */
export function declare(context: DeclareContext, event: EventEntry, traits: JsonObject): boolean {
  const { known, plan, facts, customer, now } = context;
  let changed = false;
  for (const source of plan.declared) {
    const old = known.declared.get(source.key);
    if (!declareOne(known, source, { ...event, traits, zone: plan.zone })) continue;
    changed = true;
    const current = known.declared.get(source.key)?.value;
    if (JSON.stringify(old?.value) === JSON.stringify(current)) continue;
    const detail = { from: old?.value ?? null, to: current ?? null };
    facts.push({ kind: 'profile', action: 'changed', customer, at: now, name: source.trait.id, version: 0, detail });
  }
  for (const source of plan.preparing?.declared ?? []) declareOne(known, source, { ...event, traits, zone: plan.zone });
  return changed;
}

/** An identify call, and the zone in which its dates are read. */
export interface Declaration extends Pick<EventEntry, 'source' | 'time' | 'messageId'> {
  readonly traits: JsonObject;
  readonly zone: TimeZone;
}

/** Takes in what a call says of one trait. Returns whether it counts. */
export function declareOne(known: Known, declared: DeclaredSource, { traits, source, time, messageId, zone }: Declaration): boolean {
  const { trait, key } = declared;
  const { id, from = id, type } = trait;
  const json = readPath(traits, parsePath(from).rest);
  if (json === undefined) return false;
  const raw = valueOfJson(json);
  const deletes = json === null || (Array.isArray(json) && raw === undefined);
  const value = deletes ? undefined : typed(raw, { type, zone });
  if (!deletes && value === undefined) return false;
  const said = { source, time, mark: messageId };
  if (ruleOf(trait)) weigh(known, declared, { ...said, value });
  else if (!replace(known, key, { ...said, value: deletes ? undefined : raw })) return false;
  known.dirty = true;
  return true;
}

/** Adds what was declared of another customer, who is the same. */
export function mergeDeclared(known: Known, from: Known, plan: KnowPlan): void {
  const weighed = [...plan.declared, ...(plan.preparing?.declared ?? [])].filter(({ trait }) => ruleOf(trait));
  const merged = weighed.map((source) => joinSayings(sayingsOf(known, source), sayingsOf(from, source), ruleOf(source.trait)!));
  for (const [id, theirs] of from.declared) {
    const mine = known.declared.get(id);
    if (!mine || precedes([mine.time, mine.mark], [theirs.time, theirs.mark])) known.declared.set(id, theirs);
  }
  weighed.forEach((source, i) => {
    // What has just been united knows the latest moment of both.
    const latest = known.declared.get(source.key);
    if (latest) settle(known, source, { sayings: merged[i]!, latest });
  });
}

/** The latest wins. */
function replace(known: Known, key: string, { time, mark, value }: Said): boolean {
  const old = known.declared.get(key);
  if (old && !precedes([old.time, old.mark], [time, mark])) return false;
  known.declared.set(key, { value, time, mark });
  return true;
}

/** The rule decides between this and everything said before. */
function weigh(known: Known, declared: DeclaredSource, { source, ...said }: Said): void {
  const rule = ruleOf(declared.trait)!;
  const saying: Saying = { ...said, rank: rankOf(rule, source), count: 1 };
  settle(known, declared, { sayings: joinSayings(sayingsOf(known, declared), [saying], rule), latest: saying });
}

/** Where a rule decides, the moment beside the value is that of the latest saying, whichever counts: that is when the trait was touched. */
function settle(known: Known, { trait, key }: DeclaredSource, { sayings, latest: { time, mark } }: Heard): void {
  if (sayings.length > 0) known.sayings.set(key, sayings);
  const { value } = chosenOf(sayings, ruleOf(trait)!) ?? { value: undefined };
  const old = known.declared.get(key);
  const isLatest = !old || precedes([old.time, old.mark], [time, mark]);
  known.declared.set(key, isLatest ? { value, time, mark } : { value, time: old.time, mark: old.mark });
}

/** What was said before the trait had a rule counts as one word of no named source. */
function sayingsOf(known: Known, { trait, key }: DeclaredSource): readonly Saying[] {
  const sayings = known.sayings.get(key);
  if (sayings) return sayings;
  const declared = known.declared.get(key);
  return declared ? [{ rank: rankOf(ruleOf(trait)!, ''), value: declared.value, count: 1, time: declared.time, mark: declared.mark }] : [];
}
