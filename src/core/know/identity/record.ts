/**
 * What the state store keeps of identity: per identifier its customer, per customer an identity record. Bytes are canonical: JSON arrays
 * in a fixed order behind a version, the same for the same content.
 *
 * The history is kept whole so that a merge can be undone: every link says when, by which message and for which customer the identifier
 * was first linked (K6), and every merge who went into whom, when and by which message. An undone merge leaves `apart` on both sides.
 */
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';

/** Where in the log something was learnt, and from which message. */
export interface Origin {
  /** Ms since 1970 UTC. */
  readonly at: number;
  readonly partition: number;
  readonly position: number;
  /** Message id of the event, or '' when something else caused it. */
  readonly source: string;
}

export interface Link extends Origin {
  readonly identifier: Identifier;
  /** The customer it was first linked to. Another than the record's own when it came with a merge. */
  readonly first: CustomerId;
}

export interface Merge extends Origin {
  readonly from: CustomerId;
  readonly into: CustomerId;
}

/** This customer, or one that it has taken in, and the one that it was parted from. */
export type Apart = readonly [own: CustomerId, other: CustomerId];

/**
 * An identifier that counts for less in entries at positions from `since` on and before `until`, where a person's word stands that says so. `weakest`: it
 * leaves an entry first. `left_out`: it does not count beside another one of the profile.
 */
export interface Discount {
  readonly identifier: Identifier;
  readonly since: number;
  readonly until: number;
  readonly how: 'weakest' | 'left_out';
}

/** A live customer: its identifiers and all merges that made it, in log order. */
export interface LiveIdentity {
  readonly state: 'live';
  readonly links: readonly Link[];
  readonly merges: readonly Merge[];
  /**
   * Who was parted from whom: nothing but a person's word unites them again (K7). Such as a bind has united since stay here, and say nothing until they are
   * parted again. Sorted; absent: nobody.
   */
  readonly apart?: readonly Apart[];
  /** What partings have said of identifiers: it holds whenever the entries are resolved again. Sorted; absent: nothing. */
  readonly discounts?: readonly Discount[];
  /** The last parting that it has come out of; only where customers live in several partitions. */
  readonly parted?: number;
  readonly partings?: readonly PartedSides[];
}

/** What has left a customer by a parting: whatever is for the customer and names only such is of the side that has it. Only where a customer lives. */
export interface PartedSides {
  /** Its number: they rise. */
  readonly parting: number;
  /** Customers that are part of another one by it. */
  readonly customers: readonly (readonly [customer: CustomerId, side: CustomerId])[];
  /** Identifiers that another customer has by it, the strongest first. */
  readonly identifiers: readonly (readonly [namespace: string, value: string, side: CustomerId])[];
}

/** A customer that has been merged away. `into` is live (K4). */
export interface MergedIdentity {
  readonly state: 'merged';
  readonly into: CustomerId;
  /** When it turned out to be that one, ms; only where customers live in several partitions. */
  readonly since?: number;
  /** The last partings that it and `into` had come out of by then. */
  readonly parted?: number;
  readonly after?: number;
  readonly partings?: readonly PartedSides[];
}

export type IdentityRecord = LiveIdentity | MergedIdentity;

/** Of records that know of partings where there are several partitions. */
const VERSION = 4;
/** Versions before, and of all records without such, without discounts, or that are apart from nobody. */
const WITH_DISCOUNTS = 3;
const WITHOUT_DISCOUNTS = 2;
const WITHOUT_APART = 1;
type LinkRow = [namespace: string, value: string, first: CustomerId, at: number, partition: number, position: number, source: string];
type MergeRow = [from: CustomerId, into: CustomerId, at: number, partition: number, position: number, source: string];
type DiscountRow = [namespace: string, value: string, since: number, until: number, how: Discount['how']];
type Extras = Pick<LiveIdentity, 'parted' | 'partings'> & Pick<MergedIdentity, 'after'>;
type Stored =
  | [version: number, links: LinkRow[], merges: MergeRow[], apart?: readonly Apart[], discounts?: DiscountRow[]]
  | [version: number, into: CustomerId, since?: number];

/** As stored in the table `identity`: versioned JSON in UTF-8. */
export function encodeIdentity(record: IdentityRecord): Uint8Array {
  const extras = extrasOf(record);
  return Buffer.from(JSON.stringify(extras ? [VERSION, storedOf(record), extras] : storedOf(record)));
}

