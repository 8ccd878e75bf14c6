import { describe, expect, test } from 'vitest';
import { COMPOSITE_OPERATORS, HISTORY_OPERATORS, type Operator, TIME_OPERATORS, VALUE_OPERATORS } from './operators.ts';
import { ruleSchema } from './schema/condition.ts';

const ALL: readonly Operator[] = [...VALUE_OPERATORS, ...TIME_OPERATORS, ...COMPOSITE_OPERATORS, ...HISTORY_OPERATORS];

/** Values of all forms: of each operator at least one of them must be right, or none at all. */
const VALUES: readonly unknown[] = [
  undefined,
  'a',
  '7d',
  'month',
  'list',
  '1.2.3',
  '2026-05-01',
  ['a', 'b'],
  [1, 2],
  { atLeast: 1 },
  { operator: '=', value: 1 },
  {},
  { then: { event: 'B' }, within: '7d' },
  { steps: [{ event: 'B' }], within: '7d' },
  { aggregate: 'count', is: { operator: '>=', value: 2 } },
  { has: { combinator: 'and', rules: [] } },
  { longitude: 'y', of: [31.2, 121.5], meters: 500 },
  { combinator: 'and', rules: [] },
  { unit: 'day', of: 3, atLeast: 2 },
  { without: { event: 'B' }, within: '7d' },
];

const FIELDS: readonly string[] = ['trait.x', 'event.A'];

describe('operators', () => {
  test('are each in one list, once', () => {
    expect(new Set(ALL).size).toBe(ALL.length);
  });

  test.each(ALL)('%s has its form in the schema', (operator) => {
    const fitting = FIELDS.flatMap((field) =>
      VALUES.filter((value) => ruleSchema.safeParse(value === undefined ? { field, operator } : { field, operator, value }).success),
    );
    expect(fitting).not.toEqual([]);
  });

  test('ask either of what the customer did or of a value', () => {
    const fits = (field: string, operator: Operator) =>
      VALUES.some((value) => ruleSchema.safeParse(value === undefined ? { field, operator } : { field, operator, value }).success);
    expect(ALL.filter((operator) => fits('event.A', operator))).toEqual([...HISTORY_OPERATORS]);
    expect(ALL.filter((operator) => fits('trait.x', operator))).toEqual([...VALUE_OPERATORS, ...TIME_OPERATORS, ...COMPOSITE_OPERATORS]);
  });

  test('that nobody knows are refused', () => {
    expect(ruleSchema.safeParse({ field: 'trait.x', operator: 'resembles', value: 'a' }).success).toBe(false);
  });
});
