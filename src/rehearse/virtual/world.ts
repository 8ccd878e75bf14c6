/**
 * A whole engine in memory on a clock that moves only when it is told to: log, identity, step, guard and hand-over as in a server, with no database, no network
 * and no clock of the machine.
 *
 * V1. Everything is an entry of the log, appended at the virtual time; what the engine does with it is the engine's own code.
 * V2. Time goes from one due moment to the next and stands still at each until nothing is left to be done there: a year in which little is due takes
 *     milliseconds.
 * V3. The same calls at the same times lead to the same facts: nothing is drawn, nothing depends on the machine.
 * V4. A world that begins with a customer who is known has that customer as the rows say, and nobody else; its log goes on behind the last entry that is in
 *     them, and its project comes as the next release does. What this needs of the past and nobody has kept is folded from the customer's events, where they
 *     are given; else it begins with nothing, and `unknownPast` says what does.
 */
import { createRenderer, readOutbox } from '../../act/index.ts';
import { type Said, toScaled } from '../../base/index.ts';
import {
  backfillChunk,
  compilePlan,
  decodeEntry,
  type Entry,
  type EventEntry,
  encodeEntry,
  type Identifier,
  type JsonObject,
  type ModelItem,
  PastFold,
} from '../../core/index.ts';
import type { ChannelDefinition, JourneyDefinition, Project, Release, Released, TemplateDefinition } from '../../define/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import { type Log, openMemoryLog } from '../../port/log/index.ts';
import { openMemoryState, type StateStore } from '../../port/state/index.ts';
import { nextRelease } from '../../runtime/project/index.ts';
import {
  createStillGo,
  createWording,
  ENGINE_VERSION,
  Engine,
  type KnownRows,
  type PastRecord,
  type Reader,
  withContent,
} from '../../runtime/rehearsal/index.ts';
import { compileDictionary, DEFAULT_LIMITS, type Dictionary, Refusal, readCall } from '../../sense/index.ts';
import { said } from '../said.ts';
import { HandOver, type Message } from './hand-over.ts';
import { Stage } from './stage.ts';

/** A fact as its row says it. `at`: ms. */
export interface FactRow {
  readonly seq: number;
  readonly position: number;
  readonly kind: string;
  readonly action: string;
  readonly customer: string;
  readonly at: number;
  readonly name: string;
  readonly version?: number;
  readonly journey?: string;
  readonly step?: string;
  readonly subject?: string;
  readonly detail?: JsonObject;
}

export interface WorldOptions {
  /** In force from the beginning. */
  readonly project: Project;
  /** Ms; of a known customer no earlier than what is known. */
  readonly start: number;
  /** A customer who is known already. */
  readonly known?: KnownRows;
  /** Its events, up to what is known; absent: they cannot be told. */
  readonly past?: readonly PastRecord[];
}

const SOURCE = 'test';
const PARTITION = 0;
/** Rounds at one instant after which something is taken to go in circles: two journeys that start each other, say. */
const ROUNDS_MAX = 1_000;

export class VirtualWorld {
  readonly stage: Stage = new Stage();
  readonly handOver: HandOver;
  readonly facts: FactRow[] = [];
  readonly #log: Log;
  readonly #state: StateStore;
  readonly #engine: Engine;
  readonly #releases: Release[];
  #now: number;
  #calls = 0;
  #sunk: number;
  #unknownPast: Release['definitions'] = [];
  #dictionary: Dictionary | undefined;

  /** Throws what a release of the project throws. */
  static async open({ project, start, known, past }: WorldOptions): Promise<VirtualWorld> {
    const log = await openMemoryLog(known && { behind: known.behind });
    const state = await openMemoryState();
    if (known) await state.commit(known.rows).durable;
    const world = new VirtualWorld({ log, state, engine: await Engine.open({ partition: PARTITION, log, state }), start });
    if (known) await world.#goOn(project, { known, past });
    else {
      await world.append({ type: 'engine', version: ENGINE_VERSION });
      await world.release(project);
    }
    return world;
  }

