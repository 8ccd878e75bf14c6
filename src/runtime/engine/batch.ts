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
  type Commons,
  type Customer,
  type CustomerEntry,
  type Entry,
  encodeCustomer,
  type Fact,
  newCustomer,
  PAST_ROW,
  type PartWrite,
  type Plan,
  type ReceiptEntry,
  type RedeliverEntry,
  type Resolution,
  rebuild,
  type SendCommand,
  step,
  takeInPast,
  wakeAtOf,
  wholeRows,
} from '../../core/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { Cached, CustomerCache } from './cache.ts';
import { Counters } from './counters.ts';
import { FactWriter } from './facts.ts';
import { outboxKey, partKey, pastKey } from './keys.ts';
import { listing, unlisted } from './listing.ts';
import type { ReadyUnmerge } from './load-unmerge.ts';
import type { Progress, Run } from './meta.ts';
import type { SortedPasts } from './pasts.ts';
import { moveTimer, removeStale, removeTimer } from './timers.ts';
import { type Wakeup, Wakeups } from './wakeups.ts';

/** An entry with its place in the log. */
export interface Positioned {
  readonly position: number;
  readonly at: number;
  readonly entry: Entry | UnreadableEntry;
  /** Its bytes; only where they may be passed on. */
  readonly value?: Uint8Array;
}

/** Bytes of the log that are no entry. */
export interface UnreadableEntry {
  readonly type: 'unreadable';
  readonly problem: string;
}

export interface BatchWorld {
  readonly partition: number;
  readonly plan: Plan;
  readonly cache: CustomerCache;
  /** A copy: becomes the engine's own when the batch commits. */
  readonly progress: Progress;
  /** A copy as well. */
  readonly counters: Map<string, number>;
  /** A copy as well, and of how many partitions this is one. */
  readonly commons: Commons;
  readonly partitions: number;
  /** The open run: customers up to its cursor have been refreshed. */
  readonly run: Run | undefined;
  /** Messages in the outbox, of those that the batch's entries name. */
  readonly waiting: ReadonlySet<string>;
  /** Position of the batch's last tick, 0 without one: what comes to be due after it is nobody's business here. */
  readonly lastTick: number;
  /** Whether entries may come to a customer in another order than identity has resolved them in. */
  readonly isPartitioned: boolean;
}

export class Batch {
  readonly facts: FactWriter;
  readonly counters: Counters;
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
    this.#goes(id, { cached, rows: rows.map(([row]) => row), into });
    return rows;
  }

  /** Takes in a customer that has left another partition. */
  arrive(guest: Customer, into: CustomerId, { position, at }: Positioned): void {
    this.counters.customer(guest, 1);
    this.#touched.set(guest.id, { customer: guest, timer: Number.POSITIVE_INFINITY });
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
    const cached = this.#open(id, at);
    this.#step(id, { type: 'wake' }, moment);
    const { customer } = cached;
    const commands = this.#waitingOf(customer, stored);
    const { sides, identity, facts, commands: moved } = rebuild({ ...loaded, customer, by, commands, plan, at, partition });
    this.#replaced.set(
      id,
      wholeRows(customer).map(([row]) => row),
    );
    for (const fact of facts) this.#fact(fact, moment);
    for (const command of moved) this.#outbox.set(command.message, command);
    for (const side of sides) {
      const timer = side.customer.id === id ? cached.timer : Number.POSITIVE_INFINITY;
      const installed = { customer: side.customer, timer };
      this.#touched.set(side.customer.id, installed);
      // The one of before may be kept beyond this batch.
      this.#world.cache.delete(side.customer.id);
      this.#world.cache.set(side.customer.id, installed);
    }
    for (const side of sides) this.#step(side.customer.id, { type: 'rebuilt', retracted: side.retracted }, moment);
    this.counters.add('customers', sides.length - 1);
    put(identity);
  }

  /** Its open messages, as they wait in the outbox by now. */
  #waitingOf({ journeys }: Customer, stored: readonly SendCommand[]): SendCommand[] {
    const commands = new Map<string, Command | undefined>(stored.map((command) => [command.message, command]));
    for (const { message } of journeys.sends) if (this.#outbox.has(message)) commands.set(message, this.#outbox.get(message));
    return [...commands.values()].filter((command): command is SendCommand => command?.type === 'send');
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
    const { cache, progress } = this.#world;
    const writes: Write[] = [];
    const find = (id: CustomerId) => (this.#gone.has(id) ? undefined : (this.#touched.get(id) ?? cache.get(id)));
    for (const cached of removeStale(this.#timers, find, writes)) moveTimer(cached, progress.at, writes);
    for (const [id, cached] of this.#touched) {
      const rows = encodeCustomer(cached.customer);
      for (const [row, value] of rows) if (row !== PAST_ROW) writes.push({ table: 'customer', key: partKey(id, row), value });
      const listed = listing(cached.customer, rows, this.#world.plan);
      if (listed) writes.push(listed);
      const written = this.#replaced.has(id) ? new Set(rows.map(([row]) => row)) : NO_ROWS;
      for (const row of this.#replaced.get(id) ?? []) if (!written.has(row)) writes.push(gone(id, row));
      moveTimer(cached, progress.at, writes);
    }
    for (const [id, { cached, rows }] of this.#gone) {
      for (const row of rows) writes.push(gone(id, row));
      removeTimer(cached, writes);
      cache.delete(id);
    }
    for (const [message, command] of this.#outbox) {
      const value = command && Buffer.from(JSON.stringify(command), 'utf8');
      writes.push({ table: 'outbox', key: outboxKey(message), value });
    }
    writes.push(...this.#listed.values(), ...this.facts.writes());
    return writes;
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
    const world = {
      plan,
      at: moment.at,
      address: { partition: this.#world.partition, position: moment.position, ordinal: 0 },
      nextOrdinal: () => this.#nextOrdinal(moment.position),
      facts,
      commands,
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
    this.#touched.delete(id);
    this.#gone.set(id, gone);
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

function gone(id: CustomerId, row: string): Write {
  return row === PAST_ROW ? unlisted(id) : { table: 'customer', key: partKey(id, row), value: undefined };
}

const NO_ROWS: ReadonlySet<string> = new Set();

interface Moment {
  readonly position: number;
  readonly at: number;
}
