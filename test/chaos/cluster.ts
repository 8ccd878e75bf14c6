/** The product as three processes over brokers, PostgreSQL and a warehouse, all of which can be hurt. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { hashUnit } from '../../src/base/index.ts';
import { clusterFailpointAt } from '../crash/kills.ts';
import type { Findings, Seen, ViolentEnd } from '../crash/ledger.ts';
import { isQuiet, verifiedWith } from '../crash/loop.ts';
import { hookSettings } from '../crash/receiver.ts';
import { Ailing } from './ailing.ts';
import { type Carriers, type Names, PROCESSES } from './carriers.ts';
import { hurtCarrier } from './hurt.ts';
import { layoutOf } from './layout.ts';
import { Link } from './link.ts';
import { mailSettings } from './mail.ts';
import { Member } from './member.ts';
import type { Fault, FaultKind } from './plan.ts';
import type { Providers } from './providers.ts';
import { WRITE_KEYS } from './senders.ts';
import { type ClusterPlaces, committedAt, findingsAt, isOwner } from './stores.ts';
import type { Ended, World } from './world.ts';

export const CLUSTER_KINDS: readonly FaultKind[] = [
  'kill',
  'kill_at_failpoint',
  'pause',
  'pause_long',
  'pause_in_commit',
  'hand_over',
  'broker_killed',
  'broker_paused',
  'broker_cut',
  'broker_full',
  'postgres_stopped',
  'postgres_killed',
  'postgres_paused',
  'postgres_full',
  'warehouse_killed',
  'warehouse_paused',
  'warehouse_full',
  'network_cut',
  'network_cut_long',
  'carrier_cut',
  'slow_disk',
  'clock_forward',
  'clock_back',
  'clock_differs',
  'door_cut',
  'door_stalled',
  'provider_cut',
  'provider_stalled',
  'provider_fails',
  'provider_hangs',
  'provider_slow',
  'provider_lies',
  'garbage',
  'slow_loris',
  'flood',
];
const BENT_KINDS: readonly FaultKind[] = ['clock_forward', 'clock_back', 'clock_differs'];

export interface ClusterOptions {
  readonly folder: string;
  readonly seed: string;
  readonly providers: Providers;
  readonly carriers: Carriers;
  readonly partitions: number;
  readonly kinds: readonly FaultKind[];
  readonly sabotage?: string | undefined;
}

const PROJECT = fileURLToPath(new URL('shop', import.meta.url));
const SABOTAGE = fileURLToPath(new URL('sabotage.ts', import.meta.url));
const TOKEN = 'token-of-the-chaos-tests-only';
/** 32 bytes; all processes sign alike. */
const LINK_KEY = Buffer.alloc(32, 7).toString('base64');
const SETTLE_MS_MAX = 240_000;
/** Longer than every wait and window of the shop. */
const QUIET_MS = 6_000;
const SETTLED_TIMES = 3;
const COMMITS_BEFORE = 20;

export class ClusterWorld implements World {
  readonly ends: ViolentEnd[] = [];
  readonly #options: ClusterOptions;
  readonly #names: Names;
  #members: readonly Member[] = [];
  #door!: Link;
  #links: readonly Link[] = [];
  #asked = 0;
  /** Instants of kills so far, ms: books of receivers are cut there. */
  #cutAt = 0;
  readonly #strange: string[] = [];
  readonly #ailing = new Ailing();

