import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Desk, deskKey, jsonBytes, openDeskFolder, openMemoryState } from '../../port/state/index.ts';
import { createMarks, type Marks, openMarks } from './marks.ts';

const FIRST = { at: 1_000, dispatchedAt: 1_010 };
const SECOND = { at: 2_000, dispatchedAt: 2_010 };

let directory: string;
let desk: Desk;
let marks: Marks;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'volano-marks-'));
  desk = await openDeskFolder({ path: directory, name: 'marks' });
  marks = await openMarks({ desk, partition: 0 });
});
afterEach(async () => {
  await desk.close();
  rmSync(directory, { recursive: true });
});

async function reopen(): Promise<void> {
  await desk.close();
  desk = await openDeskFolder({ path: directory, name: 'marks' });
  marks = await openMarks({ desk, partition: 0 });
}

test('are there in the next life, the last attempt of each message', async () => {
  await Promise.all([marks.put('m1', FIRST), marks.put('m2', FIRST)]);
  await marks.put('m1', SECOND);
  await reopen();
  expect([...marks.ids()].sort()).toEqual(['m1', 'm2']);
  expect([marks.get('m1'), marks.get('m2'), marks.get('m3')]).toEqual([SECOND, FIRST, undefined]);
});

test('are all found, however many there are', async () => {
  const ids = Array.from({ length: 2_300 }, (_, i) => `m${i}`);
  await Promise.all(ids.map((id) => marks.put(id, FIRST)));
  await reopen();
  expect([...marks.ids()].sort()).toEqual(ids.sort());
});

test('go when they are taken away, at once and for the next life', async () => {
  await marks.put('m1', FIRST);
  marks.remove('m1');
  marks.remove('m9');
  expect(marks.get('m1')).toBeUndefined();
  await reopen();
  expect(marks.ids()).toEqual([]);
});

test('are again what they were before an attempt that came to nothing', async () => {
  await marks.put('m1', FIRST);
  for (const message of ['m1', 'm2']) {
    const before = marks.get(message);
    await marks.put(message, SECOND);
    marks.restore(message, before);
  }
  expect([marks.get('m1'), marks.get('m2')]).toEqual([FIRST, undefined]);
  await reopen();
  expect([marks.get('m1'), marks.get('m2')]).toEqual([FIRST, undefined]);
});

test('of a partition are found by whoever delivers it next, who loses none to the one before (K3)', async () => {
  const store = await openMemoryState();
  const [old, next] = [new Desk(store, 'letters'), new Desk(store, 'letters')];
  const before = await openMarks({ desk: old, partition: 3 });
  await Promise.all([before.put('m1', FIRST), before.put('m2', FIRST)]);
  const after = await openMarks({ desk: next, partition: 3 });
  expect(after.get('m1')).toEqual(FIRST);
  expect((await openMarks({ desk: next, partition: 4 })).ids()).toEqual([]);
  // It tries anew, while the one that has lost the partition hears what has come of its own attempts.
  await after.put('m1', SECOND);
  before.remove('m1');
  before.restore('m2', undefined);
  await Promise.all([old, next].map((one) => one.write()));
  const third = await openMarks({ desk: next, partition: 3 });
  expect([third.get('m1'), third.get('m2')]).toEqual([SECOND, undefined]);
  await store.close();
});

test('are made by the owner of the partition alone (K3)', async () => {
  const own = { key: deskKey('owner', 3), value: jsonBytes(1) };
  await desk.write(own);
  marks = await openMarks({ desk, partition: 3, own });
  await marks.put('m1', FIRST);
  await desk.write({ ...own, value: jsonBytes(2) });
  await expect(marks.put('m2', FIRST)).rejects.toThrow('another process hands over by now');
  expect((await openMarks({ desk, partition: 3 })).ids()).toEqual(['m1']);
});

test('that cannot be written are none, and leave what was there', async () => {
  await marks.put('m1', FIRST);
  await desk.close();
  await expect(marks.put('m1', SECOND)).rejects.toThrow();
  await expect(marks.put('m2', SECOND)).rejects.toThrow();
  expect([marks.get('m1'), marks.get('m2')]).toEqual([FIRST, undefined]);
  await reopen();
  expect([marks.get('m1'), marks.get('m2')]).toEqual([FIRST, undefined]);
});

test('without a desk they are those of the process', async () => {
  const own = createMarks();
  await own.put('m1', FIRST);
  expect(own.get('m1')).toEqual(FIRST);
  own.remove('m1');
  expect(own.ids()).toEqual([]);
});
