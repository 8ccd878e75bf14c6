/**
 * The engine of a partition as a process sees it that may not run it: by the commits in the state store.
 *
 * F1. What is told is committed; news of several commits may come as one, and none is left out for good.
 * F2. Messages are told once each, and only when their rows are there.
 */
import type { StateReader } from '../../port/state/index.ts';
import {
  type BatchListener,
  type EngineLink,
  type EngineStatus,
  type Meta,
  type Place,
  readMeta,
  readStanding,
  type Standing,
} from '../engine/index.ts';

/** What has been committed since the last call: keys of new outbox rows. */
export interface CommitNews {
  readonly outbox: readonly Uint8Array[];
}

/** Tells of each commit from now on; nothing is missed for good. */
export type WatchCommits = (listener: (news: CommitNews) => void) => Promise<{ close(): Promise<void> }>;

export interface FollowerOptions {
  readonly state: StateReader & { range: StateReader['range'] };
  readonly watch: WatchCommits;
  readonly readMeta: () => Promise<Meta>;
  /** A steady clock, ms. */
  readonly steady: () => number;
  readonly onError: (error: unknown) => void;
}

interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

export class EngineFollower implements EngineLink {
  readonly #options: FollowerOptions;
  readonly #listeners: BatchListener[] = [];
  readonly #definitionListeners: ((meta: Meta) => void)[] = [];
  #standing: Standing;
  #waiters: Waiter[] = [];
  #messages: string[] = [];
  #watch: { close(): Promise<void> } | undefined;
  #reading: Promise<void> | undefined;
  #again = false;
  #readAt: number;
  #problem: string | undefined;
  /** Of the log, as far as is known. */
  #end = 0;
  #stopped = false;

  static async open(options: FollowerOptions): Promise<EngineFollower> {
    return new EngineFollower(options, await readStanding(options.state));
  }

  private constructor(options: FollowerOptions, standing: Standing) {
    this.#options = options;
    this.#standing = standing;
    this.#readAt = options.steady();
  }

  get engineVersion(): string {
    return this.#standing.engineVersion;
  }

  get status(): EngineStatus {
    return { ...this.#standing, problem: this.#problem };
  }

  /** What the engine's owner says of itself; others do not know. */
  set problem(problem: string | undefined) {
    this.#problem = problem;
  }

  onBatch(listener: BatchListener): void {
    this.#listeners.push(listener);
  }

  /** Called before `onBatch` when releases, what is in force, or models have changed. */
  onDefinitions(listener: (meta: Meta) => void): void {
    this.#definitionListeners.push(listener);
  }

  go(): void {
    this.#options
      .watch((news) => this.#hear(news))
      .then((watch) => {
        if (this.#stopped) return watch.close();
        this.#watch = watch;
        this.#hear({ outbox: [] });
        return undefined;
      })
      .catch(this.#options.onError);
  }

  /** The engine itself hears of it from the log. */
  appended(end: number): void {
    this.#end = Math.max(this.#end, end);
  }

  /** The engine hears of it from the sink's own record. */
  sunk(): void {}

  caughtUp(waitingMax = 0): Promise<void> {
    return this.reached({ position: this.#end - waitingMax });
  }

  reached({ position }: Pick<Place, 'position'>): Promise<void> {
    if (this.#standing.position >= position) return Promise.resolve();
    if (this.#stopped) return Promise.reject(new Error('The engine is not followed any more'));
    return new Promise((resolve, reject) => this.#waiters.push({ position, resolve, reject }));
  }

  async stop(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    await this.#watch?.close();
    await this.#reading;
    for (const waiter of this.#waiters.splice(0)) waiter.reject(new Error('The engine is not followed any more'));
  }

  #hear({ outbox }: CommitNews): void {
    for (const key of outbox) this.#messages.push(Buffer.from(key).toString('utf8'));
    this.#again = true;
    this.#reading ??= this.#read().finally(() => {
      this.#reading = undefined;
    });
  }

  async #read(): Promise<void> {
    while (this.#again && !this.#stopped) {
      this.#again = false;
      const messages = this.#messages.splice(0);
      try {
        const before = this.#standing;
        const standing = await readStanding(this.#options.state, before);
        const meta = standing.definitions === before.definitions ? undefined : await this.#options.readMeta();
        this.#standing = standing;
        if (meta) for (const listener of this.#definitionListeners) listener(meta);
        this.#tell(before, messages);
      } catch (error) {
        // The watch goes on by itself when the store is back, and tells again.
        this.#messages.unshift(...messages);
        this.#options.onError(error);
      }
    }
  }

  #tell(before: Standing, messages: readonly string[]): void {
    const { problem: _, ...status } = this.status;
    const now = this.#options.steady();
    const sinceMs = now - this.#readAt;
    this.#readAt = now;
    if (messages.length === 0 && this.#standing.position === before.position && this.#standing.seq === before.seq) return;
    const outcome = { ...status, entries: Math.max(0, this.#standing.entries - before.entries), messages, hops: 0 };
    for (const listener of this.#listeners) listener(outcome, sinceMs);
    this.#waiters = this.#waiters.filter((waiter) => {
      if (waiter.position > this.#standing.position) return true;
      waiter.resolve();
      return false;
    });
  }
}

/** Everything that the engine remembers, read anew. */
export const metaReader =
  (state: Parameters<typeof readMeta>[0]): (() => Promise<Meta>) =>
  () =>
    readMeta(state);
