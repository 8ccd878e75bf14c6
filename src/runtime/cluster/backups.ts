/** What `volano backup` reads of a cluster, and the snapshots by which its log gets shorter. */
import type { Log } from '../../port/log/index.ts';
import { snapshotPostgresState } from '../../port/state/index.ts';
import { type BackupParts, clusterSource } from '../backup/index.ts';
import type { Learning } from '../installation.ts';
import type { PostgresPlace } from '../places/index.ts';
import { Keeper, sharedSnapshots } from '../snapshots/index.ts';
import { snapshotDesks } from './desks.ts';
import type { Partition } from './partition.ts';
import type { Seat } from './seat-keeper.ts';
import { IDENTITY_SPACE } from './spaces.ts';

export interface KeepingOptions {
  readonly place: PostgresPlace;
  readonly log: Log;
  /** How long entries of the log are kept, ms; undefined: for good. */
  readonly retentionMs: number | undefined;
  readonly onError: (error: unknown) => void;
}

/** A snapshot reads the whole state: of what a cluster holds, once a day is often enough. */
const EVERY_ENTRIES = Number.POSITIVE_INFINITY;

/** Any process takes snapshots when it is asked to. */
export function keeperOf({ partition, state }: Pick<Partition, 'partition' | 'state'>, options: KeepingOptions): Keeper {
  const { place, log, retentionMs, onError } = options;
  const { carrier: _, ...postgres } = place;
  return new Keeper({
    snapshots: sharedSnapshots(place, partition),
    takeState: () => snapshotPostgresState({ ...postgres, partition }),
    partition,
    log,
    state,
    ...(retentionMs !== undefined && { retentionMs }),
    everyEntries: EVERY_ENTRIES,
    now: Date.now,
    onError,
  });
}

export interface ClusterBackupOptions extends Pick<Learning, 'warehouse'> {
  /** Of this process. */
  readonly directory: string;
  readonly place: PostgresPlace;
  readonly log: Log;
  /** The log in which events arrive, where there are several partitions. */
  readonly events: Log | undefined;
}

/** Any process answers for backups. */
export function clusterSources({ directory, place, log, events, warehouse }: ClusterBackupOptions): BackupParts['source'] {
  const arrival = events && { arrival: { events, identitySpace: IDENTITY_SPACE } };
  return clusterSource({ directory, log, warehouse, state: place, ...arrival, openDesks: () => snapshotDesks(place) });
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
