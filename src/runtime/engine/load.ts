/**
 * Loading, up front and in few calls, everything a batch needs: what identity resolves by, then the customers it finds, those whose wake-ups
 * ticks may reach, and those the open run comes to.
 */
import type { CustomerId } from '../../base/index.ts';
import {
  type BindRefusal,
  bind,
  type ControlEntry,
  decodeIdentity,
  type EventEntry,
  encodeIdentity,
  type Identifier,
  IdentityOverlay,
  identifierKey as identifierTextKey,
  identitiesNeeded,
  type Plan,
  type PlanReached,
  type Resolution,
  resolve,
} from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import type { Positioned } from './batch.ts';
import type { CustomerCache } from './cache.ts';
import { loadCustomers } from './customers.ts';
import { DedupeBatch } from './dedupe.ts';
import { identifierKey, identityKey, outboxKey, readCustomerId, readTimerKey, timerKey } from './keys.ts';
import type { KnownIdentifiers } from './known-identifiers.ts';
import { loadRouted, type Routed } from './load-routed.ts';
import { loadParting, type ReadyUnmerge, readyUnmerge, type UnmergeRefusal } from './load-unmerge.ts';
import type { Run } from './meta.ts';
import { ownersOf } from './owners.ts';
import { customersIn, followed, type Pasts, pastsIn, type SortedPasts, sorted } from './pasts.ts';
import type { RecentIds } from './recent-ids.ts';
import { Resolutions } from './resolutions.ts';
import { loadRun, type NextOfRun, NO_RUN } from './run.ts';
import type { Stretch } from './stretch.ts';
import type { Wakeup } from './wakeups.ts';

/** Wake-ups that one batch runs at most. */
export const WAKEUPS_MAX = 4_000;

export interface LoadWorld {
  /** As it will be when the commit under way is through. */
  readonly state: StateReader;
  /** As it is. */
  readonly stored: StateReader;
  readonly recent: RecentIds;
  readonly identifiers: KnownIdentifiers;
  readonly partition: number;
  readonly log: Log;
  readonly stretch: Stretch;
  readonly plan: Plan;
  readonly cache: CustomerCache;
  readonly run: Run | undefined;
  /** Positions of entries that could not be stepped: they resolve nothing, link nothing and merge nobody. */
  readonly poison: ReadonlyMap<number, string>;
  /** Whether identity has been resolved before, and customers live in several partitions. */
  readonly isPartitioned: boolean;
  /** How far it is with releases. */
  readonly reached: PlanReached;
}

/** What a batch loads whoever resolves identity. */
export type LoadedTime = Pick<LoadedBatch, 'entries' | 'wakeups' | 'wakeupsEnd' | 'runIds' | 'runGoesOn'>;

export interface LoadedBatch {
  /** The entries to apply: all, or fewer when more wake-ups are due than fit. */
  readonly entries: readonly Positioned[];
  /** By position, of events and control entries that count. */
  readonly resolved: Pick<Resolutions, 'get'>;
  /** By position, of binds that are refused. */
  readonly refusals: ReadonlyMap<number, BindRefusal>;
  /** Positions of entries that name a customer nobody knows. */
  readonly strangers: ReadonlySet<number>;
  /** Of the customers whom receipts, or requests to send again, name: who they are when the batch begins. */
  readonly receivers: ReadonlyMap<CustomerId, CustomerId>;
  /** Messages whose receipt names another customer than they are of: their profile was parted while they were handed over. */
  readonly owners: ReadonlyMap<string, CustomerId>;
  /** Messages in the outbox, of those that entries name. */
  readonly waiting: ReadonlySet<string>;
  /** Timers that ticks may reach. */
  readonly wakeups: readonly Wakeup[];
  /** The last of them when there may be more: the batch must not run any wake-up beyond it. None before it is missed, for W1. */
  readonly wakeupsEnd: Wakeup | undefined;
  /** The next customers of the open run, in order of id; those merged away only move the cursor. */
  readonly runIds: NextOfRun['runIds'];
  /** Whether there may be more of them. */
  readonly runGoesOn: boolean;
  /** By position, of chunks of a backfill: the pasts of those customers that are known, as who they are by now. */
  readonly pasts: ReadonlyMap<number, SortedPasts>;
  readonly duplicates: number;
  /** Of a batch that is one unmerge, or one unbind. */
  readonly unmerge: ReadyUnmerge | UnmergeRefusal | undefined;
  /** Where entries go, in an engine of one of several partitions. */
  readonly routed?: Routed;
  /** Identifiers, identity records and message ids, for the commit. */
  writes(): Write[];
}

