/**
 * The installation of many machines: the log in Kafka, the state in PostgreSQL, the warehouse on ClickHouse. Every process sees the whole loop, by
 * following what the owners commit; what it does of it are its roles. Engine, sink and delivery of a partition have one owner each, found by
 * consumer groups; others of the role stand by.
 */
import { type ErrorCode, VolanoError } from '../../base/index.ts';
import { createTables } from '../../learn/index.ts';
import { joinGroup } from '../../port/log/index.ts';
import { followPostgresState, openPostgresState, type StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { followedAhead } from '../ahead.ts';
import type { AppOptions } from '../app.ts';
import { Appender } from '../appender.ts';
import type { BackupParts } from '../backup/index.ts';
import type { Role } from '../config/index.ts';
import type { Desks } from '../desks.ts';
import type { Duties } from '../duties.ts';
import { ENGINE_VERSION, type Failpoint, readMeta } from '../engine/index.ts';
import type { Installation, Knowing, Learning } from '../installation.ts';
import { type KafkaPlace, openLog, openState, type PostgresPlace } from '../places/index.ts';
import { Releases } from '../releases.ts';
import { TimeMode } from '../time-mode.ts';
import { movesFollower } from '../unmerge/index.ts';
import { clusterBackups, keeping } from './backups.ts';
import { DeliverySeat } from './delivery-seat.ts';
import { sharedDesks } from './desks.ts';
import { EngineSeat } from './engine-seat.ts';
import { EngineFollower, metaReader } from './follower.ts';
import { followLogEnd } from './log-end.ts';
import { SeatKeeper } from './seat-keeper.ts';
import { SinkSeat } from './sink-seat.ts';

/** What a process of a cluster stands on, and what it does. */
export interface ClusterOptions {
  readonly log: KafkaPlace;
  readonly state: PostgresPlace;
  readonly openWarehouse: () => Promise<Warehouse>;
  readonly roles: readonly Role[];
}

const PARTITION = 0;
const AGAIN_MS = 5_000;

/** The key space where the sink of a partition keeps its record. */
export function sinkSpace(partition: number): number {
  return -100 - partition;
}

export function clustered(options: AppOptions, cluster: ClusterOptions, failpoint: Failpoint): Installation {
  return new Cluster(options, cluster, failpoint);
}

class Cluster implements Installation {
  readonly desks: Desks;
  readonly #options: AppOptions;
  readonly #cluster: ClusterOptions;
  readonly #failpoint: Failpoint;
  readonly #groups: { leave(): Promise<void> }[] = [];
  readonly #end: (() => void)[] = [];
  #follower: EngineFollower | undefined;
  #knowing: Knowing | undefined;
  #sink: SinkSeat | undefined;
  #delivery: DeliverySeat | undefined;
  #keeper: BackupParts['keeper'] | undefined;

  constructor(options: AppOptions, cluster: ClusterOptions, failpoint: Failpoint) {
    this.#options = options;
    this.#cluster = cluster;
    this.desks = sharedDesks(cluster.state);
    this.#failpoint = failpoint;
  }

  async openKnowing(): Promise<Knowing> {
    const { log: logPlace, state: statePlace } = this.#cluster;
    const log = await openLog(logPlace);
    if (log.partitions !== 1) throw severalPartitions(log.partitions);
    const state = await openMade(statePlace, PARTITION);
    const engine = await EngineFollower.open({
      state,
      readMeta: metaReader(state),
      watch: (listener) => followPostgresState({ ...statePlace, partition: PARTITION }, listener),
      steady: () => performance.now(),
      onError: warn,
    });
    const end = await log.end(PARTITION);
    const [last] = end > 0 ? await log.get(PARTITION, [end]) : [];
    const appender = new Appender({
      log,
      partition: PARTITION,
      end,
      lastAt: last?.at ?? 0,
      isEventTime: () => false,
      now: Date.now,
      onAppended: (reached) => engine.appended(reached),
      failpoint: this.#failpoint,
    });
    engine.appended(end);
    const { stop } = followLogEnd({ log, partition: PARTITION, onEnd: (reached) => appender.heard(reached), onError: warn });
    this.#end.push(stop);
    const ahead = await followedAhead(await readMeta(state), log, PARTITION);
    const releases = new Releases(ahead, appender, engine);
    engine.onDefinitions((meta) => releases.learn(meta));
    this.#follower = engine;
    this.#knowing = { mode: new TimeMode(), log, state, engine, appender, releases, ended: ahead.ended };
    return this.#knowing;
  }

  async openLearning({ state, log, engine }: Knowing): Promise<Learning> {
    const warehouse = await this.#cluster.openWarehouse();
    await createTables(warehouse);
    const { state: place } = this.#cluster;
    const record = sinkSpace(PARTITION);
    const follow = movesFollower(warehouse, () => (engine.status.counters.get('identity.moved') ?? 0) > 0);
    this.#sink = await SinkSeat.open({
      sink: { partition: PARTITION, state, log, warehouse, failpoint: this.#failpoint },
      onSunk: () => follow(),
      openRecord: () => openState(place, { partition: record }),
      record: await openMade(place, record),
      onError: warn,
    });
    return { warehouse, sink: this.#sink };
  }

  async openDelivery(
    delivery: Parameters<Installation['openDelivery']>[0],
    channels: Parameters<Installation['openDelivery']>[1],
  ): Promise<DeliverySeat> {
    const { state, log } = this.#knowing!;
    const ended = async () => (await followedAhead(await readMeta(state), log, PARTITION)).ended;
    this.#delivery = await DeliverySeat.open({ delivery, channels, ended });
    return this.#delivery;
  }

  backups({ log, state, warehouse }: Knowing & Learning): BackupParts {
    const { directory, retentionMs } = this.#options;
    const { state: place } = this.#cluster;
    const backups = clusterBackups({ directory, partition: PARTITION, place, retentionMs, onError: warn }, { log, state, warehouse });
    this.#keeper = backups.keeper;
    return backups;
  }

  async begin({ engine }: Knowing): Promise<void> {
    engine.go();
  }

  async takeUp(duties: Duties): Promise<void> {
    if (this.#options.offline) return;
    if (this.does('engine')) await this.#join('engine', this.#engineSeat(duties));
    if (this.does('sink')) await this.#join('sink', new SeatKeeper(this.#sink!, warn));
    if (this.does('delivery')) await this.#join('delivery', new SeatKeeper(this.#delivery!, warn));
  }

  async layDown(duties: Duties): Promise<{ readonly pastRead: Promise<void> }> {
    for (const stop of this.#end) stop();
    await Promise.all(this.#groups.map((group) => group.leave()));
    return duties.stop();
  }

  does(role: Role): boolean {
    return this.#cluster.roles.includes(role) || this.#cluster.roles.includes('all');
  }

  #engineSeat(duties: Duties): SeatKeeper {
    const { log, state } = this.#cluster;
    const { commitMax, cacheMax } = this.#options;
    const { appender } = this.#knowing!;
    const seat = new EngineSeat({
      thread: {
        partition: PARTITION,
        log,
        state,
        ...(commitMax !== undefined && { commitMax }),
        ...(cacheMax !== undefined && { cacheMax }),
      },
      duties,
      onTaken: async (version) => {
        if (version !== ENGINE_VERSION) await appender.entries([{ type: 'engine', version: ENGINE_VERSION }]);
      },
      sunk: async () => this.#sink!.status().sunk,
      onProblem: (problem) => {
        this.#follower!.problem = problem;
      },
      onEnd: () => void setTimeout(() => void keeper.sitAgain(), AGAIN_MS).unref(),
      onError: warn,
    });
    const keeper: SeatKeeper = new SeatKeeper(keeping(seat, this.#keeper!), warn);
    return keeper;
  }

  /** Members of a group share out its partitions; with one partition one of them works, and the others stand by. */
  async #join(role: Role, keeper: SeatKeeper): Promise<void> {
    const { brokers, topic, security } = this.#cluster.log;
    const group = await joinGroup(
      { brokers, topic, group: `${topic}-${role}`, ...(security && { security }) },
      {
        gained: async (partitions) => void (partitions.includes(PARTITION) && keeper.sit().catch(warn)),
        lost: async (partitions) => void (partitions.includes(PARTITION) && (await keeper.stand())),
      },
    );
    this.#groups.push({
      leave: async () => {
        await keeper.stand();
        await group.leave();
      },
    });
  }
}

/** Whoever comes first makes the partition; who has made it meanwhile has it. */
async function openMade(place: PostgresPlace, partition: number): Promise<StateStore> {
  try {
    return await openState(place, { partition, readOnly: true });
  } catch (error) {
    if (codeOf(error) !== 'VOLANO_STORE_MISSING') throw error;
  }
  const { carrier: _, ...postgres } = place;
  try {
    await (await openPostgresState({ ...postgres, partition })).close();
  } catch (error) {
    if (codeOf(error) !== 'VOLANO_STATE_LOCKED') throw error;
  }
  return openState(place, { partition, readOnly: true });
}

/** Whose work would be done on the first alone. */
function severalPartitions(partitions: number): VolanoError {
  const problem = `must be 1, and the topic has ${partitions}: engines do not share the partitions of a log yet. Name a topic of one partition`;
  return new VolanoError('VOLANO_CONFIG_INVALID', { place: 'the log in Kafka', field: 'log.partitions', problem });
}

function codeOf(error: unknown): ErrorCode | undefined {
  return error instanceof VolanoError ? error.code : undefined;
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
