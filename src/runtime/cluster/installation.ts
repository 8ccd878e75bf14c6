/**
 * The installation of many machines: the log in Kafka, the state in PostgreSQL, the warehouse on ClickHouse. Every process sees the whole loop, by
 * following what the owners commit; what it does of it are its roles. Identity stage, engine, sink and delivery of a partition have one owner each, found by
 * consumer groups; others of the role stand by, or own other partitions.
 */
import type { Delivery } from '../../act/index.ts';
import type { Entry } from '../../core/index.ts';
import { createTables } from '../../learn/index.ts';
import { joinGroup } from '../../port/log/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { followedAhead } from '../ahead.ts';
import type { AppOptions } from '../app.ts';
import { Backfills, type BackfillsLink } from '../backfill/index.ts';
import type { BackupParts } from '../backup/index.ts';
import type { Role } from '../config/index.ts';
import type { Desks } from '../desks.ts';
import type { Duties } from '../duties.ts';
import { endedWithin } from '../ended-within.ts';
import { ENGINE_VERSION, type Failpoint, readMeta } from '../engine/index.ts';
import { connect, type Installation, type Knowing, type Learning } from '../installation.ts';
import { type KafkaPlace, openState, type PostgresPlace } from '../places/index.ts';
import { Releases } from '../releases.ts';
import type { Keeper } from '../snapshots/index.ts';
import { TimeMode } from '../time-mode.ts';
import { movesFollower } from '../unmerge/index.ts';
import { AllBackfills } from './all-backfills.ts';
import { trimming } from './arrivals.ts';
import { clusterSources, keeperOf, keeping } from './backups.ts';
import { Deliveries } from './deliveries.ts';
import { DeliverySeat } from './delivery-seat.ts';
import { sharedDesks } from './desks.ts';
import { type Arrival, type Division, openDivision } from './division.ts';
import { EngineSeat } from './engine-seat.ts';
import { Forwarding } from './forwarding.ts';
import { IdentitySeat } from './identity-seat.ts';
import { outboxesOf } from './outboxes.ts';
import { openMade, type Partition } from './partition.ts';
import { type Seat, SeatKeeper } from './seat-keeper.ts';
import { SinkSeat } from './sink-seat.ts';
import { Sinks } from './sinks.ts';
import { sliceOf } from './slices.ts';
import { sinkSpace } from './spaces.ts';
import { isRoomLow } from './warehouse-room.ts';

/** What a process of a cluster stands on, and what it does. */
export interface ClusterOptions {
  readonly log: KafkaPlace;
  readonly state: PostgresPlace;
  readonly openWarehouse: () => Promise<Warehouse>;
  readonly roles: readonly Role[];
}

const AGAIN_MS = 5_000;

export function clustered(options: AppOptions, cluster: ClusterOptions, failpoint: Failpoint): Installation {
  return new Cluster(options, cluster, failpoint);
}

class Cluster implements Installation {
  readonly desks: Desks;
  readonly #options: AppOptions;
  readonly #cluster: ClusterOptions;
  readonly #failpoint: Failpoint;
  readonly #groups: { leave(): Promise<void> }[] = [];
  #division!: Division;
  #sinks: readonly SinkSeat[] = [];
  #deliveries: readonly DeliverySeat[] = [];
  #backfills: readonly Backfills[] = [];
  #keepers: readonly Keeper[] = [];

  constructor(options: AppOptions, cluster: ClusterOptions, failpoint: Failpoint) {
    this.#options = options;
    this.#cluster = cluster;
    this.desks = sharedDesks(cluster.state);
    this.#failpoint = failpoint;
  }

