/** A partition's state in PostgreSQL as it is at one instant, for as long as it is read; its owner goes on undisturbed. */
import { randomBytes } from 'node:crypto';
import type { ClientBase } from 'pg';
import { VolanoError } from '../../base/index.ts';
import type { PostgresStateOptions } from './postgres.ts';
import { connectionConfig, placeOf } from './postgres-connection.ts';
import { readerOf } from './postgres-fence.ts';
import { PostgresReader } from './postgres-reader.ts';
import type { StateSnapshot } from './snapshot.ts';
import type { StateReader } from './state.ts';

export type PostgresSnapshotOptions = Pick<PostgresStateOptions, 'url' | 'schema' | 'partition'>;

/** As `snapshotLmdbState`, without a copy. Rejects as below. */
export async function snapshotPostgresState(options: PostgresSnapshotOptions): Promise<StateSnapshot> {
  const state = await openPostgresSnapshot(options);
  try {
    return { state, bytes: await state.bytes(), close: () => state.close() };
  } catch (cause) {
    await state.close();
    throw cause;
  }
}

/**
 * Opens it; every read is of the instant of the first. A connection that is lost takes the snapshot with it: reads reject from then on. A long one
 * keeps PostgreSQL from clearing away what has been replaced meanwhile. Rejects with VOLANO_STORE_MISSING and VOLANO_STATE_UNAVAILABLE.
 */
export async function openPostgresSnapshot({
  url,
  schema = 'volano',
  partition,
}: PostgresSnapshotOptions): Promise<StateReader & Pick<PostgresReader, 'bytes' | 'close'>> {
  const place = placeOf(url, schema, partition);
  const session = readerOf(`volano ${randomBytes(12).toString('hex')}`);
  let connections = 0;
  // The pool waits for it.
  const onConnect = async (client: ClientBase): Promise<void> => {
    connections += 1;
    // Another connection would show another instant.
    if (connections > 1) throw new Error('the connection that had the snapshot is lost');
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  };
  const reader = new PostgresReader(place, { ...connectionConfig(place, session), max: 1, idleTimeoutMillis: 0, onConnect });
  try {
    if (!(await reader.find())) throw new VolanoError('VOLANO_STORE_MISSING', { path: place.path });
    return reader;
  } catch (cause) {
    await reader.close();
    throw cause;
  }
}
