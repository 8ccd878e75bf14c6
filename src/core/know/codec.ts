/**
 * The canonical codec of knowledge. A customer's state is written in parts: `k` (profile, tags, segments, flips), and per event part `e<key>`
 * (its accumulators and the last chunk of rows), `c<key>\0<n>` (a full chunk), `b<key>\0<day>` (a bucket).
 *
 * C1. The bytes are a function of the entries applied, not of batches, caches or earlier encodings.
 */
import { ByteReader, ByteWriter, VolanoError } from '../../base/index.ts';
import type { Scalar } from '../../define/index.ts';
import type { KnowPlan } from './compile/plan.ts';
import { type Declared, emptyKnown, type Known } from './known.ts';
import { isPreparingKey } from './measure/beyond.ts';
import { NO_NAMES } from './measure/event-part.ts';
import type { PartLayout } from './measure/layout.ts';
import { decodePart, encodePart, type OldLayouts, type PartWrite, type StoredHead } from './measure/part-codec.ts';
import { PAST_ROW, type PastPieces } from './past-row.ts';
import type { RuleTable } from './roll.ts';
import type { Saying } from './saying.ts';
import type { SparseTimes } from './sparse-times.ts';

export type { OldLayouts, PartWrite } from './measure/part-codec.ts';

/** Version of the codec, the first field of every head. */
const VERSION = 3;
/** Without what reconciliation rules keep. */
const VERSION_2 = 2;

const writer = new ByteWriter();

/** What changed since the last call, as writes. */
export function encodeKnown(known: Known): PartWrite[] {
  const writes: PartWrite[] = [];
  if (known.past?.isRead) {
    for (const slot of known.past.slots) known.parts.at(slot);
    known.past = undefined;
    writes.push([PAST_ROW, undefined]);
  }
  if (known.dirty) {
    writes.push(['k', encodeCore(known)]);
    known.dirty = false;
  }
  for (const part of known.parts.opened()) if (part.dirty) encodePart(part, writes);
  if (writes.length > 0 && known.strays.length > 0) {
    for (const name of known.strays) writes.push([name, undefined]);
    known.strays = NO_NAMES;
  }
  return writes;
}

/** Marks everything as changed, so that the next encoding is whole. */
export function touchAll(known: Known): void {
  known.dirty = true;
  const parts = known.parts.all();
  if (known.past) known.past.isRead = true;
  for (const part of parts) {
    part.dirty = true;
    part.rows.dirtyFrom = part.rows.base;
    for (const day of part.buckets.keys()) part.dirtyBuckets.add(day);
  }
}

/** Layouts and tables of earlier releases by id, to read what was written under them. */
export interface Earlier {
  readonly layouts: OldLayouts;
  readonly tables: ReadonlyMap<number, RuleTable>;
}

/** Parts by name. */
export interface StoredRows {
  get(name: string): Uint8Array | undefined;
  /** Where there may be others than the bundle. */
  keys?(): Iterable<string>;
}
export interface StoredParts extends StoredRows {
  keys(): Iterable<string>;
}

/** What a store has of a customer: `k` and the heads of event parts in `small`, chunks and buckets in `rows`. */
export interface StoredKnown {
  readonly small: StoredParts;
  readonly rows: StoredRows;
  /** What a backfill has brought of it and nobody has read. */
  readonly past?: PastPieces | undefined;
}

/** Reads a customer: the roll at once, event parts when they are asked for. Parts whose layout the plan has changed are carried over by measure and column. */
export function decodeKnown({ small, rows, past }: StoredKnown, plan: KnowPlan, earlier: Earlier): Known {
  const known = emptyKnown(0);
  const core = small.get('k');
  if (core) readCore(known, core, (id) => (id === plan.table.id ? plan.table : earlier.tables.get(id)));
  known.roll.adopt(plan.table);
  const places = placesOf(plan);
  const sealed: number[] = [];
  // What the plan no longer has is forgotten.
  for (const name of small.keys()) {
    const slot = places.slots.get(name);
    if (slot === undefined) noteStray(known, name, rows);
    else if (!(places.areShared && sealed.includes(slot))) sealed.push(slot);
  }
  if (past) known.past = { slots: slotsOf(past, places), isRead: false };
  for (const slot of known.past?.slots ?? []) if (!sealed.includes(slot)) sealed.push(slot);
  known.parts.seal(sealed, (slot) => {
    const { layout, keys } = places.parts[slot]!;
    const heads: StoredHead[] = [];
    for (const key of keys) {
      const bytes = small.get(`e${key}`);
      if (bytes) heads.push({ key, bytes, parts: rows, isBeside: false });
      const brought = past?.get(`e${key}`);
      if (!brought) continue;
      heads.push({ key, bytes: brought, parts: past!, isBeside: true });
      known.past!.isRead = true;
    }
    return decodePart(heads, { layout, old: earlier.layouts });
  });
  known.dirty = false;
  return known;
}

/** A part that was in preparation and never took its place. Others may come again with a later release. */
function noteStray(known: Known, name: string, rows: StoredRows): void {
  const key = name.slice(1);
  if (name[0] !== 'e' || !isPreparingKey(key)) return;
  const isPiece = (row: string): boolean => (row[0] === 'c' || row[0] === 'b') && row.startsWith(`${key}\u0000`, 1);
  known.strays = [...known.strays, name, ...[...(rows.keys?.() ?? [])].filter(isPiece)];
}

