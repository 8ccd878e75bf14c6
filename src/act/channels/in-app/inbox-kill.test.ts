import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { hashUnit } from '../../../base/index.ts';
import { openDeskFolder } from '../../../port/state/index.ts';
import { openInbox } from './inbox.ts';
import { inboxMessageId } from './inbox-life.suite.ts';
import { INBOX_DESK } from './older.ts';

const MESSAGES = 1_000;
const LIVES = 8;
const SEED = 'inbox-1';
const LIFE = join(import.meta.dirname, 'inbox-life.suite.ts');

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'volano-inbox-kill-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

/** Runs one life, killed after so many messages when given; the numbers that it said were there for good. */
function life(killAfter: number | undefined): Promise<readonly number[]> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--conditions=volano-source', LIFE, directory, String(MESSAGES)]);
    let out = '';
    let errors = '';
    const said = (): number[] =>
      out
        .split('\n')
        .slice(0, -1)
        .filter((line) => /^\d+$/.test(line))
        .map(Number);
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
      if (killAfter !== undefined && said().length >= killAfter) child.kill('SIGKILL');
    });
    child.stderr.on('data', (chunk: Buffer) => {
      errors += chunk.toString();
    });
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL' || (code === 0 && out.includes('done'))) resolve(said());
      else reject(new Error(`the process ended with ${code ?? signal}: ${errors}`));
    });
  });
}

test('B1, B2: killed again and again, what was said to be there is there, each message once, its mark too', async () => {
  const said = new Set<number>();
  for (let index = 0; index < LIVES; index++) {
    for (const number of await life(1 + Math.floor(hashUnit(SEED, String(index)) * 300))) said.add(number);
    const inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path: directory }), now: () => 1_000 });
    const there = await inbox.list(['c1'], { limit: MESSAGES * 2 });
    const ids = there.map(({ origin }) => origin.message);
    expect(new Set(ids).size).toBe(ids.length);
    expect(new Set(there.map(({ number }) => number)).size).toBe(ids.length);
    for (const number of said) {
      expect(ids).toContain(inboxMessageId(number));
      if (number % 2 === 0) expect((await inbox.get(inboxMessageId(number)))?.openedAt).toBe(1_000);
    }
    await inbox.close();
  }
  await life(undefined);
  const inbox = openInbox({ desk: await openDeskFolder({ ...INBOX_DESK, path: directory }), now: () => 1_000 });
  expect(await inbox.list(['c1'], { limit: MESSAGES * 2 })).toHaveLength(MESSAGES);
  expect(await inbox.unread(['c1'])).toBe(MESSAGES / 2);
  await inbox.close();
}, 120_000);
