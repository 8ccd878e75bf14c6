/** A reader that goes away, as `head` does, ends a command without a word. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const MAIN = fileURLToPath(new URL('main.ts', import.meta.url));

/** Starts the program, whose output nobody reads from the beginning. */
function unread(words: readonly string[], of: 'stdout' | 'stderr') {
  const child = spawn(process.execPath, ['--conditions=volano-source', MAIN, ...words], { stdio: ['ignore', 'pipe', 'pipe'] });
  child[of].destroy();
  return child;
}

test.each([
  [['--help'], 0],
  [['no-such-command'], 2],
] as const)(
  'what ends by itself does: %s',
  async (words, ended) => {
    const child = unread(words, 'stdout');
    const [said, [code]] = await Promise.all([text(child.stderr), once(child, 'exit')]);
    expect([said.includes('EPIPE'), code]).toEqual([false, ended]);
  },
  60_000,
);

test('what would go on for ever is stopped as by a signal', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'volano-unread-'));
  const child = unread(['serve', '--data', folder, '--port', '0'], 'stderr');
  try {
    expect(await once(child, 'exit')).toEqual([0, null]);
  } finally {
    child.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
}, 60_000);
