/**
 * One micro-batch: entries of the log applied to the customers they concern, gathered into one commit.
 *
 * R1. What a batch leaves behind is a function of the state before it and its entries: where batches are cut changes nothing but timers (W3).
 * R2. Nothing is written but by the commit; after an exception the batch is thrown away and run again without the entry that failed.
 * R3. The commit holds customer states, identifiers, timers, outbox, facts and the position reached, or none of them.
 */
import { type CustomerId, customerBornAt } from '../../base/index.ts';
import {
  type Command,
  type Customer,
  type CustomerEntry,
  type Fact,
  newCustomer,
  type PartedEntry,
  type PartWrite,
  type Passage,
  type ReceiptEntry,
  type RedeliverEntry,
  type Resolution,
  rebuild,
  rebuildParted,
  type SendCommand,
  step,
  takeInPast,
  touchWhole,
  wakeAtOf,
  wholeRows,
} from '../../core/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { BatchWorld, Positioned } from './batch-world.ts';
import { writesOf } from './batch-writes.ts';
import type { Cached } from './cache.ts';
import { Counters } from './counters.ts';
import { FactWriter } from './facts.ts';
import { JourneyCounters, placesOf } from './journey-counts.ts';
import { pastKey } from './keys.ts';
import { unlisted } from './listing.ts';
import type { LoadedParted } from './load-parted.ts';
import { type ReadyUnmerge, waitingNow } from './load-unmerge.ts';
import type { Progress } from './meta.ts';
import type { SortedPasts } from './pasts.ts';
import { type Wakeup, Wakeups } from './wakeups.ts';

export type { Positioned, UnreadableEntry } from './batch-world.ts';

export class Batch {
  readonly facts: FactWriter;
  readonly counters: Counters;
  readonly journeys: JourneyCounters;
  readonly messages: string[] = [];
  readonly #world: BatchWorld;
  readonly #touched = new Map<CustomerId, Cached>();
  /** Customers merged away, with the names of their stored rows. */
  readonly #gone = new Map<CustomerId, { cached: Cached; rows: readonly string[]; into: CustomerId }>();
  /** Names of the rows that were stored of customers who have been rebuilt. */
  readonly #replaced = new Map<CustomerId, readonly string[]>();
  /** New customers whose rules have never been evaluated: some hold for somebody who has done nothing. */
  readonly #fresh = new Set<CustomerId>();
  /** Rows of the table `past` of customers that are not read. */
  readonly #listed = new Map<CustomerId, Write>();
  readonly #outbox = new Map<string, Command | undefined>();
  readonly #timers: Wakeup[] = [];
  readonly #wakeups = new Wakeups();
  readonly #wakes = new Map<CustomerId, number>();

  constructor(world: BatchWorld) {
    this.#world = world;
    this.facts = new FactWriter(world.partition, world.progress);
    this.counters = new Counters(world.counters);
    this.journeys = new JourneyCounters(world.journeys);
  }

  /** A timer that ticks of this batch may reach; its customer, if there still is one, wakes then or later (W1). */
  expect(timer: Wakeup): void {
    this.#timers.push(timer);
    const cached = this.#world.cache.get(timer.id);
    if (cached) this.#plan(timer.id, wakeAtOf(cached.customer));
  }

  /** Applies what identity has found: merges first, then the entry itself. */
  applyTo(identified: Resolution, { position, at }: Positioned, entry: CustomerEntry): void {
    const moment = { position, at };
    for (const fact of identified.facts) this.#fact(fact, moment);
    for (const { from, into } of identified.merges) this.#merge(from, into, moment);
    if (entry.type === 'event') this.facts.event(position, at, identified.customer);
    this.#step(identified.customer, entry, moment);
  }

  /** Applies what staff has bound: there is nothing else to it. */
  bind(identified: Resolution, { position, at }: Positioned): void {
    const moment = { position, at };
    for (const fact of identified.facts) this.#fact(fact, moment);
    for (const { from, into } of identified.merges) this.#merge(from, into, moment);
  }

  /** Merges two customers of this partition. */
  merge(from: CustomerId, into: CustomerId, { position, at }: Positioned): void {
    this.#merge(from, into, { position, at });
  }

