/**
 * The log: the only input of the engine. It alone assigns positions and stamps `at`.
 *
 * L1. Positions of a partition strictly increase; gaps are allowed. They are safe integers >= 1.
 * L2. `at` never decreases within a partition: it is the larger of the proposed one and the last one.
 * L3. `append` resolves when the records are on disk; `read` returns only records that are on disk.
 * L4. The records of one `append` are either all there after a crash or none of them, in order, with consecutive reads.
 * L5. One process writes at a time; opening it a second time is refused (VOLANO_LOG_LOCKED). Other threads of the same process may open it to read.
 */
export interface Log {
  /** Number of partitions, fixed at creation. */
  readonly partitions: number;
  /**
   * The positions and `at`s that the records got, in order. Concurrent calls keep the order of the calls. Rejects with VOLANO_DISK_FULL:
   * then none of the records is stored, and a later call may succeed. The values may not be changed before it resolves; then
   * the log refers to none of them.
   */
  append(partition: number, records: readonly AppendRequest[]): Promise<readonly AppendedAt[]>;
  /** Records with position > `after`, in order, at most `limit`. Resolves at once, perhaps with none. */
  read(partition: number, after: number, limit: number): Promise<readonly LogRecord[]>;
  /** The records at these positions, undefined where there is none. */
  get(partition: number, positions: readonly number[]): Promise<readonly (LogRecord | undefined)[]>;
  /** Last position that was on disk, 0 when nothing ever was. Trimming does not lower it. */
  end(partition: number): Promise<number>;
  /** Removes records with position < `before` (retention). Not atomic: a crash leaves some of them. */
  trim(partition: number, before: number): Promise<void>;
  close(): Promise<void>;
}

export interface AppendRequest {
  /** Proposed time, whole ms since 1970 UTC. */
  readonly at: number;
  readonly value: Uint8Array;
}

export interface AppendedAt {
  readonly position: number;
  readonly at: number;
}

export interface LogRecord extends AppendedAt {
  readonly value: Uint8Array;
}
