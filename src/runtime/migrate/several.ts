/** A cluster of several partitions, as the target of a migration: both of its logs, the key spaces of partitions and stages, and a snapshot of each to replay from. */
import { type Said, VolanoError } from '../../base/index.ts';
import { encodeEntry } from '../../core/index.ts';
import { type AppendedAt, type Log, openKafkaLog } from '../../port/log/index.ts';
import { openPostgresState, type StateStore, snapshotPostgresState } from '../../port/state/index.ts';
import { clusterOptions, eventsTopic, IDENTITY_SPACE, sharedDesks } from '../cluster/index.ts';
import type { ClusterConfig } from '../config/index.ts';
import { openPapers } from '../desks.ts';
import { ENGINE_VERSION, Engine, readMeta } from '../engine/index.ts';
import type { KafkaPlace, PostgresPlace } from '../places/index.ts';
import { said } from '../said.ts';
import { sharedSnapshots } from '../snapshots/index.ts';
import { deskRows } from './beside.ts';
import { bringDivided, type Spaces } from './divided-state.ts';
import type { DividingSource } from './dividing.ts';
import { copyLog, type LogSource, type LogTarget } from './log.ts';
import { kafkaTarget } from './log-targets.ts';
import { lastRow } from './rows.ts';
import { firstSink, type SeveralPlace, serverOf } from './sides.ts';

const SNAPSHOTS_KEPT = 2;

export function severalPartitions(config: ClusterConfig): SeveralPlace {
  const { log, state, openWarehouse } = clusterOptions(config);
  const desks = sharedDesks(state);
  const { partitions } = config.log;
  const topics: readonly KafkaPlace[] = [log, { ...log, topic: eventsTopic(log.topic) }];
  const numbers = Array.from({ length: partitions }, (_, partition) => partition);
  return {
    side: 'cluster',
    name: `topics ${topics.map(({ topic }) => topic).join(', ')} of ${partitions} partitions, schema ${config.state.schema}, database ${config.warehouse.database}`,
    desks,
    openPapers: () => openPapers(desks, ''),
    async found() {
      for (const place of topics) {
        const found = await foundIn(place, partitions);
        if (found !== undefined) return found;
      }
      for (const space of [...numbers, IDENTITY_SPACE]) if (await holdsState(state, space)) return said`schema ${config.state.schema}`;
      if ((await deskRows(desks)) > 0) return said`schema ${config.state.schema}`;
      const warehouse = await openWarehouse();
      try {
        for (const partition of numbers) if ((await lastRow(warehouse, partition)) > 0) return said`database ${config.warehouse.database}`;
        return undefined;
      } finally {
        await warehouse.close();
      }
    },
    openLogs: () => Promise.all(topics.map(openToRead)),
    openBounds: firstSink(state),
    openWarehouse,
    warehouse: serverOf(config.warehouse),
    several: {
      fillLogs: (source, progress) => fillLogs(source, { topics, numbers }, progress),
      async fillState(source, telling) {
        const spaces = await openSpaces(state, numbers);
        try {
          await bringDivided(source, spaces, telling);
        } finally {
          for (const store of spaces.values()) await store.close();
        }
      },
      async snapshots(now) {
        const { carrier: _, ...postgres } = state;
        for (const partition of numbers) {
          const take = () => snapshotPostgresState({ ...postgres, partition });
          await sharedSnapshots(state, partition).take(take, { keep: SNAPSHOTS_KEPT, now });
        }
      },
    },
  };
}

/** Entries go into the first partition of both: by their positions in one they are named as what came in, in the other as what happened. The others begin behind. */
async function fillLogs(
  source: LogSource,
  { topics, numbers }: { readonly topics: readonly KafkaPlace[]; readonly numbers: readonly number[] },
  progress: (done: number, total: number) => void,
): Promise<void> {
  const end = await source.end(0);
  const [last] = end > 0 ? await source.read(0, end - 1, 1) : [];
  const at = last?.at ?? 0;
  const total = end * topics.length;
  for (const [nth, place] of topics.entries()) {
    for (const partition of numbers) {
      const target = await kafkaTarget(place, partition);
      if (partition === 0) await copyLog(source, target, (position) => progress(nth * end + position, total));
      else await fillUpTo({ position: end, at }, target);
    }
  }
}

/** What comes next has the position behind, and no earlier time; before `last` nothing is to be seen. Closes the target. */
async function fillUpTo({ position, at }: AppendedAt, target: LogTarget): Promise<void> {
  try {
    if (target.last.position > position)
      throw new VolanoError('VOLANO_MIGRATION_DIFFERENT', { part: said`log`, where: said`position ${target.last.position}` });
    // One that stays: a Kafka that is trimmed to its end gives the next entry another position.
    if (target.last.position < position) await target.put([{ position, at, value: encodeEntry({ type: 'tick' }) }], position);
    await target.finish(position);
  } finally {
    await target.close();
  }
}

async function openSpaces({ carrier: _, ...postgres }: PostgresPlace, numbers: readonly number[]): Promise<Spaces> {
  const spaces = new Map<number, StateStore>();
  try {
    spaces.set(IDENTITY_SPACE, await openPostgresState({ ...postgres, partition: IDENTITY_SPACE, shared: true }));
    for (const partition of numbers) spaces.set(partition, await openPostgresState({ ...postgres, partition }));
    return spaces;
  } catch (error) {
    for (const store of spaces.values()) await store.close();
    throw error;
  }
}

async function foundIn(place: KafkaPlace, partitions: number): Promise<Said | undefined> {
  let log: Log;
  try {
    log = await openToRead(place);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
  try {
    if (log.partitions !== partitions) return said`topic ${place.topic} with ${log.partitions} partitions`;
    for (let partition = 0; partition < partitions; partition++) if ((await log.end(partition)) > 0) return said`topic ${place.topic}`;
    return undefined;
  } finally {
    await log.close();
  }
}

function openToRead({ carrier: _, ...place }: KafkaPlace): Promise<Log> {
  return openKafkaLog({ ...place, readOnly: true, writers: 'many' });
}

async function holdsState({ carrier: _, ...postgres }: PostgresPlace, partition: number): Promise<boolean> {
  try {
    const store = await openPostgresState({ ...postgres, partition, readOnly: true });
    try {
      return (await store.count('meta')) + (await store.count('customer')) + (await store.count('identifier')) > 0;
    } finally {
      await store.close();
    }
  } catch (error) {
    if (isMissing(error)) return false;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  return error instanceof VolanoError && error.code === 'VOLANO_STORE_MISSING';
}

/** What this Volano can divide. Rejects with VOLANO_MIGRATION_ENGINE, and with VOLANO_MIGRATION_PREPARING while a release is being brought to customers. */
export async function assertDivisible({ state }: Pick<DividingSource, 'state'>): Promise<void> {
  const { engineVersion, run, backfill } = await readMeta(state);
  if (engineVersion !== ENGINE_VERSION) throw new VolanoError('VOLANO_MIGRATION_ENGINE', { version: engineVersion, own: ENGINE_VERSION });
  if (run || backfill) throw new VolanoError('VOLANO_MIGRATION_PREPARING');
}

/** The engine takes what is in the log, as it would at the next start: with several partitions it would be nobody's. Rejects as `assertDivisible`. */
export async function comeToRest(source: { readonly state: StateStore; readonly log: Log }): Promise<void> {
  await assertDivisible(source);
  const engine = await Engine.open({ partition: 0, ...source });
  while (await engine.runBatch());
  await assertDivisible(source);
}
