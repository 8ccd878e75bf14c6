import { appendFile, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { refusedCall } from './calls.suite.ts';
import { openQuarantine, type Quarantine, type Turn } from './index.ts';
import { openSettlements } from './settlements.ts';

let folder: string;
let quarantine: Quarantine;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-settled-'));
});
afterEach(async () => {
  await quarantine.close();
  await rm(folder, { recursive: true });
});

const SMALL = { segmentBytes: 2_000, bytesMax: 8_000 };

async function open(): Promise<void> {
  quarantine = await openQuarantine({ path: folder, ...SMALL });
}

async function add(count: number): Promise<void> {
  for (let i = 0; i < count; i++) await quarantine.add([refusedCall('m')]);
}

const idsOf = async (): Promise<string[]> => (await quarantine.read({ limit: 1_000 })).map(({ id }) => id);
const settle = (...settling: Parameters<Turn['settle']>): Promise<void> => quarantine.inTurn((turn) => turn.settle(...settling));

test('of an older version what was begun is of the one partition there was', async () => {
  await open();
  await writeFile(join(folder, 'settled.jsonl'), '{"begin":["q0000010000023"],"end":17}\n');
  await quarantine.close();
  await open();
  expect(await quarantine.begun()).toEqual({ ids: ['q0000010000023'], logEnds: [17] });
});

test('a torn last line is cut off', async () => {
  await open();
  await add(3);
  const ids = await idsOf();
  await settle(ids.slice(0, 1), 'replayed');
  await quarantine.close();
  const path = join(folder, 'settled.jsonl');
  const whole = await readFile(path, 'utf8');
  await appendFile(path, '{"settle":["q00');
  await open();
  expect(await readFile(path, 'utf8')).toBe(whole);
  await settle(ids.slice(1, 2), 'dropped');
  await quarantine.close();
  await open();
  expect(await quarantine.stats()).toMatchObject({ records: 1, replayed: 1, dropped: 1 });
});

test('a journal that is mostly about segments that are gone is begun anew', async () => {
  await open();
  const id = (segment: number, offset: number): string =>
    `q${segment.toString(36).padStart(6, '0')}${offset.toString(36).padStart(7, '0')}`;
  const settlements = await openSettlements(folder, 1);
  for (let n = 0; n < 80; n++) {
    await settlements.settle(
      Array.from({ length: 1_000 }, (_, i) => id(1 + (n % 4), n * 1_000 + i)),
      n % 2 === 0 ? 'replayed' : 'dropped',
    );
  }
  await settlements.begin([id(4, 5_000_000)], [9]);
  await settlements.close();
  const path = join(folder, 'settled.jsonl');
  const before = (await readFile(path)).length;
  const again = await openSettlements(folder, 4);
  expect(again.totals).toEqual({ replayed: 40_000, dropped: 40_000, ofRemoved: 60_000 });
  await again.settle([id(4, 5_000_000)], 'replayed');
  await again.close();
  expect((await readFile(path)).length).toBeLessThan(before / 2);
  const last = await openSettlements(folder, 4);
  expect(last.totals).toEqual({ replayed: 40_001, dropped: 40_000, ofRemoved: 60_000 });
  expect([last.of(id(4, 3_000)), last.of(id(4, 5_000_000)), last.of(id(3, 2_000)), last.begun]).toEqual([
    'dropped',
    'replayed',
    undefined,
    undefined,
  ]);
  await last.close();
});

test('a full disk settles nothing, loses nothing and is told', async () => {
  await open();
  await add(3);
  const ids = await idsOf();
  // The device that is always full.
  await symlink('/dev/full', join(folder, 'settled.jsonl'));
  await expect(quarantine.inTurn((turn) => turn.begin(ids, [7]))).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
  await expect(settle(ids, 'dropped')).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
  expect(await quarantine.begun()).toBeUndefined();
  expect(await idsOf()).toEqual(ids);
  expect(await quarantine.stats()).toMatchObject({ records: 3, dropped: 0, problem: undefined });
  await add(1);
  expect((await quarantine.stats()).records).toBe(4);
});
