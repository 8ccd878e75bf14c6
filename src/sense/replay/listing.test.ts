/** Listing and counting, on a quarantine in a folder that makes room, against a plain pass over what is left. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusedCall } from '../quarantine/calls.suite.ts';
import { openQuarantine, type Quarantine, type QuarantinedCall, type QuarantineRecord } from '../quarantine/index.ts';
import { RecordCounts } from './counts.ts';
import { selectedRecords } from './listing.ts';
import type { RecordSelection } from './record.ts';

let folder: string;
let quarantine: Quarantine;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-listing-'));
});
afterEach(async () => {
  await quarantine.close();
  await rm(folder, { recursive: true });
});

const open = async (sizes: { readonly bytesMax?: number; readonly segmentBytes?: number } = {}): Promise<void> => {
  quarantine = await openQuarantine({ path: folder, ...sizes });
};
const call = (number: number): QuarantinedCall => {
  const fields = { source: number % 2 ? 'web' : 'pos', field: `f${number % 3}`, at: number };
  return { ...refusedCall(`m${number}`), ...fields };
};
const add = (from: number, to: number): Promise<void> => quarantine.add(Array.from({ length: to - from }, (_, i) => call(from + i)));
const all = (): Promise<readonly QuarantineRecord[]> => quarantine.read({ limit: 1_000_000 });

describe('counts', () => {
  async function expectRight(counts: RecordCounts, selection: RecordSelection = {}): Promise<void> {
    const { groups, selected } = await counts.of(selection);
    const fitting = (await all()).filter(
      ({ source, field, at }) =>
        (selection.source ?? source) === source && (selection.field ?? field) === field && at >= (selection.since ?? 0),
    );
    const wanted = [...Map.groupBy(fitting, ({ source, field }) => `${source} ${field}`)].map(([key, some]) => [
      ...[key, some.length, some[0]!.at, some.at(-1)!.at, some.at(-1)!.id],
    ]);
    const found = groups.map(({ source, field, count, firstAt, lastAt, sample }) => [`${source} ${field}`, count, firstAt, lastAt, sample]);
    expect(found.toSorted()).toEqual(wanted.toSorted());
    expect(selected).toBe(fitting.length);
  }

  test('are those of what is there, as records come, make room, and are settled', async () => {
    await open({ bytesMax: 60_000, segmentBytes: 10_000 });
    const counts = new RecordCounts(quarantine);
    await expectRight(counts);
    for (let from = 0; from < 1_200; from += 97) {
      await add(from, from + 97);
      await expectRight(counts);
    }
    expect((await quarantine.stats()).removed).toBeGreaterThan(100);
    const ids = (await all()).filter((_, i) => i % 5 === 0).map(({ id }) => id);
    await quarantine.inTurn((turn) => turn.settle(ids, 'dropped'));
    await expectRight(counts);
    await expectRight(counts, { source: 'web' });
    await expectRight(counts, { source: 'pos', field: 'f1' });
    await expectRight(counts, { since: 1_000 });
  });

  test('of more than stand together are let go as they make room', async () => {
    await open({ bytesMax: 4_000_000, segmentBytes: 1_000_000 });
    const counts = new RecordCounts(quarantine);
    for (let from = 0; from < 40_000; from += 5_000) {
      await add(from, from + 5_000);
      await expectRight(counts);
    }
    expect((await quarantine.stats()).removed).toBeGreaterThan(16_000);
  });

  test('what has been counted is not read again', async () => {
    await open();
    await add(0, 2_500);
    let read = 0;
    const counting = {
      stats: () => quarantine.stats(),
      read: async (options: Parameters<Quarantine['read']>[0]) => {
        const page = await quarantine.read(options);
        read += page.length;
        return page;
      },
    };
    const counts = new RecordCounts(counting as Quarantine);
    await Promise.all([counts.of(), counts.of()]);
    expect(read).toBe(2_500);
    await add(2_500, 2_510);
    await counts.of({ source: 'web' });
    expect(read).toBe(2_510);
  });
});

describe('a list', () => {
  test('has those that are selected, page by page, and none after the last', async () => {
    await open({ segmentBytes: 100_000 });
    await add(0, 3_000);
    const found: number[] = [];
    for (let before: string | undefined; ; ) {
      const { records, next } = await selectedRecords(quarantine, {
        selection: { source: 'web' },
        limit: 500,
        ...(before !== undefined && { before }),
      });
      found.push(...records.map(({ at }) => at));
      if (next === undefined) break;
      before = next;
    }
    expect(found).toEqual(Array.from({ length: 1_500 }, (_, i) => 2_999 - 2 * i));
  });

  test('that finds nothing among many says where to go on', async () => {
    await open();
    await add(0, 60_000);
    const first = await selectedRecords(quarantine, { selection: { field: 'f9' }, limit: 5 });
    expect(first).toEqual({ records: [], next: (await all())[10_000]!.id });
    expect(await selectedRecords(quarantine, { selection: { field: 'f9' }, limit: 5, before: first.next! })).toEqual({ records: [] });
  });
});
