import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { type DeadLetters, openDeadLetters } from './dead-letters.ts';
import { createMarks, type MarkDisk } from './marks.ts';

const FIRST = { at: 1_000, dispatchedAt: 1_010 };
const SECOND = { at: 2_000, dispatchedAt: 2_010 };

let directory: string;
let letters: DeadLetters;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-marks-'));
  letters = openDeadLetters({ path: directory });
});
afterEach(async () => {
  await letters.close();
  rmSync(directory, { recursive: true });
});

async function reopen(): Promise<void> {
  await letters.close();
  letters = openDeadLetters({ path: directory });
}

test('are there in the next life, the last attempt of each message', async () => {
  await Promise.all([letters.marks.put('m1', FIRST), letters.marks.put('m2', FIRST)]);
  await letters.marks.put('m1', SECOND);
  await reopen();
  expect([...letters.marks.ids()].sort()).toEqual(['m1', 'm2']);
  expect([letters.marks.get('m1'), letters.marks.get('m2'), letters.marks.get('m3')]).toEqual([SECOND, FIRST, undefined]);
  expect(letters.count()).toBe(0);
});

test('go when they are taken away, at once and for the next life', async () => {
  await letters.marks.put('m1', FIRST);
  letters.marks.remove('m1');
  letters.marks.remove('m9');
  expect(letters.marks.get('m1')).toBeUndefined();
  await reopen();
  expect(letters.marks.ids()).toEqual([]);
});

test('are again what they were before an attempt that came to nothing', async () => {
  const { marks } = letters;
  await marks.put('m1', FIRST);
  for (const message of ['m1', 'm2']) {
    const before = marks.get(message);
    await marks.put(message, SECOND);
    marks.restore(message, before);
  }
  expect([marks.get('m1'), marks.get('m2')]).toEqual([FIRST, undefined]);
  await reopen();
  expect([letters.marks.get('m1'), letters.marks.get('m2')]).toEqual([FIRST, undefined]);
});

test('that cannot be written are none, and leave what was there', async () => {
  const rows = new Map<string, readonly [number, number]>();
  let isFull = false;
  const put = async (message: string, row: readonly [number, number]): Promise<void> => {
    if (isFull) throw new Error('No space left on device');
    rows.set(message, row);
  };
  const marks = createMarks({ table: { put, getRange: () => [] }, root: { flushed: Promise.resolve() } } as unknown as MarkDisk);
  await marks.put('m1', FIRST);
  isFull = true;
  await expect(marks.put('m1', SECOND)).rejects.toThrow();
  await expect(marks.put('m2', SECOND)).rejects.toThrow();
  expect([marks.get('m1'), marks.get('m2')]).toEqual([FIRST, undefined]);
  expect([...rows]).toEqual([['m1', [1_000, 1_010]]]);
});

test('without a folder they are those of the process', async () => {
  const marks = createMarks();
  await marks.put('m1', FIRST);
  expect(marks.get('m1')).toEqual(FIRST);
  marks.remove('m1');
  expect(marks.ids()).toEqual([]);
});
