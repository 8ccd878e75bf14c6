/**
 * Applying what happened to what is known.
 *
 * K1. Tags and segments are always those of the view's instant: every rule an entry or the passing of time can touch is evaluated again,
 *     in an order in which a rule comes after all it reads.
 * K2. `flips` holds, for every rule whose result time alone may change, the earliest such instant.
 * K3. The result does not depend on the order in which the same events arrived (docs/conditions.md section 10).
 */
import type { EventEntry, JsonObject } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { typed } from './compile/declared.ts';
import { NEVER } from './compile/node.ts';
import { closure, type KnowPlan } from './compile/plan.ts';
import { type Member, type RuleNode, type Standing, standingOf } from './compile/rule.ts';
import { type Known, putPart } from './known.ts';
import { precedes } from './measure/accumulator.ts';
import { addEvent, emptyPart } from './measure/part.ts';
import { parsePath, readPath } from './property.ts';
import { type Value, valueOfJson } from './value.ts';
import { CustomerView } from './view.ts';

/** Everything about the customer at hand that a change of knowledge needs. Facts and transitions are appended. */
export interface KnowContext {
  readonly customer: string;
  readonly known: Known;
  readonly plan: KnowPlan;
  /** Ms since 1970 UTC. */
  readonly now: number;
  readonly facts: Fact[];
  readonly transitions: Transition[];
}

export interface Transition {
  readonly kind: 'tag' | 'segment';
  readonly id: string;
  /** As in the fact: set, removed, retracted, expired; entered, left, retracted. */
  readonly action: string;
}

/** What conditions read of a customer at an instant (milliseconds). */
export function viewOf(known: Known, plan: KnowPlan, now: number): CustomerView {
  return new CustomerView(known, plan, { now });
}

/** Counts an event and brings tags and segments up to date. */
export function applyEvent(context: KnowContext, event: EventEntry): void {
  const { known, plan, now } = context;
  for (const name of [event.event, '*']) {
    for (const layout of plan.partsOf.get(name) ?? []) {
      let part = known.slots[layout.slot];
      if (!part) {
        part = emptyPart(layout);
        putPart(known, part);
      }
      addEvent(part, event, now);
    }
  }
  const declared = event.event === '$identify' && event.traits ? declare(context, event, event.traits) : false;
  const touched = plan.rulesOfEvent.get(event.event) ?? plan.rulesOfEvent.get('*') ?? [];
  const rules = declared ? closure([...touched, ...plan.rulesOfDeclared], plan.dependents) : touched;
  evaluate(context, rules, event.time);
}

/** Evaluates what time alone has flipped by now. */
export function applyTime(context: KnowContext): void {
  const due: RuleNode[] = [];
  for (const [key, at] of context.known.flips) {
    if (at > context.now) continue;
    const rule = context.plan.ruleOf.get(key);
    if (rule) due.push(rule);
    else forget(context.known, key);
  }
  if (due.length > 0) evaluate(context, closure(due, context.plan.dependents), undefined);
}

/** Evaluates every rule, and drops tags and segments that are no longer defined: after a release, a merge, or new edges of a score. */
export function applyPlan(context: KnowContext, rules: readonly RuleNode[] = context.plan.rules): void {
  const { known, plan } = context;
  for (const kind of ['tag', 'segment'] as const) {
    const held = kind === 'tag' ? known.tags : known.segments;
    for (const id of held.keys())
      if (!plan.memberships.has(`${kind}:${id}`)) change(context, { kind, id, version: 0 }, { holds: false, action: 'removed' });
  }
  for (const key of known.flips.keys()) if (!plan.ruleOf.has(key)) forget(known, key);
  evaluate(context, rules, undefined);
}

/** When time alone next changes something; Infinity for never. */
export function knownWakeAt(known: Known): number {
  if (known.nextFlip !== undefined) return known.nextFlip;
  let earliest = NEVER;
  for (const at of known.flips.values()) if (at < earliest) earliest = at;
  known.nextFlip = earliest;
  return earliest;
}

