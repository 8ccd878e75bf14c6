/** The codec of event parts: `e<key>` (accumulators and the last chunk of rows), `c<key>\0<n>` (a full chunk), `b<key>\0<day>` (a bucket). */
import type { Scalar } from '../../../define/index.ts';
import { type Accumulator, emptyAccumulator, type Mark, type ValueCount } from './accumulator.ts';
import type { EventPart } from './event-part.ts';
import type { PartLayout } from './layout.ts';
import { emptyPart } from './part.ts';
import { CHUNK_ROWS, Rows } from './rows.ts';

/** Version of the codec, the first field of every head. */
const VERSION = 1;

/** Part name and its bytes; undefined: the part is gone. */
export type PartWrite = readonly [name: string, bytes: Uint8Array | undefined];

/** Layouts of earlier releases, by id. */
export type OldLayouts = ReadonlyMap<string, PartLayout>;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** [version, layout id, base, length, foldedUntil, dictionary, ever, marks of the last chunk, chunks, bucket days] then the numbers of the last chunk. */
type Head = readonly [
  number,
  string,
  number,
  number,
  number | null,
  readonly Scalar[],
  readonly unknown[],
  readonly string[] | null,
  readonly number[],
];

export function encodePart(part: EventPart, writes: PartWrite[]): void {
  const { rows, layout } = part;
  const { key } = layout;
  const end = rows.base + rows.length;
  const full = chunkStart(end);
  const tail = Math.max(rows.base, full);
  for (let at = chunkStart(Math.max(rows.dirtyFrom, rows.base)); at < full; at += CHUNK_ROWS) {
    writes.push([chunkName(key, at / CHUNK_ROWS), encodeChunk(rows, at, at + CHUNK_ROWS)]);
  }
  for (; rows.firstChunk < Math.floor(rows.base / CHUNK_ROWS); rows.firstChunk++) writes.push([chunkName(key, rows.firstChunk), undefined]);
  const buckets = [...part.buckets.keys()].sort((a, b) => a - b);
  for (const day of part.dirtyBuckets) {
    const bucket = part.buckets.get(day);
    writes.push([`b${key}\u0000${day}`, bucket && encodeJson(bucket.map(packAccumulator))]);
  }
  const folded = part.foldedUntil === Number.NEGATIVE_INFINITY ? null : part.foldedUntil;
  const marks = rows.marks ? rows.marks.slice(tail - rows.base) : null;
  const head: Head = [VERSION, layout.id, rows.base, rows.length, folded, part.dictionary, part.ever.map(packAccumulator), marks, buckets];
  writes.push([`e${key}`, withNumbers(encodeJson(head), rows, { from: tail })]);
  rows.dirtyFrom = Number.POSITIVE_INFINITY;
  part.dirtyBuckets.clear();
  part.dirty = false;
}

function chunkStart(row: number): number {
  return Math.floor(row / CHUNK_ROWS) * CHUNK_ROWS;
}

function chunkName(key: string, chunk: number): string {
  return `c${key}\u0000${chunk}`;
}

/** Rows [from, to) by absolute index; rows dropped from the front are left out of their chunk. */
function encodeChunk(rows: Rows, from: number, to: number): Uint8Array {
  const first = Math.max(from, rows.base);
  const marks = rows.marks ? rows.marks.slice(first - rows.base, to - rows.base) : null;
  return withNumbers(encodeJson([first, marks]), rows, { from: first, to });
}

/** Length of the JSON (4 bytes), the JSON, the rows' numbers as little-endian doubles. */
function withNumbers(json: Uint8Array, rows: Rows, { from, to = rows.base + rows.length }: { from: number; to?: number }): Uint8Array {
  const numbers = rows.numbers.subarray((from - rows.base) * rows.stride, (to - rows.base) * rows.stride);
  const bytes = new Uint8Array(4 + json.length + numbers.byteLength);
  new DataView(bytes.buffer).setUint32(0, json.length, true);
  bytes.set(json, 4);
  bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), 4 + json.length);
  return bytes;
}

function splitNumbers(bytes: Uint8Array): { json: unknown; numbers: Float64Array } {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const json: unknown = JSON.parse(decoder.decode(bytes.subarray(4, 4 + length)));
  const numbers = new Float64Array((bytes.length - 4 - length) / 8);
  new Uint8Array(numbers.buffer).set(bytes.subarray(4 + length));
  return { json, numbers };
}

interface DecodeWorld {
  readonly parts: ReadonlyMap<string, Uint8Array>;
  /** Of the plan in force, by part key. */
  readonly layouts: ReadonlyMap<string, PartLayout>;
  readonly old: OldLayouts;
}

