/** An installation goes into a folder and comes back as it was. F1 to F3, X1, X2. */
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { folderPapers } from '../../port/state/index.ts';
import { startApp } from '../app.ts';
import { verify } from '../verify/index.ts';
import { askFolder, backUp, backupAhead } from './backup.ts';
import type { Manifest } from './format.ts';
import { restore, restoreAhead } from './restore.ts';
import { assertRestored } from './target.ts';
import { Trial } from './trial.suite.ts';

let trial: Trial;
let backup: string;
/** The warehouse's rows, as of the first and the second run of the backup. */
const rows: Awaited<ReturnType<Trial['rows']>>[] = [];
const waiting: (readonly string[])[] = [];
const runs: Manifest[] = [];
beforeAll(async () => {
  trial = await Trial.open();
  backup = trial.path('backup');
  for (const events of [120, 90]) {
    await trial.folder.live(events);
    await trial.sink();
    await trial.folder.live(10);
    runs.push((await backUp(trial.ask, { to: backup })).manifest);
    await trial.sink();
    rows.push(await trial.rows());
    waiting.push(await trial.waiting());
  }
});
afterAll(() => trial.close());

describe('a backup', () => {
  test('comes back as it was: its log says so, and the warehouse has every row once', async () => {
    const to = trial.path('whole');
    const { messages, position } = await trial.restore({ from: backup, to, deliver: true });
    expect(position).toBe(trial.folder.engine.position);
    expect(await verify({ dataFolder: to })).toMatchObject({ equal: true, entries: position });
    expect(await trial.rows()).toEqual(rows[1]);
    expect(rows[1]).toMatchObject({ rows: rows[1]!.last, numbers: rows[1]!.last });
    expect(messages).toMatchObject({ held: 0, waiting: expect.any(Number) });
    expect(messages.waiting).toBeGreaterThan(0);
  });

  test('adds what is new, and comes back as of an earlier run', async () => {
    const [first, second] = runs as [Manifest, Manifest];
    expect(first.warehouse.length).toBeGreaterThan(0);
    expect(second.log.slice(0, first.log.length)).toEqual(first.log);
    expect(second.warehouse.slice(0, first.warehouse.length)).toEqual(first.warehouse);
    expect(second.points.map(({ position }) => position)).toEqual(runs.map(({ end }) => end.position));
    const to = trial.path('older');
    await trial.restore({ from: backup, to, position: first.end.position, deliver: true });
    expect(await verify({ dataFolder: to, batches: [40] })).toMatchObject({ equal: true, entries: first.end.position });
    expect(await trial.rows()).toEqual(rows[0]);
  });

  test('says beforehand what would come, and leaves no folder', async () => {
    expect((await backupAhead(trial.ask, { to: backup })).estimate).toMatchObject({ entries: 0 });
    const { estimate, position } = await backupAhead(trial.ask, { to: trial.path('none') });
    expect(estimate.entries).toBe(position);
    expect(existsSync(trial.path('none'))).toBe(false);
    expect(await restoreAhead({ from: backup, to: trial.path('none') })).toMatchObject({ position, from: position, replayed: 0 });
  });

  test('keeps as many states as it is told', async () => {
    const own = trial.path('few');
    cpSync(backup, own, { recursive: true });
    const { manifest, added } = await backUp(trial.ask, { to: own, points: 1 });
    expect(manifest.points).toHaveLength(1);
    expect(filesIn(own).filter((name) => name.startsWith('state/'))).toEqual(manifest.points[0]!.files.map(({ path }) => path));
    expect(added.every((path) => filesIn(own).includes(path))).toBe(true);
  });

  test('is readable by its owner only', () => {
    for (const name of filesIn(backup)) expect([name, statSync(join(backup, name)).mode & 0o077]).toEqual([name, 0]);
    expect(statSync(backup).mode & 0o077).toBe(0);
  });
});

