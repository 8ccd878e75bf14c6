/**
 * The identity stage of one partition of `events`: it finds out whose each entry is, commits that, and only then appends to `customers`.
 *
 * Y1. What was found is committed before any of it is produced, with the position; it is never found anew.
 * Y2. A block stays until everything in it is in `customers`; until then it is produced again after a restart, with the same stamps.
 * Y3. Blocks are produced whole, one after the other: towards each partition of `customers` stamps rise.
 * Y4. A commit rests on rows that are as they were read, its own position among them: of two workers that take themselves for the owner of a partition
 *     one commits a position, and the other starts again on what is stored.
 * Y5. A message counts once within 48 hours: the same message has the same key, so it comes to the same partition of `events`.
 */
import { VolanoError } from '../../base/index.ts';
import { compileIdentityRules, decodeEntry, type Entry, type IdentityRules } from '../../core/index.ts';
import type { NamespaceDefinition, Release, WorkspaceDefinition } from '../../define/index.ts';
import type { Log, LogRecord } from '../../port/log/index.ts';
import type { StateReader, StateStore, Write } from '../../port/state/index.ts';
import { DedupeBatch, dedupeHorizon, expiredIds, type Positioned, RecentIds, type UnreadableEntry } from '../engine/index.ts';
import { decodeBlock, encodeBlock, type Outcome } from './block.ts';
import { OwnSpace } from './own-space.ts';
import { produce } from './producing.ts';
import { type Resolved, resolveBatch } from './resolving.ts';

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
  /** Called at named points, for crash tests. */
  readonly failpoint?: (name: string) => void;
}

interface Progress {
  /** Last entry resolved. */
  readonly position: number;
  /** `at` of that entry, ms. */
  readonly at: number;
  /** Everything up to there is known to be in `customers`. */
  readonly produced: number;
}

/** What of a release decides about identity. */
type Rules = Pick<WorkspaceDefinition, 'fanIn'> & {
  /** Of the release. */
  readonly number: number;
  readonly namespaces: readonly NamespaceDefinition[];
};

interface Block {
  readonly key: Buffer;
  readonly outcomes: readonly Outcome[];
  /** Its entries of `events` by position, as long as they are in memory. */
  readonly records?: ReadonlyMap<number, LogRecord>;
}

const BATCH_MAX = 500;
const RECENT_MAX = 250_000;
const BLOCKS_MAX = 10_000;
const PROGRESS = Buffer.from('progress', 'latin1');
const RULES = Buffer.from('rules', 'latin1');
const NOWHERE: Progress = { position: 0, at: 0, produced: 0 };

/** Finds out whose the entries of one partition of `events` are, and says so to the partitions of `customers`. */
export class IdentityStage {
  readonly #options: Required<IdentityStageOptions>;
  readonly #own: OwnSpace;
  readonly #poison = new Map<number, string>();
  #progress: Progress = NOWHERE;
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
  #failed = false;
  /** Those of the batch at hand. */
  #records = new Map<number, LogRecord>();

  /** Opens at the position that has been reached. */
  static async open(options: IdentityStageOptions): Promise<IdentityStage> {
    const stage = new IdentityStage({ batchMax: BATCH_MAX, recentMax: RECENT_MAX, failpoint: () => {}, ...options });
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

  /** Called when there is nothing to read: says that all is in `customers`. */
  async rest(): Promise<void> {
    const { position, produced } = this.#progress;
    if (this.#failed || this.#blocks.length > 0 || produced === position) return;
    const progress: Progress = { ...this.#progress, produced: position };
    const gone = this.#produced.map((key): Write => ({ table: 'hop', key, value: undefined }));
    if (!(await this.#store(progress, { own: gone, writes: [], expected: [] }))) this.#failed = true;
    else this.#produced = [];
  }

  /** On what is stored, with nothing in memory. */
  async #start(): Promise<void> {
    const own = this.#own;
    const [progress, rules] = await own.getMany('meta', [PROGRESS, RULES]);
    this.#stored = progress;
    this.#progress = readProgress(progress);
    this.#useRules(rules && (JSON.parse(textOf(rules)) as Rules));
    this.#recent = await RecentIds.read(own, { generationMax: this.#options.recentMax, now: this.#progress.at });
    const blocks = await own.range('hop', { start: blockKey(0), end: blockKey(2 ** 48 - 1), limit: BLOCKS_MAX });
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
    if (last.entry.type === 'release' && last.entry.release.number > this.#release) this.#useRules(rulesOf(last.entry.release));
    return true;
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
    const progress: Progress = { position, at, produced: this.#blocks.length === 0 ? this.#progress.position : this.#progress.produced };
    const block: Block = { key: blockKey(position), outcomes: resolved.outcomes, records: this.#records };
    const own: Write[] = [...ids];
    if (block.outcomes.length > 0) own.push({ table: 'hop', key: block.key, value: encodeBlock(block.outcomes) });
    // One that comes again, behind a later one, says nothing new.
    if (entry.type === 'release' && entry.release.number > this.#release)
      own.push({ table: 'meta', key: RULES, value: jsonOf(rulesOf(entry.release)) });
    for (const key of this.#produced) own.push({ table: 'hop', key, value: undefined });
    failpoint('identity.before_commit');
    if (!(await this.#store(progress, { own, ...resolved }))) return false;
    failpoint('identity.after_commit');
    this.#produced = [];
    if (block.outcomes.length > 0) this.#blocks.push(block);
    return true;
  }

  /** False: a row has changed since it was read. */
  async #store(
    progress: Progress,
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

/** How far the stage of a partition is. */
export type StageStanding = Readonly<Progress>;

/** As the key space that they share has it, by partition of `events`. */
export async function stageStandings(state: StateReader, partitions: number): Promise<readonly StageStanding[]> {
  const keys = Array.from({ length: partitions }, (_, partition) => new OwnSpace(state, partition).key(PROGRESS));
  return (await state.getMany('meta', keys)).map(readProgress);
}

/** The rows in the table `meta`, of the stage's own, where everything up to an entry has been resolved before there were stages. */
export function progressRows({ position, at }: Pick<Progress, 'position' | 'at'>, release: Release | undefined): Write[] {
  const progress: Progress = { position, at, produced: position };
  const rows: Write[] = [{ table: 'meta', key: PROGRESS, value: jsonOf(progress) }];
  if (release) rows.push({ table: 'meta', key: RULES, value: jsonOf(rulesOf(release)) });
  return rows;
}

function readProgress(row: Uint8Array | undefined): Progress {
  return row ? { ...NOWHERE, ...(JSON.parse(textOf(row)) as Progress) } : NOWHERE;
}

function rulesOf({ number, definitions }: Release): Rules {
  const all = definitions.map(({ definition }) => definition);
  const namespaces = all.filter((definition) => definition.kind === 'namespace');
  const workspace = all.find((definition) => definition.kind === 'workspace');
  return { number, namespaces, ...(workspace?.fanIn && { fanIn: workspace.fanIn }) };
}

function blockKey(position: number): Buffer {
  const key = Buffer.alloc(7, 'b', 'latin1');
  key.writeUIntBE(position, 1, 6);
  return key;
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
