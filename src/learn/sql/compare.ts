/** Comparison operators (docs/conditions.md section 2) as SQL that is 0 or 1, never NULL. */
import type { CompareOperator, ElementValue, LengthValue, Rule, Scalar, ValueKind } from '../../define/index.ts';
import { timeSql } from './compare-time.ts';
import { allOf, anyOf, numberLiteral, textLiteral } from './literal.ts';
import {
  asList,
  asScalar,
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
import { versionSql } from './version.ts';

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
  notWithinLast: 'withinLast',
  notWithinNext: 'withinNext',
  notDuringThis: 'duringThis',
  notDuringPrevious: 'duringPrevious',
  notDuringNext: 'duringNext',
  notAnniversaryDuringThis: 'anniversaryDuringThis',
  notAnniversaryInDays: 'anniversaryInDays',
};

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

function positiveSql(field: Value, comparison: Comparison, at: Instant): string {
  const { operator, value } = comparison;
  const ordered = (sign: Sign, other: Scalar): string => orderSql({ field, sign, value: other }, at);
  const contained = (one: Scalar): string => anyOf([textSql(field, 'contains', one), `has(${asList(field)}, ${taggedLiteral(one)})`]);
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
      return contained(value as Scalar);
    case 'containsAny':
      return anyOf((value as readonly Scalar[]).map(contained));
    case 'containsAll':
      return allOf([`NOT (${missing(field)})`, ...(value as readonly Scalar[]).map(contained)]);
    case 'inIgnoringCase':
      return anyOf((value as readonly Scalar[]).map((one) => textSql(field, 'equalsIgnoringCase', one)));
    case 'null':
      return missing(field);
    case 'empty':
      return `(${missing(field)} OR ${asScalar(field)} = 's')`;
    case 'hasType':
      return typeSql(field, value as ValueKind);
    case 'anyElement':
    case 'everyElement':
      return elementsSql(field, comparison, at);
    case 'hasLength':
      return lengthSql(field, value as LengthValue);
    default:
      return timeSql(field, comparison, at) ?? versionSql(field, comparison) ?? textSql(field, operator, value as Scalar);
  }
}

function typeSql(field: Value, kind: ValueKind): string {
  if (kind === 'list') return `notEmpty(${asList(field)})`;
  return `startsWith(${asScalar(field)}, '${kind[0]}')`;
}

function elementsSql(field: Value, { operator, value }: Comparison, at: Instant): string {
  const list = asList(field);
  const test = compareSql({ kind: 'scalar', sql: 'element' }, value as ElementValue, at);
  if (operator === 'anyElement') return `arrayExists(element -> ${test}, ${list})`;
  return `(notEmpty(${list}) AND arrayAll(element -> ${test}, ${list}))`;
}

function lengthSql(field: Value, { atLeast = 0, atMost }: LengthValue): string {
  const bounded = (length: string): string =>
    allOf([`${length} >= ${atLeast}`, ...(atMost === undefined ? [] : [`${length} <= ${atMost}`])]);
  const list = asList(field);
  const scalar = asScalar(field);
  return anyOf([
    `(notEmpty(${list}) AND ${bounded(`length(${list})`)})`,
    `(${isText(scalar)} AND ${bounded(`lengthUTF8(${textOfTagged(scalar)})`)})`,
  ]);
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
  // Only in this mode "." leaves line ends out, as it does in the engine.
  if (operator === 'matches') return `(${isText(scalar)} AND match(${textOfTagged(scalar)}, ${textLiteral(`(?-s)${inAscii(value)}`)}))`;
  const text = `lowerUTF8(${textOfTagged(scalar)})`;
  const part = `lowerUTF8(${textLiteral(value)})`;
  return `(${isText(scalar)} AND ${TEXT_TESTS[operator]!(text, part)})`;
}

/** A quoted piece, an escape, the name of a group; else a character beyond ASCII. */
const PIECES = /\\Q.*?(?:\\E|$)|\\.|\(\?P?<\w+>|\P{ASCII}/gsu;

/**
 * The pattern with its characters beyond ASCII by their numbers. What a pattern surely contains the warehouse looks for first, and of a character that a
 * `*` or `?` makes optional it drops the last byte only: '😀*' would be found in texts with the other three.
 */
function inAscii(pattern: string): string {
  return pattern.replace(PIECES, (piece) => (piece.codePointAt(0)! > 0x7f ? `\\x{${piece.codePointAt(0)!.toString(16)}}` : piece));
}

/** Of lower-cased texts. */
const TEXT_TESTS: Readonly<Record<string, (text: string, part: string) => string>> = {
  contains: (text, part) => `position(${text}, ${part}) > 0`,
  beginsWith: (text, part) => `startsWith(${text}, ${part})`,
  endsWith: (text, part) => `endsWith(${text}, ${part})`,
  equalsIgnoringCase: (text, part) => `${text} = ${part}`,
};
