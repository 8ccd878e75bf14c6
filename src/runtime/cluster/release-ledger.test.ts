import { beforeEach, expect, test } from 'vitest';
import type { Entry, RolloutEntry } from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import { Desk, openMemoryState } from '../../port/state/index.ts';
import { RELEASES_DESK, ReleaseLedger } from './release-ledger.ts';

let desk: Desk;
/** What each log has been given, by name of the partition. */
let logs: Record<string, number[]>;
/** Fails at this partition, once. */
let broken: string | undefined;

beforeEach(async () => {
  desk = new Desk(await openMemoryState(), RELEASES_DESK);
  [logs, broken] = [{}, undefined];
});

const partition = (name: string, number: number) => ({
  entries: async (entries: readonly Entry[]) => {
    if (broken === name) {
      broken = undefined;
      throw new Error('the broker is gone');
    }
    logs[name] ??= [];
    const log = logs[name];
    return entries.map((entry) => {
      if (entry.type === 'release') log.push(entry.release.number);
      if (entry.type === 'rollout') log.push(entry.nth / 10);
      return { partition: number, position: log.length, at: 0 };
    });
  },
});
const ledger = (): ReleaseLedger =>
  new ReleaseLedger({ desk, events: [partition('e0', 0), partition('e1', 1)], customers: [partition('c0', 0), partition('c1', 1)] });
const release = (number: number, note = ''): Release => ({ number, definitions: [], note });

test('a release is in all partitions of both logs, and it is said where engines find it', async () => {
  expect(await ledger().produce(release(1))).toEqual([
    { partition: 0, position: 1, at: 0 },
    { partition: 1, position: 1, at: 0 },
  ]);
  expect(logs).toEqual({ e0: [1], e1: [1], c0: [1], c1: [1] });
});

test('of two with one number the first counts, also when it comes from another process', async () => {
  await ledger().produce(release(1, 'mine'));
  await expect(ledger().produce(release(1, 'yours'))).rejects.toMatchObject({ code: 'VOLANO_RELEASE_OVERTAKEN' });
  expect(logs).toEqual({ e0: [1], e1: [1], c0: [1], c1: [1] });
});

test('one that was cut off is in all partitions before the next one is in any', async () => {
  broken = 'c1';
  await expect(ledger().produce(release(1))).rejects.toThrow('gone');
  expect(logs.c1).toBeUndefined();
  await ledger().produce(release(2));
  for (const [name, numbers] of Object.entries(logs)) expect([name, [...new Set(numbers)]]).toEqual([name, [1, 2]]);
});

test('what was cut off is completed by whoever starts next, once', async () => {
  broken = 'e1';
  await expect(ledger().produce(release(1))).rejects.toThrow('gone');
  await ledger().complete();
  expect(logs).toMatchObject({ e1: [1], c0: [1], c1: [1] });
  const before = structuredClone(logs);
  await ledger().complete();
  expect(logs).toEqual(before);
});

const said = (nth: number, by = 'ada'): RolloutEntry => ({ type: 'rollout', release: 1, id: '1', nth, action: 'advanced', stage: nth, by });

test('what is said about a rollout has one order too: the first under a number counts, and what was cut off comes before the next', async () => {
  await ledger().produce(release(1));
  broken = 'c1';
  await expect(ledger().say(said(1))).rejects.toThrow('gone');
  await expect(ledger().say(said(1, 'bo'))).rejects.toMatchObject({ code: 'VOLANO_ROLLOUT_OVERTAKEN' });
  await ledger().say(said(2));
  await ledger().complete();
  // What was cut off came to the first partition twice: it counts there once.
  expect(logs).toEqual({ e0: [1], e1: [1], c0: [1, 0.1, 0.1, 0.2], c1: [1, 0.1, 0.2] });
});

test('what stands in some logs only comes into all, in order, and is known to be said', async () => {
  const rollout: RolloutEntry = { type: 'rollout', release: 2, id: 'r', nth: 1, action: 'advanced', stage: 1, by: 'ada' };
  const found = [rollout, ...[2, 1].map((number) => ({ type: 'release', release: release(number) }) as const)];
  await ledger().recover(found);
  expect(logs).toEqual({ e0: [1, 2], e1: [1, 2], c0: [1, 2, 0.1], c1: [1, 2, 0.1] });
  await expect(ledger().produce(release(2, 'other'))).rejects.toMatchObject({ code: 'VOLANO_RELEASE_OVERTAKEN' });
  await ledger().recover(found);
  expect(logs.c0).toEqual([1, 2, 0.1, 1, 2, 0.1]);
});
