/**
 * An installation of several partitions on memory carriers, whose stages run when a test says so, crash where it says so, and start again on what is stored.
 * Beside it the same entries through one engine that resolves identity itself, in the order in which the stages have.
 */
import { type CustomerId, partitionOfKey } from '../../base/index.ts';
import {
  type Command,
  type ControlEntry,
  type Customer,
  decodeCustomer,
  decodeEntry,
  type Entry,
  type EventEntry,
  encodeEntry,
  type Identifier,
  segmentsOf,
  tagsOf,
  viewOf,
} from '../../core/index.ts';
import type { Definition, Release } from '../../define/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { type Log, MemoryLogDisk, openMemoryLog } from '../../port/log/index.ts';
import { MemoryStateDisk, openMemoryState, type StateStore, type Table } from '../../port/state/index.ts';
import { addedCounts, Engine, miscountsIn, readJourneyCounts, readRows, wrongIn } from '../engine/index.ts';
import { Trial, type Way } from '../engine/trial.suite.ts';
import { Forwarder, IdentityStage, PartitionedReader } from './index.ts';

const START: number = Date.UTC(2024, 0, 15, 12);

/** What dies at a named point. */
class Crash extends Error {}

/** What a customer has come to, as far as it does not depend on ids or on when it was found out. */
export interface Profile {
  readonly parts: readonly string[];
  readonly traits: Readonly<Record<string, unknown>>;
  readonly tags: readonly string[];
  readonly segments: readonly string[];
  readonly consents: readonly string[];
  readonly suppression: readonly string[];
}

/** Named points at which something may die. */
export const POINTS: readonly string[] = [
  'identity.before_commit',
  'identity.inside_commit',
  'identity.after_commit',
  'identity.inside_produce',
  'identity.after_produce',
  'engine.before_commit',
  'engine.inside_commit',
  'engine.after_commit',
  'forwarder.inside_append',
  'forwarder.after_append',
  'forwarder.after_said',
];

export interface Stages {
  readonly IdentityStage: typeof IdentityStage;
  readonly Forwarder: typeof Forwarder;
  readonly Engine: typeof Engine;
}

/** What there was before the installation had several partitions. */
export interface Begun {
  /** Everything up to here has been brought, in either log. */
  readonly position: number;
  readonly releases: number;
  /** Ms. */
  readonly now: number;
}

export interface WorldOptions {
  readonly begun?: Begun;
  readonly events?: number;
  readonly customers?: number;
  readonly way?: Way;
  readonly batchMax?: number;
  /** What the stages are made of. */
  readonly stages?: Stages;
  /** Wraps what the stages and forwarders are given, to break a rule on purpose. */
  readonly customersLog?: (log: Log) => Log;
  readonly sharedState?: (state: StateStore, world: World) => StateStore;
  /** Takes a partition's state from an engine that has died, whatever of it is still under way: as another process would. */
  readonly takeState?: (partition: number) => Promise<StateStore>;
}

export class World {
  readonly events: Log;
  readonly customers: Log;
  readonly shared: StateStore;
  readonly states: StateStore[];
  readonly #died: Set<number> = new Set();
  readonly #options: WorldOptions;
  readonly #made: Stages;
  readonly #stages: (IdentityStage | undefined)[];
  readonly #engines: (Engine | undefined)[];
  readonly #forwarders: (Forwarder | undefined)[];
  now: number;
  #messages = 0;
  #crashes = 0;
  #releases: number;
  #armed: { name: string; left: number } | undefined;
  /** Entries of `events`, in the order in which they were committed as resolved. */
  readonly resolved: { readonly partition: number; readonly position: number }[] = [];
  readonly #positions: number[];

  static async open(options: WorldOptions = {}): Promise<World> {
    const { events = 2, customers = 4 } = options;
    const [eventsLog, customersLog] = [await memoryLog(events), await memoryLog(customers)];
    const shared = await openMemoryState({ disk: new MemoryStateDisk() });
    const states = await Promise.all(Array.from({ length: customers }, () => openMemoryState({ disk: new MemoryStateDisk() })));
    return new World(options, { events: eventsLog, customers: customersLog, shared, states });
  }

