/**
 * What the customers of one partition have in common: how many have entered a journey today, how often a benefit was given, and the codes that are left of its
 * pool. Part of the partition's state, a function of its entries as all of it; `step` changes it through this class only.
 *
 * P1. A code that came in once is given at most once: codes are taken in the order in which they came.
 * P2. Of a number that holds for all partitions together each has a slice; the slices add up to it.
 */

/** A limit for all partitions together, as one of them keeps to its slice. */
export interface Slice {
  readonly partition: number;
  readonly partitions: number;
}

/** How much of a limit for all partitions is this one's (P2). */
export function sliceOf(limit: number, { partition, partitions }: Slice): number {
  if (!Number.isFinite(limit)) return limit;
  return Math.floor(limit / partitions) + (partition < limit % partitions ? 1 : 0);
}

/** Codes that came in together, numbered in their order. Never changed. */
export interface CodeBlock {
  readonly number: number;
  readonly codes: readonly string[];
}

/** What is left of a benefit's codes. Never changed: another one takes its place. */
export interface Pool {
  /** Ids of what was brought in, in order: each counts once. */
  readonly batches: readonly string[];
  /** The first is being given out. */
  readonly blocks: readonly CodeBlock[];
  /** How many codes of the first block are given. */
  readonly taken: number;
  readonly left: number;
}

interface Day {
  /** Number of the day in the workspace's time zone. */
  readonly day: number;
  readonly entries: number;
}

/** As it is stored: maps by id of the journey, or of the benefit. */
export interface CommonsParts {
  readonly days: Map<string, Day>;
  readonly given: Map<string, number>;
  readonly pools: Map<string, Pool>;
}

const EMPTY: Pool = { batches: [], blocks: [], taken: 0, left: 0 };

/** What the customers of one partition have in common. */
export class Commons {
  readonly parts: CommonsParts;
  /** Moves on with each change. */
  revision: number;

  constructor(parts: CommonsParts = { days: new Map(), given: new Map(), pools: new Map() }, revision = 0) {
    this.parts = parts;
    this.revision = revision;
  }

  copy(): Commons {
    const { days, given, pools } = this.parts;
    return new Commons({ days: new Map(days), given: new Map(given), pools: new Map(pools) }, this.revision);
  }

  /** How many have entered the journey on that day. */
  entriesOn(journey: string, day: number): number {
    const known = this.parts.days.get(journey);
    return known?.day === day ? known.entries : 0;
  }

  countEntry(journey: string, day: number): void {
    this.parts.days.set(journey, { day, entries: this.entriesOn(journey, day) + 1 });
    this.revision++;
  }

  /** How often the benefit was given. */
  given(benefit: string): number {
    return this.parts.given.get(benefit) ?? 0;
  }

  countGiven(benefit: string): void {
    this.parts.given.set(benefit, this.given(benefit) + 1);
    this.revision++;
  }

  /** Codes that are left. */
  left(benefit: string): number {
    return this.parts.pools.get(benefit)?.left ?? 0;
  }

  /** Takes in codes that came together; false when they have come before. */
  stock(benefit: string, batch: string, codes: readonly string[]): boolean {
    const pool = this.parts.pools.get(benefit) ?? EMPTY;
    if (pool.batches.includes(batch)) return false;
    const blocks = codes.length === 0 ? pool.blocks : [...pool.blocks, { number: pool.batches.length, codes }];
    this.parts.pools.set(benefit, { ...pool, batches: [...pool.batches, batch], blocks, left: pool.left + codes.length });
    this.revision++;
    return true;
  }

  /** The next code; undefined when none is left. */
  takeCode(benefit: string): string | undefined {
    const pool = this.parts.pools.get(benefit);
    const [first, ...rest] = pool?.blocks ?? [];
    if (!pool || !first) return undefined;
    const isLast = pool.taken + 1 === first.codes.length;
    const next = isLast ? { blocks: rest, taken: 0 } : { taken: pool.taken + 1 };
    this.parts.pools.set(benefit, { ...pool, ...next, left: pool.left - 1 });
    this.revision++;
    return first.codes[pool.taken];
  }
}
