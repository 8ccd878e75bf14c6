/**
 * A desk: what a room keeps beside the loop, under its name in the table `desk` of a state store. Several desks may share a store, and several
 * processes a desk.
 *
 * E1. A change is decided by what its keys held, and stored only if they still hold it; when another process was first it is decided anew.
 * E2. A change is on disk when it resolves, whole; one that rejects has stored nothing. Reads may see it before.
 * E3. Changes asked for while one is under way are stored together, in one commit, each seeing those before it.
 * E4. Desks see nothing of each other.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { StateStore, Write } from '../state.ts';
import { prefixEnd } from '../write.ts';

/** What a desk needs of a state store. */
export type DeskStore = Pick<StateStore, 'getMany' | 'range' | 'commit' | 'close'>;

export interface DeskWrite {
  readonly key: Uint8Array;
  /** Undefined: it goes. */
  readonly value: Uint8Array | undefined;
}

export interface DeskChange<Result> {
  /** What decides. Default: nothing, whatever is there. */
  readonly reads?: readonly Uint8Array[];
  /** Values in the order of `reads`. May be called several times (E1). */
  readonly decide: (values: readonly (Uint8Array | undefined)[]) => { readonly writes: readonly DeskWrite[]; readonly result: Result };
}

export interface DeskRange {
  /** All keys of the range begin so. */
  readonly prefix: Uint8Array;
  /** From this key on, or behind it. */
  readonly start?: Uint8Array;
  /** Before this key. */
  readonly end?: Uint8Array;
  readonly limit: number;
  readonly reverse?: boolean;
}

export type DeskPair = readonly [key: Uint8Array, value: Uint8Array];

/** A whole key, and the same as text to find it by. */
interface Place {
  readonly key: Uint8Array;
  readonly text: string;
}

interface Job {
  readonly reads: readonly Place[];
  readonly decide: DeskChange<unknown>['decide'];
  readonly resolve: (result: unknown) => void;
  readonly reject: (cause: unknown) => void;
}

interface Decided {
  readonly jobs: readonly { readonly job: Job; readonly result: unknown }[];
  readonly writes: readonly Write[];
}

const JOBS_TOGETHER_MAX = 2_000;
/** Of one round: whoever is first has come further, so that somebody always does. */
const TRIES_MAX = 100;
const PAUSE_MS_MAX = 50;

