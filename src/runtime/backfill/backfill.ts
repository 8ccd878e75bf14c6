/**
 * Bringing the past to definitions that are in preparation: once the warehouse has everything up to the release, it is read customer by customer, and
 * what counts of it goes into the log, chunk by chunk, between live entries. The last entry brings the definitions into force.
 *
 * F1. What a chunk says is a function of the events up to the release: whoever reads them again, and whenever, writes the same.
 * F2. The engine knows how far it has come: after a crash the reading goes on there, and a chunk that is in the log twice counts once.
 * F3. Nothing goes into force on a past that is known to have gaps.
 */
import { type CustomerId, VolanoError } from '../../base/index.ts';
import { backfillChunk, type CustomerPast, type Entry, PastFold, pastNeeds } from '../../core/index.ts';
import type { Sink } from '../../learn/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appended, Appending } from '../appender.ts';
import { type EngineLink, identityKey, type OpenBackfill } from '../engine/index.ts';
import type { Releases } from '../releases.ts';
import { missingRows, PastReader } from './pasts.ts';

export interface BackfillsOptions {
  readonly partition: number;
  readonly engine: Pick<EngineLink, 'status' | 'reached' | 'caughtUp' | 'onBatch'>;
  readonly appender: Pick<Appending, 'entries'>;
  readonly sink: Pick<Sink, 'flush' | 'status'>;
  readonly state: Pick<StateStore, 'range'>;
  readonly warehouse: Warehouse;
  readonly releases: Pick<Releases, 'plan'>;
  /**
   * Of several partitions: resolves to whether the past of all of them is in their engines, after that of this one is. What counts for customers who have come
   * from other partitions has come too then.
   */
  readonly areOthersReady?: (since: number) => Promise<boolean>;
  /**
   * Of several partitions: resolves when everything that was in the logs has led to what it leads to, wherever, and the warehouse has it. Whose a row of this
   * partition is by now, another one may tell: where a profile is parted.
   */
  readonly othersTold?: () => Promise<void>;
  /** In event time nobody ticks by himself. */
  readonly isEventTime: () => boolean;
  /** Longest pause between two tries, ms. */
  readonly retryMsMax?: number;
}

/** How the reading fares. `waiting`: until the warehouse has what was before the release. */
export interface BackfillProgress {
  readonly state: 'waiting' | 'reading' | 'failed';
  readonly since: number;
  /** Events of the past that have been read, of how many; before they have been counted 0 of 0. */
  readonly events: number;
  readonly eventsAll: number;
  /** Failed tries in a row, and why the last one failed. */
  readonly attempts: number;
  readonly problem?: string;
}

/** Customers looked at with one question. */
const CUSTOMERS_PER_PAGE = 20_000;
/** What makes a chunk full: live entries wait for one that is being taken in. */
const CHUNK_CUSTOMERS = 1_000;
const CHUNK_BYTES = 256 * 1024;
/** Chunks in the log that the engine has not taken in yet. */
const CHUNKS_AHEAD = 16;
const FIRST_RETRY_MS = 250;
const RETRY_MS_MAX = 30_000;

/** What is asked of it, wherever it runs. */
export type BackfillsLink = Pick<Backfills, 'start' | 'stop' | 'progress'>;

export class Backfills {
  readonly #options: BackfillsOptions;
  #running: Promise<void> | undefined;
  /** Of chunks that the engine may not have taken in yet. */
  readonly #places: Appended[] = [];
  #stopped = false;
  #isHearing = false;
  #wake: () => void = () => {};
  #progress: BackfillProgress | undefined;

  constructor(options: BackfillsOptions) {
    this.#options = options;
  }

  /** Follows the engine: whenever something is in preparation its past is brought. */
  start(): void {
    this.#stopped = false;
    if (!this.#isHearing) this.#options.engine.onBatch(() => this.#look());
    this.#isHearing = true;
    this.#look();
  }

  /** Undefined when nothing is in preparation. */
  get progress(): BackfillProgress | undefined {
    const { engine, sink } = this.#options;
    const progress = this.#progress;
    if (engine.status.backfill === undefined || !progress) return undefined;
    const { error } = sink.status();
    return progress.state === 'waiting' && error !== undefined ? { ...progress, problem: error } : progress;
  }

  /** Resolves when nothing is being read; it may be started again. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#wake();
    await this.#running;
  }

  #look(): void {
    if (this.#running || this.#stopped || this.#options.engine.status.backfill === undefined) return;
    this.#running = this.#run().finally(() => {
      this.#running = undefined;
      this.#look();
    });
  }

  /** Until nothing is in preparation. */
  async #run(): Promise<void> {
    let attempts = 0;
    while (!this.#stopped && this.#options.engine.status.backfill) {
      try {
        await this.#bring(attempts);
        attempts = 0;
      } catch (error) {
        if (this.#stopped) return;
        attempts += 1;
        const problem = error instanceof VolanoError ? `${error.code}: ${error.message}` : String(error);
        this.#tell({ state: 'failed', attempts, problem });
        await this.#pause(Math.min(FIRST_RETRY_MS * 2 ** attempts, this.#options.retryMsMax ?? RETRY_MS_MAX));
      }
    }
    this.#progress = undefined;
  }

  /** Goes on where the engine stands. Returns early when something else is in preparation by now. */
  async #bring(attempts: number): Promise<void> {
    const { engine, sink, warehouse, releases, partition, othersTold } = this.#options;
    this.#progress ??= { state: 'waiting', since: engine.status.backfill!.since, events: 0, eventsAll: 0, attempts };
    // What an earlier life has left in the log counts.
    await engine.caughtUp();
    const open = engine.status.backfill;
    const { plan } = releases;
    if (!open || plan.preparation?.since !== open.since) return this.#pause(FIRST_RETRY_MS);
    this.#tell({ state: 'waiting', since: open.since });
    await sink.flush(open.seq);
    await othersTold?.();
    const missing = await missingRows(warehouse, partition, open.seq);
    if (missing > 0) throw new VolanoError('VOLANO_BACKFILL_GAPS', { missing, release: open.since });
    const { position, seq, at } = open;
    const reader = await PastReader.open(warehouse, { partition, position, seq, needs: pastNeeds(plan.know, at) });
    const counts = await reader.count(open.cursor);
    this.#tell({ state: 'reading', events: counts.done, eventsAll: counts.all, attempts });
    await this.#chunks(open, reader, new PastFold(plan.know, at));
  }

