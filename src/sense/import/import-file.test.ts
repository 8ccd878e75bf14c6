import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VolanoError, verbatim } from '../../base/index.ts';
import { type OpenDoor, openDoor } from '../door/door.suite.ts';
import { type ImportOptions, type ImportProgress, type ImportResult, importFile } from './import-file.ts';
import type { ImportMap } from './map/index.ts';
import { httpSender, type Send } from './send.ts';

const MAP: ImportMap = {
  source: 'shop',
  calls: [
    {
      type: 'track',
      event: 'Sold',
      userId: '{user}',
      time: { column: 'at', as: 'time' },
      properties: { price: { column: 'price', as: 'number' } },
    },
  ],
};

let folder: string;
let file: string;
let door: OpenDoor;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-import-'));
  file = join(folder, 'sales.csv');
  door = await openDoor();
});
afterEach(async () => {
  await door.close();
  await rm(folder, { recursive: true });
});

function write(rows: readonly string[]): Promise<void> {
  return writeFile(file, ['user,at,price', ...rows].join('\n'));
}
const sale = (i: number): string => `u${i},2026-01-01T00:00:00Z,${i}.5`;
const sales = (count: number): string[] => Array.from({ length: count }, (_, i) => sale(i + 1));
const toDoor = (): Send => httpSender({ url: door.url, writeKey: 'key' });

function run(options: Partial<ImportOptions> = {}): Promise<ImportResult> {
  return importFile({ file, map: MAP, send: toDoor(), batchCalls: 10, ...options });
}

async function rejects(
  path = `${file}.rejects.jsonl`,
): Promise<{ row: number; code: string; field: string; reason: string; raw?: string; messageId?: string }[]> {
  return (await readFile(path, 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as never);
}

const messageIds = (): string[] => door.entries().map(({ messageId }) => messageId);
const expectedIds = (count: number): string[] => Array.from({ length: count }, (_, i) => `shop-${i + 1}`);

describe('an import', () => {
  test('brings each row through the door, in order', async () => {
    await write(sales(37));
    const result = await run();
    expect(result).toMatchObject({
      done: true,
      rows: 37,
      accepted: 37,
      quarantined: 0,
      rejected: 0,
      skipped: 0,
      resumedRows: 0,
      rejects: undefined,
    });
    expect(messageIds()).toEqual(expectedIds(37));
    expect(door.entries()[4]).toMatchObject({
      event: 'Sold',
      identifiers: [['user_id', 'u5']],
      time: Date.UTC(2026, 0, 1),
      properties: { price: 5.5 },
    });
  });

  test('of nothing but a header is done too', async () => {
    await write([]);
    expect(await run()).toMatchObject({ done: true, rows: 0, accepted: 0 });
  });

  test('each row is accepted, quarantined, rejected or left out, and all are told (I1)', async () => {
    await write([sale(1), 'u2,yesterday,5', 'u3,2026-01-01,6', ',2026-01-01,7', 'u5,2026-01-01', 'u6,2026-01-01,skip', 'u7,1960-01-01,8']);
    const [call] = MAP.calls;
    const map = { ...MAP, otherwise: 'skip', calls: [{ ...call, when: { field: 'price', operator: '!=', value: 'skip' } }] };
    const result = await run({ map });
    expect(result).toMatchObject({ rows: 7, accepted: 2, quarantined: 2, rejected: 2, skipped: 1, rejects: `${file}.rejects.jsonl` });
    expect((await rejects()).map(({ row, code, field, messageId }) => [row, code, field, messageId])).toEqual([
      [2, 'VOLANO_IMPORT_ROW_INVALID', 'at', undefined],
      [4, 'VOLANO_CALL_WITHOUT_IDENTIFIER', '', 'shop-4'],
      [5, 'VOLANO_IMPORT_ROW_INVALID', 'row', undefined],
      [7, 'VOLANO_CALL_TIME_OUT_OF_RANGE', 'timestamp', 'shop-7'],
    ]);
    expect((await rejects())[0]?.reason).toBe('at: "yesterday" is no time.');
    expect((await rejects())[2]?.raw).toBe('u5,2026-01-01');
    expect((await door.quarantine.stats()).records).toBe(2);
  });

  test('batches stay below the door\u2019s limits', async () => {
    await write(Array.from({ length: 3_000 }, (_, i) => `${'u'.repeat(400)}${i},2026-01-01,1`));
    const sizes: number[] = [];
    const send = toDoor();
    const result = await importFile({
      file,
      map: MAP,
      send: (calls) => {
        sizes.push(calls.length);
        return send(calls);
      },
    });
    expect(result.accepted).toBe(3_000);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1_000);
    expect(sizes.length).toBeGreaterThan(3);
  });

  test('tells its progress, and the end', async () => {
    await write(sales(100));
    const told: ImportProgress[] = [];
    await run({ progress: (progress) => told.push(progress) });
    expect(told.at(-1)).toMatchObject({ rows: 100, accepted: 100, remainingMs: 0 });
    expect(told.at(-1)!.bytes).toBe(told.at(-1)!.bytesTotal);
    expect(told.at(-1)!.rowsPerSecond).toBeGreaterThan(0);
    for (let i = 1; i < told.length; i++) expect(told[i]!.rows).toBeGreaterThanOrEqual(told[i - 1]!.rows);
  });

  test('the same file and map give the same ids again (I2)', async () => {
    await write(sales(25));
    await run();
    await run({ batchCalls: 7 });
    expect(messageIds()).toEqual([...expectedIds(25), ...expectedIds(25)]);
  });
});

