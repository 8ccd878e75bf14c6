/** Helpers for formula traits: `formula.divide('revenue', 'orders')`. A text is a trait's id; numbers and booleans stand for themselves. */
import type { Scalar } from '../condition.ts';
import type { Expression } from '../trait.ts';
import { type ConditionInput, conditionOf } from './conditions.ts';

/** An operand: an expression, the id of a trait (text), or a number or boolean as it stands. */
export type ExpressionInput = Expression | string | number | boolean;

/** Operations of formulas, on decimals with four places. */
export interface Formula {
  trait(id: string): Expression;
  literal(value: Scalar): Expression;
  add(first: ExpressionInput, second: ExpressionInput, ...more: readonly ExpressionInput[]): Expression;
  subtract(first: ExpressionInput, second: ExpressionInput, ...more: readonly ExpressionInput[]): Expression;
  multiply(first: ExpressionInput, second: ExpressionInput, ...more: readonly ExpressionInput[]): Expression;
  /** Truncates at the fourth place; missing for a zero divisor. */
  divide(first: ExpressionInput, second: ExpressionInput, ...more: readonly ExpressionInput[]): Expression;
  min(first: ExpressionInput, second: ExpressionInput, ...more: readonly ExpressionInput[]): Expression;
  max(first: ExpressionInput, second: ExpressionInput, ...more: readonly ExpressionInput[]): Expression;
  /** The first that is not missing. */
  coalesce(...args: readonly ExpressionInput[]): Expression;
  /** Texts joined. A text here is a trait's id; write `formula.literal(', ')` for a fixed text. */
  concat(...args: readonly ExpressionInput[]): Expression;
  when(condition: ConditionInput, then: ExpressionInput, otherwise: ExpressionInput): Expression;
}

type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max';

const arithmetic =
  (op: Arithmetic): Formula['add'] =>
  (first, second, ...more) => ({ op, args: [expressionOf(first), expressionOf(second), ...more.map(expressionOf)] });

/** Builds the expressions of formula traits. */
export const formula: Formula = {
  trait: (id) => ({ trait: id }),
  literal: (value) => ({ literal: value }),
  add: arithmetic('add'),
  subtract: arithmetic('subtract'),
  multiply: arithmetic('multiply'),
  divide: arithmetic('divide'),
  min: arithmetic('min'),
  max: arithmetic('max'),
  coalesce: (...args) => ({ op: 'coalesce', args: args.map(expressionOf) }),
  concat: (...args) => ({ op: 'concat', args: args.map(expressionOf) }),
  when: (condition, then, otherwise) => ({
    op: 'if',
    when: conditionOf(condition),
    then: expressionOf(then),
    otherwise: expressionOf(otherwise),
  }),
};

/** A text is a trait, a number or boolean a literal, an expression itself. */
export function expressionOf(input: ExpressionInput): Expression {
  if (typeof input === 'string') return { trait: input };
  return typeof input === 'object' ? input : { literal: input };
}
