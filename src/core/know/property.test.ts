import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../entry.ts';
import { parsePath, readList, readPath, readValue } from './property.ts';

const from: JsonObject = {
  plain: 1,
  billing: { city: 'Paris', lines: [{ sku: 'x' }] },
  products: [{ sku: 'a', price: { net: 2 } }, { sku: 'b' }, 'bare', null, { sku: null }, { sku: ['l'] }],
  labels: ['n', 1, null, true],
  list: [['deep']],
  'dot.ted': 'never read',
};
const value = (path: string) => readValue(from, parsePath(path));

describe('1.5 paths', () => {
  test.each([
    ['plain', 1],
    ['billing.city', 'Paris'],
    ['billing', undefined],
    ['billing.city.more', undefined],
    ['nowhere', undefined],
    ['nowhere.at.all', undefined],
    ['dot.ted', undefined],
    ['labels', ['n', 1, true]],
    ['labels[]', ['n', 1, true]],
    ['products[].sku', ['a', 'b']],
    ['products[].price.net', [2]],
    ['billing.lines[].sku', ['x']],
    ['products[].nothing', undefined],
    ['plain[].x', undefined],
    ['nowhere[].x', undefined],
    ['list[]', undefined],
  ])('%s', (path, expected) => {
    expect(value(path)).toEqual(expected);
  });

  test('a name never indexes a list or a text', () => {
    expect(['products.0', 'products.length', 'labels.0', 'billing.city.length', 'billing.city.0'].map(value)).toEqual(
      Array(5).fill(undefined),
    );
  });

  test('only own keys are walked', () => {
    expect(['constructor', 'constructor.name', '__proto__', 'billing.toString', 'hasOwnProperty'].map(value)).toEqual(
      Array(5).fill(undefined),
    );
    const own = JSON.parse('{"__proto__":{"x":1},"constructor":"mine"}') as JsonObject;
    expect([readValue(own, parsePath('__proto__.x')), readValue(own, parsePath('constructor'))]).toEqual([1, 'mine']);
  });

  test('nothing can be read from nothing', () => {
    expect(readPath(undefined, ['a'])).toBeUndefined();
    expect(readPath(null, ['a'])).toBeUndefined();
    expect(readPath('text', [])).toBe('text');
    expect(readList(undefined, ['a'])).toEqual([]);
    expect(readValue(undefined, parsePath('a[].b'))).toBeUndefined();
  });

  test('the elements of a list come as they are', () => {
    expect(readList(from, ['products'])).toHaveLength(6);
    expect(readList(from, ['plain'])).toEqual([]);
  });

  test('a path is cut at its brackets', () => {
    expect(parsePath('a.b')).toEqual({ list: undefined, rest: ['a', 'b'] });
    expect(parsePath('a.b[].c.d')).toEqual({ list: ['a', 'b'], rest: ['c', 'd'] });
    expect(parsePath('a[]')).toEqual({ list: ['a'], rest: [] });
  });
});
