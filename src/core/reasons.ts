/**
 * Whether a condition holds of a customer, and why: every rule of it with what it read, by the engine's own evaluator. Pure; what a plan that is not
 * released would say is asked of the state as it is stored, or of a customer folded anew from its events.
 */
import type { CustomerId } from '../base/index.ts';
import type { Condition, Definition, Rule } from '../define/index.ts';
import { type Customer, newCustomer } from './customer.ts';
import type { Json, JsonObject } from './entry.ts';
import { applyEvent, applyPlan, applyTime, type KnowContext, knownWakeAt, type View, viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';
import type { PastEntry } from './rebuild-owners.ts';

/** A group of rules, or one rule with the values it read by field; of a rule about a tag or a segment, why that holds or not stands in `of`. */
export type Reason =
  | { readonly holds: boolean; readonly combinator: 'and' | 'or'; readonly not?: true; readonly rules: readonly Reason[] }
  | { readonly holds: boolean; readonly rule: Rule; readonly read: JsonObject; readonly of?: Reason };

/** The plan must hold the condition, as a part of one of its definitions. */
export interface TrialWorld {
  readonly plan: Plan;
  /** Instant of evaluation, ms. */
  readonly now: number;
}

/** Changes the customer in place: it is to be thrown away. `definitions`: where the rules of tags and segments stand. */
export function reasonsOf(
  customer: Customer,
  { condition, definitions }: { readonly condition: Condition; readonly definitions: readonly Definition[] },
  world: TrialWorld,
): Reason {
  settle(customer, world);
  const view = viewOf(customer.known, world.plan.know, world.now);
  const rules = new Map(definitions.map((definition) => [`${definition.kind}.${definition.id}`, definition]));
  const ofGroup = (group: Condition): Reason => ({
    holds: test(group, world, view).holds,
    combinator: group.combinator,
    ...(group.not && { not: true as const }),
    rules: group.rules.map((rule) => ('rules' in rule ? ofGroup(rule) : ofRule(rule))),
  });
  const ofRule = (rule: Rule): Reason => {
    const { holds, read } = test({ combinator: 'and', rules: [rule] }, world, view);
    const named = rules.get(rule.field);
    const inner = named?.kind === 'segment' ? named.condition : named?.kind === 'tag' ? named.rule : undefined;
    return { holds, rule, read, ...(inner && { of: ofGroup(inner) }) };
  };
  return ofGroup(condition);
}

/** Whether the condition holds of somebody of whom nothing that it reads has ever been heard. */
export function holdsOfBlank(condition: Condition, world: TrialWorld): boolean {
  const blank = newCustomer('' as CustomerId, world.now);
  settle(blank, world);
  return test(condition, world, viewOf(blank.known, world.plan.know, world.now)).holds;
}

/** What is known of a customer by its events alone, ascending by position, as if it had always been one. */
export function refolded(id: CustomerId, entries: readonly PastEntry[], { plan, now }: TrialWorld): Customer {
  const customer = newCustomer(id, entries[0]?.at ?? now);
  for (const { at, entry } of entries) {
    if (entry.type !== 'event') continue;
    runDue(customer, { plan, now: at });
    applyEvent(knowing(customer, { plan, now: at }), entry);
  }
  return customer;
}

/** Brings tags and segments to the instant, under this plan. */
function settle(customer: Customer, world: TrialWorld): void {
  runDue(customer, world);
  applyPlan(knowing(customer, world));
}

/** Runs what falls due by the instant, as the next entry about the customer would. Changes it in place. */
export function runDue(customer: Customer, { plan, now }: TrialWorld): void {
  for (let due = knownWakeAt(customer.known); due <= now; due = knownWakeAt(customer.known))
    applyTime(knowing(customer, { plan, now: due }));
}

function knowing({ id, known }: Customer, { plan, now }: TrialWorld): KnowContext {
  return { customer: id, known, plan: plan.know, now, facts: [], transitions: [] };
}

function test(
  condition: Condition,
  { plan }: TrialWorld,
  view: View,
): { readonly holds: boolean; readonly read: Readonly<Record<string, Json>> } {
  const compiled = plan.know.compile(condition, 'condition', 'customer');
  return { holds: compiled.test(view), read: compiled.read(view) };
}
