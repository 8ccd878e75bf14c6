/**
 * The state store in PostgreSQL: for several processes on several machines. Each partition is a key space of its own with one writer at a time;
 * the writer's epoch is the fence (S6, see postgres-writer.ts). `applied` and `durable` are one moment.
 */
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { VolanoError } from '../../base/index.ts';
import { connectionConfig, placeOf } from './postgres-connection.ts';
import { readerOf } from './postgres-fence.ts';
import { PostgresReader } from './postgres-reader.ts';
import { PostgresWriter } from './postgres-writer.ts';
import type { Commit, Expected, KeyRange, LoadRequest, LoadResult, StateStore, Table, Write } from './state.ts';
import { assertWrites } from './write.ts';

export interface PostgresStateOptions {
  /** `postgres://user:password@host:port/database`. Never logged, and never put into an error with its password. */
  readonly url: string;
  /** Default: volano. Made with its tables when missing, unless `readOnly`. */
  readonly schema?: string;
  /** The key space. Negative ones are for what is no partition of the log. */
  readonly partition: number;
  /** For other processes than the writer's: no epoch, no lock. */
  readonly readOnly?: boolean;
  /** Several write at once, without epoch and lock, kept apart by the conditions of their commits (S7). Nobody can follow such a key space. */
  readonly shared?: boolean;
  /** Takes the partition from whoever holds it; default: refuse while that process is connected. */
  readonly takeOver?: boolean;
  /** Who this is, for the message to those who are refused. Default: host and process. */
  readonly holder?: string;
  /** Connections at once, one of them for writing. Default: 4. */
  readonly connectionsMax?: number;
}

/**
 * Opens the state of one partition. Rejects with VOLANO_STATE_LOCKED while another process holds it, VOLANO_STATE_UNAVAILABLE when PostgreSQL
 * does not answer and, read-only, VOLANO_STORE_MISSING.
 */
export async function openPostgresState(options: PostgresStateOptions): Promise<StateStore> {
  const { url, schema = 'volano', partition, readOnly = false, shared = false, takeOver = false, connectionsMax = 4 } = options;
  const place = placeOf(url, schema, partition);
  const session = `volano ${randomBytes(12).toString('hex')}`;
  const writing = readOnly ? 0 : 1;
  const reader = new PostgresReader(place, { ...connectionConfig(place, readerOf(session)), max: Math.max(1, connectionsMax - writing) });
  const name = options.holder ?? `process ${process.pid} on ${hostname()}`;
  const writer = readOnly ? undefined : new PostgresWriter(place, { session, name, shared });
  try {
    await writer?.open(takeOver ? 'take over' : 'open');
    if (!(await reader.find())) throw new VolanoError('VOLANO_STORE_MISSING', { path: place.path });
    return new PostgresState(reader, writer);
  } catch (cause) {
    await Promise.all([writer?.close(), reader.close()]);
    throw cause;
  }
}

class PostgresState implements StateStore {
  readonly #reader: PostgresReader;
  readonly #writer: PostgresWriter | undefined;
  #closed: Promise<void> | undefined;

  constructor(reader: PostgresReader, writer: PostgresWriter | undefined) {
    this.#reader = reader;
    this.#writer = writer;
  }

  getMany(table: Table, keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.#read((reader) => reader.getMany(table, keys));
  }

  load(request: LoadRequest): Promise<LoadResult> {
    return this.#read((reader) => reader.load(request));
  }

  range(table: Table, range: KeyRange): Promise<readonly (readonly [Uint8Array, Uint8Array])[]> {
    return this.#read((reader) => reader.range(table, range));
  }

  count(table: Table): Promise<number> {
    return this.#read((reader) => reader.count(table));
  }

  commit(writes: readonly Write[], expected: readonly Expected[] = []): Commit {
    if (this.#closed) throw new TypeError('The state store is closed');
    if (!this.#writer) throw new TypeError('This handle of the state store is for reading');
    assertWrites(writes);
    assertWrites(expected);
    const durable = this.#writer.commit(writes, expected);
    return { applied: durable, durable };
  }

  close(): Promise<void> {
    this.#closed ??= (async (): Promise<void> => {
      await this.#writer?.close();
      await this.#reader.close();
    })();
    return this.#closed;
  }

  async #read<T>(read: (reader: PostgresReader) => Promise<T>): Promise<T> {
    if (this.#closed) throw new TypeError('The state store is closed');
    const reading = this.#afterSettled(read);
    this.#writer?.reading(reading);
    return reading;
  }

  async #afterSettled<T>(read: (reader: PostgresReader) => Promise<T>): Promise<T> {
    await this.#writer?.settled();
    return read(this.#reader);
  }
}
