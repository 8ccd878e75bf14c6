/** An engine on memory carriers with a log that tests write by hand: what it is given, what it concludes, and what it leaves behind. */
import type { CustomerId } from '../../base/index.ts';
import {
  type BackfillEntry,
  backfillChunk,
  type ControlEntry,
  type CustomerPast,
  canonicalParts,
  decodeCustomer,
  decodeEntry,
  type Entry,
  type EventEntry,
  encodeEntry,
  type Identifier,
  type JsonObject,
  PAST_ROW,
  PastFold,
  segmentsOf,
  tagsOf,
  viewOf,
  wakeAtOf,
} from '../../core/index.ts';
import type { Definition, Release } from '../../define/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { type Log, MemoryLogDisk, openMemoryLog } from '../../port/log/index.ts';
import { MemoryStateDisk, openMemoryState, type StateStore, type Table } from '../../port/state/index.ts';
import { type BatchOutcome, Engine } from './engine.ts';
import { miscountsIn, storedCounts } from './journey-rows.ts';
import { partName, readTimerKey, timerKey } from './keys.ts';

export const START: number = Date.UTC(2024, 0, 15, 12);

export const NAME = { en: 'x', zh: 'x' };

/** A fact as its row says it. */
export interface Told {
  readonly seq: number;
  readonly position: number;
  readonly ordinal: number;
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  readonly at: number;
  readonly name: string;
  readonly step?: string;
  readonly detail?: JsonObject;
}

/** How an engine runs: results must not depend on it. */
export interface Way {
  readonly batchMax?: number;
  readonly cacheMax?: number;
  readonly recentMax?: number;
}

export class Trial {
  readonly log: Log;
  readonly state: StateStore;
  readonly #disk: MemoryLogDisk;
  readonly #stateDisk: MemoryStateDisk;
  engine: Engine;
  now: number = START;
  #events = 0;
  #releases = 0;

  static async open(way: Way = {}, disk: MemoryLogDisk = new MemoryLogDisk()): Promise<Trial> {
    const stateDisk = new MemoryStateDisk();
    const log = await openMemoryLog({ disk, readOnly: disk.partitions.length > 0 });
    const state = await openMemoryState({ disk: stateDisk });
    const engine = await Engine.open({ partition: 0, log, state, ...way });
    return new Trial({ log, state, engine, disk, stateDisk });
  }

  private constructor(open: { log: Log; state: StateStore; engine: Engine; disk: MemoryLogDisk; stateDisk: MemoryStateDisk }) {
    this.log = open.log;
    this.state = open.state;
    this.engine = open.engine;
    this.#disk = open.disk;
    this.#stateDisk = open.stateDisk;
  }

