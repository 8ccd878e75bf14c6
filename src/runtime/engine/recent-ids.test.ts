/** H1 to H3, seen from a store that shows a commit only when the next one begins. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { openMemoryState, type StateStore, type Write } from '../../port/state/index.ts';
import { blockKey, blockOf, findInBlock, MOVED_KEY } from './dedupe-rows.ts';
import { HASH_WORDS, hashInto, IdTable } from './id-table.ts';
import { RecentIds } from './recent-ids.ts';

const GENERATION = 200;

function tableOf(ids: readonly string[], at: number): IdTable {
  const table = new IdTable();
  const words = new Uint32Array(HASH_WORDS);
  for (const id of ids) {
    hashInto(id, words, 0);
    table.add(words, 0, at);
  }
  return table;
}

function blocksIn(writes: readonly Write[]): number {
  return writes.filter(({ key }) => key.length === 3).length;
}

/** Batches of ids that come one after the other. */
class Arrivals {
  readonly state: StateStore;
  recent: RecentIds;
  readonly ids: string[] = [];
  #batches = 0;
  #pending: readonly Write[] = [];
  /** Blocks that each batch wrote; with so few ids most have one. */
  readonly moved: number[] = [];

  static async open(): Promise<Arrivals> {
    const state = await openMemoryState();
    return new Arrivals(state, await RecentIds.read(state, { generationMax: GENERATION, now: 0 }));
  }

  private constructor(state: StateStore, recent: RecentIds) {
    this.state = state;
    this.recent = recent;
  }