  async openKnowing(): Promise<Knowing> {
    const division = await openDivision({ ...this.#cluster, desks: this.desks, failpoint: this.#failpoint, onError: warn });
    this.#division = division;
    const { log, state, homeOf, engine, standing, journeyCounts, appender, partitions } = division;
    const ahead = await Promise.all(partitions.map((one) => this.#ahead(one)));
    const newest = ahead.reduce((one, other) => (other.releases.length > one.releases.length ? other : one));
    const releases = new Releases(newest, appender, engine);
    for (const one of partitions) one.engine.onDefinitions((meta) => releases.learn(meta));
    const ended = new Map(ahead.flatMap((one) => [...one.ended]));
    const arrivals = division.arrival?.events ?? log;
    return { mode: new TimeMode(), log, arrivals, state, homeOf, engine, standing, journeyCounts, appender, releases, ended };
  }

  async openLearning({ log, engine }: Knowing): Promise<Learning> {
    const warehouse = await this.#cluster.openWarehouse();
    await createTables(warehouse);
    const follow = movesFollower(warehouse, () => (engine.status.counters.get('identity.moved') ?? 0) > 0);
    const { state: place } = this.#cluster;
    this.#sinks = await Promise.all(
      this.#division.partitions.map(async ({ partition, state }) => {
        const space = sinkSpace(partition);
        return SinkSeat.open({
          sink: { partition, state, log, warehouse, isDiskLow: () => isRoomLow(warehouse), failpoint: this.#failpoint },
          onSunk: () => follow(),
          openRecord: () => openState(place, { partition: space }),
          record: await openMade(place, { partition: space }),
          onError: warn,
        });
      }),
    );
    return { warehouse, sink: this.#sinks.length === 1 ? this.#sinks[0]! : new Sinks(this.#sinks) };
  }

  async openDelivery(
    delivery: Parameters<Installation['openDelivery']>[0],
    channels: Parameters<Installation['openDelivery']>[1],
  ): Promise<Delivery> {
    const { partitions, appender } = this.#division;
    const { definitionOf } = delivery;
    const outboxes = outboxesOf(partitions.map(({ state }) => state));
    this.#deliveries = await Promise.all(
      partitions.map((one) =>
        DeliverySeat.open({
          delivery: {
            ...delivery,
            partition: one.partition,
            state: one.state,
            outboxes,
            ...(definitionOf && { definitionOf: (channel: string) => sliceOf(definitionOf(channel), partitions.length) }),
            // What it says of messages belongs to the outbox that they are in; what is to be sent again to where the customer lives.
            append: (entries) => (entries.some(isRedelivery) ? appender : one.appender).entries(entries),
          },
          channels,
          ended: async () => (await this.#ahead(one)).ended,
        }),
      ),
    );
    return this.#deliveries.length === 1 ? this.#deliveries[0]! : new Deliveries(this.#deliveries);
  }

  openBackfills(parts: Parameters<Installation['openBackfills']>[0]): BackfillsLink {
    const { partitions, arrival } = this.#division;
    this.#backfills = partitions.map(({ partition, engine, appender }) => {
      const own = { ...parts, partition, engine, appender, sink: this.#sinks[partition]! };
      if (!arrival) return new Backfills(own);
      return new Backfills({
        ...own,
        areOthersReady: (since) => arrival.haveChunked({ since, partition }),
        othersTold: () => this.#allTold(),
      });
    });
    return this.#backfills.length === 1 ? this.#backfills[0]! : new AllBackfills(this.#backfills);
  }

  /** What the logs hold by now has led to what it leads to, and the warehouse has it. */
  async #allTold(): Promise<void> {
    const { partitions, engine: all } = this.#division;
    await all.caughtUp();
    await Promise.all(partitions.map(({ engine }, partition) => this.#sinks[partition]!.flush(engine.status.seq)));
  }

  connect(): void {
    for (const { partition, engine } of this.#division.partitions)
      connect(engine, { sink: this.#sinks[partition]!, delivery: this.#deliveries[partition]! });
  }

  /** Each partition has its snapshots; a backup is of all of them. */
  backups({ log, warehouse }: Knowing & Learning): BackupParts {
    const { directory, retentionMs } = this.#options;
    const { state: place } = this.#cluster;
    const { partitions, arrival } = this.#division;
    this.#keepers = partitions.map((one) => keeperOf(one, { place, log, retentionMs, onError: warn }));
    const source = clusterSources({ directory, place, log, events: arrival?.events, warehouse });
    return this.#keepers.length === 1 ? { source, keeper: this.#keepers[0]! } : { source };
  }

  async begin({ engine }: Knowing): Promise<void> {
    engine.go();
  }

  async takeUp(duties: Duties): Promise<void> {
    if (this.#options.offline) return;
    const { partitions, arrival } = this.#division;
    const { log } = this.#cluster;
    const seated = (seats: readonly ConstructorParameters<typeof SeatKeeper>[0][]) => seats.map((seat) => new SeatKeeper(seat, warn));
    if (arrival && this.does('identity')) await this.#join('identity', arrival.place, seated(this.#identitySeats(arrival)));
    if (this.does('engine')) {
      const keepers = partitions.map((one) =>
        this.#engineSeat(one, partitions.length === 1 ? duties : duties.beside({ ...one, backfills: this.#backfills[one.partition]! })),
      );
      await this.#join('engine', log, keepers);
    }
    if (this.does('sink')) await this.#join('sink', log, seated(this.#sinks));
    if (this.does('delivery')) await this.#join('delivery', log, seated(this.#deliveries));
  }

  async layDown(duties: Duties): Promise<{ readonly pastRead: Promise<void> }> {
    await Promise.all(this.#groups.map((group) => group.leave()));
    const ended = await endedWithin(duties.stop(), async () => {
      await Promise.all([this.#division.engine.stop(), ...this.#sinks.map((sink) => sink.stop())]);
    });
    this.#division.stop();
    return ended;
  }

  does(role: Role): boolean {
    return this.#cluster.roles.includes(role) || this.#cluster.roles.includes('all');
  }

  async #ahead({ state, partition }: Partition): ReturnType<typeof followedAhead> {
    return followedAhead(await readMeta(state), this.#division.log, partition);
  }

  #identitySeats({ events, state, openState: openShared }: Arrival): readonly Seat[] {
    const { log: customers } = this.#division;
    const { retentionMs } = this.#options;
    const failpoint = this.#failpoint;
    return Array.from({ length: events.partitions }, (_, partition) => {
      const seat = new IdentitySeat({ stage: { partition, customers, failpoint }, events, openState: openShared, onError: warn });
      return retentionMs === undefined ? seat : trimming(seat, { partition, events, state, retentionMs }, warn);
    });
  }

  #engineSeat({ partition, state: view, engine, appender }: Partition, duties: Duties): SeatKeeper {
    const { log, state } = this.#cluster;
    const { commitMax, cacheMax } = this.#options;
    const { log: customers, arrival } = this.#division;
    const failpoint = this.#failpoint;
    const seat = new EngineSeat({
      thread: {
        partition,
        log,
        state,
        ...(arrival && { identity: 'resolved' as const }),
        ...(commitMax !== undefined && { commitMax }),
        ...(cacheMax !== undefined && { cacheMax }),
      },
      duties,
      ...(arrival && { openForwarding: () => new Forwarding({ partition, customers, state: view, failpoint }, warn) }),
      onTaken: async (version) => {
        if (version !== ENGINE_VERSION) await appender.entries([{ type: 'engine', version: ENGINE_VERSION }]);
      },
      sunk: async () => this.#sinks[partition]!.status().sunk,
      onProblem: (problem) => {
        engine.problem = problem;
      },
      onEnd: () => void setTimeout(() => void keeper.sitAgain(), AGAIN_MS).unref(),
      onError: warn,
    });
    const keeper: SeatKeeper = new SeatKeeper(keeping(seat, this.#keepers[partition]!), warn);
    return keeper;
  }

  /** Members of a group share out its partitions; who has none of them stands by. */
  async #join(role: Role, { brokers, topic, security }: KafkaPlace, keepers: readonly SeatKeeper[]): Promise<void> {
    const stand = (some: readonly SeatKeeper[]): Promise<unknown> => Promise.all(some.map((keeper) => keeper.stand()));
    const group = await joinGroup(
      { brokers, topic, group: `${topic}-${role}`, ...(security && { security }) },
      {
        gained: async (partitions) => {
          for (const partition of partitions) keepers[partition]!.sit().catch(warn);
        },
        lost: async (partitions) => void (await stand(partitions.map((partition) => keepers[partition]!))),
      },
    );
    this.#groups.push({
      leave: async () => {
        await stand(keepers);
        await group.leave();
      },
    });
  }
}

function isRedelivery({ type }: Entry): boolean {
  return type === 'redeliver';
}

function warn(error: unknown): void {
  process.emitWarning(error instanceof Error ? error : String(error));
}
