/**
 * Loading for an engine that has one of several partitions: identity has been resolved before, so what is asked is whether entries come for the first time
 * (X1) and where their customers live by now. Decided in the order of the entries, so that a hand-over counts for what stands behind it.
 */
import type { CustomerId } from '../../base/index.ts';
import type { HandOverEntry, PartedEntry, PlanReached, SetFreeEntry, TakenOverEntry } from '../../core/index.ts';
import type { Positioned } from './batch.ts';
import { loadCustomers } from './customers.ts';
import { DedupeBatch } from './dedupe.ts';
import { type Home, Homes, type Named } from './homes.ts';
import { Hops, stampOf } from './hops.ts';
import { outboxKey } from './keys.ts';
import type { LoadedBatch, LoadedTime, LoadWorld } from './load.ts';
import { commandsOf, type LoadedParted, loadParted } from './load-parted.ts';
import { ownersOf } from './owners.ts';
import { customersIn, followed, type Pasts, pastsIn, sorted } from './pasts.ts';
import { Resolutions } from './resolutions.ts';

/**
 * What becomes of an entry. `here`, `away`: its customer is this one by now and lives in this partition, or another one. `repeated`: a hop, or an event of
 * our own, that came before. `nobody`: there is no such customer. `merge`: a hand-over within the partition. `leave`: one to another partition.
 * `redirect`: one of a customer that has not been heard of here. `later`: the state of a customer made by a release that this partition has not come to, or
 * what is to come behind a parting that is not through. `part`: a profile of this partition is parted. `free`: the state of one that has come out of a parting;
 * `isLive`: it has been heard of before its state came.
 */
export type Route =
  | ({ readonly to: 'here' | 'away' } & Omit<Home, 'isHere'>)
  | { readonly to: 'merge' | 'leave' | 'redirect'; readonly into: CustomerId; readonly since: number; readonly after: number }
  | { readonly to: 'part'; readonly customer: CustomerId }
  | { readonly to: 'free'; readonly customer: CustomerId; readonly isLive: boolean }
  | { readonly to: 'repeated' | 'nobody' | 'later' };

export interface Routed {
  /** By position. */
  readonly routes: ReadonlyMap<number, Route>;
  readonly hops: Hops;
  /** By position: pasts of customers who live elsewhere by now, as who they are there. */
  readonly pastsAway: Pasts;
  /** Of a batch that is one parting. */
  readonly parted?: LoadedParted;
}

export async function loadRouted(time: LoadedTime, world: LoadWorld): Promise<LoadedBatch> {
  const { entries } = time;
  const { state, partition, log } = world;
  const named = namedBy(entries);
  const outbox = await state.getMany('outbox', named.messages.map(outboxKey));
  const owners = ownersOf(entries, new Map(named.messages.map((id, i) => [id, outbox[i]])));
  const homes = new Homes(partition, log.partitions);
  const pastsFound = pastsIn(entries);
  await homes.load([...named.customers, ...owners.values(), ...customersIn(pastsFound)], state);
  const dedupe = await DedupeBatch.load(named.eventIds, world.recent, { stored: world.stored, at: entries[0]!.at });
  const hops = await Hops.load(entries, { state, partition });
  const parted = await loadParted(entries[0]!, homes, world);
  const routes = routeAll(entries, { ...world, homes, dedupe, hops, owners });
  const homeOf = (customer: CustomerId) => homes.of({ customer });
  const pasts = await sorted(
    followed(pastsFound, (id) => (homes.isKnown(id) && homeOf(id).isHere ? homeOf(id).customer : undefined)),
    state,
  );
  const pastsAway = followed(pastsFound, (id) => (homeOf(id).isHere ? undefined : homeOf(id).customer));
  const ids = new Set<CustomerId>();
  for (const { id } of time.wakeups) ids.add(id);
  for (const { id, live } of time.runIds) if (live) ids.add(id);
  for (const { merged } of pasts.values()) for (const { customer } of merged) ids.add(customer);
  for (const { position, entry } of entries) {
    const route = routes.get(position);
    if (route?.to === 'here' || route?.to === 'part' || (route?.to === 'free' && route.isLive)) ids.add(route.customer);
    else if (route?.to === 'merge' || route?.to === 'leave') {
      if (entry.type === 'hand_over') ids.add(entry.customer);
      if (route.to === 'merge') ids.add(route.into);
    }
  }
  await loadCustomers(ids, world);
  if (parted) parted.commands = await commandsOf(parted.customer, world);
  return {
    ...time,
    ...NOTHING_RESOLVED,
    owners,
    waiting: new Set(named.messages.filter((_, i) => outbox[i])),
    pasts,
    routed: { routes, hops, pastsAway, ...(parted && { parted }) },
    writes: () => {
      const { position, at } = entries.at(-1)!;
      return [...homes.writes(), ...dedupe.writes({ position, now: at }), ...hops.writes()];
    },
  };
}

