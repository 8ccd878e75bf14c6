/** The warehouse on a server: its tables and its sink over the URL, the end of the server in the midst of it, TLS, and what a cluster is told. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { type AddressInfo, connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer as createTlsServer } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CERTIFICATE, KEY } from '../../src/act/channels/email/mail-server.suite.ts';
import { describeSink } from '../../src/learn/sink/sink.suite.ts';
import { createTables, tables, views } from '../../src/learn/tables/index.ts';
import { tableSql } from '../../src/learn/tables/table.ts';
import type { TestWarehouse } from '../../src/learn/warehouse.suite.ts';
import { type ClickHouseOptions, openClickHouseWarehouse, type Warehouse } from '../../src/port/warehouse/index.ts';
import { isRoomLow } from '../../src/runtime/cluster/warehouse-room.ts';
import { type ClickHouse, freshDatabase, startClickHouse } from './clickhouse.ts';

async function openWorld(server: ClickHouse, options: Partial<ClickHouseOptions> = {}): Promise<TestWarehouse> {
  const database = freshDatabase();
  const warehouse = await openClickHouseWarehouse({ url: server.url, database, ...options });
  await createTables(warehouse);
  return {
    warehouse,
    close: async () => {
      await warehouse.close();
      await server.drop(database);
      await server.remove();
    },
  };
}

describeSink('ClickHouse by URL', async () => openWorld(await startClickHouse()));
describeSink('a cluster of ClickHouse', async () => openWorld(await startClickHouse({ cluster: 'main' }), { cluster: 'main' }));

describe('a server that goes away', () => {
  let server: ClickHouse;
  let world: TestWarehouse;
  beforeAll(async () => {
    server = await startClickHouse({ own: true });
    world = await openWorld(server);
  });
  afterAll(() => world?.close());

  const row = (seq: number): Buffer => Buffer.from(`{"partition":0,"seq":${seq},"event":"Test"}\n`);
  const count = async (): Promise<unknown> => (await world.warehouse.query('SELECT count() AS rows FROM events'))[0];

  test('is missed by inserts; what was acknowledged is there when it is back', async () => {
    await world.warehouse.insert('events', row(1));
    await server.kill();
    await expect(world.warehouse.insert('events', row(2))).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_FAILED' });
    await server.start();
    expect(await count()).toEqual({ rows: 1 });
  });

  test('says whether it has room', async () => {
    const { bavail, bsize } = await statfs(tmpdir());
    expect(await isRoomLow(world.warehouse)).toBe(bavail * bsize < 1024 ** 3);
  });

  test('may stand still for a while', async () => {
    server.pause();
    const inserted = world.warehouse.insert('events', row(3));
    server.resume();
    await inserted;
    expect(await count()).toEqual({ rows: 2 });
  });
});

describe('TLS', () => {
  test('with an authority of its own; without it the server is not believed', async () => {
    const server = await startClickHouse({ own: true });
    const { hostname, port, username, password } = new URL(server.url);
    const front = createTlsServer({ key: KEY, cert: CERTIFICATE }, (socket) => {
      const onward = connect(Number(port), hostname);
      socket.pipe(onward).pipe(socket);
      for (const one of [socket, onward]) one.on('error', () => {});
    });
    await new Promise<void>((resolve) => front.listen(0, '127.0.0.1', resolve));
    const url = `https://localhost:${(front.address() as AddressInfo).port}`;
    await expect(openClickHouseWarehouse({ url, username, password })).rejects.toMatchObject({ code: 'VOLANO_WAREHOUSE_UNREACHABLE' });
    const warehouse = await openClickHouseWarehouse({ url, username, password, tls: { ca: CERTIFICATE } });
    expect(await warehouse.query('SELECT 1 AS one')).toEqual([{ one: 1 }]);
    await warehouse.close();
    front.close();
    await server.remove();
  });
});

describe('on a cluster', () => {
  test('everything that is defined is defined on all of it', async () => {
    const said: string[] = [];
    const told: Warehouse = {
      cluster: '{cluster}',
      execute: async (sql) => void said.push(sql),
      query: async () => [],
      insert: async () => {},
      guarded: () => told,
      close: async () => {},
    };
    await createTables(told);
    expect(said.length).toBeGreaterThan(tables.length + views.length);
    for (const sql of said) expect(sql).toContain(" ON CLUSTER '{cluster}'");
  });

  test('tables are replicated, durable and never deduplicated; ClickHouse takes their definitions', () => {
    const folder = mkdtempSync(join(tmpdir(), 'volano-replicated-'));
    const config = join(folder, 'config.xml');
    // A Keeper in memory: enough for definitions, which say here what they say on a server.
    writeFileSync(
      config,
      '<clickhouse><zookeeper><implementation>testkeeper</implementation></zookeeper><macros><shard>1</shard><replica>one</replica></macros></clickhouse>',
    );
    // In a process of its own: the engine is not made for ending in one that goes on, with such tables.
    const script = `const { Session } = await import(${JSON.stringify(import.meta.resolve('chdb'))});
      const session = new Session(${JSON.stringify(join(folder, 'data'))}, { connectionArgs: ['--config-file=${config}'] });
      session.query('CREATE DATABASE volano ENGINE = Atomic');
      session.query('USE volano');
      for (const sql of ${JSON.stringify(tables.map((table) => tableSql(table, 'main').replace(" ON CLUSTER 'main'", '')))}) session.query(sql);
      console.log(session.query("SELECT name, engine_full FROM system.tables WHERE database = 'volano' ORDER BY name", 'JSONEachRow'));
      process.kill(process.pid, 'SIGKILL');`;
    const { stdout, stderr } = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
    expect(stderr).toBe('');
    const rows = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { readonly name: string; readonly engine_full: string });
    expect(rows.map(({ name }) => name)).toEqual(tables.map(({ name }) => name).sort());
    for (const { name, engine_full } of rows) {
      expect(engine_full).toContain(`ReplicatedMergeTree('/clickhouse/tables/volano/{shard}/${name}', '{replica}')`);
      for (const setting of [
        'fsync_after_insert = 1',
        'replicated_deduplication_window = 0',
        'min_compressed_bytes_to_fsync_after_fetch = 1',
      ])
        expect(engine_full).toContain(setting);
    }
    rmSync(folder, { recursive: true, force: true });
  });
});
