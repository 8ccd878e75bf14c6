/** Simulations over the log in a data folder. It is only read, so a server may be running on it; the state of a simulation lies in memory, or in a temporary folder. */
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { VolanoError } from '../../base/index.ts';
import type { Project, Release } from '../../define/index.ts';
import type { Log } from '../../port/log/index.ts';
import { openLmdbLog } from '../../port/log/index.ts';
import { openLmdbState, openMemoryState, type StateStore } from '../../port/state/index.ts';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';
import { ENGINE_VERSION, Snapshots, type StoredState } from '../../runtime/rehearsal/index.ts';
import { readable, recordsOf } from './history.ts';
import { type SimulationOutcome, simulateHistory } from './simulation.ts';
import { type SimulationTally, Tally } from './tally.ts';

/** A release to be simulated: a project that is not released, one of the history's by its number, or the one in force at the history's end. */
export type Candidate = { readonly project: Project } | { readonly number: number } | 'current';

export interface FolderSimulation {
  readonly dataFolder: string;
  readonly candidate: Candidate;
  /** The first and last instant, ms, given the `at` of the history's last entry. */
  readonly since: (end: number) => number;
  readonly until?: (end: number) => number;
  readonly onProgress?: (done: number, total: number) => void;
  /** A state of at most so many bytes on disk is simulated in memory; default 1 GiB. */
  readonly memoryBytesMax?: number;
}

export interface SimulationReport extends Omit<SimulationOutcome, 'release'>, SimulationTally {
  readonly release: number;
}

const PARTITION = 0;
const MEMORY_BYTES_MAX = 1024 ** 3;

/**
 * Rejects with VOLANO_STORE_MISSING, VOLANO_SIMULATION_TOO_EARLY where the history does not reach back, VOLANO_RELEASE_UNKNOWN, and what a release of the project
 * is refused with.
 */
export async function simulateFolder(options: FolderSimulation): Promise<SimulationReport> {
  const { dataFolder, memoryBytesMax = MEMORY_BYTES_MAX } = options;
  const log = await openLmdbLog({ path: join(dataFolder, 'log'), readOnly: true });
  const folder = await mkdtemp(join(tmpdir(), 'volano-simulate-'));
  try {
    const bytes = await stat(join(dataFolder, 'state', 'data.mdb')).then(
      ({ size }) => size,
      () => 0,
    );
    const state = bytes <= memoryBytesMax ? await openMemoryState() : await openLmdbState({ path: join(folder, 'state'), scratch: true });
    try {
      return await simulated(options, { log, state, folder });
    } finally {
      await state.close();
    }
  } finally {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function simulated(
  { dataFolder, candidate, since: sinceOf, until: untilOf, onProgress }: FolderSimulation,
  { log, state, folder }: { readonly log: Log; readonly state: StateStore; readonly folder: string },
): Promise<SimulationReport> {
  const endAt = await lastAt(log);
  const [since, until] = [sinceOf(endAt), untilOf?.(endAt) ?? endAt];
  const snapshots = new Snapshots({ path: join(dataFolder, 'snapshots'), partition: PARTITION });
  const begin = await beginOf(log, { snapshots, since, path: dataFolder });
  if (begin) await snapshots.load(begin, state);
  const later = typeof candidate === 'object' && 'project' in candidate ? [] : await releasesOf(log);
  let tally: Tally | undefined;
  const outcome = await simulateHistory({
    log,
    state,
    since,
    until,
    learning: { openWarehouse: () => openChdbWarehouse({ path: join(folder, 'warehouse') }), bounds: join(folder, 'sink.json') },
    draft: (releases) => projectOf(candidate, [...releases, ...later]),
    onBegin: (release) => {
      tally = new Tally(release);
    },
    onFact: (fact) => tally?.add(fact),
    ...(onProgress && { onProgress }),
  });
  const { release, ...about } = outcome;
  return { release: release.number, ...about, ...(tally ?? new Tally(release)).result() };
}

function projectOf(candidate: Candidate, releases: readonly Release[]): Project {
  if (typeof candidate === 'object' && 'project' in candidate) return candidate.project;
  const latest = releases.reduce<Release | undefined>(
    (last, one) => (last === undefined || one.number > last.number ? one : last),
    undefined,
  );
  const release = candidate === 'current' ? latest : releases.find(({ number }) => number === candidate.number);
  if (release) return { definitions: release.definitions.map(({ definition }) => definition) };
  throw new VolanoError('VOLANO_RELEASE_UNKNOWN', { number: candidate === 'current' ? 1 : candidate.number, latest: latest?.number ?? 0 });
}

/** Where the log's beginning is gone: the newest snapshot before `since` that it leads on from. Undefined: from the beginning. */
async function beginOf(
  log: Log,
  { snapshots, since, path }: { readonly snapshots: Snapshots; readonly since: number; readonly path: string },
): Promise<StoredState | undefined> {
  const [first] = await log.read(PARTITION, 0, 1);
  if (!first || first.position === 1 || readable(first.value)?.type === 'engine') return undefined;
  const usable = (await snapshots.list()).findLast(
    ({ engine, position, at }) => engine === ENGINE_VERSION && at <= since && first.position <= position + 1,
  );
  if (usable) return usable;
  throw new VolanoError('VOLANO_SIMULATION_TOO_EARLY', {
    path,
    since: new Date(since).toISOString(),
    first: new Date(first.at).toISOString(),
  });
}

async function lastAt(log: Log): Promise<number> {
  const end = await log.end(PARTITION);
  for (let back = 1; back <= end; back *= 2) {
    const records = await log.read(PARTITION, Math.max(0, end - back), back);
    const last = records.at(-1);
    if (last) return last.at;
  }
  return 0;
}

async function releasesOf(log: Log): Promise<readonly Release[]> {
  const releases: Release[] = [];
  for await (const { value } of recordsOf(log, 0)) {
    if (!IS_RELEASE.equals(Buffer.from(value.buffer, value.byteOffset, Math.min(value.byteLength, IS_RELEASE.length)))) continue;
    const entry = readable(value);
    if (entry?.type === 'release') releases.push(entry.release);
  }
  return releases;
}

const IS_RELEASE = Buffer.from('{"type":"release"');