const NOTHING_RESOLVED: Pick<LoadedBatch, 'resolved' | 'refusals' | 'strangers' | 'receivers' | 'duplicates' | 'unmerge'> = {
  resolved: new Resolutions(),
  refusals: new Map(),
  strangers: new Set(),
  receivers: new Map(),
  duplicates: 0,
  unmerge: undefined,
};

interface Wanted {
  /** Ids of events that come without having been resolved: the product's own. */
  readonly eventIds: readonly string[];
  /** Keys of the outbox. */
  readonly messages: readonly string[];
  readonly customers: ReadonlySet<CustomerId>;
}

function namedBy(entries: readonly Positioned[]): Wanted {
  const eventIds: string[] = [];
  const messages: string[] = [];
  const customers = new Set<CustomerId>();
  for (const { entry } of entries) {
    if (entry.type === 'event') {
      eventIds.push(entry.messageId);
      if (entry.customer === undefined) continue;
      customers.add(entry.customer);
      if (entry.receipt === undefined) messages.push(entry.messageId);
    } else if (entry.type === 'receipt') {
      customers.add(entry.customer);
      if (!entry.from) messages.push(entry.message);
    } else if (entry.type === 'redeliver') {
      customers.add(entry.command.customer);
      messages.push(entry.command.message);
    } else if (entry.type === 'resolved') customers.add(entry.customer);
    else if (entry.type === 'hand_over' || entry.type === 'taken_over') customers.add(entry.customer).add(entry.into);
    else if (entry.type === 'set_free') customers.add(entry.customer);
    else if (entry.type === 'parted') for (const [part] of entry.parts) customers.add(part);
  }
  return { eventIds, messages, customers };
}

interface RoutingWorld extends Pick<LoadWorld, 'poison' | 'reached' | 'plan'> {
  readonly homes: Homes;
  readonly dedupe: DedupeBatch;
  readonly hops: Hops;
  readonly owners: ReadonlyMap<string, CustomerId>;
}

function routeAll(entries: readonly Positioned[], world: RoutingWorld): Map<number, Route> {
  const { poison, hops, dedupe } = world;
  const routes = new Map<number, Route>();
  let events = 0;
  for (const one of entries) {
    const { position, at, entry } = one;
    const message = entry.type === 'event' ? events++ : 0;
    const stamp = stampOf(entry);
    if (stamp && !hops.admit(stamp)) routes.set(position, REPEATED);
    // A profile that cannot be rebuilt is parted all the same: identity has said so.
    else if (poison.has(position) && entry.type !== 'parted') continue;
    else if (entry.type === 'event' && !dedupe.admit(message, at)) routes.set(position, REPEATED);
    else {
      const route = routeOf(entry, world);
      if (route) routes.set(position, route);
    }
  }
  return routes;
}

