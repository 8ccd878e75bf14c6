import { describe, expect, test } from 'vitest';
import { agreementOf } from './agreement.ts';
import { check, compareFigures, publishedCheck } from './checks.ts';
import type { Figures, RfmRow } from './figures.ts';

const ROW: RfmRow = { customer: '1', recency: 3, frequency: 2, monetary: 9.5, r: 5, f: 1, m: 2 };
const FIGURES: Figures = {
  profiles: 3,
  events: 10,
  invoices: 4,
  customersWithId: 2,
  cleaned: { rows: 8, orders: 3, customers: 2, revenue: 12.5 },
  rfm: [ROW, { ...ROW, customer: '2' }],
  cohorts: [{ cohort: '2011-01', customers: [2, 1] }],
};

function failing(live: Partial<Figures>, warehouse: Partial<Figures> = {}): readonly string[] {
  const checks = compareFigures(FIGURES, { ...FIGURES, ...live }, { ...FIGURES, ...warehouse });
  return checks.filter(({ ok }) => !ok).map(({ name }) => name);
}

describe('compareFigures', () => {
  test('equal figures pass, all of them', () => {
    const checks = compareFigures(FIGURES, FIGURES, FIGURES);
    expect(checks.map(({ ok }) => ok)).toEqual(checks.map(() => true));
    expect(checks.map(({ name }) => name)).toContain('cleaned_revenue');
  });

  test.each([
    ['events', { events: 11 }],
    ['profiles', { profiles: 4 }],
    ['invoices', { invoices: 0 }],
    ['customers_with_id', { customersWithId: 1 }],
    ['cleaned_rows', { cleaned: { ...FIGURES.cleaned, rows: 7 } }],
    ['cleaned_orders', { cleaned: { ...FIGURES.cleaned, orders: 2 } }],
    ['cleaned_customers', { cleaned: { ...FIGURES.cleaned, customers: 3 } }],
    ['cleaned_revenue', { cleaned: { ...FIGURES.cleaned, revenue: 12.5001 } }],
    ['rfm_rows', { rfm: [ROW] }],
    ['rfm_rows', { rfm: [ROW, { ...ROW, customer: '2', m: 3 }] }],
    ['rfm_rows', { rfm: [ROW, ROW] }],
    ['rfm_rows', { rfm: [...FIGURES.rfm, ROW] }],
    ['cohort_cells', { cohorts: [{ cohort: '2011-01', customers: [2, 0] }] }],
    ['cohort_cells', { cohorts: [] }],
  ])('%s differs on either side: that check fails and no other', (name, change) => {
    expect(failing(change)).toEqual([name]);
    expect(failing({}, change)).toEqual([name]);
  });

  test('says how many lines are right when some are not', () => {
    const live = { ...FIGURES, rfm: [ROW, { ...ROW, customer: '2', m: 3 }] };
    expect(compareFigures(FIGURES, live, FIGURES).find(({ name }) => name === 'rfm_rows')).toMatchObject({
      expected: 2,
      live: '1 of 2',
      warehouse: 2,
      ok: false,
    });
  });
});

test('a side that has no figure is not compared', () => {
  expect(check({ name: 'x', expected: 1, live: 1, warehouse: null }).ok).toBe(true);
  expect(check({ name: 'x', expected: 1, live: null, warehouse: 2 }).ok).toBe(false);
});

test('the published answers must come out of the plain pass', () => {
  expect(publishedCheck(FIGURES, FIGURES)).toMatchObject({ ok: true, examples: [] });
  expect(publishedCheck(FIGURES, { ...FIGURES, events: 9 })).toMatchObject({ ok: false, examples: ['events: 10 / 9'] });
});

describe('agreementOf', () => {
  const known = { customer: 'c1', traits: { orders: 2, list: ['a', 'b'] }, tags: ['vip'], segments: ['buyers'] };

  test('the same on both sides: nothing differs, everything was compared', () => {
    expect(agreementOf([known], [{ ...known }])).toEqual({ compared: 4, different: 0, examples: [] });
  });

  test.each([
    ['a value', { traits: { orders: 3, list: ['a', 'b'] } }, 'c1 trait orders: 2 / 3'],
    ['the order of a list', { traits: { orders: 2, list: ['b', 'a'] } }, 'c1 trait list: ["a","b"] / ["b","a"]'],
    ['a missing trait', { traits: { orders: 2 } }, 'c1 trait list: ["a","b"] / –'],
    ['a tag', { tags: [] }, 'c1 tag vip: true / –'],
    ['a segment', { segments: ['buyers', 'new'] }, 'c1 segment new: – / true'],
  ])('%s differs: found and told', (_, change, example) => {
    expect(agreementOf([known], [{ ...known, ...change }])).toMatchObject({ different: 1, examples: [example] });
  });

  test('a customer whom only one side knows differs in everything', () => {
    expect(agreementOf([known], []).different).toBe(4);
    expect(agreementOf([], [known]).different).toBe(4);
  });

  test('an undefined trait is a missing one', () => {
    const undefinedTrait = { ...known, traits: { ...known.traits, gone: undefined } };
    expect(agreementOf([undefinedTrait], [known]).different).toBe(0);
  });
});
