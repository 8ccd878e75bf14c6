/**
 * The carrier for a ClickHouse server, or a cluster of them, by URL. Settings go along with every statement.
 *
 * On a cluster each server may be asked, so W1 needs more than a disk:
 *   - An insert resolves when a majority of the replicas has it (`insert_quorum`), each with fsync (the tables' settings).
 *   - A query sees every insert that has resolved (`select_sequential_consistency`), whichever server answers; one that lags refuses, and
 *     the query is asked again. That needs one quorum insert at a time for a table (`insert_quorum_parallel = 0`): another that comes
 *     meanwhile is refused and reconciled by the sink as any unclear end.
 *   - Rows that are sent again on purpose are stored again. ClickHouse throws blocks away that look like earlier ones: the tables keep no
 *     window for that (`replicated_deduplication_window = 0`, which no newer setting overrides), and the connection asks for none.
 */
import { Readable } from 'node:stream';
import { getCACertificates } from 'node:tls';
import { type ClickHouseClient, type ClickHouseClientConfigOptions, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { VolanoError, verbatim } from '../../base/index.ts';
import { ClientWarehouse, formatOf, type InsertTarget, intoOf, type WarehouseConnection } from './client-warehouse.ts';
import { codeOf, mayPass, refusesUs } from './failures.ts';
import {
  clusterReaderSettings,
  clusterWriterSettings,
  readerSettings,
  type Settings,
  type WarehouseLimits,
  writerSettings,
} from './settings.ts';
import type { Warehouse } from './warehouse.ts';

export interface ClickHouseOptions extends WarehouseLimits {
  /** `http(s)://user:password@host:port`; a path names the database when `database` does not. */
  readonly url: string;
  /** Made when it is missing; default `volano`. */
  readonly database?: string;
  /** Cluster on which tables are made, replicated. It has one shard: every server holds everything. */
  readonly cluster?: string;
  /** Instead of those in the URL. */
  readonly username?: string;
  readonly password?: string;
  /** PEM: authorities to trust, and a certificate of our own with its key. */
  readonly tls?: { readonly ca?: string; readonly certificate?: string; readonly key?: string | undefined };
  /** Gzip in both directions. */
  readonly compression?: boolean;
}

const QUERY_MS = 300_000;
/** The server ends a statement that takes too long, and says so; the connection is given up only when it does not. */
const GRACE_MS = 10_000;

/**
 * Makes the database when it is missing. Rejects with VOLANO_WAREHOUSE_UNREACHABLE when nobody answers, VOLANO_WAREHOUSE_DENIED when the
 * server refuses the user.
 */
export async function openClickHouseWarehouse(options: ClickHouseOptions): Promise<Warehouse> {
  const place = placeOf(options);
  await makeDatabase(options, place);
  const { cluster } = options;
  const reading = { ...readerSettings(options), ...(cluster !== undefined && clusterReaderSettings()) };
  const writing = { ...writerSettings(options), ...(cluster !== undefined && clusterWriterSettings()) };
  const open = (settings: Settings): WarehouseConnection => connectionOf(connect(options, { database: place.database, settings }));
  return new ClientWarehouse({ writer: open(writing), readers: [open(reading), open(reading)], cluster, mayPass });
}

interface Place {
  /** Host and port: what may be shown. */
  readonly shown: string;
  readonly database: string;
}

function placeOf({ url, database }: ClickHouseOptions): Place {
  const { host, pathname } = new URL(url);
  return { shown: host, database: database ?? (decodeURIComponent(pathname.slice(1)) || 'volano') };
}

async function makeDatabase(options: ClickHouseOptions, { shown, database }: Place): Promise<void> {
  const { cluster } = options;
  const client = connect(options, {
    database: 'default',
    settings: cluster === undefined ? {} : clusterReaderSettings(),
    // Nobody who starts a server waits for minutes to hear that an address is wrong.
    timeoutMs: 30_000,
  });
  try {
    const onCluster = cluster === undefined ? '' : ` ON CLUSTER '${cluster}'`;
    await client.command({ query: `CREATE DATABASE IF NOT EXISTS \`${database}\`${onCluster}` });
  } catch (cause) {
    // Who may not make databases may have been given one.
    if (codeOf(cause) === ACCESS_DENIED && (await isThere(client, database))) return;
    throw unopened(cause, shown);
  } finally {
    await client.close();
  }
}

const ACCESS_DENIED = '497';

async function isThere(client: ClickHouseClient, database: string): Promise<boolean> {
  try {
    const result = await client.query({ query: `EXISTS DATABASE \`${database}\``, format: 'JSONEachRow' });
    return (await result.json<{ readonly result: number }>()).some(({ result: exists }) => Number(exists) === 1);
  } catch {
    return false;
  }
}

function unopened(cause: unknown, place: string): VolanoError {
  const code = codeOf(cause);
  const problem = verbatim((cause instanceof Error ? cause.message : '').slice(0, 500) || code);
  if (refusesUs(cause)) return new VolanoError('VOLANO_WAREHOUSE_DENIED', { place, problem }, { cause });
  if (/^\d+$/.test(code)) return new VolanoError('VOLANO_WAREHOUSE_FAILED', { problem }, { cause });
  return new VolanoError('VOLANO_WAREHOUSE_UNREACHABLE', { place, problem }, { cause });
}

interface Connecting {
  readonly database: string;
  readonly settings: Settings;
  readonly timeoutMs?: number;
}

function connect(options: ClickHouseOptions, { database, settings, timeoutMs }: Connecting): ClickHouseClient {
  const { tls, compression = false, queryMsMax = QUERY_MS } = options;
  return createClient({
    ...clickHouseLogin(options),
    database,
    application: 'volano',
    ...clickHouseTls(tls),
    clickhouse_settings: Object.fromEntries(Object.entries(settings).map(([name, value]) => [name, String(value)])),
    compression: { request: compression, response: compression },
    // Errors are thrown, with their cause; the client's own lines on the console say it twice.
    log: { level: ClickHouseLogLevel.OFF },
    request_timeout: timeoutMs ?? queryMsMax + GRACE_MS,
  });
}

/** Address, user and password apart: what stands in the URL gives way to what is given beside it. The database of its path is left out. */
export function clickHouseLogin({ url, username, password }: Pick<ClickHouseOptions, 'url' | 'username' | 'password'>): {
  readonly url: string;
  readonly username: string;
  readonly password: string;
} {
  const address = new URL(url);
  const login = {
    username: username ?? (decodeURIComponent(address.username) || 'default'),
    password: password ?? decodeURIComponent(address.password),
  };
  for (const part of ['username', 'password', 'pathname', 'search'] as const) address[part] = '';
  return { url: address.href, ...login };
}

/** For the client, which takes a certificate of ours only beside authorities: without any of our own, the system's. */
export function clickHouseTls(tls: ClickHouseOptions['tls']): Pick<ClickHouseClientConfigOptions, 'tls'> {
  const { ca, certificate, key } = tls ?? {};
  const isCertified = certificate !== undefined && key !== undefined;
  if (ca === undefined && !isCertified) return {};
  const ca_cert = Buffer.from(ca ?? getCACertificates('default').join('\n'));
  return { tls: isCertified ? { ca_cert, cert: Buffer.from(certificate), key: Buffer.from(key) } : { ca_cert } };
}

interface Structures {
  readonly client: ClickHouseClient;
  /** Of each table the types of the columns that are stored, in their order. */
  readonly structures: Map<string, ReadonlyMap<string, string>>;
}

/** The rows pass through a SELECT, whose condition the server looks at. What a row lacks gets its type's default, as it does without. */
async function guardedInto({ table, columns, guard }: InsertTarget, { client, structures }: Structures): Promise<string> {
  let types = structures.get(table);
  if (!types || columns?.some((column) => !types!.has(column))) {
    const result = await client.query({
      query:
        "SELECT name, type FROM system.columns WHERE database = currentDatabase() AND table = {table:String} AND default_kind = '' ORDER BY position",
      query_params: { table },
      format: 'JSONEachRow',
    });
    types = new Map((await result.json<{ name: string; type: string }>()).map(({ name, type }) => [name, type]));
    structures.set(table, types);
  }
  const names = columns ?? [...types.keys()];
  const structure = names.map((name) => `${name} ${types.get(name)}`).join(', ');
  const quoted = structure.replaceAll('\\', '\\\\').replaceAll("'", "\\'");
  return `${table} (${names.join(', ')}) SELECT ${names.join(', ')} FROM input('${quoted}') WHERE ${guard} = 0`;
}

function connectionOf(client: ClickHouseClient): WarehouseConnection {
  const structures: Structures['structures'] = new Map();
  return {
    client,
    insert: async (target, rows) => {
      const from = target.guard === undefined ? intoOf(target) : await guardedInto(target, { client, structures });
      const values = Readable.from([rows], { objectMode: false });
      const result = await client.exec({ query: `INSERT INTO ${from} FORMAT ${formatOf(target)}`, values });
      // An insert answers nothing; reading to the end is what returns the connection to the pool.
      for await (const _ of result.stream);
    },
    close: () => client.close(),
  };
}
