/** What entries do in an engine that has one of several partitions: to customers who live in it, and on the way to those who do not. */
import { partitionOf } from '../../base/index.ts';
import {
  decodeCustomer,
  type EventEntry,
  encodeEntry,
  encodeResolved,
  type Fact,
  type HandOverEntry,
  ownBytes,
  type Plan,
  type PlanReached,
  type ReceiptEntry,
  type RedeliverEntry,
  type ResolvedEntry,
  type Stamp,
  settleSince,
  type TakenOverEntry,
} from '../../core/index.ts';
import type { Batch, Positioned } from './batch.ts';
import { duplicate, failure, UNKNOWN_CUSTOMER } from './entry-facts.ts';
import type { Route, Routed } from './load-routed.ts';

export interface RoutedWorld {
  readonly batch: Batch;
  readonly routed: Routed;
  readonly plan: Plan;
  readonly partition: number;
  readonly partitions: number;
  readonly reached: PlanReached;
}

export class ApplyingRouted {
  readonly #world: RoutedWorld;

  constructor(world: RoutedWorld) {
    this.#world = world;
  }

  /** Undefined: the entry is none of those that depend on where customers live. A fact: why nothing came of it. */
  apply(one: Positioned): 'applied' | Fact | undefined {
    const { batch, routed } = this.#world;
    const { entry, position } = one;
    const route = routed.routes.get(position);
    if (route?.to === 'repeated') return entry.type === 'event' ? this.#duplicate(one, entry) : this.#repeated();
    switch (entry.type) {
      case 'resolved':
        for (const fact of entry.facts ?? []) batch.note(one, fact);
        return this.#toCustomer(one, entry, route);
      case 'event':
        return this.#toCustomer(one, { entry, said: one.at }, route);
      case 'receipt':
        return this.#receipt(one, entry, route);
      case 'redeliver':
        return this.#redeliver(one, entry, route);
      case 'hand_over':
        return this.#handOver(one, entry, route);
      case 'taken_over':
        return this.#takeOver(one, entry, route);
      case 'note':
        for (const fact of entry.facts) batch.note(one, fact);
        batch.counters.add('duplicates', entry.facts.filter(({ kind }) => kind === 'duplicate').length);
        return 'applied';
      case 'forwarded':
        routed.hops.forwarded(entry);
        return 'applied';
      case 'control':
      case 'bind':
      case 'unmerge':
      case 'unbind':
        return failure(one, UNRESOLVED);
      default:
        return undefined;
    }
  }

  /** Pasts of those who live elsewhere by now go there. */
  passPasts(one: Positioned, since: number): void {
    const { routed, partitions } = this.#world;
    const byPartition = Map.groupBy(routed.pastsAway.get(one.position) ?? NOTHING, ({ customer }) => partitionOf(customer, partitions));
    for (const [to, some] of byPartition) {
      const pasts = some.map(({ customer, past }) => [customer, base64Of(past)] as const);
      routed.hops.leave(one, to, (from) => encodeEntry({ type: 'pasts', from, since, pasts }));
    }
  }

  #duplicate(one: Positioned, entry: EventEntry): Fact {
    this.#world.batch.counters.add('duplicates');
    return duplicate(one, entry);
  }

  #repeated(): 'applied' {
    this.#world.batch.counters.add('hops.repeated');
    return 'applied';
  }

  /** An event or control entry does its work where the customer lives; its own bytes go there. */
  #toCustomer(one: Positioned, { entry, said }: Pick<ResolvedEntry, 'entry' | 'said'>, route: Route | undefined): 'applied' | Fact {
    if (!route) return failure(one, UNRESOLVED);
    if (route.to === 'nobody') return failure(one, UNKNOWN_CUSTOMER);
    if (route.to === 'here') {
      const identified = { customer: route.customer, created: false, merges: NOTHING, facts: NOTHING };
      this.#world.batch.applyTo(identified, one, entry.type === 'control' ? { ...entry, said } : entry);
    } else if (route.to === 'away') {
      const { customer } = route;
      this.#pass(one, customer, (from) => encodeResolved({ from, customer, said }, ownBytes(one.value ?? encodeEntry(entry))));
    }
    return 'applied';
  }

  /** The message ends its stay in this partition's outbox; the customer hears of it wherever it is. */
  #receipt(one: Positioned, entry: ReceiptEntry, route: Route | undefined): 'applied' {
    const { batch } = this.#world;
    if (route?.to === 'here') batch.receipt(route.customer, one, entry);
    else if (route?.to === 'away' && (entry.from || batch.ended(entry.message)))
      this.#pass(one, route.customer, (from) => encodeEntry({ ...entry, customer: route.customer, from }));
    return 'applied';
  }

  #redeliver(one: Positioned, entry: RedeliverEntry, route: Route | undefined): 'applied' | Fact {
    const { batch } = this.#world;
    if (route?.to === 'nobody') return failure(one, UNKNOWN_CUSTOMER);
    if (route?.to === 'here') batch.redeliver(route.customer, one, entry);
    else if (route?.to === 'away' && !batch.waits(entry.command.message)) {
      const { customer } = route;
      this.#pass(one, customer, (from) => encodeEntry({ ...entry, command: { ...entry.command, customer }, from }));
    }
    return 'applied';
  }

  #handOver(one: Positioned, { customer }: HandOverEntry, route: Route | undefined): 'applied' {
    const { batch, reached } = this.#world;
    if (route?.to === 'merge') batch.merge(customer, route.into, one);
    else if (route?.to === 'redirect') batch.counters.add('customers', -1);
    else if (route?.to === 'leave') {
      const { into, since } = route;
      const rows = batch.leave(customer, into, one).flatMap(([row, bytes]) => (bytes ? [[row, base64Of(bytes)] as const] : []));
      rows.sort(([a], [b]) => (a < b ? -1 : 1));
      this.#pass(one, into, (from) => encodeEntry({ type: 'taken_over', from, customer, into, since, plan: reached, rows }));
    }
    return 'applied';
  }

  #takeOver(one: Positioned, entry: TakenOverEntry, route: Route | undefined): 'applied' {
    const { batch, plan, partition } = this.#world;
    if (route?.to === 'here') {
      const rows = new Map(entry.rows.map(([row, text]) => [row, Buffer.from(text, 'base64')]));
      const guest = decodeCustomer(entry.customer, rows, plan);
      settleSince(guest.guard, batch.at(route.customer, one.at).guard, Math.max(entry.since, route.since));
      batch.arrive(guest, route.customer, one);
    } else if (route?.to === 'away')
      this.#pass(one, route.customer, (from) =>
        encodeEntry({ ...entry, into: route.customer, since: Math.max(entry.since, route.since), from }),
      );
    // The release is on its way to this partition's log.
    else if (route?.to === 'later') this.#world.routed.hops.leave(one, partition, (from) => encodeEntry({ ...entry, from }));
    return 'applied';
  }

  #pass(one: Positioned, customer: string, make: (stamp: Stamp) => Uint8Array): void {
    this.#world.routed.hops.leave(one, partitionOf(customer, this.#world.partitions), make);
  }
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

const NOTHING: readonly never[] = Object.freeze([]);
const UNRESOLVED = 'With several partitions identity is resolved before; this entry belongs into the log of events';
