import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { openTestWarehouse, RowMaker, type TestWarehouse } from '../warehouse.suite.ts';
import { type Moves, movesOf } from './moves.ts';

const DAY = 86_400_000;
const T = Date.UTC(2026, 0, 10);
let world: TestWarehouse;
let rows: RowMaker;
let partition = 0;
beforeAll(async () => {
  world = await openTestWarehouse();
});
afterAll(() => world.close());
beforeEach(async () => {
  await world.warehouse.execute('TRUNCATE TABLE facts');
  rows = new RowMaker(++partition);
});

const told = (action: 'entered' | 'left', customer: string, name: string, day: number): void =>
  rows.fact({ kind: 'segment', action, customer, name, at: T + day * DAY });
const entered = (customer: string, name: string, day: number): void => told('entered', customer, name, day);
const left = (customer: string, name: string, day: number): void => told('left', customer, name, day);

/** Days from the first, up to the last and not with it. */
async function moves(first = 0, last = 10, segment = 's'): Promise<Moves> {
  await rows.insertInto(world.warehouse);
  return movesOf(world.warehouse, { segment, from: T + first * DAY, until: T + last * DAY });
}

describe('who came (W1)', () => {
  test('comes from what was left last up to that moment, and who left none from none', async () => {
    for (const [customer, day] of [
      ['a', 1],
      ['b', 3],
      ['c', 5],
    ] as const) {
      entered(customer, 'x', 0);
      left(customer, 'x', day);
      entered(customer, 's', 4);
    }
    entered('b', 'y', 0);
    left('b', 'y', 4);
    entered('d', 's', 9);
    expect(await moves()).toEqual({
      cameFrom: [
        { segment: 'x', customers: 1 },
        { segment: 'y', customers: 1 },
        { segment: null, customers: 2 },
      ],
      wentTo: [],
    });
  });

  test('is counted once, by the last time, and from what was left within the span alone', async () => {
    entered('a', 'x', 0);
    left('a', 'x', 2);
    entered('a', 's', 2);
    left('a', 's', 4);
    entered('a', 'y', 4);
    left('a', 'y', 6);
    entered('a', 's', 6);
    expect((await moves()).cameFrom).toEqual([{ segment: 'y', customers: 1 }]);
    expect((await moves(0, 5)).cameFrom).toEqual([{ segment: 'x', customers: 1 }]);
    expect((await moves(6, 7)).cameFrom).toEqual([{ segment: 'y', customers: 1 }]);
    entered('b', 'x', 0);
    left('b', 'x', 5);
    entered('b', 's', 6);
    expect((await moves(6, 7)).cameFrom).toEqual([
      { segment: 'y', customers: 1 },
      { segment: null, customers: 1 },
    ]);
  });

  test('of several left at one moment it is the one that was entered last', async () => {
    entered('a', 'x', 2);
    entered('a', 'y', 1);
    left('a', 'x', 4);
    left('a', 'y', 4);
    entered('a', 's', 4);
    expect((await moves()).cameFrom).toEqual([{ segment: 'x', customers: 1 }]);
  });
});

test('who left goes to what is entered first from that moment on, or to none (W2)', async () => {
  for (const customer of ['a', 'b', 'c']) {
    entered(customer, 's', 0);
    left(customer, 's', 3);
  }
  entered('a', 'x', 3);
  entered('b', 'y', 2);
  entered('b', 'x', 6);
  entered('b', 'z', 5);
  entered('c', 'x', 12);
  expect((await moves(1)).wentTo).toEqual([
    { segment: 'x', customers: 1 },
    { segment: 'z', customers: 1 },
    { segment: null, customers: 1 },
  ]);
  expect(await moves(4, 5)).toEqual({ cameFrom: [], wentTo: [] });
});

test('of profiles that were merged it is the customer of today', async () => {
  entered('old', 'x', 0);
  left('old', 'x', 1);
  rows.fact({
    kind: 'identity',
    action: 'merged',
    customer: 'a',
    name: 'old',
    at: T + 2 * DAY,
    detail: JSON.stringify({ through: 'old' }),
  });
  entered('a', 's', 3);
  expect((await moves()).cameFrom).toEqual([{ segment: 'x', customers: 1 }]);
});

interface Stay {
  readonly customer: string;
  readonly segment: string;
  readonly from: number;
  readonly to: number;
}

/** The same, told customer by customer. */
function plainly(stays: readonly Stay[], segment: string): Record<'came' | 'went', Record<string, number>> {
  const sides: Record<'came' | 'went', Record<string, number>> = { came: {}, went: {} };
  for (const own of Map.groupBy(stays, ({ customer }) => customer).values()) {
    const here = own.filter((one) => one.segment === segment);
    const others = own.filter((one) => one.segment !== segment);
    const count = (side: 'came' | 'went', name = ''): void => {
      sides[side][name] = (sides[side][name] ?? 0) + 1;
    };
    if (here.length === 0) continue;
    const came = Math.max(...here.map(({ from }) => from));
    const went = Math.max(...here.map(({ to }) => to));
    const before = others.filter(({ to }) => to <= came).sort((a, b) => b.to - a.to || b.from - a.from || (a.segment < b.segment ? 1 : -1));
    const after = others.filter(({ from }) => from >= went).sort((a, b) => a.from - b.from || (a.segment < b.segment ? -1 : 1));
    count('came', before[0]?.segment);
    count('went', after[0]?.segment);
  }
  return sides;
}

test('is what somebody counts by hand, and adds up to everybody who came and went (W3)', async () => {
  const stay = fc.record({
    customer: fc.constantFrom('a', 'b', 'c', 'd'),
    segment: fc.constantFrom('s', 'x', 'y', 'z'),
    from: fc.nat(40),
    days: fc.integer({ min: 1, max: 9 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(stay, { maxLength: 25 }), async (drawn) => {
      await world.warehouse.execute('TRUNCATE TABLE facts');
      rows = new RowMaker(++partition);
      const stays: Stay[] = [];
      for (const { days, ...one } of drawn) {
        const to = one.from + days;
        // Nobody is in a segment twice at a time.
        if (
          stays.some(
            (other) => other.customer === one.customer && other.segment === one.segment && other.from <= to && one.from <= other.to,
          )
        )
          continue;
        stays.push({ ...one, to });
        entered(one.customer, one.segment, one.from);
        left(one.customer, one.segment, to);
      }
      const found = await moves(0, 60);
      const sums = (side: Moves['cameFrom']) => Object.fromEntries(side.map(({ segment, customers }) => [segment ?? '', customers]));
      expect({ came: sums(found.cameFrom), went: sums(found.wentTo) }).toEqual(plainly(stays, 's'));
    }),
    { numRuns: 10 },
  );
});
