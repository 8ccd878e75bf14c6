/** What each kind of entry does to a batch. */
import {
  type BackfillChunkEntry,
  type BackfillEntry,
  type BindEntry,
  type CodesEntry,
  type ControlEntry,
  compilePlan,
  type Effect,
  type EventEntry,
  type Fact,
  isLow,
  lowFact,
  type ModelEntry,
  type PassedPastsEntry,
  type Plan,
  type PlanReached,
  type RerouteEntry,
  rerouted,
  type UnbindEntry,
  type UnmergeEntry,
  withEdges,
  withModels,
  withReroutes,
  withSlice,
} from '../../core/index.ts';
import type { Release } from '../../define/index.ts';
import { ApplyingRouted } from './applying-routed.ts';
import type { Batch, Positioned } from './batch.ts';
import { counterName } from './counters.ts';
import { alert, draft, duplicate, failure, NOBODY, reroute, stocked, UNKNOWN_CUSTOMER } from './entry-facts.ts';
import type { LoadedBatch } from './load.ts';
import type { Meta, OpenBackfill, Run } from './meta.ts';
import type { SortedPasts } from './pasts.ts';
import { applyRollout, rolloutsBegun } from './rollouts.ts';

export interface ApplyingWorld {
  readonly batch: Batch;
  /** Changed in place: becomes the engine's own with the commit. */
  readonly meta: Meta;
  readonly loaded: LoadedBatch;
  readonly plan: Plan;
  /** Positions of entries that could not be stepped. */
  readonly poison: ReadonlyMap<number, string>;
  readonly partition: number;
  /** Of the log of customers. */
  readonly partitions: number;
}

export class Applying {
  readonly #world: ApplyingWorld;
  readonly #routed: ApplyingRouted | undefined;
  /** After a release or model entry: the one that the next batch follows. */
  plan: Plan;

  constructor(world: ApplyingWorld) {
    this.#world = world;
    this.plan = world.plan;
    const { routed } = world.loaded;
    this.#routed = routed && new ApplyingRouted({ ...world, routed, reached: planReached(world.meta) });
    for (const timer of world.loaded.wakeups) world.batch.expect(timer);
    if (world.loaded.duplicates > 0) world.batch.counters.add('duplicates', world.loaded.duplicates);
  }

  /** Applies an entry. False: it is not finished and goes on in the next batch. */
  entry(one: Positioned): boolean {
    const { batch, meta, poison } = this.#world;
    const problem = poison.get(one.position);
    // Whatever becomes of it: what was to be said has been said.
    if (one.entry.type === 'event' && one.entry.customer !== undefined) batch.ended(one.entry.messageId);
    if (problem !== undefined) {
      batch.note(one, failure(one, problem));
      this.#routed?.abandon(one);
    } else if (!this.#apply(one)) return false;
    else batch.counters.add(counterName('entries', ':', one.entry.type));
    meta.progress.position = one.position;
    meta.progress.at = one.at;
    return true;
  }

  #apply(one: Positioned): boolean {
    const { batch, meta, loaded } = this.#world;
    const { entry } = one;
    const routed = this.#routed?.apply(one);
    if (routed !== undefined) {
      if (routed !== 'applied') batch.note(one, routed);
      return true;
    }
    switch (entry.type) {
      case 'event':
      case 'control':
        this.#arrival(one, entry);
        return true;
      case 'receipt':
        batch.receipt(loaded.receivers.get(loaded.owners.get(entry.message) ?? entry.customer)!, one, entry);
        return true;
      case 'redeliver':
        if (loaded.strangers.has(one.position)) batch.note(one, failure(one, UNKNOWN_CUSTOMER));
        else batch.redeliver(loaded.receivers.get(entry.command.customer)!, one, entry);
        return true;
      case 'bind':
        this.#bind(one, entry);
        return true;
      case 'unmerge':
      case 'unbind':
        this.#part(one, entry);
        return true;
      case 'tick':
        return this.#tick(one, entry.limit ?? Number.POSITIVE_INFINITY);
      case 'release':
        this.#release(one, entry.release);
        return true;
      case 'model':
        this.#model(one, entry);
        return true;
      case 'rollout':
        this.plan = applyRollout(one, entry, this.#world) ?? this.plan;
        return true;
      case 'backfill':
        this.#backfill(one, entry);
        return true;
      case 'reroute':
        this.#reroute(one, entry);
        return true;
      case 'codes':
        this.#codes(one, entry);
        return true;
      case 'alert':
      case 'draft':
        batch.note(one, entry.type === 'alert' ? alert(one, entry) : draft(one, entry));
        return true;
      case 'engine':
        meta.engineVersion = entry.version;
        return true;
      case 'unreadable':
        batch.note(one, failure(one, entry.problem));
        return true;
      case 'pasts':
        this.#pasts(one, entry);
        return true;
      // What comes by hops from other partitions.
      default:
        batch.note(one, failure(one, OF_PARTITIONS));
        return true;
    }
  }

  #arrival(one: Positioned, entry: EventEntry | ControlEntry): void {
    const { batch, loaded } = this.#world;
    const resolution = loaded.resolved.get(one.position);
    if (resolution) batch.applyTo(resolution, one, entry);
    else if (loaded.strangers.has(one.position)) batch.note(one, failure(one, UNKNOWN_CUSTOMER));
    else if (entry.type === 'event') batch.note(one, duplicate(one, entry));
  }