  async batch(size: number, now: number = HOUR): Promise<void> {
    const ids = Array.from({ length: size }, (_, i) => `m${this.ids.length + i}`);
    this.ids.push(...ids);
    await this.recent.load(size, this.state);
    await this.flush();
    const writes = this.recent.remember(tableOf(ids, now), { position: ++this.#batches, now });
    this.#pending = writes;
    this.moved.push(blocksIn(writes));
  }

  async flush(): Promise<void> {
    await this.state.commit(this.#pending).durable;
    this.#pending = [];
    this.recent.stored(this.#batches);
  }

  /** The process ends: what was not committed is gone. */
  async crash(): Promise<void> {
    this.recent = await RecentIds.read(this.state, { generationMax: GENERATION, now: HOUR });
  }

  /** Ids that are neither in memory nor, as the store is without the commit under way, in blocks, or that nobody would look for there. */
  async lost(): Promise<string[]> {
    const lost: string[] = [];
    const words = new Uint32Array(HASH_WORDS);
    for (const id of this.ids) {
      hashInto(id, words, 0);
      if (this.recent.find(words, 0) !== undefined) continue;
      const asks = this.recent.mayHaveMoved(words, 0, HOUR);
      const [block] = asks ? await this.state.getMany('dedupe', [blockKey(blockOf(words, 0))]) : [];
      if (!block || findInBlock(block, words, 0) === undefined) lost.push(id);
    }
    return lost;
  }

  inMemory(): number {
    const words = new Uint32Array(HASH_WORDS);
    return this.ids.filter((id) => {
      hashInto(id, words, 0);
      return this.recent.find(words, 0) !== undefined;
    }).length;
  }
}

describe('recent ids', () => {
  test('H1. None is lost, whatever the batches', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(120), { minLength: 5, maxLength: 25 }), async (sizes) => {
        const arrivals = await Arrivals.open();
        for (const size of sizes) {
          await arrivals.batch(size);
          expect(await arrivals.lost()).toEqual([]);
        }
      }),
      { seed: 1, numRuns: 20 },
    );
  });

  test.each([1, 2, 3, 5, 6, 7])('H2. None that is stored is lost when the process ends after every %i batches', async (lifetime) => {
    const arrivals = await Arrivals.open();
    for (let i = 1; i <= 30; i++) {
      await arrivals.batch(40);
      await arrivals.flush();
      if (i % lifetime === 0) await arrivals.crash();
      expect(await arrivals.lost()).toEqual([]);
    }
  });

  test('H3. A restart goes on to move what has not been moved', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 1; i <= 30; i++) {
      await arrivals.batch(40);
      await arrivals.flush();
      if (i % 7 === 0) await arrivals.crash();
    }
    expect(arrivals.ids).toHaveLength(1_200);
    expect(arrivals.inMemory()).toBeLessThan(4 * GENERATION);
  });

  test('H1. What has been moved stays in memory until its blocks are on disk, however many batches wait for that', async () => {
    const arrivals = await Arrivals.open();
    const written: Write[] = [];
    const words = new Uint32Array(HASH_WORDS);
    for (let position = 1; position <= 40; position++) {
      const ids = Array.from({ length: 50 }, (_, i) => `w${position}-${i}`);
      arrivals.ids.push(...ids);
      await arrivals.recent.load(50, arrivals.state);
      written.push(...arrivals.recent.remember(tableOf(ids, HOUR), { position, now: HOUR }));
      expect(await arrivals.lost()).toEqual([]);
    }
    expect(blocksIn(written)).toBeGreaterThan(0);
    hashInto('w1-0', words, 0);
    expect(arrivals.recent.find(words, 0)).toBe(HOUR);
    await arrivals.state.commit(written).durable;
    arrivals.recent.stored(40);
    arrivals.recent.remember(tableOf(['next'], HOUR), { position: 41, now: HOUR });
    expect(arrivals.recent.find(words, 0)).toBeUndefined();
    expect(await arrivals.lost()).toEqual([]);
  });

  test('H3. Memory is bounded, and a generation is moved in slices', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 60; i++) {
      await arrivals.batch(50);
      expect(arrivals.inMemory()).toBeLessThanOrEqual(2 * GENERATION);
    }
    expect(Math.max(...arrivals.moved)).toBeGreaterThan(95);
    expect(Math.max(...arrivals.moved)).toBeLessThanOrEqual(101);
    expect((await arrivals.state.getMany('dedupe', [MOVED_KEY]))[0]).toBeDefined();
  });

  test('H3. A slice is a part of the hashes, so that its blocks are neighbours', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 4; i++) await arrivals.batch(50);
    await arrivals.batch(50);
    await arrivals.flush();
    const rows = await arrivals.state.range('dedupe', { start: Buffer.from('m'), end: Buffer.from('n'), limit: 1_000 });
    expect(rows.length).toBeGreaterThan(95);
    expect(rows.length).toBeLessThanOrEqual(101);
    // The lower half of the hashes, by chance a little more or less.
    expect(rows.at(-1)![0][1]).toBeLessThan(0x58);
  });

  test('nothing is moved before a generation is full, and no block is looked for', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 3; i++) await arrivals.batch(60);
    expect(arrivals.moved).toEqual([0, 0, 0]);
    const words = new Uint32Array(HASH_WORDS);
    for (const id of arrivals.ids) {
      hashInto(id, words, 0);
      expect(arrivals.recent.mayHaveMoved(words, 0, HOUR)).toBe(false);
    }
  });

  test('what is over by the time it would be moved is not', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 4; i++) await arrivals.batch(50);
    for (let i = 0; i < 4; i++) await arrivals.batch(1, 60 * HOUR);
    expect(arrivals.moved.reduce((a, b) => a + b)).toBe(0);
  });

  test.each([false, true])('few of those that never came are looked for, also after a restart: %s', async (restarts) => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 40; i++) await arrivals.batch(50);
    await arrivals.flush();
    if (restarts) await arrivals.crash();
    const words = new Uint32Array(HASH_WORDS);
    let asked = 0;
    for (let i = 0; i < 1_000; i++) {
      hashInto(`stranger${i}`, words, 0);
      if (arrivals.recent.mayHaveMoved(words, 0, HOUR)) asked++;
    }
    expect(asked).toBeLessThan(50);
    expect(await arrivals.lost()).toEqual([]);
  });

  test('a batch that was thrown away after loading moves nothing; the next one does', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 4; i++) await arrivals.batch(50);
    for (let i = 0; i < 3; i++) await arrivals.recent.load(50, arrivals.state);
    await arrivals.batch(50);
    await arrivals.flush();
    expect(arrivals.moved.at(-1)).toBeGreaterThan(95);
    expect(await arrivals.lost()).toEqual([]);
  });

  test('blocks hold an id once, however often it is moved', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 4; i++) await arrivals.batch(50);
    for (let i = 0; i < 3; i++) {
      await arrivals.batch(0);
      await arrivals.flush();
      await arrivals.crash();
      await arrivals.batch(1);
    }
    await arrivals.flush();
    const rows = await arrivals.state.range('dedupe', { start: Buffer.from('m'), end: Buffer.from('n'), limit: 1_000 });
    const ids = rows.reduce((sum, [, block]) => sum + block.length / 22, 0);
    expect(ids).toBeGreaterThan(0);
    expect(ids).toBeLessThanOrEqual(arrivals.ids.length);
  });
});
