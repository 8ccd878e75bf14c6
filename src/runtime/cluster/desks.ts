/** The desks of a cluster: one key space in PostgreSQL for all of them, shared by all processes. */
import { Desk, type DeskStore, openPostgresSnapshot, openPostgresState, type StateStore } from '../../port/state/index.ts';
import type { Desks } from '../desks.ts';
import type { PostgresPlace } from '../places/index.ts';
import { DESK_SPACE } from './spaces.ts';

/** They share a store, and so its connections; the last that is closed closes it. */
export function sharedDesks({ carrier: _, ...place }: PostgresPlace): Desks {
  let store: Promise<StateStore> | undefined;
  let open = 0;
  const close = async (): Promise<void> => {
    open -= 1;
    if (open > 0) return;
    const last = store;
    store = undefined;
    await (await last)?.close();
  };
  return {
    shared: true,
    open: async ({ name }) => {
      open += 1;
      store ??= openPostgresState({ ...place, partition: DESK_SPACE, shared: true });
      return new Desk(part(await store, close), name);
    },
  };
}

/** As they are now, to be read until they are closed. Rejects with VOLANO_STORE_MISSING. */
export async function snapshotDesks({ carrier: _, ...place }: PostgresPlace): Promise<Desks & { close(): Promise<void> }> {
  const snapshot = await openPostgresSnapshot({ ...place, partition: DESK_SPACE });
  const store: DeskStore = {
    getMany: (table, keys) => snapshot.getMany(table, keys),
    range: (table, range) => snapshot.range(table, range),
    commit: () => {
      throw new TypeError('This handle of the desks is for reading');
    },
    close: async () => undefined,
  };
  return { shared: true, open: async ({ name }) => new Desk(store, name), close: () => snapshot.close() };
}

function part(store: StateStore, close: () => Promise<void>): DeskStore {
  let closed: Promise<void> | undefined;
  return {
    getMany: (table, keys) => store.getMany(table, keys),
    range: (table, range) => store.range(table, range),
    commit: (writes, expected) => store.commit(writes, expected),
    close: () => {
      closed ??= close();
      return closed;
    },
  };
}
