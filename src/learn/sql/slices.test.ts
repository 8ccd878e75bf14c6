import { expect, test } from 'vitest';
import {
  all,
  type Definition,
  defineSegment,
  defineTag,
  defineTrait,
  defineWorkspace,
  formula,
  segment,
  tag,
  trait,
} from '../../define/index.ts';
import { keyOf, slicesOf } from './slices.ts';

const name = { en: 'x', zh: 'x' };
const DEFINITIONS: readonly Definition[] = [
  defineWorkspace({ id: 'w', name, timeZone: 'UTC', currency: 'EUR', seed: 's' }),
  defineTrait({ id: 'orders', name, event: 'Order Completed', aggregate: 'count' }),
  defineTrait({ id: 'revenue', name, event: 'Order Completed', aggregate: 'sum', property: 'revenue' }),
  defineTrait({ id: 'mean', name, formula: formula.divide('revenue', 'orders') }),
  defineTag({ id: 'high', name, owner: 'o', group: 'tier', priority: 2, rule: trait('revenue').atLeast(100) }),
  defineTag({ id: 'low', name, owner: 'o', group: 'tier', priority: 1, rule: trait('orders').atLeast(1) }),
  defineSegment({ id: 'good', name, condition: all(tag('high'), trait('mean').atLeast(10)) }),
  defineSegment({ id: 'best', name, condition: segment('good') }),
];

function definitionsFor(target: string): readonly string[] {
  return slicesOf(DEFINITIONS, 1)
    .find(({ targets }) => targets.has(target))!
    .definitions.map(keyOf);
}

test('every trait, tag and segment is asked about once', () => {
  for (const size of [1, 2, 3, 100]) {
    const asked = slicesOf(DEFINITIONS, size).flatMap(({ targets }) => [...targets]);
    expect(asked).toEqual(DEFINITIONS.filter(({ kind }) => kind !== 'workspace').map(keyOf));
  }
});

test('a slice has what it asks about, all that depends on it transitively not, all it depends on', () => {
  expect(definitionsFor('trait orders')).toEqual(['workspace w', 'trait orders']);
  expect(definitionsFor('trait mean')).toEqual(['workspace w', 'trait orders', 'trait revenue', 'trait mean']);
  expect(definitionsFor('segment best')).toEqual(DEFINITIONS.map(keyOf));
});

test('tags of one group come together: each decides about the others', () => {
  expect(definitionsFor('tag low')).toEqual(['workspace w', 'trait orders', 'trait revenue', 'tag high', 'tag low']);
});
