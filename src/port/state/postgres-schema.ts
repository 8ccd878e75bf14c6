/**
 * The tables of the state in PostgreSQL, and the functions that write to them.
 *
 * Every table has `partition` as the first column of its primary key, is hash-partitioned by it and refers to no other, and every statement
 * names one partition: so tables and functions can also be distributed by it (Citus: `create_distributed_table`,
 * `create_distributed_function`). A commit is one call of one function: one round trip, and no transaction that stays open when its client is
 * paused or cut off in the middle.
 */
import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import type { Table } from './state.ts';
import { TABLES } from './write.ts';

/** Raised by the functions; the class is none of PostgreSQL's own. */
export const FENCED = 'VOL01';
export const CONFLICT = 'VOL02';

/** Pieces of each table, so that vacuum has several small ones to do side by side. */
const PIECES = 8;

/** Rows that are written over and over. */
const REWRITTEN: readonly Table[] = ['customer', 'past', 'identity', 'hop', 'meta', 'desk'];
/** Rows that are written once and removed soon. */
const QUEUES: readonly Table[] = ['timer', 'outbox', 'fact', 'dedupe'];

/** Room in each page lets an update stay on it without touching the index (HOT), which also frees the old version without vacuum. */
const REWRITTEN_SETTINGS = 'fillfactor = 75, autovacuum_vacuum_scale_factor = 0.05';
/**
 * Removed rows stay in the index until vacuum comes, and reading the first row of a queue walks over them: by default it comes when a fifth
 * of the table is dead, which is late for what is read from its front after every commit.
 */
const QUEUE_SETTINGS = 'autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000, autovacuum_vacuum_cost_delay = 0';
/** One row per partition, written by each commit. */
const FENCE_SETTINGS = 'fillfactor = 10, autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 200';

/** The names of one schema's tables and functions, as SQL. */
export class Names {
  readonly schema: string;
  /** Of the channel that commits of a partition are told on. */
  readonly #channelStart: string;

  constructor(schema: string) {
    this.schema = quoted(schema);
    this.#channelStart = schema;
  }

  table(name: Table | 'fence'): string {
    return `${this.schema}.${name}`;
  }

  channel(partition: number): string {
    return quoted(`${this.#channelStart} ${partition}`);
  }

  /** A function by its text, so that processes of two versions work side by side. */
  function(name: 'commit' | 'take'): string {
    return `${this.schema}.${functionName(name)}`;
  }
}

function functionName(name: 'commit' | 'take'): string {
  const text = name === 'commit' ? commitFunction('', '') : takeFunction('', '');
  return `${name}_${createHash('sha256').update(text).digest('hex').slice(0, 12)}`;
}

