/**
 * A backup of a server under traffic, with both ends killed in the middle of it; and the restored installation, in processes of its own, goes on where the
 * backup ended: every event once, every row once, every message once.
 */
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { faultsIn, findingsOf } from './ledger.ts';
import { HookReceiver } from './receiver.ts';
import { ServerProcess } from './server.ts';
import { Traffic } from './traffic.ts';

const CLI: string = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
const WAIT_MS_MAX = 180_000;
/** Backups and restores that are killed, at instants further and further in. */
const KILLS = 2;

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

function volano(...words: readonly string[]): Promise<Ended> {
  return new Promise((resolve) => {
    execFile(process.execPath, ['--conditions=volano-source', CLI, ...words], { maxBuffer: 1e8 }, (error, out, errors) => {
      const code = error ? ((error as { readonly code?: number | null }).code ?? null) : 0;
      resolve({ code, out, errors });
    });
  });
}

/** Runs a command and kills it as soon as `moment` says so, or when it ends; whether it was killed. */
async function killed(words: readonly string[], moment: () => boolean): Promise<boolean> {
  const child = spawn(process.execPath, ['--conditions=volano-source', CLI, ...words], { stdio: 'ignore' });
  const ended = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver && !moment()) await sleep(5);
  child.kill('SIGKILL');
  return (await ended) === 'SIGKILL';
}

async function until(what: () => Promise<boolean>): Promise<void> {
  for (const end = performance.now() + WAIT_MS_MAX; performance.now() < end; await sleep(50)) if (await what()) return;
  throw new Error('It does not come to that');
}

async function caughtUp(server: ServerProcess): Promise<void> {
  await until(async () => {
    const { lagEntries, sinkLagRows } = await server.health();
    return lagEntries === 0 && sinkLagRows === 0;
  });
}

async function get<Answer>(server: ServerProcess, path: string): Promise<Answer> {
  const answer = await fetch(`${await server.ready}${path}`);
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
}

/** Files that a folder has below its rooms. */
function filesIn(folder: string): number {
  try {
    return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((file) => file.isFile()).length;
  } catch {
    return 0;
  }
}

it('becomes whole or is none, and goes on where it ended', { timeout: 900_000 }, async () => {
  const room = mkdtempSync(join(tmpdir(), 'volano-backup-'));
  const [data, backup, restored] = ['data', 'backup', 'restored'].map((name) => join(room, name)) as [string, string, string];
  const receiver = await HookReceiver.open('backup', { behave: () => 'take' });
  receiver.configure(data);
  const first = new ServerProcess(data);
  const url = await first.ready;
  const traffic = new Traffic('before', { pauseMs: 100 });
  traffic.url = url;
  traffic.start();
  await until(async () => traffic.acknowledged.size > 1_000);

  // Killed at one more file each time, before there is anything whole.
  let kills = 0;
  for (let files = 1; files <= KILLS; files++) {
    const isThere = (): boolean => filesIn(join(backup, 'state')) + filesIn(join(backup, 'log')) + filesIn(join(backup, 'files')) >= files;
    if (await killed(['backup', '--url', url, '--to', backup], isThere)) kills++;
    if (existsSync(join(backup, 'manifest.json'))) rmSync(backup, { recursive: true });
    expect((await volano('restore', '--from', backup, '--to', restored, '--json')).code).toBe(2);
    expect(existsSync(restored)).toBe(false);
  }
  expect(kills).toBeGreaterThan(0);
  const whole = await volano('backup', '--url', url, '--to', backup, '--json');
  expect(whole).toMatchObject({ code: 0 });
  const { position } = JSON.parse(whole.out) as { position: number };
  // One killed now leaves that one.
  const manifest = readFileSync(join(backup, 'manifest.json'), 'utf8');
  const before = filesIn(backup);
  if (await killed(['backup', '--url', url, '--to', backup], () => filesIn(backup) > before + 1))
    expect(readFileSync(join(backup, 'manifest.json'), 'utf8')).toBe(manifest);
  const more = await volano('backup', '--url', url, '--to', backup, '--json');
  expect(more).toMatchObject({ code: 0 });
  const end = JSON.parse(more.out) as { position: number; states: number[] };
  expect(end.position).toBeGreaterThan(position);
  await first.kill();
  traffic.url = undefined;

  // Killed a few times on the way.
  for (let files = 1; files <= KILLS; files++) {
    await killed(['restore', '--from', backup, '--to', restored], () => filesIn(restored) > 6 * files);
    if (!existsSync(join(restored, 'restoring'))) rmSync(restored, { recursive: true, force: true });
  }
  const done = await volano('restore', '--from', backup, '--to', restored, '--json');
  expect(done).toMatchObject({ code: 0 });
  expect(JSON.parse(done.out)).toMatchObject({ position: end.position });
  expect((await volano('verify', '--data', restored, '--json')).out).toContain('"equal":true');

  const second = new ServerProcess(restored);
  const again = new Traffic('after', { pauseMs: 50 });
  again.url = await second.ready;
  again.start();
  await second.redeliver();
  await until(async () => again.acknowledged.size > 600);
  await again.finish();
  // Longer than every wait and window of the shop.
  await sleep(6_000);
  await caughtUp(second);
  await until(async () => (await get<{ count: number }>(second, '/v1/dead-letters')).count === 0);
  await caughtUp(second);
  expect(await second.stop()).toBe(0);
  await receiver.close();
  const findings = await findingsOf(restored, { acknowledged: again.acknowledged, taken: receiver.books.taken });
  // What the first life went on to do behind the end of the backup is from nowhere for the second.
  const faults = faultsIn(findings).filter((fault) => !/FromNowhere|BeforeCommit/.test(fault));
  expect(faults).toEqual([]);
  expect(findings.messagesDecided).toBeGreaterThan(100);
  expect((await volano('verify', '--data', restored, '--json')).out).toContain('"equal":true');
  rmSync(room, { recursive: true });
});