describe('broken off', () => {
  /** Passes `batches` of them on, then fails as a lost connection does: the last one may have arrived or not. */
  function failingAfter(batches: number, arrived: boolean): Send {
    const send = toDoor();
    let count = 0;
    return async (calls) => {
      if (count++ < batches) return send(calls);
      if (arrived) await send(calls);
      throw new VolanoError('VOLANO_IMPORT_DOOR_UNREACHABLE', { url: 'x', problem: verbatim('gone') });
    };
  }

  test.each([
    [0, false],
    [3, false],
    [3, true],
    [9, true],
  ])('after %i batches (the next arrived: %s), resuming leaves no row out and sends one batch twice at most', async (batches, arrived) => {
    await write([...sales(95), 'bad', ...sales(4)]);
    await expect(run({ send: failingAfter(batches, arrived) })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_DOOR_UNREACHABLE' });
    const result = await run({ resume: true });
    expect(result).toMatchObject({ done: true, rows: 100, accepted: 99, rejected: 1, resumedRows: batches * 10 });
    expect(new Set(messageIds()).size).toBe(99);
    expect(messageIds().length).toBe(99 + (arrived ? (batches === 9 ? 9 : 10) : 0));
    expect((await rejects()).map(({ row }) => row)).toEqual([96]);
  });

  test('rejected rows stand once in the file, however often it was broken off', async () => {
    await write(Array.from({ length: 60 }, (_, i) => (i % 3 === 0 ? `u${i},never,1` : sale(i))));
    for (const batches of [1, 0, 2]) await run({ resume: true, send: failingAfter(batches, true) }).catch(() => undefined);
    const result = await run({ resume: true });
    expect(result).toMatchObject({ rows: 60, accepted: 40, rejected: 20 });
    expect((await rejects()).map(({ row }) => row)).toEqual(Array.from({ length: 20 }, (_, i) => 3 * i + 1));
  });

  test('by the signal, after the batch that is under way', async () => {
    await write(sales(100));
    const stop = new AbortController();
    const result = await run({ signal: stop.signal, progress: () => stop.abort() });
    expect(result).toMatchObject({ done: false, rows: 10, accepted: 10 });
    expect(await run({ resume: true })).toMatchObject({ done: true, rows: 100, accepted: 100, resumedRows: 10 });
    expect(messageIds()).toEqual(expectedIds(100));
  });

  test('a file that breaks in the middle: what was read before is sent and remembered', async () => {
    await writeFile(file, Buffer.concat([Buffer.from(['user,at,price', ...sales(20_000)].join('\n')), Buffer.from([0x0a, 0xff])]));
    await expect(run({ batchCalls: 1_000 })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_FILE_UNREADABLE' });
    const done = door.entries().length;
    expect(done).toBeGreaterThan(0);
    expect(messageIds()).toEqual(expectedIds(done));
    expect(JSON.parse(await readFile(`${file}.checkpoint.json`, 'utf8'))).toMatchObject({ rows: done, done: false });
  });

  test('one that was done has nothing more to do', async () => {
    await write(sales(5));
    await run();
    expect(await run({ resume: true })).toMatchObject({ done: true, rows: 5, accepted: 5, resumedRows: 5 });
    expect(messageIds()).toEqual(expectedIds(5));
  });

  test('without resume it starts at the first row', async () => {
    await write([...sales(12), 'bad']);
    await run({ send: failingAfter(1, false) }).catch(() => undefined);
    expect(await run()).toMatchObject({ rows: 13, accepted: 12, resumedRows: 0 });
    expect(await rejects()).toHaveLength(1);
  });
});

describe('the checkpoint', () => {
  test('of another file or map is refused', async () => {
    await write(sales(5));
    await run();
    await write(sales(6));
    await expect(run({ resume: true })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_CHECKPOINT_MISMATCH' });
    await write(sales(5));
    await expect(run({ resume: true, map: { ...MAP, source: 'other' } })).rejects.toMatchObject({
      code: 'VOLANO_IMPORT_CHECKPOINT_MISMATCH',
    });
    await writeFile(`${file}.checkpoint.json`, 'not json');
    await expect(run({ resume: true })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_CHECKPOINT_MISMATCH' });
  });

  test('stands elsewhere, or nowhere, when asked', async () => {
    await write([...sales(3), 'bad']);
    await run({ checkpoint: join(folder, 'here.json'), rejects: join(folder, 'bad.jsonl') });
    expect(JSON.parse(await readFile(join(folder, 'here.json'), 'utf8'))).toMatchObject({ rows: 4, done: true });
    expect(await rejects(join(folder, 'bad.jsonl'))).toHaveLength(1);
    await rm(join(folder, 'here.json'));
    await run({ checkpoint: false });
    await expect(readFile(`${file}.checkpoint.json`)).rejects.toThrow('ENOENT');
  });

  test('that cannot be written is an error that says where', async () => {
    await write(sales(3));
    await expect(run({ checkpoint: join(folder, 'no', 'where.json') })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_NOT_WRITABLE' });
    await write(['bad']);
    await expect(run({ rejects: join(folder, 'none', 'bad.jsonl') })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_NOT_WRITABLE' });
  });
});

describe('what cannot begin', () => {
  test('a wrong map, a missing file, a missing column', async () => {
    await write(sales(1));
    await expect(run({ map: { source: 'x' } })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_MAP_INVALID' });
    await expect(run({ file: join(folder, 'none.csv') })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_FILE_UNREADABLE' });
    await expect(run({ map: { source: 'x', calls: [{ type: 'page', userId: '{customer}' }] } })).rejects.toMatchObject({
      code: 'VOLANO_IMPORT_MAP_INVALID',
    });
    expect(door.entries()).toEqual([]);
  });

  test('an answer that names calls that were not sent is not believed', async () => {
    await write(sales(1));
    const send: Send = async () => ({ accepted: 0, quarantined: [{ index: 5, messageId: null, code: 'X', field: '', reason: '' }] });
    await expect(run({ send })).rejects.toMatchObject({ code: 'VOLANO_IMPORT_REFUSED' });
  });
});
