/**
 * Keeps snapshots of the state, and no more of the log than is wanted.
 *
 * K1. Nothing of the log goes that somebody may read again: what lies behind the oldest kept snapshot; what rows on their way to the warehouse are made of;
 *     and, while an entry behind that snapshot parts a profile, which names entries from any time, nothing at all.
 * K2. By itself it takes a snapshot when the engine is of another version than the one before; when a replay could begin nowhere, as after a backup of a
 *     shortened log was restored; and while a retention is set, so often that the log can be let go. Without a retention the log is kept whole.
 * K3. Of several processes that keep one log, all go by the same snapshots: it does not matter which of them lets go of something.
 */
import { blockKey, decodeBlock } from '../../learn/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateReader, TakeStateSnapshot } from '../../port/state/index.ts';
import { readMeta } from '../engine/index.ts';
import { firstSince } from './first-since.ts';
import type { SnapshotStore, StoredState } from './snapshots.ts';
import { lostBefore } from './whole-log.ts';

export interface KeeperOptions {
  readonly snapshots: SnapshotStore;
  readonly takeState: TakeStateSnapshot;
  readonly partition: number;
  /** The writer's. */
  readonly log: Pick<Log, 'read' | 'end' | 'trim'>;
  readonly state: StateReader;
  /** How long entries are kept, ms, by the clock of `at`; absent: for good. */
  readonly retentionMs?: number;
  /** Entries after which, and time after which at the latest, a snapshot is taken while a retention is set; default 1,000,000 and a day. */
  readonly everyEntries?: number;
  readonly everyMs?: number;
  /** Snapshots that are kept; default 2. */
  readonly keep?: number;
  /** Wall clock, ms. */
  readonly now: () => number;
  readonly onError: (error: unknown) => void;
}

export interface Kept {
  readonly snapshots: readonly StoredState[];
  /** First entry that the log has; undefined: it has none. */
  readonly first: number | undefined;
}

const KEEP = 2;
const EVERY_ENTRIES = 1_000_000;
const EVERY_MS = 86_400_000;
const CHECK_MS = 600_000;
const PAGE = 1_000;
/** How an entry begins that parts a profile: `type` is what is written first. */
const PARTINGS: readonly Buffer[] = ['unmerge', 'unbind'].map((type) => Buffer.from(`{"type":"${type}"`));

