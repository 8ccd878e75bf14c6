import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Step } from '../../define/index.ts';
import { cart, orders, send, wait, walk } from './cart.suite.ts';
import { START, Walkthrough as Walk, type Walkthrough } from './walkthrough.suite.ts';

const staged = (customer: Walkthrough) =>
  customer.facts.flatMap(({ kind, name, at, journey, step, detail }) =>
    kind === 'stage' ? [[name, at - START, `${journey}/${step ?? ''}`, detail?.from]] : [],
  );
const thanks: Step = { ...send('thanks'), stage: 'advocate' };

test('a customer stands where the journey entered last, or the step come to last, says', () => {
  const customer = walk(cart({ steps: [wait('p', '2h'), thanks, send('more')] }))
    .event('Added')
    .pass(DAY);
  expect(staged(customer)).toEqual([
    ['repurchase', 0, 'cart/', undefined],
    ['advocate', 2 * HOUR, 'cart/thanks', 'repurchase'],
  ]);
  expect(customer.journeys.stage).toEqual({ stage: 'advocate', since: START + 2 * HOUR });
});

test('what changes nothing is not told', () => {
  const customer = walk(cart({ steps: [send('hi')] }))
    .event('Added')
    .pass(HOUR)
    .event('Added');
  expect(staged(customer)).toHaveLength(1);
  expect(customer.journeys.stage?.since).toBe(START);
});

test('of two profiles the later one counts, whoever absorbs whom', () => {
  const world = { definitions: [orders], releases: [[cart({ steps: [thanks] })]], templates: { note: {} } };
  const met = (order: 'early' | 'late') => {
    const early = new Walk(world, 'c1').event('Added').pass(HOUR);
    const late = new Walk(world, 'c2').pass(HOUR).event('Added');
    const [into, from] = order === 'early' ? [early, late] : [late, early];
    return into.absorb(from).journeys.stage;
  };
  expect(met('early')).toEqual({ stage: 'advocate', since: START + HOUR });
  expect(met('late')).toEqual(met('early'));
});
