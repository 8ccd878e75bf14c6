/** ClickHouse: reachable, recent, ours to use, with room on its disks, and a cluster as it has to be. */
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { clickHouseLogin, clickHouseTls } from '../../port/warehouse/index.ts';
import type { WarehouseConfig } from '../config/index.ts';
import { clockFinding, type Finding, found, problemOf } from './finding.ts';

const ANSWER_MS = 10_000;
/** The first with all that our views use. */
const VERSION_MIN = 25;
const GIB = 1024 ** 3;
const DISK_LOW = 0.1;
const RIGHTS = 'SELECT, INSERT, CREATE TABLE, CREATE VIEW, ALTER ADD COLUMN, DROP VIEW';

export async function examineWarehouse(config: WarehouseConfig): Promise<readonly Finding[]> {
  const place = new URL(config.url.reveal()).host;
  const client = connect(config);
  try {
    const asked = Date.now();
    const [server] = await rowsOf<{ version: string; now: number }>(
      client,
      'SELECT version() AS version, toUnixTimestamp64Milli(now64(3)) AS now',
    );
    const answered = Date.now();
    const { version = '0', now = 0 } = server ?? {};
    const about = { place, version, needed: VERSION_MIN, database: config.database };
    const first = Number(version.split('.')[0]) < VERSION_MIN ? found('warehouse_old', about) : await examineRights(client, about);
    const cluster = config.cluster === undefined ? [] : await examineCluster(client, config.cluster);
    return [first, await examineDisk(client), ...cluster, clockFinding('warehouse', { theirs: Number(now), asked, answered })];
  } catch (error) {
    return [found('warehouse_unreachable', { place, problem: problemOf(error) })];
  } finally {
    await client.close();
  }
}

function connect({ url, username, password, tls }: WarehouseConfig): ClickHouseClient {
  return createClient({
    ...clickHouseLogin({
      url: url.reveal(),
      ...(username !== undefined && { username }),
      ...(password && { password: password.reveal() }),
    }),
    application: 'volano doctor',
    ...clickHouseTls(tls && { ...tls, key: tls.key?.reveal() }),
    request_timeout: ANSWER_MS,
    log: { level: ClickHouseLogLevel.OFF },
  });
}

async function rowsOf<Row>(client: ClickHouseClient, query: string): Promise<readonly Row[]> {
  return (
    await client.query({ query, format: 'JSONEachRow', clickhouse_settings: { output_format_json_quote_64bit_integers: 0 } })
  ).json<Row>();
}

/** A server that does not know the question is taken at its word when it refuses something later. */
async function examineRights(client: ClickHouseClient, about: Readonly<Record<string, string | number>>): Promise<Finding> {
  try {
    const { stream } = await client.exec({ query: `CHECK GRANT ${RIGHTS} ON \`${about.database}\`.*` });
    let answer = '';
    for await (const part of stream) answer += String(part);
    return found(answer.trim() === '0' ? 'warehouse_rights' : 'warehouse_ok', { ...about, rights: RIGHTS });
  } catch {
    return found('warehouse_ok', about);
  }
}

async function examineDisk(client: ClickHouseClient): Promise<Finding> {
  const disks = await rowsOf<{ name: string; free: number; total: number }>(
    client,
    'SELECT name, toFloat64(free_space) AS free, toFloat64(total_space) AS total FROM system.disks WHERE total_space > 0 ORDER BY free / total LIMIT 1',
  ).catch(() => []);
  const [{ name, free, total } = { name: 'default', free: 1, total: 1 }] = disks;
  const isLow = free / total < DISK_LOW && free < 50 * GIB;
  return found(isLow ? 'warehouse_disk_low' : 'warehouse_disk_ok', { disk: name, free: (free / GIB).toFixed(1) });
}

async function examineCluster(client: ClickHouseClient, cluster: string): Promise<readonly Finding[]> {
  const macros = new Map(
    (await rowsOf<{ macro: string; substitution: string }>(client, 'SELECT macro, substitution FROM system.macros')).map(
      ({ macro, substitution }) => [macro, substitution] as const,
    ),
  );
  const name = cluster.replace(/\{(\w+)\}/g, (hole, macro: string) => macros.get(macro) ?? hole);
  const hosts = await rowsOf<{ cluster: string; shard: number }>(client, 'SELECT cluster, shard_num AS shard FROM system.clusters');
  const servers = hosts.filter((host) => host.cluster === name);
  const shards = new Set(servers.map(({ shard }) => shard)).size;
  const values = { cluster: name, servers: servers.length, shards };
  const findings: Finding[] = [];
  if (servers.length === 0) findings.push(found('warehouse_cluster_unknown', values));
  else if (shards > 1) findings.push(found('warehouse_cluster_shards', values));
  else findings.push(found(servers.length === 2 ? 'warehouse_cluster_pair' : 'warehouse_cluster_ok', values));
  const missing = ['shard', 'replica'].filter((macro) => !macros.has(macro));
  if (missing.length > 0) findings.push(found('warehouse_macros', { macros: missing.join(', ') }));
  try {
    await rowsOf(client, "SELECT name FROM system.zookeeper WHERE path = '/' LIMIT 1");
  } catch (error) {
    findings.push(found('warehouse_keeper', { problem: problemOf(error) }));
  }
  return findings;
}
