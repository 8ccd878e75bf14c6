import { expect, test } from 'vitest';
import { conditionOf, type Query, queryOf } from './document.ts';
import type { FieldType } from './operators.ts';
import { settled } from './settle.ts';

const TYPES: Readonly<Record<string, FieldType>> = {
  'trait.orders': 'number',
  'trait.visits': 'number',
  'trait.city': 'string',
  'trait.seen': 'time',
  'tag.vip': 'member',
  'event.Order': 'event',
  'event.View': 'event',
};
const HOW = { typeOf: (field: string): FieldType => TYPES[field] ?? 'unknown', isTimeless: false };

/** What becomes of one rule, in a group within a group, when parts of it are chosen anew. */
function chosen(rule: { field: string; operator: string; value?: unknown }, next: { field?: string; operator?: string }): unknown {
  const before = queryOf({ combinator: 'and', rules: [{ combinator: 'or', rules: [rule] }] });
  const [group] = before.rules as [Query];
  const after = { ...before, rules: [{ ...group, rules: [{ ...group.rules[0]!, ...next } as never] }] };
  const settledGroup = conditionOf(settled(before, after, HOW)).rules[0] as { rules: readonly unknown[] };
  return settledGroup.rules[0];
}

test('another operator of the same form keeps the value, one of another form begins anew', () => {
  const rule = { field: 'trait.orders', operator: '>=', value: 3 };
  expect(chosen(rule, { operator: '<' })).toEqual({ ...rule, operator: '<' });
  expect(chosen(rule, { operator: 'null' })).toEqual({ field: 'trait.orders', operator: 'null' });
  expect(chosen(rule, { operator: 'between' })).toEqual({ field: 'trait.orders', operator: 'between' });
  expect(chosen({ field: 'trait.seen', operator: 'withinLast', value: '7d' }, { operator: 'duringThis' })).toEqual({
    field: 'trait.seen',
    operator: 'duringThis',
    value: 'month',
  });
});

test('another field of the same type keeps operator and value', () => {
  const rule = { field: 'trait.orders', operator: '>=', value: 3 };
  expect(chosen(rule, { field: 'trait.visits' })).toEqual({ ...rule, field: 'trait.visits' });
  const done = { field: 'event.Order', operator: 'performed', value: { atLeast: 2 } };
  expect(chosen(done, { field: 'event.View' })).toEqual({ ...done, field: 'event.View' });
});

test('a field of another type gets an operator that it has, and a first value', () => {
  const rule = { field: 'trait.orders', operator: '>=', value: 3 };
  expect(chosen(rule, { field: 'tag.vip' })).toEqual({ field: 'tag.vip', operator: '=', value: true });
  expect(chosen(rule, { field: 'trait.seen' })).toEqual({ field: 'trait.seen', operator: '>=' });
  expect(chosen(rule, { field: 'event.Order' })).toEqual({
    field: 'event.Order',
    operator: 'performed',
    value: { within: { last: '30d' } },
  });
});

test('what is not known stays as it is until somebody chooses something else', () => {
  const odd = { field: 'moon.phase', operator: 'waxes', value: { by: 1 } };
  expect(chosen(odd, {})).toEqual(odd);
  expect(chosen(odd, { operator: '=' })).toEqual({ field: 'moon.phase', operator: '=' });
});
