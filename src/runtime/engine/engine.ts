/**
 * The engine of one partition: takes entries from the log in micro-batches and commits what they lead to.
 *
 * R4. Only entries that are on disk are taken; only what a commit has made durable is announced.
 * R5. A release, a model or a piece of a backfill ends its batch; the next batch sees the new plan.
 * R6. An entry that cannot be stepped is recorded as a `failure` fact and passed over; it never stops the engine. Stored state that cannot be
 *     read does: no entry is passed over for it.
 * R7. While a commit is under way further batches may be prepared, reading what it and each of them will leave (O1). They wait, and are
 *     committed together when the one before is on disk: commits are as large as the disk is slow, batches as small as is good for memory.
 *     After a commit that failed everything that is not on disk is forgotten, as if it had never been prepared.
 */
import { VolanoError } from '../../base/index.ts';
import { decodeEntry, type Entry, type Plan } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import { StateAhead, type StateStore, type Write } from '../../port/state/index.ts';
import { Applying, planReached } from './applying.ts';
import { Batch, type Positioned, type UnreadableEntry } from './batch.ts';
import { CustomerCache } from './cache.ts';
import { dedupeHorizon, expiredIds } from './dedupe.ts';
import { readTimerKey, timerKey } from './keys.ts';
import { KnownIdentifiers } from './known-identifiers.ts';
import { cutBatch, endsBatch, loadBatch } from './load.ts';
import { copyMeta, countedMeta, type Meta, metaWrites, type OpenBackfill, planOf, readMeta } from './meta.ts';
import { RecentIds } from './recent-ids.ts';
import { StoredBlocks } from './stored-blocks.ts';
import { Stretch } from './stretch.ts';

/** Version of `step`: raised whenever the same entries would lead to another state. */
export const ENGINE_VERSION = '11';

export interface EngineOptions {
  readonly partition: number;
  readonly log: Log;
  readonly state: StateStore;
  /**
   * `inline`: identity is resolved here, entry by entry, and the log has one partition. `resolved`: it has been resolved before, and the partition is one of
   * the log's (runtime/identity). Default: `inline`.
   */
  readonly identity?: 'inline' | 'resolved';
  /** Most entries of a batch. */
  readonly batchMax?: number;
  /** Entries of a commit, which may be one batch more. */
  readonly commitMax?: number;
  /** About how many customers stay in memory; 0: none beyond a batch. */
  readonly cacheMax?: number;
  /** Message ids that gather in memory before they are moved to rows of their own. */
  readonly recentMax?: number;
  /** Stops after the entry at this position (replay). */
  readonly until?: number;
  /** Called at named points, for crash tests. */
  readonly failpoint?: (name: string) => void;
}

/** What the batches of a commit came to. */
export interface BatchOutcome {
  readonly position: number;
  /** `at` of the last entry, ms. */
  readonly at: number;
  /** Finished by them; a tick may take several batches. */
  readonly entries: number;
  /** Messages decided, now waiting in the outbox. */
  readonly messages: readonly string[];
  readonly seq: number;
  /** Earliest timer in the state store, ms: nobody wakes before. Undefined when there is none. */
  readonly nextWakeAt: number | undefined;
  /** Whether a pass over all customers is open, which ticks move on. */
  readonly runOpen: boolean;
  /** What is being brought of the past; undefined: nothing is in preparation. */
  readonly backfill: OpenBackfill | undefined;
  readonly effects: Meta['effects'];
  readonly counters: ReadonlyMap<string, number>;
  /** Entries that now wait to be forwarded to other partitions. */
  readonly hops: number;
}

/** What of a batch is known before it is on disk. */
type Prepared = Omit<BatchOutcome, 'nextWakeAt'>;

/** Everything that a batch makes is in memory until it has been prepared, so that small ones make little work for garbage collections. */
const BATCH_MAX = 100;
const COMMIT_MAX = 4_000;
const CACHE_MAX = 8_000;
const RECENT_MAX = 250_000;
const IDENTIFIERS_PER_CUSTOMER = 2;
/** Entries stepped between two turns of the event loop while a commit is under way: it is heard of within milliseconds. */
const TURN_EVERY = 128;

/** The engine of one partition: takes entries from the log, batch by batch, and commits what follows from them together with its position. */
export class Engine {
  readonly #options: Required<Omit<EngineOptions, 'cacheMax'>>;
  readonly #cache: CustomerCache;
  readonly #identifiers: KnownIdentifiers;
  #recent: RecentIds;
  readonly #ahead: StateAhead;
  readonly #stretch = new Stretch();
  readonly #poison = new Map<number, string>();
  #blocks: StoredBlocks;
  /** As the last prepared batch leaves it. */
  #meta: Meta;
  /** As the last commit, be it under way, leaves it. */
  #committed: Meta;
  /** The batches that wait to be committed, as one. */
  #waiting: Prepared | undefined;
  #plan: Plan;
  #sunk = 0;
  /** Message ids have been forgotten up to this hour. */
  #horizon = 0;
  /** Whether the last read found as many entries as it asked for. */
  #behind = false;
  /** Entries read at once, where a batch may have more of them. */
  #readMax = Number.POSITIVE_INFINITY;
  #committing = false;
  #failed = false;

