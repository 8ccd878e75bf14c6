/**
 * How the customers of a cluster are divided: into the partitions of the topic that is named. With one of them the engine finds out itself whose each entry is; with
 * several, a second topic takes what arrives, and identity stages stand between the two.
 */

import { type CustomerId, partitionOf } from '../../base/index.ts';
import type { KafkaLog, Log } from '../../port/log/index.ts';
import { type Desk, openPostgresState, type StateReader, type StateStore, type StateView } from '../../port/state/index.ts';
import type { Appender, Appending } from '../appender.ts';
import type { Desks } from '../desks.ts';
import { addedCounts, type EngineLink, type Failpoint, readJourneyCounts, readLeaving, readStanding } from '../engine/index.ts';
import { PartitionedReader } from '../identity/index.ts';
import type { Standing } from '../installation.ts';
import type { ReadCounts } from '../journeys/index.ts';
import { type KafkaPlace, openLog, type PostgresPlace } from '../places/index.ts';
import { Appenders } from './appenders.ts';
import { Engines } from './engines.ts';
import { openAppender, openMade, openPartition, type Partition } from './partition.ts';
import { RELEASES_DESK, ReleaseLedger } from './release-ledger.ts';
import { eventsTopic, IDENTITY_SPACE } from './spaces.ts';
import { Stages } from './stages.ts';

export interface DivisionOptions {
  readonly log: KafkaPlace;
  readonly state: PostgresPlace;
  readonly desks: Desks;
  readonly failpoint: Failpoint;
  readonly onError: (error: unknown) => void;
}

/** The log in which events arrive, and what is needed to resolve them. */
export interface Arrival {
  readonly place: KafkaPlace;
  readonly events: KafkaLog;
  /** The key space that all stages share. */
  readonly state: StateReader;
  /**
   * Says that the engine of a partition has the past for a release, and resolves to whether all of them have, and what they had for one another is there.
   */
  haveChunked(chunked: { readonly since: number; readonly partition: number }): Promise<boolean>;
  /** The key space that all stages share, to write. */
  openState(): Promise<StateStore>;
}

export interface Division {
  readonly partitions: readonly Partition[];
  /** Of customers. */
  readonly log: Log;
  readonly state: StateView;
  readonly homeOf: (customer: CustomerId) => StateReader;
  readonly engine: EngineLink;
  readonly standing: Standing;
  readonly journeyCounts: ReadCounts;
  readonly appender: Appending;
  /** Where there are several partitions. */
  readonly arrival?: Arrival;
  /** Stages and the ends of logs are asked for no more. */
  stop(): void;
}

export async function openDivision(options: DivisionOptions): Promise<Division> {
  const { log: place, state, failpoint, onError } = options;
  const log = await openLog(place);
  const numbers = Array.from({ length: log.partitions }, (_, partition) => partition);
  const partitions = await Promise.all(numbers.map((partition) => openPartition({ partition, log, state, failpoint, onError })));
  const [first] = partitions;
  if (partitions.length > 1) return openSeveral(options, { log, partitions });
  return {
    partitions,
    log,
    state: first!.state,
    homeOf: () => first!.state,
    engine: first!.engine,
    standing: standingOf(partitions),
    journeyCounts: countsOf(partitions),
    appender: first!.appender,
    stop: () => first!.stop(),
  };
}

async function openSeveral(
  { log: place, state: statePlace, desks, failpoint, onError }: DivisionOptions,
  { log, partitions }: Pick<Division, 'log' | 'partitions'>,
): Promise<Division> {
  const arriving: KafkaPlace = { ...place, topic: eventsTopic(place.topic), partitions: log.partitions };
  const events = (await openLog(arriving)) as KafkaLog;
  const shared = await openMade(statePlace, { partition: IDENTITY_SPACE, shared: true });
  const stages = await Stages.open({ events, state: shared, onError });
  const ways = await Promise.all(
    Array.from({ length: events.partitions }, (_, partition) =>
      openAppender({ log: events, partition, failpoint, onError, onEnd: () => undefined }),
    ),
  );
  const customers = partitions.map(({ appender }): Appender => appender);
  const arrivals = ways.map(({ appender }): Appender => appender);
  const desk = await desks.open({ name: RELEASES_DESK });
  const releases = new ReleaseLedger({ desk, events: arrivals, customers });
  await releases.complete();
  const engine = new Engines({
    engines: partitions.map((one) => one.engine),
    stages,
    ends: () => Promise.all(partitions.map(({ partition }) => log.end(partition))),
    leaving: async (partition) => (await readLeaving(partitions[partition]!.state, undefined, 1))[0]?.stamp[1],
  });
  const { carrier: _, ...postgres } = statePlace;
  const states = partitions.map(({ state }) => state);
  return {
    partitions,
    log,
    state: viewOf({ shared, states, also: [desk, events] }),
    homeOf: (customer) => states[partitionOf(customer, states.length)]!,
    engine,
    standing: standingOf(partitions),
    journeyCounts: countsOf(partitions),
    appender: new Appenders({ events: arrivals, customers, releases }),
    arrival: {
      place: arriving,
      events,
      state: shared,
      haveChunked: async ({ since, partition }) => {
        const ready = await chunkedBy(desk, since, partition);
        if (ready < partitions.length) return false;
        await engine.caughtUp();
        return true;
      },
      openState: () => openPostgresState({ ...postgres, partition: IDENTITY_SPACE, shared: true }),
    },
    stop: () => {
      stages.stop();
      for (const one of [...partitions, ...ways]) one.stop();
    },
  };
}

/** How many partitions have their past of a release, this one among them. */
async function chunkedBy(desk: Desk, since: number, partition: number): Promise<number> {
  const prefix = Buffer.from(`chunked.${since}.`, 'latin1');
  const key = Buffer.from(`${prefix}${partition}`, 'latin1');
  await desk.change({ decide: () => ({ writes: [{ key, value: Buffer.of(1) }], result: undefined }) });
  return (await desk.range({ prefix, limit: PARTITIONS_MAX })).length;
}

/** Beyond what a topic may have. */
const PARTITIONS_MAX = 2_048;

function viewOf({ shared, states, also }: ViewedParts): StateView {
  const reader = new PartitionedReader({ shared, partitions: states });
  return Object.assign(reader, { close: async () => void (await Promise.all([shared, ...states, ...also].map((one) => one.close()))) });
}

function standingOf(partitions: readonly Partition[]): Standing {
  return async () => {
    const all = await Promise.all(partitions.map(({ state }) => readStanding(state)));
    return { seq: all.reduce((total, { seq }) => total + seq, 0), runOpen: all.some(({ runOpen }) => runOpen) };
  };
}

function countsOf(partitions: readonly Partition[]): ReadCounts {
  return async () => addedCounts(await Promise.all(partitions.map(({ state }) => readJourneyCounts(state))));
}

interface ViewedParts {
  readonly shared: StateStore;
  readonly states: readonly StateStore[];
  /** Closed with them. */
  readonly also: readonly { close(): Promise<void> }[];
}