/** Those of the tables that are there; undefined: not even the schema. */
export async function findTables(client: Pick<ClientBase, 'query'>, schema: string): Promise<ReadonlySet<string> | undefined> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT c.relname AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = $1 AND c.relkind IN ('r', 'p')
     UNION ALL SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname = $1`,
    [schema],
  );
  const found = new Set(rows.map(({ name }) => name));
  return found.has('fence') ? found : undefined;
}

/** Whether all is there that this version needs. */
async function isWhole(client: Pick<ClientBase, 'query'>, schema: string): Promise<boolean> {
  const found = await findTables(client, schema);
  return found !== undefined && ['fence', ...TABLES, functionName('commit'), functionName('take')].every((name) => found.has(name));
}

/** What the role of this connection may not do that it needs here: make the schema (`make`), or use what is there (`use`). */
export async function missingRight(client: Pick<ClientBase, 'query'>, schema: string): Promise<'make' | 'use' | undefined> {
  const { rows } = await client.query<{ there: boolean; makes: boolean; enters: boolean; fills: boolean; uses: boolean }>(
    `SELECT n.oid IS NOT NULL AS there, has_database_privilege(current_database(), 'CREATE') AS makes,
       coalesce(has_schema_privilege(n.oid, 'USAGE'), false) AS enters, coalesce(has_schema_privilege(n.oid, 'CREATE'), false) AS fills,
       NOT EXISTS (SELECT FROM pg_class c CROSS JOIN unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE']) AS p(name)
         WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND NOT has_table_privilege(c.oid, p.name)) AS uses
     FROM (SELECT to_regnamespace($1)::oid AS oid) n`,
    [schema],
  );
  const { there, makes, enters, fills, uses } = rows[0]!;
  if (!there) return makes ? undefined : 'make';
  return enters && uses && (fills || (await isWhole(client, schema))) ? undefined : 'use';
}

/** Makes what is missing. Asks for no right to create anything when nothing is. */
export async function ensureSchema(client: Pick<ClientBase, 'query'>, schema: string): Promise<void> {
  if (await isWhole(client, schema)) return;
  const names = new Names(schema);
  await client.query(
    [
      'BEGIN',
      // Of several that come at once one makes it all.
      `SELECT pg_advisory_xact_lock(hashtextextended('volano schema ' || ${literal(schema)}, 0))`,
      `CREATE SCHEMA IF NOT EXISTS ${names.schema}`,
      `CREATE TABLE IF NOT EXISTS ${names.table('fence')} (partition int PRIMARY KEY, epoch bigint NOT NULL, commit bigint NOT NULL,
        owner text, holder text, pid int, backend int, since timestamptz) WITH (${FENCE_SETTINGS})`,
      ...TABLES.flatMap((table) => tableStatements(names, table)),
      commitFunction(names.schema, functionName('commit')),
      takeFunction(names.schema, functionName('take')),
      'COMMIT',
    ].join(';\n'),
  );
}

function tableStatements(names: Names, table: Table): string[] {
  const name = names.table(table);
  const settings = REWRITTEN.includes(table) ? REWRITTEN_SETTINGS : QUEUES.includes(table) ? QUEUE_SETTINGS : '';
  const number = table === 'outbox' ? 'commit bigint NOT NULL, ' : '';
  return [
    `CREATE TABLE IF NOT EXISTS ${name} (partition int NOT NULL, key bytea NOT NULL, value bytea NOT NULL, ${number}PRIMARY KEY (partition, key))
      PARTITION BY HASH (partition)`,
    ...Array.from(
      { length: PIECES },
      (_, i) =>
        `CREATE TABLE IF NOT EXISTS ${name}_${i} PARTITION OF ${name} FOR VALUES WITH (MODULUS ${PIECES}, REMAINDER ${i})
          ${settings && `WITH (${settings})`}`,
    ),
    ...(number ? [`CREATE INDEX IF NOT EXISTS ${table}_commit ON ${name} (partition, commit, key)`] : []),
  ];
}

/** Of the commit function, after partition and epoch: conditions on rows that are there, and on rows that are not. */
const CONDITION_PARAMETERS = [
  ...['same_tables int[]', 'same_keys bytea[]', 'same_values bytea[]'],
  ...['new_tables int[]', 'new_keys bytea[]', 'new_values bytea[]'],
] as const;

/**
 * Checks the epoch (S6: the row of the partition is locked until the commit is over), then goes from table to table, so that commits that cross
 * seldom wait for each other in a circle: checks the conditions (S7), puts and removes. Rows that must be as given are locked in the order of
 * their keys; those that must be absent are put, which fails for all but one of several writers. A table has three lists: keys and values to put,
 * keys to remove. Null: none. What goes from a list to rows goes by their keys (LATERAL, ANY): a join may be planned the other way round, while there are none.
 */
function commitFunction(schema: string, name: string): string {
  const lists = TABLES.flatMap((table) => [`${table}_keys bytea[]`, `${table}_values bytea[]`, `${table}_gone bytea[]`]);
  return `CREATE OR REPLACE FUNCTION ${schema}.${name}(the_partition int, the_epoch bigint, ${[...CONDITION_PARAMETERS, ...lists].join(', ')})
RETURNS bigint LANGUAGE plpgsql AS $body$
DECLARE
  number bigint := 0;
  wanted int;
  had int;
BEGIN
  IF the_epoch IS NOT NULL THEN
    UPDATE ${schema}.fence AS f SET commit = f.commit + 1 WHERE f.partition = the_partition AND f.epoch = the_epoch RETURNING f.commit INTO number;
    IF NOT FOUND THEN RAISE EXCEPTION 'fenced' USING ERRCODE = '${FENCED}'; END IF;
  END IF;
${TABLES.map((table, i) => [sameRows(schema, table, i), newRows(schema, table, i), putAndRemove(schema, table)].join('\n')).join('\n')}
  RETURN number;
