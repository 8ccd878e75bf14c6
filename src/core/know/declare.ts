/** What sources say of a customer's traits in `identify` calls (docs/conditions.md section 5). */
import type { DeclaredTrait } from '../../define/index.ts';
import type { EventEntry, JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { typed } from './compile/declared.ts';
import type { KnowPlan } from './compile/plan.ts';
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

/** Reads declared traits from an identify call. Returns whether any changed. */
export function declare(context: DeclareContext, event: EventEntry, traits: JsonObject): boolean {
  const { known, plan } = context;
  let changed = false;
  for (const trait of plan.declared) {
    const { id, from = id, type } = trait;
    const json = readPath(traits, parsePath(from).rest);
    if (json === undefined) continue;
    const raw = valueOfJson(json);
    const deletes = json === null || (Array.isArray(json) && raw === undefined);
    const value = deletes ? undefined : typed(raw, { type, zone: plan.zone });
    if (!deletes && value === undefined) continue;
    const old = known.declared.get(id);
    const said = { source: event.source, time: event.time, mark: event.messageId };
    if (ruleOf(trait)) weigh(known, trait, { ...said, value });
    else if (!replace(known, id, { ...said, value: deletes ? undefined : raw })) continue;
    known.dirty = true;
    changed = true;
    const current = known.declared.get(id)?.value;
    if (JSON.stringify(old?.value) === JSON.stringify(current)) continue;
    const detail = { from: old?.value ?? null, to: current ?? null };
    context.facts.push({ kind: 'profile', action: 'changed', customer: context.customer, at: context.now, name: id, version: 0, detail });
  }
  return changed;
}

/** Adds what was declared of another customer, who is the same. */
export function mergeDeclared(known: Known, from: Known, plan: KnowPlan): void {
  const weighed = plan.declared.filter((trait) => ruleOf(trait));
  const merged = weighed.map((trait) => joinSayings(sayingsOf(known, trait), sayingsOf(from, trait), ruleOf(trait)!));
  for (const [id, theirs] of from.declared) {
    const mine = known.declared.get(id);
    if (!mine || precedes([mine.time, mine.mark], [theirs.time, theirs.mark])) known.declared.set(id, theirs);
  }
  weighed.forEach((trait, i) => {
    // What has just been united knows the latest moment of both.
    const latest = known.declared.get(trait.id);
    if (latest) settle(known, trait, { sayings: merged[i]!, latest });
  });
}

/** The latest wins. */
function replace(known: Known, id: string, { time, mark, value }: Said): boolean {
  const old = known.declared.get(id);
  if (old && !precedes([old.time, old.mark], [time, mark])) return false;
  known.declared.set(id, { value, time, mark });
  return true;
}

/** The rule decides between this and everything said before. */
function weigh(known: Known, trait: DeclaredTrait, { source, ...said }: Said): void {
  const rule = ruleOf(trait)!;
  const saying: Saying = { ...said, rank: rankOf(rule, source), count: 1 };
  settle(known, trait, { sayings: joinSayings(sayingsOf(known, trait), [saying], rule), latest: saying });
}

/** Where a rule decides, the moment beside the value is that of the latest saying, whichever counts: that is when the trait was touched. */
function settle(known: Known, trait: DeclaredTrait, { sayings, latest: { time, mark } }: Heard): void {
  if (sayings.length > 0) known.sayings.set(trait.id, sayings);
  const { value } = chosenOf(sayings, ruleOf(trait)!) ?? { value: undefined };
  const old = known.declared.get(trait.id);
  const isLatest = !old || precedes([old.time, old.mark], [time, mark]);
  known.declared.set(trait.id, isLatest ? { value, time, mark } : { value, time: old.time, mark: old.mark });
}

/** What was said before the trait had a rule counts as one word of no named source. */
function sayingsOf(known: Known, trait: DeclaredTrait): readonly Saying[] {
  const sayings = known.sayings.get(trait.id);
  if (sayings) return sayings;
  const declared = known.declared.get(trait.id);
  return declared ? [{ rank: rankOf(ruleOf(trait)!, ''), value: declared.value, count: 1, time: declared.time, mark: declared.mark }] : [];
}
