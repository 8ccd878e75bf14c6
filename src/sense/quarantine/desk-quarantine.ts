/**
 * The quarantine on a desk, for any number of processes: what one refuses, all list, and whoever has the turn settles. What waits while a write is under way
 * is written together, as a few blocks in one commit, so that a flood of garbage costs rows by the megabyte and not by the request.
 */
import { VolanoError, wordsOf } from '../../base/index.ts';
import { type Desk, type DeskKind, type DeskWrite, jsonBytes, jsonValue } from '../../port/state/index.ts';
import {
  BEGUN,
  BLOCKS,
  type Block,
  blockKey,
  countOf,
  numberOf,
  placesOf,
  recordsIn,
  settledAs,
  settledKey,
  settledOf,
  settledWith,
  TOTALS,
  type Totals,
  totalsOf,
} from './block.ts';
import { type Holding, Lease } from './lease.ts';
import type { Began, LogEnds, Quarantine, QuarantinedCall, QuarantineRecord, QuarantineStats, Settled, Turn } from './quarantine.ts';
import { placeOf } from './segment.ts';

export interface SharedQuarantineOptions {
  /** Used by nothing else. Closed with the quarantine. */
  readonly desk: Desk;
  /** Default 256 MiB. */
  readonly bytesMax?: number;
  /** Default 1 MiB. */
  readonly blockBytes?: number;
  /** How long whoever has the turn may be silent before another takes it. Default 15 s. */
  readonly leaseMs?: number;
  /** A clock that goes evenly, ms. */
  readonly steady?: () => number;
}

/** The desk it lies on. */
export const QUARANTINE_DESK: DeskKind = { name: 'quarantine' };

/** Of one commit. */
const BLOCKS_TOGETHER_MAX = 8;
/** Looked at together when room is made, and bytes read at once. */
const REMOVED_TOGETHER_MAX = 16;
const READ_BYTES = 4 * 1024 * 1024;
const READ_BLOCKS = { first: 8, max: 1_000 } as const;

/** The quarantine that all processes with this desk have. */
export function openSharedQuarantine(options: SharedQuarantineOptions): Quarantine {
  return new DeskQuarantine(options);
}

interface Waiting {
  readonly lines: Buffer;
  readonly resolve: () => void;
  readonly reject: (error: VolanoError) => void;
}

class DeskQuarantine implements Quarantine {
  readonly #desk: Desk;
  readonly #bytesMax: number;
  readonly #blockBytes: number;
  readonly #lease: Lease;
  readonly #leaseMs: number;
  readonly #steady: () => number;
  readonly #closing = new AbortController();
  #waiting: Waiting[] = [];
  #writing: Promise<void> | undefined;
  #problem: string | undefined;

  constructor(options: SharedQuarantineOptions) {
    const { desk, bytesMax = 256 * 1024 * 1024, blockBytes = 1024 * 1024, leaseMs = 15_000, steady = () => performance.now() } = options;
    this.#desk = desk;
    this.#bytesMax = bytesMax;
    this.#blockBytes = blockBytes;
    this.#leaseMs = leaseMs;
    this.#steady = steady;
    this.#lease = new Lease({ desk, leaseMs, steady, signal: this.#closing.signal });
  }

  add(calls: readonly QuarantinedCall[]): Promise<void> {
    if (calls.length === 0) return Promise.resolve();
    const lines = Buffer.from(calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
    return new Promise((resolve, reject) => {
      this.#waiting.push({ lines, resolve, reject });
      this.#writing ??= this.#writeAll();
    });
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const blocks = this.#nextBlocks();
      try {
        const totals = await this.#write(blocks.map((group) => Buffer.concat(group.map(({ lines }) => lines))));
        this.#problem = undefined;
        // What cannot go now goes with the next write.
        if (totals.bytes > this.#bytesMax) await this.#makeRoom().catch(() => undefined);
        for (const { resolve } of blocks.flat()) resolve();
      } catch (cause) {
        const error = unwritable(cause);
        this.#problem = wordsOf(cause).en;
        for (const { reject } of blocks.flat()) reject(error);
      }
    }
    this.#writing = undefined;
  }

  /** Those who came first, put together up to a block's size. */
  #nextBlocks(): readonly (readonly Waiting[])[] {
    const blocks: Waiting[][] = [];
    let taken = 0;
    for (let bytes = Number.POSITIVE_INFINITY; taken < this.#waiting.length; taken++) {
      const next = this.#waiting[taken]!;
      if (bytes + next.lines.length > this.#blockBytes) {
        if (blocks.length === BLOCKS_TOGETHER_MAX) break;
        blocks.push([]);
        bytes = 0;
      }
      blocks.at(-1)!.push(next);
      bytes += next.lines.length;
    }
    this.#waiting.splice(0, taken);
    return blocks;
  }

