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
  type PartedEntry,
  type PartedRow,
  type PartWrite,
  type Plan,
  type PlanReached,
  type ReceiptEntry,
  type RedeliverEntry,
  type ResolvedEntry,
  type SetFreeEntry,
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
        return this.#toCustomer(one, { customer: entry.customer ?? '', entry, said: one.at }, route);
      case 'receipt':
        return this.#receipt(one, entry, route);
      case 'redeliver':
        return this.#redeliver(one, entry, route);
      case 'hand_over':
        return this.#handOver(one, entry, route);
      case 'taken_over':
        return this.#takeOver(one, entry, route);
      case 'parted':
        return this.#part(one, entry, route);
      case 'set_free':
        return this.#setFree(one, entry, route);
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
  #toCustomer(one: Positioned, resolved: Omit<ResolvedEntry, 'type' | 'from'>, route: Route | undefined): 'applied' | Fact {
    const { entry, said } = resolved;
    if (!route) return failure(one, UNRESOLVED);
    if (route.to === 'nobody') return failure(one, UNKNOWN_CUSTOMER);
    if (route.to === 'here') {
      const identified = { customer: route.customer, created: false, merges: NOTHING, facts: NOTHING };
      this.#world.batch.applyTo(identified, one, entry.type === 'control' ? { ...entry, said } : entry);
    } else if (route.to === 'away') {
      const { customer } = route;
      const passed = passedOn(resolved, route);
      this.#pass(one, customer, (from) => encodeResolved({ from, customer, said, ...passed }, ownBytes(one.value ?? encodeEntry(entry))));
    }
    return 'applied';
  }

  /** The message ends its stay in this partition's outbox; the customer hears of it wherever it is. */
  #receipt(one: Positioned, entry: ReceiptEntry, route: Route | undefined): 'applied' {
    const { batch } = this.#world;
    if (route?.to === 'here') batch.receipt(route.customer, one, entry);
    else if (route?.to === 'away' && (entry.from || batch.ended(entry.message)))
      this.#pass(one, route.customer, (from) => encodeEntry({ ...entry, customer: route.customer, ...passedOn(entry, route), from }));
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

  #handOver(one: Positioned, entry: HandOverEntry, route: Route | undefined): 'applied' {
    const { batch, reached } = this.#world;
    const { customer } = entry;
    if (route?.to === 'later') this.#again(one, entry);
    else if (route?.to === 'merge') batch.merge(customer, route.into, one);
    else if (route?.to === 'redirect') batch.counters.add('customers', -1);
    else if (route?.to === 'leave') {
      const { into, since, after } = route;
      const rows = textRows(batch.leave(customer, into, one));
      const waits = after > 0 ? { after } : {};
      this.#pass(one, into, (from) => encodeEntry({ type: 'taken_over', from, customer, into, since, ...waits, plan: reached, rows }));
    }
    return 'applied';
  }

  /** All sides are rebuilt where the profile was; those that live elsewhere leave, whole. What of them comes later follows them. */
  #part(one: Positioned, entry: PartedEntry, route: Route | undefined): 'applied' | Fact {
    const { batch, routed, partition, partitions, reached } = this.#world;
    if (route?.to === 'later') this.#again(one, entry);
    if (route?.to === 'nobody') return failure(one, UNKNOWN_CUSTOMER);
    if (route?.to !== 'part' || !routed.parted) return 'applied';
    for (const fact of entry.facts) batch.note(one, fact);
    for (const fact of movedFacts(entry, { rows: routed.parted.rows, at: one.at, partition })) batch.note(one, fact);
    batch.partTold({ entry, ...routed.parted }, one);
    for (const side of sidesOf(entry)) {
      const to = partitionOf(side, partitions);
      if (to === partition) continue;
      const rows = textRows(batch.leave(side, entry.customer, one));
      routed.hops.leave(one, to, (from) => setFree(entry, { from, side, plan: reached, rows }));
    }
    return 'applied';
  }

  /** Identity has parted it, but what is known of its sides could not be rebuilt: they begin anew. */
  abandon(one: Positioned): void {
    const { batch, routed, partition, partitions, reached } = this.#world;
    const { entry } = one;
    if (entry.type !== 'parted' || routed.routes.get(one.position)?.to !== 'part') return;
    for (const fact of entry.facts) batch.note(one, fact);
    for (const side of sidesOf(entry)) {
      const to = partitionOf(side, partitions);
      if (to !== partition) routed.hops.leave(one, to, (from) => setFree(entry, { from, side, plan: reached, rows: [] }));
    }
  }

  #setFree(one: Positioned, entry: SetFreeEntry, route: Route | undefined): 'applied' {
    const { batch, plan } = this.#world;
    if (route?.to === 'later') this.#again(one, entry);
    if (route?.to !== 'free' || entry.rows.length === 0) return 'applied';
    batch.settle(decodeCustomer(entry.customer, bytesOf(entry.rows), plan), { isLive: route.isLive }, one);
    return 'applied';
  }

  /** It is put back at the end of this partition's own log: what it waits for comes by that. */
  #again(one: Positioned, entry: HandOverEntry | TakenOverEntry | PartedEntry | SetFreeEntry): void {
    const { routed, partition } = this.#world;
    routed.hops.leave(one, partition, (from) => encodeEntry({ ...entry, from }));
  }

  #takeOver(one: Positioned, entry: TakenOverEntry, route: Route | undefined): 'applied' {
    const { batch, plan } = this.#world;
    if (route?.to === 'here') {
      const guest = decodeCustomer(entry.customer, bytesOf(entry.rows), plan);
      settleSince(guest.guard, batch.at(route.customer, one.at).guard, Math.max(entry.since, route.since));
      batch.arrive(guest, route.customer, one);
    } else if (route?.to === 'away') {
      const { customer: into, since, after } = route;
      const { after: _, ...rest } = entry;
      const waits = after > 0 ? { after } : {};
      this.#pass(one, into, (from) => encodeEntry({ ...rest, into, since: Math.max(entry.since, since), ...waits, from }));
    } else if (route?.to === 'later') this.#again(one, entry);
    return 'applied';
  }

  #pass(one: Positioned, customer: string, make: (stamp: Stamp) => Uint8Array): void {
    this.#world.routed.hops.leave(one, partitionOf(customer, this.#world.partitions), make);
  }
}

