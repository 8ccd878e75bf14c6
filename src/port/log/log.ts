/**
 * The log: the only input of the engine. It alone assigns positions and stamps `at`.
 *
 * L1. Positions of a partition strictly increase; gaps are allowed. They are safe integers >= 1.
 * L2. `at` never decreases within a partition: it is the larger of the proposed one and the last one. A log that many processes write keeps
 *     `at` as proposed: its readers take the larger of it and the last one read.
 * L3. `append` resolves when the records are on disk; `read` returns only records that are on disk.
 * L4. The records of one `append` are either all there after a crash or none of them, in order, with consecutive reads.
 * L5. One process writes at a time; opening it a second time is refused (VOLANO_LOG_LOCKED), or it takes over and the first may append no more
 *     (VOLANO_LOG_FENCED). A log may be open to many writers instead. Other threads of the same process may open it to read.
 */
export interface Log {
  /** Number of partitions, fixed at creation. */
  readonly partitions: number;
  /**
   * The positions and `at`s that the records got, in order. Concurrent calls keep the order of the calls. Rejects with VOLANO_DISK_FULL
   * or VOLANO_LOG_APPEND_FAILED: then none of the records is stored, and a later call may succeed. With VOLANO_LOG_APPEND_UNCLEAR either
   * all of them are or none is. The values may not be changed before it resolves; then the log refers to none of them.
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
