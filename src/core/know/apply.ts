/**
 * Applying what happened to what is known.
 *
 * K1. Tags and segments are always those of the view's instant: every rule an entry or the passing of time can touch is evaluated again,
 *     in an order in which a rule comes after all it reads. An event passes over a rule that it surely leaves as it was, K2 included.
 * K2. `Roll.flips` holds, for every rule whose result time alone may change, the earliest such instant.
 * K3. The result does not depend on the order in which the same events arrived (docs/conditions.md section 10).
 */
import { type EventEntry, type JsonObject, OWN_SOURCE } from '../entry.ts';
import type { Fact } from '../fact.ts';
import { drawnRules } from './compile/bucket.ts';
import { type Before, NEVER } from './compile/node.ts';
import type { KnowPlan } from './compile/plan.ts';
import { isTouched, type Reaction, rulesTouched } from './compile/reaction.ts';
import { type Member, type RuleNode, type Standing, standingOf } from './compile/rule.ts';
import { declare } from './declare.ts';
import { emptyKnown, type Known } from './known.ts';
import type { Touched } from './measure/layout.ts';
import { addEvent, emptyPart } from './measure/part.ts';
import { ABSENT, type MembershipKind } from './roll.ts';
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
  adopt(known, plan);
  return new CustomerView(known, plan, { now });
}

/** What the event at hand has touched, by part. Reused, because every event touches something. */
const touched: Touched[] = [];

/** Counts an event and brings tags and segments up to date. */
export function applyEvent(context: KnowContext, event: EventEntry): void {
  const { known, plan, now } = context;
  adopt(known, plan);
  const reaction = reactionTo(plan, event);
  const { parts } = reaction;
  touched.length = 0;
  for (let i = 0; i < parts.length; i++) {
    const layout = parts[i]!;
    let part = known.parts.at(layout.slot);
    if (!part) {
      part = emptyPart(layout);
      known.parts.put(part);
    }
    touched.push(addEvent(part, event, now));
  }
  if (event.event === '$identify' && event.traits && declare(context, event, event.traits))
    evaluate(context, union(rulesTouched(reaction, touched), plan.rulesOfDeclared), { causeTime: event.time });
  else evaluate(context, reaction.rules, { causeTime: event.time, reaction });
}

/** What the product itself says of a customer (that a message was delivered) is nothing the customer did: `'*'` does not count it. */
export function reactionTo(plan: KnowPlan, { event, source }: Pick<EventEntry, 'event' | 'source'>): Reaction {
  const isOwn = source === OWN_SOURCE;
  const named = (isOwn ? plan.reactionOfOwn : plan.reactionOf).get(event);
  if (named) return named;
  if (plan.reactionByPrefix) return plan.reactionByPrefix(event, isOwn);
  return isOwn ? plan.reactionToOwnOthers : plan.reactionToOthers;
}

/** Whether one of these rules holds of somebody of whom this is known and whose rules have never been evaluated, or waits for time. Changes `known`. */
export function isMet(known: Known, { plan, rules, now }: { plan: KnowPlan; rules: readonly RuleNode[]; now: number }): boolean {
  adopt(known, plan);
  evaluate({ customer: '', known, plan, now, facts: [], transitions: [] }, rules, {});
  return !known.roll.isEmpty;
}

/** Evaluates what time alone has flipped by now. */
export function applyTime(context: KnowContext): void {
  const { known, plan, now } = context;
  adopt(known, plan);
  const { roll } = known;
  const due = roll.flipsBy(now).map((index) => plan.rules[index]!);
  for (const [key, at] of roll.strayFlips) if (at <= now) dropFlip(known, key);
  evaluate(context, due, {});
}

/**
 * Evaluates every rule, or these, and drops tags and segments that are no longer defined: after a release, a merge, or new edges of a score.
 */
