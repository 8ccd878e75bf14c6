import { beforeEach, expect, test } from 'vitest';
import { Pace } from './pace.ts';

let clock: number;
let pace: Pace;

beforeEach(() => {
  clock = 0;
  pace = new Pace(() => clock);
});

/** Many batches that end so far apart. */
function run(batch: { entries: number; batchMs: number; apartMs: number }): number {
  for (let i = 0; i < 200; i++) {
    clock += batch.apartMs;
    pace.batch(batch.entries, batch.batchMs);
  }
  return Math.round(pace.entriesPerSecond);
}

test('has a guess before the first batch', () => {
  expect(pace.entriesPerSecond).toBe(4_000);
});

test('of batches one after the other', () => {
  expect(run({ entries: 1_000, batchMs: 50, apartMs: 50 })).toBe(20_000);
});

test('pauses between batches do not count', () => {
  expect(run({ entries: 1_000, batchMs: 50, apartMs: 5_000 })).toBe(20_000);
});

test('of batches that overlap: each one took what passed since the one before', () => {
  expect(run({ entries: 1_000, batchMs: 50, apartMs: 30 })).toBe(33_333);
});

test('news that comes all at once makes nobody faster than two batches at a time', () => {
  expect(run({ entries: 1_000, batchMs: 50, apartMs: 0 })).toBe(40_000);
});

test('a batch too short to be measured counts as a millisecond', () => {
  expect(run({ entries: 100, batchMs: 0, apartMs: 10 })).toBe(100_000);
});

test('small batches say nothing, but they are what passed since', () => {
  expect(run({ entries: 99, batchMs: 50, apartMs: 50 })).toBe(4_000);
  pace.batch(99, 50);
  clock += 40;
  pace.batch(1_000, 50);
  expect(pace.entriesPerSecond).toBeCloseTo(4_000 + 0.1 * (25_000 - 4_000));
});

test('a slow spell shows, one slow batch hardly does', () => {
  const before = run({ entries: 1_000, batchMs: 50, apartMs: 50 });
  clock += 1_000;
  pace.batch(1_000, 1_000);
  expect(pace.entriesPerSecond).toBeGreaterThan(before * 0.85);
  expect(run({ entries: 1_000, batchMs: 250, apartMs: 250 })).toBe(4_000);
});
