/** Helpers for formula traits: `formula.divide('revenue', 'orders')`. A text is a trait's id; numbers and booleans stand for themselves. */
import type { Scalar } from '../condition.ts';
import type { DatePart, Expression } from '../trait.ts';
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
  /** What belongs to the first case that equals it: `choose('plan', [['pro', 2], ['basic', 1]], 0)`. */
  choose(of: ExpressionInput, cases: readonly (readonly [is: Scalar, then: ExpressionInput])[], otherwise: ExpressionInput): Expression;
  /** Half away from zero, to whole numbers or so many places. */
  round(value: ExpressionInput, places?: number): Expression;
  floor(value: ExpressionInput, places?: number): Expression;
  ceil(value: ExpressionInput, places?: number): Expression;
  abs(value: ExpressionInput): Expression;
  /** The remainder, with the sign of the first. */
  modulo(value: ExpressionInput, divisor: ExpressionInput): Expression;
  lower(text: ExpressionInput): Expression;
  /** Characters of a text, elements of a list. */
  length(value: ExpressionInput): Expression;
  /** Characters from `start` (the first is 0) on. */
  substring(text: ExpressionInput, start: number, length?: number): Expression;
  /** Whether the list has the element. */
  includes(list: ExpressionInput, element: ExpressionInput): Expression;
  /** In the workspace's time zone. */
  datePart(part: DatePart, time: ExpressionInput): Expression;
  /** Whole units from the time until now; days may be those of the calendar. */
  elapsed(time: ExpressionInput, unit?: 'minute' | 'hour' | 'day' | 'week' | 'calendar day'): Expression;
  /** Whole years since the date. */
  age(time: ExpressionInput): Expression;
  compare(first: ExpressionInput, operator: '=' | '!=' | '<' | '<=' | '>' | '>=', second: ExpressionInput): Expression;
}

type Arithmetic = 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max';

const arithmetic =
  (op: Arithmetic): Formula['add'] =>
  (first, second, ...more) => ({ op, args: [expressionOf(first), expressionOf(second), ...more.map(expressionOf)] });

const rounding =
  (op: 'round' | 'floor' | 'ceil'): Formula['round'] =>
  (value, places) => ({ op, args: [expressionOf(value)], ...(places !== undefined && { places }) });

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
  choose: (of, cases, otherwise) => ({
    op: 'switch',
    of: expressionOf(of),
    cases: cases.map(([is, then]) => ({ is, then: expressionOf(then) })),
    otherwise: expressionOf(otherwise),
  }),
  round: rounding('round'),
  floor: rounding('floor'),
  ceil: rounding('ceil'),
  abs: (value) => ({ op: 'abs', args: [expressionOf(value)] }),
  modulo: (value, divisor) => ({ op: 'modulo', args: [expressionOf(value), expressionOf(divisor)] }),
  lower: (text) => ({ op: 'lower', args: [expressionOf(text)] }),
  length: (value) => ({ op: 'length', args: [expressionOf(value)] }),
  substring: (text, start, length) => ({ op: 'substring', args: [expressionOf(text)], start, ...(length !== undefined && { length }) }),
  includes: (list, element) => ({ op: 'includes', args: [expressionOf(list), expressionOf(element)] }),
  datePart: (part, time) => ({ op: 'date_part', args: [expressionOf(time)], part }),
  elapsed: (time, unit = 'day') => ({
    op: 'elapsed',
    args: [expressionOf(time)],
    ...(unit === 'calendar day' ? { unit: 'day', calendar: true } : { unit }),
  }),
  age: (time) => ({ op: 'age', args: [expressionOf(time)] }),
  compare: (first, operator, second) => ({ op: 'compare', operator, args: [expressionOf(first), expressionOf(second)] }),
};

/** A text is a trait, a number or boolean a literal, an expression itself. */
export function expressionOf(input: ExpressionInput): Expression {
  if (typeof input === 'string') return { trait: input };
  return typeof input === 'object' ? input : { literal: input };
}
