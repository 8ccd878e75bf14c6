/** A log that is filled has the records where they were, and goes on behind them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fillLmdbLog } from './filler.ts';
import { openLmdbLog } from './lmdb.ts';
import type { Log, LogRecord } from './log.ts';

let path: string;
beforeEach(() => {
  path = join(mkdtempSync(join(tmpdir(), 'volano-filler-')), 'log');
});
afterEach(() => rmSync(join(path, '..'), { recursive: true }));

function record(position: number, at = 1_000 + position): LogRecord {
  return { position, at, value: Buffer.from(`entry ${position}`) };
}

function records(first: number, last: number): LogRecord[] {
  return Array.from({ length: last - first + 1 }, (_, i) => record(first + i));
}

async function filled(...groups: readonly (readonly LogRecord[])[]): Promise<Log> {
  const filler = await fillLmdbLog({ path, partition: 0, partitions: 1 });
  for (const group of groups) await filler.put(group);
  await filler.close();
  return openLmdbLog({ path });
}

const positions = (some: readonly LogRecord[]): number[] => some.map(({ position }) => position);

describe('a filled log', () => {
  test('has the records with their positions, times and bytes', async () => {
    const log = await filled(records(1, 700), records(701, 1_500));
    expect(await log.end(0)).toBe(1_500);
    const read = await log.read(0, 0, 10_000);
    expect(read.map(({ position, at, value }) => ({ position, at, value: Buffer.from(value).toString() }))).toEqual(
      records(1, 1_500).map(({ position, at, value }) => ({ position, at, value: Buffer.from(value).toString() })),
    );
    await log.close();
  });

  test('goes on behind the last one, with times that never decrease (L1, L2)', async () => {
    const log = await filled(records(1, 3));
    const [next] = await log.append(0, [{ at: 5, value: Buffer.from('next') }]);
    expect(next).toEqual({ position: 4, at: 1_003 });
    await log.close();
  });

  test('keeps gaps', async () => {
    const log = await filled([record(1), record(4), record(5)], [record(9)]);
    expect(positions(await log.read(0, 0, 10))).toEqual([1, 4, 5, 9]);
    expect((await log.get(0, [1, 2, 5, 9])).map((one) => one?.position)).toEqual([1, undefined, 5, 9]);
    await log.close();
  });

  test('that begins later is as if it had been trimmed', async () => {
    const log = await filled(records(50, 60));
    expect(positions(await log.read(0, 0, 3))).toEqual([50, 51, 52]);
    expect(await log.get(0, [49])).toEqual([undefined]);
    await log.trim(0, 55);
    expect(positions(await log.read(0, 0, 2))).toEqual([55, 56]);
    await log.trim(0, 1_000);
    expect(await log.append(0, [{ at: 2_000, value: Buffer.of(1) }])).toEqual([{ position: 61, at: 2_000 }]);
    await log.close();
  });

  test('may be filled on, behind what it has', async () => {
    await (await filled(records(50, 60))).close();
    const log = await filled(records(61, 70));
    expect(positions(await log.read(0, 0, 100))).toEqual(positions(records(50, 70)));
    await log.close();
  });

  test('may be filled with nothing', async () => {
    const log = await filled([]);
    expect(await log.end(0)).toBe(0);
    await log.close();
  });

  test('is no one else’s while it is filled', async () => {
    const filler = await fillLmdbLog({ path, partition: 0, partitions: 1 });
    await expect(fillLmdbLog({ path, partition: 0, partitions: 1 })).rejects.toMatchObject({ code: 'VOLANO_LOG_LOCKED' });
    await filler.close();
  });
});
