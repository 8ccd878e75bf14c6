import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Address, customerIdOf, effectIdOf } from './ids.ts';

const at = fc.integer({ min: 0, max: Date.UTC(2100, 0, 1) });
const address: fc.Arbitrary<Address> = fc.record({
  partition: fc.nat({ max: 1_023 }),
  position: fc.integer({ min: 1, max: 36 ** 9 - 1 }),
  ordinal: fc.nat({ max: 1_000 }),
});

/** Order of two tuples of numbers. */
const order = (a: readonly number[], b: readonly number[]): number => {
  const i = a.findIndex((value, index) => value !== b[index]);
  return i < 0 ? 0 : Math.sign(a[i]! - b[i]!);
};
const textOrder = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

describe('customer ids', () => {
  test('sort by time, then partition, position and ordinal', () => {
    fc.assert(
      fc.property(at, address, at, address, (atA, a, atB, b) => {
        const numbers = order([atA, a.partition, a.position, a.ordinal], [atB, b.partition, b.position, b.ordinal]);
        expect(textOrder(customerIdOf(atA, a), customerIdOf(atB, b))).toBe(numbers);
      }),
    );
  });

  test('of one instant differ by every part of the address', () => {
    const one: Address = { partition: 1, position: 1, ordinal: 1 };
    const ids = [one, { ...one, partition: 2 }, { ...one, position: 2 }, { ...one, ordinal: 2 }, { ...one, ordinal: 0 }].map((each) =>
      customerIdOf(5, each),
    );
    expect(new Set(ids).size).toBe(5);
  });

  test('are plain words: they stand in addresses, SQL and files', () => {
    fc.assert(
      fc.property(at, address, (instant, one) => {
        expect(customerIdOf(instant, one)).toMatch(/^c[0-9a-z]{20,24}$/);
      }),
    );
  });

  test('are the same in a replay', () => {
    const entry: Address = { partition: 0, position: 36, ordinal: 0 };
    expect(customerIdOf(0, entry)).toBe('c00000000000000000010');
    expect(customerIdOf(35, { ...entry, ordinal: 1 })).toBe('c0000000' + '0z00000000010' + '01');
  });
});

describe('effect ids', () => {
  test('sort in the order of the log and never repeat', () => {
    fc.assert(
      fc.property(address, address, (a, b) => {
        const numbers = order([a.partition, a.position, a.ordinal], [b.partition, b.position, b.ordinal]);
        expect(textOrder(effectIdOf('m', a), effectIdOf('m', b))).toBe(numbers);
      }),
    );
  });

  test('begin with what they are', () => {
    expect(effectIdOf('m', { partition: 0, position: 1, ordinal: 2 })).toBe('m00000000001002');
  });
});
