import { expect, test } from 'vitest';
import { MemoryLogDisk, openMemoryLog } from '../port/log/index.ts';
import type { Warehouse } from '../port/warehouse/index.ts';
import { type PastWorld, readKnownPast } from './known-past.ts';

/** One that has these positions of everybody. */
const warehouseOf = (positions: readonly number[]): Warehouse =>
  ({ query: async () => [{ customer: 'c1', places: positions.map((position) => [0, position]) }] }) as unknown as Warehouse;
const KNOWN = { customer: 'c1', at: 0, behind: { position: 3, at: 0 }, rows: [] };

async function world(positions: readonly number[], partitions = 1): Promise<PastWorld & { readonly caught: () => number }> {
  const log = await openMemoryLog({ disk: new MemoryLogDisk(), partitions });
  await log.append(
    0,
    [1, 2, 3].map((value) => ({ at: value, value: Uint8Array.of(value) })),
  );
  let caught = 0;
  return { log, warehouse: warehouseOf(positions), partition: 0, catchUp: async () => void caught++, caught: () => caught };
}

test('has the entries that the warehouse names, when it has caught up', async () => {
  const { caught, ...one } = await world([1, 3]);
  expect((await readKnownPast(KNOWN, one))?.map(({ position, value }) => [position, ...value])).toEqual([
    [1, 1],
    [3, 3],
  ]);
  expect(caught()).toBe(1);
});

test('cannot be told where the log has let go of some of it, or where it may lie in several partitions', async () => {
  const shortened = await world([1, 3]);
  await shortened.log.trim(0, 2);
  expect(await readKnownPast(KNOWN, shortened)).toBeUndefined();
  expect(await readKnownPast(KNOWN, { ...shortened, warehouse: warehouseOf([3]) })).toHaveLength(1);
  const several = await world([1], 2);
  expect([await readKnownPast(KNOWN, several), several.caught()]).toEqual([undefined, 0]);
});
