/**
 * The codec of event parts: `e<key>` (accumulators and the last chunk of rows), `c<key>\0<n>` (a full chunk), `b<key>\0<day>` (a bucket).
 * A new event rewrites the first of them, and others only where a row stands before the last chunk.
 */
import { VolanoError } from '../../../base/index.ts';
import type { Scalar } from '../../../define/index.ts';
import { type Accumulator, emptyAccumulator } from './accumulator.ts';
import { readAccumulator, writeAccumulator } from './accumulator-codec.ts';
import { carryOver } from './carry-over.ts';
import { type EventPart, ownBuckets, partWith, setDictionary } from './event-part.ts';
import type { Measure, PartLayout } from './layout.ts';
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
  /** Chunks and buckets by name. */
  readonly parts: { get(name: string): Uint8Array | undefined };
  /** Of the plan in force, by part key. */
  readonly layouts: ReadonlyMap<string, PartLayout>;
  readonly old: OldLayouts;
}

/** Reads a part, under the plan in force; undefined when that has no such part. Throws VOLANO_STATE_VERSION_UNKNOWN. */
export function decodePart(key: string, bytes: Uint8Array, world: DecodeWorld): EventPart | undefined {
  const from = open(bytes, `e${key}`);
  const layoutId = from.name();
  const current = world.layouts.get(key);
  const layout = current?.id === layoutId ? current : world.old.get(layoutId);
  if (!layout) return undefined;
  const part = readHead(from, layout, world.parts);
  part.dirty = false;
  if (layout === current) return part;
  return current ? carryOver(part, current) : undefined;
}

function readHead(from: PartReader, layout: PartLayout, parts: DecodeWorld['parts']): EventPart {
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
    part.buckets.set(day, decodeBucket(parts.get(bucketName(layout.key, day)), layout));
  }
  const folded = from.number();
  part.foldedUntil = Number.isNaN(folded) ? Number.NEGATIVE_INFINITY : folded;
  const full = chunkStart(end);
  for (let at = chunkStart(rows.base); at < full; at += CHUNK_ROWS) {
    const name = chunkName(layout.key, at / CHUNK_ROWS);
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
