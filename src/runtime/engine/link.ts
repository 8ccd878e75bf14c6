/** What a process knows of the engine of a partition, wherever that runs: in a thread of its own beside it, or on another machine. */
import type { BatchOutcome } from './engine.ts';
import type { Meta, OpenBackfill } from './meta.ts';

/** Where the engine is, as far as this process has been told: everything in here is on disk. */
export interface EngineStatus {
  readonly position: number;
  readonly at: number;
  readonly seq: number;
  readonly nextWakeAt: number | undefined;
  readonly runOpen: boolean;
  readonly backfill: OpenBackfill | undefined;
  /** The same map until they change. */
  readonly effects: Meta['effects'];
  readonly counters: ReadonlyMap<string, number>;
  /** Why the last batch did not commit; it is tried again. */
  readonly problem: string | undefined;
  /** Of several partitions: each for itself; position, seq and counters above are sums then, and `at` is the earliest. */
  readonly byPartition?: readonly { readonly position: number; readonly seq: number }[];
}

/** Each partition for itself. */
export function byPartition(
  status: Pick<EngineStatus, 'position' | 'seq' | 'byPartition'>,
): readonly { readonly position: number; readonly seq: number }[] {
  return status.byPartition ?? [status];
}

export type BatchListener = (outcome: BatchOutcome, batchMs: number) => void;

/** An entry of the log. */
export interface Place {
  readonly partition: number;
  readonly position: number;
  /** Default `customers`: the log that engines read. */
  readonly log?: 'events' | 'customers';
}

export interface EngineLink {
  /** Version of `step` that the state was made with. */
  readonly engineVersion: string;
  readonly status: EngineStatus;
  /** Called when a commit is on disk, in order. */
  onBatch(listener: BatchListener): void;
  /** Batches, or news of them, begin. */
  go(): void;
  /** The log has grown, to here as far as is known. */
  appended(end: number): void;
  /** Facts up to this seq are in the warehouse. */
  sunk(seq: number): void;
  /** Resolves when everything up to this place is committed. Rejects when no more will be heard of the engine. */
  reached(place: Place): Promise<void>;
  /** Resolves when at most so many entries of those that are in the log by now wait; default: none. Rejects like `reached`. */
  caughtUp(waitingMax?: number): Promise<void>;
  stop(): Promise<void>;
}