/** Whether a batch ends with the entry or before it: what follows need not even be read. */
export function endsBatch({ type }: { readonly type: string }, runOpen: boolean): boolean {
  return type === 'release' || type === 'model' || type === 'reroute' || type === 'rollout' || isAlone(type, runOpen);
}

/** A piece of a backfill, and whatever parts a profile, are batches of their own, and so is a tick while a run is open: they load what is there then. */
function isAlone(type: string, runOpen: boolean): boolean {
  return (
    type === 'backfill' || type === 'pasts' || type === 'unmerge' || type === 'unbind' || type === 'parted' || (runOpen && type === 'tick')
  );
}

/** Where a batch must end: after an entry that changes the plan, before and after one that is alone. */
export function cutBatch(entries: readonly Positioned[], runOpen: boolean): readonly Positioned[] {
  const end = entries.findIndex(({ entry }) => endsBatch(entry, runOpen));
  if (end < 0) return entries;
  return entries.slice(0, end > 0 && isAlone(entries[end]!.entry.type, runOpen) ? end : end + 1);
}

export async function loadBatch(wanted: readonly Positioned[], world: LoadWorld): Promise<LoadedBatch> {
  const { entries, wakeups, wakeupsEnd } = await loadWakeups(wanted, world.state);
  const { runIds, runGoesOn } = await nextOfRun(entries, world);
  if (world.isPartitioned) return loadRouted({ entries, wakeups, wakeupsEnd, runIds, runGoesOn }, world);
  const parting = await loadParting(entries[0]!, world);
  const identity = await loadIdentity(entries, world);
  const { resolved, refusals, strangers, duplicates } = resolveAll(entries, identity, world);
  const ids = new Set<CustomerId>();
  for (const { id } of wakeups) ids.add(id);
  for (const id of identity.receivers.values()) ids.add(id);
  const pasts = await sorted(identity.pasts, world.state);
  for (const { merged } of pasts.values()) for (const { customer } of merged) ids.add(customer);
  for (const { id, live } of runIds) if (live) ids.add(id);
  const created: CustomerId[] = [];
  for (const resolution of resolved.values()) {
    ids.add(resolution.customer);
    if (resolution.created) created.push(resolution.customer);
    for (const { from, into } of resolution.merges) ids.add(from).add(into);
  }
  // Nothing is stored of customers that begin in this batch.
  for (const id of created) ids.delete(id);
  if (parting && 'customer' in parting) ids.add(parting.customer);
  await loadCustomers(ids, world);
  return {
    entries,
    resolved,
    refusals,
    strangers,
    receivers: identity.receivers,
    owners: identity.owners,
    waiting: identity.waiting,
    wakeups,
    wakeupsEnd,
    runIds,
    runGoesOn,
    pasts,
    duplicates,
    unmerge: parting && (await readyUnmerge(parting, identity.overlay, world)),
    writes: () => {
      const { position, at } = entries.at(-1)!;
      return [...identityWrites(identity.overlay, world.identifiers), ...identity.dedupe.writes({ position, now: at })];
    },
  };
}

/** Customers of the open run that the batch's tick comes to: it stands alone. */
async function nextOfRun(entries: readonly Positioned[], world: LoadWorld): Promise<NextOfRun> {
  const tick = entries.find(({ entry }) => entry.type === 'tick');
  if (!world.run || tick?.entry.type !== 'tick') return NO_RUN;
  return loadRun(world.run, { ...world, now: tick.at, limit: tick.entry.limit ?? Number.POSITIVE_INFINITY });
}

