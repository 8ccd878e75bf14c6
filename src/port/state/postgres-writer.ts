/**
 * The one who writes to a partition: a connection, the epoch under which it writes, and a queue.
 *
 * P1. One commit is under way at a time; what is asked for meanwhile is stored with the next one, together. So none is stored without those
 *     before it (S2), and the connection's latency is paid once for all of them. Commits with conditions go by themselves.
 * P2. Each connection has an epoch of its own, and each commit checks it under the lock of the partition's row (S6). When a connection is lost
 *     in the middle of a commit nobody knows whether that was stored; once the next epoch stands it is decided for good, for the old
 *     statement can store nothing any more. Until then nothing is read and nothing is written.
 * P3. Epochs are taken by who holds the partition, or by who takes it over. Whoever finds it in other hands writes nothing from then on.
 */
import type { Client } from 'pg';
import { VolanoError } from '../../base/index.ts';
import { type CommitParameters, commitParameters } from './postgres-commit.ts';
import { connect, connectionConfig, explained, isCrossed, isRefusal, type PostgresPlace, prepared } from './postgres-connection.ts';
import { type Holder, releasePartition, takePartition } from './postgres-fence.ts';
import { Names } from './postgres-schema.ts';
import type { Expected, Write } from './state.ts';

interface Job {
  readonly writes: readonly Write[];
  readonly expected: readonly Expected[];
  readonly resolve: () => void;
  readonly reject: (cause: Error) => void;
}

interface Connection {
  readonly client: Client;
  /** Null: others write as well, and only conditions keep them apart. */
  readonly epoch: number | null;
}

/** Wait after a failed attempt to connect, ms: doubled from the first to the last. */
const BACKOFF_MS = [50, 5_000] as const;
/** Tries of a commit that stands in the way of another one. */
const TRIES_MAX = 10;

export class PostgresWriter {
  readonly #place: PostgresPlace;
  readonly #holder: Holder;
  readonly #statement: string;
  readonly #notify: string;
  #connection: Connection | undefined;
  #attempt: Promise<Connection> | undefined;
  #retry: NodeJS.Timeout | undefined;
  #backoffMs: number = BACKOFF_MS[0];
  /** Why nothing can be done until the next attempt, or at all. */
  #problem: Error | undefined;
  #closing = false;
  #pending: Job[] = [];
  #draining: Promise<void> | undefined;
  /** Asked for after a commit that waits: they see what was before it. */
  #reads: Promise<unknown>[] = [];

  constructor(place: PostgresPlace, holder: Holder) {
    this.#place = place;
    this.#holder = holder;
    const names = new Names(place.schema);
    this.#statement = `SELECT ${names.function('commit')}($1, $2${Array.from({ length: commitParameters([], []).length }, (_, i) => `, $${i + 3}`).join('')})`;
    this.#notify = `NOTIFY ${names.channel(place.partition)}`;
  }

  /** Connects for the first time. Rejects with VOLANO_STATE_LOCKED or VOLANO_STATE_UNAVAILABLE. */
  async open(mode: 'open' | 'take over'): Promise<void> {
    await this.#connect(mode);
  }

