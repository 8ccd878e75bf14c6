/** Walking through a definition: every condition, rule, expression and step in it, with its path. */
import type { Condition, HistoryValue, Rule } from '../condition.ts';
import type { JourneyDefinition } from '../journey.ts';
import type { Definition } from '../project.ts';
import { listsWithin, type Step, type StepList, type WaitForStep, waitBranchesOf } from '../step.ts';
import type { Expression } from '../trait.ts';
import type { EventMatch, Trigger } from '../trigger.ts';

/**
 * What a condition may read. `customer`: what is known of the customer; `event`: that and the event at hand;
 * `property`: only the event, because it filters contributions; `kept`: like `event`, later, when only the event's properties are left; `element`: an element of a list of
 * the event.
 */
export type Scope = 'customer' | 'event' | 'property' | 'kept' | 'element';

export interface RuleAt {
  readonly rule: Rule;
  readonly path: string;
  readonly scope: Scope;
}

export interface ConditionAt {
  readonly condition: Condition;
  readonly path: string;
  readonly scope: Scope;
}

/** All rules of a definition, those inside history questions and expressions included. */
export function* rulesOf(definition: Definition): Generator<RuleAt> {
  for (const place of conditionsOf(definition)) yield* rulesIn(place);
}

/** The outermost conditions of a definition. */
export function* conditionsOf(definition: Definition): Generator<ConditionAt> {
  if (definition.kind === 'tag') yield { condition: definition.rule, path: 'rule', scope: 'customer' };
  if (definition.kind === 'segment') yield { condition: definition.condition, path: 'condition', scope: 'customer' };
  if (definition.kind === 'journey') yield* journeyConditions(definition);
  if (definition.kind === 'template') {
    for (const [id, { when }] of Object.entries(definition.variants ?? {}))
      if (when) yield { condition: when, path: `variants.${id}.when`, scope: 'customer' };
  }
  if (definition.kind === 'placement') {
    for (const [index, { when }] of definition.candidates.entries())
      if (when) yield { condition: when, path: `candidates[${index}].when`, scope: 'kept' };
  }
  if (definition.kind === 'recommendation' && definition.where) yield { condition: definition.where, path: 'where', scope: 'property' };
  if (definition.kind === 'workspace' && definition.purchase?.where) {
    yield { condition: definition.purchase.where, path: 'purchase.where', scope: 'property' };
  }
  if (definition.kind !== 'trait') return;
  if ('aggregate' in definition && definition.where) yield { condition: definition.where, path: 'where', scope: 'property' };
  if (!('formula' in definition)) return;
  for (const { expression, path } of expressionsOf(definition.formula)) {
    if ('op' in expression && expression.op === 'if') yield { condition: expression.when, path: `${path}.when`, scope: 'customer' };
  }
}

/** The rules of a condition, depth first; with them the filters of their history questions. */
export function* rulesIn({ condition, path, scope }: ConditionAt): Generator<RuleAt> {
  for (const [index, one] of condition.rules.entries()) {
    const place = `${path}.rules[${index}]`;
    if ('combinator' in one) {
      yield* rulesIn({ condition: one, path: place, scope });
      continue;
    }
    yield { rule: one, path: place, scope };
    if (one.operator === 'anyElementWhere' || one.operator === 'noElementWhere')
      yield* rulesIn({ condition: one.value as Condition, path: `${place}.value`, scope: 'element' });
    for (const filter of filtersOf(one))
      yield* rulesIn({ condition: filter.where, path: `${place}.value.${filter.path}`, scope: 'property' });
  }
}

/** An expression and everything inside it. */
export function* expressionsOf(
  expression: Expression,
  path = 'formula',
): Generator<{ readonly expression: Expression; readonly path: string }> {
  yield { expression, path };
  if (!('op' in expression)) return;
  if (expression.op === 'if') {
    yield* expressionsOf(expression.then, `${path}.then`);
    yield* expressionsOf(expression.otherwise, `${path}.otherwise`);
    return;
  }
  if (expression.op === 'switch') {
    yield* expressionsOf(expression.of, `${path}.of`);
    for (const [index, { then }] of expression.cases.entries()) yield* expressionsOf(then, `${path}.cases[${index}].then`);
    yield* expressionsOf(expression.otherwise, `${path}.otherwise`);
    return;
  }
  for (const [index, part] of expression.args.entries()) yield* expressionsOf(part, `${path}.args[${index}]`);
}

