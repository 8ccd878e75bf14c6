/**
 * Reading what a parting names: entries in the partitions of customers, each with where it came in, and entries of `events` by which something was linked or
 * merged.
 */
import type { Address } from '../../base/index.ts';
import {
  type BindEntry,
  type ControlEntry,
  decodeEntry,
  type Entry,
  type EventEntry,
  type SpreadPlace,
  type Stamp,
} from '../../core/index.ts';
import type { Log } from '../../port/log/index.ts';
import type { Stand } from './places.ts';

/** An entry about a profile. */
export interface SpreadEntry extends Stand {
  readonly entry: EventEntry | ControlEntry | BindEntry;
  /** Where it came in; absent: to its customer directly. */
  readonly address?: Address;
  /** Where the customers' partitions have it; absent: nowhere as far as is known. */
  readonly place?: SpreadPlace;
}

const PAGE = 1_000;
/** Entries that came to customers directly stand in no partition of `events`: beyond all of those. */
const DIRECTLY = 1_000_000;

/** Where entries came in, and the entries. Those that the log has no more are left out. */
export async function entriesAt(places: readonly SpreadPlace[], customers: Log): Promise<SpreadEntry[]> {
  const found: SpreadEntry[] = [];
  const open: { readonly one: Omit<SpreadEntry, 'address'>; readonly from: Stamp }[] = [];
  for (const { at, place, value } of await read(places, customers)) {
    const entry = decodeEntry(value);
    const stand = { at, partition: DIRECTLY + place[0], position: place[1], place };
    const brought = broughtOf(entry);
    if (brought) found.push(broughtEntry(brought, { at, place }));
    else if (entry.type === 'event') found.push({ ...stand, entry });
    else if (entry.type === 'resolved') open.push({ one: { ...stand, at: entry.said, entry: entry.entry }, from: entry.from });
  }
  const origins = await originsOf(
    open.map(({ from }) => from),
    customers,
  );
  open.forEach(({ one }, i) => {
    const origin = origins[i];
    const address = origin && { ...origin, ordinal: 0 };
    found.push({ ...one, ...origin, ...(address && one.entry.type !== 'bind' && !namesCustomer(one.entry) && { address }) });
  });
  return found;
}

/** It came in when there was one partition, and a migration has brought it into both logs at the same place. */
function broughtOf(entry: Entry): SpreadEntry['entry'] | undefined {
  if (entry.type === 'event') return entry.customer === undefined ? entry : undefined;
  return entry.type === 'control' || entry.type === 'bind' ? entry : undefined;
}

function broughtEntry(entry: SpreadEntry['entry'], { at, place }: { readonly at: number; readonly place: SpreadPlace }): SpreadEntry {
  const [partition, position] = place;
  const address = { partition, position, ordinal: 0 };
  return { at, partition, position, place, entry, ...(entry.type !== 'bind' && { address }) };
}

/** Entries of `events` at these places. */
export async function arrivedAt(places: readonly SpreadPlace[], events: Log): Promise<SpreadEntry[]> {
  return (await read(places, events)).flatMap(({ at, place: [partition, position], value }): SpreadEntry[] => {
    const entry = decodeEntry(value);
    if (entry.type !== 'event' && entry.type !== 'control' && entry.type !== 'bind') return [];
    return [{ at, partition, position, entry, address: { partition, position, ordinal: 0 } }];
  });
}

function namesCustomer(entry: SpreadEntry['entry']): boolean {
  return entry.type === 'event' && entry.customer !== undefined;
}

/** Through whatever partitions they were passed on: where in `events` they came in; undefined: nowhere. */
async function originsOf(stamps: readonly Stamp[], customers: Log): Promise<(Pick<Stand, 'partition' | 'position'> | undefined)[]> {
  const origins = new Array<Pick<Stand, 'partition' | 'position'> | undefined>(stamps.length);
  let open = stamps.map((stamp, nth) => ({ stamp, nth }));
  while (open.length > 0) {
    const passed: { readonly nth: number; readonly place: SpreadPlace }[] = [];
    for (const { stamp, nth } of open) {
      const [origin, position] = stamp;
      const partition = Number(origin.slice(1));
      if (origin.startsWith('i')) origins[nth] = { partition, position };
      else passed.push({ nth, place: [partition, position] });
    }
    const records = new Map(
      (
        await read(
          passed.map(({ place }) => place),
          customers,
        )
      ).map(({ place, value }) => [place.join('-'), decodeEntry(value)]),
    );
    open = passed.flatMap(({ nth, place }) => {
      const entry = records.get(place.join('-'));
      return entry?.type === 'resolved' ? [{ nth, stamp: entry.from }] : [];
    });
  }
  return origins;
}

async function read(places: readonly SpreadPlace[], log: Log) {
  const records: { readonly at: number; readonly place: SpreadPlace; readonly value: Uint8Array }[] = [];
  for (const [partition, some] of Map.groupBy(places, ([one]) => one)) {
    const positions = [...new Set(some.map(([, position]) => position))].sort((a, b) => a - b);
    for (let start = 0; start < positions.length; start += PAGE) {
      for (const record of await log.get(partition, positions.slice(start, start + PAGE)))
        if (record) records.push({ at: record.at, place: [partition, record.position], value: record.value });
    }
  }
  return records;
}
