import { expect, test } from 'vitest';
import type { Identifier } from '../../core/index.ts';
import { SpreadPlaces, type Stand } from './places.ts';

const stand = (partition: number, position: number, at: number): Stand => ({ partition, position, at });
const keyOf = ({ partition, position }: Stand): string => `${partition}-${position}`;

function placesOf(
  stands: readonly Stand[],
  named: Record<string, readonly Identifier[]> = {},
  links: Record<string, Stand> = {},
): SpreadPlaces {
  return new SpreadPlaces(stands, {
    named: (one) => named[keyOf(one)] ?? [],
    linkedBy: ([, value]) => links[value],
    partings: 0,
  });
}

const order = (places: SpreadPlaces, stands: readonly Stand[]): string[] =>
  [...stands].sort((a, b) => places.of(a) - places.of(b)).map(keyOf);

test('what stands in several partitions is in order of time, each once', () => {
  const stands = [stand(1, 2, 30), stand(0, 5, 10), stand(0, 6, 30), stand(1, 1, 20), stand(0, 5, 10)];
  const places = placesOf(stands);
  expect(order(places, stands.slice(0, 4))).toEqual(['0-5', '1-1', '0-6', '1-2']);
  expect(places.of({ partition: 0, position: 5 })).toBe(1);
  expect(places.of({ partition: 3, position: 1 })).toBe(0);
});

test('what has linked an identifier stands before all that name it, and its own partition keeps its order, whatever the clocks say', () => {
  const [early, link, before, late] = [stand(0, 1, 5), stand(1, 3, 20), stand(1, 2, 15), stand(0, 2, 30)];
  const phone: Identifier = ['phone', 'p'];
  const places = placesOf([early, link, before, late], { '0-1': [phone], '1-3': [phone], '0-2': [phone] }, { p: link });
  expect(order(places, [late, link, early, before])).toEqual(['1-2', '1-3', '0-1', '0-2']);
});

test('things that need each other have some order', () => {
  const [one, other] = [stand(0, 1, 5), stand(1, 1, 6)];
  const places = placesOf([one, other], { '0-1': [['a', 'x']], '1-1': [['a', 'y']] }, { x: other, y: one });
  expect([places.of(one), places.of(other)].sort()).toEqual([1, 2]);
});

test('a discount holds from an instant on, before the parting that said it', () => {
  const places = placesOf([stand(1, 1, 10), stand(1, 2, 20), stand(0, 7, 30), stand(1, 3, 40)]);
  const discount = { identifier: ['card', 'c'], how: 'weakest' } as const;
  expect(places.held({ ...discount, since: 15, until: 7 })).toMatchObject({ since: 2, until: 3 });
  expect(places.held({ ...discount, since: 50, until: 8 })).toMatchObject({ since: Number.POSITIVE_INFINITY, until: 0 });
});
