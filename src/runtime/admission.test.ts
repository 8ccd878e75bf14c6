import { afterEach, beforeEach, expect, test } from 'vitest';
import { Admission, type AdmissionParts } from './admission.ts';
import type { BatchOutcome } from './engine/index.ts';

type Listener = (outcome: Pick<BatchOutcome, 'entries' | 'position'>, batchMs: number) => void;

let appender: { end: number };
let engine: { status: { position: number }; onBatch: (listener: Listener) => void };
let sunk: { durable: number; sunk: number };
let batch: Listener;
let admission: Admission;

beforeEach(() => {
  appender = { end: 0 };
  engine = {
    status: { position: 0 },
    onBatch: (listener) => {
      batch = listener;
    },
  };
  sunk = { durable: 0, sunk: 0 };
  const parts = { appender, engine, sink: { status: () => sunk } };
  admission = new Admission(parts as unknown as AdmissionParts);
});
afterEach(() => admission.close());

/** Many batches of this speed, so that the running speed is theirs. */
function runAt(entriesPerSecond: number): void {
  // News that comes all at once is taken for two batches side by side.
  const batchMs = (2 * 1_000 * 1_000) / entriesPerSecond;
  for (let i = 0; i < 200; i++) batch({ entries: 1_000, position: engine.status.position }, batchMs);
}

const wait = (entries: number): void => {
  appender.end = engine.status.position + entries;
};

/** The largest number of waiting entries of which this is true. */
function largest(isTrue: () => boolean): number {
  let [low, high] = [0, 1_000_000];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    wait(middle);
    if (isTrue()) low = middle;
    else high = middle;
  }
  return low;
}

/** Of a source that is alone: all that waits is its own. */
const limit = (): number =>
  largest(() => {
    const { end } = appender;
    admission.hold('flood', end - engine.status.position)?.leave();
    const isIn = admission.refusal('flood') === undefined;
    commit(end);
    return isIn;
  });
const near = (): number =>
  largest(() => {
    const held = admission.hold('web', 0);
    held?.leave();
    return held === undefined;
  });

/** The engine has committed up to this position. */
function commit(position: number): void {
  engine.status.position = position;
  batch({ entries: 1, position }, 1);
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('lets in while nothing waits', () => {
  expect(admission.refusal()).toBeUndefined();
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

test('answers go at once while less waits than a quarter of a second takes, and some hundred entries', () => {
  runAt(100_000);
  expect(near()).toBeGreaterThanOrEqual(24_999);
  expect(near()).toBeLessThanOrEqual(25_000);
  runAt(10);
  expect(near()).toBe(500);
});

test('an answer is held until the engine has come near to what it acknowledges', async () => {
  const gone: string[] = [];
  runAt(10);
  wait(501);
  void admission.hold('web', 0)!.released.then(() => gone.push('first'));
  wait(900);
  void admission.hold('web', 0)!.released.then(() => gone.push('second'));
  await settled();
  expect(gone).toEqual([]);
  commit(1);
  await settled();
  expect(gone).toEqual(['first']);
  commit(399);
  await settled();
  expect(gone).toEqual(['first']);
  commit(400);
  await settled();
  expect(gone).toEqual(['first', 'second']);
});

test('too many held answers close the door', () => {
  wait(3_000);
  const held = Array.from({ length: 8_192 }, () => admission.hold('web', 0)!);
  expect(admission.refusal('web')).toBe(1);
  held[0]!.leave();
  expect(admission.refusal('web')).toBeUndefined();
});

test('an orderly end lets all answers go, and holds none afterwards', async () => {
  wait(3_000);
  const held = admission.hold('web', 0)!;
  admission.close();
  await held.released;
  expect(admission.hold('web', 0)).toBeUndefined();
});

test('what counts is the distance to the engine, and it opens again when the engine has come near', () => {
  wait(1_000_000);
  admission.hold('web', 1_000_000);
  expect(admission.refusal('web')).toBe(1);
  expect(admission.refusal()).toBe(1);
  commit(993_999);
  expect(admission.refusal('web')).toBe(1);
  commit(994_000);
  expect(admission.refusal('web')).toBeUndefined();
});

test('who floods is refused, and who sends a little is not', () => {
  wait(6_001);
  admission.hold('flood', 6_001)?.leave();
  expect(admission.refusal('flood')).toBe(1);
  expect(admission.refusal('small')).toBeUndefined();
  expect(admission.refusal()).toBeUndefined();
  appender.end += 300;
  admission.hold('small', 300)?.leave();
  expect(admission.refusal('small')).toBeUndefined();
  commit(400);
  expect(admission.refusal('flood')).toBeUndefined();
});

test('a burst is refused while it is on its way to the disk, not only when it is there', () => {
  const ended = Array.from({ length: 31 }, () => admission.begin('flood', 200));
  expect(admission.refusal('flood')).toBe(1);
  expect(admission.refusal('small')).toBeUndefined();
  for (const end of ended) end();
  expect(admission.refusal('flood')).toBeUndefined();
});

test('a warehouse that lies behind, or answers that are held, close the door for those first who send the most', () => {
  wait(1_000);
  admission.hold('flood', 990)?.leave();
  admission.hold('small', 10)?.leave();
  sunk = { durable: 500_001, sunk: 0 };
  expect(admission.refusal('flood')).toBe(1);
  expect(admission.refusal('small')).toBeUndefined();
  sunk = { durable: 626_000, sunk: 0 };
  expect(admission.refusal('small')).toBe(1);
});

test('a sink that lies far behind closes the door as well', () => {
  sunk = { durable: 500_000, sunk: 0 };
  expect(admission.refusal('web')).toBeUndefined();
  sunk = { durable: 500_001, sunk: 0 };
  expect(admission.refusal('web')).toBe(1);
  sunk = { durable: 500_001, sunk: 1 };
  expect(admission.refusal('web')).toBeUndefined();
});
