/** What only the LMDB carrier can get wrong: records of many appends lie in shared blocks. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { openLmdbLog } from './lmdb.ts';
import type { Log, LogRecord } from './log.ts';

let path: string;
let log: Log;
beforeEach(async () => {
  path = mkdtempSync(join(tmpdir(), 'volano-blocks-'));
  log = await openLmdbLog({ path, partitions: 2 });
});
afterEach(async () => {
  await log.close();
  rmSync(path, { recursive: true });
});

const sized = (count: number, size: number): { at: number; value: Uint8Array }[] =>
  Array.from({ length: count }, (_, i) => ({ at: i, value: Buffer.alloc(size, i % 251) }));
const positions = (records: readonly LogRecord[]): number[] => records.map(({ position }) => position);

it('reads in pieces of any size what was appended in others', async () => {
  for (const count of [1, 7, 300, 2, 1, 150]) await log.append(0, sized(count, 700));
  for (const limit of [1, 3, 64, 100, 461, 1_000]) {
    const all: number[] = [];
    for (;;) {
      const records = await log.read(0, all.at(-1) ?? 0, limit);
      if (records.length === 0) break;
      expect(records.length).toBeLessThanOrEqual(limit);
      all.push(...positions(records));
    }
    expect(all).toEqual(Array.from({ length: 461 }, (_, i) => i + 1));
  }
});

it('finds single records in any order', async () => {
  await Promise.all([log.append(0, sized(200, 900)), log.append(1, sized(3, 10)), log.append(0, sized(100, 50))]);
  const wanted = [300, 1, 150, 151, 2, 301, 299, 200, 201];
  const found = await log.get(0, wanted);
  expect(found.map((record) => record?.position)).toEqual([300, 1, 150, 151, 2, undefined, 299, 200, 201]);
  expect(Buffer.from(found[3]!.value).equals(Buffer.alloc(900, 150))).toBe(true);
});

it('sees what follows a block that it has read to its end', async () => {
  await log.append(0, sized(10, 10));
  expect(positions(await log.read(0, 0, 10))).toHaveLength(10);
  expect(await log.read(0, 10, 10)).toEqual([]);
  await log.append(0, sized(2, 10));
  expect(positions(await log.read(0, 10, 10))).toEqual([11, 12]);
  expect((await log.get(0, [13]))[0]).toBeUndefined();
  await log.append(0, sized(1, 10));
  expect((await log.get(0, [13]))[0]?.position).toBe(13);
});

it('hides the trimmed part of a block that is still there, from other readers and after a restart too', async () => {
  await log.append(0, sized(50, 100));
  await log.append(0, sized(5, 100));
  const reader = await openLmdbLog({ path, readOnly: true });
  expect(await reader.read(0, 0, 100)).toHaveLength(55);
  await log.trim(0, 20);
  for (const handle of [log, reader]) {
    expect(positions(await handle.read(0, 0, 2))).toEqual([20, 21]);
    expect((await handle.get(0, [19, 20])).map((record) => record?.position)).toEqual([undefined, 20]);
  }
  await log.trim(0, 10);
  expect(positions(await log.read(0, 0, 1))).toEqual([20]);
  await reader.close();
  await log.close();
  log = await openLmdbLog({ path });
  expect(positions(await log.read(0, 0, 1))).toEqual([20]);
  await log.trim(0, 51);
  expect(positions(await log.read(0, 0, 100))).toEqual([51, 52, 53, 54, 55]);
  await log.trim(0, 1_000);
  expect(await log.read(0, 0, 100)).toEqual([]);
  expect((await log.append(0, sized(1, 1)))[0]!.position).toBe(56);
});

it('removes more blocks than one transaction takes', async () => {
  for (let i = 0; i < 12; i++) await Promise.all(Array.from({ length: 100 }, (_, k) => log.append(k % 2, sized(1, 66_000))));
  await log.trim(0, 590);
  expect(positions(await log.read(0, 0, 100))).toEqual(Array.from({ length: 11 }, (_, i) => 590 + i));
  expect(await log.read(1, 0, 1_000)).toHaveLength(600);
});
