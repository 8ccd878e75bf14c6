import { describe, expect, test } from 'vitest';
import type { Json } from '../../../core/index.ts';
import type { RowCondition, RowRule } from './map.ts';
import { ROW_OPERATORS } from './map.ts';
import { compileRowCondition } from './row-condition.ts';

const find = (column: string) => (record: unknown) => (record as Record<string, Json>)[column];

function holds(condition: RowCondition, record: Record<string, Json>): boolean {
  return compileRowCondition(condition, find)(record);
}

describe('rules', () => {
  test.each<[RowRule['operator'], RowRule['value'], Json, boolean]>([
    ['=', 'C1', 'C1', true],
    ['=', 'C1', 'c1', false],
    ['=', 5, '5', true],
    ['=', 5, '5.0', true],
    ['=', 5, 'five', false],
    ['=', '5', 5, true],
    ['=', true, true, true],
    ['=', true, 'true', true],
    ['=', true, 'false', false],
    ['!=', 'a', 'b', true],
    ['<', 10, '9', true],
    ['<', '10', '9', false],
    ['<=', 10, '10', true],
    ['>', 0, '-1', false],
    ['>', 'a', 'b', true],
    ['>=', 'b', 'b', true],
    ['<=', 'b', 'c', false],
    ['in', ['a', 'b'], 'b', true],
    ['in', [1, 2], '2', true],
    ['notIn', ['a', 'b'], 'c', true],
    ['contains', 'EA', 'Teapot', true],
    ['doesNotContain', 'ea', 'Teapot', false],
    ['beginsWith', 'c', 'C536379', true],
    ['beginsWith', 'C', '536379', false],
    ['beginsWith', 53, '536379', true],
    ['doesNotBeginWith', 'C', '536379', true],
    ['endsWith', 'POT', 'Teapot', true],
    ['doesNotEndWith', 'pot', 'Teapot', false],
    ['null', undefined, 'x', false],
    ['notNull', undefined, 'x', true],
  ])('%s, case %#', (operator, value, cell, expected) => {
    expect(holds({ field: 'c', operator, ...(value === undefined ? {} : { value }) }, { c: cell })).toBe(expected);
  });

  test('a missing cell: comparisons are false, negations true', () => {
    const positive = new Set(['null', '!=', 'notIn', 'doesNotContain', 'doesNotBeginWith', 'doesNotEndWith']);
    for (const operator of ROW_OPERATORS) {
      expect(holds({ field: 'c', operator, value: 'x' }, {})).toBe(positive.has(operator));
      expect(holds({ field: 'c', operator, value: 5 }, {})).toBe(positive.has(operator));
    }
  });
});

describe('groups', () => {
  const a: RowRule = { field: 'a', operator: '=', value: 1 };
  const b: RowRule = { field: 'b', operator: '=', value: 1 };

  test('and, or, not, inside each other', () => {
    const record = { a: 1, b: 2 };
    expect(holds({ combinator: 'and', rules: [a, b] }, record)).toBe(false);
    expect(holds({ combinator: 'or', rules: [a, b] }, record)).toBe(true);
    expect(holds({ combinator: 'or', not: true, rules: [a, b] }, record)).toBe(false);
    expect(holds({ combinator: 'and', rules: [a, { combinator: 'and', not: true, rules: [b] }] }, record)).toBe(true);
  });

  test('of nothing: all of it holds, any of it does not', () => {
    expect(holds({ combinator: 'and', rules: [] }, {})).toBe(true);
    expect(holds({ combinator: 'or', rules: [] }, {})).toBe(false);
  });
});
