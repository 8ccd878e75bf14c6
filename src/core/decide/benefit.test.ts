/** Benefits, and how many customers enter a journey on one day: what customers have in common. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { BenefitDefinition, Condition, JourneyDefinition, Step } from '../../define/index.ts';
import { cart, send, text, walk } from './cart.suite.ts';
import { Commons } from './commons.ts';
import { compileWorld, START, Walkthrough } from './walkthrough.suite.ts';

const coupon = (change: Partial<BenefitDefinition> = {}): BenefitDefinition => ({
  kind: 'benefit',
  id: 'welcome',
  name: text,
  type: 'coupon',
  lowAt: 1,
  ...change,
});
const give = (change: Partial<Extract<Step, { type: 'benefit' }>> = {}): Step => ({
  type: 'benefit',
  id: 'give',
  benefit: 'welcome',
  onFailure: [send('sorry')],
  ...change,
});
const templates = { note: { properties: ['benefit'] } };

function got({
  benefit = coupon(),
  codes = ['A', 'B', 'C'],
  steps = [give(), send('hi')],
  change = {},
}: {
  benefit?: BenefitDefinition;
  codes?: readonly string[];
  steps?: readonly Step[];
  change?: Partial<JourneyDefinition>;
} = {}): Walkthrough {
  const customer = walk(cart({ steps, reentry: 'always', ...change }), { definitions: [benefit], templates });
  customer.commons.stock('welcome', 'one', codes);
  return customer;
}
const facts = ({ facts: all }: Walkthrough, kind: string) =>
  all.filter((one) => one.kind === kind).map(({ action, name, detail }) => [action, name, detail]);
const sent = (customer: Walkthrough) => customer.sends().map(({ step, variables }) => [step, variables.event]);

describe('a coupon', () => {
  test('is a code of the pool, told, said as an event, and read by what follows', () => {
    const customer = got().event('Added');
    expect(sent(customer)).toEqual([['hi', { benefit: 'A' }]]);
    expect(facts(customer, 'benefit')).toEqual([['granted', 'welcome', { code: 'A' }]]);
    expect(customer.commands[0]).toMatchObject({
      type: 'emit',
      event: 'Benefit Granted',
      properties: { benefit: 'welcome', code: 'A', journey: 'cart', step: 'give' },
    });
    customer.event('Added');
    expect(sent(customer).at(-1)).toEqual(['hi', { benefit: 'B' }]);
    expect(customer.commons.left('welcome')).toBe(1);
  });

  test('is read under the name that the step gives it, by branches too, and stays when a wait is rearmed', () => {
    const isB: Condition = { combinator: 'and', rules: [{ field: 'property.code', operator: '=', value: 'A' }] };
    const steps: readonly Step[] = [
      give({ as: 'code' }),
      { type: 'wait_for', id: 'w', event: 'Clicked', rearm: { event: 'Added' }, timeout: '1d', steps: [] },
      { type: 'branch', id: 'b', branches: [{ when: isB, steps: [send('mine')] }] },
    ];
    const customer = got({ steps, change: { reentry: 'once' } })
      .event('Added')
      .pass(HOUR)
      .event('Added')
      .pass(DAY);
    expect(customer.sends().map(({ step }) => step)).toEqual(['mine']);
  });

  test('is not there when the pool is empty: the edge of failure is taken', () => {
    const customer = got({ codes: [] }).event('Added');
    expect(sent(customer).map(([step]) => step)).toEqual(['sorry', 'hi']);
    expect(facts(customer, 'benefit')).toEqual([['refused', 'welcome', { rule: 'benefit.empty', read: { left: 0 } }]]);
  });

  test('that runs low is told once, for as many as each partition has', () => {
    const customer = got({ benefit: coupon({ lowAt: 2 }) });
    for (let i = 0; i < 4; i++) customer.event('Added');
    expect(facts(customer, 'alert')).toEqual([
      ['raised', 'codes_left', { what: 'benefit', benefit: 'welcome', source: '', event: '', value: 2, threshold: 2 }],
    ]);
  });

  test('is given once in an instance, though a release leads past its step again', () => {
    const steps: readonly Step[] = [give(), { type: 'wait', id: 'rest', duration: '1d' }, send('hi')];
    const [before, after] = [cart({ steps, reentry: 'once' }), cart({ steps: [...steps, send('bye')], reentry: 'once' }, 2)];
    const world = {
      definitions: [coupon()],
      releases: [[before], [after]],
      edits: [[], [{ journey: 'cart', version: 2, steps: { rest: { moveTo: 'give' } } }]],
      templates,
    };
    const customer = new Walkthrough(world, 'c1', compileWorld(world));
    customer.commons.stock('welcome', 'one', ['A', 'B']);
    customer
      .event('Added')
      .pass(HOUR)
      .release(1)
      .refresh()
      .pass(2 * DAY);
    expect(facts(customer, 'benefit')).toHaveLength(1);
    expect(sent(customer)).toEqual([
      ['hi', { benefit: 'A' }],
      ['bye', { benefit: 'A' }],
    ]);
  });
});

describe('limits', () => {
  test('of a customer hold over all journeys, and add up when profiles merge', () => {
    const benefit = coupon({ limits: { perCustomer: 2 } });
    const customer = got({ benefit }).event('Added');
    const other = new Walkthrough(customer.world, 'c2');
    other.commons = customer.commons;
    other.event('Added');
    customer.absorb(other).event('Added');
    expect(facts(customer, 'benefit').at(-1)).toEqual([
      'refused',
      'welcome',
      { rule: 'benefit.customer_limit', read: { given: 2, max: 2 } },
    ]);
    expect(customer.commons.left('welcome')).toBe(1);
  });

  test('in total hold over all customers; of several partitions each keeps to its slice', () => {
    const benefit = coupon({ limits: { total: 3 } });
    const world = { definitions: [benefit], releases: [[cart({ steps: [give()] })]], templates, slice: { partition: 1, partitions: 2 } };
    const commons = new Commons();
    commons.stock('welcome', 'one', ['A', 'B', 'C']);
    const told = ['c1', 'c2'].map((id) => {
      const customer = new Walkthrough(world, id);
      customer.commons = commons;
      return facts(customer.event('Added'), 'benefit')[0];
    });
    expect(told).toEqual([
      ['granted', 'welcome', { code: 'A' }],
      ['refused', 'welcome', { rule: 'benefit.total_limit', read: { given: 1, max: 1 } }],
    ]);
  });
});

test('points are an amount, and need no pool', () => {
  const customer = got({ benefit: coupon({ type: 'points', points: 50 }), codes: [] }).event('Added');
  expect(sent(customer)).toEqual([['hi', { benefit: 50 }]]);
  expect(facts(customer, 'benefit')).toEqual([['granted', 'welcome', { points: 50 }]]);
});

test('who is held out gets none, and fails at nothing', () => {
  const customer = got({ change: { holdout: 0.999_999 } }).event('Added');
  expect(facts(customer, 'benefit')).toEqual([['refused', 'welcome', { rule: 'holdout.journey', read: {} }]]);
  expect(customer.commons.left('welcome')).toBe(3);
  expect(customer.sends().map(({ step }) => step)).toEqual(['hi']);
});

test('a benefit that the release does not have is refused', () => {
  expect(() => walk(cart({ steps: [give({ benefit: 'none' })] }))).toThrow(/benefit "none"/);
});

describe('entries on one day', () => {
  const limited = cart({ steps: [send('hi')], reentry: 'always', limits: { entriesPerDay: 2 } });
  const refused = (customer: Walkthrough) =>
    facts(customer, 'decision')
      .filter(([action]) => action === 'not_entered')
      .map(([, , detail]) => detail);

  test('end with the limit, and begin anew at midnight of the workspace', () => {
    // 13:00 where the workspace is: eleven hours until midnight.
    const customer = walk(limited, { zone: 'Europe/Berlin' });
    for (let i = 0; i < 3; i++) customer.event('Added');
    const read = { day: '2024-01-15', entries: 2, max: 2 };
    expect(refused(customer)).toEqual([{ rule: 'entries.per_day', read, trigger: 'Added' }]);
    expect(
      customer
        .pass(11 * HOUR - 1)
        .event('Added')
        .sends(),
    ).toHaveLength(2);
    expect(customer.pass(1).event('Added').sends()).toHaveLength(3);
    expect(customer.now).toBe(START + 11 * HOUR);
  });

  test('count over all customers; of several partitions each keeps to its slice', () => {
    const world = { releases: [[limited]], templates: { note: {} }, slice: { partition: 0, partitions: 2 } };
    const commons = new Commons();
    const sends = ['c1', 'c2', 'c3'].map((id) => {
      const customer = new Walkthrough(world, id);
      customer.commons = commons;
      return customer.event('Added').sends().length;
    });
    expect(sends).toEqual([1, 0, 0]);
  });
});
