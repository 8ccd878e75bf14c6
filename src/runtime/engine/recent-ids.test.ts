/** H1 to H3, seen from a store that shows a commit only when the next one begins. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../base/index.ts';
import { openMemoryState, type StateStore, type Write } from '../../port/state/index.ts';
import { dedupeKey, MOVED_KEY } from './dedupe-rows.ts';
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

/** Batches of ids that come one after the other. */
class Arrivals {
  readonly state: StateStore;
  recent: RecentIds;
  readonly ids: string[] = [];
  #batches = 0;
  #pending: readonly Write[] = [];
  /** Rows that each batch moved. */
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
    await this.flush();
    const writes = this.recent.remember(tableOf(ids, now), { position: ++this.#batches, now });
    this.#pending = writes;
    this.moved.push(writes.filter(({ key }) => key.length === 17).length);
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

  /** Ids that are neither in memory nor, as the store is without the commit under way, in rows. */
  async lost(): Promise<string[]> {
    const lost: string[] = [];
    const words = new Uint32Array(HASH_WORDS);
    for (const id of this.ids) {
      hashInto(id, words, 0);
      if (this.recent.find(words, 0) !== undefined) continue;
      const [row] = this.recent.hasRows ? await this.state.getMany('dedupe', [dedupeKey(words, 0)]) : [];
      if (!row) lost.push(id);
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

  test('H1. What has been moved stays in memory until its rows are on disk, however many batches wait for that', async () => {
    const arrivals = await Arrivals.open();
    const written: Write[] = [];
    const words = new Uint32Array(HASH_WORDS);
    for (let position = 1; position <= 40; position++) {
      const ids = Array.from({ length: 50 }, (_, i) => `w${position}-${i}`);
      arrivals.ids.push(...ids);
      written.push(...arrivals.recent.remember(tableOf(ids, HOUR), { position, now: HOUR }));
      expect(await arrivals.lost()).toEqual([]);
    }
    expect(written.some(({ key }) => key.length === 17)).toBe(true);
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
    expect(Math.max(...arrivals.moved)).toBe(100);
    expect((await arrivals.state.getMany('dedupe', [MOVED_KEY]))[0]).toBeDefined();
  });

  test('H3. A slice is a part of the hashes, so that its rows are neighbours', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 4; i++) await arrivals.batch(50);
    await arrivals.batch(50);
    await arrivals.flush();
    const rows = await arrivals.state.range('dedupe', { start: Buffer.from('m'), end: Buffer.from('n'), limit: 1_000 });
    expect(rows).toHaveLength(100);
    // The lower half of the hashes, by chance a little more or less.
    expect(rows.at(-1)![0][1]).toBeLessThan(0xb0);
  });

  test('nothing is moved before a generation is full, and no row is looked for', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 3; i++) await arrivals.batch(60);
    expect([arrivals.moved, arrivals.recent.hasRows]).toEqual([[0, 0, 0], false]);
  });

  test('what is over by the time it would be moved is not', async () => {
    const arrivals = await Arrivals.open();
    for (let i = 0; i < 4; i++) await arrivals.batch(50);
    for (let i = 0; i < 4; i++) await arrivals.batch(1, 60 * HOUR);
    expect(arrivals.moved.reduce((a, b) => a + b)).toBe(0);
  });
});
