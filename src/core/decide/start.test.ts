import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition, Definition, JourneyDefinition, Reentry } from '../../define/index.ts';
import { bought, cart, orders, send, text, wait, walk, world } from './cart.suite.ts';
import { START, Walkthrough } from './walkthrough.suite.ts';

test('an event that no journey knows changes nothing', () => {
  const customer = walk(cart()).event('Viewed');
  expect(customer.told()).toEqual([]);
  expect(customer.changed).toBe(false);
});

test('the filter of a trigger decides silently, the entry condition with a fact that names what it read', () => {
  const big: Condition = { combinator: 'and', rules: [{ field: 'property.total', operator: '>', value: 50 }] };
  const silent = walk(cart({ trigger: { type: 'event', event: 'Added', where: big } }));
  expect(silent.event('Added', { total: 20 }).told()).toEqual([]);
  expect(silent.event('Added', { total: 60 }).told('journey')[0]).toBe('journey entered cart trigger.event');
  expect(silent.facts[0]?.detail).toMatchObject({ trigger: 'Added', read: { 'property.total': 60 }, messageId: 'c1-1' });
  const asked = walk(cart({ when: big })).event('Added', { total: 20 });
  expect(asked.told()).toEqual(['decision not_entered cart when.false']);
  expect(asked.facts[0]?.detail).toMatchObject({ read: { 'property.total': 20 }, trigger: 'Added' });
  expect(asked.changed).toBe(false);
});

test('an event older than maxAge on arrival does not trigger; at exactly maxAge it does', () => {
  const late = walk(cart()).event('Added', {}, HOUR + 1);
  expect(late.told()).toEqual(['decision not_entered cart trigger.too_old']);
  expect(late.facts[0]?.detail?.read).toEqual({ ageMs: HOUR + 1, maxAgeMs: HOUR });
  expect(walk(cart()).event('Added', {}, HOUR).journeys.instances).toHaveLength(1);
  const patient = cart({ trigger: { type: 'event', event: 'Added', maxAge: '3d' } });
  expect(walk(patient).event('Added', {}, 3 * DAY).journeys.instances).toHaveLength(1);
});

test('J2: one instance at a time', () => {
  const customer = walk(cart()).event('Added').pass(HOUR).event('Added');
  expect(customer.told('decision')).toEqual(['decision entered cart trigger.event', 'decision not_entered cart reentry.active']);
  expect(customer.journeys.instances).toHaveLength(1);
});

test.each<[Reentry, number, string]>([
  ['always', 3 * HOUR, 'decision entered cart trigger.event'],
  ['once', 300 * DAY, 'decision not_entered cart reentry.once'],
  [{ after: '7d' }, 7 * DAY - 1, 'decision not_entered cart reentry.after'],
  [{ after: '7d' }, 7 * DAY, 'decision entered cart trigger.event'],
])('re-entry %j after %d ms: %s', (reentry, passed, told) => {
  const customer = walk(cart({ reentry })).event('Added').pass(passed).event('Added');
  expect(customer.told('decision')[1]).toBe(told);
});

test('a refused re-entry does not push the next one back', () => {
  const customer = walk(cart({ reentry: { after: '7d' } })).event('Added');
  for (let day = 0; day < 7; day++) customer.pass(DAY).event('Added');
  expect(customer.told('journey').filter((line) => line.startsWith('journey entered'))).toHaveLength(2);
});

test.each<[Partial<JourneyDefinition>, string]>([
  [{ goal: bought(1) }, 'goal.met'],
  [{ exits: [{ event: 'Never' }, bought(1)] }, 'exit.met'],
])('nobody enters a journey whose end is there already: %#', (change, rule) => {
  const customer = walk(cart(change)).event('Order Completed').event('Added');
  expect(customer.told()).toEqual([`decision not_entered cart ${rule}`]);
});

