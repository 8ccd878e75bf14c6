/** A configured cluster of several partitions that a backup is restored into. Y1 and Y2 as for one (target.ts); what stages derive comes again with its stamps. */
import { LETTERS_DESK } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import { boundsInState } from '../../learn/index.ts';
import { openPostgresState, type StateStore } from '../../port/state/index.ts';
import type { LogName, SeveralTarget } from '../backup/index.ts';
import { clusterOptions, eventsTopic, IDENTITY_SPACE, RELEASES_DESK, ReleaseLedger, sharedDesks, sinkSpace } from '../cluster/index.ts';
import type { ClusterConfig } from '../config/index.ts';
import { openPapers } from '../desks.ts';
import { deskRows, kafkaTarget, lastRow, rowsIn } from '../migrate/index.ts';
import { type KafkaPlace, openLog, type PostgresPlace } from '../places/index.ts';
import { said } from '../said.ts';
import { filling } from './filling.ts';
import { assertFree, begin, clear, finish, put, type Shared } from './papers.ts';

type Opening = Pick<SeveralTarget, 'openIdentity' | 'openState' | 'openWarehouse'>;

export function severalTarget(config: ClusterConfig, directory: string): SeveralTarget & { readonly name: string } {
  const { log, state, openWarehouse } = clusterOptions(config);
  const { partitions } = config.log;
  const logs: Readonly<Record<LogName, KafkaPlace>> = { customers: log, events: { ...log, topic: eventsTopic(log.topic), partitions } };
  const { carrier: _, ...postgres } = state;
  const opening: Opening = {
    openIdentity: () => openPostgresState({ ...postgres, partition: IDENTITY_SPACE, shared: true }),
    openState: (partition) => openPostgresState({ ...postgres, partition }),
    openWarehouse,
  };
  const place = sharedOf(config, { logs, state, opening });
  const { desks } = place;
  return {
    ...opening,
    name: place.name,
    partitions,
    assertFree: (mark) => assertFree(place, mark),
    async begin(mark) {
      if (!(await begin(place, mark))) return;
      const states: StateStore[] = [await opening.openIdentity()];
      for (let partition = 0; partition < partitions; partition++) states.push(await opening.openState(partition));
      await clear(states, await openWarehouse());
    },
    finish: () => finish(place),
    putFile: (name, contents) => put(place, { directory, name, contents }),
    fillLog: async (name, { partition, first }) => filling(await kafkaTarget(logs[name], partition), first),
    openLogs: async () => ({ customers: await openLog(logs.customers), events: await openLog(logs.events) }),
    openBounds: (partition) => boundsInState(() => openPostgresState({ ...postgres, partition: sinkSpace(partition) })),
    openLetters: () => desks.open(LETTERS_DESK),
    async putReleases(found, into) {
      const desk = await desks.open({ name: RELEASES_DESK });
      await new ReleaseLedger({ desk, ...into }).recover(found).finally(() => desk.close());
    },
  };
}

interface Lying {
  readonly logs: Readonly<Record<LogName, KafkaPlace>>;
  readonly state: PostgresPlace;
  readonly opening: Opening;
}

function sharedOf({ state: { schema }, warehouse: { database } }: ClusterConfig, { logs, state, opening }: Lying): Shared {
  const desks = sharedDesks(state);
  return {
    name: `topic ${logs.customers.topic}, schema ${schema}, database ${database}`,
    desks,
    openPapers: () => openPapers(desks, ''),
    async found() {
      for (const log of [logs.customers, logs.events]) if (await hasEntries(log)) return said`topic ${log.topic}`;
      if ((await rowsOf(state, logs.customers.partitions!)) > 0 || (await deskRows(desks)) > 0) return said`schema ${schema}`;
      const warehouse = await opening.openWarehouse();
      try {
        for (let partition = 0; partition < logs.customers.partitions!; partition++)
          if ((await lastRow(warehouse, partition)) > 0) return said`database ${database}`;
        return undefined;
      } finally {
        await warehouse.close();
      }
    },
  };
}

async function hasEntries(place: KafkaPlace): Promise<boolean> {
  const log = await unlessMissing(() => openLog(place, { readOnly: true }));
  if (!log) return false;
  try {
    for (let partition = 0; partition < log.partitions; partition++) if ((await log.end(partition)) > 0) return true;
    return false;
  } finally {
    await log.close();
  }
}

async function rowsOf({ carrier: _, ...place }: PostgresPlace, partitions: number): Promise<number> {
  let rows = 0;
  for (let partition = IDENTITY_SPACE; partition < partitions; partition++) {
    const state = await unlessMissing(() => openPostgresState({ ...place, partition, readOnly: true }));
    if (state) rows += await rowsIn(state).finally(() => state.close());
  }
  return rows;
}

async function unlessMissing<One>(open: () => Promise<One>): Promise<One | undefined> {
  try {
    return await open();
  } catch (error) {
    if (error instanceof VolanoError && error.code === 'VOLANO_STORE_MISSING') return undefined;
    throw error;
  }
}