  private constructor({ log, state, engine, start }: { log: Log; state: StateStore; engine: Engine; start: number }) {
    this.#log = log;
    this.#state = state;
    this.#engine = engine;
    this.#now = start;
    this.#sunk = engine.meta.progress.seq;
    this.#releases = [...engine.meta.releases];
    const zone = () => engine.plan.zone;
    this.handOver = new HandOver({
      stage: this.stage,
      renderer: createRenderer({
        templateOf: (id, version) => this.#template(id, version),
        timeZone: zone,
        words: createWording(() => this.#releases),
      }),
      definitionOf: (channel) => this.channel(channel),
      campaignOf: (journey) => this.journey(journey)?.name.en,
      mayStillGo: createStillGo({ state, plan: () => engine.plan }),
    });
  }

  /** Virtual time, ms. */
  get now(): number {
    return this.#now;
  }

  get zone(): string {
    return this.#engine.plan.zone;
  }

  get messages(): readonly Message[] {
    return this.handOver.messages;
  }

  /** Of an entry that could not be stepped; undefined when there was none. */
  get problem(): string | undefined {
    const failure = this.facts.find(({ kind }) => kind === 'failure');
    return failure && String(failure.detail?.problem ?? failure.name);
  }

  /** Everything that has happened, as a server's log would have it. */
  get log(): Log {
    return this.#log;
  }

  /** For reading what is known of customers by now. */
  get reader(): Reader {
    return { state: this.#state, plan: () => this.#engine.plan, now: () => this.#now };
  }

  /** The definition in force. */
  journey(id: string): JourneyDefinition | undefined {
    return this.#latest(({ kind, id: own }) => kind === 'journey' && own === id) as JourneyDefinition | undefined;
  }

  /** Definitions of the release in force. */
  get definitions(): Release['definitions'] {
    return this.#releases.at(-1)?.definitions ?? [];
  }

  /** What reads something of the past that is not known here (V4). */
  get unknownPast(): Release['definitions'] {
    return this.#unknownPast;
  }

  /** Makes it the release in force from now on. */
  async release(project: Project): Promise<void> {
    this.#dictionary = compileDictionary(project.definitions);
    const pinned = this.#pinned();
    const { release: made, changes } = nextRelease(this.#releases, project, { pinned, rollout: 'at_once' });
    if (changes.length === 0) return;
    const release = { ...made, definitions: withContent(made.definitions) };
    compilePlan([...this.#releases, release], this.#engine.plan.know.edges);
    this.#releases.push(release);
    await this.append({ type: 'release', release });
  }

  /** A call of a source, as the door takes it; a refusal when it does not. `by`: names the customer in the place of the `userId`. */
  async call(call: JsonObject, by?: Identifier): Promise<EventEntry | Refusal> {
    const read = readCall(call, {
      source: SOURCE,
      receivedAt: this.#now,
      limits: DEFAULT_LIMITS,
      surrogates: true,
      dictionary: this.#dictionary,
      newMessageId: () => `test-${++this.#calls}`,
    });
    if (read instanceof Refusal) return read;
    const entry = by ? { ...read.entry, identifiers: [by, ...read.entry.identifiers.slice(1)] } : read.entry;
    await this.append(entry);
    return entry;
  }

  /** Edges of a score trait's bins, plain numbers, ascending. */
  async scoreEdges(trait: string, edges: readonly number[]): Promise<void> {
    await this.append({
      type: 'model',
      model: 'quantiles',
      trait,
      version: `test-${++this.#calls}`,
      edges: edges.flatMap((edge) => toScaled(edge) ?? []),
    });
  }

  /** The model of a recommendation. */
  async recommendations(recommendation: string, items: readonly ModelItem[]): Promise<void> {
    const about = { type: 'model', model: 'recommendation', recommendation, slice: 0, slices: 1 } as const;
    await this.append({ ...about, version: `test-${++this.#calls}`, items });
  }

  /** Codes for the pool of a benefit, as `volano benefit import` brings them in. */
  async codes(benefit: string, codes: readonly string[]): Promise<void> {
    await this.append({ type: 'codes', benefit, batch: `test-${++this.#calls}`, codes: [...new Set(codes)], by: SOURCE });
  }

  /** Appends at the virtual time, and does all that follows at once. */
  async append(...entries: readonly Entry[]): Promise<void> {
    await this.#write(entries);
    await this.#settle();
  }

  /** Lets time pass up to an instant, ms, from one due moment to the next. */
  async passTo(instant: number): Promise<void> {
    for (;;) {
      const next = Math.min((await this.#engine.nextWakeAt()) ?? Number.POSITIVE_INFINITY, this.handOver.nextAt());
      if (next > instant) break;
      this.#now = Math.max(this.#now, next);
      await this.append({ type: 'tick' });
    }
    this.#now = Math.max(this.#now, instant);
    await this.append({ type: 'tick' });
  }

  async close(): Promise<void> {
    await this.#log.close();
    await this.#state.close();
  }

  /** From where the customer is: what is due is done, what waits to be handed over waits here too, and what a release prepares is in force at once (V4). */
  async #goOn(project: Project, { known, past }: { readonly known: KnownRows; readonly past: WorldOptions['past'] }): Promise<void> {
    const rows = await this.#state.range('outbox', ALL);
    this.handOver.resume(await this.#commands(rows.map(([key]) => Buffer.from(key).toString())), this.#now);
    await this.passTo(this.#now);
    await this.release(project);
    const { plan, meta } = this.#engine;
    if (!meta.backfill) return;
    const { since, position, at, chunks, cursor } = meta.backfill;
    const isBrought = cursor >= known.customer;
    if (!past && !isBrought) this.#unknownPast = plan.preparation?.definitions ?? [];
    const fold = new PastFold(plan.know, at);
    for (const entry of isBrought ? [] : eventsUpTo(position, past ?? [])) fold.add(entry);
    const folded = fold.take();
    const about = { since, chunk: chunks, upTo: known.customer };
    if (folded) await this.append(backfillChunk(about, [{ customer: known.customer, past: folded }]));
    await this.append({ type: 'backfill', action: 'done', since, chunks: folded ? chunks + 1 : chunks });
  }

  async #write(entries: readonly Entry[]): Promise<void> {
    await this.#log.append(
      PARTITION,
      entries.map((entry) => ({ at: this.#now, value: encodeEntry(entry) })),
    );
  }

  /** Until nothing is left to be done at this instant. */
  async #settle(): Promise<void> {
    for (let rounds = 0; rounds < ROUNDS_MAX; rounds++) {
      const { messages, runOpen } = await this.#think();
      const entries: Entry[] = [...this.handOver.take(await this.#commands(messages), this.#now), ...(await this.handOver.run(this.#now))];
      if (runOpen) entries.push({ type: 'tick' });
      if (entries.length === 0) return;
      await this.#write(entries);
    }
    throw new InCircles(said`At ${new Date(this.#now).toISOString()} something goes in circles: what follows from it leads to it again`);
  }

  async #think(): Promise<{ readonly messages: readonly string[]; readonly runOpen: boolean }> {
    const messages: string[] = [];
    let runOpen = false;
    for (let outcome = await this.#engine.runBatch(); outcome; outcome = await this.#engine.runBatch()) {
      messages.push(...outcome.messages);
      runOpen = outcome.runOpen;
    }
    await this.#readFacts();
    return { messages, runOpen };
  }

  async #commands(messages: readonly string[]) {
    const rows = await readOutbox(this.#state, messages);
    return rows.flatMap((row) => (row.kind === 'command' ? [row.command] : []));
  }

  async #readFacts(): Promise<void> {
    for (const [, value] of await this.#state.range('fact', ALL)) {
      const block = decodeBlock(value);
      if (block.to <= this.#sunk) continue;
      for (const { row } of block.facts) this.facts.push(JSON.parse(Buffer.from(row).toString()) as FactRow);
      this.#sunk = block.to;
    }
    this.#engine.sunk(this.#sunk);
  }

  /** The journey versions that customers are inside of. */
  #pinned(): Released<JourneyDefinition>[] {
    const { counters } = this.#engine.meta;
    return this.#releases.flatMap(({ definitions }) =>
      definitions.flatMap(({ version, definition }) =>
        definition.kind === 'journey' && (counters.get(`journey.active:${definition.id}@${version}`) ?? 0) > 0
          ? [{ version, definition }]
          : [],
      ),
    );
  }

  #template(id: string, version: number): TemplateDefinition | undefined {
    for (const { definitions } of this.#releases.toReversed()) {
      const found = definitions.find((one) => one.version === version && one.definition.kind === 'template' && one.definition.id === id);
      if (found) return found.built ?? (found.definition as TemplateDefinition);
    }
    return undefined;
  }

  /** The channel as the release in force defines it. */
  channel(id: string): ChannelDefinition | undefined {
    return this.#latest(({ kind, id: own }) => kind === 'channel' && own === id) as ChannelDefinition | undefined;
  }

  #latest(matches: (definition: Released['definition']) => boolean): Released['definition'] | undefined {
    return this.definitions.find(({ definition }) => matches(definition))?.definition;
  }
}

const ALL = { start: new Uint8Array(0), end: Buffer.alloc(11, 0xff), limit: Number.MAX_SAFE_INTEGER };

function eventsUpTo(end: number, past: readonly PastRecord[]): readonly EventEntry[] {
  return past.flatMap(({ position, value }) => {
    const entry = position <= end ? decodeEntry(value) : undefined;
    return entry?.type === 'event' ? [entry] : [];
  });
}

/** What follows from something leads to it again, without time passing. */
export class InCircles extends RangeError {
  readonly problem: Said;

  constructor(problem: Said) {
    super(problem.en);
    this.problem = problem;
  }
}
