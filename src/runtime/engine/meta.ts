/** What the engine itself remembers, in the table `meta`: where it is in the log, the releases, models, and open runs. */
import { VolanoError } from '../../base/index.ts';
import {
  asMoved,
  Commons,
  compilePlan,
  type Effect,
  NO_MODELS,
  type Plan,
  type RecommendationModels,
  type RecommendationSlice,
  type Reroute,
  type Reroutes,
  type RolloutStanding,
  withEdges,
  withModels,
  withReroutes,
} from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import { commonsRows, StoredCommons } from './commons.ts';
import type { JourneyCounts } from './journey-counts.ts';
import { countsFrom, journeyRowKey, journeyRowName, storedCounts } from './journey-rows.ts';
import { metaKey } from './keys.ts';

/** Where the engine is. */
export interface Progress {
  /** Last entry applied. */
  position: number;
  /** `at` of that entry. */
  at: number;
  /** Last fact written. */
  seq: number;
  /** Running checksum of all event rows ever written, to compare a replay with. */
  eventHash: number;
  /** The same of all facts. */
  factHash: number;
  /** The last entry, perhaps a tick applied in several commits: its position, how many effects it has had, and how many wake-ups it ran. */
  partial: { position: number; ordinal: number; done: number } | null;
}

/** A paced pass over all customers, after a release or new score edges: those with an id up to `cursor` are done. */
export interface Run {
  readonly cursor: string;
  /**
   * Only the rules that the plan has renewed, for everybody or for those whom the table `past` lists; or those that read `scores`. Without it all rules for
   * everybody. `filled`: begun by an earlier version of the engine; for everybody now. `moved`: no
   * rules, only journeys, because a rollout has moved.
   */
  readonly scope?: 'renewed' | 'listed' | 'filled' | 'scored' | 'moved';
  /** Score traits whose edges have changed. */
  readonly scores?: readonly string[];
}

/** How a release took effect, and with which entry of the log it came to that. */
export interface ReleaseEffect {
  readonly how: Effect;
  readonly position: number;
  /** Ms. */
  readonly at: number;
  /** How far what it brings stage by stage has come, by id of the rollout; absent: nothing has been said of it. */
  readonly rollouts?: Readonly<Record<string, RolloutStanding>>;
}

/** How far the backfill of what is in preparation has come. */
export interface OpenBackfill {
  /** Number of the release with which the collecting began. */
  readonly since: number;
  /** Of that release's entry: events up to here are the past, those after it have been collected. */
  readonly position: number;
  /** Its `at`, ms. */
  readonly at: number;
  /** Last number of events and facts up to there. */
  readonly seq: number;
  /** Chunks taken in, and customers that they had a past of. */
  readonly chunks: number;
  readonly customers: number;
  /** Customers up to this id have been looked at. */
  readonly cursor: string;
  /** Whether the table `past` lists all of whom something has been collected: not where an earlier version of the engine began it. */
  readonly isListed?: boolean;
}

export interface Meta {
  progress: Progress;
  releases: Release[];
  /** How each release took effect, by number. A new map with each change. */
  effects: ReadonlyMap<number, ReleaseEffect>;
  backfill: OpenBackfill | undefined;
  edges: Map<string, readonly number[]>;
  /** Steps that are rerouted, or held. A new map with each change. */
  reroutes: Reroutes;
  /** Of recommendations. A new map with each change. */
  models: RecommendationModels;
  engineVersion: string;
  run: Run | undefined;
  /** Position up to which a migration has brought everything: what stands in the log up to there says nothing to this engine. */
  brought: number | undefined;
  counters: Map<string, number>;
  /** A new map with each batch. */
  journeys: Map<string, JourneyCounts>;
  /** What customers have in common. */
  commons: Commons;
}

const decoder = new TextDecoder();
const LATEST = Buffer.from([0xff]);

/** Of an engine that has had nothing. */
export function emptyMeta(): Meta {
  return {
    progress: { position: 0, at: 0, seq: 0, eventHash: 0, factHash: 0, partial: null },
    releases: [],
    effects: new Map(),
    backfill: undefined,
    edges: new Map(),
    reroutes: new Map(),
    models: NO_MODELS,
    engineVersion: '',
    run: undefined,
    brought: undefined,
    counters: new Map(),
    journeys: new Map(),
    commons: new Commons(),
  };
}

