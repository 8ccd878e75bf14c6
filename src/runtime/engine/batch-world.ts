/** What a batch is made of: entries with their places in the log, and what the engine lends it. */
import type { Commons, Entry, Plan } from '../../core/index.ts';
import type { CustomerCache } from './cache.ts';
import type { JourneyCounts } from './journey-counts.ts';
import type { Progress, Run } from './meta.ts';

/** An entry with its place in the log. */
export interface Positioned {
  readonly position: number;
  readonly at: number;
  readonly entry: Entry | UnreadableEntry;
  /** Its bytes; only where they may be passed on. */
  readonly value?: Uint8Array;
}

/** Bytes of the log that are no entry. */
export interface UnreadableEntry {
  readonly type: 'unreadable';
  readonly problem: string;
}

export interface BatchWorld {
  readonly partition: number;
  readonly plan: Plan;
  readonly cache: CustomerCache;
  /** A copy: becomes the engine's own when the batch commits. */
  readonly progress: Progress;
  /** A copy as well. */
  readonly counters: Map<string, number>;
  readonly journeys: Map<string, JourneyCounts>;
  /** A copy as well, and of how many partitions this is one. */
  readonly commons: Commons;
  readonly partitions: number;
  /** The open run: customers up to its cursor have been refreshed. */
  readonly run: Run | undefined;
  /** Messages in the outbox, of those that the batch's entries name. */
  readonly waiting: ReadonlySet<string>;
  /** Position of the batch's last tick, 0 without one: what comes to be due after it is nobody's business here. */
  readonly lastTick: number;
  /** Whether entries may come to a customer in another order than identity has resolved them in. */
  readonly isPartitioned: boolean;
}
