import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CompareOperator, Rule, Scalar } from '../../define/index.ts';
import { compareSql } from './compare.ts';
import { openTrial } from './trial.suite.ts';
import { taggedLiteral, type Value } from './value.ts';

type Operand = Rule['value'];

const trial = openTrial();
const at = { now: Date.parse('2024-03-31T12:00:00Z'), zone: 'UTC' };

/** The obvious meaning of docs/conditions.md section 2 for one value; undefined is missing. */
function meaning(value: Scalar | readonly Scalar[] | undefined, operator: CompareOperator, operand: Operand): boolean {
  const text = (other: Scalar): [string, string] | undefined =>
    typeof value === 'string' && typeof other === 'string' ? [value.toLowerCase(), other.toLowerCase()] : undefined;
  const order = (other: Scalar): number => {
    if (typeof value === 'number' && typeof other === 'number') return value - other;
    if (typeof value !== 'string' || typeof other !== 'string') return Number.NaN;
    return Buffer.compare(Buffer.from(value), Buffer.from(other));
  };
  switch (operator) {
    case '=':
      return value === operand;
    case '<':
      return order(operand as Scalar) < 0;
    case '<=':
      return order(operand as Scalar) <= 0;
    case '>':
      return order(operand as Scalar) > 0;
    case '>=':
      return order(operand as Scalar) >= 0;
    case 'in':
      return (operand as Scalar[]).some((one) => one === value);
    case 'between':
      return order((operand as Scalar[])[0]!) >= 0 && order((operand as Scalar[])[1]!) <= 0;
    case 'contains': {
      if (Array.isArray(value)) return value.includes(operand as Scalar);
      const [whole, part] = text(operand as Scalar) ?? [];
      return whole?.includes(part!) ?? false;
    }
    case 'beginsWith': {
      const [whole, part] = text(operand as Scalar) ?? [];
      return whole?.startsWith(part!) ?? false;
    }
    case 'endsWith': {
      const [whole, part] = text(operand as Scalar) ?? [];
      return whole?.endsWith(part!) ?? false;
    }
    case 'null':
      return value === undefined;
    default:
      throw new Error(operator);
  }
}

const NEGATIVE: Partial<Record<CompareOperator, CompareOperator>> = {
  '=': '!=',
  in: 'notIn',
  between: 'notBetween',
  contains: 'doesNotContain',
  beginsWith: 'doesNotBeginWith',
  endsWith: 'doesNotEndWith',
  null: 'notNull',
};

const scalar = fc.constantFrom<Scalar>(
  0,
  1,
  10,
  -2.5,
  0.1,
  1e20,
  '',
  'a',
  'A',
  'ab',
  'Ba',
  'é',
  'É',
  '1',
  '10',
  '～',
  '😀',
  "o'k",
  '%',
  true,
  false,
);
const subject = fc.oneof(
  { weight: 6, arbitrary: scalar },
  { weight: 1, arbitrary: fc.constant(undefined) },
  { weight: 2, arbitrary: fc.array(scalar, { minLength: 1, maxLength: 3 }) },
);
const comparison: fc.Arbitrary<[CompareOperator, Operand]> = fc.oneof(
  fc.tuple(fc.constantFrom<CompareOperator>('=', '<', '<=', '>', '>=', 'contains', 'beginsWith', 'endsWith'), scalar),
  fc.tuple(fc.constant<CompareOperator>('in'), fc.array(scalar, { maxLength: 3 })),
  fc.tuple(fc.constant<CompareOperator>('between'), fc.tuple(scalar, scalar)),
  fc.tuple(fc.constant<CompareOperator>('null'), fc.constant(undefined)),
);

