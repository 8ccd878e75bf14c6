import { beforeEach, expect, test } from 'vitest';
import type { Sink } from '../learn/index.ts';
import { createAdmission } from './admission.ts';
import type { Appender } from './appender.ts';
import type { BatchOutcome, EngineThread } from './engine/index.ts';

type Listener = (outcome: Pick<BatchOutcome, 'entries'>, batchMs: number) => void;

let appender: { end: number };
let engine: { status: { position: number }; onBatch: (listener: Listener) => void };
let sunk: { durable: number; sunk: number };
let batch: Listener;
let admission: () => number | undefined;

beforeEach(() => {
  appender = { end: 0 };
  engine = {
    status: { position: 0 },
    onBatch: (listener) => {
      batch = listener;
    },
  };
  sunk = { durable: 0, sunk: 0 };
  admission = createAdmission({
    appender: appender as unknown as Appender,
    engine: engine as unknown as EngineThread,
    sink: { status: () => sunk } as unknown as Sink,
  });
});

/** Many batches of this speed, so that the running speed is theirs. */
function runAt(entriesPerSecond: number): void {
  for (let i = 0; i < 200; i++) batch({ entries: 1_000 }, (1_000 * 1_000) / entriesPerSecond);
}

/** The largest number of waiting entries that is still let in. */
function limit(): number {
  let [low, high] = [0, 1_000_000];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    appender.end = engine.status.position + middle;
    if (admission() === undefined) low = middle;
    else high = middle;
  }
  return low;
}

test('lets in while nothing waits', () => {
  expect(admission()).toBeUndefined();
});

test('knows no speed at first and lets some thousands wait', () => {
  expect(limit()).toBe(6_000);
});

test('lets wait what a fast engine does in a second and a half', () => {
  runAt(100_000);
  expect(limit()).toBeGreaterThanOrEqual(149_999);
  expect(limit()).toBeLessThanOrEqual(150_000);
});

test('lets some thousands wait for the slowest engine', () => {
  runAt(10);
  expect(limit()).toBe(4_000);
});

test('a slow spell shows, one slow batch hardly does', () => {
  runAt(20_000);
  const before = limit();
  batch({ entries: 1_000 }, 1_000);
  expect(limit()).toBeGreaterThan(before * 0.85);
  runAt(4_000);
  expect(limit()).toBeLessThan(before * 0.25);
});

test('small batches say nothing about the speed', () => {
  for (let i = 0; i < 100; i++) batch({ entries: 1 }, 50);
  expect(limit()).toBe(6_000);
});

test('what counts is the distance to the engine, and it opens again when the engine has come near', () => {
  appender.end = 1_000_000;
  expect(admission()).toBe(1);
  engine.status.position = 994_000;
  expect(admission()).toBeUndefined();
  engine.status.position = 993_999;
  expect(admission()).toBe(1);
});

test('a sink that lies far behind closes the door as well', () => {
  sunk = { durable: 500_000, sunk: 0 };
  expect(admission()).toBeUndefined();
  sunk = { durable: 500_001, sunk: 0 };
  expect(admission()).toBe(1);
  sunk = { durable: 500_001, sunk: 1 };
  expect(admission()).toBeUndefined();
});