END $body$`;
}

function sameRows(schema: string, table: Table, i: number): string {
  return `  IF ${i} = ANY (same_tables) THEN
    SELECT count(*) INTO wanted FROM unnest(same_tables) AS e(t) WHERE e.t = ${i};
    PERFORM FROM (SELECT u.k, u.v FROM unnest(same_tables, same_keys, same_values) AS u(t, k, v) WHERE u.t = ${i} ORDER BY u.k) e
      CROSS JOIN LATERAL (SELECT FROM ${schema}.${table} r WHERE r.partition = the_partition AND r.key = e.k AND r.value = e.v FOR UPDATE) same;
    GET DIAGNOSTICS had = ROW_COUNT;
    IF had < wanted THEN RAISE EXCEPTION '${table}' USING ERRCODE = '${CONFLICT}'; END IF;
  END IF;`;
}

function newRows(schema: string, table: Table, i: number): string {
  const number = table === 'outbox' ? [', commit', ', number'] : ['', ''];
  return `  IF ${i} = ANY (new_tables) THEN
    SELECT count(*) INTO wanted FROM unnest(new_tables) AS e(t) WHERE e.t = ${i};
    INSERT INTO ${schema}.${table} (partition, key, value${number[0]}) SELECT the_partition, e.k, e.v${number[1]}
      FROM unnest(new_tables, new_keys, new_values) AS e(t, k, v) WHERE e.t = ${i} ORDER BY e.k ON CONFLICT DO NOTHING;
    GET DIAGNOSTICS had = ROW_COUNT;
    IF had < wanted THEN RAISE EXCEPTION '${table}' USING ERRCODE = '${CONFLICT}'; END IF;
  END IF;`;
}

function putAndRemove(schema: string, table: Table): string {
  const number = table === 'outbox' ? [', commit', ', number', ', commit = excluded.commit'] : ['', '', ''];
  return `  IF ${table}_keys IS NOT NULL THEN
    INSERT INTO ${schema}.${table} (partition, key, value${number[0]}) SELECT the_partition, w.k, w.v${number[1]} FROM unnest(${table}_keys, ${table}_values) AS w(k, v)
      ON CONFLICT (partition, key) DO UPDATE SET value = excluded.value${number[2]};
  END IF;
  IF ${table}_gone IS NOT NULL THEN
    DELETE FROM ${schema}.${table} AS r WHERE r.partition = the_partition AND r.key = ANY (${table}_gone);
  END IF;`;
}

/**
 * Takes a partition: with its row locked, looks whether the session of its holder still is there, and if not raises the epoch. `mode`: open,
 * take over (whoever holds it), again (only from oneself, after a lost connection), share (no epoch). An epoch of null: refused.
 */
function takeFunction(schema: string, name: string): string {
  return `CREATE OR REPLACE FUNCTION ${schema}.${name}(the_partition int, mode text, the_owner text, the_holder text, the_pid int,
  OUT epoch bigint, OUT held_by text, OUT held_pid int) LANGUAGE plpgsql AS $body$
DECLARE
  fence record;
  me record;
BEGIN
  INSERT INTO ${schema}.fence VALUES (the_partition, 0, 0) ON CONFLICT DO NOTHING;
  SELECT * INTO fence FROM ${schema}.fence AS f WHERE f.partition = the_partition FOR UPDATE;
  held_by := fence.holder;
  held_pid := fence.pid;
  IF mode = 'again' AND fence.owner IS DISTINCT FROM the_owner THEN RETURN; END IF;
  IF mode IN ('open', 'share') THEN
    PERFORM pg_stat_clear_snapshot();
    IF EXISTS (SELECT FROM pg_stat_activity AS a WHERE a.pid = fence.backend AND coalesce(a.backend_start, fence.since) = fence.since) THEN RETURN; END IF;
  END IF;
  IF mode = 'share' THEN
    epoch := 0;
    RETURN;
  END IF;
  SELECT * INTO me FROM pg_stat_activity AS a WHERE a.pid = pg_backend_pid();
  epoch := fence.epoch + 1;
  UPDATE ${schema}.fence AS f SET epoch = fence.epoch + 1, owner = the_owner, holder = the_holder, pid = the_pid, backend = me.pid, since = me.backend_start
    WHERE f.partition = the_partition;
END $body$`;
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