  /** Its whole state leaves this partition, its due wake-ups run: its rows. Absent customers were never stored here, and leave nothing. */
  leave(id: CustomerId, into: CustomerId, { position, at }: Positioned): PartWrite[] {
    const cached = this.#open(id, at);
    this.#step(id, { type: 'wake' }, { position, at });
    const rows = wholeRows(cached.customer);
    this.counters.customer(cached.customer, -1);
    this.journeys.customer(cached.customer, -1);
    this.#goes(id, { cached, rows: rows.map(([row]) => row), into });
    return rows;
  }

  /** Takes in a customer that has left another partition. */
  arrive(guest: Customer, into: CustomerId, { position, at }: Positioned): void {
    this.counters.customer(guest, 1);
    this.journeys.customer(guest, 1);
    this.#touched.set(guest.id, { customer: guest, ...STORED_NOWHERE });
    this.#merge(guest.id, into, { position, at });
  }

  /** The customer as it is by now. */
  at(id: CustomerId, at: number): Customer {
    return this.#open(id, at).customer;
  }

  /** Runs wake-ups due by `at` in due order, at most `limit` and none beyond `end`. Returns how many, those of earlier commits included. */
  tick({ position, at }: Positioned, limit: number, end?: Wakeup): number {
    const moment = { position, at };
    const partial = this.#partialOf(position);
    while (partial.done < limit) {
      const next = this.#wakeups.pop(at, ({ due, id }) => this.#wakes.get(id) === due, end);
      if (!next) break;
      this.#step(next.id, { type: 'wake' }, moment);
      partial.done++;
    }
    return partial.done;
  }

  /** Evaluates all rules of these customers anew, in order. */
  refresh({ position, at }: Positioned, ids: readonly CustomerId[]): void {
    const moment = { position, at };
    for (const id of ids) this.#step(id, { type: this.#world.run?.scope ? 'renew' : 'refresh' }, moment);
  }