export class Keeper {
  readonly #options: KeeperOptions;
  readonly #keep: number;
  #timer: NodeJS.Timeout | undefined;
  #work: Promise<unknown> = Promise.resolve();
  /** Aborted: nothing is wanted any more. */
  #wanted: AbortController = new AbortController();
  /** Entries up to here have been looked at, and the last of them that parts a profile. */
  #looked = 0;
  #parting = 0;

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#keep = options.keep ?? KEEP;
  }

  /** `reached`: resolves when the engine has applied the entry that names its new version; absent: it goes on with the one before. */
  start({ reached }: { readonly reached?: Promise<void> } = {}): void {
    if (this.#wanted.signal.aborted) this.#wanted = new AbortController();
    const { signal } = this.#wanted;
    const onError = (error: unknown): void => void (signal.aborted || this.#options.onError(error));
    if (reached) void this.#inTurn(() => reached.then(() => (signal.aborted ? undefined : this.#take()))).catch(onError);
    else void this.#inTurn(() => this.#takeFirst(signal)).catch(onError);
    if (this.#options.retentionMs === undefined) return;
    this.#timer = setInterval(() => void this.check().catch(onError), CHECK_MS);
    this.#timer.unref();
    void this.check().catch(onError);
  }

  /** Resolves when nothing is under way any more: a snapshot that is being taken is given up. It may be started again. */
  async stop(): Promise<void> {
    this.#wanted.abort();
    clearInterval(this.#timer);
    await this.#work.catch(() => undefined);
  }

  /** Takes a snapshot now, and lets go of what is over. */
  snapshot(): Promise<StoredState> {
    return this.#inTurn(async () => {
      const taken = await this.#take();
      await this.#trim();
      return taken;
    });
  }

  async kept(): Promise<Kept> {
    const { snapshots, log, partition } = this.#options;
    const [first] = await log.read(partition, 0, 1);
    return { snapshots: await snapshots.list(), first: first?.position };
  }

  /** A snapshot if it is time for one, and what is over goes. */
  check(): Promise<void> {
    return this.#inTurn(async () => {
      if (await this.#isDue()) await this.#take();
      await this.#trim();
    });
  }

  #inTurn<Result>(work: () => Promise<Result>): Promise<Result> {
    const done = this.#work.catch(() => undefined).then(work);
    this.#work = done;
    return done;
  }

  #take(): Promise<StoredState> {
    const { snapshots, takeState, now } = this.#options;
    return snapshots.take(takeState, { keep: this.#keep, now: now(), signal: this.#wanted.signal });
  }

  async #takeFirst(signal: AbortSignal): Promise<void> {
    const { snapshots, log, state, partition } = this.#options;
    if ((await snapshots.list()).length > 0) return;
    const isLost = (await lostBefore({ log, partition }, await readMeta(state))) !== undefined;
    if (isLost && !signal.aborted) await this.#take();
  }

  async #isDue(): Promise<boolean> {
    const { snapshots, log, state, partition, now, everyEntries = EVERY_ENTRIES, everyMs = EVERY_MS } = this.#options;
    const end = await log.end(partition);
    const last = (await snapshots.list()).at(-1);
    if (!last) return end > 0;
    if (last.engine !== (await readMeta(state)).engineVersion) return true;
    return end - last.position >= everyEntries || (end > last.position && now() - last.takenAt >= everyMs);
  }

  async #trim(): Promise<void> {
    const { log, partition, retentionMs } = this.#options;
    if (retentionMs === undefined) return;
    const before = await this.#goingUpTo(retentionMs);
    if (before > 0 && !this.#wanted.signal.aborted) await log.trim(partition, before);
  }

  /** Position of the first entry that stays. */
  async #goingUpTo(retentionMs: number): Promise<number> {
    const { snapshots, log, partition } = this.#options;
    const kept = await snapshots.list();
    // One alone may have been damaged since.
    const [oldest] = kept;
    if (!oldest || kept.length < this.#keep) return 0;
    if ((await this.#lastParting()) > oldest.position) return 0;
    const [last] = await log.read(partition, (await log.end(partition)) - 1, 1);
    if (!last) return 0;
    return Math.min(oldest.position + 1, await firstSince(log, partition, last.at - retentionMs), await this.#firstUnsunk());
  }

  /** Rows of events are made of the entries when they go to the warehouse. */
  async #firstUnsunk(): Promise<number> {
    const { state, partition } = this.#options;
    for (let start = blockKey(partition, 0); ; ) {
      const blocks = await state.range('fact', { start, end: blockKey(partition + 1, 0), limit: PAGE });
      for (const [, value] of blocks) {
        const [event] = decodeBlock(value).events;
        if (event) return event.position;
      }
      const last = blocks.at(-1);
      if (!last || blocks.length < PAGE) return Number.MAX_SAFE_INTEGER;
      start = Buffer.concat([last[0], Buffer.of(0)]);
    }
  }

  async #lastParting(): Promise<number> {
    const { snapshots, log, partition } = this.#options;
    const [oldest] = await snapshots.list();
    this.#looked = Math.max(this.#looked, oldest?.position ?? 0);
    for (;;) {
      const records = await log.read(partition, this.#looked, PAGE);
      const last = records.at(-1);
      if (!last || this.#wanted.signal.aborted) return this.#parting;
      for (const { position, value } of records) if (isParting(value)) this.#parting = position;
      this.#looked = last.position;
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
}

function isParting(value: Uint8Array): boolean {
  return PARTINGS.some((begin) => Buffer.compare(value.subarray(0, begin.length), begin) === 0);
}
