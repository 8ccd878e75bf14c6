import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { mapConcurrently } from './concurrent.ts';

test('so many are worked on at a time, and results keep the order of the items', async () => {
  let running = 0;
  let most = 0;
  const results = await mapConcurrently([5, 1, 3, 0, 2], 2, async (turns) => {
    most = Math.max(most, ++running);
    for (let turn = 0; turn < turns; turn++) await nextTurn();
    running--;
    return turns * 10;
  });
  expect(results).toEqual([50, 10, 30, 0, 20]);
  expect(most).toBe(2);
  expect(await mapConcurrently([], 2, async () => 1)).toEqual([]);
});

test('after a failure no further one is begun', async () => {
  const begun: number[] = [];
  const work = async (item: number): Promise<void> => {
    begun.push(item);
    await nextTurn();
    if (item === 1) throw new Error('one');
  };
  await expect(mapConcurrently([1, 2, 3, 4], 2, work)).rejects.toThrow('one');
  await nextTurn();
  expect(begun).toEqual([1, 2]);
});
