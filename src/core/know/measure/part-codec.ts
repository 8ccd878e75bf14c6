/**
 * The codec of event parts: `e<key>` (accumulators and the last chunk of rows), `c<key>\0<n>` (a full chunk), `b<key>\0<day>` (a bucket).
 * A new event rewrites the first of them, and others only where a row stands before the last chunk.
 */
import { VolanoError } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import { type Accumulator, emptyAccumulator } from './accumulator.ts';
import { readAccumulator, writeAccumulator } from './accumulator-codec.ts';
import { carryOver } from './carry-over.ts';
import { type EventPart, emptyPart, NO_NAMES, ownBuckets, partWith, setDictionary } from './event-part.ts';
import type { Measure, PartLayout } from './layout.ts';
import { mergePart } from './part.ts';
import { PartReader, PartWriter } from './part-writer.ts';
import { readRows, writeRows } from './row-codec.ts';
import { CHUNK_ROWS, type Rows } from './rows.ts';

/** Version of the codec, the first byte of every part. Version 1 was JSON. */
const VERSION = 2;

/** Part name and its bytes; undefined: the part is gone. */
export type PartWrite = readonly [name: string, bytes: Uint8Array | undefined];

/** Layouts of earlier releases, by id. */
export type OldLayouts = ReadonlyMap<string, PartLayout>;

/** One for all parts: nothing of a part stays in it. */
const out = new PartWriter();

/** Adds the writes of what changed in a part since the last call. */
export function encodePart(part: EventPart, writes: PartWrite[]): void {
  const { rows, layout } = part;
  const { key } = layout;
  for (const name of part.outlived) writes.push([name, undefined]);
  part.outlived = NO_NAMES;
  const full = chunkStart(rows.base + rows.length);
  for (let at = chunkStart(Math.max(rows.dirtyFrom, rows.base)); at < full; at += CHUNK_ROWS) {
    writes.push([chunkName(key, at / CHUNK_ROWS), encodeChunk(rows, layout, at)]);
  }
  for (; rows.firstChunk < Math.floor(rows.base / CHUNK_ROWS); rows.firstChunk++) writes.push([chunkName(key, rows.firstChunk), undefined]);
  if (part.dirtyBuckets.size > 0) {
    for (const day of part.dirtyBuckets) writes.push([bucketName(key, day), encodeBucket(part.buckets.get(day), layout)]);
    part.dirtyBuckets.clear();
  }
  writes.push([`e${key}`, encodeHead(part)]);
  rows.dirtyFrom = Number.POSITIVE_INFINITY;
  part.dirty = false;
}

function chunkStart(row: number): number {
  return row - (row % CHUNK_ROWS);
}

function chunkName(key: string, chunk: number): string {
  return `c${key}\u0000${chunk}`;
}

function bucketName(key: string, day: number): string {
  return `b${key}\u0000${day}`;
}

/** Layout id, what the rows are, the dictionary, accumulators, days of the buckets, the last chunk. */
function encodeHead(part: EventPart): Uint8Array {
  const { rows, layout, dictionary } = part;
  const end = rows.base + rows.length;
  out.start(VERSION);
  out.text(layout.id);
  out.count(rows.base);
  out.count(rows.length);
  out.count(dictionary.length);
  for (const value of dictionary) out.scalar(value);
  writeAll(part.ever, layout.ever);
  for (const time of part.latest) out.time(time);
  const days = part.buckets.size > 0 ? [...part.buckets.keys()].sort((a, b) => a - b) : [];
  out.count(days.length);
  for (const day of days) out.number(day);
  out.number(part.foldedUntil === Number.NEGATIVE_INFINITY ? Number.NaN : part.foldedUntil);
  writeRows(out, rows, { layout, from: Math.max(rows.base, chunkStart(end)), to: end });
  return out.end();
}

/** Absolute index of the first row, then the rows; those dropped from the front are left out of their chunk. */
function encodeChunk(rows: Rows, layout: PartLayout, at: number): Uint8Array {
  const from = Math.max(at, rows.base);
  out.start(VERSION);
  out.count(from);
  writeRows(out, rows, { layout, from, to: at + CHUNK_ROWS });
  return out.end();
}

function encodeBucket(bucket: readonly Accumulator[] | undefined, layout: PartLayout): Uint8Array | undefined {
  if (!bucket) return undefined;
  out.start(VERSION);
  writeAll(bucket, layout.windowed);
  return out.end();
}

function writeAll(accumulators: readonly Accumulator[], measures: readonly Measure[]): void {
  for (let i = 0; i < accumulators.length; i++) writeAccumulator(out, accumulators[i]!, measures[i]!);
}

export interface DecodeWorld {
  /** Of the plan in force. */
  readonly layout: PartLayout;
  readonly old: OldLayouts;
}

