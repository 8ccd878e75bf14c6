/**
 * An installation of several partitions, as it was when a backup was taken, and what the backup has behind that.
 *
 * X4. States and identity first; they say where the logs of customers are cut (cut.ts). The logs of events stay whole. Then stages, engines and forwarders run here
 *     until nothing is under way between them: nothing that was acknowledged is left for the next start to find, for what would follow from it then nobody would hold back.
 * X5. Between two runs the stages first follow their trails (T2) up to the last commits that rest on nothing of a later time. What they had produced by those, and is cut off,
 *     is appended as it was, in its order: so towards each log stamps rise, and who is who is found no second time. Only what no such commit has is found anew.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { encodeEntry } from '../../core/index.ts';
import { createTables, followMoves, Sink } from '../../learn/index.ts';
import type { AppendRequest, Log, LogRecord } from '../../port/log/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import type { Appending } from '../appender.ts';
import { type BatchOutcome, ENGINE_VERSION, type Engine, stampOf } from '../engine/index.ts';
import { beginTrails, followTrails, forgetBeyond, IdentityStage, identityOrigin, ownRowOf } from '../identity/index.ts';
import { said } from '../said.ts';
import { AtRest } from './at-rest.ts';
import { isKept } from './cut.ts';
import { bytesOf, checkFiles, fillEntries, fillRows, fillStates, putFiles } from './filling.ts';
import { whileWriting } from './folder.ts';
import { IDENTITY_PART, type Manifest, partOf } from './format.ts';
import { holdMessages } from './messages.ts';
import type { Restored, RestoreOptions, RestorePlan, RestoreProgress } from './restore.ts';
import { type SeveralGoal, severalGoalOf } from './several-goal.ts';
import { type BackedUpEntry, type Cuts, PARTINGS, SeveralLogs } from './several-logs.ts';
import type { LogName, SeveralTarget } from './target.ts';

interface SeveralParts {
  readonly options: RestoreOptions;
  readonly manifest: Manifest;
  readonly goal: SeveralGoal;
  readonly target: SeveralTarget;
}

interface Opened {
  readonly customers: Log;
  readonly events: Log;
  readonly identity: StateStore;
  readonly states: readonly StateStore[];
  readonly warehouse: Warehouse;
}

interface Settled extends Pick<Restored, 'at' | 'messages' | 'position' | 'replayed'> {}

/** What `restoreSeveral` would do. Rejects as it does, but for damage. */
export async function severalAhead(options: RestoreOptions, manifest: Manifest, target: SeveralTarget): Promise<RestorePlan> {
  const goal = severalGoalOf(manifest, options);
  await target.assertFree(markOf(manifest, goal));
  return planOf(goal, sum(await new SeveralLogs(options.from, goal).lastTaken()));
}

/** As `restore`, and with VOLANO_RESTORE_MOMENT. */
export async function restoreSeveral(options: RestoreOptions, manifest: Manifest, target: SeveralTarget): Promise<Restored> {
  const goal = severalGoalOf(manifest, options);
  const mark = markOf(manifest, goal);
  await target.assertFree(mark);
  const needed = { ...goal, state: [...goal.state, ...goal.trail] };
  await checkFiles(options.from, needed, (done, total) => options.onProgress?.({ part: 'check', done, total }));
  return whileWriting(
    options.to,
    async () => {
      await target.begin(mark);
      const restored = await new SeveralRestoring({ options, manifest, goal, target }).run();
      await target.finish();
      return { ...planOf(goal, restored.position), ...restored };
    },
    'VOLANO_RESTORE_DISK_FULL',
  );
}

/** Of a moment, to be known again. */
function markOf({ end: { digest } }: Manifest, { point: { takenAt }, time }: SeveralGoal): string {
  return `${JSON.stringify({ digest, takenAt, time })}\n`;
}

/** Positions are sums over partitions of customers. */
function planOf(goal: SeveralGoal, position: number): RestorePlan {
  const from = goal.point.position;
  return { position, from, replayed: Math.max(0, position - from), bytes: bytesOf(goal, ({ rawBytes }) => rawBytes) };
}

