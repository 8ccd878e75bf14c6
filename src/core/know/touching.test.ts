import { describe, expect, test } from 'vitest';
import type { ComputedTrait, DeclaredTrait } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import { touchingOf } from './touching.ts';

const name = { en: 'x', zh: 'x' };
const touches = (trait: Omit<ComputedTrait, 'kind' | 'id' | 'name'>, properties: JsonObject, source = 's'): boolean =>
  touchingOf({ kind: 'trait', id: 't', name, ...trait }, 'UTC').touches({ event: 'A', source, time: 0, messageId: 'm', properties });
const says = (trait: Omit<DeclaredTrait, 'kind' | 'id' | 'name'>, traits: JsonObject): boolean =>
  touchingOf({ kind: 'trait', id: 't', name, ...trait }, 'UTC').touches({
    event: '$identify',
    source: 's',
    time: 0,
    messageId: 'm',
    properties: {},
    traits,
  });

describe('an event touches a computed trait', () => {
  test.each<[Omit<ComputedTrait, 'kind' | 'id' | 'name'>, JsonObject, boolean]>([
    [{ aggregate: 'count', event: 'A' }, {}, true],
    [{ aggregate: 'count', event: 'A', property: 'x' }, {}, false],
    [{ aggregate: 'count', event: 'A', property: 'x' }, { x: 'text' }, true],
    [{ aggregate: 'sum', event: 'A', property: 'x' }, { x: 'text' }, false],
    [{ aggregate: 'sum', event: 'A', property: 'x' }, { x: 0 }, true],
    [{ aggregate: 'sum', event: 'A', property: 'x' }, { x: 1e15 }, false],
    [{ aggregate: 'distinct_list', event: 'A', property: 'x' }, { x: ['a'] }, false],
    [{ aggregate: 'distinct_list', event: 'A', property: 'x[]' }, { x: ['a'] }, true],
    [{ aggregate: 'max', event: 'A', property: 'x[].p' }, { x: [{ p: 'a' }, { p: 3 }] }, true],
    [{ aggregate: 'max', event: 'A', property: 'x[].p' }, { x: [{ p: 'a' }] }, false],
  ])('%j by %j: %s', (trait, properties, expected) => {
    expect(touches(trait, properties)).toBe(expected);
  });

  test('only when its filter passes, and of any only what a source sent', () => {
    const where = { combinator: 'and', rules: [{ field: 'property.x', operator: '>', value: 1 }] } as const;
    expect([1, 2].map((x) => touches({ aggregate: 'count', event: 'A', where }, { x }))).toEqual([false, true]);
    expect(['s', 'volano'].map((source) => touches({ aggregate: 'count', event: '*' }, {}, source))).toEqual([true, false]);
  });
});

describe('a call says something about a declared trait', () => {
  test.each<[Omit<DeclaredTrait, 'kind' | 'id' | 'name'>, JsonObject, boolean]>([
    [{ type: 'string' }, { t: 'x' }, true],
    [{ type: 'string' }, { t: 1 }, false],
    [{ type: 'string' }, {}, false],
    [{ type: 'string' }, { t: null }, true],
    [{ type: 'number' }, { t: [] }, true],
    [{ type: 'list' }, { t: ['a'] }, true],
    [{ type: 'list' }, { t: 'a' }, false],
    [{ type: 'time' }, { t: '2024-05-01' }, true],
    [{ type: 'time' }, { t: 'soon' }, false],
    [{ type: 'string', from: 'a.b' }, { a: { b: 'x' }, t: 1 }, true],
  ])('%j in %j: %s', (trait, traits, expected) => {
    expect(says(trait, traits)).toBe(expected);
  });
});
