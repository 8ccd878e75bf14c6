/** Rules on a trait: the comparison, and when time alone flips it. */
import { fromScaled, type TimeZone } from '../../../base/index.ts';
import type { CompareOperator, Rule, Scalar } from '../../../define/index.ts';
import { timeOf, type Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { type Comparison, compileComparison } from './compare.ts';
import { type TimelyComparison, timelyComparison } from './compare-time.ts';
import { edgesOf } from './growing.ts';
import { type ConditionNode, type ConditionParts, conditionOf, NEVER, type TraitNode } from './node.ts';
import { type Drifting, ThresholdRule, thresholdOf } from './threshold.ts';

export function compileTraitRule(rule: Rule, node: TraitNode, zone: TimeZone): ConditionNode {
  const timely = timelyComparison(rule, zone);
  if (timely) return traitCondition(rule, node, { timed: true, ...timelyRule(timely, node, zone) });
  const threshold = node.scaled ? thresholdOf(rule) : undefined;
  const drifting = driftingOf(rule, node);
  if (threshold && node.reading) return new ThresholdRule({ field: rule.field, node, reading: node.reading, threshold, drifting });
  const isKept = drifting === 'ends' && rule.operator === '=' && node.newest ? newestIsKept(rule, node) : undefined;
  return traitCondition(rule, node, {
    timed: node.timed,
    test: comparison(rule, node, zone),
    flipAt: flip(rule, node, { drifting, zone }),
    isKept,
  });
}

type Reading = Pick<ConditionParts, 'timed' | 'test' | 'flipAt' | 'isKept'>;

/** A new last value that is as good as the one before leaves when that would have left: the oldest contribution decides. */
function newestIsKept({ value }: Rule, node: TraitNode): ConditionNode['isKept'] {
  return (view, { time, holds }) => {
    const newest = node.newest!(view, time);
    return newest !== undefined && (newest === value) === holds;
  };
}

function traitCondition(rule: Rule, node: TraitNode, reading: Reading): ConditionNode {
  return conditionOf({
    dependencies: node.dependencies,
    ...reading,
    read: (view, into) => {
      into[rule.field] = plainValue(node, view) ?? null;
    },
  });
}

/** The value as plain numbers. */
export function plainValue(node: TraitNode, view: CustomerView): Value {
  const value = view.valueOf(node);
  return node.scaled && typeof value === 'number' ? fromScaled(value) : value;
}

function comparison(rule: Rule, node: TraitNode, zone: TimeZone): (view: CustomerView) => boolean {
  const threshold = node.scaled ? thresholdOf(rule) : undefined;
  if (threshold)
    return (view) => {
      const value = view.valueOf(node);
      return typeof value === 'number' && threshold.isPassedBy(value);
    };
  const compare = comparisonOf(rule, node, zone);
  return (view) => compare(plainValue(node, view));
}

/** Of plain values. */
function comparisonOf(rule: Rule, { isTime }: TraitNode, zone: TimeZone): Comparison {
  return compileComparison(isTime ? withTimes(rule, zone) : rule, zone);
}

/** Operators of values that are compared as they are, so that times must be instants on both sides. */
const BY_INSTANT: readonly string[] = ['=', '!=', '<', '<=', '>', '>=', 'in', 'notIn', 'between', 'notBetween'];

/** A trait of type time holds ms, so the dates it is compared with become ms (2.3). */
function withTimes(rule: Rule, zone: TimeZone): Rule {
  const { value } = rule;
  if (!BY_INSTANT.includes(rule.operator)) return rule;
  const convert = (one: Scalar): Scalar => timeOf(one, zone) ?? one;
  if (Array.isArray(value)) return { ...rule, value: (value as readonly Scalar[]).map(convert) };
  return typeof value === 'string' ? { ...rule, value: convert(value) } : rule;
}

function timelyRule(comparison: TimelyComparison, node: TraitNode, zone: TimeZone): Pick<ConditionParts, 'test' | 'flipAt'> {
  const timeAt = (view: CustomerView) => timeOf(plainValue(node, view), zone);
  return {
    test: (view) => comparison.test(timeAt(view), view.now),
    flipAt: (view) => Math.min(node.changesAt(view), comparison.flipAt(timeAt(view), view.now)),
  };
}

function driftingOf(rule: Rule, node: TraitNode): Drifting {
  if (!node.timed) return 'stays';
  if (node.reaches && edgesOf(rule)) return 'reaches';
  return onlyEnds(rule.operator as CompareOperator, node) ? 'ends' : 'changes';
}

function flip(
  rule: Rule,
  node: TraitNode,
  { drifting, zone }: { readonly drifting: Drifting; readonly zone: TimeZone },
): (view: CustomerView, holds: boolean) => number {
  if (drifting === 'reaches') return reachFlipsAt(edgesOf(rule)!, node);
  if (drifting === 'ends') return (view, holds) => (holds ? node.changesAt(view) : NEVER);
  const { emptied, isAmong } = node;
  if (emptied) {
    const holdsOfNothing = comparisonOf(rule, node, zone)(emptied.value);
    return (view, holds) => (holds === holdsOfNothing && emptied.isNext(view) ? NEVER : node.changesAt(view));
  }
  const asked = rule.operator === '=' || rule.operator === 'in' ? ([rule.value].flat() as readonly Scalar[]) : undefined;
  if (isAmong && asked) return (view, holds) => (holds || asked.some((value) => isAmong(view, value)) ? node.changesAt(view) : NEVER);
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

/** A value that only grows with time comes to each edge once. */
function reachFlipsAt(edges: readonly number[], node: TraitNode): (view: CustomerView) => number {
  return (view) => {
    const value = plainValue(node, view);
    if (typeof value !== 'number') return NEVER;
    const next = edges.find((edge) => value < edge);
    return next === undefined ? NEVER : node.reaches!(view, next);
  };
}