type Away = Extract<Route, { readonly to: 'here' | 'away' }>;

/** Whom it had named first, and the parting by which it goes on. */
function passedOn(
  { customer, named = customer }: { readonly customer: string; readonly named?: string },
  { parting }: Away,
): { readonly named: string; readonly parting?: number } {
  return { named, ...(parting > 0 && { parting }) };
}

/** Those that have left the profile. */
function sidesOf({ customer, parts }: PartedEntry): ReadonlySet<string> {
  return new Set(parts.flatMap(([, side]) => (side === customer ? [] : [side])));
}

/** Of every entry that came to another one than it belongs to, as far as the warehouse may not know. */
function* movedFacts(
  { customer, parts, isRepeated }: PartedEntry,
  { rows, at, partition: own }: { readonly rows: readonly PartedRow[]; readonly at: number; readonly partition: number },
): Generator<Fact> {
  for (const [partition, position, part] of rows) {
    const [whose, side] = parts[part]!;
    if (!isRepeated && partition === own && whose === customer) continue;
    const detail = { position, partition, from: customer };
    yield { kind: 'identity', action: 'moved', customer: side, at, name: '', version: 0, detail };
  }
}

function setFree(
  { parting }: PartedEntry,
  { from, side, plan, rows }: { readonly from: Stamp; readonly side: string } & Pick<SetFreeEntry, 'plan' | 'rows'>,
): Uint8Array {
  return encodeEntry({ type: 'set_free', from, customer: side, parting, plan, rows });
}

/** Rows as entries carry them, in order of name. */
function textRows(rows: readonly PartWrite[]): [row: string, bytes: string][] {
  const texts = rows.flatMap(([row, bytes]): [string, string][] => (bytes ? [[row, base64Of(bytes)]] : []));
  return texts.sort(([a], [b]) => (a < b ? -1 : 1));
}

function bytesOf(rows: SetFreeEntry['rows']): Map<string, Buffer> {
  return new Map(rows.map(([row, text]) => [row, Buffer.from(text, 'base64')]));
}

function base64Of(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
}

const NOTHING: readonly never[] = Object.freeze([]);
const UNRESOLVED = 'With several partitions identity is resolved before; this entry belongs into the log of events';
