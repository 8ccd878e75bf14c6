/**
 * The engine of one partition: takes entries from the log in micro-batches and commits what they lead to.
 *
 * R4. Only entries that are on disk are taken; only what a commit has made durable is announced.
 * R5. A release or model ends its batch; the next batch sees the new plan.
 * R6. An entry that cannot be stepped is recorded as a `failure` fact and passed over; it never stops the engine.
 */
import { VolanoError } from '../../base/index.ts';
import { compilePlan, decodeEntry, type Entry, type Plan } from '../../core/index.ts';
import { blockKey } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateStore, Write } from '../../port/state/index.ts';
import { Applying } from './applying.ts';
import { Batch, type Positioned, type UnreadableEntry } from './batch.ts';
import { CustomerCache } from './cache.ts';
import { expiredIds } from './dedupe.ts';
import { readTimerKey, timerKey } from './keys.ts';
import { cutBatch, endsBatch, loadBatch } from './load.ts';
import { copyMeta, type Meta, metaWrites, readMeta } from './meta.ts';

/** Version of `step`: raised whenever the same entries would lead to another state. */
export const ENGINE_VERSION = '1';

export interface EngineOptions {
  readonly partition: number;
  readonly log: Log;
  readonly state: StateStore;
  /** Most entries of a batch. */
  readonly batchMax?: number;
  /** About how many customers stay in memory; 0: none beyond a batch. */
  readonly cacheMax?: number;
  /** Stops after the entry at this position (replay). */
  readonly until?: number;
  /** Called at named points, for crash tests. */
  readonly failpoint?: (name: string) => void;
}

/** What a batch came to. */
export interface BatchOutcome {
  readonly position: number;
  /** `at` of the last entry, ms. */
  readonly at: number;
  /** Finished by this batch; a tick may take several. */
  readonly entries: number;
  /** Messages decided, now waiting in the outbox. */
  readonly messages: readonly string[];
  readonly seq: number;
  /** Earliest wake-up in the state store, ms; undefined when there is none. */
  readonly nextWakeAt: number | undefined;
  /** Whether a pass over all customers is open, which ticks move on. */
  readonly runOpen: boolean;
  readonly counters: ReadonlyMap<string, number>;
}

const BATCH_MAX = 2_000;
const CACHE_MAX = 50_000;

/** The engine of one partition: takes entries from the log, batch by batch, and commits what follows from them together with its position. */
export class Engine {
  readonly #options: Required<Omit<EngineOptions, 'cacheMax'>>;
  readonly #cache: CustomerCache;
  readonly #poison = new Map<number, string>();
  /** First seqs of the fact blocks that the state store holds, ascending. */
  readonly #blocks: number[] = [];
  #meta: Meta;
  #plan: Plan;
  #sunk = 0;

  /** Opens at the position the state store has reached. */
  static async open(options: EngineOptions): Promise<Engine> {
    const engine = new Engine(options, await readMeta(options.state));
    const stored = { start: blockKey(options.partition, 0), end: blockKey(options.partition + 1, 0), limit: Number.MAX_SAFE_INTEGER };
    for (const [key] of await options.state.range('fact', stored)) engine.#blocks.push(Number(Buffer.from(key).readBigUInt64BE(2)));
    return engine;
  }

  private constructor(options: EngineOptions, meta: Meta) {
    const { cacheMax = CACHE_MAX, ...rest } = options;
    this.#options = { batchMax: BATCH_MAX, until: Number.POSITIVE_INFINITY, failpoint: () => {}, ...rest };
    this.#cache = new CustomerCache(cacheMax);
    this.#meta = meta;
    this.#plan = compilePlan(meta.releases, meta.edges);
  }

  get position(): number {
    return this.#meta.progress.position;
  }

  get meta(): Readonly<Meta> {
    return this.#meta;
  }

  get plan(): Plan {
    return this.#plan;
  }

  /** Facts up to this seq are in the warehouse: their blocks may go. */
  sunk(seq: number): void {
    this.#sunk = Math.max(this.#sunk, seq);
  }

