import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { makeMachineToken, readMachineToken } from './machine-token.ts';

const directory = mkdtempSync(join(tmpdir(), 'volano-machine-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

test('the token of the machine is another one at each start, and for the owner’s eyes only', () => {
  const first = makeMachineToken(directory);
  expect(readMachineToken(directory)).toBe(first.secret);
  expect(statSync(join(directory, 'cli.token')).mode & 0o777).toBe(0o600);
  const second = makeMachineToken(directory);
  expect(second.secret).not.toBe(first.secret);
  first.remove();
  expect(readMachineToken(directory)).toBe(second.secret);
  second.remove();
  expect(readdirSync(directory)).toEqual([]);
  expect(readMachineToken(directory)).toBeUndefined();
});

test('a command that opens the folder itself leaves none', () => {
  makeMachineToken(directory, { offline: true });
  expect(readdirSync(directory)).toEqual([]);
});