export async function readMeta(state: StateReader): Promise<Meta> {
  const rows = await state.range('meta', { start: metaKey('!'), end: LATEST, limit: 100_000 });
  const meta = emptyMeta();
  const models = new Map<string, RecommendationSlice[]>();
  const commons = new StoredCommons();
  let effects: Meta['effects'] | undefined;
  for (const [key, value] of rows) {
    const name = decoder.decode(key);
    const json: unknown = JSON.parse(decoder.decode(value));
    if (name === 'progress') meta.progress = json as Progress;
    else if (name.startsWith('release.')) meta.releases.push(json as Release);
    else if (name.startsWith('edges.')) meta.edges.set(name.slice('edges.'.length), json as number[]);
    else if (name === 'reroutes') meta.reroutes = new Map(json as [string, Reroute][]);
    else if (name.startsWith(MODEL)) addSlice(models, name, json as RecommendationSlice);
    else if (name === 'effects') effects = new Map(json as [number, ReleaseEffect][]);
    else if (name === 'backfill') meta.backfill = json as OpenBackfill;
    else if (name === 'engine') meta.engineVersion = json as string;
    else if (name === 'run') meta.run = json as Run;
    else if (name === 'brought') meta.brought = json as number;
    else if (commons.take(name, json)) continue;
    else if (journeyRowKey(name) !== undefined) meta.journeys.set(journeyRowKey(name)!, json as JourneyCounts);
    else if (name === 'counters') meta.counters = new Map(json as [string, number][]);
    else throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: `meta ${name}`, version: 0 });
  }
  meta.models = models;
  meta.commons = commons.whole();
  // Before there were backfills, every release took effect at once, whatever it lacked.
  meta.effects = effects ?? new Map(meta.releases.map(({ number }) => [number, { how: 'with_gaps', position: 0, at: 0 }]));
  return meta;
}

/** What is missing in the state that an engine has made which counted nothing of journeys: how it begins to. */
export async function countedMeta(stored: Meta, state: StateReader): Promise<Meta> {
  const isInside = [...stored.counters].some(([name, count]) => name.startsWith('journey.active:') && count > 0);
  return isInside && stored.journeys.size === 0 ? { ...stored, journeys: await countsFrom(state) } : stored;
}

/** The keys of a model's slices end with their numbers, so that they are read in order. */
const MODEL = 'recommend.';

function sliceName(recommendation: string, slice: number): string {
  return `${MODEL}${recommendation}.${String(slice).padStart(4, '0')}`;
}

function addSlice(models: Map<string, RecommendationSlice[]>, name: string, slice: RecommendationSlice): void {
  const id = name.slice(MODEL.length, name.lastIndexOf('.'));
  const slices = models.get(id) ?? [];
  models.set(id, slices);
  slices.push(slice);
}

/** The slices that differ. */
function* modelWrites(before: RecommendationModels, after: RecommendationModels): Generator<Write> {
  if (before === after) return;
  for (const [id, slices] of after) {
    const old = before.get(id) ?? [];
    if (old === slices) continue;
    for (const [number, slice] of slices.entries()) if (old[number] !== slice) yield writeMeta(sliceName(id, number), slice);
    for (let number = slices.length; number < old.length; number++) yield writeMeta(sliceName(id, number), undefined);
  }
}

/** What the engine follows, and what its open run is to evaluate. */
export function planOf({ releases, edges, effects, reroutes, models, run }: Meta): Plan {
  const plan = withModels(withReroutes(compilePlan(releases, edges, effects), reroutes), models);
  if (run?.scope === 'moved') return asMoved(plan);
  return run?.scores ? withEdges(plan, edges, run.scores) : plan;
}

function writeMeta(name: string, value: unknown): Write {
  return { table: 'meta', key: metaKey(name), value: value === undefined ? undefined : Buffer.from(JSON.stringify(value), 'utf8') };
}

/** Sorts releases by number. */
function releaseName(number: number): string {
  return `release.${String(number).padStart(8, '0')}`;
}

/** A copy that a batch may change. */
export function copyMeta(meta: Meta): Meta {
  const { progress } = meta;
  return {
    ...meta,
    progress: { ...progress, partial: progress.partial && { ...progress.partial } },
    releases: [...meta.releases],
    counters: new Map(meta.counters),
    journeys: new Map(meta.journeys),
    commons: meta.commons.copy(),
  };
}

/** What differs between the committed meta and the next one, as writes. */
export function metaWrites(before: Meta, after: Meta): Write[] {
  const writes = [writeMeta('progress', after.progress), writeMeta('counters', [...after.counters])];
  for (const release of after.releases.slice(before.releases.length)) writes.push(writeMeta(releaseName(release.number), release));
  for (const [trait, edges] of after.edges) if (before.edges.get(trait) !== edges) writes.push(writeMeta(`edges.${trait}`, edges));
  if (after.reroutes !== before.reroutes) writes.push(writeMeta('reroutes', [...after.reroutes]));
  writes.push(...modelWrites(before.models, after.models));
  if (after.effects !== before.effects) writes.push(writeMeta('effects', [...after.effects]));
  if (after.backfill !== before.backfill) writes.push(writeMeta('backfill', after.backfill));
  if (after.engineVersion !== before.engineVersion) writes.push(writeMeta('engine', after.engineVersion));
  for (const [name, value] of commonsRows(before.commons, after.commons)) writes.push(writeMeta(name, value));
  for (const [key, counts] of after.journeys)
    if (before.journeys.get(key) !== counts) writes.push(writeMeta(journeyRowName(key), storedCounts(counts)));
  if (after.run !== before.run) writes.push(writeMeta('run', after.run));
  if (after.brought !== before.brought) writes.push(writeMeta('brought', after.brought));
  return writes;
}
