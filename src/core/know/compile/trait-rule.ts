/** Rules on a trait: the comparison, and when time alone flips it. */
import { durationMs, fromScaled, SCALE, type TimeZone, toScaled } from '../../../base/index.ts';
import type { CompareOperator, Rule, Scalar } from '../../../define/index.ts';
import { timeOf, type Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { compileComparison } from './compare.ts';
import { type ConditionNode, NEVER, type TraitNode } from './node.ts';

const ORDERED: readonly CompareOperator[] = ['<', '<=', '>', '>=', '=', '!='];

export function compileTraitRule(rule: Rule, node: TraitNode, zone: TimeZone): ConditionNode {
  const isTimeRule = rule.operator === 'withinLast' || rule.operator === 'notWithinLast' || rule.operator === 'withinNext';
  const compiled = isTimeRule ? timeRule(rule, node, zone) : { test: comparison(rule, node, zone), flipAt: flip(rule, node) };
  return {
    dependencies: node.dependencies,
    timed: isTimeRule || node.timed,
    ...compiled,
    read: (view, into) => {
      into[rule.field] = view.trait(node.id) ?? null;
    },
  };
}

/** The value as plain numbers. */
export function plainValue(node: TraitNode, view: CustomerView): Value {
  const value = view.valueOf(node);
  return node.scaled && typeof value === 'number' ? fromScaled(value) : value;
}

function comparison(rule: Rule, node: TraitNode, zone: TimeZone): (view: CustomerView) => boolean {
  const scaled = node.scaled ? scaledComparison(rule) : undefined;
  if (scaled)
    return (view) => {
      const value = view.valueOf(node);
      return typeof value === 'number' && scaled(value);
    };
  const compare = compileComparison(node.isTime ? withTimes(rule, zone) : rule);
  return (view) => compare(plainValue(node, view));
}

/** Up to here scaled integers and the plain numbers they stand for are in the same order, none equal to another. */
const EXACT_MAX = 2 ** 51;

/** Comparison of the scaled value itself, where that is the same as comparing plain numbers; undefined where it may not be. */
function scaledComparison({ operator, value }: Rule): ((scaled: number) => boolean) | undefined {
  const bound = typeof value === 'number' ? toScaled(value) : undefined;
  if (bound === undefined || Math.abs(bound) > EXACT_MAX || fromScaled(bound) !== value) return undefined;
  if (operator === '>=') return (scaled) => scaled >= bound;
  if (operator === '>') return (scaled) => scaled > bound;
  if (operator === '<=') return (scaled) => scaled <= bound;
  if (operator === '<') return (scaled) => scaled < bound;
  return undefined;
}

/** A trait of type time holds ms, so the dates it is compared with become ms (2.3). */
function withTimes(rule: Rule, zone: TimeZone): Rule {
  const { value } = rule;
  const convert = (one: Scalar): Scalar => timeOf(one, zone) ?? one;
  if (Array.isArray(value)) return { ...rule, value: (value as readonly Scalar[]).map(convert) };
  return typeof value === 'string' ? { ...rule, value: convert(value) } : rule;
}

/** `withinLast`: now - span < t <= now. `withinNext`: now < t <= now + span. */
function timeRule(rule: Rule, node: TraitNode, zone: TimeZone): Pick<ConditionNode, 'test' | 'flipAt'> {
  const span = durationMs(String(rule.value));
  const next = rule.operator === 'withinNext';
  const wanted = rule.operator !== 'notWithinLast';
  const timeAt = (view: CustomerView) => timeOf(plainValue(node, view), zone);
  const within = (time: number | undefined, now: number) => {
    if (time === undefined) return false;
    return next ? now < time && time <= now + span : now - span < time && time <= now;
  };
  return {
    test: (view) => within(timeAt(view), view.now) === wanted,
    flipAt: (view) => {
      const time = timeAt(view);
      const edges = time === undefined ? [] : next ? [time - span, time] : [time, time + span];
      return Math.min(node.changesAt(view), ...edges.filter((edge) => edge > view.now));
    },
  };
}

function flip(rule: Rule, node: TraitNode): (view: CustomerView, holds: boolean) => number {
  const whole = typeof rule.value === 'number' && Number.isInteger(rule.value);
  if (node.reaches && whole && ORDERED.includes(rule.operator as CompareOperator)) return (view) => reachFlipsAt(rule, node, view);
  if (onlyEnds(rule.operator as CompareOperator, node)) return (view, holds) => (holds ? node.changesAt(view) : NEVER);
  return (view) => node.changesAt(view);
}

/** Whether time alone can make the comparison false but never true: none of these holds for a missing value. */
function onlyEnds(operator: CompareOperator, { drift }: TraitNode): boolean {
  if (drift === undefined) return false;
  if (operator === 'notNull') return true;
  if (operator === '>' || operator === '>=') return drift !== 'rises';
  if (operator === '<' || operator === '<=') return drift !== 'falls';
  return drift === 'ends' && ENDING.includes(operator);
}

/** Of these a missing value is no match. */
const ENDING: readonly CompareOperator[] = ['=', 'in', 'between', 'contains', 'beginsWith', 'endsWith'];

/** A value that only grows with time crosses a whole number once. */
function reachFlipsAt(rule: Rule, node: TraitNode, view: CustomerView): number {
  const k = rule.value as number;
  const edges = { '<': [k], '>=': [k], '<=': [k + 1], '>': [k + 1], '=': [k, k + 1], '!=': [k, k + 1] }[rule.operator as string] ?? [];
  const value = view.valueOf(node);
  if (typeof value !== 'number') return NEVER;
  const next = edges.find((edge) => value < edge * SCALE);
  return next === undefined ? NEVER : node.reaches!(view, next);
}
