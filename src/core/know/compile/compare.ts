/** Comparison operators on one value (docs/conditions.md section 2). A negated operator is exactly the negation of its positive one. */
import { VolanoError } from '../../../base/index.ts';
import type { CompareOperator, Rule, Scalar } from '../../../define/index.ts';
import { order, type Value } from '../value.ts';

export type Comparison = (value: Value) => boolean;

const NEGATIONS: Partial<Record<CompareOperator, CompareOperator>> = {
  '!=': '=',
  notIn: 'in',
  notBetween: 'between',
  doesNotContain: 'contains',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  notNull: 'null',
};

/** All operators but those that depend on now. */
export function compileComparison(rule: Rule): Comparison {
  const operator = rule.operator as CompareOperator;
  const positive = NEGATIONS[operator];
  if (!positive) return compilePositive(operator, rule);
  const compare = compilePositive(positive, rule);
  return (value) => !compare(value);
}

function compilePositive(operator: CompareOperator, rule: Rule): Comparison {
  const operand = rule.value as Scalar | readonly Scalar[] | undefined;
  const scalars: readonly (Scalar | undefined)[] = Array.isArray(operand) ? operand : [operand as Scalar | undefined];
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
    case 'contains':
    case 'beginsWith':
    case 'endsWith':
      return compileText(operator, first);
    default:
      throw new VolanoError('VOLANO_DEFINITION_INVALID', { path: rule.field, problem: `operator "${operator}" does not apply here` });
  }
}

function compileText(operator: 'contains' | 'beginsWith' | 'endsWith', operand: Scalar | undefined): Comparison {
  const needle = typeof operand === 'string' ? operand.toLowerCase() : undefined;
  return (value) => {
    if (Array.isArray(value)) return operator === 'contains' && (value as readonly (Scalar | undefined)[]).includes(operand);
    if (typeof value !== 'string' || needle === undefined) return false;
    const text = value.toLowerCase();
    if (operator === 'contains') return text.includes(needle);
    return operator === 'beginsWith' ? text.startsWith(needle) : text.endsWith(needle);
  };
}

function scalar(value: Value): Scalar | undefined {
  return Array.isArray(value) ? undefined : (value as Scalar | undefined);
}
