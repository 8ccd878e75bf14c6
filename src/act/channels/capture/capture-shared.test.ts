/** P1 to P3 where several processes capture: each is a desk of its own over one store. */
import { expect, test } from 'vitest';
import { Desk, openMemoryState } from '../../../port/state/index.ts';
import { outgoing } from '../channel.suite.ts';
import { openCapture } from './capture.ts';

test('each message is captured once, the numbers have no gap, and what is too old goes', async () => {
  const store = await openMemoryState();
  const channels = [1, 2, 3].map(() => openCapture({ desk: new Desk(store, 'capture'), now: () => 1, keep: 10 }));
  const signal = new AbortController().signal;
  // Every message comes to two of them, as after a hand-over of the partition.
  const all = Array.from({ length: 60 }, (_, i) =>
    [channels[i % 3]!, channels[(i + 1) % 3]!].map((one) => one.deliver(outgoing(`m${i}`), signal)),
  );
  expect(new Set((await Promise.all(all.flat())).map(({ outcome }) => outcome))).toEqual(new Set(['sent']));
  await expect.poll(() => channels[0]!.counts()).toEqual({ captured: 60, readable: 10 });
  const listed = await channels[2]!.list({ limit: 99 });
  expect(listed.map(({ number }) => number)).toEqual(Array.from({ length: 10 }, (_, i) => 60 - i));
  expect(new Set(listed.map(({ command }) => command.message)).size).toBe(10);
  await store.close();
});
