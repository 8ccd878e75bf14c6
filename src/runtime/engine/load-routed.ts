/**
 * Loading for an engine that has one of several partitions: identity has been resolved before, so what is asked is whether entries come for the first time
 * (X1) and where their customers live by now. Decided in the order of the entries, so that a hand-over counts for what stands behind it.
 */
import type { CustomerId } from '../../base/index.ts';
import type { HandOverEntry, PlanReached } from '../../core/index.ts';
import type { Positioned } from './batch.ts';
import { loadCustomers } from './customers.ts';
import { DedupeBatch } from './dedupe.ts';
import { Homes } from './homes.ts';
import { Hops, stampOf } from './hops.ts';
import { outboxKey } from './keys.ts';
import type { LoadedBatch, LoadedTime, LoadWorld } from './load.ts';
import { ownersOf } from './owners.ts';
import { customersIn, followed, type Pasts, pastsIn, sorted } from './pasts.ts';
import { Resolutions } from './resolutions.ts';

/**
 * What becomes of an entry. `here`, `away`: its customer is this one by now and lives in this partition, or another one. `repeated`: a hop, or an event of
 * our own, that came before. `nobody`: there is no such customer. `merge`: a hand-over within the partition. `leave`: one to another partition.
 * `redirect`: one of a customer that has not been heard of here. `later`: the state of a customer made by a release that this partition has not come to.
 */
export type Route =
  | { readonly to: 'here' | 'away'; readonly customer: CustomerId; readonly since: number }
  | { readonly to: 'merge' | 'leave' | 'redirect'; readonly into: CustomerId; readonly since: number }
  | { readonly to: 'repeated' | 'nobody' | 'later' };

export interface Routed {
  /** By position. */
  readonly routes: ReadonlyMap<number, Route>;
  readonly hops: Hops;
  /** By position: pasts of customers who live elsewhere by now, as who they are there. */
  readonly pastsAway: Pasts;
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
  const routes = routeAll(entries, { ...world, homes, dedupe, hops, owners });
  const pasts = await sorted(
    followed(pastsFound, (id) => (homes.isKnown(id) && homes.of(id).isHere ? homes.of(id).customer : undefined)),
    state,
  );
  const pastsAway = followed(pastsFound, (id) => (homes.of(id).isHere ? undefined : homes.of(id).customer));
  const ids = new Set<CustomerId>();
  for (const { id } of time.wakeups) ids.add(id);
  for (const { id, live } of time.runIds) if (live) ids.add(id);
  for (const { merged } of pasts.values()) for (const { customer } of merged) ids.add(customer);
  for (const { position, entry } of entries) {
    const route = routes.get(position);
    if (route?.to === 'here') ids.add(route.customer);
    else if (route?.to === 'merge' || route?.to === 'leave') {
      if (entry.type === 'hand_over') ids.add(entry.customer);
      if (route.to === 'merge') ids.add(route.into);
    }
  }
  await loadCustomers(ids, world);
  return {
    ...time,
    ...NOTHING_RESOLVED,
    owners,
    waiting: new Set(named.messages.filter((_, i) => outbox[i])),
    pasts,
    routed: { routes, hops, pastsAway },
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

interface Named {
  /** Ids of events that come without having been resolved: the product's own. */
  readonly eventIds: readonly string[];
  /** Keys of the outbox. */
  readonly messages: readonly string[];
  readonly customers: ReadonlySet<CustomerId>;
}

function namedBy(entries: readonly Positioned[]): Named {
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
  }
  return { eventIds, messages, customers };
}

interface RoutingWorld extends Pick<LoadWorld, 'poison' | 'reached'> {
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
    else if (poison.has(position)) continue;
    else if (entry.type === 'event' && !dedupe.admit(message, at)) routes.set(position, REPEATED);
    else {
      const route = routeOf(entry, world);
      if (route) routes.set(position, route);
    }
  }
  return routes;
}

function routeOf(entry: Positioned['entry'], { homes, owners, reached }: RoutingWorld): Route | undefined {
  switch (entry.type) {
    case 'resolved':
      return settled(entry.customer, homes);
    case 'event':
      return entry.customer === undefined ? undefined : known(entry.customer, homes);
    case 'receipt':
      // Who has passed it on has followed its owner.
      return settled((entry.from ? undefined : owners.get(entry.message)) ?? entry.customer, homes);
    case 'redeliver':
      return known(entry.command.customer, homes);
    case 'hand_over':
      return handedOver(entry, homes);
    case 'taken_over':
      return isBehind(reached, entry.plan) ? { to: 'later' } : settled(entry.into, homes);
    default:
      return undefined;
  }
}

/** Whether it lacks the rules and layouts that a state was made by. */
function isBehind([release, brought]: PlanReached, plan: PlanReached): boolean {
  return release < plan[0] || brought < plan[1];
}

/** Whom nobody has heard of begins here. */
function settled(named: CustomerId, homes: Homes): Route {
  const { customer, isHere, since } = homes.of(named);
  if (isHere) homes.settle(customer);
  return { to: isHere ? 'here' : 'away', customer, since };
}

function known(named: CustomerId, homes: Homes): Route {
  const { customer, isHere, since } = homes.of(named);
  if (isHere && !homes.isKnown(customer)) return { to: 'nobody' };
  return { to: isHere ? 'here' : 'away', customer, since };
}

function handedOver({ customer, into, since: found }: HandOverEntry, homes: Homes): Route {
  // Only whoever lives can be merged, and whoever has been lives no more.
  if (homes.of(customer).customer !== customer) return REPEATED;
  const isKnown = homes.isKnown(customer);
  const survivor = homes.of(into);
  const since = Math.max(found, survivor.since);
  homes.redirect(customer, survivor.customer, since);
  if (!isKnown) return { to: 'redirect', into: survivor.customer, since };
  if (survivor.isHere) homes.settle(survivor.customer);
  return { to: survivor.isHere ? 'merge' : 'leave', into: survivor.customer, since };
}

const REPEATED: Route = { to: 'repeated' };
