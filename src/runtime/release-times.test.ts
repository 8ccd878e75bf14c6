import { expect, test } from 'vitest';
import type { ReleaseSummary } from './figures.ts';
import { ReleaseTimes, type ReleaseTimesWorld } from './release-times.ts';
import { Shop, shopProject } from './shop.suite.ts';

const summary = (number: number): ReleaseSummary => ({ number, definitions: 1, changed: 1 });
const world = (query: () => Promise<unknown>, flush: () => Promise<void> = async () => {}): ReleaseTimesWorld =>
  ({ warehouse: { query }, sink: { flush }, engine: { status: { seq: 1 } }, patienceMs: 20 }) as unknown as ReleaseTimesWorld;

test('a release tells when it was applied', async () => {
  const shop = await Shop.open();
  try {
    const before = Date.now();
    await shop.running.applyProject(shopProject());
    await shop.running.applyProject(shopProject('Thanks again'));
    // A list does not wait longer than a second for what the warehouse has not heard of yet.
    const timed = async () => (await shop.running.questions.releases()).filter(({ at }) => at !== undefined);
    await expect.poll(async () => (await timed()).length, { timeout: 30_000 }).toBe(2);
    const releases = await timed();
    expect(releases.map(({ number }) => number)).toEqual([2, 1]);
    const [second, first] = releases.map(({ at }) => at!);
    expect(first).toBeGreaterThanOrEqual(before);
    expect(second).toBeGreaterThanOrEqual(first!);
    expect(second).toBeLessThanOrEqual(Date.now());
  } finally {
    await shop.close();
  }
});

test('the warehouse is asked again only for a release that it has not told of', async () => {
  let asked = 0;
  const rows = [{ name: '1', since: 7 }];
  const times = new ReleaseTimes(
    world(async () => {
      asked += 1;
      return rows;
    }),
  );
  expect(await times.of([summary(1)])).toEqual([{ ...summary(1), at: 7 }]);
  expect(await times.of([summary(1)])).toEqual([{ ...summary(1), at: 7 }]);
  expect(asked).toBe(1);
  rows.push({ name: '2', since: 9 });
  expect((await times.of([summary(2), summary(1)])).map(({ at }) => at)).toEqual([9, 7]);
});

test('one that was made before the first event of a replay has none', async () => {
  const times = new ReleaseTimes(world(async () => [{ name: '1', since: 0 }]));
  expect(await times.of([summary(1)])).toEqual([summary(1)]);
});

test.each<[string, () => Promise<unknown>, (() => Promise<void>)?]>([
  ['is gone', () => Promise.reject(new Error('gone'))],
  ['does not answer', () => new Promise(() => undefined)],
  ['is behind', async () => [], () => new Promise(() => undefined)],
])('where the warehouse %s, releases are listed without', async (_, query, flush) => {
  expect(await new ReleaseTimes(world(query, flush)).of([summary(1)])).toEqual([summary(1)]);
});
