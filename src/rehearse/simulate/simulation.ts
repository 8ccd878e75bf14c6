/**
 * A draft over the stored history, through the engine that runs live.
 *
 * H1. Up to `since` the history is replayed as it was, with the definitions that were in force: the draft finds every customer as it stood then, inside the
 *     journeys it was in.
 * H2. Then the draft comes in as the next release does, the past that it needs included, and the history goes on under it.
 * H3. Nothing can reach anybody: decisions end as entries of this log (outcomes.ts), and there is no channel, no delivery and no door here.
 * H4. Time passes as the history's own entries tell it. A wake-up that is due waits for the history's next tick where one comes soon, else time is moved on to it.
 * H5. A release that was in force all along leads to the same facts, entry by entry.
 */
import { readOutbox } from '../../act/index.ts';
import { HOUR, MINUTE } from '../../base/index.ts';
import { compilePlan, type Entry, encodeEntry } from '../../core/index.ts';
import type { ChannelDefinition, JourneyDefinition, Project, Release, Released } from '../../define/index.ts';
import { decodeBlock } from '../../learn/index.ts';
import type { Log, LogRecord } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import { nextRelease } from '../../runtime/project/index.ts';
import { Engine, survivorOf, withContent } from '../../runtime/rehearsal/index.ts';
import type { FactRow } from '../virtual/world.ts';
import { FeedLog } from './feed.ts';
import { type HistoryIndex, indexHistory, kindOf, readable, recordsOf, type StoredKind } from './history.ts';
import { Learned } from './learned.ts';
import type { LearningPlace } from './learning.ts';
import { type OutcomeCounts, Outcomes } from './outcomes.ts';
import { Arrivals, backfillEntries } from './pasts.ts';
import { Positions } from './positions.ts';

export interface SimulationOptions {
  readonly log: Log;
  /** Empty, or as a snapshot has it; it is written to. */
  readonly state: StateStore;
  /** What comes in at `since`; a function: of the releases in force by then. Undefined: nothing does. */
  readonly draft: Project | ((releases: readonly Release[]) => Project) | undefined;
  /** On the clock of `at`, ms. What lies behind the history's last entry is not simulated. */
  readonly since: number;
  readonly until: number;
  /** Where a warehouse is opened when the draft has models, or journeys to be diagnosed, that the history has not, or has otherwise; without it nothing is computed. */
  readonly learning?: LearningPlace;
  /** `since` has been reached; the release in force from then on. Before any fact. */
  readonly onBegin?: (release: Release) => void;
  /** Facts from `since` on, in order. */
  readonly onFact: (fact: FactRow) => void;
  /** Entries done, of so many. */
  readonly onProgress?: (done: number, total: number) => void;
  /** How many entries, over how long a time, are taken together before what they lead to is said; default 100, a minute. */
  readonly groupMax?: number;
  readonly groupSpanMs?: number;
  /** How long a due wake-up waits for the history's own tick; default an hour, in event time as long as one comes: they are what its time passes by. */
  readonly patienceMs?: number;
}

export interface SimulationOutcome {
  /** Number that the draft got; that of the release in force where it changes nothing. */
  readonly release: Release;
  /** Definitions that the draft changes, adds or removes. */
  readonly changes: number;
  readonly since: number;
  readonly until: number;
  /** Entries of the history in between, and events of sources among them. */
  readonly entries: number;
  readonly events: number;
  readonly outcomes: OutcomeCounts;
  /** Where some of the past could not be looked at, because the log does not reach back: its first instant, ms. */
  readonly pastFrom?: number;
}

const PARTITION = 0;
const COMMIT_ENTRIES = 2_000;
const NOTICE_ENTRIES = 2_000;

/** Rejects with what a release of the draft is refused with. */
export async function simulateHistory(options: SimulationOptions): Promise<SimulationOutcome> {
  const { log, state, since, until } = options;
  const after = (await Engine.open({ partition: PARTITION, log, state })).position;
  const index = await indexHistory(log, { after, since, until });
  const simulation = new Simulation(options, index, after);
  try {
    return await simulation.run();
  } finally {
    await simulation.close();
  }
}

