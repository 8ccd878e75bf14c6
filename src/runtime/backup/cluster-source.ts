/** A cluster as a backup reads it, from whichever of its machines: nobody owns what is read, and nobody is held up. */
import { join } from 'node:path';
import { snapshotPostgresState } from '../../port/state/index.ts';
import type { PostgresPlace } from '../places/index.ts';
import { VERSION } from '../version.ts';
import { COPIES } from './copies.ts';
import { type OpenedDesks, sharedFilesOf } from './other-files.ts';
import type { BackupSource } from './source.ts';

export interface ClusterParts extends Pick<BackupSource, 'log' | 'warehouse' | 'partition'> {
  /** Of the process that reads: its settings lie there, and for a while what is on its way. */
  readonly directory: string;
  readonly state: PostgresPlace;
  /** What all processes share. */
  readonly openDesks: () => Promise<OpenedDesks>;
}

/** The log must not be written by more than the cluster itself; a handle for reading is enough. */
export function clusterSource({ directory, log, warehouse, partition, state, openDesks }: ClusterParts): BackupSource {
  const { carrier: _, ...place } = state;
  return {
    version: VERSION,
    partition,
    log,
    warehouse,
    snapshot: () => snapshotPostgresState({ ...place, partition }),
    otherFiles: () => sharedFilesOf(directory, join(directory, COPIES), openDesks),
  };
}
