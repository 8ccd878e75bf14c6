import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type DirectoryLock, lockDirectory } from './directory-lock.ts';

let path: string;
beforeEach(() => {
  path = mkdtempSync(join(tmpdir(), 'volano-lock-'));
});
afterEach(() => rmSync(path, { recursive: true }));

it('creates the directory and refuses a second holder in the same process (D1)', () => {
  const inner = join(path, 'deep', 'inside');
  const lock = held(lockDirectory(inner));
  expect(lockDirectory(inner)).toEqual({ heldBy: process.pid });
  lock.release();
  held(lockDirectory(inner)).release();
});

it('names another process that holds it, and is free at once when that process is killed (D1)', async () => {
  const child = await holder(path);
  expect(lockDirectory(path)).toEqual({ heldBy: child.pid });
  await child.kill();
  held(lockDirectory(path)).release();
});

it('does not believe the owner file, only the kernel (D2)', () => {
  writeFileSync(join(path, 'owner'), `${process.pid}\n`);
  const lock = held(lockDirectory(path));
  rmSync(join(path, 'owner'));
  expect(lockDirectory(path)).toEqual({ heldBy: 0 });
  lock.release();
});

it('lets exactly one of many processes that start at the same moment win (D1)', async () => {
  const children = await Promise.all(Array.from({ length: 6 }, () => contender(path)));
  expect(children.filter((child) => child.said === 'held')).toHaveLength(1);
  await Promise.all(children.map((child) => child.kill()));
}, 60_000);

function held(result: ReturnType<typeof lockDirectory>): DirectoryLock {
  if ('heldBy' in result) throw new Error(`held by ${result.heldBy}`);
  return result;
}

interface Contender {
  readonly pid: number;
  readonly said: string;
  kill(): Promise<void>;
}

async function holder(directory: string): Promise<Contender> {
  const child = await contender(directory);
  expect(child.said).toBe('held');
  return child;
}

/** A process that tries to take the lock, says what came of it, and stays. */
async function contender(directory: string): Promise<Contender> {
  const code = `
    import { lockDirectory } from ${JSON.stringify(new URL('directory-lock.ts', import.meta.url).href)};
    const result = lockDirectory(${JSON.stringify(directory)});
    process.stdout.write('heldBy' in result ? 'refused' : 'held');
    setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', code], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const said = await new Promise<string>((resolve) => child.stdout.once('data', (chunk) => resolve(String(chunk))));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await exited;
  };
  return { pid: child.pid ?? 0, said, kill };
}
