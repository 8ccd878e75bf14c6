/** Formulas and scores (docs/conditions.md section 6). Missing is NULL or '' and spreads by itself. */
import { SCALE } from '../../base/index.ts';
import type { Condition, Expression, ScoreTrait } from '../../define/index.ts';
import type { Instant } from './compare.ts';
import { functionSql } from './function.ts';
import { integerLiteral } from './literal.ts';
import {
  asDecimal,
  asList,
  asScalar,
  bind,
  decimalOfTagged,
  floatOfDecimal,
  inRange,
  isNumber,
  isText,
  literalValue,
  missing,
  saturated,
  taggedLiteral,
  textOfTagged,
  type Value,
} from './value.ts';

/** What a formula may read of the customer. */
export interface Reader {
  readonly at: Instant;
  trait(id: string): Value;
  condition(condition: Condition): string;
}

export function formulaSql(expression: Expression, reader: Reader): Value {
  if ('trait' in expression) return withoutTime(reader.trait(expression.trait));
  if ('literal' in expression) return literalValue(expression.literal);
  switch (expression.op) {
    case 'coalesce': {
      const operands = expression.args.map((arg) => formulaSql(arg, reader));
      return choose(
        operands.map((operand) => `NOT (${missing(operand)})`),
        [...operands, { kind: 'scalar', sql: `''` }],
      );
    }
    case 'if': {
      const branches = [expression.then, expression.otherwise].map((arg) => formulaSql(arg, reader));
      return choose([reader.condition(expression.when)], branches);
    }
    case 'switch': {
      const of = asScalar(formulaSql(expression.of, reader));
      const branches = [...expression.cases.map(({ then }) => then), expression.otherwise].map((arg) => formulaSql(arg, reader));
      return choose(
        expression.cases.map(({ is }) => `${of} = ${taggedLiteral(is)}`),
        branches,
      );
    }
    case 'concat': {
      const texts = expression.args.map((arg) => plainText(formulaSql(arg, reader)));
      return { kind: 'scalar', sql: `ifNull(concat('s', '', ${texts.join(', ') || `''`}), '')` };
    }
    case 'add':
    case 'subtract':
    case 'multiply':
    case 'divide':
    case 'min':
    case 'max': {
      const [first, ...others] = expression.args.map((arg) => asDecimal(formulaSql(arg, reader)));
      return { kind: 'decimal', sql: others.reduce((sum, operand) => arithmetic(expression.op, sum, operand), first!) };
    }
    default:
      return functionSql(
        expression,
        expression.args.map((arg) => formulaSql(arg, reader)),
        reader.at,
      );
  }
}

/** The bin of a value among ascending edges (scaled decimals); missing without a model. */
export function scoreSql(trait: ScoreTrait, edges: readonly number[] | undefined, reader: Reader): Value {
  if (!edges) return { kind: 'decimal', sql: "CAST(NULL, 'Nullable(Int64)')" };
  const value = asDecimal(reader.trait(trait.score.of));
  const below = edges.map((edge) => `toInt64(${value} > ${integerLiteral(edge)})`);
  const bin = ['1', ...below].join(' + ');
  return {
    kind: 'decimal',
    sql: `if(isNull(${value}), NULL, (${trait.score.reverse ? `${trait.score.bins + 1} - (${bin})` : bin}) * ${SCALE})`,
  };
}

/** A formula that passes a time on is a number. */
function withoutTime(value: Value): Value {
  return value.kind === 'time' ? { kind: 'scalar', sql: asScalar(value) } : value;
}

/** The first value whose test is true, else the last one. */
function choose(tests: readonly string[], values: readonly Value[]): Value {
  const pick = (parts: readonly string[]): string => {
    if (tests.length === 0) return parts[0]!;
    return `multiIf(${tests.flatMap((test, index) => [test, parts[index]!]).join(', ')}, ${parts[tests.length]!})`;
  };
  if (values.every((value) => value.kind === 'decimal')) return { kind: 'decimal', sql: pick(values.map((value) => value.sql)) };
  const scalar = pick(values.map(asScalar));
  if (!values.some((value) => value.kind === 'list' || value.kind === 'either')) return { kind: 'scalar', sql: scalar };
  return { kind: 'either', sql: scalar, list: pick(values.map(asList)) };
}

function arithmetic(op: 'add' | 'subtract' | 'multiply' | 'divide' | 'min' | 'max', a: string, b: string): string {
  switch (op) {
    case 'add':
      return saturated(`toInt128(${a}) + toInt128(${b})`);
    case 'subtract':
      return saturated(`toInt128(${a}) - toInt128(${b})`);
    case 'multiply':
      return inRange(`intDiv(toInt128(${a}) * toInt128(${b}), toInt128(${SCALE}))`);
    case 'divide':
      return inRange(`intDiv(toInt128(${a}) * toInt128(${SCALE}), nullIf(toInt128(${b}), toInt128(0)))`);
    default:
      return pairwise(op === 'min' ? '<' : '>', a, b);
  }
}

function pairwise(sign: '<' | '>', a: string, b: string): string {
  return `arrayMap(p -> if(isNull(p.1) OR isNull(p.2), NULL, if(p.1 ${sign} p.2, p.1, p.2)), [(toNullable(${a}), toNullable(${b}))])[1]`;
}

/** Nullable(String): how concat writes a value. */
function plainText(value: Value): string {
  const written = (decimal: string): string => `toString(${floatOfDecimal(decimal)})`;
  if (value.kind === 'decimal') return written(value.sql);
  return bind(
    asScalar(value),
    (tagged) =>
      `multiIf(${isText(tagged)}, toNullable(${textOfTagged(tagged)}), ${tagged} = 'b1', 'true', ${tagged} = 'b0', 'false', ` +
      `${isNumber(tagged)}, ${written(decimalOfTagged(tagged))}, NULL)`,
  );
}