  /** Merges pasts into what is in preparation of their customers. Nothing is evaluated. */
  takeIn({ at }: Positioned, { beside, merged }: SortedPasts): void {
    const { plan, cache } = this.#world;
    for (const { customer, past } of merged) takeInPast(this.#open(customer, at).customer, past, { plan, at });
    for (const { customer, past } of beside) {
      // It has to be read again, with its past.
      cache.delete(customer);
      this.#listed.set(customer, { table: 'past', key: pastKey(customer), value: past });
    }
  }

  /** Nothing is to be made of what was collected for it. */
  unlist(id: CustomerId): void {
    if (!this.#touched.has(id)) this.#listed.set(id, unlisted(id));
  }

  /** Records a fact that concerns no customer, or one that could not be stepped. */
  note({ position, at }: Positioned, fact: Fact): void {
    this.#fact(fact, { position, at });
  }

  /** Ends a message's stay in the outbox: it has been handed over, or was an event that has been said. False: it was not there. */
  ended(message: string): boolean {
    if (!this.waits(message)) return false;
    this.#outbox.set(message, undefined);
    return true;
  }

  receipt(customer: CustomerId, positioned: Positioned, entry: ReceiptEntry): void {
    if (entry.from || this.ended(entry.message)) this.#step(this.#survivorOf(customer), entry, positioned);
  }

  /** A message that failed comes back into the outbox; not one that waits there. */
  redeliver(customer: CustomerId, positioned: Positioned, entry: RedeliverEntry): void {
    if (this.waits(entry.command.message)) return;
    this.#step(this.#survivorOf(customer), entry, positioned);
  }

  /** Parts a profile: each side is a customer rebuilt from its own entries, and none of them is told anything but what differs. */
  part(unmerge: ReadyUnmerge, moment: Moment, by: string): void {
    const { plan, partition } = this.#world;
    const { customer: id, commands: stored, put, ...loaded } = unmerge;
    const { at } = moment;
    const { customer, commands } = this.#toPart(id, stored, moment);
    const rebuilt = rebuild({ ...loaded, customer, by, commands, plan, at, partition });
    this.#install(customer, rebuilt, moment);
    put(rebuilt.identity);
  }

  /** The same of a profile that identity has parted before. */
  partTold({ entry, commands: stored, ...loaded }: LoadedParted & { readonly entry: PartedEntry }, moment: Moment): void {
    const { customer, commands } = this.#toPart(entry.customer, stored, moment);
    this.#install(customer, rebuildParted({ ...loaded, parted: entry, customer, commands, plan: this.#world.plan, at: moment.at }), moment);
  }

  /** The profile, its due wake-ups run, and its messages. */
  #toPart(id: CustomerId, stored: readonly SendCommand[], moment: Moment): { customer: Customer; commands: SendCommand[] } {
    const { customer } = this.#open(id, moment.at);
    this.#step(id, { type: 'wake' }, moment);
    return { customer, commands: waitingNow(customer, stored, this.#outbox) };
  }

  #install(before: Customer, { sides, facts, commands: moved }: ReturnType<typeof rebuildParted>, moment: Moment): void {
    const { id } = before;
    const stored = this.#open(id, moment.at);
    this.#replaced.set(
      id,
      wholeRows(before).map(([row]) => row),
    );
    for (const fact of facts) this.#fact(fact, moment);
    for (const command of moved) this.#outbox.set(command.message, command);
    for (const side of sides) this.#put(side.customer, side.customer.id === id ? stored : STORED_NOWHERE);
    for (const side of sides) this.#step(side.customer.id, { type: 'rebuilt', retracted: side.retracted }, moment);
    this.counters.add('customers', sides.length - 1);
  }

  /** Takes in a customer that has come out of a parting elsewhere; what has come for it before is its own (`isLive`). */
  settle(guest: Customer, { isLive }: { readonly isLive: boolean }, { position, at }: Positioned): void {
    const { id } = guest;
    const before = isLive ? this.#open(id, at) : undefined;
    this.counters.customer(guest, 1);
    this.journeys.customer(guest, 1);
    // Nothing of it is stored here.
    touchWhole(guest);
    if (!before) this.#put(guest, STORED_NOWHERE);
    // What it waits for is waited for here.
    this.#step(id, { type: 'wake' }, { position, at });
    if (!before) return;
    this.#countShared(before.customer, guest);
    this.#replaced.set(
      id,
      wholeRows(before.customer).map(([row]) => row),
    );
    this.#put(guest, before);
    // Who has been heard of before was not counted: no entry says that it began.
    this.#step(id, { type: 'merge_in', from: before.customer }, { position, at });
  }

