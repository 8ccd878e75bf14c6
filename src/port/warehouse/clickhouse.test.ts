import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openClickHouseWarehouse } from './clickhouse.ts';
import { startTestServer, type TestServer } from './http-server.suite.ts';
import { describeWarehouse } from './warehouse.suite.ts';

const folder = mkdtempSync(join(tmpdir(), 'volano-clickhouse-'));
/** A real server, where there is one: `http://user:password@host:port/an_empty_database`. */
const url = process.env.VOLANO_CLICKHOUSE_URL;

let server: TestServer | undefined;
beforeAll(async () => {
  if (url === undefined) server = await startTestServer(join(folder, 'server'));
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

describeWarehouse(url === undefined ? 'ClickHouse protocol over the embedded engine' : 'ClickHouse server', {
  open: async () => openClickHouseWarehouse({ url: url ?? server!.url }),
  remove: async () => {},
});

describe('ClickHouse by URL', () => {
  test('no statement goes out without its settings', async () => {
    if (!server) server = await startTestServer(join(folder, 'server'));
    const before = server.settings.length;
    const warehouse = openClickHouseWarehouse({ url: server.url, threadsMax: 1, memoryBytesMax: 1_000_000_000, queryMsMax: 5_000 });
    await warehouse.query('SELECT 1');
    await warehouse.execute('CREATE TABLE IF NOT EXISTS kept (id UInt64) ENGINE = MergeTree ORDER BY id');
    await warehouse.insert('kept', Buffer.from('{"id":1}\n'));
    await warehouse.close();
    const given = server.settings.slice(before);
    expect(given).toHaveLength(3);
    for (const settings of given)
      expect(settings).toMatchObject({ async_insert: '0', max_memory_usage: '1000000000', session_timezone: 'UTC' });
    expect(given[0]).toMatchObject({ max_threads: '1', max_execution_time: '5' });
    expect(given[2]).toMatchObject({ max_insert_threads: '1', input_format_json_read_objects_as_strings: '1' });
  });

  test('says so when nobody answers', async () => {
    const warehouse = openClickHouseWarehouse({ url: 'http://127.0.0.1:1' });
    await expect(warehouse.query('SELECT 1')).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
    await expect(warehouse.insert('kept', Buffer.from('{}\n'))).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
    await warehouse.close();
  });
});