  static async open(options: ClusterOptions): Promise<ClusterWorld> {
    const world = new ClusterWorld(options);
    const { providers, carriers, folder, seed, kinds, sabotage } = options;
    const host = carriers.network.addressOf('harness');
    world.#door = await Link.open(() => world.#gateway());
    world.#links = [await Link.open(() => providers.hook, host), await Link.open(() => providers.mail, host)];
    const [hookPort, mailPort] = world.#links.map(({ port }) => port);
    const channels = { hook: hookSettings(hookPort!, host), mail: mailSettings(mailPort!, host) };
    const layout = layoutOf(seed, PROCESSES);
    world.#members = PROCESSES.map((name) => {
      const own = join(folder, name);
      mkdirSync(join(own, 'data'), { recursive: true });
      writeFileSync(join(own, 'data', 'channels.json'), JSON.stringify(channels), { mode: 0o600 });
      return new Member({
        name,
        roles: layout.get(name)!,
        folder: own,
        machine: carriers.network.machine(name),
        environment: { ...world.#environment(), ...(sabotage !== undefined && { VOLANO_SABOTAGE: sabotage }) },
        preload: sabotage === undefined ? [] : [SABOTAGE],
        bent: kinds.some((kind) => BENT_KINDS.includes(kind)),
      });
    });
    return world;
  }

  private constructor(options: ClusterOptions) {
    this.#options = options;
    this.#names = options.carriers.fresh();
  }

  get door(): Link {
    return this.#door;
  }

  get providers(): readonly Link[] {
    return this.#links;
  }

  get strange(): readonly string[] {
    return [...this.#strange, ...this.#members.flatMap(({ strange }) => strange)];
  }

  get startsFailed(): number {
    return this.#members.reduce((sum, { startsFailed }) => sum + startsFailed, 0);
  }

  /** The first one makes topic, tables and release. */
  async start(): Promise<void> {
    const [first, ...others] = this.#members;
    // Whoever makes the release waits until it is in force: there has to be an engine.
    await Promise.all([first!.start(PROJECT), ...others.map((member) => member.start())]);
  }

  kill(pick: number): Promise<Ended> {
    return this.#member(pick).kill(() => this.#noteEnd());
  }

  /** Whoever does the same hands over to it, so that it gets there. */
  killAtFailpoint(pick: number): Promise<Ended> {
    const { setting, role } = clusterFailpointAt(`${this.#options.seed} ${pick}`, this.#options.partitions);
    const [member, ...others] = this.#members.filter((one) => one.does(role)).sort((a, b) => this.#order(pick, a) - this.#order(pick, b));
    return member!.killAtFailpoint(setting, {
      onReady: () => Promise.all(others.map((other) => other.handOver())),
      onDead: () => this.#noteEnd(),
    });
  }

  pause(pick: number, forMs: number): Promise<void> {
    return this.#member(pick).pause(forMs);
  }

  async fillDisk(): Promise<() => void> {
    throw new Error('The disks of a cluster are its carriers’ own');
  }

  /** Of PostgreSQL, on whose synchronisations all commits wait. */
  slowDisk(ms: number): void {
    this.#options.carriers.bend.set('syncMs', ms);
  }

  /** All of them: time that the log has reached does not come back. */
  shiftClock(byMs: number): void {
    for (const member of this.#members) member.shiftClock(byMs);
  }

  async carryOut(fault: Fault): Promise<Ended | undefined> {
    const { kind, pick, forMs, size } = fault;
    const member = this.#member(pick);
    switch (kind) {
      case 'hand_over':
        return member.handOver();
      case 'pause_long':
        await member.pause(forMs);
        return undefined;
      case 'pause_in_commit':
        await this.#pauseInCommit(fault);
        return undefined;
      case 'clock_differs': {
        const byMs = pick < 0.5 ? size : -size;
        member.shiftClock(byMs);
        await sleep(forMs);
        member.shiftClock(-byMs);
        return undefined;
      }
      default:
        await hurtCarrier(fault, { carriers: this.#options.carriers, process: member.name });
        return undefined;
    }
  }

  async redeliver(): Promise<number> {
    const server = this.#members.find((member) => member.does('api') && member.server)?.server;
    return (await server?.redeliver().catch(() => 0)) ?? 0;
  }

  async assertGoing(): Promise<void> {
    const healths = await Promise.all(this.#members.map(({ server }) => server?.health().catch(() => undefined)));
    this.#ailing.look(
      healths.filter((health) => health !== undefined),
      performance.now(),
    );
  }

  /** In new lives, which wait for nothing that old ones have made them wait for. */
  async settle(): Promise<void> {
    await Promise.all(this.#members.map((member) => member.stop()));
    await Promise.all(this.#members.map((member) => member.start()));
    await sleep(QUIET_MS);
    const until = performance.now() + SETTLE_MS_MAX;
    for (let quiet = 0; quiet < SETTLED_TIMES; ) {
      const problem = await this.#restless();
      await this.assertGoing();
      if (performance.now() > until) throw new Error(`The cluster does not come to rest: ${problem}`);
      quiet = problem === undefined ? quiet + 1 : 0;
      await sleep(300);
    }
    await Promise.all(this.#members.map((member) => member.stop()));
  }

  async judge(seen: Seen): Promise<{ readonly findings: Findings; readonly verified: string }> {
    const findings = await findingsAt(this.#places, { ...seen, ends: this.ends });
    return { findings, verified: await verifiedWith(join(this.#options.folder, PROCESSES[0]!, 'data'), this.#environment()) };
  }

  async close(keep: boolean): Promise<void> {
    await Promise.all(this.#members.map((member) => member.close()));
    await Promise.all([this.#door, ...this.#links].map((link) => link.close()));
    if (!keep) await this.#options.carriers.drop(this.#names);
  }

  /** Whoever has an engine's partitions may hand them over to it, so that it commits. */
  async #pauseInCommit({ pick, forMs }: Fault): Promise<void> {
    const [member, ...others] = this.#members
      .filter((one) => one.does('engine'))
      .sort((a, b) => this.#order(pick, a) - this.#order(pick, b));
    await member!.pauseAtFailpoint(`engine.before_commit:${1 + Math.floor(((pick * 97) % 1) * COMMITS_BEFORE)}:stop`, {
      onReady: () => Promise.all(others.map((other) => other.handOver())),
      isOver: async (pid) => {
        if (await isOwner(this.#places.state, pid).catch(() => true)) return false;
        await sleep(forMs);
        return true;
      },
    });
  }

  /** Those that answer take turns. */
  #gateway(): Member['target'] {
    const ready = this.#members.filter((member) => member.does('gateway') && member.target);
    return ready.length === 0 ? undefined : ready[this.#asked++ % ready.length]!.target;
  }

  #member(pick: number): Member {
    return this.#members[Math.floor(pick * this.#members.length)]!;
  }

  #order(pick: number, { name }: Member): number {
    return hashUnit(this.#options.seed, `${pick} ${name}`);
  }

  get #places(): ClusterPlaces {
    const { kafka, postgres, clickhouse } = this.#options.carriers;
    const { topic, schema, database } = this.#names;
    return {
      log: { carrier: 'kafka', brokers: kafka.brokers, topic },
      state: { carrier: 'postgres', url: postgres.url, schema },
      warehouse: { url: clickhouse.url, database },
    };
  }

  #environment(): Readonly<Record<string, string>> {
    const { log, state, warehouse } = this.#places;
    const keys = Object.entries(WRITE_KEYS).map(([source, key]) => `${source}:${key}`);
    return {
      VOLANO_MODE: 'cluster',
      VOLANO_LOG_BROKERS: log.brokers.join(),
      VOLANO_LOG_TOPIC: log.topic,
      VOLANO_LOG_PARTITIONS: String(this.#options.partitions),
      VOLANO_LOG_REPLICAS: '3',
      VOLANO_STATE_URL: state.url,
      VOLANO_STATE_SCHEMA: this.#names.schema,
      VOLANO_WAREHOUSE_URL: warehouse.url,
      VOLANO_WAREHOUSE_DATABASE: warehouse.database,
      VOLANO_ADMIN_TOKEN: TOKEN,
      VOLANO_LINK_KEY: LINK_KEY,
      VOLANO_WRITE_KEYS: keys.join(),
    };
  }

  /** What had been handed over by now, and what is committed after that. */
  async #noteEnd(): Promise<void> {
    const at = Date.now();
    const { firstAt } = this.#options.providers.books();
    const taken = [...firstAt].filter(([, first]) => first > this.#cutAt && first <= at).map(([id]) => id);
    try {
      const states = await committedAt(this.#places.state, this.#options.partitions);
      this.ends.push({ seq: new Map([...states].map(([partition, { seq }]) => [partition, seq])), taken });
      this.#cutAt = at;
    } catch {
      // PostgreSQL is away as well; the next end tells.
    }
  }

  /** Why it is not at rest; undefined when it is. */
  async #restless(): Promise<string | undefined> {
    try {
      const health = await Promise.all(this.#members.map((member) => member.server!.health()));
      if (!health.every(isQuiet)) return JSON.stringify(health);
      const states = await committedAt(this.#places.state, this.#options.partitions);
      const waiting = [...states.values()].reduce((sum, state) => sum + state.waiting, 0);
      if (waiting > 0) return `${waiting} messages wait`;
      const again = await this.redeliver();
      return again > 0 ? `${again} messages were sent again` : undefined;
    } catch (error) {
      return String(error);
    }
  }
}