  /** Whether the project has the benefit already or not: its codes may come before it. */
  #codes(one: Positioned, entry: CodesEntry): void {
    const { batch, meta, partition, partitions } = this.#world;
    const { benefit: id, batch: name, codes } = entry;
    const { commons } = meta;
    const slice = { partition, partitions };
    const lowAt = this.plan.journeys.benefits.get(id)?.lowAt;
    const wasLow = isLow(commons, slice, { id, lowAt });
    if (!commons.stock(id, name, codes)) return;
    batch.note(one, stocked(one, entry));
    if (wasLow && !isLow(commons, slice, { id, lowAt }))
      batch.note(one, lowFact({ now: one.at, slice, commons }, { id, lowAt, state: 'cleared' }));
  }

  #bind(one: Positioned, { identifiers, by }: BindEntry): void {
    const { batch, loaded } = this.#world;
    const resolution = loaded.resolved.get(one.position);
    if (resolution) batch.bind(resolution, one);
    else {
      const [[name, value], to] = identifiers;
      const detail = { value, to: [...to], reason: loaded.refusals.get(one.position) ?? 'unknown', by };
      batch.note(one, { ...NOBODY, kind: 'identity', action: 'bind_refused', at: one.at, name, version: 0, detail });
    }
  }

  #part(one: Positioned, entry: UnmergeEntry | UnbindEntry): void {
    const { batch, loaded } = this.#world;
    const { unmerge } = loaded;
    const { type, customer, by } = entry;
    if (typeof unmerge === 'object') batch.part(unmerge, one, by);
    else {
      const reason = unmerge ?? 'unknown';
      const about: Pick<Fact, 'name' | 'detail'> =
        entry.type === 'unmerge'
          ? { name: '', detail: { reason, from: [...entry.from], by } }
          : { name: entry.identifier[0], detail: { value: entry.identifier[1], reason, by } };
      batch.note(one, { kind: 'identity', action: `${type}_refused`, customer, at: one.at, version: 0, ...about });
    }
  }

  /** Wake-ups first, while a run is open up to half of the limit, then the run. Without a limit the tick lasts until nothing is left to do. */
  #tick(one: Positioned, limit: number): boolean {
    const { batch, loaded, meta } = this.#world;
    const isLast = loaded.entries.at(-1) === one;
    const end = isLast ? loaded.wakeupsEnd : undefined;
    // Whatever is due, an open run moves on.
    const wakesMax = meta.run && limit !== Number.POSITIVE_INFINITY ? Math.ceil(limit / 2) : limit;
    const done = batch.tick(one, wakesMax, end);
    if (end && done < wakesMax) return false;
    if (!meta.run || done >= limit) return true;
    const next = upTo(loaded.runIds, limit - done);
    batch.refresh(
      one,
      next.filter(({ live }) => live).map(({ id }) => id),
    );
    for (const { id, isOver } of next) if (isOver) batch.unlist(id);
    const last = next.at(-1);
    meta.run = last && (loaded.runGoesOn || next.length < loaded.runIds.length) ? { ...meta.run, cursor: last.id } : undefined;
    return meta.run === undefined || limit !== Number.POSITIVE_INFINITY;
  }

  #release(one: Positioned, release: Release): void {
    const { batch, meta } = this.#world;
    const { number } = release;
    // Two were made at once, on what both took for the newest: the one that was written first counts.
    if (number !== (meta.releases.at(-1)?.number ?? 0) + 1) {
      batch.note(one, { ...NOBODY, kind: 'release', action: 'refused', at: one.at, name: String(number), version: number });
      return;
    }
    meta.releases.push(release);
    // Of whom nothing has been known nothing is missing. All partitions must come to the same: customers move between them.
    const isFirst = this.#routed ? meta.releases.length === 1 : (batch.counters.values.get('customers') ?? 0) === 0;
    this.#takesEffect(one, number, isFirst ? 'at_once' : 'in_part');
    const { preparation } = this.plan;
    if (!preparation && !isFirst) this.#takesEffect(one, number, 'at_once');
    this.#begin();
    batch.note(one, { ...NOBODY, kind: 'release', action: 'applied', at: one.at, name: String(number), version: number });
    for (const begun of rolloutsBegun(one, release)) batch.note(one, begun);
    meta.backfill = preparation && openBackfill(preparation.since, { before: meta.backfill, one, seq: meta.progress.seq });
  }

  /** The pass over all customers that the plan asks for. One that had not ended may have left out anybody, and anything. */
  #begin(isListed = false): void {
    const { meta } = this.#world;
    const { among, rules } = this.plan.renewal;
    if (meta.run || (among === 'everybody' && rules.length === this.plan.know.rules.length)) meta.run = { cursor: '' };
    else if (among !== 'nobody') meta.run = { cursor: '', scope: among === 'filled' && isListed ? 'listed' : 'renewed' };
  }

  #takesEffect({ position, at }: Positioned, number: number, how: Effect): void {
    const { meta } = this.#world;
    const rollouts = meta.effects.get(number)?.rollouts;
    meta.effects = new Map(meta.effects).set(number, { how, position, at, ...(rollouts && { rollouts }) });
    this.plan = withModels(withReroutes(compilePlan(meta.releases, meta.edges, meta.effects), meta.reroutes), meta.models);
  }

  /** A chunk that is not the next one of the open backfill has been taken in before, or is not needed any more. */
  #backfill(one: Positioned, entry: BackfillEntry): void {
    const { batch, meta, loaded } = this.#world;
    const { backfill } = meta;
    if (backfill?.since !== entry.since) return;
    if (entry.action === 'chunk') {
      if (entry.chunk !== backfill.chunks) return;
      const pasts = loaded.pasts.get(one.position);
      if (pasts) this.#takeIn(one, entry, { pasts, backfill });
      else batch.note(one, failure(one, DAMAGED_CHUNK));
    } else if (entry.chunks === backfill.chunks) {
      const { number } = meta.releases.at(-1)!;
      meta.backfill = undefined;
      this.#takesEffect(one, number, 'backfilled');
      this.#begin(backfill.isListed);
      batch.note(one, { ...NOBODY, kind: 'release', action: 'live', at: one.at, name: String(number), version: number });
    }
  }

  #takeIn(
    one: Positioned,
    { upTo }: BackfillChunkEntry,
    { pasts, backfill }: { readonly pasts: SortedPasts; readonly backfill: OpenBackfill },
  ): void {
    const { batch, meta } = this.#world;
    batch.takeIn(one, pasts);
    this.#routed?.passPasts(one, backfill.since);
    const { chunks, customers } = backfill;
    meta.backfill = { ...backfill, chunks: chunks + 1, customers: customers + pasts.beside.length + pasts.merged.length, cursor: upTo };
  }

  /** Of those who have come from another partition. */
  #pasts(one: Positioned, { since }: PassedPastsEntry): void {
    const { batch, meta, loaded } = this.#world;
    const pasts = loaded.pasts.get(one.position);
    if (meta.backfill?.since !== since || !pasts) return;
    batch.takeIn(one, pasts);
    this.#routed?.passPasts(one, since);
  }

  /** Whom it concerns is told when they come to the step: nobody is looked at for it. */
  #reroute(one: Positioned, entry: RerouteEntry): void {
    const { batch, meta } = this.#world;
    const reroutes = rerouted(meta.reroutes, entry, one.at);
    if (reroutes === meta.reroutes) return;
    meta.reroutes = reroutes;
    this.plan = withReroutes(this.plan, reroutes);
    batch.note(one, reroute(one, entry));
  }

  #model(one: Positioned, entry: ModelEntry): void {
    const { batch, meta } = this.#world;
    const { version } = entry;
    const about = { ...NOBODY, kind: 'model', action: 'changed', at: one.at, version: 0 } as const;
    if (entry.model === 'recommendation') {
      const { recommendation, slice, slices, items } = entry;
      meta.models = withSlice(meta.models, entry);
      this.plan = withModels(this.plan, meta.models);
      batch.note(one, { ...about, name: recommendation, detail: { version, slice, slices, items: items.length } });
      return;
    }
    const { trait, edges } = entry;
    meta.edges = new Map(meta.edges).set(trait, edges);
    const scores = changedScores(meta.run, trait);
    this.plan = withEdges(this.plan, meta.edges, scores ?? []);
    meta.run = scores ? { cursor: '', scope: 'scored', scores } : { cursor: '' };
    batch.note(one, { ...about, name: trait, detail: { version, edges: [...edges] } });
  }
}

