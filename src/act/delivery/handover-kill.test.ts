/** D6 with a real mail server and kill -9: what the server may have got is not said to have been withdrawn. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { ReceiptEntry } from '../../core/index.ts';
import { MailServer } from '../channels/email/mail-server.suite.ts';
import { MESSAGE } from './handover-life.suite.ts';

const LIFE = join(import.meta.dirname, 'handover-life.suite.ts');

let directory: string;
let server: MailServer | undefined;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-handover-'));
});
afterEach(async () => {
  await server?.close();
  rmSync(directory, { recursive: true, force: true });
});

/** A life; `until` kills it. Resolves to the receipts that it has appended. */
function life(stands: 'good' | 'stale', until?: Promise<void>): Promise<readonly ReceiptEntry[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=volano-source', LIFE, directory, String(server!.port), stands]);
    let [out, errors] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    void until?.then(() => child.kill('SIGKILL'));
    child.on('exit', (code, signal) => {
      if (code !== 0 && (signal !== 'SIGKILL' || !until)) reject(new Error(`the process ended with ${code ?? signal}: ${errors}`));
      else resolve(out.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as ReceiptEntry])));
    });
  });
}

test('killed while the server has the whole message and has not answered: failed, with an unknown outcome', async () => {
  const startedAt = Date.now();
  let [taken, onTaken] = [0, (): void => undefined];
  const reached = new Promise<void>((resolve) => {
    onTaken = resolve;
  });
  server = await MailServer.open({
    authOptional: true,
    onData: (stream) => {
      stream.resume().on('end', () => {
        taken += 1;
        onTaken();
      });
    },
  });
  expect(await life('good', reached)).toEqual([]);
  const killedAt = Date.now();
  const receipts = await life('stale');
  expect(taken).toBe(1);
  expect(receipts).toMatchObject([{ message: MESSAGE, kind: 'failed', reason: 'outcome_unknown: exit.event' }]);
  const [{ handedAt = 0, dispatchedAt }] = receipts as [ReceiptEntry];
  for (const at of [handedAt, dispatchedAt]) {
    expect(at).toBeGreaterThanOrEqual(startedAt);
    expect(at).toBeLessThanOrEqual(killedAt);
  }
}, 60_000);
