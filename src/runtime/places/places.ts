/**
 * Where log and state lie: plain data, so that a thread can be told. Opening one gives the port, whichever carrier is behind it; nothing outside
 * this folder and the installations knows which.
 */
import { type KafkaLog, type KafkaLogOptions, type Log, openKafkaLog, openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, openPostgresState, type PostgresStateOptions, type StateStore } from '../../port/state/index.ts';

export interface LmdbPlace {
  readonly carrier: 'lmdb';
  readonly path: string;
}

/** Any process appends, whoever owns the partition. */
export type KafkaPlace = { readonly carrier: 'kafka' } & Omit<KafkaLogOptions, 'readOnly' | 'writers'>;

export type PostgresPlace = { readonly carrier: 'postgres' } & Pick<PostgresStateOptions, 'url' | 'schema' | 'connectionsMax'>;

export type LogPlace = LmdbPlace | KafkaPlace;
export type StatePlace = LmdbPlace | PostgresPlace;

/** For appending; or, `readOnly`, for whoever only follows. Rejects as the carrier does. */
export function openLog(place: LogPlace, options: { readonly readOnly?: boolean } = {}): Promise<Log | KafkaLog> {
  if (place.carrier === 'lmdb') return openLmdbLog({ path: place.path, ...options });
  const { carrier: _, ...kafka } = place;
  return openKafkaLog({ ...kafka, ...options, writers: 'many' });
}

/**
 * For the engine of a partition, who takes it from whoever has it where that is possible; or, `readOnly`, for whoever only looks. Rejects as the
 * carrier does.
 */
export function openState(place: StatePlace, options: { readonly partition: number; readonly readOnly?: boolean }): Promise<StateStore> {
  const { partition, readOnly = false } = options;
  if (place.carrier === 'lmdb') return openLmdbState({ path: place.path, readOnly });
  const { carrier: _, ...postgres } = place;
  return openPostgresState({ ...postgres, partition, ...(readOnly ? { readOnly } : { takeOver: true }) });
}
