/** The stores of a cluster, as the oracle reads them. */
import { Client } from 'pg';
import { CAPTURE_DESK } from '../../src/act/index.ts';
import type { Log } from '../../src/port/log/index.ts';
import { openClickHouseWarehouse } from '../../src/port/warehouse/index.ts';
import { sharedDesks } from '../../src/runtime/cluster/index.ts';
import { eventsTopic } from '../../src/runtime/cluster/spaces.ts';
import { type KafkaPlace, openLog, openState, type PostgresPlace } from '../../src/runtime/places/index.ts';
import {
  type CommittedState,
  capturedOn,
  committedIn,
  type Findings,
  findingsIn,
  type Logged,
  loggedOf,
  type Seen,
} from '../crash/ledger.ts';

export interface ClusterPlaces {
  readonly log: KafkaPlace;
  readonly state: PostgresPlace;
  readonly warehouse: { readonly url: string; readonly database: string };
}

/** Of processes that have stopped. */
export async function findingsAt(places: ClusterPlaces, seen: Seen): Promise<Findings> {
  const log = await openLog(places.log, { readOnly: true });
  const warehouse = await openClickHouseWarehouse(places.warehouse);
  try {
    const logged = await loggedAt(log, places.log);
    const states = await committedAt(places.state, log.partitions);
    const captured = await capturedOn(await sharedDesks(places.state).open(CAPTURE_DESK));
    return await findingsIn({ logged, states, captured, warehouse }, seen);
  } finally {
    await Promise.all([log.close(), warehouse.close()]);
  }
}

/** Where several partitions are, events arrive in a topic of their own, and come to the partitions when it is known whose they are. */
async function loggedAt(log: Log, place: KafkaPlace): Promise<Logged> {
  const logged = await loggedOf(log);
  if (log.partitions === 1) return logged;
  const arriving = await openLog({ ...place, topic: eventsTopic(place.topic) }, { readOnly: true });
  try {
    const { entries, events, messageIds } = await loggedOf(arriving);
    return {
      entries: logged.entries + entries,
      events: logged.events + events,
      messageIds: new Set([...messageIds, ...logged.messageIds]),
      divided: true,
    };
  } finally {
    await arriving.close();
  }
}

/** Whether a process is in the book of some partition as the one whose engine writes to its state. */
export async function isOwner({ url, schema }: PostgresPlace, pid: number): Promise<boolean> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query(`SELECT FROM "${schema}".fence WHERE pid = $1 AND backend IS NOT NULL AND partition >= 0`, [
      pid,
    ]);
    return rowCount! > 0;
  } finally {
    await client.end();
  }
}

/** What is committed at present, by partition. */
export async function committedAt(place: PostgresPlace, partitions: number): Promise<ReadonlyMap<number, CommittedState>> {
  const states = new Map<number, CommittedState>();
  for (let partition = 0; partition < partitions; partition++) {
    const state = await openState(place, { partition, readOnly: true });
    try {
      states.set(partition, await committedIn(state));
    } finally {
      await state.close();
    }
  }
  return states;
}