/** Steps with their paths, depth first. */
export function* stepsIn(steps: readonly Step[], path = 'steps'): Generator<{ readonly step: Step; readonly path: string }> {
  for (const [index, step] of steps.entries()) {
    const place = `${path}[${index}]`;
    yield { step, path: place };
    for (const arm of armsOf(step, place)) yield* stepsIn(arm.steps, arm.path);
  }
}

/** The lists of steps inside a step. */
export function armsOf(step: Step, path: string): readonly StepList[] {
  return listsWithin(step).map((list) => ({ steps: list.steps, path: `${path}.${list.path}` }));
}

function* journeyConditions(journey: JourneyDefinition): Generator<ConditionAt> {
  const atHand: Scope = hasEventAtHand(journey.trigger) ? 'event' : 'customer';
  if (journey.trigger.type === 'event' && journey.trigger.where) {
    yield { condition: journey.trigger.where, path: 'trigger.where', scope: 'event' };
  }
  if (journey.when) yield { condition: journey.when, path: 'when', scope: atHand };
  if (journey.goal) yield* endConditions(journey.goal, 'goal');
  for (const [index, end] of (journey.exits ?? []).entries()) yield* endConditions(end, `exits[${index}]`);
  for (const { step, path } of stepsIn(journey.steps)) {
    if (step.type === 'wait_for') yield* waitConditions(step, path);
    if (step.type !== 'branch') continue;
    for (const [index, { when }] of step.branches.entries())
      yield { condition: when, path: `${path}.branches[${index}].when`, scope: keepsProperties(journey) ? 'kept' : 'customer' };
  }
}

function* waitConditions(step: WaitForStep, path: string): Generator<ConditionAt> {
  for (const { on, path: place } of waitBranchesOf(step)) yield* endConditions(on, place === '' ? path : `${path}.${place}on`);
  if (step.rearm) yield* endConditions(step.rearm, `${path}.rearm`);
}

/** Whether there are properties at hand when it starts. */
export function hasEventAtHand({ type }: Trigger): boolean {
  return type === 'event' || type === 'start';
}

/** Whether an instance may keep properties that its branches and templates read. */
export function keepsProperties({ trigger, steps }: JourneyDefinition): boolean {
  return (
    hasEventAtHand(trigger) ||
    [...stepsIn(steps)].some(({ step }) => step.type === 'benefit' || (step.type === 'wait_for' && step.rearm !== undefined))
  );
}

function* endConditions(end: EventMatch | Condition, path: string): Generator<ConditionAt> {
  if ('combinator' in end) yield { condition: end, path, scope: 'customer' };
  else if (end.where) yield { condition: end.where, path: `${path}.where`, scope: 'event' };
}

function filtersOf(rule: Rule): readonly { readonly where: Condition; readonly path: string }[] {
  if (!rule.field.startsWith('event.') || rule.value === undefined) return [];
  const value = rule.value as HistoryValue;
  const filters: { where: Condition; path: string }[] = [];
  if (value.where) filters.push({ where: value.where, path: 'where' });
  if ('steps' in value) {
    for (const [index, step] of value.steps.entries()) {
      if (step.where) filters.push({ where: step.where, path: `steps[${index}].where` });
      if (step.without?.where) filters.push({ where: step.without.where, path: `steps[${index}].without.where` });
    }
  }
  if ('has' in value) filters.push({ where: value.has, path: 'has' });
  if ('then' in value && value.then.where) filters.push({ where: value.then.where, path: 'then.where' });
  if ('without' in value && value.without.where) filters.push({ where: value.without.where, path: 'without.where' });
  return filters;
}
