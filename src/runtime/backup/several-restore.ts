/**
 * An installation of several partitions, as it was when a backup was taken, and what the backup has behind that.
 *
 * X4. States and identity first; they say where the logs of customers are cut (cut.ts). The logs of events stay whole. Then stages, engines and forwarders run here
 *     until nothing is under way between them: nothing that was acknowledged is left for the next start to find, for what would follow from it then nobody would hold back.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { decodeEntry, type Entry, encodeEntry, type ReleaseEntry, type RolloutEntry, type SpreadPositions } from '../../core/index.ts';
import { createTables, followMoves, Sink } from '../../learn/index.ts';
import type { Log, LogRecord } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import { type BatchOutcome, ENGINE_VERSION, type Engine, readHighest } from '../engine/index.ts';
import { said } from '../said.ts';
import { decodeEntries, readStored } from '../snapshots/index.ts';
import { AtRest } from './at-rest.ts';
import { cutOf, type Derived, derivedOf, isKept, type Tail } from './cut.ts';
import { bytesOf, checkFiles, fillEntries, fillRows, fillStates, putFiles } from './filling.ts';
import { whileWriting } from './folder.ts';
import { IDENTITY_PART, type Manifest, partOf } from './format.ts';
import { holdMessages } from './messages.ts';
import type { Restored, RestoreOptions, RestorePlan, RestoreProgress } from './restore.ts';
import { type SeveralGoal, severalGoalOf } from './several-goal.ts';
import type { LogName, SeveralTarget } from './target.ts';

interface SeveralParts {
  readonly options: RestoreOptions;
  readonly manifest: Manifest;
  readonly goal: SeveralGoal;
  readonly target: SeveralTarget;
}

/** Entries of a log in the backup. */
interface Stretch {
  /** Behind this position, up to `until`. */
  readonly after: number;
  readonly until: number;
}

interface Opened {
  readonly customers: Log;
  readonly events: Log;
  readonly identity: StateStore;
  readonly states: readonly StateStore[];
  readonly warehouse: Warehouse;
}

/** Where the logs end that are restored, by partition. */
interface Cuts {
  readonly customers: readonly number[];
  readonly events: readonly number[];
}

interface Settled extends Pick<Restored, 'at' | 'messages' | 'position' | 'replayed'> {}

/** What `restoreSeveral` would do. Rejects as it does, but for damage. */
export async function severalAhead(options: RestoreOptions, manifest: Manifest, target: SeveralTarget): Promise<RestorePlan> {
  const goal = severalGoalOf(manifest, options);
  await target.assertFree(markOf(manifest, goal));
  return planOf(goal);
}

/** As `restore`, and with VOLANO_RESTORE_MOMENT. */
export async function restoreSeveral(options: RestoreOptions, manifest: Manifest, target: SeveralTarget): Promise<Restored> {
  const goal = severalGoalOf(manifest, options);
  const mark = markOf(manifest, goal);
  await target.assertFree(mark);
  await checkFiles(options.from, goal, (done, total) => options.onProgress?.({ part: 'check', done, total }));
  return whileWriting(
    options.to,
    async () => {
      await target.begin(mark);
      const restored = await new SeveralRestoring({ options, manifest, goal, target }).run();
      await target.finish();
      return { ...planOf(goal), ...restored };
    },
    'VOLANO_RESTORE_DISK_FULL',
  );
}

/** Of a moment, to be known again. */
function markOf({ end: { digest } }: Manifest, { point: { takenAt }, time }: SeveralGoal): string {
  return `${JSON.stringify({ digest, takenAt, time })}\n`;
}

/** Positions are sums over partitions of customers. */
function planOf(goal: SeveralGoal): RestorePlan {
  const [from, position] = [goal.point.position, sum(goal.ends.customers)];
  return { position, from, replayed: Math.max(0, position - from), bytes: bytesOf(goal, ({ rawBytes }) => rawBytes) };
}

class SeveralRestoring {
  readonly #parts: SeveralParts;
  readonly #open: { close(): Promise<void> }[] = [];
  /** That stand in some logs behind what the states have. */
  readonly #releases: (ReleaseEntry | RolloutEntry)[] = [];
  /** Behind what identity knows, by position: those that name what is cut off are not asked for (K6). */
  readonly #partings = new Map<number, SpreadPositions>();
  #replayed = 0;

  constructor(parts: SeveralParts) {
    this.#parts = parts;
  }

