/** Reads of one partition. Each is one statement, hence one round trip and one snapshot (S3), on one of a few connections beside the writer's. */
import { Pool, type PoolConfig } from 'pg';
import { explained, type PostgresPlace, prepared, type TextRow } from './postgres-connection.ts';
import { findTables, Names } from './postgres-schema.ts';
import { bytesArray, bytesOf } from './postgres-values.ts';
import type { KeyRange, LoadRequest, LoadResult, Table } from './state.ts';
import { prefixEnd, TABLES } from './write.ts';

type Pair = readonly [key: Uint8Array, value: Uint8Array];

export class PostgresReader {
  readonly #pool: Pool;
  readonly #place: PostgresPlace;
  readonly #names: Names;
  /** Those that an older version has not made yet are empty. */
  #missing: readonly Table[] = [];

  constructor(place: PostgresPlace, config: PoolConfig) {
    this.#place = place;
    this.#names = new Names(place.schema);
    this.#pool = new Pool(config);
    // Of a connection that nobody uses just now: the next who needs one gets another.
    this.#pool.on('error', () => {});
  }

  /** Connects. False: there is no such partition. */
  async find(): Promise<boolean> {
    const found = await this.#findTables();
    if (!found) return false;
    const { rows } = await this.#ask(`SELECT 1 FROM ${this.#names.table('fence')} WHERE partition = ${this.#place.partition}`, []);
    return rows.length > 0;
  }

  async getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    return (await this.load({ gets: [{ table, keys }], prefixes: [] })).gets[0]!;
  }

  async load({ gets, prefixes }: LoadRequest): Promise<LoadResult> {
    const found = gets.map(({ keys }): (Uint8Array | undefined)[] => keys.map(() => undefined));
    const under = prefixes.map((group) => group.prefixes.map((): Pair[] => []));
    const parts: string[] = [];
    const values: Buffer[] = [];
    for (const [i, { table, keys }] of gets.entries()) {
      if (keys.length === 0 || (await this.#isMissing(table))) continue;
      values.push(bytesArray(keys));
      parts.push(
        `SELECT ${i}, w.n, NULL::bytea, r.value FROM unnest($${values.length}::bytea[]) WITH ORDINALITY AS w(k, n) ${this.#each(table, 't.key = w.k LIMIT 1')}`,
      );
    }
    for (const [i, { table, prefixes: starts }] of prefixes.entries()) {
      if (starts.length === 0 || (await this.#isMissing(table))) continue;
      values.push(bytesArray(starts), bytesArray(starts.map((start) => prefixEnd(start) ?? ABOVE_ALL)));
      parts.push(
        `SELECT ${i + gets.length}, w.n, r.key, r.value FROM unnest($${values.length - 1}::bytea[], $${values.length}::bytea[]) WITH ORDINALITY AS w(low, high, n) ${this.#each(table, 't.key >= w.low AND t.key < w.high OFFSET 0')}`,
      );
    }
    if (parts.length > 0) {
      const { rows } = await this.#ask(`${parts.join(' UNION ALL ')} ORDER BY 1, 2, 3`, values);
      for (const [group, n, key, value] of rows) {
        const i = Number(group);
        if (i < gets.length) found[i]![Number(n) - 1] = bytesOf(value!);
        else under[i - gets.length]![Number(n) - 1]!.push([bytesOf(key!), bytesOf(value!)]);
      }
    }
    return { gets: found, prefixes: under };
  }

  async range(table: Table, { start, end, limit, reverse = false }: KeyRange): Promise<readonly Pair[]> {
    if (limit <= 0 || Buffer.compare(start, end) >= 0 || (await this.#isMissing(table))) return [];
    const { rows } = await this.#ask(
      `SELECT r.key, r.value FROM ${this.#names.table(table)} r WHERE r.partition = ${this.#place.partition}
        AND r.key >= $1::bytea AND r.key < $2::bytea ORDER BY r.key ${reverse ? 'DESC' : 'ASC'} LIMIT $3::bigint`,
      [bytes(start), bytes(end), Number.isSafeInteger(limit) ? limit : null],
    );
    return rows.map(([key, value]) => [bytesOf(key!), bytesOf(value!)]);
  }

  /** Exact: all rows are read. */
  async count(table: Table): Promise<number> {
    if (await this.#isMissing(table)) return 0;
    const { rows } = await this.#ask(`SELECT count(*) FROM ${this.#names.table(table)} WHERE partition = ${this.#place.partition}`, []);
    return Number(rows[0]![0]);
  }

  /** About: on disk, of all partitions together, without indexes. */
  async bytes(): Promise<number> {
    const { rows } = await this.#ask(
      `SELECT coalesce(sum(pg_table_size(c.oid)), 0) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = $1 AND c.relkind = 'r'`,
      [this.#place.schema],
    );
    return Number(rows[0]![0]);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }

  /**
   * For each of what stands before, the rows that it names. LIMIT or OFFSET must end the condition: they keep PostgreSQL from going the other way round, through
   * all rows, which is the better plan while there are none, and is kept.
   */
  #each(table: Table, condition: string): string {
    // The partition as a literal: the plan then names its one piece, and others are not even locked.
    return `CROSS JOIN LATERAL (SELECT t.key, t.value FROM ${this.#names.table(table)} t WHERE t.partition = ${this.#place.partition} AND ${condition}) r`;
  }

  /** Asked again of those that were missing: the writer's new version may have made them meanwhile. */
  async #isMissing(table: Table): Promise<boolean> {
    if (!this.#missing.includes(table)) return false;
    await this.#findTables();
    return this.#missing.includes(table);
  }

  async #findTables(): Promise<boolean> {
    const found = await findTables(this.#pool, this.#place.schema).catch((cause) => {
      throw explained(cause, this.#place);
    });
    this.#missing = TABLES.filter((table) => !found?.has(table));
    return found !== undefined;
  }

  /** A read does no harm twice: one whose connection is lost is asked again on another. */
  async #ask(text: string, values: unknown[]): Promise<{ readonly rows: readonly TextRow[] }> {
    const query = prepared(text, values);
    try {
      return await this.#pool.query<(string | null)[]>(query).catch((cause) => {
        if (isLost(cause)) return this.#pool.query<(string | null)[]>(query);
        throw cause;
      });
    } catch (cause) {
      throw explained(cause, this.#place);
    }
  }
}

/** Above all keys, which have 1,900 bytes at most. */
const ABOVE_ALL: Uint8Array = new Uint8Array(1_901).fill(0xff);

function bytes(value: Uint8Array): Buffer {
  return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

function isLost(cause: unknown): boolean {
  const { code = '', severity } = cause as { code?: string; severity?: string };
  return severity === 'FATAL' || !/^[0-9A-Z]{5}$/.test(code);
}