  /** Stores all or nothing. Rejects as `StateStore.commit` says. */
  commit(writes: readonly Write[], expected: readonly Expected[]): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#pending.push({ writes, expected, resolve, reject });
      this.#draining ??= this.#drain();
    });
  }

  /** Resolves when what is stored is decided (P2). */
  async settled(): Promise<void> {
    if (!this.#connection) await this.#connected();
  }

  /** The commits that wait now are not stored before this read has ended. */
  reading(read: Promise<unknown>): void {
    if (this.#pending.length > 0) this.#reads.push(read);
  }

  /** Finishes what was asked for and sets the partition free. */
  async close(): Promise<void> {
    while (this.#draining) await this.#draining;
    this.#closing = true;
    clearTimeout(this.#retry);
    await this.#attempt?.catch(() => {});
    const client = this.#connection?.client;
    this.#connection = undefined;
    if (!client) return;
    await releasePartition(client, this.#place, this.#holder).catch(() => {});
    await client.end();
  }

  async #drain(): Promise<void> {
    // Requests that arrive in the same turn of the event loop are stored together.
    await new Promise((resolve) => setImmediate(resolve));
    while (this.#pending.length > 0) {
      const jobs = this.#next();
      const reads = this.#reads;
      this.#reads = [];
      if (reads.length > 0) await Promise.allSettled(reads);
      try {
        await this.#store(jobs);
        for (const { resolve } of jobs) resolve();
      } catch (cause) {
        const error = explained(cause, this.#place);
        // Those who wait built on it.
        const after = isConflict(error) ? [] : this.#pending.splice(0);
        for (const { reject } of [...jobs, ...after]) reject(error);
      }
    }
    this.#draining = undefined;
  }

  /** One with conditions, or all up to the next of those. */
  #next(): readonly Job[] {
    const conditional = this.#pending.findIndex(({ expected }) => expected.length > 0);
    return this.#pending.splice(0, conditional < 0 ? this.#pending.length : Math.max(1, conditional));
  }

  async #store(jobs: readonly Job[]): Promise<void> {
    const parameters = commitParameters(
      jobs.map(({ writes }) => writes),
      jobs[0]!.expected,
    );
    for (let tries = 1; ; tries++) {
      const connection = await this.#connected();
      try {
        return await this.#send(connection, parameters);
      } catch (cause) {
        if (isCrossed(cause) && tries < TRIES_MAX) continue;
        const error = explained(cause, this.#place);
        if (isFenced(error)) this.#fence(error);
        // No answer, or none that can be trusted: whether it is stored shows when there is a new epoch.
        else if (!isConflict(error) && !isRefusal(cause)) this.#lose(connection.client);
        throw error;
      }
    }
  }

  async #send({ client, epoch }: Connection, parameters: CommitParameters): Promise<void> {
    const stored = client.query(prepared(this.#statement, [this.#place.partition, epoch, ...parameters]));
    // In a transaction of its own: one that notifies holds up all commits of the database until it is on disk. It comes after the commit
    // on the same connection, so nobody is told too early; should it be lost, followers look by themselves.
    if (epoch !== null) client.query(this.#notify).catch(() => {});
    await stored;
  }

  async #connected(): Promise<Connection> {
    if (this.#connection) return this.#connection;
    if (this.#attempt) return this.#attempt;
    if (this.#problem) throw this.#problem;
    return this.#connect('again');
  }

  #connect(mode: 'open' | 'take over' | 'again'): Promise<Connection> {
    this.#attempt = this.#take(mode)
      .then((connection) => {
        this.#connection = connection;
        this.#problem = undefined;
        this.#backoffMs = BACKOFF_MS[0];
        return connection;
      })
      .catch((cause) => {
        const error = explained(cause, this.#place);
        if (isFenced(error)) this.#fence(error);
        else if (mode === 'again') this.#wait(error);
        throw error;
      })
      .finally(() => {
        this.#attempt = undefined;
      });
    return this.#attempt;
  }

  async #take(mode: 'open' | 'take over' | 'again'): Promise<Connection> {
    const config = { ...connectionConfig(this.#place, this.#holder.session), pipeline: true };
    const client = await connect(config, (lost) => this.#lose(lost));
    try {
      return { client, epoch: await takePartition(client, this.#place, { ...this.#holder, mode }) };
    } catch (cause) {
      client.end().catch(() => {});
      throw cause;
    }
  }

  /** Of this connection nothing more is awaited. */
  #lose(client: Client): void {
    if (this.#connection?.client !== client) return;
    this.#connection = undefined;
    client.end().catch(() => {});
    if (!this.#closing) this.#connect('again').catch(() => {});
  }

  /** Until the next attempt whoever asks is told at once what the matter is. */
  #wait(error: Error): void {
    this.#problem = error;
    if (this.#closing) return;
    this.#retry = setTimeout(() => this.#connect('again').catch(() => {}), this.#backoffMs);
    this.#backoffMs = Math.min(2 * this.#backoffMs, BACKOFF_MS[1]);
  }

  #fence(error: Error): void {
    this.#problem = error;
    const client = this.#connection?.client;
    this.#connection = undefined;
    client?.end().catch(() => {});
  }
}

function isFenced(error: Error): boolean {
  return error instanceof VolanoError && error.code === 'VOLANO_STATE_FENCED';
}

function isConflict(error: Error): boolean {
  return error instanceof VolanoError && error.code === 'VOLANO_STATE_CONFLICT';
}
