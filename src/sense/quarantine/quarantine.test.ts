import { spawn } from 'node:child_process';
import { appendFile, type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openQuarantine, type Quarantine, type QuarantinedCall, type QuarantineOptions } from './quarantine.ts';
import { segmentPath } from './segment.ts';

let folder: string;
const opened: Quarantine[] = [];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-quarantine-'));
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((quarantine) => quarantine.close()));
  await rm(folder, { recursive: true });
});

async function openHere(options: Partial<QuarantineOptions> = {}): Promise<Quarantine> {
  const quarantine = await openQuarantine({ path: folder, ...options });
  opened.push(quarantine);
  return quarantine;
}

function call(name: string, size = 0): QuarantinedCall {
  const raw = JSON.stringify({ name, filler: 'x'.repeat(size) });
  return {
    at: 5,
    source: 'shop',
    route: 'track',
    index: 0,
    messageId: name,
    code: 'VOLANO_CALL_INVALID',
    field: 'event',
    reason: 'why',
    raw,
    form: 'json',
    truncated: false,
  };
}

const names = (records: readonly QuarantinedCall[]): (string | undefined)[] => records.map(({ messageId }) => messageId);
const numbers = (from: number, to: number): string[] => Array.from({ length: to - from }, (_, i) => `m${from + i}`);

describe('keeping', () => {
  test('what is added is there, as it was, in order', async () => {
    const quarantine = await openHere();
    await quarantine.add([call('a'), call('茶\n🍵')]);
    await quarantine.add([]);
    await quarantine.add([call('c')]);
    const records = await quarantine.read({ limit: 10 });
    expect(records.map(({ id: _, ...rest }) => rest)).toEqual([call('a'), call('茶\n🍵'), call('c')]);
    expect(quarantine.stats()).toMatchObject({ records: 3, removed: 0, problem: undefined });
  });

  test('an empty one has nothing', async () => {
    const quarantine = await openHere();
    expect(await quarantine.list({ limit: 10 })).toEqual([]);
    expect(await quarantine.read({ limit: 10 })).toEqual([]);
    expect(quarantine.stats()).toEqual({ records: 0, bytes: 0, removed: 0, replayed: 0, dropped: 0, problem: undefined });
    expect(await readdir(folder)).toEqual([]);
  });

  test('everything is there after opening again, and adding goes on (Q3)', async () => {
    const first = await openHere({ segmentBytes: 2_000 });
    for (const name of numbers(0, 30)) await first.add([call(name)]);
    const before = await first.read({ limit: 100 });
    await first.close();
    const second = await openHere({ segmentBytes: 2_000 });
    expect(second.stats()).toEqual(first.stats());
    expect(await second.read({ limit: 100 })).toEqual(before);
    await second.add([call('m30')]);
    expect(names(await second.read({ limit: 100 }))).toEqual(numbers(0, 31));
  });

  test('additions at the same time all arrive, each kept together', async () => {
    const quarantine = await openHere({ segmentBytes: 5_000 });
    await Promise.all(Array.from({ length: 50 }, (_, i) => quarantine.add([call(`${i}/0`), call(`${i}/1`)])));
    const found = names(await quarantine.read({ limit: 1_000 }));
    expect(found).toHaveLength(100);
    for (let i = 0; i < 50; i++) expect(found.indexOf(`${i}/1`)).toBe(found.indexOf(`${i}/0`) + 1);
  });
});

describe('listing', () => {
  test('newest first, page by page, over all segments', async () => {
    const quarantine = await openHere({ segmentBytes: 1_000 });
    for (const name of numbers(0, 25)) await quarantine.add([call(name)]);
    const pages: (string | undefined)[] = [];
    let before: string | undefined;
    for (;;) {
      const page = await quarantine.list({ limit: 7, ...(before === undefined ? {} : { before }) });
      if (page.length === 0) break;
      pages.push(...names(page));
      before = page.at(-1)!.id;
    }
    expect(pages).toEqual(numbers(0, 25).reverse());
    expect((await readdir(folder)).length).toBeGreaterThan(3);
  });

  test('oldest first after a record, for a replay', async () => {
    const quarantine = await openHere({ segmentBytes: 1_000 });
    for (const name of numbers(0, 25)) await quarantine.add([call(name)]);
    const first = await quarantine.read({ limit: 10 });
    expect(names(first)).toEqual(numbers(0, 10));
    expect(names(await quarantine.read({ limit: 100, after: first.at(-1)!.id }))).toEqual(numbers(10, 25));
    const ids = (await quarantine.read({ limit: 100 })).map(({ id }) => id);
    expect([...ids].sort()).toEqual(ids);
  });
});

describe('room', () => {
  test('the oldest records make room, and are counted (Q4)', async () => {
    const options = { segmentBytes: 2_000, bytesMax: 6_000 };
    const quarantine = await openHere(options);
    for (const name of numbers(0, 60)) await quarantine.add([call(name)]);
    const { records, bytes, removed } = quarantine.stats();
    expect(records + removed).toBe(60);
    expect(removed).toBeGreaterThan(20);
    expect(bytes).toBeLessThan(8_500);
    expect(names(await quarantine.read({ limit: 100 }))).toEqual(numbers(removed, 60));
    await quarantine.close();
    expect((await openHere(options)).stats()).toMatchObject({ records, removed });
  });

  test('a record larger than a segment is kept too', async () => {
    const quarantine = await openHere({ segmentBytes: 1_000, bytesMax: 5_000 });
    await quarantine.add([call('large', 100_000)]);
    expect(names(await quarantine.read({ limit: 10 }))).toEqual(['large']);
    await quarantine.add([call('next')]);
    expect(names(await quarantine.read({ limit: 10 }))).toEqual(['next']);
    expect(quarantine.stats().removed).toBe(1);
  });
});