  constructor(options: WorldOptions, carriers: { events: Log; customers: Log; shared: StateStore; states: readonly StateStore[] }) {
    this.#options = options;
    this.#made = options.stages ?? { IdentityStage, Forwarder, Engine };
    this.events = carriers.events;
    this.customers = carriers.customers;
    this.shared = carriers.shared;
    this.states = [...carriers.states];
    this.#stages = new Array(this.events.partitions).fill(undefined);
    this.#engines = new Array(this.customers.partitions).fill(undefined);
    this.#forwarders = new Array(this.customers.partitions).fill(undefined);
    this.#positions = new Array(this.events.partitions).fill(options.begun?.position ?? 0);
    this.#releases = options.begun?.releases ?? 0;
    this.now = options.begun?.now ?? START;
  }

  entry(identifiers: readonly Identifier[], event: string, more: Partial<EventEntry> = {}): EventEntry {
    return {
      type: 'event',
      call: event === '$identify' ? 'identify' : 'track',
      event,
      messageId: `m${this.#messages++}`,
      source: 's',
      time: this.now,
      receivedAt: this.now,
      identifiers,
      properties: {},
      ...more,
    };
  }

  /** As the door does: the first identifier chooses the partition. */
  async say(entry: EventEntry | ControlEntry | Extract<Entry, { type: 'bind' }>): Promise<void> {
    await this.append('events', partitionOfKey(entry.identifiers[0]!.join('\u0000'), this.events.partitions), entry);
  }

  async append(log: 'events' | 'customers', partition: number, entry: Entry): Promise<void> {
    await this[log].append(partition, [{ at: this.now, value: encodeEntry(entry) }]);
  }

  /** Partings stand in the first partition of events. */
  async part(entry: Extract<Entry, { type: 'unmerge' | 'unbind' }>): Promise<number> {
    await this.append('events', 0, entry);
    return this.events.end(0);
  }

  /** Into all partitions of both logs. */
  async release(definitions: readonly Definition[]): Promise<void> {
    const number = ++this.#releases;
    const release: Release = { number, definitions: definitions.map((definition) => ({ version: number, definition })) };
    for (let p = 0; p < this.events.partitions; p++) await this.append('events', p, { type: 'release', release });
    await this.everywhere({ type: 'release', release });
  }

  async tick(): Promise<void> {
    await this.everywhere({ type: 'tick' });
  }

  /** Into all partitions of customers. */
  async everywhere(entry: Entry): Promise<void> {
    for (let p = 0; p < this.customers.partitions; p++) await this.append('customers', p, entry);
  }

  /** What waits to be handed over in a partition. */
  async outbox(partition: number): Promise<Command[]> {
    return (await rowsOf(this.states[partition]!, 'outbox')).map(([, value]) => JSON.parse(Buffer.from(value).toString()) as Command);
  }

  /** Kinds of entries in the log of customers. */
  async types(): Promise<Set<string>> {
    const types = new Set<string>();
    for (let p = 0; p < this.customers.partitions; p++)
      for (const { value } of await this.customers.read(p, 0, Number.MAX_SAFE_INTEGER)) types.add(decodeEntry(value).type);
    return types;
  }

  /** The next passage but so many of this point kills whoever comes by. */
  arm(name: string, left = 0): void {
    this.#armed = { name, left };
  }

  disarm(): boolean {
    const was = this.#armed !== undefined;
    this.#armed = undefined;
    return was;
  }

  #failpoint = (name: string): void => {
    if (this.#armed?.name !== name || this.#armed.left-- > 0) return;
    this.#armed = undefined;
    throw new Crash(name);
  };

