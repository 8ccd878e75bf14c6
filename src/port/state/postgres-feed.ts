/**
 * What commits bring, for processes that act on them apart from the writer's.
 *
 * F1. Told is only what is durable: the feed is read from the tables, and a notification only says when to look.
 * F2. Nothing is missed: each look takes up after the last commit told. Commits of a partition become visible in the order of their numbers,
 *     for each holds the lock of the partition's row. A notification that is lost is made up for by the look that comes every second.
 * F3. An outbox row is told with the last commit that wrote it; one that is removed before a look is not told.
 */
import type { Client } from 'pg';
import type { PostgresStateOptions } from './postgres.ts';
import { connect, connectionConfig, explained, type PostgresPlace, placeOf, prepared, type TextRow } from './postgres-connection.ts';
import { Names } from './postgres-schema.ts';
import { bytesOf } from './postgres-values.ts';

export interface StateFeed {
  /** Number of the last commit. */
  readonly commit: number;
  /** Keys of the outbox rows that the commits since the last feed wrote and that are still there, in the order of their commits. */
  readonly outbox: readonly Uint8Array[];
}

/**
 * Calls the listener for what is there after commit `after` (default: from the first), then whenever there are further commits, one call
 * at a time. A partition that nobody has written yet is waited for. Goes on by itself when PostgreSQL was away. Rejects with
 * VOLANO_STATE_UNAVAILABLE when it cannot be reached at the start.
 */
export async function followPostgresState(
  { url, schema = 'volano', partition }: Pick<PostgresStateOptions, 'url' | 'schema' | 'partition'>,
  listener: (feed: StateFeed) => void,
  after = 0,
): Promise<{ close(): Promise<void> }> {
  const follower = new Follower(placeOf(url, schema, partition), listener, after);
  await follower.open();
  return follower;
}

/** Between two looks when nothing is heard, ms. Also the wait before another attempt to connect. */
const LOOK_MS = 1_000;
/** Rows of a look; of more, whole commits are told first. */
const ROWS_MAX = 10_000;

class Follower {
  readonly #place: PostgresPlace;
  readonly #listener: (feed: StateFeed) => void;
  readonly #names: Names;
  #after: number;
  #client: Client | undefined;
  #running: Promise<void> | undefined;
  #closed = false;
  /** Something may have come since the last look began. */
  #heard = false;
  #wake: () => void = () => {};

  constructor(place: PostgresPlace, listener: (feed: StateFeed) => void, after: number) {
    this.#place = place;
    this.#listener = listener;
    this.#names = new Names(place.schema);
    this.#after = after;
  }

  async open(): Promise<void> {
    await this.#connected().catch((cause) => {
      this.#lose(this.#client);
      throw explained(cause, this.#place);
    });
    this.#running = this.#run();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#hear();
    await this.#running;
    await this.#client?.end().catch(() => {});
  }

  async #run(): Promise<void> {
    while (!this.#closed) {
      this.#heard = false;
      const feed = await this.#look();
      if (this.#closed) break;
      if (feed && feed.commit !== this.#after) {
        this.#after = feed.commit;
        this.#listener(feed);
      } else await this.#wait();
    }
  }

  /** What there is now; undefined: nothing, or nobody who could say so. */
  async #look(): Promise<StateFeed | undefined> {
    try {
      const client = await this.#connected();
      return await this.#feed(client);
    } catch (cause) {
      if (!isMissing(cause)) this.#lose(this.#client);
      return undefined;
    }
  }

  async #feed(client: Client): Promise<StateFeed | undefined> {
    const { partition } = this.#place;
    const text = `SELECT f.commit, o.commit, o.key FROM ${this.#names.table('fence')} f LEFT JOIN LATERAL (
        SELECT r.commit, r.key FROM ${this.#names.table('outbox')} r WHERE r.partition = ${partition} AND r.commit > $1::bigint AND r.commit <= f.commit
        ORDER BY r.commit, r.key LIMIT ${ROWS_MAX}) o ON true WHERE f.partition = ${partition} ORDER BY 2, 3`;
    const { rows } = await client.query<TextRow[] & TextRow>(prepared(text, [this.#after]));
    if (rows.length === 0) return undefined;
    const commit = Number(rows[0]![0]);
    // The store is another one than before, from a backup: all that waits in it is told.
    if (commit < this.#after) {
      this.#after = 0;
      return this.#feed(client);
    }
    if (rows.length < ROWS_MAX) return { commit, outbox: keysOf(rows) };
    const last = Number(rows.at(-1)![1]);
    const whole = rows.filter((row) => Number(row[1]) < last);
    return whole.length > 0 ? { commit: last - 1, outbox: keysOf(whole) } : this.#one(client, last);
  }

  /** A commit that alone has more rows than are read at once. */
  async #one(client: Client, commit: number): Promise<StateFeed> {
    const text = `SELECT 0, r.commit, r.key FROM ${this.#names.table('outbox')} r WHERE r.partition = ${this.#place.partition} AND r.commit = $1::bigint ORDER BY r.key`;
    const { rows } = await client.query<TextRow[] & TextRow>(prepared(text, [commit]));
    return { commit, outbox: keysOf(rows) };
  }

  /** Listens before the first look: what comes later is heard. */
  async #connected(): Promise<Client> {
    if (this.#client) return this.#client;
    const client = await connect(connectionConfig(this.#place, 'volano follower'), (lost) => this.#lose(lost));
    this.#client = client;
    client.on('notification', () => this.#hear());
    await client.query(`LISTEN ${this.#names.channel(this.#place.partition)}`);
    return client;
  }

  #lose(client: Client | undefined): void {
    if (this.#client !== client) return;
    this.#client = undefined;
    client?.end().catch(() => {});
  }

  #hear(): void {
    this.#heard = true;
    this.#wake();
  }

  async #wait(): Promise<void> {
    if (this.#heard) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, LOOK_MS);
      this.#wake = (): void => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

function keysOf(rows: readonly TextRow[]): readonly Uint8Array[] {
  return rows.flatMap(([, , key]) => (key === null ? [] : [bytesOf(key!)]));
}

/** Tables that the first writer has not made yet. */
function isMissing(cause: unknown): boolean {
  const { code } = cause as { code?: string };
  return code === '42P01' || code === '3F000';
}
