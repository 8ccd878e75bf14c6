/**
 * The process behind `clickhouse.ts`, a test bridge: it serves chDB over ClickHouse's HTTP interface, as far as the official client speaks
 * it. Each request has a connection with its own settings and parameters, as on a server. It ends when its standard input does.
 *
 * With a cluster's name it is that cluster, of one server: what says ON CLUSTER of it is done here, and a replicated table is a plain one,
 * since chDB has no Keeper. `test/cluster/clickhouse.test.ts` has chDB check the replicated definitions on their own.
 *
 * Words: folder, port (0: any), user, password, cluster (or nothing), address to listen on.
 */
import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { type FileHandle, open as openFile, unlink } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { buffer, text } from 'node:stream/consumers';
import { gunzipSync, gzipSync } from 'node:zlib';
import { type ClickHouseClient, type ClickHouseClientConfigOptions, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { createChdbConnection } from 'chdb/connection';

const [folder = '', port = '0', user = 'default', password = '', cluster = '', host = '127.0.0.1'] = process.argv.slice(2);

/** Keys of the URL that are the protocol's own. */
const PROTOCOL = new Set(['query', 'query_id', 'database', 'session_id', 'default_format', 'enable_http_compression', 'wait_end_of_query']);

interface Connection {
  readonly key: string;
  readonly client: ClickHouseClient;
  /** Rows of an insert go in by a file without a name. */
  readonly file: FileHandle;
}

interface Asked {
  readonly sql: string;
  readonly rows: Buffer | undefined;
  readonly database: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly parameters: Readonly<Record<string, string | string[]>>;
}

const idle: Connection[] = [];
const IDLE_MAX = 12;

mkdirSync(folder, { recursive: true });
// One connection stays open, so that the engine does too. A server's default database is one in which views can be replaced; the engine's is not.
const keeper = await connect({ database: '', settings: {} });
await keeper.client.command({ query: 'CREATE DATABASE IF NOT EXISTS served ENGINE = Atomic' });
process.stdin.on('end', () => process.exit(0)).resume();

const server = createServer((request, response) => {
  answer(request, response).catch((error: Error & { cause?: Error; clickhouseCode?: number; code?: string }) => {
    const code = error.clickhouseCode ?? error.code;
    response
      .writeHead(code === 516 ? 403 : 500, { 'x-clickhouse-exception-code': String(code) })
      .end(error.cause?.message ?? error.message);
  });
});
server.keepAliveTimeout = 10_000;
server.listen(Number(port), host, () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.url?.startsWith('/ping')) return void response.end('Ok.\n');
  const body = await bodyOf(request);
  refuseStrangers(request);
  const asked = askedBy(request, body);
  const connection = await take(asked);
  let answered: string | undefined;
  try {
    answered = await run(connection, asked);
  } finally {
    // A statement that failed may have left its parameters behind.
    if (answered === undefined) await end(connection);
    else await giveBack(connection);
  }
  if (
    /gzip/.test(request.headers['accept-encoding'] ?? '') &&
    new URL(request.url ?? '/', 'http://x').searchParams.get('enable_http_compression') === '1'
  )
    response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(answered));
  else response.end(answered);
}

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const body = await buffer(request);
  return request.headers['content-encoding'] === 'gzip' ? gunzipSync(body) : body;
}

function refuseStrangers({ headers }: IncomingMessage): void {
  const basic = Buffer.from((headers.authorization ?? '').replace(/^Basic /, ''), 'base64').toString();
  const own = headers['x-clickhouse-user'];
  const given = own === undefined ? basic : `${own}:${headers['x-clickhouse-key'] ?? ''}`;
  if (given === `${user}:${password}`) return;
  const message = `Code: 516. DB::Exception: ${given.split(':')[0]}: Authentication failed: password is incorrect, or there is no user with such name. (AUTHENTICATION_FAILED)`;
  throw Object.assign(new Error(message), { clickhouseCode: 516 });
}