function slotsOf(past: PastPieces, { slots }: Places): readonly number[] {
  const found: number[] = [];
  for (const name of past.keys()) {
    const slot = slots.get(name);
    if (slot !== undefined && !found.includes(slot)) found.push(slot);
  }
  return found;
}

/** Where the heads of a plan's parts belong. */
interface Places {
  /** By name. */
  readonly slots: ReadonlyMap<string, number>;
  /** By slot: the keys under which a part may be stored, its own first, then those of what takes its place. */
  readonly parts: readonly { readonly layout: PartLayout; readonly keys: readonly string[] }[];
  /** Whether several names may belong to one slot. */
  readonly areShared: boolean;
}

const placesOfPlans = new WeakMap<KnowPlan['layouts'], Places>();

function placesOf({ layouts, takenOver }: KnowPlan): Places {
  let places = placesOfPlans.get(layouts);
  if (!places) {
    const slots = new Map<string, number>();
    const parts: Places['parts'][number][] = [];
    for (const layout of layouts.values()) {
      const keys = [layout.key, ...(takenOver.get(layout.key) ?? [])];
      for (const key of keys) slots.set(`e${key}`, layout.slot);
      parts[layout.slot] = { layout, keys };
    }
    places = { slots, parts, areShared: takenOver.size > 0 };
    placesOfPlans.set(layouts, places);
  }
  return places;
}

/** Version, createdAt, declared traits, their sayings, then the roll: its table's id, memberships and flips by place, and the strays of both by key. */
function encodeCore({ createdAt, declared, sayings, roll }: Known): Uint8Array {
  writer.byte(VERSION);
  writer.time(createdAt);
  writer.varint(declared.size);
  for (const [id, { value, time, mark }] of declared) {
    writer.text(id);
    writer.text(value === undefined ? '' : JSON.stringify(value));
    writer.double(time);
    writer.text(mark);
  }
  writeSayings(sayings);
  writer.varint(roll.table.id);
  writeTimes(roll.members);
  writeTimes(roll.flips);
  for (const strays of [roll.strayMembers, roll.strayFlips]) {
    writer.varint(strays.size);
    for (const [key, at] of strays) {
      writer.text(key);
      writer.time(at);
    }
  }
  return writer.take();
}

/** Per trait with a reconciliation rule: what was said, in the order of its keys. */
function writeSayings(sayings: Known['sayings']): void {
  writer.varint(sayings.size);
  for (const [id, list] of sayings) {
    writer.text(id);
    writer.varint(list.length);
    for (const { rank, value, count, time, mark } of list) {
      writer.varint(rank);
      writer.text(value === undefined ? '' : JSON.stringify(value));
      writer.varint(count);
      writer.double(time);
      writer.text(mark);
    }
  }
}

function readSayings(reader: ByteReader, known: Known): void {
  for (let left = reader.varint(); left > 0; left--) {
    const id = reader.text();
    const list: Saying[] = [];
    for (let more = reader.varint(); more > 0; more--) {
      const rank = reader.varint();
      const json = reader.text();
      const value = json === '' ? undefined : (JSON.parse(json) as Scalar | Scalar[]);
      list.push({ rank, value, count: reader.varint(), time: reader.double(), mark: reader.text() });
    }
    known.sayings.set(id, list);
  }
}

/** How many, then the place of each counted from the last one's, and the instant. */
function writeTimes(times: SparseTimes): void {
  writer.varint(times.size);
  let last = 0;
  times.each((place, time) => {
    writer.varint(place - last);
    writer.time(time);
    last = place;
  });
}

function readTimes(reader: ByteReader, set: (place: number, time: number) => void): void {
  let place = 0;
  for (let left = reader.varint(); left > 0; left--) {
    place += reader.varint();
    set(place, reader.time());
  }
}

function readCore(known: Known, bytes: Uint8Array, tableOf: (id: number) => RuleTable | undefined): void {
  const reader = new ByteReader(bytes, 'k');
  const version = reader.byte();
  if (version !== VERSION && version !== VERSION_2) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'k', version });
  known.createdAt = reader.time();
  for (let left = reader.varint(); left > 0; left--) {
    const id = reader.text();
    const json = reader.text();
    const value = json === '' ? undefined : (JSON.parse(json) as Scalar | Scalar[]);
    known.declared.set(id, { value, time: reader.double(), mark: reader.text() } as Declared);
  }
  if (version !== VERSION_2) readSayings(reader, known);
  const { roll } = known;
  const tableId = reader.varint();
  const table = tableOf(tableId);
  if (!table) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: `k of rules ${tableId}`, version });
  roll.adopt(table);
  readTimes(reader, (place, since) => roll.setSince(place, since));
  readTimes(reader, (rule, at) => roll.setFlip(rule, at));
  for (let left = reader.varint(); left > 0; left--) roll.join(reader.text(), reader.time());
  for (let left = reader.varint(); left > 0; left--) roll.plan(reader.text(), reader.time());
}
