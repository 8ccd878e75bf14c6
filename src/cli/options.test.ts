import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { afterEach, expect, test } from 'vitest';
import { tokenOption } from './options.ts';
import { captured } from './terminal.suite.ts';

const before = process.env.VOLANO_ADMIN_TOKEN;
afterEach(() => {
  if (before === undefined) delete process.env.VOLANO_ADMIN_TOKEN;
  else process.env.VOLANO_ADMIN_TOKEN = before;
});

function tokenOf(...words: string[]): unknown {
  const command = new Command().addOption(tokenOption(captured().world)).exitOverride();
  return command.parse(words, { from: 'user' }).opts().token;
}

test('a token is itself, or what the reference to it stands for, also in the environment', () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-token-'));
  writeFileSync(join(folder, 'token'), 'a-token\n', { mode: 0o600 });
  expect(tokenOf('--token', 'plain')).toBe('plain');
  process.env.VOLANO_ADMIN_TOKEN = `file:${join(folder, 'token')}`;
  expect(tokenOf()).toBe('a-token');
  rmSync(folder, { recursive: true });
  expect(() => tokenOf()).toThrow(expect.objectContaining({ code: 'VOLANO_CONFIG_SECRET_MISSING' }));
});
