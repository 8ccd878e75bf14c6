import { expect, test } from 'vitest';
import { together, type VerifyOutcome } from './verify.ts';

const WHOLE: VerifyOutcome = { equal: true, entries: 5, keys: 2, batches: [1] };

test('of several partitions it is said that one began from a snapshot, whichever it was', () => {
  expect(together({ ...WHOLE, from: 40 }, WHOLE)).toEqual({ ...WHOLE, from: 40, entries: 10, keys: 4 });
  expect(together(WHOLE, { ...WHOLE, from: 40 })).toEqual({ ...WHOLE, from: 40, entries: 10, keys: 4 });
});

test('of several partitions the one that differs is told', () => {
  const difference = { table: 'customer', key: 'a', batch: 1, partition: 1 } as NonNullable<VerifyOutcome['difference']>;
  expect(together(WHOLE, { ...WHOLE, equal: false, difference })).toMatchObject({ equal: false, difference });
});