export function applyPlan(context: KnowContext, rules: readonly RuleNode[] = context.plan.rules): void {
  const { known, plan } = context;
  adopt(known, plan);
  if (rules === plan.rules) known.parts.openAll();
  // What has grown takes its place for good.
  else for (const key of plan.takenOver.keys()) known.parts.at(plan.layouts.get(key)?.slot ?? -1);
  const { roll } = known;
  for (const key of roll.strayMembers.keys()) {
    const colon = key.indexOf(':');
    tell(context, { kind: key.slice(0, colon) as MembershipKind, id: key.slice(colon + 1), version: 0 }, { action: 'removed' });
  }
  if (roll.strayMembers.size > 0 || roll.strayFlips.size > 0) known.dirty = true;
  roll.dropStrays();
  evaluate(context, isBlank(known) ? rulesOfBlank(plan) : rules, {});
}

/** Whether nothing has been kept of the customer: the same for every rule that draws nothing, whoever it is and whatever the time. */
function isBlank({ parts, declared, roll }: Known): boolean {
  return parts.size === 0 && declared.size === 0 && roll.isEmpty;
}

/** Whether a customer of whom nothing is known meets the rule, or waits for its result. */
export function isMetByBlank(plan: KnowPlan, rule: RuleNode): boolean {
  return rulesOfBlank(plan).includes(rule);
}

const ofBlank = new WeakMap<KnowPlan, readonly RuleNode[]>();

/** The rules that a customer of whom nothing is known meets, whose result it waits for, or that depend on who it is: few, so that new customers cost little. */
function rulesOfBlank(plan: KnowPlan): readonly RuleNode[] {
  const known = ofBlank.get(plan);
  if (known) return known;
  const blank = emptyKnown(0);
  adopt(blank, plan);
  evaluate({ customer: '', known: blank, plan, now: 0, facts: [], transitions: [] }, plan.rules, {});
  const { roll } = blank;
  const drawn = drawnRules(plan.rules);
  const met = plan.rules.filter(
    ({ key, index, members }) => drawn.has(key) || roll.flipAt(index) !== NEVER || members.some(({ place }) => roll.isMember(place)),
  );
  ofBlank.set(plan, met);
  return met;
}

/** When time alone next changes something; Infinity for never. */
export function knownWakeAt(known: Known): number {
  return known.roll.nextFlip;
}

/** False when time alone surely changes nothing by then. Cheaper to ask than when. */
export function knownMayWakeBy(known: Known, at: number): boolean {
  return known.roll.mayFlipBy(at);
}

function adopt({ roll }: Known, { table }: KnowPlan): void {
  if (roll.table !== table) roll.adopt(table);
}

function dropFlip(known: Known, key: string): void {
  known.roll.dropFlip(key);
  known.dirty = true;
}

/** What makes rules be evaluated. */
interface Reason {
  /** Time of the event that did; undefined when time or definitions did. */
  readonly causeTime?: number;
  /** Of these rules only those that the event has touched. */
  readonly reaction?: Reaction;
}

const NO_RULES: readonly RuleNode[] = [];

/** Evaluates rules, in order, and after them whatever reads one whose result has changed. */
function evaluate(context: KnowContext, rules: readonly RuleNode[], { causeTime, reaction }: Reason): void {
  if (rules.length === 0) return;
  const cause: EvaluationCause = { view: viewOf(context.known, context.plan, context.now), causeTime };
  /** What reads a changed result, in order. */
  let affected = NO_RULES;
  let nextAffected = NEVER;
  for (let next = 0; next < rules.length; next++) {
    const rule = rules[next]!;
    while (nextAffected < rule.index) {
      affected = evaluateFirst(context, affected, cause);
      nextAffected = indexOfFirst(affected);
    }
    if (nextAffected === rule.index) affected = affected.slice(1);
    else if (reaction && !isTouched(reaction, next, touched)) continue;
    if (evaluateRule(context, rule, cause)) affected = union(affected, context.plan.dependents.get(rule)!);
    if (affected !== NO_RULES) nextAffected = indexOfFirst(affected);
  }
  while (affected.length > 0) affected = evaluateFirst(context, affected, cause);
}