  /** A batch of a stage. True: it has done something. A crash loses what it had in memory. */
  async stage(partition: number): Promise<boolean> {
    const { customersLog = (log) => log, sharedState = (state) => state, batchMax = 500 } = this.#options;
    try {
      this.#stages[partition] ??= await this.#made.IdentityStage.open({
        partition,
        events: this.events,
        customers: customersLog(this.customers),
        state: sharedState(this.shared, this),
        batchMax,
        failpoint: this.#failpoint,
      });
      return (await this.#stages[partition].runBatch()) > 0;
    } catch (error) {
      return this.#diedBy(error, () => this.restartStage(partition));
    } finally {
      await this.#note(partition);
    }
  }

  async engine(partition: number): Promise<boolean> {
    await this.#takeState(partition);
    try {
      this.#engines[partition] ??= await this.#made.Engine.open({
        partition,
        log: this.customers,
        state: this.states[partition]!,
        identity: 'resolved',
        failpoint: this.#failpoint,
        ...this.#options.way,
      });
      return (await this.#engines[partition].runBatch()) !== undefined;
    } catch (error) {
      return this.#diedBy(error, () => this.restartEngine(partition));
    }
  }

  async forwarder(partition: number): Promise<boolean> {
    const { customersLog = (log) => log } = this.#options;
    try {
      this.#forwarders[partition] ??= new this.#made.Forwarder({
        partition,
        customers: customersLog(this.customers),
        state: this.states[partition]!,
        failpoint: this.#failpoint,
      });
      return (await this.#forwarders[partition].run(Number.MAX_SAFE_INTEGER)) > 0;
    } catch (error) {
      return this.#diedBy(error, () => this.restartForwarder(partition));
    }
  }

  /** Whatever of these has that number is started anew: it loses what it has in memory. */
  restart(nth: number): void {
    this.restartStage(nth % this.events.partitions);
    this.restartEngine(nth % this.customers.partitions);
    this.restartForwarder(nth % this.customers.partitions);
  }

  /** How many times something has died since this was last asked. */
  takeCrashes(): number {
    const crashes = this.#crashes;
    this.#crashes = 0;
    return crashes;
  }

  async close(): Promise<void> {
    for (const one of [this.events, this.customers, this.shared, ...this.states]) await one.close();
  }

  /** Customers whose state has left a partition for another one. */
  async handedOver(): Promise<number> {
    let count = 0;
    for (let p = 0; p < this.customers.partitions; p++) {
      const records = await this.customers.read(p, 0, Number.MAX_SAFE_INTEGER);
      const stamps = records
        .map(({ value }) => decodeEntry(value))
        .flatMap((entry) => (entry.type === 'taken_over' ? [entry.customer] : []));
      count += new Set(stamps).size;
    }
    return count;
  }

  restartStage(partition: number): void {
    this.#stages[partition] = undefined;
  }

  restartEngine(partition: number): void {
    this.#engines[partition] = undefined;
    this.#died.add(partition);
  }

  async #takeState(partition: number): Promise<void> {
    const { takeState } = this.#options;
    if (!takeState || !this.#died.delete(partition)) return;
    const before = this.states[partition]!;
    this.states[partition] = await takeState(partition);
    await before.close();
    this.restartForwarder(partition);
  }

  restartForwarder(partition: number): void {
    this.#forwarders[partition] = undefined;
  }

  /** Runs everything until nothing moves. */
  async settle(): Promise<void> {
    for (let moved = true; moved; ) {
      moved = false;
      for (let p = 0; p < this.events.partitions; p++) while (await this.stage(p)) moved = true;
      for (let p = 0; p < this.customers.partitions; p++) {
        while (await this.engine(p)) moved = true;
        if (await this.forwarder(p)) moved = true;
      }
    }
  }

  /** Says that it is `now` everywhere, and lets everything come to rest. */
  async rest(): Promise<void> {
    await this.settle();
    await this.tick();
    await this.settle();
  }

  /** The same entries through one engine, in the order in which identity was committed. */
  async alone(release: readonly Definition[], way: Way = {}): Promise<Trial> {
    const trial = await Trial.open(way);
    await trial.release(release);
    return this.tellAlone(trial);
  }

  /** The same through one that has had what there was before. */
  async tellAlone(trial: Trial): Promise<Trial> {
    for (const { partition, position } of this.resolved) {
      const [record] = await this.events.get(partition, [position]);
      const entry = decodeEntry(record!.value);
      if (entry.type === 'release') continue;
      trial.now = record!.at;
      if (entry.type === 'control') await trial.append({ ...entry, said: record!.at });
      else await trial.appendBytes(record!.value);
    }
    trial.now = this.now;
    await trial.tick();
    await trial.run();
    return trial;
  }

  /** Profiles of all identifiers, each by the identifiers that have it. */
  async profiles(): Promise<Map<string, Profile>> {
    const plan = (await this.opened(0)).plan;
    const reader = new PartitionedReader({ shared: this.shared, partitions: this.states });
    return profilesOf(this.shared, this.now, plan, async (id) => {
      const rows = await readRows([id], reader);
      return rows.get(id) && decodeCustomer(id, rows.get(id)!, plan);
    });
  }

  async opened(partition: number): Promise<Engine> {
    await this.engine(partition);
    return this.#engines[partition]!;
  }

  /** Counters over all partitions; none that are zero. */
  async counters(): Promise<Record<string, number>> {
    const sums = new Map<string, number>();
    for (let p = 0; p < this.customers.partitions; p++)
      for (const [name, count] of (await this.opened(p)).meta.counters) sums.set(name, (sums.get(name) ?? 0) + count);
    return sizesOf(sums);
  }

  /** What is wrong with the figures of journeys in any partition, and in the sum over all. */
  async miscounts(): Promise<readonly unknown[]> {
    const wrong = await Promise.all(this.states.map(miscountsIn));
    return [...wrong.flat(), ...wrongIn(addedCounts(await Promise.all(this.states.map(readJourneyCounts))))];
  }

  /** How often each event has been written for the warehouse, by message id. */
  async eventRows(): Promise<Map<string, number>> {
    const counts = new Map<string, number>();
    for (let p = 0; p < this.customers.partitions; p++)
      for (const messageId of await eventRows(this.states[p]!, this.customers, p)) counts.set(messageId, (counts.get(messageId) ?? 0) + 1);
    return counts;
  }

  /** Facts of all partitions. */
  async facts(): Promise<{ kind: string; action: string; customer: string; name: string; subject?: string }[]> {
    const found = [];
    for (const state of this.states) for (const [, value] of await rowsOf(state, 'fact')) found.push(...decodeBlock(value).facts);
    return found.map(({ row }) => JSON.parse(Buffer.from(row).toString()));
  }

  #diedBy(error: unknown, restart: () => void): boolean {
    if (!(error instanceof Crash)) throw error;
    this.#crashes++;
    restart();
    return true;
  }

  /** What has been committed since. */
  async #note(partition: number): Promise<void> {
    const stage = await progressOf(this.shared, partition);
    for (const { position } of await this.events.read(partition, this.#positions[partition]!, 1_000_000)) {
      if (position > stage) break;
      this.resolved.push({ partition, position });
      this.#positions[partition] = position;
    }
  }
}