  /** The same log through another engine with a state of its own. */
  async again(way: Way): Promise<Trial> {
    const trial = await Trial.open(way, this.#disk);
    await trial.run();
    return trial;
  }

  /** The same state in an engine that has just been started. */
  async restart(way: Way = {}): Promise<void> {
    await this.state.close();
    const state = await openMemoryState({ disk: this.#stateDisk });
    (this as { state: StateStore }).state = state;
    this.engine = await Engine.open({ partition: 0, log: this.log, state, ...way });
  }

  /** Appends at the trial's own clock. Resolves to the position. */
  async append(entry: Entry): Promise<number> {
    return this.appendBytes(encodeEntry(entry));
  }

  async appendBytes(value: Uint8Array): Promise<number> {
    const [stamp] = await this.log.append(0, [{ at: this.now, value }]);
    return stamp!.position;
  }

  async release(definitions: readonly Definition[]): Promise<void> {
    const release: Release = {
      number: ++this.#releases,
      definitions: definitions.map((definition) => ({ version: this.#releases, definition })),
    };
    await this.append({ type: 'release', release });
  }

  /** What the engine has concluded of events: whose each was when it came. */
  async arrivals(): Promise<Map<number, { readonly customer: CustomerId; readonly seq: number }>> {
    const arrivals = new Map<number, { customer: CustomerId; seq: number }>();
    for (const [, value] of await this.#rows('fact')) {
      for (const { within, start, end, position, seq } of decodeBlock(value).events)
        arrivals.set(position, {
          seq,
          customer: (JSON.parse(`${within.toString('utf8', start, end)}"end":1}`) as { customer: CustomerId }).customer,
        });
    }
    return arrivals;
  }

  /** Chunks of the open backfill that are still to come, folded from the log, of so many customers each; then the entry that ends it. */
  async pastEntries(customersMax = 3): Promise<BackfillEntry[]> {
    const { since, position, at, chunks, cursor } = this.engine.meta.backfill!;
    const arrivals = await this.arrivals();
    const records = await this.log.read(0, 0, Number.MAX_SAFE_INTEGER);
    const events = new Map(records.map((record) => [record.position, decodeEntry(record.value) as EventEntry]));
    const fold = new PastFold(this.engine.plan.know, at);
    const pasts = [...new Set([...arrivals.values()].map((one) => one.customer))]
      .filter((customer) => customer > cursor)
      .sort()
      .map((customer) => {
        for (const [place, whose] of arrivals) if (whose.customer === customer && place <= position) fold.add(events.get(place)!);
        return { customer, past: fold.take() };
      })
      .flatMap(({ customer, past }): CustomerPast[] => (past ? [{ customer, past }] : []));
    const entries: BackfillEntry[] = [];
    for (let from = 0; from < pasts.length; from += customersMax) {
      const some = pasts.slice(from, from + customersMax);
      entries.push(backfillChunk({ since, chunk: chunks + entries.length, upTo: some.at(-1)!.customer }, some));
    }
    return [...entries, { type: 'backfill', action: 'done', since, chunks: chunks + entries.length }];
  }

  /** Brings what is in preparation into force. */
  async backfill(): Promise<void> {
    await this.run();
    if (this.engine.meta.backfill) for (const entry of await this.pastEntries()) await this.append(entry);
    await this.tick();
    await this.run();
  }

  async event(user: string, event: string, more: Partial<EventEntry> = {}): Promise<void> {
    await this.append(this.entry([['user_id', user]], event, more));
  }

  entry(identifiers: readonly Identifier[], event: string, more: Partial<EventEntry> = {}): EventEntry {
    const messageId = `m${this.#events++}`;
    const call = event === '$identify' ? 'identify' : 'track';
    return {
      type: 'event',
      call,
      event,
      messageId,
      source: 's',
      time: this.now,
      receivedAt: this.now,
      identifiers,
      properties: {},
      ...more,
    };
  }

  async control(
    user: string,
    what: { action: 'suppress' | 'unsuppress'; reason: string } | { action: 'consent'; purpose: string; granted: boolean },
  ): Promise<void> {
    await this.append({ type: 'control', identifiers: [['user_id', user]], by: 'staff', ...what } as ControlEntry);
  }

  async tick(limit?: number): Promise<void> {
    await this.append({ type: 'tick', ...(limit !== undefined && { limit }) });
  }

  /** Lets time pass and says so. */
  async pass(ms: number): Promise<void> {
    this.now += ms;
    await this.tick();
    await this.run();
  }

  /** Takes everything that is in the log. */
  async run(): Promise<BatchOutcome[]> {
    const outcomes: BatchOutcome[] = [];
    for (let outcome = await this.engine.runBatch(); outcome; outcome = await this.engine.runBatch()) outcomes.push(outcome);
    const miscounts = await miscountsIn(this.state);
    if (miscounts.length > 0) throw new Error(`journeys are counted wrongly: ${JSON.stringify(miscounts)}`);
    return outcomes;
  }

  /** All facts so far, in order. */
  async facts(...kinds: readonly string[]): Promise<Told[]> {
    const facts = (await this.#rows('fact')).flatMap(([, value]) =>
      decodeBlock(value).facts.map(({ row }) => JSON.parse(Buffer.from(row).toString()) as Told),
    );
    return kinds.length === 0 ? facts : facts.filter(({ kind }) => kinds.includes(kind));
  }

  /** Facts as short texts: kind, action, definition and step, rule. */
  async told(...kinds: readonly string[]): Promise<string[]> {
    return (await this.facts(...kinds)).map(({ kind, action, name, step, detail }) =>
      [kind, action, step === undefined ? name : `${name}/${step}`, detail?.rule]
        .filter((part) => part !== undefined && part !== '')
        .join(' '),
    );
  }

  async outbox(): Promise<JsonObject[]> {
    return (await this.#rows('outbox')).map(([, value]) => JSON.parse(Buffer.from(value).toString()) as JsonObject);
  }

  /** Id of every stored customer. */
  async customers(): Promise<string[]> {
    return [...(await this.#parts()).keys()];
  }

  /** Customer of an identifier. */
  async customerOf(user: string, namespace = 'user_id'): Promise<string | undefined> {
    const [bytes] = await this.state.getMany('identifier', [Buffer.from(`${namespace}\u0000${user}`)]);
    return bytes && Buffer.from(bytes).toString();
  }

  /** Tags and segments of a user's customer, sorted. */
  async standing(user: string): Promise<string[]> {
    const id = (await this.customerOf(user))!;
    const { known } = decodeCustomer(id, (await this.#parts()).get(id)!, this.engine.plan);
    return [...tagsOf(known), ...segmentsOf(known)].sort();
  }

  counter(name: string): number {
    return this.engine.meta.counters.get(name) ?? 0;
  }

  /** What is known of a user at an instant, if the user is known. */
  async knownAt(
    user: string,
    now: number,
    namespace?: string,
  ): Promise<{ traits: Record<string, unknown>; tags: string[]; segments: string[] } | undefined> {
    const id = await this.customerOf(user, namespace);
    if (id === undefined) return undefined;
    const { plan } = this.engine;
    const { known } = decodeCustomer(id, (await this.#parts()).get(id)!, plan);
    const view = viewOf(known, plan.know, now);
    const traits = [...plan.know.traits.keys()]
      .map((trait) => [trait, view.trait(trait)] as const)
      .filter(([, value]) => value !== undefined);
    return { traits: Object.fromEntries(traits), tags: tagsOf(known).sort(), segments: segmentsOf(known).sort() };
  }

  /** Everything that must be equal however the log was cut: readable, and byte for byte. */
  async remains(): Promise<Record<string, unknown>> {
    const hex = (rows: readonly (readonly [Uint8Array, Uint8Array])[]) =>
      rows.map(([key, value]) => `${Buffer.from(key).toString('hex')}=${Buffer.from(value).toString('utf8')}`);
    const customers: Record<string, unknown> = {};
    for (const [id, parts] of await this.#parts()) {
      const customer = decodeCustomer(id, parts, this.engine.plan);
      customers[id] = canonicalParts(customer).map(([name, bytes]) => `${name}=${bytes && Buffer.from(bytes).toString('latin1')}`);
    }
    const listed = hex(await this.#rows('past'));
    const { progress, edges, reroutes, engineVersion, run, releases, effects, backfill, counters, journeys } = this.engine.meta;
    const { position, at, seq, eventHash, factHash } = progress;
    return {
      customers,
      identifiers: hex(await this.#rows('identifier')),
      identities: hex(await this.#rows('identity')),
      sleepers: await this.sleepers(),
      listed,
      outbox: hex(await this.#rows('outbox')),
      progress: { position, at, seq, eventHash, factHash },
      meta: {
        edges: [...edges],
        reroutes: [...reroutes],
        engineVersion,
        run,
        releases: releases.length,
        effects: [...effects],
        backfill,
        counters: [...counters].filter(([, n]) => n !== 0).sort(),
        journeys: [...journeys].sort().map(([, counts]) => storedCounts(counts)),
      },
      facts: (await this.facts()).map((fact) => JSON.stringify(fact)),
    };
  }

  /** Customers that ticks would wake too late or never (W1): none. */
  async sleepers(): Promise<string[]> {
    const timers = await this.timers();
    const sleepers: string[] = [];
    for (const [id, due] of await this.wakeups())
      if (due !== Number.POSITIVE_INFINITY && !timers.some(([timer, whose]) => whose === id && timer <= due)) sleepers.push(id);
    return sleepers;
  }

  /** When customers wake by themselves. */
  async wakeups(): Promise<Map<string, number>> {
    const wakeups = new Map<string, number>();
    for (const [id, parts] of await this.#parts()) wakeups.set(id, wakeAtOf(decodeCustomer(id, parts, this.engine.plan)));
    return wakeups;
  }

  /** Timers as the store has them: due, customer. */
  async timers(): Promise<(readonly [due: number, id: string])[]> {
    return (await this.#rows('timer')).map(([key]) => readTimerKey(key)).map(({ due, id }) => [due, id]);
  }

  /** Puts exactly one timer of each customer, at its wake-up. Nothing may be in memory (cacheMax 0). */
  async exactTimers(): Promise<void> {
    await this.state.commit((await this.#rows('timer')).map(([key]) => ({ table: 'timer', key, value: undefined }))).durable;
    const wakeups = [...(await this.wakeups())].filter(([, due]) => due !== Number.POSITIVE_INFINITY);
    await this.putTimers(...wakeups.map(([id, due]) => [due, id] as const));
  }

  async putTimers(...timers: readonly (readonly [due: number, id: string])[]): Promise<void> {
    const value = new Uint8Array(0);
    await this.state.commit(timers.map(([due, id]) => ({ table: 'timer', key: timerKey(due, id), value }))).durable;
  }

  async #parts(): Promise<Map<string, Map<string, Uint8Array>>> {
    const customers = new Map<string, Map<string, Uint8Array>>();
    for (const [key, value] of await this.#rows('customer')) {
      const id = Buffer.from(key).toString().split('\u0000', 1)[0]!;
      const parts = customers.get(id) ?? new Map<string, Uint8Array>();
      customers.set(id, parts.set(partName(key, id), value));
    }
    for (const [key, value] of await this.#rows('past')) customers.get(Buffer.from(key).toString())!.set(PAST_ROW, value);
    return customers;
  }

  #rows(table: Table): Promise<readonly (readonly [Uint8Array, Uint8Array])[]> {
    return this.state.range(table, { start: new Uint8Array(0), end: Buffer.alloc(8, 0xff), limit: Number.MAX_SAFE_INTEGER });
  }
}
