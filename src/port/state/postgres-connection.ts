/**
 * Connections to PostgreSQL: how each is set up, how long an answer may take, and what its errors mean. The address is never repeated whole:
 * it holds a password.
 */
import { Client, type ClientConfig, type QueryConfig } from 'pg';
import { type Said, type Sayable, VolanoError, verbatim, wordsOf } from '../../base/index.ts';
import { CONFLICT, FENCED } from './postgres-schema.ts';
import { said } from './said.ts';

/** Where a state lies. */
export interface PostgresPlace {
  /** With the password: for connecting only. */
  readonly url: string;
  readonly schema: string;
  readonly partition: number;
  /** For messages: server, database, schema and partition. */
  readonly path: string;
}

const SCHEMA = /^[a-z_][a-z0-9_]{0,44}$/;
const ADDRESS = 'postgres://user:password@host:port/database';

/** Throws VOLANO_OPTION_INVALID. */
export function placeOf(url: string, schema: string, partition: number): PostgresPlace {
  const wrong = (option: string, expected: Said, value: Sayable): never => {
    throw new VolanoError('VOLANO_OPTION_INVALID', { option, expected, value });
  };
  if (!SCHEMA.test(schema)) wrong('schema', said`up to 45 of a to z, 0 to 9 and _, not beginning with a digit`, schema);
  if (!Number.isInteger(partition) || Math.abs(partition) >= 2 ** 31) wrong('partition', said`a whole number`, partition);
  // The error that URL would throw has the password in it.
  const parsed = URL.canParse(url) ? new URL(url) : wrong('url', said`an address such as ${ADDRESS}`, said`(not shown)`);
  if (!/^postgres(ql)?:$/.test(parsed.protocol)) wrong('url', said`an address such as ${ADDRESS}`, said`(not shown)`);
  return { url, schema, partition, path: `postgres://${parsed.host}${parsed.pathname}, schema ${schema}, partition ${partition}` };
}

/**
 * Keys are looked up one by one, in whatever state the statistics are: without this a plan made for an empty table would read all of a large one.
 * Plans are made once, for all values. A client that is gone is noticed within half a minute, so that its partition is free.
 */
const SETTINGS: Readonly<Record<string, string | number>> = {
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_hashjoin: 'off',
  enable_mergejoin: 'off',
  max_parallel_workers_per_gather: 0,
  jit: 'off',
  plan_cache_mode: 'force_generic_plan',
  default_transaction_isolation: 'read\\ committed',
  tcp_keepalives_idle: 10,
  tcp_keepalives_interval: 5,
  tcp_keepalives_count: 3,
};

/** Longest wait for an answer. Whoever gets none within it takes the connection as lost. */
const ANSWER_MS_MAX = 60_000;
const CONNECT_MS_MAX = 10_000;

/** `name`: how the session is called in pg_stat_activity. */
export function connectionConfig({ url }: PostgresPlace, name: string): ClientConfig {
  const complete = new URL(url);
  const settings = Object.entries(SETTINGS).map(([setting, value]) => `-c ${setting}=${value}`);
  complete.searchParams.set('options', [complete.searchParams.get('options') ?? '', ...settings].join(' ').trim());
  complete.searchParams.set('application_name', name);
  return {
    // What is in the address wins over what stands beside it.
    connectionString: complete.href,
    connectionTimeoutMillis: CONNECT_MS_MAX,
    query_timeout: ANSWER_MS_MAX,
    keepAlive: true,
    keepAliveInitialDelayMillis: 10_000,
  };
}

/** One connection, to be used until it is `lost`, of which may be told several times, also when it has failed to connect. */
export async function connect(config: ClientConfig, lost: (client: Client) => void): Promise<Client> {
  const client = new Client(config);
  client.on('end', () => lost(client));
  client.on('error', () => lost(client));
  await client.connect();
  return client;
}

/** A statement that is prepared once per connection and answers with rows of texts. */
export function prepared(text: string, values: unknown[]): QueryConfig & { rowMode: 'array' } {
  return { name: statementName(text), text, values, rowMode: 'array', types: AS_TEXT };
}

/** A row as it comes: texts, and null. */
export type TextRow = readonly (string | null)[];

const AS_TEXT = {
  getTypeParser:
    () =>
    (text: string): string =>
      text,
};

const statementNames = new Map<string, string>();

/** PostgreSQL would cut longer names, such as the texts themselves. */
function statementName(text: string): string {
  let name = statementNames.get(text);
  if (name === undefined) {
    name = `volano ${statementNames.size}`;
    statementNames.set(text, name);
  }
  return name;
}

/** What an error means to whoever asked. */
export function explained(cause: unknown, { path }: PostgresPlace): Error {
  if (cause instanceof VolanoError || cause instanceof TypeError || cause instanceof RangeError) return cause;
  const { code, message } = cause as { code?: string; message?: string };
  if (code === FENCED) return new VolanoError('VOLANO_STATE_FENCED', { path });
  if (code === CONFLICT) return new VolanoError('VOLANO_STATE_CONFLICT', { table: message ?? '' });
  if (code === DISK_FULL) return new VolanoError('VOLANO_DISK_FULL', { path, reason: verbatim(message ?? '') }, { cause });
  // Several addresses of one host: the reason is in each.
  return new VolanoError(
    'VOLANO_STATE_UNAVAILABLE',
    { path, problem: wordsOf(cause instanceof AggregateError ? cause.errors[0] : cause) },
    { cause },
  );
}

const DISK_FULL = '53100';

/** Whether another try may go well as it is: the statement stood in the way of another one, and nothing of it was stored. */
export function isCrossed(cause: unknown): boolean {
  const { code } = cause as { code?: string };
  return code === '40P01' || code === '40001';
}

/** Whether the server has refused the statement and stored nothing of it, on a connection that goes on. */
export function isRefusal(cause: unknown): boolean {
  const { code, severity } = cause as { code?: string; severity?: string };
  return code !== undefined && severity === 'ERROR';
}