describe('refused is', () => {
  test('a folder with something else', async () => {
    const other = trial.path('other');
    mkdirSync(other);
    writeFileSync(join(other, 'letter.txt'), 'dear');
    await expect(backUp(trial.ask, { to: other })).rejects.toMatchObject({ code: 'VOLANO_BACKUP_FOLDER_FOREIGN' });
    await expect(restore({ from: backup, to: other })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_NOT_EMPTY' });
    await expect(restoreAhead({ from: other, to: trial.path('x') })).rejects.toMatchObject({ code: 'VOLANO_BACKUP_MISSING' });
    expect(readdirSync(other)).toEqual(['letter.txt']);
  });

  test('a data folder that is in use, and one that there is none of', async () => {
    const to = trial.path('unused');
    await expect(backUp(askFolder(trial.folder.path), { to })).rejects.toMatchObject({ code: 'VOLANO_LOG_LOCKED' });
    await expect(backUp(askFolder(trial.path('nowhere')), { to })).rejects.toMatchObject({ code: 'VOLANO_STORE_MISSING' });
    expect(existsSync(trial.path('nowhere'))).toBe(false);
  });

  test('a backup of another log', async () => {
    const own = trial.path('forked');
    cpSync(backup, own, { recursive: true });
    const path = join(own, 'manifest.json');
    const manifest = JSON.parse(readFileSync(path, 'utf8')) as Manifest;
    writeFileSync(path, JSON.stringify({ ...manifest, end: { ...manifest.end, digest: 'another' } }));
    await expect(backUp(trial.ask, { to: own })).rejects.toMatchObject({ code: 'VOLANO_BACKUP_OTHER' });
  });

  test('a position that it does not reach', async () => {
    const to = trial.path('y');
    await expect(restore({ from: backup, to, position: 1e9 })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_UNREACHABLE' });
    await expect(restore({ from: backup, to, time: 0 })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_UNREACHABLE' });
    expect(existsSync(to)).toBe(false);
  });

  test.each([
    ['shorter', (path: string) => truncateSync(path, statSync(path).size - 1)],
    ['changed', (path: string) => writeFileSync(path, Buffer.alloc(statSync(path).size, 7))],
    ['gone', (path: string) => rmSync(path)],
  ])('a file that is %s, by its name, before anything is written', async (kind, harm) => {
    const own = trial.path(`own-${kind}`);
    cpSync(backup, own, { recursive: true });
    const path = join(own, runs[1]!.points[1]!.files[0]!.path);
    harm(path);
    const to = trial.path(`never-${kind}`);
    await expect(restore({ from: own, to })).rejects.toMatchObject({ code: 'VOLANO_BACKUP_DAMAGED', details: { path } });
    expect(existsSync(to)).toBe(false);
  });
});

describe('what was interrupted is never taken for whole', () => {
  test('a backup without its manifest, and what it has left is removed by the next', async () => {
    const own = trial.path('interrupted');
    // The warehouse as it is now, whatever the tests before have made of it.
    await trial.restore({ from: backup, to: trial.path('again'), deliver: true });
    await backUp(trial.ask, { to: own });
    renameSync(join(own, 'manifest.json'), join(own, 'manifest.json.new'));
    await expect(restore({ from: own, to: trial.path('z') })).rejects.toMatchObject({ code: 'VOLANO_BACKUP_MISSING' });
    const before = filesIn(own);
    const { manifest } = await backUp(trial.ask, { to: own });
    expect(manifest.log).toHaveLength(1);
    expect(filesIn(own)).toHaveLength(before.length);
  });

  test('a run whose frames end early leaves the backup from before', async () => {
    const own = trial.path('early');
    cpSync(backup, own, { recursive: true });
    const early = backUp((question, work) => trial.ask(question, (frames) => work(cut(frames, 3))), { to: own });
    await expect(early).rejects.toMatchObject({ code: 'VOLANO_BACKUP_INTERRUPTED' });
    const to = trial.path('early-restored');
    await trial.restore({ from: own, to });
    expect(await verify({ dataFolder: to, batches: [100] })).toMatchObject({ equal: true });
  });

  test('a restore: no engine starts on it, and another one begins anew', async () => {
    const to = trial.path('half');
    mkdirSync(dirname(join(to, 'state', 'data.mdb')), { recursive: true });
    writeFileSync(join(to, 'restoring'), '');
    writeFileSync(join(to, 'state', 'data.mdb'), 'half');
    await expect(assertRestored(folderPapers(to))).rejects.toMatchObject({ code: 'VOLANO_RESTORE_UNFINISHED' });
    await expect(startApp({ directory: to, port: 0 })).rejects.toMatchObject({ code: 'VOLANO_RESTORE_UNFINISHED' });
    await trial.restore({ from: backup, to });
    await assertRestored(folderPapers(to));
    expect(await verify({ dataFolder: to, batches: [100] })).toMatchObject({ equal: true });
  });
});

async function* cut<One>(all: AsyncGenerator<One>, after: number): AsyncGenerator<One> {
  let count = 0;
  for await (const one of all) {
    if (count++ === after) return;
    yield one;
  }
}

/** Of a backup, but for its lock. */
function filesIn(path: string): string[] {
  const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile());
  return files.map(({ parentPath, name }) => join(parentPath, name).slice(path.length + 1)).filter((name) => !name.startsWith('lock'));
}
