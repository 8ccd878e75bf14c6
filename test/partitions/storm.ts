/** A storm of merges across partitions, and what differs in the end from one engine that has seen the same entries. */
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Identifier } from '../../src/core/index.ts';
import { openKafkaLog, openLmdbLog } from '../../src/port/log/index.ts';
import { openLmdbState, openPostgresState } from '../../src/port/state/index.ts';
import { FIRST } from '../../src/runtime/engine/retail.suite.ts';
import { POINTS, profilesAlone, type Stages, sizesOf, World } from '../../src/runtime/identity/world.suite.ts';
import { startKafka } from '../cluster/kafka.ts';
import { startPostgres } from '../cluster/postgres.ts';

export interface StormOptions {
  /** Pairs of customers that turn out to be one. */
  readonly merges: number;
  readonly seed: number;
  /** `cluster`: Kafka and PostgreSQL, started for the storm. */
  readonly carrier: 'memory' | 'lmdb' | 'cluster';
  readonly stages?: Stages;
}

export interface StormOutcome {
  readonly events: number;
  readonly merges: number;
  readonly handedOver: number;
  readonly crashes: number;
  readonly customers: number;
  /** In words; none when all is well. */
  readonly differences: readonly string[];
}

const EVENTS = 4;
const CUSTOMERS = 8;

/** Throws nothing for what it finds. */
export async function storm(options: StormOptions): Promise<StormOutcome> {
  const { world, end } = await OPEN[options.carrier](options);
  try {
    return await blow(world, options);
  } finally {
    await world.close();
    await end();
  }
}

interface Opened {
  readonly world: World;
  /** What it stood on goes. */
  end(): Promise<void>;
}

const OPEN: Record<StormOptions['carrier'], (options: StormOptions) => Promise<Opened>> = {
  memory: async (options) => ({
    world: await World.open({ events: EVENTS, customers: CUSTOMERS, ...options }),
    end: async () => undefined,
  }),
  async lmdb(options) {
    const path = await mkdtemp(join(tmpdir(), 'volano-storm-'));
    return { world: await onDisk(path, options), end: () => rm(path, { recursive: true }) };
  },
  async cluster(options) {
    const [kafka, postgres] = await Promise.all([startKafka({ brokers: 1 }), startPostgres()]);
    const end = async (): Promise<void> => void (await Promise.all([kafka.stop(), postgres.remove()]));
    return { world: await onCluster({ brokers: kafka.brokers, url: postgres.url }, options), end };
  },
};

async function onCluster(
  { brokers, url }: { readonly brokers: readonly string[]; readonly url: string },
  { stages }: StormOptions,
): Promise<World> {
  const name = `storm_${randomBytes(5).toString('hex')}`;
  const numbers = Array.from({ length: CUSTOMERS }, (_, p) => p);
  const log = (topic: string, partitions: number) =>
    openKafkaLog({ brokers, topic: `${name}-${topic}`, partitions, replicas: 1, writers: 'many' });
  const state = (partition: number) => openPostgresState({ url, schema: name, partition, takeOver: true });
  return new World(
    { events: EVENTS, customers: CUSTOMERS, batchMax: 200, takeState: state, ...(stages && { stages }) },
    {
      events: await log('events', EVENTS),
      customers: await log('customers', CUSTOMERS),
      shared: await openPostgresState({ url, schema: name, partition: -1, shared: true }),
      states: await Promise.all(numbers.map(state)),
    },
  );
}

async function onDisk(path: string, { stages }: StormOptions): Promise<World> {
  const numbers = Array.from({ length: CUSTOMERS }, (_, p) => p);
  return new World(
    { events: EVENTS, customers: CUSTOMERS, batchMax: 200, ...(stages && { stages }) },
    {
      events: await openLmdbLog({ path: join(path, 'events'), partitions: EVENTS }),
      customers: await openLmdbLog({ path: join(path, 'customers'), partitions: CUSTOMERS }),
      shared: await openLmdbState({ path: join(path, 'shared') }),
      states: await Promise.all(numbers.map((p) => openLmdbState({ path: join(path, `state-${p}`) }))),
    },
  );
}