export function planReached({ releases, effects }: Pick<Meta, 'releases' | 'effects'>): PlanReached {
  const brought = releases.findLast(({ number }) => effects.get(number)?.how === 'backfilled');
  return [releases.at(-1)?.number ?? 0, brought?.number ?? 0];
}

/** The score traits that a run is about when one more has new edges; undefined when an open one is about more than scores. */
function changedScores(open: Run | undefined, trait: string): readonly string[] | undefined {
  if (!open) return [trait];
  return open.scores && [...new Set([...open.scores, trait])];
}

/** So many as have at most `limit` live ones among them. */
function upTo(ids: LoadedBatch['runIds'], limit: number): LoadedBatch['runIds'] {
  let left = limit;
  const end = ids.findIndex(({ live }) => live && left-- <= 0);
  return end < 0 ? ids : ids.slice(0, end);
}

/** One that needs the same as the open one goes on with what has been collected. */
function openBackfill(
  since: number,
  { before, one, seq }: { readonly before: OpenBackfill | undefined; readonly one: Positioned; readonly seq: number },
): OpenBackfill {
  if (before?.since === since) return before;
  return { since, position: one.position, at: one.at, seq, chunks: 0, customers: 0, cursor: '', isListed: true };
}

const OF_PARTITIONS = 'Only an engine that has one of several partitions takes entries of this kind';
const DAMAGED_CHUNK = 'The chunk is not as it was written';