  async run(): Promise<Settled> {
    const { goal, options, target } = this.#parts;
    const { from } = options;
    await putFiles(target, { from, files: goal.files });
    try {
      const identity = await this.#opened(target.openIdentity());
      const states: StateStore[] = [];
      for (const partition of goal.heads.customers.keys()) states.push(await this.#opened(target.openState(partition)));
      const byPart = new Map([[IDENTITY_PART, identity], ...states.map((state, n) => [partOf('customers', n), state] as const)]);
      const tell = (done: number, total: number): void => this.#progress('state', done, total);
      await fillStates({ from, files: goal.state, tell, stateOf: (part) => byPart.get(part!)! });
      const cuts = await this.#cuts(states);
      await this.#fillLogs(cuts);
      const { customers, events } = await target.openLogs();
      this.#open.push(customers, events);
      const warehouse = await this.#opened(target.openWarehouse());
      await this.#fillWarehouse(warehouse);
      return await this.#settle({ customers, events, identity, states, warehouse }, cuts);
    } finally {
      for (const one of this.#open.reverse()) await one.close();
    }
  }

  async #opened<One extends { close(): Promise<void> }>(opening: Promise<One>): Promise<One> {
    const one = await opening;
    this.#open.push(one);
    return one;
  }

  #progress(part: RestoreProgress['part'], done: number, total: number): void {
    this.#parts.options.onProgress?.({ part, done, total });
  }

