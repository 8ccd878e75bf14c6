import { expect, test } from 'vitest';
import { customerIdOf } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import type { Link, LiveIdentity, Merge } from './record.ts';
import { takenLinks, takingOf } from './taking.ts';

const MOMENT = { at: 2_000, address: { partition: 0, position: 90, ordinal: 0 } };
const BEGINS = customerIdOf(MOMENT.at, MOMENT.address);

const origin = (position: number) => ({ at: 1_000 + position, partition: 0, position, source: `m${position}` });
const link = (value: string, first: string, position: number): Link => ({ identifier: ['card', value], first, ...origin(position) });
const merge = (from: string, into: string, position: number): Merge => ({ from, into, ...origin(position) });
const record = (links: readonly Link[], merges: readonly Merge[] = []): LiveIdentity => ({ state: 'live', links, merges });
const take = (value: string, of: LiveIdentity) => takingOf(['card', value], { customer: 'c1', record: of }, MOMENT);

test('who was a customer with this identifier alone is that customer again', () => {
  const merged = record([link('a', 'c1', 1), link('b', 'c2', 2), link('c', 'c1', 3)], [merge('c2', 'c1', 4)]);
  expect(take('b', merged)).toEqual({ identifier: ['card', 'b'], from: ['c2'], since: 4 });
});

test('of the survivor with this identifier alone the other one is set free', () => {
  const merged = record([link('a', 'c1', 1), link('b', 'c2', 2), link('c', 'c2', 3)], [merge('c2', 'c1', 4)]);
  expect(take('a', merged)).toEqual({ identifier: ['card', 'a'], from: ['c2'], since: 4 });
});

test.each<[string, string, LiveIdentity]>([
  ['had no customer of its own', 'b', record([link('a', 'c1', 1), link('b', 'c1', 2)])],
  ['was the first of the profile', 'a', record([link('a', 'c1', 1), link('b', 'c1', 2)])],
  ['came with others', 'b', record([link('a', 'c1', 1), link('b', 'c2', 2), link('c', 'c2', 3)], [merge('c2', 'c1', 4)])],
  [
    'had taken others in on its way',
    'b',
    record([link('a', 'c1', 1), link('b', 'c2', 2), link('c', 'c3', 3)], [merge('c3', 'c2', 4), merge('c2', 'c1', 5)]),
  ],
  [
    'had taken in more than one',
    'a',
    record([link('a', 'c1', 1), link('b', 'c2', 2), link('c', 'c3', 3)], [merge('c2', 'c1', 4), merge('c3', 'c1', 5)]),
  ],
  ['was first linked to somebody who is not here any more', 'b', record([link('a', 'c1', 1), link('b', 'c9', 2)])],
])('a customer begins where the identifier %s', (_, value, of) => {
  const identifier: Identifier = ['card', value];
  const begun = { identifier, first: BEGINS, at: 2_000, partition: 0, position: 90, source: '' };
  expect(take(value, of)).toEqual({ identifier, from: [BEGINS], link: begun, since: 0 });
  expect(takenLinks([begun], [{ identifier, since: 0, until: 90, how: 'left_out' }])).toEqual([begun]);
  expect(takenLinks([begun], [{ identifier, since: 0, until: 90, how: 'weakest' }])).toEqual([]);
  expect(takenLinks(of.links, [{ identifier, since: 0, until: 2, how: 'left_out' }])).toEqual([]);
});

test('is refused of what the profile does not hold, and of the only one', () => {
  expect(take('x', record([link('a', 'c1', 1), link('b', 'c1', 2)]))).toBe('not_held');
  expect(take('a', record([link('a', 'c1', 1)]))).toBe('alone');
});
