import { spawn } from 'node:child_process';
import { appendFile, type FileHandle, mkdtemp, open, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusedCall as call, names, numbers } from './calls.suite.ts';
import { openQuarantine, type Quarantine, type QuarantineOptions } from './index.ts';
import { describeQuarantine } from './quarantine.suite.ts';
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

describeQuarantine('a folder', async () => {
  const path = await mkdtemp(join(tmpdir(), 'volano-quarantine-'));
  return {
    open: ({ pieceBytes, ...sizes } = {}) =>
      openQuarantine({ path, ...sizes, ...(pieceBytes !== undefined && { segmentBytes: pieceBytes }) }),
    remove: () => rm(path, { recursive: true }),
  };
});

test('writes no file before it is needed, and segments of the size it is told', async () => {
  const quarantine = await openHere({ segmentBytes: 1_000 });
  expect(await readdir(folder)).toEqual([]);
  for (const name of numbers(0, 25)) await quarantine.add([call(name)]);
  expect((await readdir(folder)).length).toBeGreaterThan(3);
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
    expect(await quarantine.stats()).toMatchObject({ records: 1, problem: expect.stringContaining('ENOSPC') });
    expect(names(await quarantine.read({ limit: 10 }))).toEqual(['a']);
    full = false;
    await quarantine.add([call('c')]);
    expect(await quarantine.stats()).toMatchObject({ records: 2, problem: undefined });
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
    expect((await quarantine.stats()).records).toBe(0);
  });
});

describe('after a crash', () => {
  test('a torn last line is cut off, and the next record is whole', async () => {
    const first = await openHere();
    await first.add([call('a'), call('b')]);
    await first.close();
    await appendFile(segmentPath(folder, 1), '{"at":5,"source":"sh');
    const second = await openHere();
    expect((await second.stats()).records).toBe(2);
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