function routeOf(entry: Positioned['entry'], world: RoutingWorld): Route | undefined {
  const { homes, owners, reached, plan } = world;
  switch (entry.type) {
    case 'resolved':
      return settled({ ...entry, identifiers: 'customer' in entry.entry ? NOTHING : entry.entry.identifiers }, homes);
    case 'event':
      return entry.customer === undefined ? undefined : known(entry.customer, homes);
    case 'receipt':
      // Who has passed it on has followed its owner.
      return settled(
        { ...entry, customer: (entry.from ? undefined : owners.get(entry.message)) ?? entry.customer, identifiers: NOTHING },
        homes,
      );
    case 'redeliver':
      return known(entry.command.customer, homes);
    case 'hand_over':
      return handedOver(entry, homes);
    case 'taken_over':
      return isBehind(reached, entry.plan) ? LATER : takenOver(entry, homes);
    case 'parted':
      return plan.preparation ? LATER : parted(entry, homes);
    case 'set_free':
      return isBehind(reached, entry.plan) ? LATER : setFree(entry, homes);
    default:
      return undefined;
  }
}

/** Whether it lacks the rules and layouts that a state was made by. */
function isBehind([release, brought]: PlanReached, plan: PlanReached): boolean {
  return release < plan[0] || brought < plan[1];
}

/** Whom nobody has heard of begins here. */
function settled(named: Named, homes: Homes): Route {
  const { isHere, ...home } = homes.of(named);
  if (isHere) homes.settle(home.customer);
  return { to: isHere ? 'here' : 'away', ...home };
}

function known(named: CustomerId, homes: Homes): Route {
  const { isHere, ...home } = homes.of({ customer: named });
  if (isHere && !homes.isKnown(home.customer)) return { to: 'nobody' };
  return { to: isHere ? 'here' : 'away', ...home };
}

/** What identity has found behind a parting comes behind it here as well: before, the states are not those that it is about. */
function handedOver({ customer, into, since: found, after: [own, other] = [0, 0] }: HandOverEntry, homes: Homes): Route {
  if (homes.partedOf(customer) < own) return LATER;
  // Only whoever lives can be merged, and whoever has been lives no more.
  if (homes.of({ customer }).customer !== customer) return REPEATED;
  const isKnown = homes.isKnown(customer);
  const survivor = homes.of({ customer: into }, other);
  const { after } = survivor;
  if (survivor.waits) return LATER;
  const since = Math.max(found, survivor.since);
  homes.redirect(customer, survivor.customer, { since, after });
  if (!isKnown) return { to: 'redirect', into: survivor.customer, since, after };
  if (survivor.isHere) homes.settle(survivor.customer);
  if (survivor.isHere) homes.regain(survivor.customer, customer);
  return { to: survivor.isHere ? 'merge' : 'leave', into: survivor.customer, since, after };
}

function takenOver({ customer, into, after = 0 }: TakenOverEntry, homes: Homes): Route {
  const { isHere, ...home } = homes.of({ customer: into }, after);
  if (home.waits) return LATER;
  if (isHere) homes.settle(home.customer);
  if (isHere) homes.regain(home.customer, customer);
  return { to: isHere ? 'here' : 'away', ...home };
}

/** What has been merged since waits for it, so it finds its customer. */
function parted({ customer, parting, parts, identifiers }: PartedEntry, homes: Homes): Route {
  if (!homes.isKnown(customer) || homes.of({ customer }).customer !== customer) return { to: 'nobody' };
  const left = parts.filter(([, side]) => side !== customer);
  homes.part(customer, {
    parting,
    customers: left,
    identifiers: identifiers.flatMap(([namespace, value, side]) => {
      const owner = parts[side]![0];
      return owner === customer ? [] : [[namespace, value, owner] as const];
    }),
  });
  for (const side of new Set(left.map(([, one]) => one))) if (homes.livesHere(side)) homes.free(side, parting);
  return { to: 'part', customer };
}

function setFree({ customer, parting }: SetFreeEntry, homes: Homes): Route {
  const isLive = homes.isKnown(customer) && homes.of({ customer }).customer === customer;
  homes.free(customer, parting);
  return { to: 'free', customer, isLive };
}

const REPEATED: Route = { to: 'repeated' };
const LATER: Route = { to: 'later' };
const NOTHING: readonly never[] = Object.freeze([]);
