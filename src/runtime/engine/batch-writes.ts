/** What a batch leaves behind, as the writes of its commit. */
import type { CustomerId } from '../../base/index.ts';
import { type Command, encodeCustomer, PAST_ROW, type Plan } from '../../core/index.ts';
import type { Write } from '../../port/state/index.ts';
import type { Cached, CustomerCache } from './cache.ts';
import type { FactWriter } from './facts.ts';
import type { JourneyCounters } from './journey-counts.ts';
import { outboxKey, partKey } from './keys.ts';
import { listing, unlisted } from './listing.ts';
import type { Progress } from './meta.ts';
import { moveTimer, removeStale, removeTimer } from './timers.ts';
import type { Wakeup } from './wakeups.ts';

export interface LeftByBatch {
  readonly touched: ReadonlyMap<CustomerId, Cached>;
  /** Customers that are not here any more, with the names of their stored rows. */
  readonly gone: ReadonlyMap<CustomerId, { readonly cached: Cached; readonly rows: readonly string[] }>;
  /** Names of the rows that were stored of customers who have been rebuilt. */
  readonly replaced: ReadonlyMap<CustomerId, readonly string[]>;
  readonly outbox: ReadonlyMap<string, Command | undefined>;
  readonly listed: ReadonlyMap<CustomerId, Write>;
  readonly timers: Wakeup[];
  readonly facts: FactWriter;
  readonly journeys: JourneyCounters;
}

interface WritingWorld {
  readonly cache: CustomerCache;
  readonly progress: Progress;
  readonly plan: Plan;
}

export function writesOf(
  { touched, gone, replaced, outbox, listed, timers, facts, journeys }: LeftByBatch,
  { cache, progress, plan }: WritingWorld,
): Write[] {
  const writes: Write[] = [];
  const find = (id: CustomerId) => (gone.has(id) ? undefined : (touched.get(id) ?? cache.get(id)));
  for (const cached of removeStale(timers, find, writes)) moveTimer(cached, progress.at, writes);
  for (const [id, cached] of touched) {
    cached.places = journeys.rested(cached.places!, cached.customer.journeys);
    const rows = encodeCustomer(cached.customer);
    for (const [row, value] of rows) if (row !== PAST_ROW) writes.push({ table: 'customer', key: partKey(id, row), value });
    const listedRow = listing(cached.customer, rows, plan);
    if (listedRow) writes.push(listedRow);
    const written = replaced.has(id) ? new Set(rows.map(([row]) => row)) : NO_ROWS;
    for (const row of replaced.get(id) ?? []) if (!written.has(row)) writes.push(goneRow(id, row));
    moveTimer(cached, progress.at, writes);
  }
  for (const [id, { cached, rows }] of gone) {
    journeys.gone(cached.places!);
    for (const row of rows) writes.push(goneRow(id, row));
    removeTimer(cached, writes);
    cache.delete(id);
  }
  for (const [message, command] of outbox) {
    const value = command && Buffer.from(JSON.stringify(command), 'utf8');
    writes.push({ table: 'outbox', key: outboxKey(message), value });
  }
  writes.push(...listed.values(), ...facts.writes());
  return writes;
}

function goneRow(id: CustomerId, row: string): Write {
  return row === PAST_ROW ? unlisted(id) : { table: 'customer', key: partKey(id, row), value: undefined };
}

const NO_ROWS: ReadonlySet<string> = new Set();