test('entering a segment triggers by time alone; the segment that it was for no longer holding is an exit of its own', () => {
  const winback = cart({
    trigger: { type: 'segment', segment: 'lapsed' },
    exits: [{ combinator: 'and', rules: [{ field: 'segment.lapsed', operator: '=', value: false }] }],
    steps: [send('hello'), wait('week', '7d'), send('again')],
  });
  const customer = walk(winback)
    .event('Order Completed')
    .pass(31 * DAY);
  expect(customer.commands).toMatchObject([{ step: 'hello', at: START + 30 * DAY, receivedAt: 0 }]);
  customer.event('Order Completed').pass(29 * DAY);
  expect(customer.told('journey').at(-1)).toBe('journey exited cart exit.condition');
  expect(customer.commands).toHaveLength(1);
});

test('J5: an instance stays on the version it entered with, new ones take the released one', () => {
  const second = cart({ steps: [send('other')] }, 2);
  const customer = new Walkthrough(world(cart(), { releases: [[cart()], [second]] })).event('Added');
  customer
    .release(1)
    .pass(2 * HOUR)
    .event('Added');
  expect(customer.sends().map(({ step, journeyVersion }) => [step, journeyVersion])).toEqual([
    ['remind', 1],
    ['other', 2],
  ]);
});

test('re-entry rules and the one instance at a time hold over versions, and a journey taken out of the release is not entered', () => {
  const second = cart({ reentry: 'once' }, 2);
  const customer = new Walkthrough(world(cart(), { releases: [[cart()], [second], []] })).event('Added').release(1).event('Added');
  expect(customer.told('decision').at(-1)).toBe('decision not_entered cart reentry.active');
  customer.pass(DAY).event('Added');
  expect(customer.told('decision').at(-1)).toBe('decision not_entered cart reentry.once');
  const gone = new Walkthrough(world(cart(), { releases: [[cart()], []] })).event('Added').release(1).pass(DAY).event('Added');
  expect(gone.commands).toHaveLength(1);
  expect(gone.told('decision')).toHaveLength(1);
});

test('several journeys of one event start in the order of their ids', () => {
  const named = (id: string) => cart({ id, steps: [send('s')] });
  const customer = new Walkthrough(world(cart(), { releases: [[named('b'), named('a'), named('c')]] })).event('Added');
  expect(customer.sends().map(({ journey }) => journey)).toEqual(['a', 'b', 'c']);
});

test('where a segment triggers, events count from the time of the one that made the customer enter it', () => {
  const busy: Definition = {
    kind: 'segment',
    id: 'busy',
    name: text,
    condition: { combinator: 'and', rules: [{ field: 'event.Seen', operator: 'performed', value: { atLeast: 2 } }] },
  };
  const journey = cart({ trigger: { type: 'segment', segment: 'busy' }, goal: { event: 'Order Completed' } });
  const enter = () =>
    walk(journey, { definitions: [orders, busy] })
      .event('Seen', { city: 'Pisa' })
      .pass(HOUR)
      .event('Seen', {}, 10 * MINUTE);
  expect(enter().journeys.instances).toMatchObject([{ since: START + 50 * MINUTE, enteredAt: START + HOUR, properties: {} }]);
  expect(enter().event('Order Completed', {}, 11 * MINUTE).journeys.instances).toHaveLength(1);
  expect(enter().event('Order Completed', {}, 9 * MINUTE).journeys.instances).toHaveLength(0);
});

test('the entry of a journey that ends at once is whole: entered, exposed, ended', () => {
  const customer = walk(cart({ steps: [{ type: 'exit', id: 'out' }] }))
    .event('Added')
    .event('Added');
  expect(customer.told('journey')).toEqual([
    'journey entered cart trigger.event',
    'journey moved cart/out',
    'journey exited cart/out exit.step',
    'journey entered cart trigger.event',
    'journey moved cart/out',
    'journey exited cart/out exit.step',
  ]);
  const stage = { stage: 'repurchase', since: START };
  expect(customer.journeys).toEqual({ instances: [], records: [{ journey: 'cart', entered: 2, last: START }], sends: [], next: 0, stage });
});