function indexOfFirst(rules: readonly RuleNode[]): number {
  return rules.length > 0 ? rules[0]!.index : NEVER;
}

/** Evaluates the first of these rules. Returns the others, and those that read it if it has changed. */
function evaluateFirst(context: KnowContext, [first, ...others]: readonly RuleNode[], cause: EvaluationCause): readonly RuleNode[] {
  return evaluateRule(context, first!, cause) ? union(others, context.plan.dependents.get(first!)!) : others;
}

/** Rules of both lists, each once, in order. */
function union(a: readonly RuleNode[], b: readonly RuleNode[]): readonly RuleNode[] {
  if (b.length === 0) return a;
  return [...new Set([...a, ...b])].sort((one, other) => one.index - other.index);
}

/** Returns whether a tag or segment has changed. */
function evaluateRule(context: KnowContext, rule: RuleNode, cause: EvaluationCause): boolean {
  const { single } = rule;
  if (!single) return evaluateGroup(context, rule, cause);
  const { known } = context;
  const { view } = cause;
  const held = known.roll.isMember(single.place);
  if (single.isKept && cause.causeTime !== undefined) {
    before.time = cause.causeTime;
    before.holds = held;
    before.flipAt = known.roll.flipAt(rule.index);
    if (single.isKept(view, before)) return false;
  }
  const standing = standingOf(single, view);
  const { flipAt } = view;
  const changes = held !== (standing === 'holds');
  if (changes) settleMember(context, single, { standing, causeTime: cause.causeTime, view });
  remember(known, rule, flipAt);
  return changes;
}

/** How the rule at hand stood before the event. Reused. */
const before: Before = { time: 0, holds: false, flipAt: 0 };

function remember(known: Known, rule: RuleNode, flipAt: number): void {
  if (known.roll.setFlip(rule.index, flipAt)) known.dirty = true;
}

/** Of an exclusive group the first eligible member holds. */
function evaluateGroup(context: KnowContext, rule: RuleNode, { view, causeTime }: EvaluationCause): boolean {
  const { roll } = context.known;
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
  let changed = false;
  rule.members.forEach((member, i) => {
    const standing = standings[i]!;
    if (roll.isMember(member.place) === (standing === 'holds')) return;
    settleMember(context, member, { standing, causeTime, view });
    changed = true;
  });
  remember(context.known, rule, flipAt);
  return changed;
}

interface EvaluationCause {
  readonly causeTime: number | undefined;
  readonly view: CustomerView;
}

interface Outcome extends EvaluationCause {
  readonly standing: Standing;
}

/** Begins or ends a membership. */
function settleMember(context: KnowContext, member: Member, outcome: Outcome): void {
  const { roll } = context.known;
  const heldSince = roll.sinceAt(member.place);
  const read: Record<string, JsonObject[string]> = {};
  member.condition.read(outcome.view, read);
  roll.setSince(member.place, outcome.standing === 'holds' ? context.now : ABSENT);
  context.known.dirty = true;
  tell(context, member, { action: actionOf(member, outcome, heldSince), read });
}

function actionOf(member: Member, outcome: Outcome, since: number): string {
  if (outcome.standing === 'holds') return member.kind === 'tag' ? 'set' : 'entered';
  if (outcome.standing === 'expired') return 'expired';
  // A late event that undoes a flip: it happened before the membership began.
  if (outcome.causeTime !== undefined && outcome.causeTime < since) return 'retracted';
  return member.kind === 'tag' ? 'removed' : 'left';
}

function tell(
  context: KnowContext,
  member: Pick<Member, 'kind' | 'id' | 'version'>,
  { action, read }: { action: string; read?: JsonObject },
): void {
  const { customer, now, transitions, facts } = context;
  const { kind, id, version } = member;
  transitions.push({ kind, id, action });
  facts.push({ kind, action, customer, at: now, name: id, version, detail: read ? { read } : {} });
}