async function memoryLog(partitions: number): Promise<Log> {
  return openMemoryLog({ disk: new MemoryLogDisk(), partitions });
}

async function progressOf(shared: StateStore, partition: number): Promise<number> {
  const [bytes] = await shared.getMany('meta', [Buffer.concat([Buffer.of(partition >> 8, partition & 255), Buffer.from('progress')])]);
  return bytes ? (JSON.parse(Buffer.from(bytes).toString()) as { position: number }).position : 0;
}

/** Profiles of one engine, as `World.profiles`. */
export async function profilesAlone(trial: Trial): Promise<Map<string, Profile>> {
  const { plan } = trial.engine;
  return profilesOf(trial.state, trial.now, plan, async (id) => {
    const rows = await readRows([id], trial.state);
    return rows.get(id) && decodeCustomer(id, rows.get(id)!, plan);
  });
}

export function sizesOf(counters: ReadonlyMap<string, number>): Record<string, number> {
  const sizes = [...counters].filter(([name, count]) => count !== 0 && /^(customers$|tag:|segment:)/.test(name));
  return Object.fromEntries(sizes.sort());
}

/** Message ids of the events written for the warehouse. */
export async function eventRows(state: StateStore, log: Log, partition: number): Promise<string[]> {
  const found: string[] = [];
  for (const [, value] of await rowsOf(state, 'fact')) {
    const { events } = decodeBlock(value);
    const records = await log.get(
      partition,
      events.map(({ position }) => position),
    );
    for (const record of records) {
      const entry = decodeEntry(record!.value);
      found.push((entry.type === 'resolved' ? (entry.entry as EventEntry) : (entry as EventEntry)).messageId);
    }
  }
  return found;
}

