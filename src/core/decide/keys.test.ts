/** Journeys that are entered by keys: once per order, one at a time per order. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { JourneyDefinition } from '../../define/index.ts';
import { cart, send, wait, walk, world } from './cart.suite.ts';
import { compileWorld, Walkthrough } from './walkthrough.suite.ts';

const keyed = (change: Partial<JourneyDefinition> = {}) =>
  cart({ key: 'order.id', reentry: 'once', steps: [wait('w', '1d'), send('hi')], ...change });
const order = (id: unknown) => ({ order: { id } }) as never;
const keysOf = (customer: Walkthrough) => customer.journeys.instances.map(({ key }) => key);
const refusals = (customer: Walkthrough) =>
  customer.facts.flatMap(({ action, detail }) => (action === 'not_entered' ? [[detail?.rule, detail?.read]] : []));

describe('one instance at a time', () => {
  test('per key, beside those of other keys, each with its own end', () => {
    const customer = walk(keyed()).event('Added', order('b')).pass(HOUR).event('Added', order('a')).event('Added', order('b'));
    expect(keysOf(customer)).toEqual(['a', 'b']);
    expect(refusals(customer)).toMatchObject([['reentry.active', { key: 'b' }]]);
    customer.pass(DAY);
    expect(customer.sends().map(({ at }) => at - customer.now)).toEqual([-HOUR, 0]);
    expect(
      customer.facts.filter(({ action, kind }) => kind === 'decision' && action === 'entered').map(({ detail }) => detail?.key),
    ).toEqual(['b', 'a']);
  });

  test('and a goal ends those of all keys', () => {
    const customer = walk(keyed({ goal: { event: 'Order Completed' } }))
      .event('Added', order('a'))
      .event('Added', order('b'));
    expect(keysOf(customer.event('Order Completed'))).toEqual([]);
    expect(customer.told('journey').slice(-2)).toEqual(Array(2).fill('journey converted cart goal.event'));
  });

  test('200 at most', () => {
    const customer = walk(keyed());
    for (let i = 0; i <= 200; i++) customer.event('Added', order(i));
    expect(customer.journeys.instances).toHaveLength(200);
    expect(refusals(customer)).toEqual([['reentry.limit', { key: '200', max: 200 }]]);
  });
});

describe('re-entry', () => {
  test('once is once per key', () => {
    const customer = walk(keyed())
      .event('Added', order('a'))
      .pass(2 * DAY)
      .event('Added', order('a'))
      .event('Added', order('b'));
    expect(keysOf(customer)).toEqual(['b']);
    expect(refusals(customer)).toMatchObject([['reentry.once', { key: 'a' }]]);
  });

  test('after a time counts per key', () => {
    const customer = walk(keyed({ reentry: { after: '5d' } }))
      .event('Added', order('a'))
      .pass(3 * DAY)
      .event('Added', order('b'));
    customer
      .pass(2 * DAY - 1)
      .event('Added', order('a'))
      .pass(1)
      .event('Added', order('a'));
    expect(refusals(customer)).toMatchObject([['reentry.after', { key: 'a' }]]);
    expect(keysOf(customer)).toEqual(['a']);
  });

  test('the latest 200 keys are remembered; one that entered longer ago may enter once more', () => {
    const customer = walk(keyed({ steps: [send('hi')] }));
    for (let i = 0; i <= 200; i++) customer.event('Added', order(i)).pass(1);
    expect(customer.journeys.records[0]?.keys).toHaveLength(200);
    customer.event('Added', order(1)).event('Added', order(0));
    expect(refusals(customer)).toMatchObject([['reentry.once', { key: '1' }]]);
    expect(customer.sends()).toHaveLength(202);
  });
});

describe('keys', () => {
  test.each([
    ['a text', 'x', 'x'],
    ['a number', 7, '7'],
    ['a yes or no', true, 'true'],
  ])('%s', (_, value, key) => {
    expect(keysOf(walk(keyed()).event('Added', order(value)))).toEqual([key]);
  });

  test.each([[undefined], [null], [''], [{ a: 1 }], [['a']]])('%j is none: nobody enters without', (value) => {
    const customer = walk(keyed()).event('Added', order(value));
    expect(refusals(customer)).toEqual([['key.missing', { property: 'order.id' }]]);
    expect(keysOf(customer)).toEqual([]);
  });

  test('long ones are kept short, and stay different', () => {
    const long = 'x'.repeat(5_000);
    const customer = walk(keyed())
      .event('Added', order(`${long}1`))
      .event('Added', order(`${long}2`))
      .event('Added', order(`${long}1`));
    expect(keysOf(customer)).toHaveLength(2);
    for (const key of keysOf(customer)) expect(key.length).toBeLessThan(20);
    expect(refusals(customer)).toMatchObject([['reentry.active', {}]]);
  });

  test('are of the triggering event, so a journey without one has none', () => {
    expect(() => walk(keyed({ trigger: { type: 'segment', segment: 's' } }))).toThrow(/a key is a property of the triggering event/);
  });
});

test('two customers who turn out to be one: of one key the older goes on, of others both; what entered is remembered of both', () => {
  const both = world(keyed());
  const compiled = compileWorld(both);
  const [a, b] = [new Walkthrough(both, 'a', compiled), new Walkthrough(both, 'b', compiled)];
  a.pass(HOUR).event('Added', order('x')).event('Added', order('y'));
  b.event('Added', order('x')).pass(HOUR).event('Added', order('z'));
  a.absorb(b);
  expect(a.journeys.instances.map(({ key, id }) => `${key} ${id}`)).toEqual(['x j-b-0', `y ${a.journeys.instances[1]!.id}`, 'z j-b-1']);
  expect(a.journeys.records[0]?.keys?.map(({ key }) => key).sort()).toEqual(['x', 'y', 'z']);
  a.pass(2 * DAY).event('Added', order('z'));
  expect(refusals(a).at(-1)?.[0]).toBe('reentry.once');
});