/** The head of a part as it is stored. */
export interface StoredHead {
  /** By which its other pieces are named. */
  readonly key: string;
  readonly bytes: Uint8Array;
  /** Chunks and buckets by name. */
  readonly parts: { get(name: string): Uint8Array | undefined };
  /** Whether it stands beside the customer (past-row.ts): it is merged into the part with its key. */
  readonly isBeside: boolean;
}

/**
 * Reads a part, under the plan in force: of its own head, if it has one, and those of the parts that have grown to take its place. Undefined when
 * nothing tells what they held. Throws VOLANO_STATE_VERSION_UNKNOWN.
 */
export function decodePart(heads: readonly StoredHead[], world: DecodeWorld): EventPart | undefined {
  const { layout } = world;
  const read: { readonly key: string; readonly part: EventPart; readonly isStored: boolean }[] = [];
  for (const head of heads) {
    const { key, isBeside } = head;
    let part = readPart(head, world);
    if (!part) continue;
    const stored = isBeside && read.find((one) => one.key === key);
    if (isBeside) part = withPast(stored ? stored.part : emptyPart(part.layout), part);
    if (!stored) read.push({ key, part, isStored: !isBeside });
  }
  const [first] = read;
  const isAlone = heads.every(({ key }) => key === layout.key);
  if (!first || (isAlone && first.part.layout === layout)) return first?.part;
  const part = carryOver(
    read.map((one) => one.part),
    layout,
  );
  if (!isAlone) part.outlived = read.flatMap((one) => (one.isStored ? piecesOf(one.part, one.key, layout.key) : []));
  return part;
}

/** The part as it was stored. */
function readPart({ key, bytes, parts }: StoredHead, { layout: current, old }: DecodeWorld): EventPart | undefined {
  const from = open(bytes, `e${key}`);
  const layoutId = from.name();
  const layout = current.id === layoutId ? current : old.get(layoutId);
  if (!layout) return undefined;
  const part = readHead(from, { layout, key }, parts);
  part.dirty = false;
  return part;
}

/** Nothing is dropped here, whenever that is: the next event does. */
function withPast(part: EventPart, past: EventPart): EventPart {
  mergePart(part, past, Number.NEGATIVE_INFINITY);
  return part;
}

/** Names under which it is stored, but for the head that is written anew. */
function piecesOf({ rows, buckets }: EventPart, key: string, kept: string): string[] {
  const names = key === kept ? [] : [`e${key}`];
  const end = Math.floor((rows.base + rows.length) / CHUNK_ROWS);
  for (let chunk = rows.firstChunk; chunk < end; chunk++) names.push(chunkName(key, chunk));
  for (const day of buckets.keys()) names.push(bucketName(key, day));
  return names;
}

function readHead(
  from: PartReader,
  { layout, key }: { readonly layout: PartLayout; readonly key: string },
  parts: StoredHead['parts'],
): EventPart {
  const base = from.count();
  const end = base + from.count();
  const values: Scalar[] = [];
  for (let left = from.count(); left > 0; left--) values.push(from.scalar());
  const ever: Accumulator[] = [];
  for (const measure of layout.ever) ever.push(readAccumulator(from, measure));
  const latest: number[] = [];
  for (let left = layout.latest.length; left > 0; left--) latest.push(from.time());
  const part = partWith(layout, ever, latest);
  setDictionary(part, values);
  const { rows } = part;
  rows.base = base;
  rows.firstChunk = Math.floor(base / CHUNK_ROWS);
  for (let left = from.count(); left > 0; left--) {
    ownBuckets(part);
    const day = from.number();
    part.buckets.set(day, decodeBucket(parts.get(bucketName(key, day)), layout));
  }
  const folded = from.number();
  part.foldedUntil = Number.isNaN(folded) ? Number.NEGATIVE_INFINITY : folded;
  const full = chunkStart(end);
  for (let at = chunkStart(rows.base); at < full; at += CHUNK_ROWS) {
    const name = chunkName(key, at / CHUNK_ROWS);
    const chunk = open(parts.get(name) ?? new Uint8Array(), name);
    const first = chunk.count();
    readRows(chunk, rows, { layout, count: at + CHUNK_ROWS - first, skip: Math.max(0, rows.base - first) });
  }
  readRows(from, rows, { layout, count: end - Math.max(rows.base, full), skip: 0 });
  return part;
}

function decodeBucket(bytes: Uint8Array | undefined, layout: PartLayout): Accumulator[] {
  if (!bytes) return layout.windowed.map((measure) => emptyAccumulator(measure.family));
  const from = open(bytes, 'bucket');
  return layout.windowed.map((measure) => readAccumulator(from, measure));
}

function open(bytes: Uint8Array, part: string): PartReader {
  const from = new PartReader(bytes, part);
  const version = bytes.length === 0 ? -1 : from.byte();
  if (version !== VERSION) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part, version });
  return from;
}