function askedBy(request: IncomingMessage, body: Buffer): Asked {
  const parameters: Record<string, string | string[]> = {};
  const settings: Record<string, string> = {};
  const { searchParams } = new URL(request.url ?? '/', 'http://x');
  for (const [key, value] of searchParams) {
    if (key.startsWith('param_')) parameters[key.slice('param_'.length)] = plainValue(value);
    else if (!PROTOCOL.has(key)) settings[key] = value;
  }
  const database = searchParams.get('database') ?? 'default';
  const query = searchParams.get('query');
  return {
    sql: query ?? body.toString(),
    rows: query === null ? undefined : body,
    database: database === 'default' ? 'served' : database,
    settings,
    parameters,
  };
}

async function run({ client, file }: Connection, { sql, rows, parameters }: Asked): Promise<string> {
  if (rows) {
    const [, into, format] = /^INSERT INTO (.+) FORMAT (JSONEachRow|JSONCompactEachRow)$/s.exec(sql) ?? [];
    if (into === undefined) throw new Error(`The bridge takes inserts of JSON rows only, not: ${sql}`);
    await file.write(rows, 0, rows.byteLength, 0);
    try {
      // What passes through a SELECT comes by `input`, whose place the file takes.
      const passing = into.replace(/ FROM input\((?=')/, ` FROM file(${file.fd}, ${format}, `);
      await client.command({ query: `INSERT INTO ${passing === into ? `${into} SELECT * FROM file(${file.fd}, ${format})` : passing}` });
    } finally {
      await file.truncate(0);
    }
    return '';
  }
  const bound = Object.keys(parameters).length > 0 ? { query_params: { ...parameters } } : {};
  const result = await client.exec({ query: ofOneServer(sql), ...bound });
  return await text(result.stream);
}

/** What a cluster of one does. Another cluster stays what it is, unknown. */
function ofOneServer(sql: string): string {
  if (cluster === '') return sql;
  return sql
    .replace(` ON CLUSTER '${cluster}'`, '')
    .replace(/ENGINE = ReplicatedMergeTree\([^)]*\)/, 'ENGINE = MergeTree')
    .replaceAll(`clusterAllReplicas('${cluster}', system.processes)`, 'system.processes');
}

async function take({ database, settings }: Pick<Asked, 'database' | 'settings'>): Promise<Connection> {
  const key = JSON.stringify([database, settings]);
  const at = idle.findIndex((one) => one.key === key);
  return at < 0 ? await connect({ database, settings }) : idle.splice(at, 1)[0]!;
}

async function giveBack(connection: Connection): Promise<void> {
  idle.push(connection);
  if (idle.length > IDLE_MAX) await end(idle.shift()!);
}

async function end({ client, file }: Connection): Promise<void> {
  await client.close();
  await file.close();
}

async function connect({ database, settings }: Pick<Asked, 'database' | 'settings'>): Promise<Connection> {
  const client = createClient({
    connection: createChdbConnection({ path: folder }) as unknown as NonNullable<ClickHouseClientConfigOptions['connection']>,
    log: { level: ClickHouseLogLevel.OFF },
  });
  if (database !== '') await client.command({ query: `USE \`${database}\`` });
  await client.command({ query: 'SET use_structure_from_insertion_table_in_table_functions = 1' });
  for (const [key, value] of Object.entries(settings)) await client.command({ query: `SET ${key} = '${value}'` });
  const path = join(folder, `insert-${randomUUID()}.jsonl`);
  const file = await openFile(path, 'w+');
  await unlink(path);
  return { key: JSON.stringify([database, settings]), client, file };
}

/** A parameter travels in the escaped form of tab-separated text, a list of texts in quotes; the embedded engine takes them plain. */
function plainValue(value: string): string | string[] {
  if (!value.startsWith("['")) return unescaped(value);
  return Array.from(value.matchAll(/'((?:[^'\\]|\\.)*)'/gs), ([, item = '']) => unescaped(item));
}

function unescaped(value: string): string {
  const plain: Record<string, string> = { n: '\n', t: '\t', r: '\r', b: '\b', f: '\f', 0: '\0' };
  return value.replace(/\\(.)/gs, (_, character: string) => plain[character] ?? character);
}
