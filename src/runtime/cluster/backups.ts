/** What `volano backup` reads of a cluster, and the snapshots by which its log gets shorter. */
import { type BackupParts, clusterSource } from '../backup/index.ts';
import type { Knowing, Learning } from '../installation.ts';
import type { PostgresPlace } from '../places/index.ts';
import { Keeper, sharedSnapshots } from '../snapshots/index.ts';
import { snapshotDesks } from './desks.ts';
import type { Seat } from './seat-keeper.ts';

export interface ClusterBackupOptions {
  /** Of this process. */
  readonly directory: string;
  readonly partition: number;
  readonly place: PostgresPlace;
  /** How long entries of the log are kept, ms; undefined: for good. */
  readonly retentionMs: number | undefined;
  readonly onError: (error: unknown) => void;
}

/** A snapshot reads the whole state: of what a cluster holds, once a day is often enough. */
const EVERY_ENTRIES = Number.POSITIVE_INFINITY;

/** Any process answers for backups and takes snapshots when it is asked to. */
export function clusterBackups(options: ClusterBackupOptions, parts: Pick<Knowing & Learning, 'log' | 'state' | 'warehouse'>): BackupParts {
  const { directory, partition, place, retentionMs, onError } = options;
  const { log, state, warehouse } = parts;
  const source = clusterSource({ directory, log, warehouse, partition, state: place, openDesks: () => snapshotDesks(place) });
  const keeper = new Keeper({
    snapshots: sharedSnapshots(place, partition),
    takeState: source.snapshot,
    partition,
    log,
    state,
    ...(retentionMs !== undefined && { retentionMs }),
    everyEntries: EVERY_ENTRIES,
    now: Date.now,
    onError,
  });
  return { source, keeper };
}

/** Who sits here also looks after the log. */
export function keeping(seat: Seat, keeper: Pick<Keeper, 'start' | 'stop'>): Seat {
  return {
    async take() {
      await seat.take();
      keeper.start();
    },
    async leave() {
      await keeper.stop();
      await seat.leave();
    },
  };
}
