/**
 * The table `hop` of an engine that has one of several partitions: what has come from other stages, and what is to leave for other partitions.
 *
 * X1. An entry with a stamp counts once: only one above the highest of its origin does, and the highest is committed with what the entry did.
 * X2. What leaves is a row of the commit that made it leave, with the stamp that it will ever have. The row goes when the log says that it has been
 *     forwarded; until then it may be forwarded any number of times.
 */
import type { ForwardedEntry, Stamp } from '../../core/index.ts';
import type { StateReader, Write } from '../../port/state/index.ts';
import type { Positioned } from './batch.ts';

/** A row of what leaves. */
export interface Leaving {
  readonly stamp: Stamp;
  /** Partition that it is for. */
  readonly to: number;
  /** Proposed for it there, ms. */
  readonly at: number;
  /** The entry's bytes, as text. */
  readonly entry: string;
}

const HIGHEST = 'i';
const AFTER_HIGHEST = Buffer.from('j', 'latin1');
const LEAVING = 'o';
/** Rows that are read or taken away at once. */
const PAGE = 1_000;
/** Beyond what two topics may have of partitions. */
const ORIGINS_MAX = 100_000;

/** Name of what a partition's engine derives for other partitions. */
export function hopOrigin(partition: number): string {
  return `h${partition}`;
}

export class Hops {
  readonly #partition: number;
  readonly #highest: Map<string, readonly [position: number, ordinal: number] | undefined>;
  readonly #raised = new Set<string>();
  /** Rows by key, those of this batch included; undefined: to be taken away. */
  readonly #rows = new Map<string, Leaving | undefined>();
  /** How many have left at a position. */
  #last = { position: 0, count: 0 };
  /** Rows that this batch has added. */
  added = 0;

  static async load(entries: readonly Positioned[], { state, partition }: { state: StateReader; partition: number }): Promise<Hops> {
    const origins = new Set<string>();
    let end: ForwardedEntry['upTo'] | undefined;
    for (const { entry } of entries) {
      const stamp = stampOf(entry);
      if (stamp) origins.add(stamp[0]);
      if (entry.type === 'forwarded' && (!end || isHigher(entry.upTo, end))) end = entry.upTo;
    }
    const names = [...origins];
    const rows = await state.getMany(
      'hop',
      names.map((name) => Buffer.from(`${HIGHEST}${name}`, 'utf8')),
    );
    const highest = new Map(names.map((name, i) => [name, rows[i] && (JSON.parse(textOf(rows[i])) as [number, number])] as const));
    const hops = new Hops(partition, highest);
    if (end) for await (const [key] of leavingRows(state, end)) hops.#rows.set(Buffer.from(key).toString('latin1'), FORWARDED);
    return hops;
  }

  private constructor(partition: number, highest: Map<string, readonly [number, number] | undefined>) {
    this.#partition = partition;
    this.#highest = highest;
  }

  /** Whether it comes for the first time (X1). */
  admit([origin, position, ordinal]: Stamp): boolean {
    const highest = this.#highest.get(origin);
    if (highest && !isHigher([position, ordinal], highest)) return false;
    this.#highest.set(origin, [position, ordinal]);
    this.#raised.add(origin);
    return true;
  }

  /** The entry that `make` gives its stamp leaves for another partition. */
  leave({ position, at }: Positioned, to: number, make: (stamp: Stamp) => Uint8Array): void {
    if (this.#last.position !== position) this.#last = { position, count: 0 };
    const stamp: Stamp = [hopOrigin(this.#partition), position, this.#last.count++];
    this.#rows.set(keyOf(stamp[1], stamp[2]), { stamp, to, at, entry: textOf(make(stamp)) });
    this.added++;
  }

  /** Rows up to there are in the logs that they were for. */
  forwarded({ upTo: [position, ordinal] }: ForwardedEntry): void {
    const end = keyOf(position, ordinal);
    for (const key of this.#rows.keys()) if (key <= end) this.#rows.set(key, undefined);
  }

  writes(): Write[] {
    const writes: Write[] = [];
    for (const origin of this.#raised)
      writes.push({ table: 'hop', key: Buffer.from(`${HIGHEST}${origin}`, 'utf8'), value: jsonOf(this.#highest.get(origin)) });
    for (const [key, row] of this.#rows)
      if (row !== FORWARDED) writes.push({ table: 'hop', key: Buffer.from(key, 'latin1'), value: row && jsonOf(row) });
    return writes;
  }
}

function isHigher(one: readonly [number, number], other: readonly [number, number]): boolean {
  return one[0] > other[0] || (one[0] === other[0] && one[1] > other[1]);
}

/** Stands for a stored row that is as it was. */
const FORWARDED: Leaving = { stamp: ['', 0, 0], to: 0, at: 0, entry: '' };

/** The highest stamps that have come, by origin. */
export async function readHighest(state: StateReader): Promise<Map<string, readonly [position: number, ordinal: number]>> {
  const start = Buffer.from(HIGHEST, 'latin1');
  const rows = await state.range('hop', { start, end: AFTER_HIGHEST, limit: ORIGINS_MAX });
  return new Map(rows.map(([key, value]) => [textOf(key.subarray(1)), JSON.parse(textOf(value)) as [number, number]]));
}

/** What is to leave, in order, behind a stamp. At most so many. */
export async function readLeaving(state: StateReader, after: ForwardedEntry['upTo'] | undefined, limit: number): Promise<Leaving[]> {
  const start = after ? Buffer.concat([Buffer.from(keyOf(...after), 'latin1'), Buffer.of(0)]) : FIRST;
  const rows = await state.range('hop', { start, end: AFTER_ALL, limit });
  return rows.map(([, value]) => JSON.parse(textOf(value)) as Leaving);
}

async function* leavingRows(state: StateReader, [position, ordinal]: ForwardedEntry['upTo']) {
  const end = Buffer.from(keyOf(position, ordinal + 1), 'latin1');
  for (let start = FIRST; ; ) {
    const rows = await state.range('hop', { start, end, limit: PAGE });
    yield* rows;
    if (rows.length < PAGE) return;
    start = Buffer.concat([rows.at(-1)![0], Buffer.of(0)]);
  }
}

/** The stamp of an entry that another stage has derived. */
export function stampOf(entry: Positioned['entry']): Stamp | undefined {
  return 'from' in entry && Array.isArray(entry.from) && entry.type !== 'unmerge' ? (entry.from as unknown as Stamp) : undefined;
}

const FIRST = Buffer.from(LEAVING, 'latin1');
const AFTER_ALL = Buffer.from(String.fromCharCode(LEAVING.charCodeAt(0) + 1), 'latin1');

/** One character per byte: text order is byte order. */
function keyOf(position: number, ordinal: number): string {
  const key = Buffer.alloc(10);
  key.write(LEAVING, 0, 'latin1');
  key.writeUIntBE(position, 1, 6);
  key.writeUIntBE(ordinal, 7, 3);
  return key.toString('latin1');
}

function jsonOf(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value), 'utf8');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}