describe('a full disk', () => {
  /** Writes half of what it is given, then has no space, as long as `full()`. */
  function disk(full: () => boolean): (path: string) => Promise<FileHandle> {
    return async (path) => {
      const file = await open(path, 'r+');
      const write = file.write.bind(file) as (
        bytes: Buffer,
        offset: number,
        length: number,
        position: number,
      ) => Promise<{ bytesWritten: number }>;
      const limited = async (bytes: Buffer, offset: number, length: number, position: number): Promise<{ bytesWritten: number }> => {
        if (!full()) return write(bytes, offset, length, position);
        if (length > 1) return write(bytes, offset, length >> 1, position);
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
      };
      return Object.assign(file, { write: limited });
    };
  }

  test('refuses, keeps what was there, and goes on when there is space (Q1, Q2)', async () => {
    let full = false;
    const quarantine = await openHere({ openFile: disk(() => full) });
    await quarantine.add([call('a')]);
    full = true;
    await expect(quarantine.add([call('b')])).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
    expect(quarantine.stats()).toMatchObject({ records: 1, problem: expect.stringContaining('ENOSPC') });
    expect(names(await quarantine.read({ limit: 10 }))).toEqual(['a']);
    full = false;
    await quarantine.add([call('c')]);
    expect(quarantine.stats()).toMatchObject({ records: 2, problem: undefined });
    expect(names(await quarantine.list({ limit: 10 }))).toEqual(['c', 'a']);
    await quarantine.close();
    expect(names(await (await openHere()).read({ limit: 10 }))).toEqual(['a', 'c']);
  });

  test('also while a segment is begun', async () => {
    let full = true;
    const quarantine = await openHere({ segmentBytes: 300, openFile: disk(() => full) });
    await expect(quarantine.add([call('a')])).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
    full = false;
    for (const name of ['b', 'c', 'd']) await quarantine.add([call(name)]);
    full = true;
    await expect(quarantine.add([call('e')])).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
    full = false;
    await quarantine.add([call('f')]);
    expect(names(await quarantine.read({ limit: 10 }))).toEqual(['b', 'c', 'd', 'f']);
    await quarantine.close();
    expect(names(await (await openHere()).read({ limit: 10 }))).toEqual(['b', 'c', 'd', 'f']);
  });

  test('the device that is always full', async () => {
    const quarantine = await openHere({ openFile: () => open('/dev/full', 'r+') });
    await expect(quarantine.add([call('a')])).rejects.toMatchObject({ code: 'VOLANO_QUARANTINE_UNWRITABLE' });
    expect(quarantine.stats().records).toBe(0);
  });
});

describe('after a crash', () => {
  test('a torn last line is cut off, and the next record is whole', async () => {
    const first = await openHere();
    await first.add([call('a'), call('b')]);
    await first.close();
    await appendFile(segmentPath(folder, 1), '{"at":5,"source":"sh');
    const second = await openHere();
    expect(second.stats().records).toBe(2);
    await second.add([call('c')]);
    expect(names(await second.read({ limit: 10 }))).toEqual(['a', 'b', 'c']);
    expect(await readFile(segmentPath(folder, 1), 'utf8')).not.toContain('"sh{');
  });

  test('a segment whose header is torn holds nothing and is replaced', async () => {
    const first = await openHere();
    await first.add([call('a')]);
    await first.close();
    await writeFile(segmentPath(folder, 2), '{"segm');
    const second = await openHere({ segmentBytes: 10 });
    expect(names(await second.read({ limit: 10 }))).toEqual(['a']);
    await second.add([call('b')]);
    expect(names(await second.read({ limit: 10 }))).toEqual(['a', 'b']);
  });

  test('kill -9 at any time: every record that was said to be on disk is there, once (Q1)', async () => {
    for (const delayMs of [150, 400, 700]) {
      const path = join(folder, `kill-${delayMs}`);
      const acknowledged = await killAfter(path, delayMs);
      const quarantine = await openQuarantine({ path });
      const found = (await quarantine.read({ limit: 1_000_000 })).map(({ raw }) => raw.split(' ')[0]!);
      await quarantine.close();
      expect(new Set(found).size).toBe(found.length);
      const there = new Set(found);
      for (const group of acknowledged) {
        const [lane, number, count] = group.split('/');
        for (let i = 0; i < Number(count); i++) expect(there.has(`${lane}/${number}/${i}`)).toBe(true);
      }
      expect(acknowledged.length).toBeGreaterThan(0);
    }
  });
});

/** Runs the adding process, kills it some time after its first word; what it had acknowledged. */
function killAfter(path: string, delayMs: number): Promise<string[]> {
  const script = fileURLToPath(new URL('./adding-process.suite.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=volano-source', script, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (said === '') setTimeout(() => child.kill('SIGKILL'), delayMs);
    said += text;
  });
  return new Promise((resolve) => child.on('close', () => resolve(said.split('\n').slice(0, -1))));
}
