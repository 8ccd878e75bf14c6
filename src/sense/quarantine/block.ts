/**
 * A quarantine's rows on a desk. Records lie in blocks, each what was written at once: lines of JSON, one behind the other; a record's id is its block and the
 * place of its first byte in it.
 */
import { type DeskPair, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../port/state/index.ts';
import type { QuarantinedCall, QuarantineRecord, Settled } from './quarantine.ts';
import { idOf, placeOf } from './segment.ts';

/** Over all blocks. Blocks `first` to `last` are there; none when `first` is greater. */
export interface Totals {
  readonly first: number;
  readonly last: number;
  /** Of the blocks that are there. */
  readonly bytes: number;
  /** Records ever, and what became of them. */
  readonly written: number;
  readonly removed: number;
  readonly replayed: number;
  readonly dropped: number;
}

/** Places of the records of a block that are settled. */
export type BlockSettled = Readonly<Record<Settled, readonly number[]>>;

export interface Block {
  readonly number: number;
  readonly bytes: Uint8Array;
  readonly settled: BlockSettled;
}

export const TOTALS: Uint8Array = deskKey('totals');
export const BEGUN: Uint8Array = deskKey('begun');
export const BLOCKS: Uint8Array = deskKey('block');
export const blockKey = (number: number): Uint8Array => deskKey('block', number);
export const settledKey = (number: number): Uint8Array => deskKey('settled', number);

const NEWLINE = 0x0a;
const NONE: BlockSettled = { replayed: [], dropped: [] };

export function totalsOf(value: Uint8Array | undefined): Totals {
  return value ? jsonValue<Totals>(value) : { first: 1, last: 0, bytes: 0, written: 0, removed: 0, replayed: 0, dropped: 0 };
}

export function settledOf(value: Uint8Array | undefined): BlockSettled {
  return value ? jsonValue<BlockSettled>(value) : NONE;
}

export function numberOf([key]: DeskPair): number {
  return Number(deskKeyParts(key, ['text', 'number'])[1]);
}

/** With these records settled as well, of which it gives how many were not before. */
export function settledWith(
  before: BlockSettled,
  places: readonly number[],
  as: Settled,
): { readonly value: Uint8Array; readonly more: number } {
  const known = new Set([...before.replayed, ...before.dropped]);
  const fresh = [...new Set(places)].filter((place) => !known.has(place));
  return { value: jsonBytes({ ...before, [as]: [...before[as], ...fresh] } satisfies BlockSettled), more: fresh.length };
}

export function countOf(bytes: Uint8Array): number {
  let count = 0;
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) count++;
  return count;
}

/** In the order of adding, those that are not settled unless they are asked for. */
export function recordsIn({ number, bytes, settled }: Block, options: { readonly settled?: boolean } = {}): readonly QuarantineRecord[] {
  const out = new Set(options.settled ? [] : [...settled.replayed, ...settled.dropped]);
  const lines = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const records: QuarantineRecord[] = [];
  for (let at = 0, end = lines.indexOf(NEWLINE); end >= 0; at = end + 1, end = lines.indexOf(NEWLINE, at)) {
    if (out.has(at)) continue;
    records.push({ id: idOf(number, at), ...(JSON.parse(lines.toString('utf8', at, end)) as QuarantinedCall) });
  }
  return records;
}

export function settledAs({ settled }: Block, id: string): Settled | undefined {
  const { offset } = placeOf(id);
  return settled.replayed.includes(offset) ? 'replayed' : settled.dropped.includes(offset) ? 'dropped' : undefined;
}

/** Places of records by block. */
export function placesOf(ids: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (const id of ids) {
    const { segment, offset } = placeOf(id);
    const block = places.get(segment);
    if (block) block.push(offset);
    else places.set(segment, [offset]);
  }
  return places;
}
