/** What a process knows of one partition of customers: its state, its engine, the way into its log. */
import { VolanoError } from '../../base/index.ts';
import type { Log } from '../../port/log/index.ts';
import { followPostgresState, openPostgresState, type StateStore } from '../../port/state/index.ts';
import { Appender } from '../appender.ts';
import { createClock } from '../clock.ts';
import type { Failpoint } from '../engine/index.ts';
import { openState, type PostgresPlace } from '../places/index.ts';
import { EngineFollower, metaReader } from './follower.ts';
import { followLogEnd } from './log-end.ts';

export interface Partition {
  readonly partition: number;
  /** To read. */
  readonly state: StateStore;
  readonly engine: EngineFollower;
  readonly appender: Appender;
  /** The end of its log is asked for no more. */
  stop(): void;
}

export interface PartitionOptions {
  readonly partition: number;
  readonly log: Log;
  readonly state: PostgresPlace;
  readonly failpoint: Failpoint;
  readonly onError: (error: unknown) => void;
}

export async function openPartition({ partition, log, state: place, failpoint, onError }: PartitionOptions): Promise<Partition> {
  const state = await openMade(place, { partition });
  const engine = await EngineFollower.open({
    state,
    readMeta: metaReader(state),
    watch: (listener) => followPostgresState({ ...place, partition }, listener),
    steady: () => performance.now(),
    onError,
  });
  return {
    partition,
    state,
    engine,
    ...(await openAppender({ log, partition, failpoint, onError, onEnd: (end) => engine.appended(end) })),
  };
}

export interface AppenderPlace extends Pick<PartitionOptions, 'partition' | 'log' | 'failpoint' | 'onError'> {
  /** Whoever has appended. */
  readonly onEnd: (end: number) => void;
}

/** The way into a partition of a log that others append to as well. */
export async function openAppender({
  log,
  partition,
  failpoint,
  onError,
  onEnd,
}: AppenderPlace): Promise<Pick<Partition, 'appender' | 'stop'>> {
  const end = await log.end(partition);
  const [last] = end > 0 ? await log.get(partition, [end]) : [];
  const appender = new Appender({
    log,
    partition,
    end,
    lastAt: last?.at ?? 0,
    isEventTime: () => false,
    now: createClock({ wall: Date.now, steady: () => performance.now(), from: last?.at ?? 0 }),
    onAppended: onEnd,
    failpoint,
  });
  onEnd(end);
  const { stop } = followLogEnd({ log, partition, onEnd: (reached) => appender.heard(reached), onError });
  return { appender, stop };
}

/** Whoever comes first makes the key space, to look at; who has made it meanwhile has it. */
export async function openMade(
  place: PostgresPlace,
  { partition, shared = false }: { readonly partition: number; readonly shared?: boolean },
): Promise<StateStore> {
  try {
    return await openState(place, { partition, readOnly: true });
  } catch (error) {
    if (!(error instanceof VolanoError && error.code === 'VOLANO_STORE_MISSING')) throw error;
  }
  const { carrier: _, ...postgres } = place;
  try {
    await (await openPostgresState({ ...postgres, partition, ...(shared && { shared }) })).close();
  } catch (error) {
    if (!(error instanceof VolanoError && error.code === 'VOLANO_STATE_LOCKED')) throw error;
  }
  return openState(place, { partition, readOnly: true });
}