  /** `stored`: the one in whose place it is, as it is stored and counted. */
  #put(customer: Customer, stored: Pick<Cached, 'timer' | 'places'>): void {
    const left = this.#gone.get(customer.id);
    if (left) {
      // It had left in this very batch.
      this.#replaced.set(customer.id, left.rows);
      this.journeys.gone(left.cached.places!);
      this.#gone.delete(customer.id);
    }
    const installed = { customer, timer: left?.cached.timer ?? stored.timer, places: left ? [] : stored.places! };
    this.#touched.set(customer.id, installed);
    // The one of before may be kept beyond this batch.
    this.#world.cache.delete(customer.id);
    this.#world.cache.set(customer.id, installed);
  }

  #command(command: Command): void {
    this.#outbox.set(command.message, command);
    this.messages.push(command.message);
  }

  /** Whether it is in the outbox, as the batch has it by now. */
  waits(message: string): boolean {
    return this.#outbox.has(message) ? this.#outbox.get(message) !== undefined : this.#world.waiting.has(message);
  }

  /** Everything the batch changed but identity, for the commit. */
  writes(): Write[] {
    const [touched, gone, replaced, outbox] = [this.#touched, this.#gone, this.#replaced, this.#outbox];
    const changed = { touched, gone, replaced, outbox, listed: this.#listed, timers: this.#timers };
    return writesOf({ ...changed, facts: this.facts, journeys: this.journeys }, this.#world);
  }

  /** After an exception: nothing touched may stay in memory. */
  discard(): void {
    for (const id of [...this.#touched.keys(), ...this.#gone.keys()]) this.#world.cache.delete(id);
  }

  #step(id: CustomerId, entry: CustomerEntry, moment: Moment): void {
    const { plan, run } = this.#world;
    const cached = this.#open(id, moment.at);
    const facts: Fact[] = [];
    const commands: Command[] = [];
    const passages: Passage[] = [];
    const world = {
      plan,
      at: moment.at,
      address: { partition: this.#world.partition, position: moment.position, ordinal: 0 },
      nextOrdinal: () => this.#nextOrdinal(moment.position),
      facts,
      commands,
      passages,
      commons: this.#world.commons,
      partitions: this.#world.partitions,
    };
    const isFresh = this.#fresh.delete(id);
    const isStale = isFresh || (run !== undefined && id > run.cursor);
    if (isStale && entry.type !== 'refresh' && entry.type !== 'renew')
      step(cached.customer, { type: isFresh || !run?.scope ? 'refresh' : 'renew' }, world);
    step(cached.customer, entry, world);
    for (const fact of facts) this.#fact(fact, moment);
    for (const command of commands) this.#command(command);
    for (const passage of passages) this.journeys.passage(passage);
    if (moment.position <= this.#world.lastTick) this.#plan(id, wakeAtOf(cached.customer));
  }

  #merge(from: CustomerId, into: CustomerId, moment: Moment): void {
    const loser = this.#open(from, moment.at);
    const survivor = this.#open(into, moment.at);
    for (const id of [from, into]) this.#step(id, { type: 'wake' }, moment);
    this.#countShared(loser.customer, survivor.customer);
    const rows = wholeRows(loser.customer).map(([row]) => row);
    this.#step(into, { type: 'merge_in', from: loser.customer }, moment);
    this.#goes(from, { cached: loser, rows, into });
    this.counters.add('customers', -1);
  }

  #goes(id: CustomerId, gone: { cached: Cached; rows: readonly string[]; into: CustomerId }): void {
    // It may have left, and come back as a part of another one: what is stored and counted of it is what it first left with.
    const before = this.#gone.get(id);
    this.#touched.delete(id);
    this.#gone.set(id, before ? { ...gone, cached: before.cached, rows: [...new Set([...before.rows, ...gone.rows])] } : gone);
    this.#wakes.set(id, Number.POSITIVE_INFINITY);
  }

  /** Two members become one: memberships both had are counted once from here on. */
  #countShared(a: Customer, b: Customer): void {
    for (const [key] of a.known.roll.memberships()) if (b.known.roll.has(key)) this.counters.add(key, -1);
  }

  /** The batch's receipts were addressed before its merges were known. */
  #survivorOf(id: CustomerId): CustomerId {
    const gone = this.#gone.get(id);
    return gone ? this.#survivorOf(gone.into) : id;
  }

  /** The customer for changing: of this batch, of the cache, or new. */
  #open(id: CustomerId, at: number): Cached {
    const touched = this.#touched.get(id);
    if (touched) return touched;
    let cached = this.#world.cache.get(id);
    if (!cached) {
      const bornAt = this.#world.isPartitioned ? customerBornAt(id) : at;
      cached = { customer: newCustomer(id, bornAt), timer: Number.POSITIVE_INFINITY };
      this.#fresh.add(id);
      this.#world.cache.set(id, cached);
    }
    cached.places ??= placesOf(cached.customer.journeys);
    this.#touched.set(id, cached);
    return cached;
  }

  #plan(id: CustomerId, due: number): void {
    if (this.#wakes.get(id) === due) return;
    this.#wakes.set(id, due);
    if (Number.isFinite(due)) this.#wakeups.push(due, id);
  }

  #fact(fact: Fact, moment: Moment): void {
    this.counters.fact(fact);
    if (fact.kind === 'journey') this.journeys.fact(fact);
    this.facts.fact(fact, moment.position, this.#nextOrdinal(moment.position));
  }

  /** Numbers the effects of one entry, also when it is applied over several commits. */
  #nextOrdinal(position: number): number {
    return ++this.#partialOf(position).ordinal;
  }

  #partialOf(position: number): NonNullable<Progress['partial']> {
    const { progress } = this.#world;
    if (progress.partial?.position !== position) progress.partial = { position, ordinal: 0, done: 0 };
    return progress.partial;
  }
}

const STORED_NOWHERE: Pick<Cached, 'timer' | 'places'> = { timer: Number.POSITIVE_INFINITY, places: [] };

interface Moment {
  readonly position: number;
  readonly at: number;
}