/** The subject as it may stand in SQL: in a column of its own kind, or in one that may hold either. */
function held(value: Scalar | readonly Scalar[] | undefined): { value: Value; columns: Record<string, string> }[] {
  const list = Array.isArray(value) ? `[${value.map(taggedLiteral).join(', ')}]` : 'emptyArrayString()';
  const tagged = value === undefined || Array.isArray(value) ? `''` : taggedLiteral(value as Scalar);
  const either = { value: { kind: 'either', sql: 'x', list: 'y' } as const, columns: { x: tagged, y: list } };
  const own = Array.isArray(value)
    ? { value: { kind: 'list', sql: 'x' } as const, columns: { x: list } }
    : { value: { kind: 'scalar', sql: 'x' } as const, columns: { x: tagged } };
  return [either, own];
}

it('means what the table of operators says, and its negation the opposite', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(subject, comparison), { minLength: 1, maxLength: 25 }), async (cases) => {
      const selects = cases.flatMap(([value, [operator, operand]]) =>
        held(value).flatMap(({ value: field, columns }) =>
          [operator, NEGATIVE[operator]].flatMap((one) => {
            if (one === undefined) return [];
            const inner = Object.entries(columns).map(([name, sql]) => `${sql} AS ${name}`);
            return [`(SELECT toInt8(${compareSql(field, { operator: one, value: operand }, at)}) FROM (SELECT ${inner.join(', ')}))`];
          }),
        ),
      );
      const answers = await trial.value<number[]>(`[${selects.join(', ')}]`);
      const expected = cases.flatMap(([value, [operator, operand]]) => {
        const holds = meaning(value, operator, operand) ? 1 : 0;
        const pair = NEGATIVE[operator] === undefined ? [holds] : [holds, 1 - holds];
        return [...pair, ...pair];
      });
      expect(answers).toEqual(expected);
    }),
    { numRuns: 25, seed: 6 },
  );
});

describe('numbers and times held plainly', () => {
  const decimal: Value = { kind: 'decimal', sql: 'x' };
  const time: Value = { kind: 'time', sql: 'x' };
  const number = { x: 'toNullable(toInt64(15000))' };
  const none = { x: "CAST(NULL, 'Nullable(Int64)')" };
  const noon = { x: `toNullable(toFloat64(${at.now}))` };
  const never = { x: "CAST(NULL, 'Nullable(Float64)')" };

  it.each<[string, Value, Record<string, string>, CompareOperator, Operand, number]>([
    ['2: a number equals itself', decimal, number, '=', 1.5, 1],
    ['1.2: not its text', decimal, number, '=', '1.5', 0],
    ['1.2: it differs from its text', decimal, number, '!=', '1.5', 1],
    ['2: less', decimal, number, '<', 1.5001, 1],
    ['2: not less than a boolean', decimal, number, '<', true, 0],
    ['2: between', decimal, number, 'between', [1.5, 2], 1],
    ['2: contains nothing', decimal, number, 'contains', '1', 0],
    ['2: contains not the number itself', decimal, number, 'contains', 1.5, 0],
    ['2: a missing one is not less', decimal, none, '<', 5, 0],
    ['2: a missing one differs', decimal, none, '!=', 5, 1],
    ['2: a missing one is null', decimal, none, 'null', undefined, 1],
    ['2.3: a time against a text', time, noon, '=', '2024-03-31T12:00Z', 1],
    ['2.3: against a date', time, noon, '>', '2024-03-31', 1],
    ['2.3: against no time', time, noon, '>', 'noon', 0],
    ['2.3: a boolean is no time', time, noon, '=', true, 0],
    ['2: a missing time', time, never, '<', '2024-03-31', 0],
    ['2: now is within the last', time, noon, 'withinLast', '1ms', 1],
    ['2: and not within the next', time, noon, 'withinNext', '1d', 0],
    ['2: a missing time is not within', time, never, 'withinLast', '1d', 0],
    ['2: nor is it then', time, never, 'notWithinLast', '1d', 1],
  ])('%s', async (_, field, columns, operator, operand, expected) => {
    expect(Number(await trial.value(`toInt8(${compareSql(field, { operator, value: operand }, at)})`, columns))).toBe(expected);
  });
});
