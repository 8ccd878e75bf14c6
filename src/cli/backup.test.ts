import { describe, expect, test } from 'vitest';
import type { BackupHead, Restored, RestoreOptions } from '../runtime/index.ts';
import { type BackupEngine, backupCommand } from './backup.ts';
import type { Where } from './management.ts';
import { runProgram } from './program.ts';
import { restoreCommand } from './restore.ts';
import { sizeText } from './sizes.ts';
import { captured } from './terminal.suite.ts';

const HEAD: BackupHead = {
  engine: '6',
  version: '0.1.0',
  partition: 0,
  partitions: 1,
  position: 900,
  at: 0,
  reaches: 900,
  seq: 4_000,
  sunk: 3_900,
  estimate: { stateBytes: 3 * 1024 ** 2, entries: 120, rows: 500, fileBytes: 700 },
};
const FILE = { path: 'log/1/0.zst', bytes: 2_048, rawBytes: 9_000, sha256: '' };

async function backup(words: readonly string[], more: Parameters<typeof captured>[0] = {}) {
  const terminal = captured(more);
  const asked: Where[] = [];
  let now = 0;
  const engine: BackupEngine = {
    ask: async (where) => {
      asked.push(where);
      return () => Promise.reject(new Error('nobody asks'));
    },
    backUp: async (_, { onProgress, points }) => {
      for (const bytes of [1_024 ** 2, 1_024 ** 2]) {
        now += 10_000;
        onProgress?.({ part: 'state', bytes, head: HEAD });
      }
      const log = [{ ...FILE, first: 1, last: 900, firstAt: 0, lastAt: 0, entries: 900 }];
      const end = { position: 900, at: 0, digest: '' };
      const { estimate: _estimate, partition, partitions, ...state } = HEAD;
      const point = { ...state, takenAt: points ?? 0, files: [] };
      return {
        manifest: { product: 'volano', format: 1, partition, partitions, end, log, points: [point], warehouse: [], files: [] },
        added: [FILE.path],
      };
    },
    backupAhead: async () => HEAD,
    freeBytes: async () => 5 * 1024 ** 3,
    clock: () => now,
  };
  const code = await runProgram(['backup', ...words], terminal.world, [backupCommand(terminal.world, engine)]);
  return { ...terminal, code, asked };
}

describe('volano backup', () => {
  test('says that it is whole, where, and how much was added', async () => {
    const { code, out, err, asked } = await backup(['--to', 'b', '--data', 'folder']);
    expect(code).toBe(0);
    expect(out()).toContain('Whole at position 900, 1970-01-01T00:00:00.000Z. Added 1 files with 2.0 KiB');
    expect(err()).toContain('state [########');
    expect(asked).toEqual([{ url: 'http://127.0.0.1:4004', dataFolder: 'folder' }]);
  });

  test('asks a server by its address, and prints one JSON document', async () => {
    const { out, asked } = await backup(['--to', 'b', '--url', 'http://there:1', '--token', 't', '--json']);
    expect(JSON.parse(out())).toEqual({ position: 900, at: 0, added: 1, bytes: 2_048, totalBytes: 2_048, states: [900] });
    expect(asked).toEqual([{ url: 'http://there:1', token: 't', json: true }]);
  });

  test('only says how much would come', async () => {
    const { out } = await backup(['--to', 'b', '--dry-run'], { locale: 'zh' });
    expect(out()).toContain('日志 120 条，数据仓库 500 行，状态 3.0 MiB');
    expect(out()).toContain('5.0 GiB');
  });

  test('needs a folder, and a number of states', async () => {
    expect((await backup([])).code).toBe(2);
    expect((await backup(['--to', 'b', '--keep', '0'])).code).toBe(2);
  });
});

const RESTORED: Restored = { position: 80, at: 0, from: 70, replayed: 10, bytes: 1, messages: { sent: 2, held: 3, waiting: 0 } };

async function restore(words: readonly string[]) {
  const terminal = captured();
  const asked: RestoreOptions[] = [];
  const command = restoreCommand(terminal.world, {
    restore: async (options) => {
      asked.push(options);
      return RESTORED;
    },
    restoreAhead: async () => ({ ...RESTORED, freeBytes: 2_048 }),
    clock: () => 0,
  });
  const code = await runProgram(['restore', ...words], terminal.world, [command]);
  return { ...terminal, code, asked };
}

describe('volano restore', () => {
  test('says what was restored, and what becomes of messages', async () => {
    const { code, out, asked } = await restore(['--from', 'b', '--to', 'd', '--position', '80', '--deliver']);
    expect(code).toBe(0);
    expect(asked).toMatchObject([{ from: 'b', to: 'd', position: 80, deliver: true }]);
    expect(out()).toContain('Restored to position 80, 1970-01-01T00:00:00.000Z, from the state at 70 with 10 entries replayed.');
    expect(out()).toContain('3 messages were waiting');
    expect(out()).toContain('2 messages were waiting that the backup');
    expect(out()).not.toContain('handed over by the next start');
  });

  test('takes a time', async () => {
    const { asked } = await restore(['--from', 'b', '--to', 'd', '--time', '2026-05-01T09:30Z', '--json']);
    expect(asked).toMatchObject([{ time: Date.UTC(2026, 4, 1, 9, 30) }]);
  });

  test('only says what would be done', async () => {
    const { out, asked } = await restore(['--from', 'b', '--to', 'd', '--dry-run']);
    expect(out()).toBe('Position 80: from the state at 70, 10 entries replayed. 1 B before indexes; free on the disk: 2.0 KiB.');
    expect(asked).toEqual([]);
  });

  test('takes a position or a time, not both', async () => {
    expect((await restore(['--from', 'b', '--to', 'd', '--position', '1', '--time', '2h'])).code).toBe(2);
  });
});

test('bytes are told in units that people read', () => {
  expect([0, 1_023, 1_024, 3.4 * 1024 ** 2, 5_000 * 1024 ** 4].map(sizeText)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KiB',
    '3.4 MiB',
    '5000.0 TiB',
  ]);
});
