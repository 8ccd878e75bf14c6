/** What was compiled is there for the next start, though this one is killed. */
import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));

test('the executable keeps it in the cache of the user, or where it is told to', async () => {
  const home = mkdtempSync(join(tmpdir(), 'volano-compiled-'));
  try {
    const { NODE_COMPILE_CACHE: _, ...rest } = process.env;
    const run = (more: Readonly<Record<string, string>>) =>
      promisify(execFile)(process.execPath, ['--conditions=volano-source', main, '--help'], { env: { ...rest, ...more } });
    await run({ XDG_CACHE_HOME: home });
    expect(readdirSync(join(home, 'volano'), { recursive: true }).length).toBeGreaterThan(100);
    await run({ XDG_CACHE_HOME: join(home, 'none'), NODE_COMPILE_CACHE: join(home, 'own') });
    expect(existsSync(join(home, 'own'))).toBe(true);
    expect(existsSync(join(home, 'none'))).toBe(false);
  } finally {
    rmSync(home, { recursive: true });
  }
}, 120_000);
