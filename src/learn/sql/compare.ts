/** Comparison operators (docs/conditions.md section 2) as SQL that is 0 or 1, never NULL. */
import { durationMs } from '../../base/index.ts';
import type { CompareOperator, Rule, Scalar } from '../../define/index.ts';
import { allOf, anyOf, integerLiteral, numberLiteral, textLiteral } from './literal.ts';
import {
  asList,
  asScalar,
  asTime,
  floatOfDecimal,
  floatOfTagged,
  isNumber,
  isText,
  missing,
  taggedLiteral,
  textOfTagged,
  timeOfText,
  type Value,
} from './value.ts';

/** The instant and the zone that a query is for. */
export interface Instant {
  readonly now: number;
  readonly zone: string;
}

/** Operators that are the negation of another. */
const NEGATIONS: Partial<Record<CompareOperator, CompareOperator>> = {
  '!=': '=',
  notIn: 'in',
  notBetween: 'between',
  doesNotContain: 'contains',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  notNull: 'null',
  notWithinLast: 'withinLast',
};

/** Operators whose result depends on now. */
export const TIME_OPERATORS: ReadonlySet<string> = new Set(['withinLast', 'notWithinLast', 'withinNext']);

/** What a rule asks of its field. */
export interface Comparison {
  readonly operator: CompareOperator;
  readonly value?: Rule['value'];
}

/** `field operator value` for a field whose value is known as SQL. */
export function compareSql(field: Value, comparison: Comparison, at: Instant): string {
  const operator = NEGATIONS[comparison.operator];
  return operator ? `NOT (${positiveSql(field, { ...comparison, operator }, at)})` : positiveSql(field, comparison, at);
}

function positiveSql(field: Value, { operator, value }: Comparison, at: Instant): string {
  const ordered = (sign: Sign, other: Scalar): string => orderSql({ field, sign, value: other }, at);
  switch (operator) {
    case '=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return ordered(operator, value as Scalar);
    case 'in':
      return anyOf((value as readonly Scalar[]).map((one) => ordered('=', one)));
    case 'between': {
      const [low, high] = value as readonly [Scalar, Scalar];
      return allOf([ordered('>=', low), ordered('<=', high)]);
    }
    case 'contains':
      return anyOf([textSql(field, 'contains', value as Scalar), `has(${asList(field)}, ${taggedLiteral(value as Scalar)})`]);
    case 'null':
      return missing(field);
    case 'withinLast':
      return spanSql(asTime(field, at.zone), at.now - durationMs(value as string), at.now);
    case 'withinNext':
      return spanSql(asTime(field, at.zone), at.now, at.now + durationMs(value as string));
    default:
      return textSql(field, operator, value as Scalar);
  }
}

/** low < time <= high; false when the time is missing. */
function spanSql(time: string, low: number, high: number): string {
  return `ifNull(${time} > ${integerLiteral(low)} AND ${time} <= ${integerLiteral(high)}, 0)`;
}

type Sign = '=' | '<' | '<=' | '>' | '>=';

function orderSql({ field, sign, value }: { field: Value; sign: Sign; value: Scalar }, at: Instant): string {
  if (field.kind === 'decimal' || field.kind === 'time') {
    const float = field.kind === 'decimal' ? floatOfDecimal(field.sql) : field.sql;
    const other = plainOperand(field.kind, value, at.zone);
    return other === undefined ? '0' : `ifNull(${float} ${sign} ${other}, 0)`;
  }
  const scalar = asScalar(field);
  if (typeof value === 'number') return `(${isNumber(scalar)} AND ${floatOfTagged(scalar)} ${sign} ${numberLiteral(value)})`;
  if (sign === '=') return `${scalar} = ${taggedLiteral(value)}`;
  if (typeof value === 'boolean') return '0';
  return `(${isText(scalar)} AND ${textOfTagged(scalar)} ${sign} ${textLiteral(value)})`;
}

function plainOperand(kind: 'decimal' | 'time', value: Scalar, zone: string): string | undefined {
  if (typeof value === 'number') return numberLiteral(value);
  return kind === 'time' && typeof value === 'string' ? timeOfText(textLiteral(value), zone) : undefined;
}

function textSql(field: Value, operator: string, value: Scalar): string {
  if (typeof value !== 'string' || field.kind === 'decimal' || field.kind === 'time') return '0';
  const scalar = asScalar(field);
  const text = `lowerUTF8(${textOfTagged(scalar)})`;
  const part = `lowerUTF8(${textLiteral(value)})`;
  const test =
    operator === 'contains'
      ? `position(${text}, ${part}) > 0`
      : operator === 'beginsWith'
        ? `startsWith(${text}, ${part})`
        : `endsWith(${text}, ${part})`;
  return `(${isText(scalar)} AND ${test})`;
}
