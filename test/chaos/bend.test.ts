/** A process that is bent sees another time, in all its threads, and its disk is slow; another process does not. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Bend } from './bend.ts';

let folder: string;
let bend: Bend;
/** What is put in front of the C library is put there by Linux. */
const here = process.platform === 'linux';
beforeAll(() => {
  if (!here) return;
  folder = mkdtempSync(join(tmpdir(), 'volano-bend-'));
  bend = Bend.into(folder);
});
afterAll(() => {
  if (!here) return;
  bend.close();
  rmSync(folder, { recursive: true });
});

const HOUR = 3_600_000;

function saidBy(script: string): number[] {
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], {
    encoding: 'utf8',
    env: { ...process.env, ...bend.environment },
  });
  if (stderr !== '') throw new Error(stderr);
  return JSON.parse(stdout) as number[];
}

it.runIf(here)('moves the clock, on and back, in worker threads as well', () => {
  const script = `const { Worker } = require('node:worker_threads');
    new Worker("require('node:worker_threads').parentPort.postMessage(Date.now())", { eval: true })
      .on('message', (there) => console.log(JSON.stringify([Date.now(), there])));`;
  for (const ms of [5 * HOUR, -5 * HOUR, 0]) {
    bend.set('clockMs', ms);
    for (const said of saidBy(script)) expect(Math.abs(said - Date.now() - ms)).toBeLessThan(HOUR);
  }
});

it.runIf(here)('lets no file grow on a full disk; what lies in it can be written anew', () => {
  const path = JSON.stringify(join(folder, 'grown'));
  const script = `const fs = require('node:fs'); const said = []; fs.writeFileSync(${path}, 'four');
    const file = fs.openSync(${path}, 'r+'); const full = (to) => { const bend = fs.openSync(process.env.VOLANO_BEND, 'r+');
      fs.writeSync(bend, Buffer.from([to]), 0, 1, 24); fs.closeSync(bend); };
    const tried = (work) => { try { work(); said.push(0); } catch (error) { said.push(error.code === 'ENOSPC' ? 1 : 2); } };
    full(1); tried(() => fs.writeSync(file, 'FOUR', 0)); tried(() => fs.writeSync(file, 'more', 4)); tried(() => fs.appendFileSync(${path}, 'x'));
    full(0); tried(() => fs.writeSync(file, 'more', 4)); tried(() => fs.appendFileSync(${path}, 'x'));
    said.push(fs.readFileSync(${path}, 'utf8') === 'FOURmorex' ? 0 : 3); console.log(JSON.stringify(said));`;
  expect(saidBy(script)).toEqual([0, 1, 1, 0, 0, 0]);
});

it.runIf(here)('makes each synchronisation of a file wait, and nothing else', () => {
  const script = `const fs = require('node:fs'); const file = fs.openSync(${JSON.stringify(join(folder, 'file'))}, 'w'); fs.writeSync(file, 'x');
    const begun = performance.now(); fs.fdatasyncSync(file); fs.fsyncSync(file); console.log(JSON.stringify([performance.now() - begun]));`;
  bend.set('syncMs', 300);
  expect(saidBy(script)[0]).toBeGreaterThanOrEqual(600);
  bend.set('syncMs', 0);
});