/** Wake-ups due by the last tick. When there are more than fit, the batch ends at the first tick that cannot be finished. */
async function loadWakeups(wanted: readonly Positioned[], state: StateReader) {
  const last = wanted.findLast(({ entry }) => entry.type === 'tick');
  const limit = Math.min(WAKEUPS_MAX, wakeupsAsked(wanted));
  if (!last || limit === 0) return { entries: wanted, wakeups: [], wakeupsEnd: undefined };
  const rows = await state.range('timer', { start: EMPTY, end: timerKey(last.at + 1, ''), limit });
  const wakeups = rows.map(([key]) => readTimerKey(key));
  const wakeupsEnd = wakeups.at(-1);
  if (rows.length < limit || !wakeupsEnd) return { entries: wanted, wakeups, wakeupsEnd: undefined };
  const end = wanted.findIndex(({ entry, at }) => entry.type === 'tick' && at >= wakeupsEnd.due);
  return { entries: wanted.slice(0, end + 1), wakeups, wakeupsEnd };
}

/** How many its ticks run at most: of a long backlog no more are read than that, though some of the rows may be nobody's wake-up (W2). */
function wakeupsAsked(entries: readonly Positioned[]): number {
  let asked = 0;
  for (const { entry } of entries) if (entry.type === 'tick') asked += entry.limit ?? Number.POSITIVE_INFINITY;
  return asked;
}

interface LoadedIdentity {
  readonly overlay: IdentityOverlay;
  /** By place in the batch: the customer of those entries that name one by what is in memory. */
  readonly known: readonly (CustomerId | undefined)[];
  readonly dedupe: DedupeBatch;
  readonly waiting: ReadonlySet<string>;
  readonly receivers: ReadonlyMap<CustomerId, CustomerId>;
  readonly pasts: Pasts;
  readonly owners: ReadonlyMap<string, CustomerId>;
}

async function loadIdentity(entries: readonly Positioned[], world: LoadWorld): Promise<LoadedIdentity> {
  const overlay = new IdentityOverlay(world.identifiers);
  const messages: string[] = [];
  const addressed = new Set<CustomerId>();
  /** What those entries say whose customer the memory does not tell. */
  const open: (readonly Identifier[])[] = [];
  const known: (CustomerId | undefined)[] = [];
  const needed = new Set<CustomerId>();
  const outboxIds: string[] = [];
  for (const { entry } of entries) {
    const names = (entry.type === 'event' && entry.customer === undefined) || entry.type === 'control' || entry.type === 'bind';
    const customer = names ? overlay.knownCustomer(entry.identifiers, world.plan.identity) : undefined;
    known.push(customer);
    if (names && customer === undefined) open.push(entry.identifiers);
    if (entry.type === 'event') {
      messages.push(entry.messageId);
      if (entry.customer !== undefined) {
        needed.add(entry.customer);
        if (entry.receipt === undefined) outboxIds.push(entry.messageId);
      }
    } else if (entry.type === 'receipt') {
      addressed.add(entry.customer);
      needed.add(entry.customer);
      outboxIds.push(entry.message);
    } else if (entry.type === 'redeliver') {
      const { customer, message } = entry.command;
      addressed.add(customer);
      needed.add(customer);
      outboxIds.push(message);
    }
  }
  const unknown = unknownKeys(open, overlay);
  const { gets } = await world.state.load({
    gets: [
      { table: 'identifier', keys: [...unknown.values()] },
      { table: 'outbox', keys: outboxIds.map(outboxKey) },
    ],
    prefixes: [],
  });
  const [customers = [], outbox = []] = gets;
  let next = 0;
  for (const key of unknown.keys()) {
    const bytes = customers[next++];
    const customer = bytes && readCustomerId(bytes);
    overlay.loadIdentifier(key, customer);
    if (customer !== undefined) world.identifiers.set(key, customer);
  }
  const dedupe = await DedupeBatch.load(messages, world.recent, { stored: world.stored, at: entries[0]!.at });
  for (const identifiers of open) for (const id of identitiesNeeded(overlay, identifiers, world.plan.identity)) needed.add(id);
  const pasts = pastsIn(entries);
  for (const customer of customersIn(pasts)) needed.add(customer);
  const owners = ownersOf(entries, new Map(outboxIds.map((id, i) => [id, outbox[i]])));
  for (const owner of owners.values()) {
    addressed.add(owner);
    needed.add(owner);
  }
  await loadRecords(needed, overlay, world.state);
  const receivers = new Map([...addressed].map((customer) => [customer, overlay.survivorOf(customer)]));
  return {
    overlay,
    known,
    dedupe,
    waiting: new Set(outboxIds.filter((_, i) => outbox[i])),
    receivers,
    owners,
    pasts: followed(pasts, (id) => (overlay.isKnown(id) ? overlay.survivorOf(id) : undefined)),
  };
}

