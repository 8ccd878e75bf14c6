import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { drawnCustomers } from './drawn.ts';

let world: TestWarehouse;
beforeAll(async () => {
  world = await openTestWarehouse();
  const rows = new RowMaker(1);
  for (let person = 0; person < 300; person++) {
    rows.event({ customer: `c${person}`, event: 'View', time: 0 });
    if (person % 10 === 0) rows.fact({ kind: 'tag', action: 'set', customer: `c${person}`, name: 'tenth', at: 0 });
  }
  rows.event({ customer: 'c7', event: 'View', time: 0 });
  await rows.insertInto(world.warehouse);
});
afterAll(() => world.close());

const drawn = (seed: string, limit: number, tag?: string): Promise<readonly string[]> =>
  drawnCustomers(world.warehouse, { seed, limit, ...(tag !== undefined && { tag }) });

test('the same for a seed, others for another one, nobody twice', async () => {
  const first = await drawn('a', 50);
  expect(first).toHaveLength(50);
  expect(new Set(first).size).toBe(50);
  expect(await drawn('a', 50)).toEqual(first);
  expect(await drawn('a', 20)).toEqual(first.slice(0, 20));
  const other = await drawn('b', 50);
  expect(other).not.toEqual(first);
  expect(await drawn('a', 1_000)).toHaveLength(300);
});

test('every customer has the same chance', async () => {
  let firstHalf = 0;
  for (let seed = 0; seed < 40; seed++) {
    for (const id of await drawn(String(seed), 50)) if (Number(id.slice(1)) < 150) firstHalf++;
  }
  // Of 2,000 a half is 1,000, give or take 22: five deviations.
  expect(Math.abs(firstHalf - 1_000)).toBeLessThan(112);
});

test('among those who hold a tag', async () => {
  const holders = await drawn('a', 12, 'tenth');
  expect(holders).toHaveLength(12);
  expect(holders.every((id) => Number(id.slice(1)) % 10 === 0)).toBe(true);
});
