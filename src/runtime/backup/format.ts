/**
 * What a backup is made of.
 *
 *   manifest.json             what belongs to it; written last, by renaming: what no manifest names is no part of a backup
 *   log/RUN/N.zst             entries of the log, each once
 *   state/RUN/N.zst           rows of the state as one commit left it; whole, one folder for each point
 *   warehouse/RUN/N.zst       rows of the warehouse by their numbers, each once
 *   files/RUN/...             what else lies in a data folder; whole, of the latest run
 *
 * All files are compressed (Zstandard) and readable by their owner only. What is in them, uncompressed:
 * log: position (8 bytes), `at` (float64), length (uint32), bytes of the entry. State: number of the table (1), length of the key (uint16), length of
 * the value (uint32), key, value. Warehouse: a line with the names of the columns, then JSON lists. Numbers are big endian.
 */

import type { LogEnd, StateHead, StoredFile } from '../snapshots/index.ts';

/** Raised when older versions could not read it. */
export const BACKUP_FORMAT = 1;
/** Of an installation of several partitions. */
export const SEVERAL_FORMAT = 2;

/** Of several partitions, what a log or a state is of: `customers-1`, `events-0`, `identity`. Absent: there is one of each. */
export interface OfPart {
  readonly part?: string;
}

/** The key space that identity stages share, as a part. */
export const IDENTITY_PART = 'identity';

export function partOf(log: 'customers' | 'events', partition: number): string {
  return `${log}-${partition}`;
}

/** Where the states of several partitions are in their logs. Positions of the whole are sums over partitions of customers. */
export interface SeveralHeads {
  /** By partition of customers. */
  readonly customers: readonly StateHead[];
  /** By partition of customers: where its log ended when it was asked for the first time after the states had been read, and `at` of that entry, ms. */
  readonly sure: readonly Pick<LogEnd, 'position' | 'at'>[];
  /**
   * By partition of events: the last entry whose customer had been found, and its `at`, ms. `trail`: identity's copy has what the stage's commits have changed behind
   * that position, so that it can be brought here from there; absent: nothing of it.
   */
  readonly events: readonly { readonly position: number; readonly at: number; readonly trail?: number }[];
}

/** By partition. */
export interface SeveralEnds {
  readonly customers: readonly LogEnd[];
  readonly events: readonly LogEnd[];
}

/** First and last entry of a file of the log. Times are its `at`, ms. */
export interface LogSpan {
  readonly first: number;
  readonly last: number;
  readonly firstAt: number;
  readonly lastAt: number;
  readonly entries: number;
}

/** Rows `from` < seq <= `to`. */
export interface RowSpan {
  readonly table: string;
  readonly from: number;
  readonly to: number;
  readonly rows: number;
}

/** A state to begin from. */
export interface Point extends StateHead {
  /** Wall clock, ms. */
  readonly takenAt: number;
  /** Version of the product. */
  readonly version: string;
  readonly files: readonly (StoredFile & OfPart)[];
  readonly several?: SeveralHeads;
  /** Where the logs ended that were copied with it. */
  readonly ends?: SeveralEnds;
}

export interface Manifest {
  readonly product: 'volano';
  readonly format: number;
  readonly partition: number;
  /** Of the log that was backed up. */
  readonly partitions: number;
  readonly end: LogEnd;
  readonly ends?: SeveralEnds;
  readonly log: readonly (StoredFile & LogSpan & OfPart)[];
  /** Oldest first. */
  readonly points: readonly Point[];
  readonly warehouse: readonly (StoredFile & RowSpan & OfPart)[];
  readonly files: readonly StoredFile[];
}

/** What a backup has already. */
export interface Since {
  readonly position: number;
  readonly digest: string;
  /** Rows of the warehouse up to this number. */
  readonly sunk: number;
  /** By partition, where there are several. */
  readonly several?: { readonly customers: readonly Since[]; readonly events: readonly SinceOfEvents[] };
}

export interface SinceOfEvents extends Since {
  /** Up to there no trail is wanted of the stage. */
  readonly resolved?: number | undefined;
}

export function sinceOf(manifest: Manifest): Since {
  const { end, ends, warehouse, points } = manifest;
  const since = ({ position, digest }: LogEnd, sunk: number): Since => ({ position, digest, sunk });
  if (!ends) return since(end, sunkOf(manifest));
  const customers = ends.customers.map((one, partition) => {
    const part = partOf('customers', partition);
    return since(one, sunkOf({ warehouse: warehouse.filter((rows) => rows.part === part) }));
  });
  // The last one is replaced when nothing has been stepped since.
  const resolved = (points.at(-2) ?? points.at(-1))?.several?.events;
  const events = ends.events.map((one, partition) => ({ ...since(one, 0), resolved: resolved?.[partition]?.position ?? 0 }));
  return { ...since(end, 0), several: { customers, events } };
}

/** Rows of the warehouse up to this number are in it. */
export function sunkOf({ warehouse }: Pick<Manifest, 'warehouse'>): number {
  return warehouse.reduce((most, { to }) => Math.max(most, to), 0);
}

export function filesOf(manifest: Manifest): readonly StoredFile[] {
  return [...manifest.log, ...manifest.points.flatMap(({ files }) => files), ...manifest.warehouse, ...manifest.files];
}
