import { appendFile, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openQuarantine, type Quarantine, type QuarantinedCall } from './quarantine.ts';
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
  const told = { code: 'VOLANO_CALL_INVALID', field: 'event', reason: 'why', raw: '{}', form: 'json', truncated: false } as const;
  const call: QuarantinedCall = { at: 5, source: 'shop', route: 'track', index: 0, ...told };
  for (let i = 0; i < count; i++) await quarantine.add([call]);
}

const idsOf = async (): Promise<string[]> => (await quarantine.read({ limit: 1_000 })).map(({ id }) => id);
const sum = ({ records, replayed, dropped, removed }: ReturnType<Quarantine['stats']>): number => records + replayed + dropped + removed;

test('what is settled is read no more, also after opening again (Q5)', async () => {
  await open();
  await add(20);
  const ids = await idsOf();
  await quarantine.settle(ids.slice(0, 5), 'replayed');
  await quarantine.settle([ids[10]!, ids[10]!], 'dropped');
  const check = async (): Promise<void> => {
    expect(await idsOf()).toEqual(ids.filter((_, i) => i >= 5 && i !== 10));
    expect((await quarantine.list({ limit: 100 })).map(({ id }) => id)).toEqual(ids.filter((_, i) => i >= 5 && i !== 10).reverse());
    expect(quarantine.stats()).toMatchObject({ records: 14, replayed: 5, dropped: 1, removed: 0 });
    expect(await quarantine.get(ids[10]!)).toMatchObject({ id: ids[10], settled: 'dropped', raw: '{}' });
    expect((await quarantine.get(ids[6]!))?.settled).toBeUndefined();
  };
  await check();
  await quarantine.close();
  await open();
  await check();
});

test('there is no record of another id', async () => {
  await open();
  expect(await quarantine.get('q0000010000000')).toBeUndefined();
  await add(3);
  const [first] = await idsOf();
  for (const id of ['', 'nonsense', 'q0000090000000', 'q0000010000000', `${first!.slice(0, -1)}_`]) {
    expect(await quarantine.get(id)).toBeUndefined();
  }
});

test('what is settled twice stays as it was first', async () => {
  await open();
  await add(2);
  const [id] = await idsOf();
  await quarantine.settle([id!], 'replayed');
  await quarantine.settle([id!], 'dropped');
  expect(quarantine.stats()).toMatchObject({ records: 1, replayed: 1, dropped: 0 });
});

test('every record ever kept is counted once, whatever makes room (Q5)', async () => {
  await open();
  for (let round = 1; round <= 8; round++) {
    await add(15);
    const ids = await idsOf();
    await quarantine.settle(ids.slice(0, 3), 'replayed');
    await quarantine.settle(ids.slice(-2), 'dropped');
    expect(sum(quarantine.stats())).toBe(15 * round);
    expect((await idsOf()).length).toBe(quarantine.stats().records);
    const before = quarantine.stats();
    await quarantine.close();
    await open();
    expect(quarantine.stats()).toEqual(before);
  }
  expect(quarantine.stats().removed).toBeGreaterThan(0);
  expect(quarantine.stats()).toMatchObject({ replayed: 24, dropped: 16 });
});

test('what was begun is known until it is settled, also after opening again', async () => {
  await open();
  await add(6);
  const ids = await idsOf();
  await quarantine.begin(ids.slice(0, 4), 17);
  expect(quarantine.stats().records).toBe(6);
  await quarantine.close();
  await open();
  expect(quarantine.begun).toEqual({ ids: ids.slice(0, 4), logEnd: 17 });
  await quarantine.settle(ids.slice(0, 1), 'replayed');
  expect(quarantine.begun?.ids).toEqual(ids.slice(1, 4));
  await quarantine.settle(ids.slice(1, 4), 'waiting');
  expect(quarantine.begun).toBeUndefined();
  expect(quarantine.stats()).toMatchObject({ records: 5, replayed: 1 });
});

test('a torn last line is cut off', async () => {
  await open();
  await add(3);
  const ids = await idsOf();
  await quarantine.settle(ids.slice(0, 1), 'replayed');
  await quarantine.close();
  const path = join(folder, 'settled.jsonl');
  const whole = await readFile(path, 'utf8');
  await appendFile(path, '{"settle":["q00');
  await open();
  expect(await readFile(path, 'utf8')).toBe(whole);
  await quarantine.settle(ids.slice(1, 2), 'dropped');
  await quarantine.close();
  await open();
  expect(quarantine.stats()).toMatchObject({ records: 1, replayed: 1, dropped: 1 });
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
  await settlements.begin([id(4, 5_000_000)], 9);
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
  await expect(quarantine.begin(ids, 7)).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
  await expect(quarantine.settle(ids, 'dropped')).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
  expect(quarantine.begun).toBeUndefined();
  expect(await idsOf()).toEqual(ids);
  expect(quarantine.stats()).toMatchObject({ records: 3, dropped: 0, problem: undefined });
  await add(1);
  expect(quarantine.stats().records).toBe(4);
});
