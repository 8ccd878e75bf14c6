/**
 * The canonical codec of knowledge. A customer's state is written in parts: `k` (profile, tags, segments, flips), and per event part `e<key>`
 * (its accumulators and the last chunk of rows), `c<key>\0<n>` (a full chunk), `b<key>\0<day>` (a bucket).
 *
 * C1. The bytes are a function of the entries applied, not of batches, caches or earlier encodings.
 */
import type { Scalar } from '../../define/index.ts';
import type { KnowPlan } from './compile/plan.ts';
import { emptyKnown, type Known, putPart } from './known.ts';
import { decodePart, encodePart, type OldLayouts, type PartWrite } from './measure/part-codec.ts';

export type { OldLayouts, PartWrite } from './measure/part-codec.ts';

/** Version of the codec, the first field of every head. */
const VERSION = 1;

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** What changed since the last call, as writes. */
export function encodeKnown(known: Known): PartWrite[] {
  const writes: PartWrite[] = [];
  if (known.dirty) {
    writes.push(['k', encodeJson(coreOf(known))]);
    known.dirty = false;
  }
  for (const part of known.parts.values()) if (part.dirty) encodePart(part, writes);
  return writes;
}

/** Marks everything as changed, so that the next encoding is whole. */
export function touchAll(known: Known): void {
  known.dirty = true;
  for (const part of known.parts.values()) {
    part.dirty = true;
    part.rows.dirtyFrom = part.rows.base;
    for (const day of part.buckets.keys()) part.dirtyBuckets.add(day);
  }
}

/** Reads all parts of a customer. Parts whose layout the plan has changed are carried over by measure and column. */
export function decodeKnown(parts: ReadonlyMap<string, Uint8Array>, plan: KnowPlan, old: OldLayouts): Known {
  const known = emptyKnown(0);
  const core = parts.get('k');
  if (core) readCore(known, JSON.parse(decoder.decode(core)) as Core);
  for (const [name, bytes] of parts) {
    if (!name.startsWith('e')) continue;
    const part = decodePart(name.slice(1), bytes, { parts, layouts: plan.layouts, old });
    if (part) putPart(known, part);
  }
  known.dirty = false;
  return known;
}

type Core = readonly [
  version: number,
  createdAt: number,
  declared: readonly (readonly [string, Scalar | readonly Scalar[] | null, number, string])[],
  tags: readonly (readonly [string, number])[],
  segments: readonly (readonly [string, number])[],
  flips: readonly (readonly [string, number])[],
];

function coreOf(known: Known): Core {
  return [
    VERSION,
    known.createdAt,
    [...known.declared].map(([id, { value, time, mark }]) => [id, value ?? null, time, mark] as const),
    [...known.tags].map(([id, { since }]) => [id, since] as const),
    [...known.segments].map(([id, { since }]) => [id, since] as const),
    [...known.flips],
  ];
}

function readCore(known: Known, core: Core): void {
  const [, createdAt, declared, tags, segments, flips] = core;
  known.createdAt = createdAt;
  for (const [id, value, time, mark] of declared) known.declared.set(id, { value: value ?? undefined, time, mark } as never);
  for (const [id, since] of tags) known.tags.set(id, { since });
  for (const [id, since] of segments) known.segments.set(id, { since });
  for (const [key, at] of flips) known.flips.set(key, at);
}

function encodeJson(value: unknown): Uint8Array {
  return encoder.encode(JSON.stringify(value));
}
