/**
 * Loading what rebuilding the sides of a parted profile needs: its entries in all partitions of customers that the parting names, and what has come to it in
 * this partition since. So a replay needs the logs of customers, and nothing else.
 */
import type { CustomerId } from '../../base/index.ts';
import { decodeEntry, type Entry, type PartedEntry, type PartedRow, type PastEntry, type SendCommand } from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { Positioned } from './batch.ts';
import type { CustomerCache } from './cache.ts';
import type { Homes } from './homes.ts';
import { stampOf } from './hops.ts';
import { waitingCommands } from './load-unmerge.ts';
import type { Stretch } from './stretch.ts';

export interface LoadedParted {
  readonly customer: CustomerId;
  /** Positions are places, from 1: those of the entry's rows, then what has come since. */
  readonly entries: readonly PastEntry[];
  /** Of each place, the customer's place among the parts. */
  readonly whose: readonly number[];
  /** Of each place, where the entry stands. */
  readonly rows: readonly PartedRow[];
  /** The profile's messages in this partition's outbox. */
  commands: readonly SendCommand[];
}

export interface PartedWorld {
  readonly log: Log;
  readonly partition: number;
  readonly stretch: Stretch;
}

/** Of a batch that is one parting. */
export async function loadParted({ position, entry }: Positioned, homes: Homes, world: PartedWorld): Promise<LoadedParted | undefined> {
  if (entry.type !== 'parted') return undefined;
  return entriesOf(entry, { position, homes }, world);
}

/** Those of a parting that takes place at a position. */
async function entriesOf(
  entry: Omit<PartedEntry, 'type' | 'from'>,
  { position, homes }: { readonly position: number; readonly homes: Homes },
  world: PartedWorld,
): Promise<LoadedParted> {
  const { customer } = entry;
  const read = await readRows(entry.entries, world.log);
  const entries = pastsOf(entry.entries, read);
  const rows = [...entry.entries];
  const seen = new Seen(
    entry.entries.flatMap(([partition, at]) => (partition === world.partition ? (read.get(`${partition}-${at}`) ?? []) : [])),
  );
  for (const one of await world.stretch.read(entry.upTo, position, world)) {
    const { entry: later } = one;
    if ((later.type !== 'resolved' && later.type !== 'event') || seen.has(later)) continue;
    const part = partOf(later, { entry, homes });
    if (part === undefined) continue;
    rows.push([world.partition, one.position, part]);
    entries.push(...pastOf({ at: one.at, entry: later }, rows.length));
  }
  return { customer, entries, rows, whose: rows.map(([, , part]) => part), commands: [] };
}

/** The entries of these rows: positions are their places, from 1. */
export async function entriesNamed(rows: readonly PartedRow[], log: Log): Promise<readonly PastEntry[]> {
  return pastsOf(rows, await readRows(rows, log));
}

function pastsOf(rows: readonly PartedRow[], read: ReadonlyMap<string, Read>): PastEntry[] {
  return rows.flatMap(([partition, at], i) => pastOf(read.get(`${partition}-${at}`), i + 1));
}

interface Read {
  readonly at: number;
  readonly entry: Entry;
}

async function readRows(rows: readonly PartedRow[], log: Log): Promise<ReadonlyMap<string, Read>> {
  const read = new Map<string, Read>();
  for (const [partition, some] of Map.groupBy(rows, ([one]) => one)) {
    const positions = [...new Set(some.map(([, position]) => position))].sort((a, b) => a - b);
    for (let start = 0; start < positions.length; start += PAGE) {
      for (const record of await log.get(partition, positions.slice(start, start + PAGE)))
        if (record) read.set(`${partition}-${record.position}`, { at: record.at, entry: decodeEntry(record.value) });
    }
  }
  return read;
}

function pastOf(read: Read | undefined, position: number): PastEntry[] {
  const entry = read?.entry;
  if (entry?.type === 'resolved') return [{ position, at: entry.said, entry: entry.entry }];
  // A control entry stands there as it came in only where a migration has brought it.
  return entry?.type === 'event' || entry?.type === 'control' || entry?.type === 'bind' ? [{ position, at: read!.at, entry }] : [];
}

/** Entries that have come: the same one may stand in the log a second time. */
class Seen {
  readonly #stamps = new Set<string>();
  readonly #messages = new Set<string>();

  constructor(read: readonly Read[]) {
    for (const { entry } of read) this.has(entry);
  }

  /** Whether it had come before. */
  has(entry: Entry): boolean {
    const stamp = stampOf(entry);
    const [seen, key] = stamp ? [this.#stamps, stamp.join(' ')] : [this.#messages, entry.type === 'event' ? entry.messageId : ''];
    const had = seen.has(key);
    seen.add(key);
    return had;
  }
}

/** Whose it is among the parts, if it has come to the profile; the parting itself is not yet asked. */
function partOf(
  later: Extract<Entry, { readonly type: 'resolved' | 'event' }>,
  { entry, homes }: { readonly entry: Omit<PartedEntry, 'type' | 'from'>; readonly homes: Homes },
): number | undefined {
  const inner = later.type === 'resolved' ? later.entry : later;
  const identifiers = 'customer' in inner && inner.customer !== undefined ? [] : inner.identifiers;
  const { customer } = later;
  if (customer === undefined) return undefined;
  const named = later.type === 'resolved' ? later : { customer };
  const isPart = (id: CustomerId): boolean => entry.parts.some(([part]) => part === id);
  const home = isPart(customer) ? homes.of({ ...named, customer, identifiers }) : undefined;
  if (home?.customer !== entry.customer) return undefined;
  const first = (later.type === 'resolved' ? later.named : undefined) ?? customer;
  const sides = new Map(entry.parts);
  const side = sides.get(first) ?? entry.customer;
  const places = identifiers.map(([namespace, value]) => entry.identifiers.findIndex((one) => one[0] === namespace && one[1] === value));
  const left = places.every((place) => place >= 0 && entry.parts[entry.identifiers[place]![2]]![0] !== entry.customer);
  if (side !== entry.customer || places.length === 0 || !left) return entry.parts.findIndex(([part]) => part === side);
  return entry.identifiers[Math.min(...places)]![2];
}

/** Its messages that wait in the outbox of this partition. */
export async function commandsOf(
  customer: CustomerId,
  { cache, state }: { readonly cache: CustomerCache; readonly state: StateReader },
): Promise<readonly SendCommand[]> {
  const sends = cache.get(customer)?.customer.journeys.sends ?? [];
  return waitingCommands(
    sends.map(({ message }) => message),
    state,
  );
}

const PAGE = 1_000;
