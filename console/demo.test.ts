/** What serves the tests ends with them, however they end. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { ENDS_WITH_PARENT } from './demo.suite.ts';

/** Starts a program as the demo is started, says by which id, and waits. */
const PARENT = `
  const { spawn } = require('node:child_process');
  const asked = [...${JSON.stringify(ENDS_WITH_PARENT.execArgv)}, '-e', 'setInterval(() => undefined, 1_000)'];
  console.log(spawn(process.execPath, asked, { stdio: ${JSON.stringify(ENDS_WITH_PARENT.stdio)} }).pid);
`;

test('a process that is killed leaves no server behind', async () => {
  const parent = spawn(process.execPath, ['-e', PARENT], { stdio: ['ignore', 'pipe', 'ignore'] });
  const pid = Number(String((await once(parent.stdout, 'data'))[0]));
  expect(lives(pid)).toBe(true);
  parent.kill('SIGKILL');
  await expect.poll(() => lives(pid), { timeout: 20_000 }).toBe(false);
});

test('what has nothing left to do ends by itself', async () => {
  const [command, ...asked] = [process.execPath, ...ENDS_WITH_PARENT.execArgv, '-e', '0'];
  const child = spawn(command, asked, { stdio: [...ENDS_WITH_PARENT.stdio] });
  expect(await once(child, 'exit')).toEqual([0, null]);
});

function lives(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
