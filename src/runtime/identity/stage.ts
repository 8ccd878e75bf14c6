/**
 * The identity stage of one partition of `events`: it finds out whose each entry is, commits that, and only then appends to `customers`.
 *
 * Y1. What was found is committed before any of it is produced, with the position; it is never found anew.
 * Y2. A block stays until everything in it is in `customers`; until then it is produced again after a restart, with the same stamps.
 * Y3. Blocks are produced whole, one after the other: towards each partition of `customers` stamps rise.
 * Y4. A commit rests on rows that are as they were read, its own position among them: of two workers that take themselves for the owner of a partition
 *     one commits a position, and the other starts again on what is stored.
 * Y5. A message counts once within 48 hours: the same message has the same key, so it comes to the same partition of `events`.
 * Y6. What a commit has changed of what all stages share is a row of that commit as well (trail.ts). Who follows it finds nothing and produces nothing.
 */
import { VolanoError } from '../../base/index.ts';
import { compileIdentityRules, decodeEntry, type Entry, type IdentityRules } from '../../core/index.ts';
import type { NamespaceDefinition, Release, WorkspaceDefinition } from '../../define/index.ts';
import type { Log, LogRecord } from '../../port/log/index.ts';
import type { StateStore, Write } from '../../port/state/index.ts';
import { DedupeBatch, dedupeHorizon, expiredIds, type Positioned, RecentIds, type UnreadableEntry } from '../engine/index.ts';
import { decodeBlock, encodeBlock, type Outcome } from './block.ts';
import { OWN_ROWS, ownRowKey, ownRowsFrom } from './own-rows.ts';
import { OwnSpace } from './own-space.ts';
import { produce } from './producing.ts';
import { changedUpTo, NOWHERE, PROGRESS, type Progress, readProgress, stageStandings } from './progress.ts';
import { type Resolved, resolveBatch } from './resolving.ts';
import { type Footprint, KEPT_MS, trailBefore, trailRow } from './trail.ts';

export interface IdentityStageOptions {
  /** Of `events`. */
  readonly partition: number;
  readonly events: Log;
  readonly customers: Log;
  /** The key space that all stages share. */
  readonly state: StateStore;
  /** Most entries of a batch. */
  readonly batchMax?: number;
  /** Message ids that gather in memory before they are moved to rows of their own. */
  readonly recentMax?: number;
  /** Ms, any origin; default: the steady clock. */
  readonly clock?: () => number;
  /** Called at named points, for crash tests. */
  readonly failpoint?: (name: string) => void;
}

/** What of a release decides about identity. */
type Rules = Pick<WorkspaceDefinition, 'fanIn'> & {
  /** Of the release. */
  readonly number: number;
  readonly namespaces: readonly NamespaceDefinition[];
};

type Trailing = Progress & Required<Pick<Progress, 'trail'>>;

interface Block {
  readonly key: Buffer;
  readonly outcomes: readonly Outcome[];
  /** Its entries of `events` by position, as long as they are in memory. */
  readonly records?: ReadonlyMap<number, LogRecord>;
}

const BATCH_MAX = 500;
const RECENT_MAX = 250_000;
const BLOCKS_MAX = 10_000;
/** Rows of the trail. */
const SWEEP_EVERY = 100;
/** How much a row of the trail covers that changes nothing. */
const TRAIL_ENTRIES = 2_000;
const TRAIL_MS = 1_000;
const RULES = Buffer.from('rules', 'latin1');

/** Finds out whose the entries of one partition of `events` are, and says so to the partitions of `customers`. */
export class IdentityStage {
  readonly #options: Required<IdentityStageOptions>;
  readonly #own: OwnSpace;
  readonly #poison = new Map<number, string>();
  #progress: Trailing = trailing(NOWHERE);
  /** As it is stored; undefined: not at all. */
  #stored: Uint8Array | undefined;
  #rules: IdentityRules = compileIdentityRules([]);
  #release = 0;
  #recent!: RecentIds;
  /** Not known to have been produced, in order. */
  #blocks: Block[] = [];
  /** Keys of blocks that have been: they go with the next commit. */
  #produced: Buffer[] = [];
  #horizon = 0;
  /** When the last row of the trail was left, by the clock. */
  #trailAt = Number.NEGATIVE_INFINITY;
  #rows = 0;
  #failed = false;
  /** Those of the batch at hand. */
  #records = new Map<number, LogRecord>();