async function blow(world: World, { merges, seed }: StormOptions): Promise<StormOutcome> {
  const random = drawing(seed);
  const nth = (count: number): number => Math.floor(random() * count);
  await world.release(FIRST);
  const events = eventsOf(merges, nth);
  let crashes = 0;
  let said = 0;
  for (const about of events) {
    world.now += 20 + nth(60);
    const entry = world.entry(about.who, about.event, { properties: { total: 5 + nth(90), lines: [{ sku: `s${nth(9)}` }] } });
    await world.say(entry);
    if (nth(20) === 0) await world.say(entry);
    said++;
    if (said % 25 === 0) {
      if (nth(3) === 0) world.arm(POINTS[nth(POINTS.length)]!, nth(3));
      await anyOf(world, nth);
      if (nth(4) === 0) world.restart(nth(8));
    }
    if (said % 500 === 0) crashes += world.takeCrashes();
  }
  world.disarm();
  world.now += 24 * 3_600_000;
  await world.rest();
  crashes += world.takeCrashes();
  return { events: said, merges, crashes, ...(await comparison(world, said)) };
}

interface StormEvent {
  readonly event: string;
  readonly who: readonly Identifier[];
}

/** Each pair: two that do something, then one event that names both; in any order over all pairs, so that much of a pair comes late. */
function eventsOf(merges: number, nth: (count: number) => number): StormEvent[] {
  const events: (StormEvent & { readonly at: number })[] = [];
  for (let pair = 0; pair < merges; pair++) {
    const [user, device]: [Identifier, Identifier] = [
      ['user_id', `u${pair}`],
      ['device', `d${pair}`],
    ];
    const begins = nth(merges * 10);
    const add = (event: string, who: Identifier[], within: number): void => void events.push({ event, who, at: begins + nth(within) });
    add('Order', [user], 300);
    add('View', [device], 300);
    add('View', nth(2) === 0 ? [user, device] : [device, user], 900);
    add('Order', nth(2) === 0 ? [user] : [device], 1_200);
  }
  return events.sort((a, b) => a.at - b.at);
}

async function anyOf(world: World, nth: (count: number) => number): Promise<void> {
  for (let steps = 12; steps > 0; steps--) {
    const what = nth(4);
    if (what === 0) await world.stage(nth(EVENTS));
    else if (what === 1) await world.forwarder(nth(CUSTOMERS));
    else await world.engine(nth(CUSTOMERS));
  }
}

async function comparison(world: World, said: number): Promise<Pick<StormOutcome, 'customers' | 'handedOver' | 'differences'>> {
  const alone = await world.alone(FIRST, { batchMax: 500 });
  const [ours, theirs] = [await world.profiles(), await profilesAlone(alone)];
  const differences: string[] = [];
  for (const who of new Set([...ours.keys(), ...theirs.keys()])) {
    const [a, b] = [JSON.stringify(ours.get(who)), JSON.stringify(theirs.get(who))];
    if (a !== b) differences.push(`${who}: ${a} instead of ${b}`);
  }
  const sizes = [JSON.stringify(await world.counters()), JSON.stringify(sizesOf(alone.engine.meta.counters))];
  if (sizes[0] !== sizes[1]) differences.push(`sizes ${sizes[0]} instead of ${sizes[1]}`);
  const rows = await world.eventRows();
  if (rows.size !== said) differences.push(`${rows.size} events of ${said}`);
  for (const [message, times] of rows) if (times !== 1) differences.push(`${message} ${times} times`);
  for (const { kind, name } of await world.facts()) if (kind === 'failure') differences.push(`${name} failed`);
  return { customers: ours.size, handedOver: await world.handedOver(), differences };
}

/** Mulberry32: numbers in [0, 1), the same for the same seed. */
function drawing(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}
