/** A cluster as a backup reads it, from whichever of its machines: nobody owns what is read, and nobody is held up. */
import { join } from 'node:path';
import { snapshotPostgresState } from '../../port/state/index.ts';
import type { PostgresPlace } from '../places/index.ts';
import { VERSION } from '../version.ts';
import { COPIES } from './copies.ts';
import { type OpenedDesks, sharedFilesOf } from './other-files.ts';
import type { SeveralSource } from './several-source.ts';
import type { BackupSource } from './source.ts';

export interface ClusterParts extends Pick<BackupSource, 'log' | 'warehouse'> {
  /** Of the process that reads: its settings lie there, and for a while what is on its way. */
  readonly directory: string;
  readonly state: PostgresPlace;
  /** Of several partitions: the log in which events arrive, and the key space that their identity stages share. */
  readonly arrival?: { readonly events: BackupSource['log']; readonly identitySpace: number };
  /** What all processes share. */
  readonly openDesks: () => Promise<OpenedDesks>;
}

const PARTITION = 0;

/** The log must not be written by more than the cluster itself; a handle for reading is enough. */
export function clusterSource({ directory, log, warehouse, state, arrival, openDesks }: ClusterParts): BackupSource | SeveralSource {
  const { carrier: _, ...place } = state;
  const snapshot = (partition: number) => snapshotPostgresState({ ...place, partition });
  const otherFiles = () => sharedFilesOf(directory, join(directory, COPIES), openDesks);
  const shared = { version: VERSION, warehouse, otherFiles };
  if (!arrival) return { ...shared, partition: PARTITION, log, snapshot: () => snapshot(PARTITION) };
  const { events, identitySpace } = arrival;
  return { ...shared, customers: log, events, snapshot, snapshotIdentity: () => snapshot(identitySpace) };
}