  /** Opens at the position that has been reached. */
  static async open(options: IdentityStageOptions): Promise<IdentityStage> {
    const stage = new IdentityStage({
      batchMax: BATCH_MAX,
      recentMax: RECENT_MAX,
      clock: () => performance.now(),
      failpoint: () => {},
      ...options,
    });
    await stage.#start();
    return stage;
  }

  private constructor(options: Required<IdentityStageOptions>) {
    this.#options = options;
    this.#own = new OwnSpace(options.state, options.partition);
  }

  /** Last entry of `events` that is resolved and committed. */
  get position(): number {
    return this.#progress.position;
  }

  /** Resolves, commits and produces the next entries. Resolves to how many when they are in `customers`; 0 when there are none. */
  async runBatch(): Promise<number> {
    if (this.#failed) await this.#start();
    try {
      await this.#produce();
      const entries = await this.#read();
      if (entries.length === 0) return 0;
      if (!(await this.#resolve(entries))) return this.runBatch();
      await this.#produce();
      return entries.length;
    } catch (error) {
      this.#failed = true;
      throw error;
    }
  }

  /** Called when there is nothing to read, now and again: says that all is in `customers`, and that nothing has been changed since it last was. */
  async rest(): Promise<void> {
    const { position, at, produced, trail } = this.#progress;
    if (this.#failed || this.#blocks.length > 0) return;
    const isTrailOpen = trail.upTo < position && this.#isTrailDue();
    if (produced === position && !isTrailOpen) return;
    const left = isTrailOpen ? await this.#leaveTrail({ upTo: position, at, seen: await this.#seen(), writes: [] }) : { writes: [], trail };
    const progress = { ...this.#progress, produced: position, trail: left.trail };
    const gone = this.#produced.map((key): Write => ({ table: OWN_ROWS, key, value: undefined }));
    if (!(await this.#store(progress, { own: [...gone, ...left.writes], writes: [], expected: [] }))) this.#failed = true;
    else this.#produced = [];
  }

  /** On what is stored, with nothing in memory. */
  async #start(): Promise<void> {
    const own = this.#own;
    const [progress, rules] = await own.getMany('meta', [PROGRESS, RULES]);
    this.#stored = progress;
    this.#progress = trailing(readProgress(progress));
    this.#useRules(rules && (JSON.parse(textOf(rules)) as Rules));
    this.#recent = await RecentIds.read(own, { generationMax: this.#options.recentMax, now: this.#progress.at });
    const blocks = await own.range(OWN_ROWS, { ...ownRowsFrom('block', 0), limit: BLOCKS_MAX });
    this.#blocks = blocks.map(([key, value]) => ({ key: Buffer.from(key), outcomes: decodeBlock(value) }));
    this.#produced = [];
    this.#horizon = 0;
    this.#failed = false;
  }

  /** The next entries: up to a release, which ends the batch, since what follows is resolved by its rules; and a parting alone. */
  async #read(): Promise<readonly Positioned[]> {
    const { events, partition, batchMax } = this.#options;
    const entries: Positioned[] = [];
    this.#records = new Map();
    for (const record of await events.read(partition, this.position, batchMax)) {
      const { position, at, value } = record;
      const entry = readEntry(value);
      const isParting = entry.type === 'unmerge' || entry.type === 'unbind';
      if (isParting && entries.length > 0) break;
      entries.push({ position, at, entry });
      this.#records.set(position, record);
      if (isParting || entry.type === 'release') break;
    }
    return entries;
  }

  /** Until a commit has gone through. False: somebody else has taken over in the meantime, and this stage has started again. */
  async #resolve(entries: readonly Positioned[]): Promise<boolean> {
    const { partition, state, events, customers } = this.#options;
    const last = entries.at(-1)!;
    const repeats = await this.#dedupe(entries);
    for (;;) {
      const isNew = (position: number): boolean => !repeats.positions.has(position);
      const world = { partition, rules: this.#rules, state, events, customers, isNew, poison: this.#poison };
      const resolved = await resolveBatch(entries, world);
      if (await this.#commit(last, { resolved, ids: repeats.writes })) break;
      const [progress] = await this.#own.getMany('meta', [PROGRESS]);
      if (isSame(progress, this.#stored)) continue;
      await this.#start();
      return false;
    }
    this.#recent.stored(last.position);
    if (last.entry.type === 'release' && this.#isNewRelease(last.entry)) this.#useRules(rulesOf(last.entry.release));
    return true;
  }

  /** Takes the next entries as found, up to where the last of these reaches, and what it has changed. */
  async follow(footprints: readonly Pick<Footprint, 'upTo' | 'writes'>[]): Promise<void> {
    const { upTo } = footprints.at(-1)!;
    const entries = await this.#entriesUpTo(upTo);
    const { at } = entries.at(-1)!;
    const { writes: ids } = await this.#dedupe(entries);
    const release = entries.findLast(({ entry }) => this.#isNewRelease(entry))?.entry;
    const rules = release?.type === 'release' ? rulesOf(release.release) : undefined;
    const own: Write[] = rules ? [...ids, { table: 'meta', key: RULES, value: jsonOf(rules) }] : ids;
    const writes = footprints.flatMap((one) => one.writes);
    const progress = { ...this.#progress, position: upTo, at, trail: { ...this.#progress.trail, upTo } };
    if (!(await this.#store(progress, { own, writes, expected: [] })))
      throw new Error(`Somebody else goes on with partition ${this.#options.partition} of events`);
    this.#recent.stored(upTo);
    if (rules) this.#useRules(rules);
  }

  async #entriesUpTo(upTo: number): Promise<readonly Positioned[]> {
    const { events, partition } = this.#options;
    const entries: Positioned[] = [];
    for (let after = this.position; after < upTo; after = entries.at(-1)!.position) {
      const records = await events.read(partition, after, upTo - after);
      for (const { position, at, value } of records) if (position <= upTo) entries.push({ position, at, entry: readEntry(value) });
      if (records.length === 0 || records[0]!.position > upTo)
        throw new Error(`The log of events has no entry ${upTo} in partition ${partition}`);
    }
    return entries;
  }

  /** One that comes again, behind a later one, says nothing new. */
  #isNewRelease(entry: Positioned['entry']): boolean {
    return entry.type === 'release' && entry.release.number > this.#release;
  }

  /** Events that have come before, and what is to be remembered of those that have not. Whatever comes of a commit, this stays. */
  async #dedupe(entries: readonly Positioned[]): Promise<{ readonly positions: ReadonlySet<number>; readonly writes: Write[] }> {
    const ids = entries.flatMap(({ entry }) => (entry.type === 'event' ? [entry.messageId] : []));
    const { position, at: now } = entries.at(-1)!;
    const dedupe = await DedupeBatch.load(ids, this.#recent, { stored: this.#own, at: entries[0]!.at });
    const positions = new Set<number>();
    let nth = 0;
    for (const one of entries) if (one.entry.type === 'event' && !dedupe.admit(nth++, one.at)) positions.add(one.position);
    const forgotten = dedupeHorizon(now) > this.#horizon ? await expiredIds(this.#own, now, this.#recent) : [];
    if (forgotten.length === 0) this.#horizon = Math.max(this.#horizon, dedupeHorizon(now));
    // What is forgotten stands first: an id that has just come again must stay.
    return { positions, writes: [...forgotten, ...dedupe.writes({ position, now })] };
  }

  /** False: a row has changed since it was read. */
  async #commit(
    { position, at, entry }: Positioned,
    { resolved, ids }: { readonly resolved: Resolved; readonly ids: readonly Write[] },
  ): Promise<boolean> {
    const { failpoint } = this.#options;
    const { position: before, produced, trail } = this.#progress;
    const isTold = resolved.writes.length > 0 || position - trail.upTo >= TRAIL_ENTRIES || this.#isTrailDue();
    const left = isTold ? await this.#leaveTrail({ upTo: position, at, ...resolved }) : { writes: [], trail };
    const progress = { position, at, produced: this.#blocks.length === 0 ? before : produced, trail: left.trail };
    const block: Block = { key: ownRowKey('block', position), outcomes: resolved.outcomes, records: this.#records };
    const own: Write[] = [...ids, ...left.writes];
    if (block.outcomes.length > 0) own.push({ table: OWN_ROWS, key: block.key, value: encodeBlock(block.outcomes) });
    if (entry.type === 'release' && this.#isNewRelease(entry))
      own.push({ table: 'meta', key: RULES, value: jsonOf(rulesOf(entry.release)) });
    for (const key of this.#produced) own.push({ table: OWN_ROWS, key, value: undefined });
    failpoint('identity.before_commit');
    if (!(await this.#store(progress, { own, ...resolved }))) return false;
    failpoint('identity.after_commit');
    this.#produced = [];
    if (block.outcomes.length > 0) this.#blocks.push(block);
    return true;
  }

  async #seen(): Promise<readonly number[]> {
    const { state, events } = this.#options;
    return (await stageStandings(state, events.partitions)).map(changedUpTo);
  }

  #isTrailDue(): boolean {
    return this.#options.clock() - this.#trailAt >= TRAIL_MS;
  }

  /** A row (T1); and what goes, looked for once in a while (T3). */
  async #leaveTrail(footprint: Omit<Footprint, 'after'>): Promise<{ readonly writes: readonly Write[] } & Pick<Trailing, 'trail'>> {
    const { upTo, at } = footprint;
    const { trail } = this.#progress;
    this.#trailAt = this.#options.clock();
    const row = trailRow({ ...footprint, after: trail.upTo });
    if (this.#rows++ % SWEEP_EVERY > 0) return { writes: [row], trail: { ...trail, upTo } };
    const { keys, upTo: gone } = await trailBefore(this.#own, at - KEPT_MS);
    const removed = keys.map((key): Write => ({ table: OWN_ROWS, key, value: undefined }));
    return { writes: [...removed, row], trail: { since: Math.max(trail.since, gone), upTo } };
  }

  /** False: a row has changed since it was read. */
  async #store(
    progress: Trailing,
    { own, writes, expected }: Pick<Resolved, 'writes' | 'expected'> & { readonly own: readonly Write[] },
  ): Promise<boolean> {
    const { state, failpoint } = this.#options;
    const value = jsonOf(progress);
    try {
      const { durable } = state.commit(
        [...writes, ...this.#own.writes([{ table: 'meta', key: PROGRESS, value }, ...own])],
        [...expected, { table: 'meta', key: this.#own.key(PROGRESS), value: this.#stored }],
      );
      failpoint('identity.inside_commit');
      await durable;
    } catch (error) {
      if (error instanceof VolanoError && error.code === 'VOLANO_STATE_CONFLICT') return false;
      throw error;
    }
    this.#progress = progress;
    this.#stored = value;
    return true;
  }

  /** Everything that waits for it. */
  async #produce(): Promise<void> {
    for (let block = this.#blocks[0]; block; block = this.#blocks[0]) {
      await produce(block, this.#options);
      this.#options.failpoint('identity.after_produce');
      this.#blocks.shift();
      this.#produced.push(block.key);
    }
  }

  #useRules(rules: Rules | undefined): void {
    this.#rules = compileIdentityRules(rules?.namespaces ?? [], rules?.fanIn);
    this.#release = rules?.number ?? 0;
  }
}

/** The rows in the table `meta`, of the stage's own, where everything up to an entry has been resolved before there were stages. */
export function progressRows({ position, at }: Pick<Progress, 'position' | 'at'>, release: Release | undefined): Write[] {
  const progress: Progress = { position, at, produced: position };
  const rows: Write[] = [{ table: 'meta', key: PROGRESS, value: jsonOf(progress) }];
  if (release) rows.push({ table: 'meta', key: RULES, value: jsonOf(rulesOf(release)) });
  return rows;
}

/** Where a version has written that left no trail, it begins here. */
function trailing(progress: Progress): Trailing {
  return { trail: { since: progress.position, upTo: progress.position }, ...progress };
}

function rulesOf({ number, definitions }: Release): Rules {
  const all = definitions.map(({ definition }) => definition);
  const namespaces = all.filter((definition) => definition.kind === 'namespace');
  const workspace = all.find((definition) => definition.kind === 'workspace');
  return { number, namespaces, ...(workspace?.fanIn && { fanIn: workspace.fanIn }) };
}

function isSame(one: Uint8Array | undefined, other: Uint8Array | undefined): boolean {
  return one === undefined || other === undefined ? one === other : Buffer.compare(one, other) === 0;
}

function readEntry(bytes: Uint8Array): Entry | UnreadableEntry {
  try {
    return decodeEntry(bytes);
  } catch (error) {
    if (error instanceof VolanoError) return { type: 'unreadable', problem: error.message };
    throw error;
  }
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