/** Keys in the store, by text key, of the identifiers that are not at hand. */
function unknownKeys(open: readonly (readonly Identifier[])[], overlay: IdentityOverlay): Map<string, Buffer> {
  const unknown = new Map<string, Buffer>();
  for (const identifiers of open) {
    for (const identifier of identifiers) {
      if (overlay.customerAtHand(identifier) !== undefined) continue;
      const key = identifierTextKey(identifier);
      if (!unknown.has(key)) unknown.set(key, identifierKey(key));
    }
  }
  return unknown;
}

async function loadRecords(ids: ReadonlySet<CustomerId>, overlay: IdentityOverlay, state: StateReader): Promise<void> {
  if (ids.size === 0) return;
  const list = [...ids];
  const records = await state.getMany('identity', list.map(identityKey));
  list.forEach((id, i) => {
    const bytes = records[i];
    overlay.loadIdentity(id, bytes && decodeIdentity(bytes));
  });
}

function resolveAll(entries: readonly Positioned[], { overlay, known, dedupe }: LoadedIdentity, { plan, partition, poison }: LoadWorld) {
  const resolved = new Resolutions();
  const strangers = new Set<number>();
  const refusals = new Map<number, BindRefusal>();
  let duplicates = 0;
  let events = 0;
  for (let i = 0; i < entries.length; i++) {
    const { position, at, entry } = entries[i]!;
    const message = entry.type === 'event' ? events++ : 0;
    if (entry.type === 'redeliver' && !overlay.isKnown(entry.command.customer)) strangers.add(position);
    if ((entry.type !== 'event' && entry.type !== 'control' && entry.type !== 'bind') || poison.has(position)) continue;
    if (entry.type === 'event' && !dedupe.admit(message, at)) {
      duplicates++;
      continue;
    }
    if (entry.type === 'event' && entry.customer !== undefined) {
      // At its own place in the log: merges before it in this batch are followed as well.
      if (overlay.isKnown(entry.customer)) resolved.add(position, unchanged(overlay.survivorOf(entry.customer)));
      else strangers.add(position);
      continue;
    }
    const customer = overlay.isRelinked ? undefined : known[i];
    if (entry.type === 'bind') {
      const address = { partition, position, ordinal: 0 };
      const bound = bind(overlay, { ...entry, at, address, source: '' }, plan.identity);
      if ('refused' in bound) refusals.set(position, bound.refused);
      else resolved.add(position, bound);
      continue;
    }
    const resolution =
      customer === undefined ? resolve(overlay, signalOf(entry, { position, at, partition }), plan.identity) : unchanged(customer);
    resolved.add(position, resolution);
  }
  return { resolved, refusals, strangers, duplicates };
}

function unchanged(customer: CustomerId): Resolution {
  return { customer, created: false, merges: NOTHING, facts: NOTHING };
}

function signalOf(entry: EventEntry | ControlEntry, { position, at, partition }: { position: number; at: number; partition: number }) {
  return {
    identifiers: entry.identifiers,
    at,
    address: { partition, position, ordinal: 0 },
    source: entry.type === 'event' ? entry.messageId : '',
  };
}

function identityWrites(overlay: IdentityOverlay, cache: KnownIdentifiers): Write[] {
  const { identifiers, identities } = overlay.takeChanges();
  const writes: Write[] = [];
  for (const [key, customer] of identifiers) {
    writes.push({ table: 'identifier', key: identifierKey(key), value: Buffer.from(customer, 'utf8') });
    cache.set(key, customer);
  }
  for (const [customer, record] of identities)
    writes.push({ table: 'identity', key: identityKey(customer), value: encodeIdentity(record) });
  return writes;
}

const NOTHING: readonly never[] = Object.freeze([]);
const EMPTY = new Uint8Array(0);
