import { describe, expect, test } from 'vitest';
import { cohortsOf, figuresOf, type Roles, sortedRfm } from './figures.ts';

const ROLES: Roles = {
  events: 'events',
  invoices: 'invoices',
  identified: 'phone',
  number: 'number',
  rows: 'lines',
  orders: 'orders',
  revenue: 'revenue',
  recency: 'days',
  scores: ['r', 'f', 'm'],
  months: 'months',
};
const BUYER = {
  events: 5,
  invoices: 3,
  phone: '1',
  number: '17',
  lines: 4,
  orders: 2,
  revenue: 0.1,
  days: 9,
  r: 5,
  f: 4,
  m: 3,
  months: ['2011-01'],
};

describe('figuresOf', () => {
  test('sums over customers; who has no orders is no buyer', () => {
    const figures = figuresOf([BUYER, { events: 2, invoices: 1, orders: 0, revenue: 0, lines: 0 }], ROLES);
    expect(figures).toEqual({
      profiles: 2,
      events: 7,
      invoices: 4,
      customersWithId: 1,
      cleaned: { rows: 4, orders: 2, customers: 1, revenue: 0.1 },
      rfm: [{ customer: '17', recency: 9, frequency: 2, monetary: 0.1, r: 5, f: 4, m: 3 }],
      cohorts: [{ cohort: '2011-01', customers: [1] }],
    });
  });

  test('revenue does not depend on the order of the customers', () => {
    const customers = [0.1, 0.2, 0.3, 1e9, 0.0001].map((revenue) => ({ ...BUYER, revenue }));
    const forth = figuresOf(customers, ROLES).cleaned.revenue;
    expect(forth).toBe(1_000_000_000.6001);
    expect(figuresOf([...customers].reverse(), ROLES).cleaned.revenue).toBe(forth);
  });

  test('a missing score shows as 0, which no bin has', () => {
    const { r: _, ...unscored } = BUYER;
    expect(figuresOf([unscored], ROLES).rfm[0]?.r).toBe(0);
  });

  test('without a number the customer stays unnamed', () => {
    const { number: _, ...nameless } = ROLES;
    expect(figuresOf([BUYER], nameless).rfm[0]?.customer).toBe('');
  });
});

describe('cohortsOf', () => {
  test('counts each buyer once a month, months after the first', () => {
    expect(cohortsOf([['2010-12', '2010-12', '2011-02'], ['2010-12'], ['2011-02']])).toEqual([
      { cohort: '2010-12', customers: [2, 0, 1] },
      { cohort: '2011-02', customers: [1] },
    ]);
  });

  test('reads months in any order and from whole times', () => {
    expect(cohortsOf([['2011-03-09T10:00:00Z', '2011-01-31T23:59:59Z']])).toEqual([{ cohort: '2011-01', customers: [1, 0, 1] }]);
  });

  test('of nobody: nothing', () => {
    expect(cohortsOf([[], []])).toEqual([]);
  });
});

test('rows are sorted by customer, then by figures', () => {
  const row = { customer: '', recency: 1, frequency: 1, monetary: 1, r: 1, f: 1, m: 1 };
  const rows = [
    { ...row, customer: 'b' },
    { ...row, monetary: 3 },
    { ...row, monetary: 2 },
    { ...row, recency: 0, monetary: 9 },
  ];
  expect(sortedRfm(rows).map(({ customer, monetary }) => `${customer}${monetary}`)).toEqual(['9', '2', '3', 'b1']);
});
