import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { type Bounds, BoundsFile } from './bounds.ts';

const folder = mkdtempSync(join(tmpdir(), 'volano-bounds-'));
afterAll(() => rm(folder, { recursive: true }));
let files = 0;
const fresh = (): string => join(folder, `bounds-${files++}`);

async function written(path: string, all: readonly Bounds[]): Promise<void> {
  const { file } = await BoundsFile.open(path);
  for (const bounds of all) await file.write(bounds);
  await file.close();
}

async function read(path: string): Promise<Bounds | undefined> {
  const { file, bounds } = await BoundsFile.open(path);
  await file.close();
  return bounds;
}

describe('the bounds file', () => {
  test('has nothing to say at first', async () => {
    expect(await read(fresh())).toBeUndefined();
  });

  test('gives back the last bounds written, over any number of runs', async () => {
    const path = fresh();
    for (let run = 0; run < 5; run++) {
      await written(path, [
        { sunk: run * 10, sending: run * 10 + 5 },
        { sunk: run * 10 + 5, sending: run * 10 + 9 },
      ]);
      expect(await read(path)).toEqual({ sunk: run * 10 + 5, sending: run * 10 + 9 });
    }
  });

  test('a torn write leaves the bounds before it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(126), fc.integer({ min: 1, max: 4 }), async (kept, writes) => {
        const path = fresh();
        const all = Array.from({ length: writes + 1 }, (_, i) => ({ sunk: i * 1_000, sending: i * 1_000 + 7 }));
        await written(path, all.slice(0, writes));
        const before = readFileSync(path);
        await written(path, all.slice(writes));
        const after = readFileSync(path);
        // Only the first bytes of the last slot got to the disk.
        const start = ((writes + 1) % 2) * 128;
        const torn = Buffer.concat([before, Buffer.alloc(Math.max(0, 256 - before.length))]);
        after.copy(torn, start, start, start + kept);
        writeFileSync(path, torn);
        const expected = torn.equals(after) ? all[writes] : all[writes - 1];
        expect(await read(path)).toEqual(expected);
      }),
      { seed: 13, numRuns: 60 },
    );
  });

  test('garbage says nothing', async () => {
    const path = fresh();
    writeFileSync(path, '1 2 3 4\n'.padEnd(300, 'x'));
    expect(await read(path)).toBeUndefined();
  });

  test('a folder that is not there is an error, not an empty file', async () => {
    await expect(BoundsFile.open(join(folder, 'nowhere', 'bounds'))).rejects.toMatchObject({ code: 'ENOENT' });
  });
});