  async #chunks(open: OpenBackfill, reader: PastReader, fold: PastFold): Promise<void> {
    const chunks = new Chunks(open, (entries) => this.#append(entries, open));
    const pageAfter = async (from: CustomerId): Promise<Page | undefined> => {
      const to = await this.#nextId(from);
      return to === undefined ? undefined : { to, pasts: await reader.read({ from, to }, fold, (rows) => this.#read(rows)) };
    };
    let next = pageAfter(open.cursor);
    while (this.#isOpen(open)) {
      const page = await next;
      if (!page) {
        await chunks.flush();
        if (await this.#othersReady(open)) await chunks.end(this.#options.isEventTime());
        return;
      }
      // The warehouse reads on while the engine takes in.
      next = pageAfter(page.to);
      next.catch(() => undefined);
      for (const past of page.pasts) await chunks.add(past);
      chunks.upTo = page.to;
    }
    await next.catch(() => undefined);
  }

  /** False: there is something else in preparation by now. */
  async #othersReady(open: OpenBackfill): Promise<boolean> {
    const { engine, areOthersReady } = this.#options;
    if (!areOthersReady) return true;
    await engine.caughtUp();
    while (this.#isOpen(open)) {
      if (await areOthersReady(open.since)) return true;
      await this.#pause(FIRST_RETRY_MS);
    }
    return false;
  }

  #isOpen({ since }: OpenBackfill): boolean {
    return !this.#stopped && this.#options.engine.status.backfill?.since === since;
  }

  /** Appends a chunk, and waits while the engine is too far behind. */
  async #append(entries: readonly Entry[], open: OpenBackfill): Promise<void> {
    const { appender, engine } = this.#options;
    if (!this.#isOpen(open)) return;
    const appended = await appender.entries(entries);
    this.#places.push(appended.at(-1)!);
    while (this.#places.length > CHUNKS_AHEAD) await engine.reached(this.#places.shift()!);
  }

  /**
   * Id of the last customer of the next page; undefined when there is none. The last page has no end: events that another partition has moved may be of somebody
   * whom this one has never heard of.
   */
  async #nextId(after: CustomerId): Promise<CustomerId | undefined> {
    if (after === LAST_ID) return undefined;
    const rows = await this.#options.state.range('identity', {
      start: identityKey(`${after}\u0000` as CustomerId),
      end: AFTER_ALL,
      limit: CUSTOMERS_PER_PAGE,
    });
    const last = rows.at(CUSTOMERS_PER_PAGE - 1);
    return last ? (Buffer.from(last[0]).toString('latin1') as CustomerId) : LAST_ID;
  }

  #read(rows: number): void {
    this.#tell({ events: (this.#progress?.events ?? 0) + rows });
  }

  #tell(news: Partial<BackfillProgress>): void {
    const { problem: _, ...before } = this.#progress ?? { state: 'waiting', since: 0, events: 0, eventsAll: 0, attempts: 0 };
    this.#progress = { ...before, ...news };
  }

  #pause(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

const AFTER_ALL = Buffer.from([0xff]);
/** After the id of any customer: those are letters and digits. */
const LAST_ID = '~' as CustomerId;

/** The pasts of customers up to an id. */
interface Page {
  readonly to: CustomerId;
  readonly pasts: readonly CustomerPast[];
}

/** Pasts gathered into chunks. */
class Chunks {
  /** Customers up to here have been looked at. */
  upTo: CustomerId;
  readonly #since: number;
  readonly #append: (entries: readonly Entry[]) => Promise<void>;
  #next: number;
  #pasts: CustomerPast[] = [];
  #bytes = 0;

  constructor(open: OpenBackfill, append: (entries: readonly Entry[]) => Promise<void>) {
    this.#since = open.since;
    this.#next = open.chunks;
    this.upTo = open.cursor as CustomerId;
    this.#append = append;
  }

  async add(past: CustomerPast): Promise<void> {
    this.#pasts.push(past);
    this.#bytes += past.past.length;
    this.upTo = past.customer;
    if (this.#pasts.length >= CHUNK_CUSTOMERS || this.#bytes >= CHUNK_BYTES) await this.flush();
  }

  /** Everybody has been looked at. */
  async end(isEventTime: boolean): Promise<void> {
    await this.flush();
    const done: Entry = { type: 'backfill', action: 'done', since: this.#since, chunks: this.#next };
    await this.#append(isEventTime ? [done, { type: 'tick' }] : [done]);
  }

  /** What has been gathered goes. */
  async flush(): Promise<void> {
    if (this.#pasts.length === 0) return;
    const chunk = backfillChunk({ since: this.#since, chunk: this.#next, upTo: this.upTo }, this.#pasts);
    this.#next += 1;
    this.#pasts = [];
    this.#bytes = 0;
    await this.#append([chunk]);
  }
}