/** One desk of a store. */
export class Desk {
  readonly #store: DeskStore;
  readonly #prefix: Uint8Array;
  #jobs: Job[] = [];
  #working: Promise<void> | undefined;
  /** Of the last commit. */
  #durable: Promise<void> = Promise.resolve();
  #lookups: {
    readonly key: Uint8Array;
    readonly resolve: (value: Uint8Array | undefined) => void;
    readonly reject: (cause: unknown) => void;
  }[] = [];

  /** `name`: without 0x00. Closing the desk closes the store. */
  constructor(store: DeskStore, name: string) {
    this.#store = store;
    this.#prefix = Buffer.from(`${name}\u0000`);
  }

  /** Lookups of one turn are one. */
  get(key: Uint8Array): Promise<Uint8Array | undefined> {
    return new Promise((resolve, reject) => {
      this.#lookups.push({ key, resolve, reject });
      if (this.#lookups.length === 1) queueMicrotask(() => void this.#lookUp());
    });
  }

  getMany(keys: readonly Uint8Array[]): Promise<readonly (Uint8Array | undefined)[]> {
    return this.#store.getMany(
      'desk',
      keys.map((key) => this.#whole(key)),
    );
  }

  /** In key order, or reverse. */
  async range({ prefix, start = prefix, end, limit, reverse = false }: DeskRange): Promise<readonly DeskPair[]> {
    const low = this.#whole(Buffer.compare(start, prefix) < 0 ? prefix : start);
    const under = prefixEnd(this.#whole(prefix))!;
    const before = end && this.#whole(end);
    const high = before && Buffer.compare(before, under) < 0 ? before : under;
    const pairs = await this.#store.range('desk', { start: low, end: high, limit, reverse });
    return pairs.map(([key, value]) => [key.subarray(this.#prefix.length), value]);
  }

  /** Rejects as `decide` throws and as the store does (E2). */
  change<Result>({ reads = [], decide }: DeskChange<Result>): Promise<Result> {
    return new Promise<Result>((resolve, reject) => {
      this.#jobs.push({ reads: reads.map((key) => this.#place(key)), decide, resolve: resolve as (result: unknown) => void, reject });
      this.#working ??= this.#work();
    });
  }

  /** Writes whatever is there. */
  write(...writes: readonly DeskWrite[]): Promise<void> {
    return this.change({ decide: () => ({ writes, result: undefined }) });
  }

  /** When what was asked for is stored. */
  async close(): Promise<void> {
    await this.#working;
    await this.#durable.catch(() => undefined);
    await this.#store.close();
  }

  async #lookUp(): Promise<void> {
    const lookups = this.#lookups;
    this.#lookups = [];
    try {
      const values = await this.getMany(lookups.map(({ key }) => key));
      for (const [index, { resolve }] of lookups.entries()) resolve(values[index]);
    } catch (cause) {
      for (const { reject } of lookups) reject(cause);
    }
  }

  async #work(): Promise<void> {
    // What is asked for in the same turn goes together from the first on.
    await new Promise<void>((resolve) => process.nextTick(resolve));
    while (this.#jobs.length > 0) await this.#round(this.#jobs.splice(0, JOBS_TOGETHER_MAX));
    this.#working = undefined;
  }

  async #round(jobs: readonly Job[]): Promise<void> {
    let left = jobs;
    for (let tries = 1; ; tries++) {
      try {
        const places = new Map<string, Uint8Array>();
        for (const { reads } of left) for (const { key, text } of reads) places.set(text, key);
        const keys = [...places.values()];
        const values = keys.length === 0 ? [] : await this.#store.getMany('desk', keys);
        const expected = keys.map((key, index): Write => ({ table: 'desk', key, value: values[index] }));
        const decided = this.#decide(left, new Map([...places.keys()].map((text, index) => [text, values[index]])));
        left = decided.jobs.map(({ job }) => job);
        const commit = decided.writes.length > 0 ? this.#store.commit(decided.writes, expected) : undefined;
        if (commit) {
          commit.durable.catch(() => undefined);
          await commit.applied;
          this.#durable = commit.durable;
        }
        // The next round begins meanwhile. What was only looked at may be of a commit that is not durable yet.
        this.#durable.then(
          () => {
            for (const { job, result } of decided.jobs) job.resolve(result);
          },
          (cause: unknown) => {
            for (const { job } of decided.jobs) job.reject(cause);
          },
        );
        return;
      } catch (cause) {
        if (!isConflict(cause) || tries === TRIES_MAX) {
          for (const job of left) job.reject(cause);
          return;
        }
        await sleep(Math.random() * Math.min(2 ** tries, PAUSE_MS_MAX));
      }
    }
  }

  /** Whoever throws is out, and has written nothing. `held` moves along. */
  #decide(jobs: readonly Job[], held: Map<string, Uint8Array | undefined>): Decided {
    const done: { job: Job; result: unknown }[] = [];
    // A key that several write is written once.
    const writes = new Map<string, Write>();
    for (const job of jobs) {
      try {
        const { writes: own, result } = job.decide(job.reads.map(({ text }) => held.get(text)));
        for (const { key: ownKey, value } of own) {
          const { key, text } = this.#place(ownKey);
          writes.set(text, { table: 'desk', key, value });
          held.set(text, value);
        }
        done.push({ job, result });
      } catch (cause) {
        job.reject(cause);
      }
    }
    return { jobs: done, writes: [...writes.values()] };
  }

  #place(own: Uint8Array): Place {
    const key = this.#whole(own);
    return { key, text: key.toString('latin1') };
  }

  #whole(key: Uint8Array): Buffer {
    return Buffer.concat([this.#prefix, key]);
  }
}

/** A value that is JSON, as bytes. */
export function jsonBytes(value: unknown): Uint8Array {
  return Buffer.from(JSON.stringify(value));
}

/** The value that `jsonBytes` was given. */
export function jsonValue<Value>(bytes: Uint8Array): Value {
  return JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as Value;
}

function isConflict(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && cause.code === 'VOLANO_STATE_CONFLICT';
}