  /** Earliest wake-up in the state store, ms. */
  async nextWakeAt(): Promise<number | undefined> {
    const [first] = await this.#options.state.range('timer', { start: new Uint8Array(0), end: timerKey(LATEST, ''), limit: 1 });
    return first && readTimerKey(first[0]).due;
  }

  /** Takes, applies and commits the next entries; undefined when there are none. Resolves when the commit is on disk. */
  async runBatch(): Promise<BatchOutcome | undefined> {
    const { log, partition, batchMax, until } = this.#options;
    const records = await log.read(partition, this.position, batchMax);
    const positioned: Positioned[] = [];
    const runOpen = this.#meta.run !== undefined;
    for (const { position, at, value } of records) {
      if (position > until) break;
      const entry = readEntry(value);
      positioned.push({ position, at, entry });
      if (endsBatch(entry, runOpen)) break;
    }
    if (positioned.length === 0) return undefined;
    return this.#run(cutBatch(positioned, runOpen));
  }

  async #run(entries: readonly Positioned[]): Promise<BatchOutcome> {
    const { state, partition } = this.#options;
    const loaded = await loadBatch(entries, {
      state,
      partition,
      plan: this.#plan,
      cache: this.#cache,
      run: this.#meta.run,
      poison: this.#poison,
    });
    const meta = copyMeta(this.#meta);
    const batch = new Batch({
      partition,
      plan: this.#plan,
      cache: this.#cache,
      progress: meta.progress,
      counters: meta.counters,
      runCursor: meta.run?.cursor,
      waiting: loaded.waiting,
    });
    const applying = new Applying({ batch, meta, loaded, plan: this.#plan, poison: this.#poison });
    let finished = 0;
    for (const one of loaded.entries) {
      try {
        if (!applying.entry(one)) break;
        finished++;
      } catch (error) {
        batch.discard();
        if (this.#poison.has(one.position)) throw error;
        this.#poison.set(one.position, error instanceof Error ? error.message : String(error));
        return this.#run(entries);
      }
    }
    return this.#commit({
      batch,
      meta,
      plan: applying.plan,
      writes: [...batch.writes(), ...loaded.writes()],
      entries: finished,
    });
  }

  async #commit(done: { batch: Batch; meta: Meta; plan: Plan; writes: Write[]; entries: number }): Promise<BatchOutcome> {
    const { state, failpoint } = this.#options;
    const { batch, meta, plan } = done;
    // What is forgotten stands first: an id that has just come again must stay.
    const forgotten = await expiredIds(state, meta.progress.at);
    const sunk = this.#sunkBlocks();
    const writes = [...forgotten, ...done.writes, ...metaWrites(this.#meta, meta), ...sunk];
    failpoint('engine.before_commit');
    try {
      const { durable } = state.commit(writes);
      failpoint('engine.inside_commit');
      await durable;
    } catch (error) {
      // A full disk, say: the same entries are run again, on what is stored.
      batch.discard();
      throw error;
    }
    failpoint('engine.after_commit');
    this.#blocks.splice(0, sunk.length);
    if (meta.progress.seq >= batch.facts.first) this.#blocks.push(batch.facts.first);
    if (plan !== this.#plan) this.#cache.clear();
    this.#cache.age();
    this.#meta = meta;
    this.#plan = plan;
    const { position, at, seq } = meta.progress;
    const nextWakeAt = await this.nextWakeAt();
    const runOpen = meta.run !== undefined;
    return { position, at, entries: done.entries, messages: batch.messages, seq, nextWakeAt, runOpen, counters: meta.counters };
  }

  /** Deletions of blocks that are in the warehouse: each ends where the next begins. */
  #sunkBlocks(): Write[] {
    const { partition } = this.#options;
    const next = this.#blocks.findIndex((from, i) => i > 0 && from > this.#sunk + 1);
    const count = next < 0 ? this.#blocks.length - 1 : next - 1;
    return this.#blocks.slice(0, Math.max(0, count)).map((from) => ({ table: 'fact', key: blockKey(partition, from), value: undefined }));
  }
}

function readEntry(bytes: Uint8Array): Entry | UnreadableEntry {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (error instanceof VolanoError) return { type: 'unreadable', problem: error.message };
    throw error;
  }
}

const LATEST = 2 ** 48 - 1;
