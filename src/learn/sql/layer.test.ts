import { expect, it } from 'vitest';
import { Layer } from './layer.ts';

it('gives every expression a column of its own', () => {
  const layer = new Layer('v');
  expect(layer.add('a + 1')).toBe('v0');
  expect(layer.add('a + 2')).toBe('v1');
  expect(layer.items()).toEqual(['a + 1 AS `v0`', 'a + 2 AS `v1`']);
});

it('gives the same expression the same column', () => {
  const layer = new Layer('v');
  const first = layer.add('a + 1');
  layer.add('b');
  expect(layer.add('a + 1')).toBe(first);
  expect(layer.items()).toHaveLength(2);
});

it('keeps the columns below', () => {
  const layer = new Layer('v');
  layer.add('a + 1');
  expect(layer.over('SELECT 1 AS a')).toBe('SELECT *, a + 1 AS `v0` FROM (SELECT 1 AS a)');
});

it('is nothing when nothing was asked of it', () => {
  expect(new Layer('v').over('SELECT 1')).toBe('SELECT 1');
});
