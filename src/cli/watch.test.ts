import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { captured } from './terminal.suite.ts';
import { watching } from './watch.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-watch-'));
  await mkdir(join(folder, 'node_modules'));
});
afterEach(() => rm(folder, { recursive: true }));

test('a folder is run at once and after each change, but for what tools write, until it is to end', async () => {
  const { world, err } = captured();
  let ran: () => void = () => undefined;
  const nextRun = () =>
    new Promise<void>((resolve) => {
      ran = resolve;
    });
  let stop: () => void = () => undefined;
  const stopped = new Promise<void>((resolve) => {
    stop = resolve;
  });
  let runs = 0;
  const first = nextRun();
  const ended = watching(world, {
    folder,
    run: async () => {
      runs += 1;
      ran();
    },
    until: () => stopped,
  });
  await first;
  const second = nextRun();
  await writeFile(join(folder, 'node_modules', 'other.ts'), '1');
  await writeFile(join(folder, 'journeys.ts'), '1');
  await second;
  stop();
  await ended;
  expect(runs).toBe(2);
  expect(err()).toContain('changed: journeys.ts');
  expect(err()).not.toContain('other.ts');
});