type FindCustomer = (id: CustomerId) => Promise<Customer | undefined>;

async function profilesOf(identities: StateStore, now: number, plan: Engine['plan'], find: FindCustomer): Promise<Map<string, Profile>> {
  const identifiers = new Map<CustomerId, string[]>();
  for (const [key, value] of await rowsOf(identities, 'identifier')) {
    const id = Buffer.from(value).toString();
    identifiers.set(id, [...(identifiers.get(id) ?? []), Buffer.from(key).toString().replace('\u0000', ':')]);
  }
  const profiles = new Map<string, Profile>();
  for (const [id, names] of identifiers) {
    const customer = await find(id);
    profiles.set(names.sort().join(' '), profileOf(customer, plan, now));
  }
  return new Map([...profiles].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const EMPTY: Profile = { parts: [], traits: {}, tags: [], segments: [], consents: [], suppression: [] };

function profileOf(customer: Customer | undefined, plan: Engine['plan'], now: number): Profile {
  if (!customer) return EMPTY;
  const { known, guard } = customer;
  const view = viewOf(known, plan.know, now);
  const traits = [...plan.know.traits.keys()]
    .map((trait) => [trait, view.trait(trait)] as const)
    .filter(([, value]) => value !== undefined);
  return {
    parts: [...known.parts.all()]
      .map((part) => contentOf(part, now))
      .filter((text) => text !== '')
      .sort(),
    traits: Object.fromEntries(traits),
    tags: tagsOf(known).sort(),
    segments: segmentsOf(known).sort(),
    consents: guard.consents.map(({ purpose, choice }) => `${purpose} ${choice}`),
    suppression: [...(guard.suppression ? ['everything'] : []), ...guard.channels.map(({ channel }) => channel)],
  };
}

type Part = ReturnType<Customer['known']['parts']['all']> extends Iterable<infer P> ? P : never;

/** All that is kept of the events of one name, as text: words by themselves, not by their numbers, which follow from the order in which they were heard. */
function contentOf({ layout, ever, latest, rows, buckets, dictionary }: Part, now: number): string {
  const { numbers, stride, marks } = rows;
  const contributions = Array.from({ length: rows.length }, (_, row) => {
    const cells = layout.cells.map((cell, i) => {
      const number = numbers[row * stride + 1 + i]!;
      return cell.kind === 'value' && !Number.isNaN(number) ? dictionary[number] : String(number);
    });
    const time = numbers[row * stride]!;
    // What no window reads any more is dropped when the customer is next touched.
    return time > now - layout.retentionMs ? JSON.stringify([time, cells, marks?.[row]]) : '';
  });
  return JSON.stringify([layout.key, ever, latest.map(String), [...buckets].sort(), contributions.filter((text) => text !== '').sort()]);
}

function rowsOf(state: StateStore, table: Table): Promise<readonly (readonly [Uint8Array, Uint8Array])[]> {
  return state.range(table, { start: new Uint8Array(0), end: Buffer.alloc(8, 0xff), limit: Number.MAX_SAFE_INTEGER });
}