export function decodePart(key: string, bytes: Uint8Array, world: DecodeWorld): EventPart | undefined {
  const { json, numbers } = splitNumbers(bytes);
  const [, layoutId, base, length, folded, dictionary, ever, marks, buckets] = json as Head;
  const current = world.layouts.get(key);
  const layout = current?.id === layoutId ? current : world.old.get(layoutId);
  if (!layout) return undefined;
  const part = emptyPart(layout);
  part.ever = ever.map((packed, i) => unpackAccumulator(packed, layout.ever[i]!.family));
  part.dictionary = [...dictionary];
  part.numbers = new Map(part.dictionary.map((value, i) => [value, i]));
  part.foldedUntil = folded ?? Number.NEGATIVE_INFINITY;
  for (const day of buckets) part.buckets.set(day, decodeBucket(world.parts.get(`b${key}\u0000${day}`), layout));
  part.rows = decodeRows({ base, length, tail: numbers, tailMarks: marks }, layout, (chunk) => world.parts.get(chunkName(key, chunk)));
  part.dirty = false;
  if (layout === current) return part;
  return current ? carryOver(part, current) : undefined;
}

function decodeRows(
  stored: { base: number; length: number; tail: Float64Array; tailMarks: readonly string[] | null },
  layout: PartLayout,
  chunkOf: (chunk: number) => Uint8Array | undefined,
): Rows {
  const rows = new Rows(1 + layout.cells.length, layout.keepsMarks);
  rows.base = stored.base;
  rows.firstChunk = Math.floor(stored.base / CHUNK_ROWS);
  rows.length = stored.length;
  rows.numbers = new Float64Array((stored.length + 8) * rows.stride);
  const end = stored.base + stored.length;
  const full = chunkStart(end);
  const tail = Math.max(stored.base, full);
  for (let at = chunkStart(stored.base); at < full; at += CHUNK_ROWS) {
    const { json, numbers } = splitNumbers(chunkOf(at / CHUNK_ROWS)!);
    const [first, marks] = json as [number, string[] | null];
    const skip = Math.max(0, stored.base - first);
    rows.numbers.set(numbers.subarray(skip * rows.stride), (Math.max(first, stored.base) - stored.base) * rows.stride);
    rows.marks?.push(...(marks ?? []).slice(skip));
  }
  rows.numbers.set(stored.tail, (tail - stored.base) * rows.stride);
  rows.marks?.push(...(stored.tailMarks ?? []));
  return rows;
}

function decodeBucket(bytes: Uint8Array | undefined, layout: PartLayout): Accumulator[] {
  const packed = bytes ? (JSON.parse(decoder.decode(bytes)) as unknown[]) : [];
  return layout.windowed.map((measure, i) =>
    packed[i] === undefined ? emptyAccumulator(measure.family) : unpackAccumulator(packed[i], measure.family),
  );
}

/** The same content under another layout: measures and cells by key; what the old one did not keep starts empty. */
function carryOver(from: EventPart, layout: PartLayout): EventPart {
  const part = emptyPart(layout);
  const pick = (kind: 'ever' | 'windowed', old: readonly Accumulator[]) =>
    layout[kind].map(
      (measure) => old[from.layout[kind].findIndex((other) => other.key === measure.key)] ?? emptyAccumulator(measure.family),
    );
  part.ever = pick('ever', from.ever);
  for (const [day, bucket] of from.buckets) part.buckets.set(day, pick('windowed', bucket));
  part.foldedUntil = from.foldedUntil;
  part.dictionary = from.dictionary;
  part.numbers = from.numbers;
  const sources = layout.cells.map((cell) =>
    from.layout.cells.findIndex((other) => other.kind === cell.kind && cellKey(from.layout, other) === cellKey(layout, cell)),
  );
  for (let row = 0; row < from.rows.length; row++) {
    const cells = sources.map((source) => (source < 0 ? Number.NaN : from.rows.cell(row, source)));
    part.rows.insert(from.rows.time(row), from.rows.marks?.[row] ?? '', cells);
  }
  part.rows.base = from.rows.base;
  part.rows.dirtyFrom = from.rows.base;
  part.dirtyBuckets = new Set(part.buckets.keys());
  return part;
}

function cellKey(layout: PartLayout, cell: PartLayout['cells'][number]): string {
  return (cell.kind === 'filter' ? layout.filters : layout.columns)[cell.of]!.key;
}

function packAccumulator(one: Accumulator): unknown {
  if (one.family === 'number') return one.count === 0 ? [] : [one.count, one.sum, one.min, one.max];
  if (one.family === 'edge') return one.first ? [one.first, one.last] : [];
  if (one.family === 'periods') return one.spans;
  const values = [...one.values].map(([value, c]) => [value, c.count, c.firstTime, c.firstMark, c.lastTime, c.lastMark]);
  return one.coarse ? [values, 1] : [values];
}

function unpackAccumulator(packed: unknown, family: Accumulator['family']): Accumulator {
  const empty = emptyAccumulator(family);
  const list = packed as readonly unknown[];
  if (list.length === 0) return empty;
  if (empty.family === 'number') {
    const [count, sum, min, max] = list as [number, number, number, number];
    return { family: 'number', count, sum, min, max };
  }
  if (empty.family === 'edge') return { family: 'edge', first: list[0] as Mark, last: list[1] as Mark };
  if (empty.family === 'periods') return { family: 'periods', spans: [...(list as number[])] };
  for (const [value, count, firstTime, firstMark, lastTime, lastMark] of list[0] as [Scalar, number, number, string, number, string][]) {
    empty.values.set(value, { count, firstTime, firstMark, lastTime, lastMark } satisfies ValueCount);
  }
  empty.coarse = list.length > 1;
  return empty;
}

function encodeJson(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}
