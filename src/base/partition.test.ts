import { expect, test } from 'vitest';
import { customerIdOf } from './ids.ts';
import { partitionOf, partitionOfKey } from './partition.ts';

const ids = Array.from({ length: 8_000 }, (_, i) => customerIdOf(1_700_000_000_000 + i, { partition: i % 4, position: i, ordinal: 0 }));

test('with one partition everything is in it', () => {
  expect(new Set(ids.map((id) => partitionOf(id, 1)))).toEqual(new Set([0]));
});

test.each([2, 4, 7, 16])('customers spread evenly over %i partitions', (partitions) => {
  const counts = new Array<number>(partitions).fill(0);
  for (const id of ids) counts[partitionOf(id, partitions)]!++;
  const mean = ids.length / partitions;
  for (const count of counts) expect(Math.abs(count - mean) / mean).toBeLessThan(0.15);
});

test('a partition is a number for ever: where customers lie is stored', () => {
  expect(ids.slice(0, 12).map((id) => partitionOf(id, 4))).toEqual(EXPECTED);
  expect(partitionOfKey('user_id\u0000u1', 3)).toBe(EXPECTED_KEY);
});

const EXPECTED: readonly number[] = [1, 1, 3, 3, 2, 2, 1, 0, 2, 2, 2, 3];
const EXPECTED_KEY = 2;
