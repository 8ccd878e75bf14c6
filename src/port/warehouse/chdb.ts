/**
 * The embedded carrier: ClickHouse inside this process. One process per data directory. To be opened on the main thread only: the engine
 * crashes in a worker thread.
 *
 * Each lane has a connection of its own; connections to one directory share the engine and run side by side, and what is SET on one is
 * not seen by another. Settings are SET once per connection, before its first statement.
 */
import { mkdirSync, readFileSync } from 'node:fs';
import { type FileHandle, open as openFile, unlink } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type ClickHouseClient, type ClickHouseClientConfigOptions, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import { Session } from 'chdb';
import { createChdbConnection } from 'chdb/connection';
import { VolanoError, wordsOf } from '../../base/index.ts';
import { ClientWarehouse, formatOf, intoOf, type WarehouseConnection } from './client-warehouse.ts';
import { dropEmptyDefinitions } from './empty-definitions.ts';
import { readerSettings, type Settings, type WarehouseLimits, writerSettings } from './settings.ts';
import type { Warehouse } from './warehouse.ts';

export interface ChdbOptions extends WarehouseLimits {
  /** Data directory; made when missing. */
  readonly path: string;
}

/** One thread merges, below all others. Lowering takes a right on Linux that few users have; without it the engine leaves it be. */
const ENGINE: readonly string[] = ['--background_pool_size=1', '--os_threads_nice_value_merge_mutate=10'];

/** The engine's own `default` is none in which a view can be replaced under its readers (W5). */
const DATABASE = 'volano';

const EMBEDDED_WRITER: Settings = { use_structure_from_insertion_table_in_table_functions: 1, os_threads_nice_value_query: 5 };

/** Throws VOLANO_WAREHOUSE_LOCKED, VOLANO_WAREHOUSE_UNAVAILABLE. */
export async function openChdbWarehouse(options: ChdbOptions): Promise<Warehouse> {
  const path = resolve(options.path);
  const engine = start(path);
  const writer = await connectWriter(path, { options, engine });
  const readers = [await connectReader(path, options), await connectReader(path, options)] as const;
  endOnCrash();
  return new ClientWarehouse({ writer, readers });
}

/**
 * The engine takes over the signals of a crash, its own and anybody's, to write a report, and the process then stands still for good: nobody who
 * supervises it would start it again. They are given back to the system, whose answer is the end.
 */
function endOnCrash(): void {
  for (const signal of ['SIGABRT', 'SIGSEGV', 'SIGBUS', 'SIGILL', 'SIGFPE'] as const) {
    const nothing = (): void => {};
    process.on(signal, nothing).off(signal, nothing);
  }
}

async function connectReader(path: string, options: ChdbOptions): Promise<WarehouseConnection> {
  const client = await connect(path, readerSettings(options));
  const insert = () => Promise.reject(new TypeError('This connection only reads'));
  return { client, insert, close: () => client.close() };
}

/**
 * Rows go in by a file without a name. In the text of a statement, as the binding's own insert has them, the engine would take the rows
 * for SQL and cut them into words before it reads them as JSON: two thirds of the whole cost (15 us a row of 700 bytes, 8 us by the file).
 * What is written is dropped before the system gets to carry it to the disk.
 */
async function connectWriter(path: string, { options, engine }: { options: ChdbOptions; engine: Session }): Promise<WarehouseConnection> {
  const client = await connect(path, { ...writerSettings(options), ...EMBEDDED_WRITER });
  const file = await openNameless(join(path, 'insert.jsonl'));
  return {
    client,
    insert: async (target, rows) => {
      const where = target.guard === undefined ? '' : ` WHERE ${target.guard} = 0`;
      try {
        await write(file, rows);
        await client.command({ query: `INSERT INTO ${intoOf(target)} SELECT * FROM file(${file.fd}, ${formatOf(target)})${where}` });
      } finally {
        await file.truncate(0);
      }
    },
    close: async () => {
      await client.close();
      await file.close();
      engine.close();
    },
  };
}

/** A file that is gone with the process. */
async function openNameless(path: string): Promise<FileHandle> {
  const file = await openFile(path, 'w+');
  await unlink(path);
  return file;
}

async function write(file: FileHandle, bytes: Uint8Array): Promise<void> {
  for (let done = 0; done < bytes.byteLength; ) {
    const { bytesWritten } = await file.write(bytes, done, bytes.byteLength - done, done);
    done += bytesWritten;
  }
}

async function connect(path: string, settings: Settings): Promise<ClickHouseClient> {
  const client = createClient({
    // Both packages carry a copy of one interface, and a private member keeps TypeScript from seeing that they are equal.
    connection: createChdbConnection({ path }) as unknown as NonNullable<ClickHouseClientConfigOptions['connection']>,
    // Errors are thrown, with their cause; the client's own lines on the console say it twice.
    log: { level: ClickHouseLogLevel.OFF },
  });
  await client.command({ query: `CREATE DATABASE IF NOT EXISTS ${DATABASE} ENGINE = Atomic` });
  await client.command({ query: `USE ${DATABASE}` });
  for (const [name, value] of Object.entries(settings)) {
    await client.command({ query: `SET ${name} = ${typeof value === 'number' ? value : `'${value}'`}` });
  }
  return client;
}

/** The engine of a directory; connections that come after it are connections to it. */
function start(path: string): Session {
  try {
    mkdirSync(path, { recursive: true });
    const gone = holderOf(path) === undefined ? dropEmptyDefinitions(path) : [];
    if (gone.length > 0)
      process.emitWarning(`Definitions in the warehouse that a full disk had left empty are made anew: ${gone.join(', ')}`);
    return new Session(path, { connectionArgs: ENGINE });
  } catch (cause) {
    const holder = holderOf(path);
    if (holder !== undefined) throw new VolanoError('VOLANO_WAREHOUSE_LOCKED', { path, pid: holder }, { cause });
    throw new VolanoError('VOLANO_WAREHOUSE_UNAVAILABLE', { path, problem: wordsOf(cause) }, { cause });
  }
}

/** The living process that the engine's status file names. The file stays behind when a process is killed. */
function holderOf(path: string): number | undefined {
  try {
    const pid = Number(/^PID: (\d+)/.exec(readFileSync(join(path, 'status'), 'utf8'))?.[1]);
    if (!(pid > 0) || pid === process.pid) return undefined;
    process.kill(pid, 0);
    return pid;
  } catch {
    return undefined;
  }
}