  #write(blocks: readonly Buffer[]): Promise<Totals> {
    const bytes = blocks.reduce((sum, block) => sum + block.length, 0);
    const records = blocks.reduce((sum, block) => sum + countOf(block), 0);
    return this.#desk.change({
      reads: [TOTALS],
      decide: ([value]) => {
        const before = totalsOf(value);
        const last = before.last + blocks.length;
        const totals: Totals = { ...before, last, bytes: before.bytes + bytes, written: before.written + records };
        const rows = blocks.map((block, i) => ({ key: blockKey(before.last + 1 + i), value: block }));
        return { writes: [...rows, { key: TOTALS, value: jsonBytes(totals) }], result: totals };
      },
    });
  }

  /** Q4. */
  async #makeRoom(): Promise<void> {
    for (let isOver = true; isOver; ) {
      const pairs = await this.#desk.range({ prefix: BLOCKS, limit: REMOVED_TOGETHER_MAX });
      const oldest = pairs.map((pair) => ({ number: numberOf(pair), bytes: pair[1].length, count: countOf(pair[1]) }));
      isOver = await this.#desk.change({
        reads: [TOTALS, ...oldest.map(({ number }) => settledKey(number))],
        decide: ([value, ...settled]) => {
          let totals = totalsOf(value);
          const writes: DeskWrite[] = [];
          for (const [i, { number, bytes, count }] of oldest.entries()) {
            // Another process may have been quicker.
            if (number !== totals.first || number === totals.last || totals.bytes <= this.#bytesMax) continue;
            const { replayed, dropped } = settledOf(settled[i]);
            const removed = totals.removed + count - replayed.length - dropped.length;
            totals = { ...totals, first: number + 1, bytes: totals.bytes - bytes, removed };
            writes.push({ key: blockKey(number), value: undefined }, { key: settledKey(number), value: undefined });
          }
          if (writes.length > 0) writes.push({ key: TOTALS, value: jsonBytes(totals) });
          const isLate = oldest[0] !== undefined && oldest[0].number < totals.first;
          return { writes, result: totals.bytes > this.#bytesMax && totals.first < totals.last && (writes.length > 0 || isLate) };
        },
      });
    }
  }

  async list({ limit, before }: { readonly limit: number; readonly before?: string }): Promise<readonly QuarantineRecord[]> {
    const found: QuarantineRecord[] = [];
    if (limit <= 0) return found;
    const to = before === undefined ? undefined : placeOf(before).segment;
    for await (const block of this.#blocks({ ...(to !== undefined && { to }), reverse: true })) {
      const records = recordsIn(block).filter(({ id }) => before === undefined || id < before);
      found.push(...[...records].reverse().slice(0, limit - found.length));
      if (found.length >= limit) break;
    }
    return found;
  }

  async read({
    limit,
    after,
    settled = false,
  }: {
    readonly limit: number;
    readonly after?: string;
    readonly settled?: boolean;
  }): Promise<readonly QuarantineRecord[]> {
    const found: QuarantineRecord[] = [];
    if (limit <= 0) return found;
    for await (const block of this.#blocks(after === undefined ? {} : { from: placeOf(after).segment })) {
      const records = recordsIn(block, { settled }).filter(({ id }) => after === undefined || id > after);
      found.push(...records.slice(0, limit - found.length));
      if (found.length >= limit) break;
    }
    return found;
  }

  /** Blocks `from` to `to`, a few megabytes at a time. */
  async *#blocks({
    from = 0,
    to,
    reverse = false,
  }: {
    readonly from?: number;
    readonly to?: number;
    readonly reverse?: boolean;
  }): AsyncGenerator<Block> {
    let [start, end] = [blockKey(from), to === undefined ? undefined : blockKey(to + 1)];
    for (let limit: number = READ_BLOCKS.first; ; ) {
      const pairs = await this.#desk.range({ prefix: BLOCKS, start, ...(end && { end }), limit, reverse });
      const settled = await this.#desk.getMany(pairs.map((pair) => settledKey(numberOf(pair))));
      for (const [i, pair] of pairs.entries()) yield { number: numberOf(pair), bytes: pair[1], settled: settledOf(settled[i]) };
      if (pairs.length < limit) return;
      const last = pairs.at(-1)!;
      if (reverse) end = last[0];
      else start = blockKey(numberOf(last) + 1);
      const mean = pairs.reduce((sum, [, { length }]) => sum + length, 0) / pairs.length;
      limit = Math.max(1, Math.min(READ_BLOCKS.max, Math.floor(READ_BYTES / mean)));
    }
  }

  async get(id: string): Promise<(QuarantineRecord & { readonly settled?: Settled }) | undefined> {
    const { segment: number } = placeOf(id);
    if (!Number.isSafeInteger(number) || number < 0) return undefined;
    const [bytes, settled] = await this.#desk.getMany([blockKey(number), settledKey(number)]);
    if (!bytes) return undefined;
    const block: Block = { number, bytes, settled: settledOf(settled) };
    const record = recordsIn(block, { settled: true }).find((one) => one.id === id);
    const as = settledAs(block, id);
    return record && { ...record, ...(as && { settled: as }) };
  }

  async begun(): Promise<Began | undefined> {
    const value = await this.#desk.get(BEGUN);
    return value && jsonValue<Began>(value);
  }

  inTurn<Result>(run: (turn: Turn) => Promise<Result>): Promise<Result> {
    return this.#lease.run((holding) =>
      run({ begin: (ids, logEnds) => this.#begin(holding, ids, logEnds), settle: (ids, as) => this.#settle(holding, ids, as) }),
    );
  }

  /** The lease is as good as new when this resolves. */
  async #begin(holding: Holding, ids: readonly string[], logEnds: LogEnds): Promise<void> {
    const value = jsonBytes({ ids, logEnds } satisfies Began);
    for (;;) {
      const start = this.#steady();
      await said(holding.change([], () => [{ key: BEGUN, value }]));
      if (this.#steady() - start < this.#leaseMs / 3) return;
    }
  }

  async #settle(holding: Holding, ids: readonly string[], as: Settled | 'waiting'): Promise<void> {
    if (ids.length === 0) return;
    const places = as === 'waiting' ? new Map<number, readonly number[]>() : placesOf(ids);
    const numbers = [...places.keys()];
    await said(
      holding.change([TOTALS, BEGUN, ...numbers.map(settledKey)], ([value, begun, ...rows]) => {
        const writes: DeskWrite[] = [];
        const totals = totalsOf(value);
        let count = 0;
        for (const [i, number] of numbers.entries()) {
          // They have made room, and are counted as that.
          if (number < totals.first) continue;
          const settled = settledWith(settledOf(rows[i]), places.get(number)!, as as Settled);
          writes.push({ key: settledKey(number), value: settled.value });
          count += settled.more;
        }
        if (as !== 'waiting') writes.push({ key: TOTALS, value: jsonBytes({ ...totals, [as]: totals[as] + count } satisfies Totals) });
        return begun ? [...writes, stillBegun(jsonValue<Began>(begun), ids)] : writes;
      }),
    );
  }

  async stats(): Promise<QuarantineStats> {
    const { bytes, written, removed, replayed, dropped } = totalsOf(await this.#desk.get(TOTALS));
    return { records: written - removed - replayed - dropped, bytes, removed, replayed, dropped, problem: this.#problem };
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#writing;
    await this.#lease.ended();
    await this.#desk.close();
  }
}

function stillBegun({ ids, logEnds }: Began, settled: readonly string[]): DeskWrite {
  const out = new Set(settled);
  const open = ids.filter((id) => !out.has(id));
  return { key: BEGUN, value: open.length > 0 ? jsonBytes({ ids: open, logEnds } satisfies Began) : undefined };
}

async function said(stored: Promise<void>): Promise<void> {
  try {
    await stored;
  } catch (cause) {
    throw cause instanceof VolanoError && cause.code === 'VOLANO_QUARANTINE_TAKEN' ? cause : unwritable(cause);
  }
}

function unwritable(cause: unknown): VolanoError {
  return new VolanoError('VOLANO_QUARANTINE_UNWRITABLE', { problem: wordsOf(cause) }, { cause });
}
