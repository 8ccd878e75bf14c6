import { expect, it } from 'vitest';
import type { Resolution } from '../../core/index.ts';
import { Resolutions } from './resolutions.ts';

const of = (customer: string): Resolution => ({ customer, created: false, merges: [], facts: [] });

it('finds each by its position, in any order, and none where there is none', () => {
  const resolutions = new Resolutions();
  for (const position of [3, 4, 7, 20]) resolutions.add(position, of(`c${position}`));
  for (const order of [
    [1, 2, 3, 4, 5, 7, 19, 20, 21],
    [20, 3, 7, 7, 4],
    [21, 3],
  ])
    for (const position of order) {
      const expected = [3, 4, 7, 20].includes(position) ? `c${position}` : undefined;
      expect(resolutions.get(position)?.customer).toBe(expected);
    }
  expect(resolutions.values()).toHaveLength(4);
});

it('is empty at first', () => {
  expect([new Resolutions().get(1), new Resolutions().values()]).toEqual([undefined, []]);
});
