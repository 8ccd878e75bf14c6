import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openChdbWarehouse } from './chdb.ts';
import { describeWarehouse } from './warehouse.suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'volano-warehouse-'));
afterAll(() => rm(folder, { recursive: true }));

describeWarehouse('chDB', { open: () => openChdbWarehouse({ path: join(folder, 'suite') }), remove: async () => {} });

test('the engine merges with one thread, below all others', async () => {
  const warehouse = await openChdbWarehouse({ path: join(folder, 'settings') });
  const settings = await warehouse.query(
    "SELECT name, value FROM system.server_settings WHERE name IN ('background_pool_size', 'os_threads_nice_value_merge_mutate') ORDER BY name",
  );
  await warehouse.close();
  expect(settings).toEqual([
    { name: 'background_pool_size', value: '1' },
    { name: 'os_threads_nice_value_merge_mutate', value: '10' },
  ]);
});

interface Ended {
  readonly code: number | null;
  readonly signal: string | null;
  readonly output: string;
}

/** Runs code in a process of its own, with `warehouse` open at the path; kills it (-9) when it prints `kill me`. */
async function elsewhere(path: string, code: string, whenReady?: () => Promise<void>): Promise<Ended> {
  const door = new URL('./index.ts', import.meta.url).href;
  const script = `const { openChdbWarehouse } = await import(${JSON.stringify(door)});
    try { globalThis.warehouse = await openChdbWarehouse({ path: ${JSON.stringify(path)} }); }
    catch (error) { console.log(error.code, JSON.stringify(error.details)); process.exit(2); }
    ${code}`;
  const child = spawn(process.execPath, ['--conditions=volano-source', '--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const exit = once(child, 'exit');
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (output.endsWith('kill me\n')) child.kill('SIGKILL');
    if (output.endsWith('ready\n')) void whenReady?.().finally(() => child.kill('SIGKILL'));
  });
  const [exitCode, signal] = (await exit) as [number | null, string | null];
  return { code: exitCode, signal, output };
}

const TABLE = 'CREATE TABLE IF NOT EXISTS kept (id UInt64) ENGINE = MergeTree ORDER BY id SETTINGS fsync_after_insert = 1';

test('a process that crashes ends, and does not stand still', async () => {
  const { signal } = await elsewhere(join(folder, 'crashed'), 'process.abort();');
  expect(signal).toBe('SIGABRT');
});

describe('chDB: one process per directory', () => {
  test('a second process is refused with the number of the first', async () => {
    const path = join(folder, 'locked');
    let second: Ended | undefined;
    await elsewhere(path, `console.log('ready'); setInterval(() => {}, 1000);`, async () => {
      second = await elsewhere(path, '');
    });
    expect(second?.code).toBe(2);
    expect(second?.output).toContain('VOLANO_WAREHOUSE_LOCKED');
    const pid = Number(/^PID: (\d+)/.exec(readFileSync(join(path, 'status'), 'utf8'))?.[1]);
    expect(second?.output).toContain(`"pid":${pid}`);
  });

  test('what a killed process left behind does not lock it', async () => {
    const { code, output } = await elsewhere(
      join(folder, 'locked'),
      `console.log(JSON.stringify(await warehouse.query('SELECT 1 AS one')));`,
    );
    expect({ code, output }).toEqual({ code: 0, output: '[{"one":1}]\n' });
  });

  test('a path that cannot be a directory is said to be so', async () => {
    const path = join(folder, 'file');
    writeFileSync(path, '');
    await expect(openChdbWarehouse({ path })).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_UNAVAILABLE', details: { path } });
  });
});

describe('chDB: a definition that a full disk has left empty', () => {
  const path = join(folder, 'emptied');
  const make = `await warehouse.execute(${JSON.stringify(TABLE)});
    await warehouse.execute('CREATE OR REPLACE VIEW seen AS SELECT id + 1 AS next FROM kept');`;
  const emptied = (name: string): void => {
    const [file] = readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((one) => one.endsWith(`/${name}.sql`));
    writeFileSync(join(path, file!), '');
  };

  test('goes when it is a view, which is made anew; the rows of tables are there', async () => {
    await elsewhere(path, `${make} await warehouse.insert('kept', Buffer.from('{"id":7}\\n')); process.exit();`);
    emptied('seen');
    const { output } = await elsewhere(path, `${make} console.log(JSON.stringify(await warehouse.query('SELECT next FROM seen')));`);
    expect(output).toBe('[{"next":8}]\n');
  });

  test('stays when it may be that of a table with rows', async () => {
    emptied('kept');
    expect(await elsewhere(path, '')).toMatchObject({ code: 2, output: expect.stringContaining('VOLANO_WAREHOUSE_UNAVAILABLE') });
  });
});

describe('chDB: W1, the end of a process', () => {
  const path = join(folder, 'ends');

  test('a resolved insert survives kill -9', async () => {
    const { signal } = await elsewhere(
      path,
      `await warehouse.execute(${JSON.stringify(TABLE)});
       for (let id = 0; id < 20; id++) await warehouse.insert('kept', Buffer.from('{"id":' + id + '}\\n'));
       console.log('kill me'); setInterval(() => {}, 1000);`,
    );
    expect(signal).toBe('SIGKILL');
    const { output } = await elsewhere(
      path,
      `console.log(JSON.stringify(await warehouse.query('SELECT count() AS n, max(id) AS last FROM kept')));`,
    );
    expect(output).toBe('[{"n":20,"last":19}]\n');
  });

  test.each([
    ['without closing', ''],
    ['after closing', 'await warehouse.close();'],
    ['by itself while queries and an insert run', RUNNING('')],
    ['after closing while queries and an insert run', RUNNING('await warehouse.close()')],
  ])('ends cleanly %s', async (_, code) => {
    const { code: exitCode, signal } = await elsewhere(path, code);
    expect({ exitCode, signal }).toEqual({ exitCode: 0, signal: null });
  });

  // The embedded engine's threads may fault when the process goes away under them. The product closes first; nothing is lost if it cannot.
  test('process.exit while queries and an insert run leaves what was inserted', async () => {
    await elsewhere(path, RUNNING('process.exit(0)'));
    const { output } = await elsewhere(
      path,
      `console.log(JSON.stringify(await warehouse.query('SELECT uniqExact(id) AS n FROM kept WHERE id < 20')));`,
    );
    expect(output).toBe('[{"n":20}]\n');
  });

  function RUNNING(end: string): string {
    return `for (let i = 0; i < 4; i++) warehouse.query('SELECT count() FROM numbers(200000000) WHERE number % 7 = 3').catch(() => {});
      warehouse.insert('kept', Buffer.from('{"id":100}\\n'.repeat(50000))).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, 30)); ${end}`;
  }
});