class SeveralRestoring {
  readonly #parts: SeveralParts;
  readonly #open: { close(): Promise<void> }[] = [];
  readonly #logs: SeveralLogs;
  #replayed = 0;

  constructor(parts: SeveralParts) {
    this.#parts = parts;
    this.#logs = new SeveralLogs(parts.options.from, parts.goal);
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
      await this.#fillTrail(identity);
      const cuts = await this.#logs.cuts(states, identity);
      if (goal.trail.length > 0) await forgetBeyond(identity, cuts.resolved);
      await this.#fillLogs(cuts);
      const { customers, events } = await target.openLogs();
      this.#open.push(customers, events);
      const warehouse = await this.#opened(target.openWarehouse());
      await this.#fillWarehouse(warehouse);
      if (goal.trail.length > 0) await this.#follow({ customers, events, identity }, cuts);
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

  /** What is told by the copy of the run behind: the trails of the stages, and what they had found and not produced by then. */
  async #fillTrail(identity: StateStore): Promise<void> {
    const { goal, options } = this.#parts;
    const known = goal.heads.events.map(({ position }) => position);
    await beginTrails(identity, known.length);
    await fillStates({
      from: options.from,
      files: goal.trail,
      tell: (done, total) => this.#progress('state', done, total),
      stateOf: () => identity,
      isWanted(table, key) {
        const own = ownRowOf(table, key);
        return own !== undefined && own.position > known[own.partition]!;
      },
    });
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
        const asIs = (record: LogRecord): LogRecord => (cuts.left.has(record.position) ? { ...record, value: NOTHING } : record);
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

  /** X5. */
  async #follow({ customers, events, identity }: Pick<Opened, 'customers' | 'events' | 'identity'>, cuts: Cuts): Promise<void> {
    const { goal } = this.#parts;
    const from = goal.heads.events.map(({ position }) => position);
    const stages = await Promise.all(from.map((_, partition) => IdentityStage.open({ partition, events, customers, state: identity })));
    const total = sum(cuts.resolved) - sum(from);
    let done = 0;
    const tell = (entries: number): void => {
      done += entries;
      this.#progress('replay', done, total);
    };
    await followTrails(identity, { from, limits: cuts.resolved, stages, tell });
    const { time = Number.POSITIVE_INFINITY } = goal;
    const found = new Map(cuts.resolved.map((position, partition) => [identityOrigin(partition), position]));
    await this.#appendBehind(customers, cuts, ({ record, entry }) => {
      const stamp = stampOf(entry);
      const isFound = stamp !== undefined && stamp[1] <= (found.get(stamp[0]) ?? 0);
      return isFound ? { at: Math.min(record.at, time), value: record.value } : undefined;
    });
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
      const { releases } = cuts;
      if (releases.length > 0) await target.putReleases(releases, { customers: ofCustomers, events: ofEvents });
      await rest.settle();
      await this.#appendBehind(customers, cuts, ({ record: { position, at, value }, entry }, partition) =>
        position <= cuts.taken[partition]! && isKept(entry) ? { at, value } : undefined,
      );
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

  /** What of the entries behind the cut is appended once more. */
  async #appendBehind(
    customers: Log,
    cuts: Cuts,
    again: (one: BackedUpEntry, partition: number) => AppendRequest | undefined,
  ): Promise<void> {
    for (const [partition, cut] of cuts.customers.entries()) {
      let waiting: AppendRequest[] = [];
      for await (const one of this.#logs.behind(partition, cut)) {
        const request = again(one, partition);
        if (request) waiting.push({ at: request.at, value: Buffer.from(request.value) });
        if (waiting.length < APPEND) continue;
        await customers.append(partition, waiting);
        waiting = [];
      }
      if (waiting.length > 0) await customers.append(partition, waiting);
    }
  }
}

const APPEND = 500;
const NOTHING = encodeEntry({ type: 'tick' });

/** The clock does not move (M4). */
function appendersTo(log: Log, heads: readonly { readonly at: number }[]): readonly Pick<Appending, 'entries'>[] {
  return heads.map(({ at }, partition) => ({
    async entries(entries) {
      const records = entries.map((entry) => ({ at, value: encodeEntry(entry) }));
      return (await log.append(partition, records)).map((one) => ({ ...one, partition }));
    },
  }));
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
