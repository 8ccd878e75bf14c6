/** A server that cannot start ends, whatever it has opened by then: whoever supervises it starts it again, with another configuration. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../test/cluster/postgres.ts';

const schema = freshSchema();
let postgres: Postgres;
let folder: string;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'volano-not-started-'));
  postgres = await sharedPostgres();
}, 120_000);
afterAll(async () => {
  await postgres?.drop(schema);
  await postgres?.remove();
  rmSync(folder, { recursive: true });
});

test('with the state of a cluster open, and a key for links that is none', async () => {
  const main = fileURLToPath(new URL('main.ts', import.meta.url));
  const child = spawn(process.execPath, ['--conditions=volano-source', main, 'serve', '--data', folder, '--port', '0', '--json'], {
    env: {
      ...process.env,
      VOLANO_MODE: 'cluster',
      VOLANO_LOG_BROKERS: '127.0.0.1:9',
      VOLANO_STATE_URL: postgres.url,
      VOLANO_STATE_SCHEMA: schema,
      VOLANO_WAREHOUSE_URL: 'http://127.0.0.1:9',
      VOLANO_LINK_KEY: 'no key',
    },
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  expect(await text(child.stdout)).toContain('VOLANO_LINK_KEY_INVALID');
  expect(await ended).toBe(2);
}, 120_000);
