/** Journeys that are started and stopped by name, rules of who enters again, and how long a goal counts. In virtual time. */
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { Condition, JourneyDefinition, Released, Step } from '../../define/index.ts';
import { bought, cart, orders, send, wait, walk } from './cart.suite.ts';
import { Walkthrough, type World } from './walkthrough.suite.ts';

const starting = (journey: string, properties: object = {}): Step => ({
  type: 'start_journey',
  id: `start-${journey}`,
  journey,
  properties: { ...properties },
});
const stopping = (journey: string): Step => ({ type: 'stop_journey', id: `stop-${journey}`, journey });
const named = (id: string, change: Partial<JourneyDefinition> = {}): Released<JourneyDefinition> =>
  cart({ id, trigger: { type: 'start' }, steps: [send(`${id}-hi`), wait('p', '1d')], ...change });
const walking = (...journeys: readonly Released<JourneyDefinition>[]) =>
  new Walkthrough({ definitions: [orders], releases: [journeys], templates: { note: { properties: ['code'] } } } satisfies World);
const steps = (customer: Walkthrough) => customer.sends().map(({ step }) => step);
const refusals = (customer: Walkthrough) =>
  customer.facts.flatMap(({ action, name, detail }) => (action === 'not_entered' ? [`${name} ${detail?.rule}`] : []));

describe('a journey that is started by name', () => {
  test('starts with what is handed over', () => {
    const customer = walking(named('care')).start('care', { code: 'A1' });
    expect(customer.sends().map(({ variables }) => variables.event)).toEqual([{ code: 'A1' }]);
    expect(customer.facts.find(({ kind }) => kind === 'decision')).toMatchObject({
      action: 'entered',
      detail: { rule: 'trigger.start', trigger: 'care' },
    });
    expect(customer.journeys.instances).toMatchObject([{ journey: 'care', trigger: 'c1-0' }]);
  });

  test('by its own rules: `when`, key and re-entry', () => {
    const when: Condition = { combinator: 'and', rules: [{ field: 'property.code', operator: '!=', value: 'no' }] };
    const customer = walking(named('care', { when, key: 'code' }));
    customer.start('care', { code: 'a' }).start('care', { code: 'a' }).start('care', { code: 'no' }).start('care', {});
    customer.start('care', { code: 'b' });
    expect(customer.journeys.instances.map(({ key }) => key)).toEqual(['a', 'b']);
    expect(refusals(customer)).toEqual(['care reentry.active', 'care when.false', 'care key.missing']);
  });

  test('is not started by any other entry, and nobody starts what is not there', () => {
    const customer = walking(named('care')).event('Added').event('care').start('gone');
    expect(customer.journeys.instances).toEqual([]);
    expect(refusals(customer)).toEqual(['gone start.unknown']);
  });
});

describe('a step', () => {
  test('starts another journey at the same moment, with values and with what it keeps itself', () => {
    const first = cart({ steps: [wait('p', '2h'), starting('care', { code: { property: 'cart.code' }, other: 7 })] });
    const customer = walking(first, named('care'))
      .event('Added', { cart: { code: 'X' } })
      .pass(2 * HOUR);
    expect(customer.sends().map(({ journey, variables }) => [journey, variables.event])).toEqual([['care', { code: 'X' }]]);
    expect(customer.told('journey').filter((fact) => fact.includes('entered'))).toEqual([
      'journey entered cart trigger.event',
      'journey entered care trigger.start',
    ]);
  });

  test('stops another journey, all of its instances, and itself goes on', () => {
    const customer = walking(
      cart({ trigger: { type: 'event', event: 'Paid' }, steps: [stopping('care'), send('thanks')] }),
      named('care', { key: 'code' }),
    );
    customer.start('care', { code: 1 }).start('care', { code: 2 }).event('Paid');
    expect(customer.journeys.instances).toEqual([]);
    expect(steps(customer).at(-1)).toBe('thanks');
    expect(
      customer.facts.filter(({ detail }) => detail?.rule === 'exit.stopped').map(({ action, detail }) => [action, detail?.by]),
    ).toEqual([
      ['exited', 'cart'],
      ['exited', 'cart'],
    ]);
  });

  test('may stop one that is due at the very moment', () => {
    const customer = walking(
      cart({ id: 'a', steps: [wait('p', '1h'), stopping('b')] }),
      cart({ id: 'b', steps: [wait('p', '1h'), send('late')] }),
    );
    expect(steps(customer.event('Added').pass(DAY))).toEqual([]);
    expect(customer.wakeAt()).toBe(Infinity);
  });

  test('of a held-out customer starts and stops nothing', () => {
    const customer = walking(
      cart({ holdout: 0.999999999, steps: [starting('care'), stopping('other'), send('hi')] }),
      named('care'),
      named('other'),
    );
    customer.start('other').event('Added');
    expect(customer.journeys.instances.map(({ journey }) => journey)).toEqual(['other']);
  });

  test('cannot make journeys start each other without end', () => {
    const loop = (id: string, next: string) =>
      named(id, {
        key: 'n',
        steps: [
          starting(next, { n: { property: 'm' }, m: { property: 'n' } }),
          { ...starting(next, { n: { property: 'n' }, m: { property: 'm' } }), id: 'again' },
        ],
      });
    const customer = walking(loop('a', 'b'), loop('b', 'c'), loop('c', 'd'), loop('d', 'a')).start('a', { n: 1, m: 2 });
    expect(customer.journeys.instances).toEqual([]);
    expect(refusals(customer).filter((one) => one.endsWith('start.limit')).length).toBeGreaterThan(0);
  });
});

describe('who enters again', () => {
  test('not before the cool-down after the end, whatever the re-entry', () => {
    const customer = walk(cart({ limits: { cooldown: '1d' }, exits: [{ event: 'Left' }] }));
    customer
      .event('Added')
      .pass(HOUR)
      .event('Left')
      .pass(DAY - 1)
      .event('Added');
    expect(refusals(customer)).toEqual(['cart reentry.cooldown']);
    expect(customer.pass(1).event('Added').journeys.instances).toHaveLength(1);
  });

  test('no more at a time than the limit, each by its key', () => {
    const customer = walk(cart({ key: 'cart', limits: { concurrent: 2 } }));
    for (const key of [1, 2, 3]) customer.event('Added', { cart: key });
    expect(refusals(customer)).toEqual(['cart reentry.limit']);
    expect(customer.journeys.instances).toHaveLength(2);
  });
});

describe('a goal', () => {
  const aiming = (goal: JourneyDefinition['goal'] & object) =>
    walk(cart({ goal, goalWithin: '3h', steps: [wait('p', '2d')] })).event('Added');
  const ends = (customer: Walkthrough) => customer.told('journey').at(-1);

  test.each([
    [3, 0, 'journey converted cart goal.event'],
    [4, 0, 'journey moved cart/p'],
    [4, 2, 'journey converted cart goal.event'],
  ])('that is an event, %i hours later, %i hours late: %s', (hours, late, expected) => {
    expect(
      ends(
        aiming({ event: 'Bought' })
          .pass(hours * HOUR)
          .event('Bought', {}, late * HOUR),
      ),
    ).toBe(expected);
  });

  test.each([
    [3, 'journey converted cart goal.condition'],
    [4, 'journey moved cart/p'],
  ])('that is a condition, %i hours later: %s', (hours, expected) => {
    expect(
      ends(
        aiming(bought(1))
          .pass(hours * HOUR)
          .event('Order Completed'),
      ),
    ).toBe(expected);
  });
});
