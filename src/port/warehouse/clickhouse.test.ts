import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type ClickHouse, freshDatabase, startClickHouse } from '../../../test/cluster/clickhouse.ts';
import { openClickHouseWarehouse } from './clickhouse.ts';
import { describeWarehouse } from './warehouse.suite.ts';

let server: ClickHouse;
let bystander: Bystander;
const databases: string[] = [];
beforeAll(async () => {
  server = await startClickHouse();
  bystander = await watch(server.url);
});
afterAll(async () => {
  await bystander?.close();
  for (const database of databases) await server.drop(database);
  await server?.remove();
});

function fresh(): string {
  databases.push(freshDatabase());
  return databases.at(-1)!;
}

describeWarehouse('ClickHouse by URL', {
  open: () => openClickHouseWarehouse({ url: server.url, database: fresh() }),
  remove: async () => {},
});

describeWarehouse('ClickHouse by URL, compressed', {
  open: () => openClickHouseWarehouse({ url: server.url, database: fresh(), compression: true }),
  remove: async () => {},
});

interface Bystander {
  readonly url: string;
  /** Parameters of every request that has passed. */
  readonly passed: readonly Readonly<Record<string, string>>[];
  /** So many of the next connections are cut when their request has been heard. */
  cut: number;
  close(): Promise<void>;
}

/** Stands between client and server, listens, and cuts connections when asked to. */
async function watch(target: string): Promise<Bystander> {
  const { hostname, port, username, password } = new URL(target);
  const passed: Record<string, string>[] = [];
  const between: Server = createServer((asked, answer) => {
    passed.push(Object.fromEntries(new URL(asked.url ?? '/', 'http://x').searchParams));
    if (self.cut > 0) {
      self.cut -= 1;
      asked.socket.destroy();
      return;
    }
    const { method, headers, url: path } = asked;
    const onward = request({ hostname, port, method, path, headers }, (answered) => {
      answer.writeHead(answered.statusCode ?? 500, answered.headers);
      answered.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    asked.pipe(onward);
  });
  await new Promise<void>((resolve) => between.listen(0, '127.0.0.1', resolve));
  const self = {
    url: `http://${username}:${password}@127.0.0.1:${(between.address() as AddressInfo).port}`,
    passed,
    cut: 0,
    close: async () => {
      between.closeAllConnections();
      await new Promise((resolve) => between.close(resolve));
    },
  };
  return self;
}

describe('ClickHouse by URL', () => {
  test('no statement goes out without its settings', async () => {
    const limits = { threadsMax: 1, memoryBytesMax: 1_000_000_000, queryMsMax: 5_000 };
    const warehouse = await openClickHouseWarehouse({ url: bystander.url, database: fresh(), ...limits });
    const before = bystander.passed.length;
    await warehouse.query('SELECT 1');
    await warehouse.execute('CREATE TABLE IF NOT EXISTS kept (id UInt64) ENGINE = MergeTree ORDER BY id');
    await warehouse.insert('kept', Buffer.from('{"id":1}\n'));
    await warehouse.close();
    const given = bystander.passed.slice(before);
    expect(given).toHaveLength(3);
    for (const settings of given)
      expect(settings).toMatchObject({
        async_insert: '0',
        max_memory_usage: '1000000000',
        session_timezone: 'UTC',
        database: databases.at(-1),
      });
    expect(given[0]).toMatchObject({ max_threads: '1', max_execution_time: '5' });
    expect(given[2]).toMatchObject({ max_insert_threads: '1', input_format_json_read_objects_as_strings: '1' });
  });

  test('makes its database, also one that the path of the URL names, and finds it again', async () => {
    const database = fresh();
    for (const options of [{ url: `${server.url}/${database}` }, { url: server.url, database }]) {
      const warehouse = await openClickHouseWarehouse(options);
      await warehouse.execute('CREATE TABLE IF NOT EXISTS kept (id UInt64) ENGINE = MergeTree ORDER BY id');
      await warehouse.insert('kept', Buffer.from('{"id":1}\n'));
      expect(await warehouse.query('SELECT currentDatabase() AS database')).toEqual([{ database }]);
      await warehouse.close();
    }
    const warehouse = await openClickHouseWarehouse({ url: server.url, database });
    expect(await warehouse.query('SELECT count() AS rows FROM kept')).toEqual([{ rows: 2 }]);
    await warehouse.close();
  });

  test('says so when nobody answers', async () => {
    await expect(openClickHouseWarehouse({ url: 'http://127.0.0.1:1' })).rejects.toMatchObject({
      code: 'VOLANO_WAREHOUSE_UNREACHABLE',
      details: { place: '127.0.0.1:1' },
    });
  });

  test('says so when the server refuses us, without the password', async () => {
    const url = new URL(server.url);
    url.password = 'a-wrong-password';
    const refused = await openClickHouseWarehouse({ url: url.href, database: fresh() }).catch((error: Error) => error);
    expect(refused).toMatchObject({ code: 'VOLANO_WAREHOUSE_DENIED', details: { place: url.host } });
    expect(JSON.stringify(refused) + (refused as Error).message).not.toContain('a-wrong-password');
  });

  test('user and password may stand beside the URL, and go before what is in it', async () => {
    const { host, username, password } = new URL(server.url);
    const warehouse = await openClickHouseWarehouse({ url: `http://nobody:nothing@${host}`, username, password, database: fresh() });
    expect(await warehouse.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await warehouse.close();
  });

  test('a query whose connection breaks is asked again, an insert is not', async () => {
    const warehouse = await openClickHouseWarehouse({ url: bystander.url, database: fresh() });
    await warehouse.execute('CREATE TABLE kept (id UInt64) ENGINE = MergeTree ORDER BY id');
    bystander.cut = 2;
    expect(await warehouse.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    expect(bystander.cut).toBe(0);
    const before = bystander.passed.length;
    bystander.cut = 1;
    await expect(warehouse.insert('kept', Buffer.from('{"id":1}\n'))).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
    bystander.cut = 1;
    await expect(warehouse.execute('CREATE TABLE other (id UInt64) ENGINE = MergeTree ORDER BY id')).rejects.toMatchObject({
      code: 'VOLANO_WAREHOUSE_FAILED',
    });
    expect(bystander.passed.length - before).toBe(2);
    expect(await warehouse.query('SELECT count() AS rows FROM kept')).toEqual([{ rows: 0 }]);
    await warehouse.close();
  });

  test('of a cluster: inserts want a majority, queries what it has, and nothing is deduplicated', async () => {
    const cluster = await startClickHouse({ cluster: 'main' });
    const between = await watch(cluster.url);
    const warehouse = await openClickHouseWarehouse({ url: between.url, cluster: 'main' });
    await warehouse.query('SELECT 1');
    await warehouse.execute("CREATE TABLE kept ON CLUSTER 'main' (id UInt64) ENGINE = MergeTree ORDER BY id");
    await warehouse.insert('kept', Buffer.from('{"id":1}\n'));
    await warehouse.close();
    const [database, query, table, insert] = between.passed;
    for (const definition of [database, table]) expect(definition).toMatchObject({ distributed_ddl_output_mode: 'null_status_on_timeout' });
    expect(query).toMatchObject({ select_sequential_consistency: '1' });
    expect(insert).toMatchObject({ insert_quorum: 'auto', insert_quorum_parallel: '0', insert_deduplicate: '0' });
    await between.close();
    await cluster.remove();
  });
});
