/** No room for a backup, or for what is restored from it: it is said so, and neither the installation nor the backup is harmed. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { ServerProcess, WRITE_KEY } from './server.ts';

const CLI: string = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const WAIT_MS_MAX = 180_000;
/** The largest file that a command without room may write, in bytes. */
const SMALL = 4_096;

interface Ended {
  readonly code: number | null;
  readonly out: string;
}

/** One JSON document, an error's as well. */
function volano(words: readonly string[], fileBytes?: number): Promise<Ended> {
  const limit = fileBytes === undefined ? [] : ['prlimit', `--fsize=${fileBytes}`];
  const [command = '', ...rest] = [...limit, process.execPath, '--conditions=volano-source', CLI, ...words, '--json'];
  return new Promise((resolve) => {
    execFile(command, rest, { maxBuffer: 1e8 }, (error, out) => {
      resolve({ code: error ? ((error as { readonly code?: number | null }).code ?? null) : 0, out });
    });
  });
}

it('is told, and nothing is harmed', { timeout: 900_000 }, async () => {
  const room = mkdtempSync(join(tmpdir(), 'volano-backup-full-'));
  const [data, backup, restored] = ['data', 'backup', 'restored'].map((name) => join(room, name)) as [string, string, string];
  const server = new ServerProcess(data);
  const url = await server.ready;
  const batch = Array.from({ length: 300 }, (_, i) => ({
    type: 'track',
    event: 'Order Completed',
    userId: `u${i}`,
    messageId: `m${i}`,
    properties: { revenue: i, note: `${Math.sin(i)}`.repeat(8) },
  }));
  for (let from = 0; from < batch.length; from += 100) {
    const headers = { 'content-type': 'application/json', authorization: `Basic ${btoa(`${WRITE_KEY}:`)}` };
    const answer = await fetch(`${url}/v1/batch`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ batch: batch.slice(from, from + 100) }),
    });
    expect(answer.status).toBe(200);
  }
  for (const end = performance.now() + WAIT_MS_MAX; performance.now() < end; await sleep(50)) {
    const { lagEntries, sinkLagRows } = await server.health();
    if (lagEntries === 0 && sinkLagRows === 0) break;
  }

  const full = await volano(['backup', '--url', url, '--to', backup], SMALL);
  expect(full.out).toContain('VOLANO_BACKUP_DISK_FULL');
  expect(full.code).toBe(1);
  expect(existsSync(join(backup, 'manifest.json'))).toBe(false);
  expect(await server.health()).toMatchObject({ status: 'ok' });
  expect(await volano(['backup', '--url', url, '--to', backup])).toMatchObject({ code: 0 });
  expect(await server.stop()).toBe(0);

  const none = await volano(['restore', '--from', backup, '--to', restored], SMALL);
  expect(none.code).not.toBe(0);
  expect(none.out).toMatch(/VOLANO_(RESTORE_)?DISK_FULL/);
  expect((await volano(['verify', '--data', data])).out).toContain('"equal":true');
  const done = await volano(['restore', '--from', backup, '--to', restored]);
  expect(done).toMatchObject({ code: 0 });
  expect((await volano(['verify', '--data', restored])).out).toContain('"equal":true');
  rmSync(room, { recursive: true });
});
