/**
 * Proves on a data folder that its state is what the log says, a server may be running on it: the state is copied as one snapshot, then
 * the log is replayed up to the position of the copy, once for each batch size and with nothing kept in memory between batches.
 *
 * The replay begins at the log's beginning. Where that is gone, or was applied by another version of the engine, it begins from the newest snapshot of this
 * version that the log leads on from, and the outcome says so.
 */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { VolanoError } from '../../base/index.ts';
import { compilePlan } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import { copyLmdbState, copyState, openLmdbState, openMemoryState, openPostgresSnapshot, type StateStore } from '../../port/state/index.ts';
import { ENGINE_VERSION, type Meta, readMeta } from '../engine/index.ts';
import { type KafkaPlace, openLog, type PostgresPlace } from '../places/index.ts';
import { lostBefore, type SnapshotStore, Snapshots, type StoredState, sharedSnapshots } from '../snapshots/index.ts';
import { compareStates } from './compare.ts';
import type { Difference } from './difference.ts';
import { replay } from './replay.ts';

export interface VerifyOptions {
  /** Of a server that runs, has stopped or was killed. */
  readonly dataFolder: string;
  /** Of an installation on many machines: where its log and its state lie. */
  readonly cluster?: { readonly log: KafkaPlace; readonly state: PostgresPlace };
  /** Sizes of batches, one replay each; default 1 and 10,000. */
  readonly batches?: readonly number[];
  /** A state of at most so many bytes on disk is replayed in memory, a larger one in a temporary folder; default 1 GiB. */
  readonly memoryBytesMax?: number;
  /** How often the state is copied until a copy falls between two entries; default 20, half a second apart. */
  readonly copiesMax?: number;
  readonly onProgress?: (progress: VerifyProgress) => void;
}

export interface VerifyProgress {
  readonly batch: number;
  /** Applied so far, of so many. */
  readonly entries: number;
  readonly total: number;
}

export interface VerifyOutcome {
  readonly equal: boolean;
  /** Position of the snapshot that the replay began from, of several partitions in the last of those that did; absent: at the beginning of the log. */
  readonly from?: number;
  /** Of one replay. */
  readonly entries: number;
  /** Compared with each replay. */
  readonly keys: number;
  readonly batches: readonly number[];
  /** The first one found, with the size of batches that led to it. */
  readonly difference?: Difference & { readonly batch: number; readonly partition: number };
}

/** In the data folder. */
const SNAPSHOTS = 'snapshots';
const BATCHES: readonly number[] = [1, 10_000];
const MEMORY_BYTES_MAX = 1024 ** 3;
const COPIES_MAX = 20;

/**
 * Replays and compares; `compareStates` says what. Rejects with VOLANO_STORE_MISSING, VOLANO_VERIFY_LOG_TRIMMED, VOLANO_VERIFY_UNFINISHED
 * and VOLANO_VERIFY_VERSION.
 */