/** Reads declared traits from an identify call (docs/conditions.md section 5). Returns whether any changed. */
function declare(context: KnowContext, event: EventEntry, traits: JsonObject): boolean {
  const { known, plan } = context;
  let changed = false;
  for (const { id, from = id, type } of plan.declared) {
    const json = readPath(traits, parsePath(from).rest);
    if (json === undefined) continue;
    const raw = valueOfJson(json);
    const deletes = json === null || (Array.isArray(json) && raw === undefined);
    const value: Value = deletes || typed(raw, { type, zone: plan.zone }) === undefined ? undefined : raw;
    if (!deletes && value === undefined) continue;
    const old = known.declared.get(id);
    if (old && !precedes([old.time, old.mark], [event.time, event.messageId])) continue;
    known.declared.set(id, { value, time: event.time, mark: event.messageId });
    known.dirty = true;
    changed = true;
    if (JSON.stringify(old?.value) === JSON.stringify(value)) continue;
    const detail = { from: old?.value ?? null, to: value ?? null };
    context.facts.push({ kind: 'profile', action: 'changed', customer: context.customer, at: context.now, name: id, version: 0, detail });
  }
  return changed;
}

/** `causeTime`: the time of the event that caused it; undefined when time or definitions did. */
function evaluate(context: KnowContext, rules: readonly RuleNode[], causeTime: number | undefined): void {
  if (rules.length === 0) return;
  const view = viewOf(context.known, context.plan, context.now);
  for (const rule of rules) {
    const { members } = rule;
    if (members.length > 1) evaluateGroup(context, rule, { view, causeTime });
    else {
      const member = members[0]!;
      const standing = standingOf(member, view);
      const { flipAt } = view;
      if (isHeld(context.known, member) !== (standing === 'holds')) settleMember(context, member, { standing, causeTime, view });
      remember(context.known, rule.key, flipAt);
    }
  }
}

function isHeld(known: Known, member: Member): boolean {
  return (member.kind === 'tag' ? known.tags : known.segments).has(member.id);
}

/** Of an exclusive group the first eligible member holds. */
function evaluateGroup(context: KnowContext, rule: RuleNode, { view, causeTime }: Omit<Outcome, 'standing'>): void {
  let flipAt = NEVER;
  let taken = false;
  const standings = rule.members.map((member): Standing => {
    const standing = standingOf(member, view);
    flipAt = Math.min(flipAt, view.flipAt);
    if (standing !== 'holds') return standing;
    const wins = !taken;
    taken = true;
    return wins ? 'holds' : 'false';
  });
  rule.members.forEach((member, i) => {
    settleMember(context, member, { standing: standings[i]!, causeTime, view });
  });
  remember(context.known, rule.key, flipAt);
}

interface Outcome {
  readonly standing: Standing;
  readonly causeTime: number | undefined;
  readonly view: CustomerView;
}

function settleMember(context: KnowContext, member: Member, outcome: Outcome): void {
  const { known } = context;
  const holds = outcome.standing === 'holds';
  const held = (member.kind === 'tag' ? known.tags : known.segments).get(member.id);
  if ((held !== undefined) === holds) return;
  const read: Record<string, JsonObject[string]> = {};
  member.condition.read(outcome.view, read);
  change(context, member, { holds, action: actionOf(member, outcome, held?.since), read });
}

function actionOf(member: Member, outcome: Outcome, since: number | undefined): string {
  if (outcome.standing === 'holds') return member.kind === 'tag' ? 'set' : 'entered';
  if (outcome.standing === 'expired') return 'expired';
  // A late event that undoes a flip: it happened before the membership began.
  if (outcome.causeTime !== undefined && since !== undefined && outcome.causeTime < since) return 'retracted';
  return member.kind === 'tag' ? 'removed' : 'left';
}

function change(
  context: KnowContext,
  member: Pick<Member, 'kind' | 'id' | 'version'>,
  to: { holds: boolean; action: string; read?: JsonObject },
): void {
  const { known, now } = context;
  const held = member.kind === 'tag' ? known.tags : known.segments;
  if (to.holds) held.set(member.id, { since: now });
  else held.delete(member.id);
  known.dirty = true;
  context.transitions.push({ kind: member.kind, id: member.id, action: to.action });
  const detail = to.read ? { read: to.read } : {};
  context.facts.push({
    kind: member.kind,
    action: to.action,
    customer: context.customer,
    at: now,
    name: member.id,
    version: member.version,
    detail,
  });
}

function remember(known: Known, key: string, flipAt: number): void {
  if (flipAt === NEVER) {
    forget(known, key);
    return;
  }
  if (known.flips.get(key) === flipAt) return;
  known.flips.set(key, flipAt);
  known.nextFlip = undefined;
  known.dirty = true;
}

function forget(known: Known, key: string): void {
  if (!known.flips.delete(key)) return;
  known.nextFlip = undefined;
  known.dirty = true;
}
