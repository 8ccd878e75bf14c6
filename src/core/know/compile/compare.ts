/** Comparison operators on one value (docs/conditions.md section 2). A negated operator is exactly the negation of its positive one. */
import { type TimeZone, VolanoError } from '../../../base/index.ts';
import type { CompareOperator, ElementValue, LengthValue, Rule, Scalar } from '../../../define/index.ts';
import { said } from '../../said.ts';
import { order, type Value } from '../value.ts';
import { beginsWith, contains, endsWith, equalsIgnoringCase, hasLength, matches, versions } from './compare-text.ts';
import { fixedTime } from './compare-time.ts';

export type Comparison = (value: Value) => boolean;

const NEGATIONS: Partial<Record<CompareOperator, CompareOperator>> = {
  '!=': '=',
  notIn: 'in',
  notBetween: 'between',
  doesNotContain: 'contains',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  notNull: 'null',
  notEmpty: 'empty',
  doesNotEqualIgnoringCase: 'equalsIgnoringCase',
  notInIgnoringCase: 'inIgnoringCase',
  doesNotMatch: 'matches',
  containsNone: 'containsAny',
  doesNotContainAll: 'containsAll',
  noElement: 'anyElement',
  notEveryElement: 'everyElement',
  doesNotHaveLength: 'hasLength',
  doesNotHaveType: 'hasType',
  versionDoesNotEqual: 'versionEquals',
  notTimeBetween: 'timeBetween',
  notOnDay: 'onDay',
};

/** All operators but those that depend on now. The zone is that of dates. */
export function compileComparison(rule: Rule, zone: TimeZone): Comparison {
  const operator = rule.operator as CompareOperator;
  const positive = NEGATIONS[operator];
  if (!positive) return compilePositive(operator, rule, zone);
  const compare = compilePositive(positive, rule, zone);
  return (value) => !compare(value);
}

function compilePositive(operator: CompareOperator, rule: Rule, zone: TimeZone): Comparison {
  const { value: operand } = rule;
  const scalars = (Array.isArray(operand) ? operand : [operand]) as readonly (Scalar | undefined)[];
  const compare =
    compileOrder(operator, scalars) ??
    compileText(operator, scalars) ??
    compileList(operator, operand, zone) ??
    fixedTime(operator, scalars as readonly Scalar[], zone);
  if (compare) return compare;
  throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: rule.field, problem: said`operator "${operator}" does not apply here` });
}

function compileOrder(operator: CompareOperator, scalars: readonly (Scalar | undefined)[]): Comparison | undefined {
  const [first, second] = scalars;
  switch (operator) {
    case '=':
      return (value) => value !== undefined && value === first;
    case 'in':
      return (value) => value !== undefined && scalars.includes(value as Scalar);
    case '<':
      return (value) => (order(scalar(value), first) ?? 0) < 0;
    case '>':
      return (value) => (order(scalar(value), first) ?? 0) > 0;
    case '<=':
      return (value) => (order(scalar(value), first) ?? 1) <= 0;
    case '>=':
      return (value) => (order(scalar(value), first) ?? -1) >= 0;
    case 'between':
      return (value) => (order(scalar(value), first) ?? -1) >= 0 && (order(scalar(value), second) ?? 1) <= 0;
    case 'null':
      return (value) => value === undefined;
    case 'empty':
      return (value) => value === undefined || value === '';
    case 'hasType':
      return first === 'list' ? (value) => Array.isArray(value) : (value) => typeof value === first;
    default:
      return undefined;
  }
}

function compileText(operator: CompareOperator, scalars: readonly (Scalar | undefined)[]): Comparison | undefined {
  const [first] = scalars;
  switch (operator) {
    case 'contains':
      return contains(first);
    case 'beginsWith':
      return beginsWith(first);
    case 'endsWith':
      return endsWith(first);
    case 'equalsIgnoringCase':
    case 'inIgnoringCase':
      return equalsIgnoringCase(scalars);
    case 'matches':
      return matches(first);
    case 'versionEquals':
    case 'versionBefore':
    case 'versionAtMost':
    case 'versionAfter':
    case 'versionAtLeast':
      return versions(operator, first);
    default:
      return undefined;
  }
}

function compileList(operator: CompareOperator, operand: Rule['value'], zone: TimeZone): Comparison | undefined {
  switch (operator) {
    case 'containsAny': {
      const tests = (operand as readonly Scalar[]).map(contains);
      return (value) => tests.some((test) => test(value));
    }
    case 'containsAll': {
      const tests = (operand as readonly Scalar[]).map(contains);
      return (value) => value !== undefined && tests.every((test) => test(value));
    }
    case 'anyElement':
    case 'everyElement': {
      const test = compileComparison({ field: 'an element', ...(operand as ElementValue) }, zone);
      if (operator === 'anyElement') return (value) => Array.isArray(value) && value.some(test);
      return (value) => Array.isArray(value) && value.every(test);
    }
    case 'hasLength':
      return hasLength(operand as LengthValue);
    default:
      return undefined;
  }
}

function scalar(value: Value): Scalar | undefined {
  return Array.isArray(value) ? undefined : (value as Scalar | undefined);
}