  async #cuts(states: readonly StateStore[]): Promise<Cuts> {
    const { heads, ends, time = Number.POSITIVE_INFINITY } = this.#parts.goal;
    const events: number[] = [];
    for (const [partition, { position }] of heads.events.entries()) {
      let last = position;
      for await (const { record, entry } of this.#entries(partOf('events', partition), {
        after: position,
        until: ends.events[partition]!.position,
      })) {
        if (record.at > time) break;
        last = record.position;
        this.#note(entry);
        if (partition === PARTINGS && (entry.type === 'unmerge' || entry.type === 'unbind') && entry.spread)
          this.#partings.set(record.position, entry.spread);
      }
      events.push(last);
    }
    const tails: Tail[] = [];
    for (const [partition, { reaches }] of heads.customers.entries()) {
      const derived: Derived[] = [];
      for await (const { record, entry } of this.#entries(partOf('customers', partition), this.#behind(partition, reaches))) {
        if (record.at <= time) this.#note(entry);
        const one = derivedOf(record.position, entry);
        if (one) derived.push(one);
      }
      tails.push({ sure: heads.sure[partition]!.position, entries: derived, highest: await readHighest(states[partition]!) });
    }
    const resolved = heads.events.map(({ position }) => position);
    const customers = cutOf(tails, resolved);
    for (const [partition, { reaches }] of heads.customers.entries()) {
      if (customers[partition]! >= reaches) continue;
      const problem = said`the log of partition ${partition} does not lead on from its state`;
      throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path: this.#parts.options.from, problem });
    }
    for (const [position, spread] of this.#partings) if (isWithin(spread, { customers, events: resolved })) this.#partings.delete(position);
    return { customers, events };
  }

  #behind(partition: number, after: number): Stretch {
    return { after, until: this.#parts.goal.ends.customers[partition]!.position };
  }

  #note(entry: Entry): void {
    if (entry.type === 'release' || entry.type === 'rollout') this.#releases.push(entry);
  }

  /** Of the backup. */
  async *#entries(part: string, { after, until }: Stretch): AsyncGenerator<{ record: LogRecord; entry: Entry }> {
    const { goal, options } = this.#parts;
    for (const file of goal.log) {
      if (file.part !== part || file.last <= after) continue;
      for await (const records of decodeEntries(readStored(options.from, file), file.path))
        for (const record of records)
          if (record.position > after && record.position <= until) yield { record, entry: decodeEntry(record.value) };
    }
  }

  async #fillLogs(cuts: Cuts): Promise<void> {
    const { goal, options, target } = this.#parts;
    const names: readonly LogName[] = ['events', 'customers'];
    for (const name of names) {
      for (const [partition, until] of cuts[name].entries()) {
        const files = goal.log.filter(({ part, first }) => part === partOf(name, partition) && first <= until);
        if (files.length === 0) {
          if (until === 0) continue;
          const problem = said`it has nothing of the log ${partOf(name, partition)} up to position ${until}`;
          throw new VolanoError('VOLANO_BACKUP_DAMAGED', { path: options.from, problem });
        }
        const filler = await target.fillLog(name, { partition, first: files[0]!.first });
        const tell = (done: number): void => this.#progress('log', done, until);
        const isOfPartings = name === 'events' && partition === PARTINGS;
        const asIs = (record: LogRecord): LogRecord => (this.#partings.has(record.position) ? { ...record, value: NOTHING } : record);
        await fillEntries(filler, { from: options.from, files, until, tell, ...(isOfPartings && { asIs }) });
      }
    }
  }

  async #fillWarehouse(warehouse: Warehouse): Promise<void> {
    const { goal, options, target } = this.#parts;
    await createTables(warehouse);
    const tell = (done: number, total: number): void => this.#progress('warehouse', done, total);
    await fillRows(warehouse, { from: options.from, files: goal.warehouse, tell });
    for (const [partition, { sunk }] of goal.heads.customers.entries()) {
      const { keeper } = await target.openBounds(partition)();
      await keeper.write({ sunk, sending: sunk }).finally(() => keeper.close());
    }
    await followMoves(warehouse);
  }

  async #settle({ customers, events, identity, states, warehouse }: Opened, cuts: Cuts): Promise<Settled> {
    const { goal, options, target, manifest } = this.#parts;
    const { from, deliver = false, now = Date.now } = options;
    const sinks: Sink[] = [];
    const rest = await AtRest.open({
      customers,
      events,
      identity,
      states,
      onBatch: (partition, outcome) => this.#stepped(rest.engines[partition]!, sinks[partition]!, outcome),
    });
    try {
      for (const [partition, state] of states.entries()) {
        const onSunk = (seq: number): void => rest.engines[partition]!.sunk(seq);
        const openBounds = target.openBounds(partition);
        sinks.push(new Sink({ partition, state, log: customers, warehouse, openBounds, onSunk }));
        await sinks.at(-1)!.start();
      }
      const [ofCustomers, ofEvents] = [appendersTo(customers, goal.heads.customers), appendersTo(events, goal.heads.events)];
      if (this.#releases.length > 0) await target.putReleases(this.#releases, { customers: ofCustomers, events: ofEvents });
      await rest.settle();
      await this.#appendKept(customers, cuts);
      await rest.settle();
      const position = rest.engines.reduce((sum, engine) => sum + engine.position, 0);
      const outboxes = states.map((state, partition) => ({ partition, state, at: rest.engines[partition]!.meta.progress.at }));
      const ends = new Map(cuts.customers.map((cut, partition) => [partOf('customers', partition), cut]));
      const behind = manifest.log.flatMap((file) => (ends.has(file.part!) ? [{ file, after: ends.get(file.part!)! }] : []));
      const letters = await target.openLetters();
      const messages = await holdMessages({ from, rest: behind, deliver, now: now(), log: customers, outboxes, letters });
      await rest.settle();
      for (const [partition, sink] of sinks.entries()) await sink.flush(rest.engines[partition]!.meta.progress.seq);
      return { position, at: Math.max(...outboxes.map(({ at }) => at)), replayed: this.#replayed, messages };
    } finally {
      for (const sink of sinks) await sink.stop();
    }
  }

  async #stepped({ meta }: Engine, sink: Sink, { position, entries, seq }: BatchOutcome): Promise<void> {
    const { engineVersion } = meta;
    if (engineVersion !== '' && engineVersion !== ENGINE_VERSION)
      throw new VolanoError('VOLANO_RESTORE_VERSION', { version: engineVersion, own: ENGINE_VERSION, position });
    sink.advance(seq);
    this.#replayed += entries;
    this.#progress('replay', this.#replayed, this.#replayed);
    await nextTurn();
  }

  async #appendKept(customers: Log, cuts: Cuts): Promise<void> {
    const { time = Number.POSITIVE_INFINITY } = this.#parts.goal;
    for (const [partition, cut] of cuts.customers.entries()) {
      for await (const { record, entry } of this.#entries(partOf('customers', partition), this.#behind(partition, cut)))
        if (record.at <= time && isKept(entry)) await customers.append(partition, [{ at: record.at, value: record.value }]);
    }
  }
}

/** Of events: all partings stand there. */
const PARTINGS = 0;
const NOTHING = encodeEntry({ type: 'tick' });

/** Whether all that a parting names stays, and nothing that it should have named is derived anew. */
function isWithin({ upTo, arrived }: SpreadPositions, { customers, events }: Cuts): boolean {
  return (
    upTo.every((position, partition) => position <= customers[partition]!) &&
    arrived.every((position, partition) => position <= events[partition]!)
  );
}

/** The clock does not move (M4). */
function appendersTo(log: Log, heads: readonly { readonly at: number }[]): readonly Pick<Appending, 'entries'>[] {
  return heads.map(({ at }, partition) => ({
    async entries(entries) {
      const records = entries.map((entry) => ({ at, value: encodeEntry(entry) }));
      return (await log.append(partition, records)).map((one) => ({ ...one, partition }));
    },
  }));
}

function sum(ends: readonly { readonly position: number }[]): number {
  return ends.reduce((total, { position }) => total + position, 0);
}
