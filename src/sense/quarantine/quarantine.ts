/**
 * The quarantine: what the door refused, kept with the reason, so that it can be corrected and replayed.
 *
 * Q1. `add` resolves when its records are on disk, all of them; it rejects with VOLANO_QUARANTINE_UNWRITABLE when none of them is kept, or when a server
 *     gave no answer and nobody knows.
 * Q2. A failed write (full disk) leaves earlier records as they were; the next `add` works again when there is space.
 * Q3. Ids order records by the time they were added and stay valid over restarts. Who has read up to a record misses none by going on after it.
 * Q4. It holds at most `bytesMax` bytes (and what is written at once): the oldest make room, many at a time, and `stats().removed` says how many
 *     records went that were not settled.
 * Q5. A record that was replayed or dropped is settled: it is listed and read no more. Every record ever kept is in exactly one of `records`, `replayed`,
 *     `dropped`, `removed`.
 * Q6. One at a time has the turn to settle records, of all processes that have the same quarantine. Who has lost it settles nothing more.
 */
import type { Json, JsonObject } from '../../core/index.ts';

/** What was refused, from which source, why. */
export interface QuarantinedCall {
  /** Wall clock, ms since 1970. */
  readonly at: number;
  readonly source: string;
  /** The last part of the address: `track`, `batch`, ... */
  readonly route: string;
  /** Place in the batch; -1 when the whole body was refused. */
  readonly index: number;
  readonly messageId?: string;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
  /** The call's JSON (`json`), or the beginning of a body that could not be read (`text`, else `base64`). */
  readonly raw: string;
  readonly form: 'json' | 'text' | 'base64';
  /** `raw` is only the beginning. */
  readonly truncated: boolean;
  /** Of the batch that it came in, where the call may lean on it. */
  readonly sentAt?: Json;
  readonly context?: JsonObject;
}

export interface QuarantineRecord extends QuarantinedCall {
  readonly id: string;
}

export type Settled = 'replayed' | 'dropped';

export interface QuarantineStats {
  /** Records that are there now and not settled. */
  readonly records: number;
  readonly bytes: number;
  /** Records that made room for newer ones before they were settled (Q4). */
  readonly removed: number;
  /** Records that were replayed, and dropped by hand, ever (Q5). */
  readonly replayed: number;
  readonly dropped: number;
  /** Why this process's last write failed; undefined when it did not. */
  readonly problem: string | undefined;
}

/** Where each partition of the log ended, by number of the partition. */
export type LogEnds = readonly number[];

/** Records that a replay was about to append when the log ended at `logEnds`. */
export interface Began {
  readonly ids: readonly string[];
  readonly logEnds: LogEnds;
}

export interface Quarantine {
  add(calls: readonly QuarantinedCall[]): Promise<void>;
  /** Newest first, at most `limit`, older than the record `before` when given. None that is settled. */
  list(options: { readonly limit: number; readonly before?: string }): Promise<readonly QuarantineRecord[]>;
  /** Oldest first, at most `limit`, newer than the record `after` when given: for a replay. None that is settled, unless they are asked for. */
  read(options: { readonly limit: number; readonly after?: string; readonly settled?: boolean }): Promise<readonly QuarantineRecord[]>;
  /** The record of this id, settled or not; undefined when there is none. */
  get(id: string): Promise<(QuarantineRecord & { readonly settled?: Settled }) | undefined>;
  /** What was begun and is not settled: whoever has the turn has to look into the log which of it is there. */
  begun(): Promise<Began | undefined>;
  /** Waits for the turn, and has it while `run` runs (Q6). */
  inTurn<Result>(run: (turn: Turn) => Promise<Result>): Promise<Result>;
  stats(): Promise<QuarantineStats>;
  close(): Promise<void>;
}

/** For who has the turn. Rejects as `add` does, and with VOLANO_QUARANTINE_TAKEN when another process has taken it over. */
export interface Turn {
  /**
   * Says, on disk, that these are about to be appended to the log, which ends at `logEnds` or behind. Until they are settled, `begun` says so. For a while
   * after it resolves nobody else gets the turn: whoever appends does so at once.
   */
  begin(ids: readonly string[], logEnds: LogEnds): Promise<void>;
  /** These were replayed or dropped; `waiting`: what was begun has not come about. Resolves when it is on disk. */
  settle(ids: readonly string[], as: Settled | 'waiting'): Promise<void>;
}