class Simulation {
  readonly #options: Required<Pick<SimulationOptions, 'groupMax' | 'groupSpanMs' | 'patienceMs'>> & SimulationOptions;
  readonly #index: HistoryIndex;
  readonly #from: number;
  readonly #feed: FeedLog;
  readonly #positions: Positions;
  readonly #outcomes: Outcomes;
  readonly #arrivals = new Arrivals();
  #learned: Learned | undefined;
  #engine!: Engine;
  /** Whether `since` has been reached: what is concluded counts. */
  #begun = false;
  #release: Release | undefined;
  #changes = 0;
  #group: LogRecord[] = [];
  #groupFrom = 0;
  #now = 0;
  #nextTick = 0;
  #runOpen = false;
  #due: number | undefined;
  #sunk = 0;
  #events = 0;
  #done = 0;
  #noticed = 0;

  constructor(options: SimulationOptions, index: HistoryIndex, from: number) {
    this.#options = { groupMax: 100, groupSpanMs: MINUTE, patienceMs: index.isEventTime ? Number.POSITIVE_INFINITY : HOUR, ...options };
    this.#index = index;
    this.#from = from;
    this.#feed = new FeedLog(options.log, {
      boundary: index.boundary,
      keepsAll: index.looksBack,
      copied: () => this.#learned?.copied ?? Number.POSITIVE_INFINITY,
    });
    this.#positions = new Positions(index.boundary);
    this.#outcomes = new Outcomes({
      index,
      positions: this.#positions,
      isDraft: options.draft !== undefined,
      channelOf: (id) => this.#definition('channel', id) as ChannelDefinition | undefined,
      campaignOf: (id) => (this.#definition('journey', id) as JourneyDefinition | undefined)?.name.en,
    });
  }

  async run(): Promise<SimulationOutcome> {
    const { state, log, since, until } = this.#options;
    this.#engine = await Engine.open({ partition: PARTITION, log: this.#feed, state, until: Number.POSITIVE_INFINITY });
    await this.#learn();
    const pastFrom = await this.#before();
    await this.#introduce();
    for await (const record of recordsOf(log, this.#index.boundary)) {
      if (record.position > this.#index.end) break;
      await this.#take(record);
      this.#notice();
    }
    await this.#writeAll(this.#learned?.rest() ?? []);
    await this.#flush();
    const end = Math.min(until, this.#index.endAt);
    await this.#passTo(end, undefined);
    this.#options.onProgress?.(this.#total, this.#total);
    return {
      release: this.#release ?? NONE,
      changes: this.#changes,
      since,
      until: Math.max(end, since),
      entries: this.#index.entries,
      events: this.#events,
      outcomes: this.#outcomes.counts,
      ...(pastFrom !== undefined && { pastFrom }),
    };
  }

  async close(): Promise<void> {
    await this.#learned?.close();
  }

  /** What has to be copied from the beginning on, so that something can be learned of it. */
  async #learn(): Promise<void> {
    const { draft, learning: place } = this.#options;
    const { releases, hasModels } = this.#index;
    if (draft === undefined || !place) return;
    const before = [...this.#engine.meta.releases, ...releases.before];
    const { definitions } = typeof draft === 'function' ? draft(before) : draft;
    const moment = () => ({ now: this.#now, nextWakeAt: this.#due });
    const about = { place, feed: this.#feed, engine: this.#engine, definitions, moment };
    this.#learned = await Learned.open({ ...about, before, after: releases.after, hasModels });
  }

  get #total(): number {
    return this.#index.boundary - this.#from + this.#index.entries;
  }

  /** Replays what came before (H1). Resolves with the log's first instant where its beginning is gone. */
  async #before(): Promise<number | undefined> {
    const { boundary } = this.#index;
    while (this.#engine.position < boundary) {
      while (this.#engine.waiting < COMMIT_ENTRIES && (await this.#engine.prepare()));
      if (this.#engine.waiting === 0) break;
      const { entries, runOpen, nextWakeAt, at } = await this.#engine.commit();
      [this.#runOpen, this.#due, this.#now] = [runOpen, nextWakeAt, at];
      await this.#readFacts(() => undefined);
      this.#done += entries;
      this.#notice();
    }
    if (this.#from === 0) return undefined;
    const [first] = await this.#options.log.read(PARTITION, 0, 1);
    return first?.at;
  }

  /** The draft comes in (H2). */
  async #introduce(): Promise<void> {
    const { draft, since } = this.#options;
    const { releases, counters } = this.#engine.meta;
    this.#now = Math.max(this.#now, since);
    this.#begun = true;
    this.#release = releases.at(-1);
    if (draft !== undefined) {
      await this.#bringIn(draft, releases, counters);
      await this.#writeAll((await this.#learned?.begin(this.#now)) ?? []);
    } else this.#options.onBegin?.(this.#release ?? NONE);
  }

  async #bringIn(
    draft: NonNullable<SimulationOptions['draft']>,
    releases: readonly Release[],
    counters: ReadonlyMap<string, number>,
  ): Promise<void> {
    const project = typeof draft === 'function' ? draft(releases) : draft;
    const pinned = pinnedOf(releases, counters);
    const { release: made, changes } = nextRelease(releases, project, { pinned, rollout: 'at_once' });
    this.#changes = changes.length;
    if (changes.length === 0) {
      this.#options.onBegin?.(made);
      return;
    }
    const release = { ...made, definitions: withContent(made.definitions) };
    compilePlan([...releases, release], this.#engine.plan.know.edges);
    this.#release = release;
    this.#options.onBegin?.(release);
    await this.#write({ type: 'release', release });
    if (this.#engine.meta.backfill) await this.#backfill();
  }

  async #backfill(): Promise<void> {
    const { state, log } = this.#options;
    const backfill = this.#engine.meta.backfill!;
    const whose = new Map<string, string>();
    for (const id of this.#arrivals.customers) {
      const today = await survivorOf(state, id);
      if (today !== undefined && today !== id) whose.set(id, today);
    }
    const { plan } = this.#engine;
    for await (const entry of backfillEntries({ log, plan, arrivals: this.#arrivals, whose, backfill })) await this.#write(entry);
    while (this.#runOpen) await this.#write({ type: 'tick' });
  }

  async #take(record: LogRecord): Promise<void> {
    const kind = kindOf(record.value);
    const { groupMax, groupSpanMs } = this.#options;
    if (this.#learned) await this.#catchUp(this.#learned, record, kind);
    const isFull = this.#group.length >= groupMax || record.at - this.#groupFrom > groupSpanMs;
    if (this.#group.length > 0 && (isFull || ASKS_OUTCOMES.has(kind))) await this.#flush();
    if (this.#group.length === 0) await this.#passTo(record.at, kind);
    this.#done += 1;
    if (kind === 'tick') this.#nextTick += 1;
    if (kind === 'source') this.#events += 1;
    const value = await this.#valueOf(record, kind);
    if (!value) {
      this.#positions.drop(record.position);
      return;
    }
    if (this.#group.length === 0) this.#groupFrom = record.at;
    this.#now = Math.max(this.#now, record.at);
    this.#group.push({ position: this.#positions.keep(record.position), at: this.#now, value });
  }

  /** What is due before an entry of the history. */
  async #catchUp(learned: Learned, { at, value }: LogRecord, kind: StoredKind): Promise<void> {
    // What led up to a model has to be in the warehouse.
    if (kind === 'model') await this.#flush();
    else await this.#writeAll(learned.rest());
    while (learned.dueAt <= at) {
      await this.#flush();
      await this.#passTo(learned.dueAt, undefined);
      this.#now = Math.max(this.#now, learned.dueAt);
      await this.#writeAll(await learned.due(this.#now));
    }
    const entry = kind === 'release' ? readable(value) : undefined;
    if (entry?.type === 'release') learned.lived(entry.release);
  }

  async #writeAll(entries: readonly Entry[]): Promise<void> {
    if (entries.length === 0) return;
    await this.#flush();
    await this.#write(...entries);
  }

  async #valueOf({ at, value }: LogRecord, kind: StoredKind): Promise<Uint8Array | undefined> {
    const entry = this.#learned && LEARNED.has(kind) ? readable(value) : undefined;
    if (entry) {
      const found = await this.#learned!.inPlaceOf(entry, at);
      return found && (found === entry ? value : encodeEntry(found));
    }
    return AS_IT_IS.has(kind) ? value : this.#translated(value);
  }

  #translated(value: Uint8Array): Uint8Array | undefined {
    const entry = readable(value);
    // Bytes that are no entry did nothing when they came, and will not now.
    if (!entry) return value;
    const found = this.#outcomes.stored(entry);
    if (!found) return undefined;
    return this.#positions.isSame ? value : encodeEntry(found);
  }

  /** Moves time on to what is due by an instant, unless the history's own entries are about to (H4). `next`: what the history has there. */
  async #passTo(instant: number, next: StoredKind | undefined): Promise<void> {
    const { patienceMs } = this.#options;
    for (;;) {
      // A pass over all customers has no moment of its own: it goes on with the history's ticks.
      const due = this.#runOpen ? (patienceMs > 0 ? instant : this.#now) : this.#due;
      if (due === undefined || due > instant) return;
      if (next === 'tick' && (patienceMs > 0 || instant <= due)) return;
      const tick = this.#index.ticks[this.#nextTick];
      if (tick !== undefined && tick - due <= patienceMs && patienceMs > 0) return;
      this.#now = Math.max(this.#now, due);
      await this.#write({ type: 'tick' });
    }
  }

  /** An entry of the simulation's own, and all that follows. */
  async #write(...entries: readonly Entry[]): Promise<void> {
    this.#add(entries);
    await this.#flush();
  }

  #add(entries: readonly Entry[]): void {
    for (const entry of entries) this.#group.push({ position: this.#positions.add(), at: this.#now, value: encodeEntry(entry) });
  }

  /** Until nothing more is said of what the group led to. */
  async #flush(): Promise<void> {
    while (this.#group.length > 0) {
      this.#feed.feed(this.#group);
      this.#group = [];
      const messages: string[] = [];
      for (;;) {
        while (this.#engine.waiting < COMMIT_ENTRIES && (await this.#engine.prepare()));
        if (this.#engine.waiting === 0) break;
        const outcome = await this.#engine.commit();
        [this.#runOpen, this.#due] = [outcome.runOpen, outcome.nextWakeAt];
        messages.push(...outcome.messages);
        await this.#readFacts(this.#options.onFact);
      }
      if (messages.length === 0) return;
      const rows = await readOutbox(this.#options.state, messages);
      const commands = rows.flatMap((row) => (row.kind === 'command' ? [row.command] : []));
      this.#add(this.#outcomes.said(commands, this.#now));
    }
  }

  async #readFacts(onFact: (fact: FactRow) => void): Promise<void> {
    const { state } = this.#options;
    for (const [key, value] of await state.range('fact', { start: new Uint8Array(0), end: END, limit: Number.MAX_SAFE_INTEGER })) {
      const block = decodeBlock(value);
      if (block.to <= this.#sunk) continue;
      this.#sunk = block.to;
      await this.#learned?.add(key, value, block);
      if (!this.#begun) {
        for (const { within, start, end, position } of block.events) {
          const { customer } = JSON.parse(`${within.toString('utf8', start, end)}"end":1}`) as { readonly customer: string };
          this.#arrivals.add(position, customer);
        }
      } else for (const { row } of block.facts) onFact(JSON.parse(Buffer.from(row).toString()) as FactRow);
    }
    this.#engine.sunk(this.#sunk);
  }

  #definition(kind: string, id: string): Released['definition'] | undefined {
    return this.#release?.definitions.find(({ definition }) => definition.kind === kind && definition.id === id)?.definition;
  }

  #notice(): void {
    if (this.#done - this.#noticed < NOTICE_ENTRIES) return;
    this.#noticed = this.#done;
    this.#options.onProgress?.(this.#done, this.#total);
  }
}

/** Entries that mean here what they meant there. */
const AS_IT_IS: ReadonlySet<StoredKind> = new Set(['source', 'tick', 'engine', 'model', 'desk', 'other']);
/** Entries that the product has concluded from the history, and may conclude otherwise here. */
const LEARNED: ReadonlySet<StoredKind> = new Set(['model', 'desk']);
/** Entries of which it has to be known what the draft has decided by then. */
const ASKS_OUTCOMES: ReadonlySet<StoredKind> = new Set(['receipt', 'own', 'redeliver', 'parting']);
/** In force before the first. */
const NONE: Release = { number: 0, definitions: [] };
const END = Buffer.alloc(11, 0xff);

/** The journey versions that customers are inside of. */
function pinnedOf(releases: readonly Release[], counters: ReadonlyMap<string, number>): Released<JourneyDefinition>[] {
  const pinned = new Map<string, Released<JourneyDefinition>>();
  for (const { version, definition } of releases.flatMap(({ definitions }) => definitions)) {
    if (definition.kind !== 'journey' || (counters.get(`journey.active:${definition.id}@${version}`) ?? 0) === 0) continue;
    pinned.set(`${definition.id}@${version}`, { version, definition });
  }
  return [...pinned.values()];
}
