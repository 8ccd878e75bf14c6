/** The one writer of the log: events from the door, receipts, ticks, releases, models. Counts, announces, and keeps event time. */
import { HOUR, VolanoError } from '../base/index.ts';
import { type Entry, encodeEntry } from '../core/index.ts';
import type { AppendedAt, AppendRequest, Log } from '../port/log/index.ts';
import { type AcceptedCall, VALUES_FREE } from '../sense/index.ts';
import type { Failpoint } from './engine/index.ts';

export interface AppenderOptions {
  readonly log: Log;
  readonly partition: number;
  /** Last position and `at` of the log. */
  readonly end: number;
  readonly lastAt: number;
  /** In event time, time moves with what is appended, and a tick is put in at each hour that it passes. */
  readonly isEventTime: () => boolean;
  /** What time it is when time is not that of events, ms: see clock.ts. */
  readonly now: () => number;
  readonly onAppended: (end: number) => void;
  readonly failpoint: Failpoint;
}

/** How often a log that refuses is asked again, by an entry that changes nothing. */
const PROBE_MS = 1_000;

/** An entry that is in the log. */
export interface Appended extends AppendedAt {
  readonly partition: number;
  /** Default `customers`: the log that engines read. */
  readonly log?: 'events' | 'customers';
}

/** The way into the log. */
export interface Appending {
  /** Last position on disk; over several partitions their sum. */
  readonly end: number;
  /** Last positions on disk of the log that calls go to, by partition. */
  readonly arrived: readonly number[];
  /** What time it is for the engine: the wall clock, or the last time appended. */
  readonly time: number;
  /** Why nothing can be appended at present. */
  readonly problem: string | undefined;
  /** Resolves when they are on disk, in this order. The log keeps none of the values: they are free then. */
  calls(calls: readonly AcceptedCall[]): Promise<typeof VALUES_FREE>;
  /** Appends entries at the present time, or in event time at `at`; each to the partition that it is for. */
  entries(entries: readonly Entry[], at?: number): Promise<readonly Appended[]>;
}

export class Appender implements Appending {
  readonly #options: AppenderOptions;
  #end: number;
  /** Of what has been given to the log, and of what is on disk. */
  #at: number;
  #durableAt: number;
  #nextTick: number;
  #problem: string | undefined;
  #probing: NodeJS.Timeout | undefined;

  constructor(options: AppenderOptions) {
    this.#options = options;
    this.#end = options.end;
    this.#at = options.lastAt;
    this.#durableAt = options.lastAt;
    this.#nextTick = nextHour(options.lastAt);
  }

  /** Last position on disk. */
  get end(): number {
    return this.#end;
  }

  get arrived(): readonly number[] {
    return [this.#end];
  }

  get time(): number {
    return this.#options.isEventTime() ? this.#at : this.#options.now();
  }

  /** Others have appended as well: this is on disk. */
  heard(end: number): void {
    if (end <= this.#end) return;
    this.#end = end;
    this.#options.onAppended(end);
  }

  get problem(): string | undefined {
    return this.#problem;
  }

  async calls(calls: readonly AcceptedCall[]): Promise<typeof VALUES_FREE> {
    const records: AppendRequest[] = [];
    const isEventTime = this.#options.isEventTime();
    // The door has read the wall clock, which may be wrong.
    const latest = isEventTime ? Number.POSITIVE_INFINITY : this.time;
    for (const { value, at } of calls) {
      if (isEventTime) this.#moveTime(at, records);
      records.push({ at: Math.min(at, latest), value });
    }
    await this.#append(records);
    return VALUES_FREE;
  }

  async entries(entries: readonly Entry[], at: number = this.time): Promise<readonly Appended[]> {
    const { partition } = this.#options;
    const appended = await this.#append(entries.map((entry) => ({ at, value: encodeEntry(entry) })));
    return appended.map((one) => ({ ...one, partition }));
  }

  #moveTime(at: number, records: AppendRequest[]): void {
    if (at >= this.#nextTick) {
      if (this.#at > 0) records.push({ at: at - (at % HOUR), value: TICK });
      this.#nextTick = nextHour(at);
    }
    this.#at = Math.max(this.#at, at);
  }

  async #append(records: readonly AppendRequest[]): Promise<readonly AppendedAt[]> {
    const { log, partition, onAppended, failpoint } = this.#options;
    try {
      const appended = await log.append(partition, records);
      failpoint('log.before_acknowledge');
      const last = appended.at(-1);
      if (last) {
        this.#end = Math.max(this.#end, last.position);
        this.#at = Math.max(this.#at, last.at);
        this.#durableAt = Math.max(this.#durableAt, last.at);
      }
      this.#problem = undefined;
      onAppended(this.#end);
      return appended;
    } catch (error) {
      // Nothing of it is stored: event time goes back, so that the next try puts the refused ticks in again.
      this.#at = this.#durableAt;
      this.#nextTick = nextHour(this.#durableAt);
      this.#problem = error instanceof VolanoError ? `${error.code}: ${error.message}` : String(error);
      if (error instanceof VolanoError) this.#probe();
      throw error;
    }
  }

  /** Without news nobody would learn that there is room again, and what asks /health before it sends would stay away for ever. */
  #probe(): void {
    this.#probing ??= setTimeout(() => {
      this.#probing = undefined;
      this.entries([{ type: 'tick', limit: 0 }]).catch(() => undefined);
    }, PROBE_MS).unref();
  }
}

const TICK = encodeEntry({ type: 'tick' });

function nextHour(at: number): number {
  return at - (at % HOUR) + HOUR;
}
