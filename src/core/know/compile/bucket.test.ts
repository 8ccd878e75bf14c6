import { expect, test } from 'vitest';
import { bucketOf } from '../../../base/index.ts';
import { applyPlan, isMetByBlank, viewOf } from '../apply.ts';
import { emptyKnown } from '../known.ts';
import { all, computed, planOf, START, segment, tag } from '../trial.suite.ts';

const plan = planOf([
  computed('orders', 'count'),
  tag('fifth', all(['bucket.spring', '<', 20])),
  segment('fifth_too', all(['tag.fifth', '=', true])),
  segment('others', all(['tag.fifth', '=', false], ['trait.orders', '=', 0])),
  segment('buyers', all(['trait.orders', '>', 0])),
]);
const customers = Array.from({ length: 200 }, (_, i) => `c${i}`);

function newcomer(customer: string): readonly string[] {
  const known = emptyKnown(START, customer);
  applyPlan({ customer, known, plan, now: START, facts: [], transitions: [] });
  return [...known.roll.ids('tag'), ...known.roll.ids('segment')].sort();
}

test('a newcomer of whom nothing is known is drawn for at once, and what reads the result follows', () => {
  for (const customer of customers) {
    const isIn = bucketOf('spring', customer) < 200_000;
    expect(newcomer(customer), customer).toEqual(isIn ? ['fifth', 'fifth_too'] : ['others']);
  }
  expect(new Set(customers.map((customer) => newcomer(customer)[0]))).toEqual(new Set(['fifth', 'others']));
});

test('nobody in particular meets it or not: everybody is asked', () => {
  const met = plan.rules.filter((rule) => isMetByBlank(plan, rule)).map(({ key }) => key);
  expect(met).toContain('tag:fifth');
  expect(met).not.toContain('segment:buyers');
});

test('says what was drawn', () => {
  const known = emptyKnown(START, 'c7');
  const condition = plan.compile(all(['bucket.spring', '<', 20]), 'condition', 'customer');
  const view = viewOf(known, plan, START);
  expect(condition.read(view)).toEqual({ 'bucket.spring': bucketOf('spring', 'c7') / 10_000 });
  expect(condition.flipAt(view)).toBe(Number.POSITIVE_INFINITY);
});