/** In a fixed order. */
function extrasOf(record: IdentityRecord): Extras | undefined {
  const { parted, partings } = record;
  const after = record.state === 'live' ? undefined : record.after;
  if (parted === undefined && after === undefined && partings === undefined) return undefined;
  return { ...(parted !== undefined && { parted }), ...(after !== undefined && { after }), ...(partings && { partings }) };
}

function storedOf(record: IdentityRecord): Stored {
  if (record.state === 'merged') {
    const { into, since } = record;
    return since === undefined ? [WITHOUT_APART, into] : [WITHOUT_APART, into, since];
  }
  const [links, merges] = [record.links.map(linkRow), record.merges.map(mergeRow)];
  const { apart, discounts } = record;
  if (discounts) return [WITH_DISCOUNTS, links, merges, apart ?? [], discounts.map(discountRow)];
  return apart ? [WITHOUT_DISCOUNTS, links, merges, apart] : [WITHOUT_APART, links, merges];
}

/** The record of stored bytes. */
export function decodeIdentity(bytes: Uint8Array): IdentityRecord {
  const stored = JSON.parse(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString()) as Stored | WithPartings;
  return isWithPartings(stored) ? { ...recordOf(stored[1]), ...stored[2] } : recordOf(stored);
}

type WithPartings = readonly [version: typeof VERSION, stored: Stored, extras: Extras];

function isWithPartings(stored: Stored | WithPartings): stored is WithPartings {
  return stored[0] === VERSION;
}

function recordOf(stored: Stored): IdentityRecord {
  if (![WITH_DISCOUNTS, WITHOUT_DISCOUNTS, WITHOUT_APART].includes(stored[0]))
    throw new Error(`Identity record of version ${stored[0]}: this program reads version ${VERSION}`);
  if (typeof stored[1] === 'string') {
    const [, into, since] = stored as [version: number, into: CustomerId, since?: number];
    return { state: 'merged', into, ...(since !== undefined && { since }) };
  }
  const [, links, merges = [], apart = [], rows] = stored as Exclude<Stored, readonly [number, CustomerId, number?]>;
  const discounts = rows && { discounts: rows.map(discountOf) };
  return { state: 'live', links: links.map(linkOf), merges: merges.map(mergeOf), ...(apart.length > 0 && { apart }), ...discounts };
}

/** Text key of an identifier; its UTF-8 bytes are its key in the table `identifier`. Lone surrogates are replaced, as in those bytes. */
export function identifierKey([namespace, value]: Identifier): string {
  return `${namespace}\u0000${value}`.toWellFormed();
}

/** The identifier of a key. A namespace has no null character, so the first one ends it. */
export function identifierOfKey(key: string): Identifier {
  const end = key.indexOf('\u0000');
  return [key.slice(0, end), key.slice(end + 1)];
}

/** Pairs of several records, each once, in order. Undefined: none. */
export function apartOf(pairs: readonly Apart[]): readonly Apart[] | undefined {
  if (pairs.length === 0) return undefined;
  const unique = new Map(pairs.map((pair) => [pair.join(' '), pair]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, pair]) => pair);
}

/** What several records say of identifiers, each once, in order. Undefined: nothing. */
export function discountsOf(discounts: readonly Discount[]): readonly Discount[] | undefined {
  if (discounts.length === 0) return undefined;
  const unique = new Map(discounts.map((discount) => [JSON.stringify(discountRow(discount)), discount]));
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, discount]) => discount);
}

function discountRow({ identifier: [namespace, value], since, until, how }: Discount): DiscountRow {
  return [namespace, value, since, until, how];
}

function discountOf([namespace, value, since, until, how]: DiscountRow): Discount {
  return { identifier: [namespace, value], since, until, how };
}

function linkRow({ identifier: [namespace, value], first, at, partition, position, source }: Link): LinkRow {
  return [namespace, value, first, at, partition, position, source];
}

function linkOf([namespace, value, first, at, partition, position, source]: LinkRow): Link {
  return { identifier: [namespace, value], first, at, partition, position, source };
}

function mergeRow({ from, into, at, partition, position, source }: Merge): MergeRow {
  return [from, into, at, partition, position, source];
}

function mergeOf([from, into, at, partition, position, source]: MergeRow): Merge {
  return { from, into, at, partition, position, source };
}
