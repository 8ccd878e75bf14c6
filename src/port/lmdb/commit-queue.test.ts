import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CommitQueue } from './commit-queue.ts';
import { type Environment, freshSnapshot, openEnvironment, type Tree } from './environment.ts';

let path: string;
let environment: Environment;
let tree: Tree;
let queue: CommitQueue;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-queue-'));
  environment = openEnvironment(path, ['rows'], { readOnly: false });
  tree = environment.trees[0]!;
  queue = new CommitQueue(environment, path);
});
afterEach(async () => {
  await queue.idle();
  await environment.root.close();
  rmSync(path, { recursive: true });
});

it('runs nothing before the event loop turns, then everything asked for in one go', async () => {
  const ran: number[] = [];
  const jobs = [1, 2, 3].map((job) => queue.run(() => void ran.push(job)));
  await Promise.resolve();
  expect(ran).toEqual([]);
  await jobs[0];
  expect(ran).toEqual([1, 2, 3]);
  await Promise.all(jobs);
});

it('gathers what is asked for while a transaction is written, in the order of the calls (Q2)', async () => {
  const ran: string[] = [];
  const first = queue.run(() => {
    ran.push('first');
    void tree.put(key('a'), Buffer.from('1'));
  });
  await new Promise((resolve) => setImmediate(resolve));
  const later = ['second', 'third'].map((name) => queue.run(() => void ran.push(name)));
  await Promise.all([first, ...later]);
  expect(ran).toEqual(['first', 'second', 'third']);
});

it('shows a job to readers only when it has resolved, and then whole (Q1, Q3)', async () => {
  const seen = (): number => {
    freshSnapshot(environment);
    return [...tree.getRange({ start: key('k') })].length;
  };
  let done = false;
  const counts = new Set<number>();
  const job = queue
    .run(() => {
      for (let i = 0; i < 3_000; i++) void tree.put(key(`k${i}`), Buffer.alloc(500));
    })
    .then(() => {
      done = true;
    });
  while (!done) {
    counts.add(seen());
    await new Promise((resolve) => setImmediate(resolve));
  }
  await job;
  counts.add(seen());
  expect([...counts].sort((a, b) => a - b)).toEqual([0, 3_000]);
});

it('rejects a job that refuses itself, and stores those around it (Q5)', async () => {
  const put = (name: string) => (): undefined => {
    void tree.put(key(name), Buffer.from('1'));
  };
  const first: boolean[] = [];
  const jobs = [
    queue.run(put('a')),
    queue.run((isFirst) => {
      first.push(isFirst);
      return new Error('not now');
    }),
    queue.run(put('b')),
  ];
  await expect(jobs[1]).rejects.toThrow('not now');
  await Promise.all([jobs[0], jobs[2]]);
  freshSnapshot(environment);
  expect([tree.get(key('a')), tree.get(key('b'))]).toEqual([Buffer.from('1'), Buffer.from('1')]);
  await queue.run((isFirst) => void first.push(isFirst));
  expect(first).toEqual([false, true]);
});

it('is idle at once when nothing was asked for, and after a job when one was', async () => {
  await queue.idle();
  let stored = false;
  const job = queue
    .run(() => void tree.put(key('a'), Buffer.from('1')))
    .then(() => {
      stored = true;
    });
  await queue.idle();
  await job;
  expect(stored).toBe(true);
});

it('refuses to read where no store is, and where one is but lacks a tree', () => {
  expect(() => openEnvironment(join(path, 'nowhere'), ['rows'], { readOnly: true })).toThrow(
    expect.objectContaining({ code: 'VOLANO_STORE_MISSING' }),
  );
  expect(() => openEnvironment(path, ['other'], { readOnly: true })).toThrow(expect.objectContaining({ code: 'VOLANO_STORE_MISSING' }));
});

function key(text: string): Uint8Array {
  return Buffer.from(text);
}

it('leaves the last room of the disk alone, and goes on when there is more (Q4, Q6)', async () => {
  let free = 10 * 1024 ** 2;
  const careful = new CommitQueue(environment, path, () => free);
  const ran: string[] = [];
  const refused = [careful.run(() => void ran.push('a')), careful.run(() => void ran.push('b'))];
  for (const job of refused)
    await expect(job).rejects.toMatchObject({ code: 'VOLANO_DISK_FULL', message: expect.stringContaining('10 MB are left') });
  expect(ran).toEqual([]);
  free = 1024 ** 3;
  await careful.run(() => void tree.put(key('after'), Buffer.from('1')));
  freshSnapshot(environment);
  expect(tree.get(key('after'))).toBeDefined();
});