export async function verify(options: VerifyOptions): Promise<VerifyOutcome> {
  const { dataFolder, cluster, batches = BATCHES, copiesMax = COPIES_MAX } = options;
  const folder = await mkdtemp(join(tmpdir(), 'volano-verify-'));
  const log = await openLog(cluster?.log ?? { carrier: 'lmdb', path: join(dataFolder, 'log') }, { readOnly: true });
  try {
    const path = join(dataFolder, 'state');
    let all: VerifyOutcome | undefined;
    for (let partition = 0; partition < log.partitions && all?.equal !== false; partition++) {
      const copy = (to: string): Promise<void> => (cluster ? copyPostgresState(cluster.state, { partition, to }) : copyLmdbState(path, to));
      const copies = await mkdtemp(join(folder, 'partition-'));
      const snapshot = await copiedBetweenEntries(copy, { path, folder: copies, copiesMax });
      try {
        const outcome = await replayFrom({ ...options, batches, log, partition, snapshot, folder: copies });
        all = all ? together(all, outcome) : outcome;
      } finally {
        await snapshot.state.close();
      }
    }
    return all!;
  } finally {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Of partitions that have been verified, one after the other. What one has taken as given from a snapshot, all of them have. */
export function together(before: VerifyOutcome, outcome: VerifyOutcome): VerifyOutcome {
  return { ...before, ...outcome, entries: before.entries + outcome.entries, keys: before.keys + outcome.keys };
}

interface Snapshot {
  readonly state: StateStore;
  readonly meta: Meta;
  /** On disk. */
  readonly bytes: number;
}

const COPY_AGAIN_MS = 500;

/** A copy between two entries: a tick that wakes very many customers takes several commits. */
async function copiedBetweenEntries(
  copy: (to: string) => Promise<void>,
  { path, folder, copiesMax }: { readonly path: string; readonly folder: string; readonly copiesMax: number },
): Promise<Snapshot> {
  for (let copies = 1; ; copies++) {
    const to = join(folder, 'live');
    await copy(to);
    const state = await openLmdbState({ path: to, readOnly: true });
    const meta = await readMeta(state);
    const { position, partial } = meta.progress;
    if (!partial || partial.position <= position) return { state, meta, bytes: (await stat(join(to, 'data.mdb'))).size };
    await state.close();
    await rm(to, { recursive: true });
    if (copies === copiesMax) throw new VolanoError('VOLANO_VERIFY_UNFINISHED', { path, position: partial.position });
    await sleep(COPY_AGAIN_MS);
  }
}

/** The state of a cluster's partition, as its last commit left it, into an empty directory. */
async function copyPostgresState(
  { carrier: _, ...place }: PostgresPlace,
  { partition, to }: { readonly partition: number; readonly to: string },
): Promise<void> {
  const snapshot = await openPostgresSnapshot({ ...place, partition });
  try {
    const copied = await openLmdbState({ path: to, scratch: true });
    await copyState(snapshot, copied);
    await copied.close();
  } finally {
    await snapshot.close();
  }
}

/** From the beginning, or from a snapshot where that cannot be. */
async function replayFrom(replays: Omit<Replays, 'from'>): Promise<VerifyOutcome> {
  const { log, partition, snapshot, dataFolder, cluster } = replays;
  const snapshots = cluster ? sharedSnapshots(cluster.state, partition) : new Snapshots({ path: join(dataFolder, SNAPSHOTS), partition });
  try {
    await assertWhole({ log, partition }, snapshot.meta, dataFolder);
    return await replayAll({ ...replays, from: undefined });
  } catch (error) {
    const usable = isWayOut(error)
      ? await usableOf(await snapshots.list(), { log, partition, until: snapshot.meta.progress.position })
      : undefined;
    if (!usable) throw error;
    return replayAll({ ...replays, from: { stored: usable, snapshots } });
  }
}

function isWayOut(error: unknown): boolean {
  return error instanceof VolanoError && (error.code === 'VOLANO_VERIFY_LOG_TRIMMED' || error.code === 'VOLANO_VERIFY_VERSION');
}

/** The newest snapshot of this engine, at a position that the live state has reached, which the log leads on from. */
async function usableOf(
  snapshots: readonly StoredState[],
  { log, partition, until }: LogPartition & { readonly until: number },
): Promise<StoredState | undefined> {
  const [first] = await log.read(partition, 0, 1);
  return snapshots.findLast(
    ({ engine, position, reaches }) => engine === ENGINE_VERSION && reaches <= until && (!first || first.position <= position + 1),
  );
}

async function assertWhole(log: LogPartition, meta: Meta, dataFolder: string): Promise<void> {
  const position = await lostBefore(log, meta);
  if (position !== undefined) throw new VolanoError('VOLANO_VERIFY_LOG_TRIMMED', { path: join(dataFolder, 'log'), position });
}

interface LogPartition {
  readonly log: Log;
  readonly partition: number;
}

interface Begin {
  readonly stored: StoredState;
  readonly snapshots: SnapshotStore;
}

interface Replays extends VerifyOptions, LogPartition {
  readonly from: Begin | undefined;
  readonly batches: readonly number[];
  readonly snapshot: Snapshot;
  readonly folder: string;
}

async function replayAll({
  from,
  log,
  partition,
  snapshot,
  batches,
  folder,
  onProgress,
  memoryBytesMax = MEMORY_BYTES_MAX,
}: Replays): Promise<VerifyOutcome> {
  const { state: live, meta, bytes } = snapshot;
  const plan = compilePlan(meta.releases, meta.edges, meta.effects);
  const { position: until, at: now } = meta.progress;
  let [entries, keys] = [0, 0];
  const begun = from && { from: from.stored.position };
  const total = until - (from?.stored.position ?? 0);
  // Where there are several partitions stages before them have found out whose each entry is.
  const identity = log.partitions > 1 && ({ identity: 'resolved' } as const);
  for (const batch of batches) {
    const path = join(folder, `replayed-${batch}`);
    const replayed = bytes <= memoryBytesMax ? await openMemoryState() : await openLmdbState({ path, scratch: true });
    if (from) await from.snapshots.load(from.stored, replayed);
    const notice = onProgress && ((done: number) => onProgress({ batch, entries: done, total }));
    entries = await replay({ log, partition, ...identity, state: replayed, until, batch, ...(notice && { onProgress: notice }) });
    const { keys: compared, difference } = await compareStates({ live, replayed, plan, now });
    keys = compared;
    await replayed.close();
    await rm(path, { recursive: true, force: true });
    if (difference) return { equal: false, ...begun, entries, keys, batches, difference: { ...difference, batch, partition } };
  }
  return { equal: true, ...begun, entries, keys, batches };
}
