/** The desks of a cluster: one key space in PostgreSQL for all of them, shared by all processes. */
import { Desk, openPostgresState } from '../../port/state/index.ts';
import type { Desks } from '../desks.ts';
import type { PostgresPlace } from '../places/index.ts';

/** The key space that belongs to no partition and holds what rooms keep beside the loop. */
const DESKS = -2;

export function sharedDesks({ carrier: _, ...place }: PostgresPlace): Desks {
  return {
    shared: true,
    open: async ({ name }) => new Desk(await openPostgresState({ ...place, partition: DESKS, shared: true }), name),
  };
}
