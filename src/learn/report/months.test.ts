import fc from 'fast-check';
import { expect, test } from 'vitest';
import { everyMonth } from './months.ts';

const row = (month: string, orders = 1): { month: string; orders: number; buyers: number; revenue: number } => ({
  ...{ month, orders, buyers: orders, revenue: orders * 10 },
});

test('a month without a purchase is a zero, also over the turn of a year', () => {
  expect(everyMonth([row('2024-11'), row('2025-02', 3)])).toEqual([
    row('2024-11'),
    row('2024-12', 0),
    row('2025-01', 0),
    row('2025-02', 3),
  ]);
});

test('no month is no month', () => expect(everyMonth([])).toEqual([]));

test('nothing that was there is lost, and the order stays', () => {
  const months = fc.uniqueArray(fc.integer({ min: 2_000 * 12, max: 2_030 * 12 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(months, (numbers) => {
      const names = numbers
        .toSorted((a, b) => a - b)
        .map((number) => `${Math.floor(number / 12)}-${String((number % 12) + 1).padStart(2, '0')}`);
      const all = everyMonth(names.map((name) => row(name))).map(({ month }) => month);
      expect(all.filter((name) => names.includes(name))).toEqual(names);
      expect(all).toEqual([...new Set(all)].toSorted());
      expect(all).toHaveLength(Math.max(...numbers) - Math.min(...numbers) + 1);
    }),
  );
});