  /** Opens at the position the state store has reached. */
  static async open(options: EngineOptions): Promise<Engine> {
    const { state, partition } = options;
    const stored = await readMeta(state);
    const meta = await countedMeta(stored, state);
    const recent = await RecentIds.read(state, { generationMax: options.recentMax ?? RECENT_MAX, now: meta.progress.at });
    return new Engine(options, { stored, meta }, { blocks: await StoredBlocks.read(state, partition), recent });
  }

  private constructor(
    options: EngineOptions,
    { stored, meta }: { stored: Meta; meta: Meta },
    { blocks, recent }: { blocks: StoredBlocks; recent: RecentIds },
  ) {
    const { cacheMax = CACHE_MAX, commitMax = COMMIT_MAX, ...rest } = options;
    this.#options = {
      batchMax: Math.min(BATCH_MAX, commitMax),
      commitMax,
      recentMax: RECENT_MAX,
      until: Number.POSITIVE_INFINITY,
      failpoint: () => {},
      identity: 'inline',
      ...rest,
    };
    this.#cache = new CustomerCache(cacheMax);
    this.#identifiers = new KnownIdentifiers(IDENTIFIERS_PER_CUSTOMER * cacheMax);
    this.#ahead = new StateAhead(options.state);
    this.#meta = meta;
    this.#committed = stored;
    this.#blocks = blocks;
    this.#recent = recent;
    this.#plan = planOf(meta);
  }

  get #isPartitioned(): boolean {
    return this.#options.identity === 'resolved';
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

  /** Earliest timer in the state store, ms: nobody wakes before. */
  async nextWakeAt(): Promise<number | undefined> {
    const [first] = await this.#options.state.range('timer', { start: new Uint8Array(0), end: timerKey(LATEST, ''), limit: 1 });
    return first && readTimerKey(first[0]).due;
  }

  /** Entries that have been prepared and wait to be committed. */
  get waiting(): number {
    return this.#waiting?.entries ?? 0;
  }

  /** Whether there is more in the log, as far as the last read tells. */
  get isBehind(): boolean {
    return this.#behind;
  }

  /** Whether so many wait that no more should be prepared. */
  get isFull(): boolean {
    return this.waiting >= this.#options.commitMax;
  }

  /** Takes, applies and commits the next entries; undefined when there are none. Resolves when the commit is on disk. */
  async runBatch(): Promise<BatchOutcome | undefined> {
    return (await this.prepare()) ? this.commit() : undefined;
  }

  /** Takes and applies the next entries, also while a commit is under way (R7); false when there are none. */
  async prepare(): Promise<boolean> {
    if (this.#failed && !this.#committing) await this.#startAgain();
    const { log, partition, batchMax, until } = this.#options;
    const wanted = Math.min(batchMax, this.#readMax);
    const records = await log.read(partition, this.position, wanted);
    this.#behind = records.length === wanted;
    const positioned: Positioned[] = [];
    const runOpen = this.#meta.run !== undefined;
    const { progress } = this.#meta;
    // Where several processes append, their clocks differ; time never goes back all the same.
    let latest = progress.position === 0 ? Number.NEGATIVE_INFINITY : progress.at;
    for (const { position, at, value } of records) {
      if (position > until) break;
      const entry = readEntry(value);
      latest = Math.max(latest, at);
      positioned.push(this.#isPartitioned ? { position, at: latest, entry, value } : { position, at: latest, entry });
      if (endsBatch(entry, runOpen)) break;
    }
    // Where many entries are batches of their own, what lies behind each is not read over and over.
    this.#readMax = Math.max(BATCH_MAX, 2 * (positioned.length < records.length ? positioned.length : wanted));
    if (positioned.length === 0) return false;
    await this.#hear();
    await this.#apply(cutBatch(positioned, runOpen));
    return true;
  }

  /** Commits what waits. Resolves when it is on disk; rejects, also when an earlier commit has failed, with nothing stored. */
  async commit(): Promise<BatchOutcome> {
    const { state, failpoint } = this.#options;
    const prepared = this.#waiting;
    if (!prepared || this.#committing || this.#failed) throw new TypeError('No prepared batch waits to be committed');
    this.#waiting = undefined;
    this.#committing = true;
    this.#ahead.add(metaWrites(this.#committed, this.#meta));
    this.#committed = this.#meta;
    failpoint('engine.before_commit');
    try {
      const { durable } = state.commit(this.#ahead.begin());
      failpoint('engine.inside_commit');
      await durable;
      this.#ahead.settled();
      this.#recent.stored(prepared.position);
    } catch (error) {
      // A full disk, say: the same entries are run again, on what is stored. What is being prepared meanwhile must still find all it needs.
      this.#failed = true;
      throw error;
    } finally {
      this.#committing = false;
    }
    failpoint('engine.after_commit');
    return { ...prepared, nextWakeAt: await this.nextWakeAt() };
  }

  /** What is not on disk is forgotten: the next batch is prepared on what is stored. Not while a commit is under way. */
  forget(): void {
    this.#failed = true;
  }

  async #apply(entries: readonly Positioned[]): Promise<void> {
    const loaded = await loadBatch(entries, {
      state: this.#ahead,
      stored: this.#options.state,
      recent: this.#recent,
      identifiers: this.#identifiers,
      partition: this.#options.partition,
      log: this.#options.log,
      stretch: this.#stretch,
      plan: this.#plan,
      cache: this.#cache,
      run: this.#meta.run,
      poison: this.#poison,
      isPartitioned: this.#isPartitioned,
      reached: planReached(this.#meta),
    });
    await this.#hear();
    const meta = copyMeta(this.#meta);
    const batch = new Batch({
      partition: this.#options.partition,
      plan: this.#plan,
      cache: this.#cache,
      progress: meta.progress,
      counters: meta.counters,
      journeys: meta.journeys,
      commons: meta.commons,
      partitions: this.#options.log.partitions,
      run: meta.run,
      waiting: loaded.waiting,
      lastTick: loaded.entries.findLast(({ entry }) => entry.type === 'tick')?.position ?? 0,
      isPartitioned: this.#isPartitioned,
    });
    const { partition, log } = this.#options;
    const applying = new Applying({ batch, meta, loaded, plan: this.#plan, poison: this.#poison, partition, partitions: log.partitions });
    let finished = 0;
    for (const one of loaded.entries) {
      try {
        if (!applying.entry(one)) break;
        finished++;
      } catch (error) {
        batch.discard();
        if (this.#poison.has(one.position) || isUnreadableState(error)) throw error;
        this.#poison.set(one.position, error instanceof Error ? error.message : String(error));
        return this.#apply(entries);
      }
      if (finished % TURN_EVERY === 0) await this.#hear();
    }
    await this.#hear();
    const writes = [...batch.writes(), ...loaded.writes()];
    return this.#finish({ batch, meta, plan: applying.plan, writes, entries: finished, hops: loaded.routed?.hops.added ?? 0 });
  }

  /** Lets the commit under way be heard of, and what it led to be announced, while the next batch is being prepared. */
  async #hear(): Promise<void> {
    if (this.#committing) await turn();
  }

  /** From here on the engine stands behind the batch. */
  async #finish(done: { batch: Batch; meta: Meta; plan: Plan; writes: Write[]; entries: number; hops: number }): Promise<void> {
    const { batch, meta, plan, entries } = done;
    // What is forgotten stands first: an id that has just come again must stay.
    const forgotten = await this.#forgotten(meta.progress.at);
    const writes = [...forgotten, ...done.writes, ...this.#blocks.removeUpTo(this.#sunk)];
    if (meta.progress.seq >= batch.facts.first) this.#blocks.add(batch.facts.first);
    if (plan !== this.#plan) this.#cache.clear();
    this.#cache.age();
    this.#identifiers.age();
    this.#stretch.age(meta.progress.position);
    this.#meta = meta;
    this.#plan = plan;
    const { position, at, seq } = meta.progress;
    const before = this.#waiting;
    this.#ahead.add(writes);
    this.#waiting = {
      position,
      at,
      entries: (before?.entries ?? 0) + entries,
      messages: before ? [...before.messages, ...batch.messages] : batch.messages,
      seq,
      runOpen: meta.run !== undefined,
      backfill: meta.backfill,
      effects: meta.effects,
      counters: meta.counters,
      hops: (before?.hops ?? 0) + done.hops,
    };
  }

  /** Deletions of message ids whose time is over. The lists are looked at once an hour, and while there is something in them. */
  async #forgotten(now: number): Promise<Write[]> {
    if (dedupeHorizon(now) <= this.#horizon) return [];
    const forgotten = await expiredIds(this.#ahead, now, this.#recent);
    if (forgotten.length === 0) this.#horizon = dedupeHorizon(now);
    return forgotten;
  }

  /** As after a restart: on what is stored, with nothing in memory. */
  async #startAgain(): Promise<void> {
    const { state, partition, recentMax } = this.#options;
    this.#waiting = undefined;
    this.#cache.clear();
    this.#identifiers.clear();
    this.#horizon = 0;
    this.#ahead.forget();
    this.#committed = await readMeta(state);
    this.#meta = await countedMeta(this.#committed, state);
    this.#recent = await RecentIds.read(state, { generationMax: recentMax, now: this.#meta.progress.at });
    this.#blocks = await StoredBlocks.read(state, partition);
    this.#plan = planOf(this.#meta);
    this.#failed = false;
  }
}

function turn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Not the entry's fault: passing it over would lose what it says. */
function isUnreadableState(error: unknown): boolean {
  return error instanceof VolanoError && error.code === 'VOLANO_STATE_VERSION_UNKNOWN';
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
