/** What customers have in common is divided so that the parts add up to it. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Commons } from '../../core/index.ts';
import { openMemoryState } from '../../port/state/index.ts';
import { DividedMeta } from './dividing.ts';
import { emptyMeta, type Meta, readMeta } from './meta.ts';

async function shares(whole: Meta, partitions: number): Promise<Meta[]> {
  const divided = new DividedMeta(whole, partitions);
  return Promise.all(
    Array.from({ length: partitions }, async (_, partition) => {
      const state = await openMemoryState();
      await state.commit(divided.writes(partition)).durable;
      return readMeta(state);
    }),
  );
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

const codesOf = (batch: number, size: number): string[] => Array.from({ length: size }, (_, code) => `${batch}-${code}`);

test('D3. codes are given once, by one of them; what is used up adds up', async () => {
  const batch = fc.nat(9);
  await fc.assert(
    fc.asyncProperty(
      fc.array(batch, { maxLength: 4 }),
      fc.nat(12),
      fc.nat(9),
      fc.integer({ min: 2, max: 5 }),
      async (sizes, taken, entries, n) => {
        const commons = new Commons();
        for (const [i, size] of sizes.entries()) commons.stock('gift', `b${i}`, codesOf(i, size));
        const given = Array.from({ length: taken }, () => commons.takeCode('gift')).filter((code) => code !== undefined);
        for (let i = 0; i < entries; i++) commons.countEntry('welcome', 19_000);
        for (let i = 0; i < given.length; i++) commons.countGiven('gift');
        const all = await shares({ ...emptyMeta(), commons, progress: { ...emptyMeta().progress, position: 9, seq: 7 } }, n);
        const left: string[] = [];
        for (const { commons: own } of all) {
          const count = own.left('gift');
          for (let i = 0; i < count; i++) left.push(own.takeCode('gift')!);
          expect(own.takeCode('gift')).toBeUndefined();
          for (const i of sizes.keys()) expect(own.stock('gift', `b${i}`, ['twice'])).toBe(false);
        }
        expect([...given, ...left].sort()).toEqual(sizes.flatMap((size, i) => codesOf(i, size)).sort());
        expect(sum(all.map(({ commons: own }) => own.entriesOn('welcome', 19_000)))).toBe(entries);
        expect(sum(all.map(({ commons: own }) => own.given('gift')))).toBe(given.length);
      },
    ),
    { numRuns: 60, seed: 2 },
  );
});

test('all have the position, the first the number of rows', async () => {
  const progress = { position: 9, at: 5, seq: 7, eventHash: 3, factHash: 4, partial: null };
  const [first, second] = await shares({ ...emptyMeta(), progress, engineVersion: '11', counters: new Map([['duplicates', 4]]) }, 2);
  expect(first).toMatchObject({ progress, brought: 9, engineVersion: '11' });
  expect(first!.counters.get('duplicates')).toBe(4);
  expect(second).toMatchObject({ progress: { position: 9, at: 5, seq: 0, eventHash: 0, factHash: 0 }, brought: 9, engineVersion: '11' });
  expect(second!.counters.size).toBe(0);
});
