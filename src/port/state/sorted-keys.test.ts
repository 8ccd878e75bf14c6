import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedKeys } from './sorted-keys.ts';

const key = fc.integer({ min: 0, max: 5_000 }).map((number) => number.toString(36));

it('keeps thousands of keys in order while they come and go', () => {
  fc.assert(
    fc.property(fc.array(key, { minLength: 1_200, maxLength: 2_500 }), fc.array(key, { maxLength: 1_500 }), (added, removed) => {
      const keys = new SortedKeys();
      const model = new Set<string>();
      for (const one of added) {
        if (!model.has(one)) keys.add(one);
        model.add(one);
      }
      for (const one of removed) if (model.delete(one)) keys.delete(one);
      expect([...keys.from('', undefined)]).toEqual([...model].sort());
      expect([...keys.back('', undefined)]).toEqual([...model].sort().reverse());
    }),
    { numRuns: 15 },
  );
});

it('walks exactly the keys between two bounds, both ways, wherever they fall', () => {
  const keys = new SortedKeys();
  const model = Array.from({ length: 2_000 }, (_, i) => String(1_000 + 2 * i)).sort();
  for (const one of [...model].reverse()) keys.add(one);
  fc.assert(
    fc.property(fc.integer({ min: 990, max: 5_100 }), fc.integer({ min: 990, max: 5_100 }), (a, b) => {
      const [start, end] = [String(a), String(b)];
      const expected = model.filter((one) => one >= start && one < end);
      expect([...keys.from(start, end)]).toEqual(expected);
      expect([...keys.back(start, end)]).toEqual(expected.reverse());
    }),
    { numRuns: 300 },
  );
});

it('is empty again when everything has gone', () => {
  const keys = new SortedKeys();
  const all = Array.from({ length: 1_500 }, (_, i) => `k${i}`);
  for (const one of all) keys.add(one);
  for (const one of all) keys.delete(one);
  expect([...keys.from('', undefined), ...keys.back('', 'zzz')]).toEqual([]);
  keys.add('a');
  expect([...keys.from('', 'b')]).toEqual(['a']);
});
