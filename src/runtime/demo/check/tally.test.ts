import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { binOf, edgesOf, Tally, type TallyRecord } from './tally.ts';

const DAY_MS = 86_400_000;
const AT = Date.UTC(2025, 2, 10, 12);

function record(identifiers: readonly string[], more: Partial<TallyRecord> = {}): TallyRecord {
  return { identifiers, time: AT, identified: false, ...more };
}

describe('Tally', () => {
  test('identifiers that stand in one record are one profile, however late they meet', () => {
    const tally = new Tally(0);
    tally.add(record(['anonymous_id:a']));
    tally.add(record(['card:1']));
    tally.add(record(['openid:o', 'card:1']));
    expect(tally.figures(AT).profiles).toBe(2);
    tally.add(record(['anonymous_id:a', 'openid:o']));
    expect(tally.figures(AT).profiles).toBe(1);
  });

  test('purchases before and after a link belong to the same buyer', () => {
    const tally = new Tally(0);
    tally.add(record(['a:1'], { paid: { order: 'o1', revenue: 10_000 } }));
    tally.add(record(['b:1'], { paid: { order: 'o2', revenue: 25_000 } }));
    tally.add(record(['a:1', 'b:1']));
    const { cleaned, rfm } = tally.figures(AT);
    expect(cleaned).toEqual({ rows: 2, orders: 2, customers: 1, revenue: 3.5 });
    expect(rfm).toMatchObject([{ frequency: 2, monetary: 3.5, recency: 0 }]);
  });

  test('a message id counts once, records without one each time', () => {
    const tally = new Tally(0);
    for (let i = 0; i < 3; i++) tally.add(record(['a:1'], { messageId: 'm', paid: { order: 'o', revenue: 1 } }));
    for (let i = 0; i < 2; i++) tally.add(record(['a:1']));
    expect(tally.events).toBe(3);
    expect(tally.figures(AT).cleaned.rows).toBe(1);
  });

  test('days and months are local: half past eleven at night in London is the next day in Shanghai', () => {
    const late = Date.UTC(2025, 0, 31, 23, 30);
    const shanghai = new Tally(8 * 3_600_000);
    const london = new Tally(0);
    for (const tally of [shanghai, london]) tally.add(record(['a:1'], { time: late, paid: { order: 'o', revenue: 1 } }));
    const reference = Date.UTC(2025, 1, 2, 1);
    expect(shanghai.figures(reference)).toMatchObject({ rfm: [{ recency: 1 }], cohorts: [{ cohort: '2025-02' }] });
    expect(london.figures(reference)).toMatchObject({ rfm: [{ recency: 2 }], cohorts: [{ cohort: '2025-01' }] });
  });

  test('several lines of one order are one order; documents count by number', () => {
    const tally = new Tally(0);
    for (const revenue of [1, 2, 3]) tally.add(record(['a:1'], { invoice: 'i1', paid: { order: 'i1', revenue } }));
    tally.add(record(['a:1'], { invoice: 'C2', identified: true, number: '7' }));
    expect(tally.figures(AT)).toMatchObject({ invoices: 2, customersWithId: 1, cleaned: { rows: 3, orders: 1, revenue: 0.0006 } });
  });

  test('quintiles: the most recent, the most frequent and the highest are 5', () => {
    const tally = new Tally(0);
    for (let i = 1; i <= 5; i++) {
      for (let order = 0; order < i; order++) {
        tally.add(
          record([`a:${i}`], { number: `${i}`, time: AT - (5 - i) * DAY_MS, paid: { order: `${i}-${order}`, revenue: 10_000 * i } }),
        );
      }
    }
    expect(tally.figures(AT).rfm.map(({ customer, r, f, m }) => [customer, r, f, m])).toEqual(
      [1, 2, 3, 4, 5].map((i) => [`${i}`, i, i, i]),
    );
  });

  test('the order of records does not matter', () => {
    const one = fc.record({
      identifiers: fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { minLength: 1, maxLength: 2 }),
      day: fc.integer({ min: 0, max: 90 }),
      order: fc.integer({ min: 0, max: 20 }),
      revenue: fc.integer({ min: 1, max: 1_000_000 }),
    });
    fc.assert(
      fc.property(fc.array(one, { minLength: 1, maxLength: 40 }), fc.infiniteStream(fc.nat()), (rows, keys) => {
        const records = rows.map(({ identifiers, day, order, revenue }) =>
          record(identifiers, { time: AT - day * DAY_MS, paid: { order: `${order}`, revenue } }),
        );
        const shuffled = records.map((value) => ({ value, key: keys.next().value })).sort((a, b) => a.key - b.key);
        const [first, second] = [records, shuffled.map(({ value }) => value)].map((list) => {
          const tally = new Tally(0);
          for (const item of list) tally.add(item);
          return tally.figures(AT);
        });
        expect(second).toEqual(first);
      }),
    );
  });
});

describe('quantiles', () => {
  test('type 7: between two values in proportion', () => {
    expect(edgesOf([10, 20])).toEqual([12, 14, 16, 18]);
    expect(edgesOf([5, 1, 4, 2, 3, 6])).toEqual([2, 3, 4, 5]);
  });

  test('one value is all edges; of nothing, zero', () => {
    expect(edgesOf([7])).toEqual([7, 7, 7, 7]);
    expect(edgesOf([])).toEqual([0, 0, 0, 0]);
  });

  test('a bin includes its upper edge', () => {
    expect([1, 2, 2.1, 5, 6].map((value) => binOf(value, [2, 3, 4, 5]))).toEqual([1, 1, 2, 4, 5]);
  });
});
