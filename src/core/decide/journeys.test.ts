import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition, Definition, JourneyDefinition, Reentry, Released, Step } from '../../define/index.ts';
import type { JsonObject } from '../entry.ts';
import { ALLOW, START, Walkthrough, type World } from './walkthrough.suite.ts';

const text = { en: 'x', zh: 'x' };
const bought = (atLeast: number): Condition => ({ combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: atLeast }] });
const orders: Definition = { kind: 'trait', id: 'orders', name: text, aggregate: 'count', event: 'Order Completed' };
const city: Definition = { kind: 'trait', id: 'city', name: text, aggregate: 'last', event: 'Seen', property: 'city' };
const lapsed: Definition = {
  kind: 'segment',
  id: 'lapsed',
  name: text,
  condition: {
    combinator: 'and',
    rules: [
      { field: 'event.Order Completed', operator: 'performed' },
      { field: 'event.Order Completed', operator: 'notPerformed', value: { within: { last: '30d' } } },
    ],
  },
};

const send = (id: string, more: object = {}): Step => ({
  type: 'send',
  id,
  channel: 'capture',
  template: 'note',
  purpose: 'offers',
  ...more,
});
const wait = (id: string, duration: string): Step => ({ type: 'wait', id, duration });

function cart(change: Partial<JourneyDefinition> = {}, version = 1): Released<JourneyDefinition> {
  const definition: JourneyDefinition = {
    kind: 'journey',
    id: 'cart',
    name: text,
    stage: 'repurchase',
    trigger: { type: 'event', event: 'Added' },
    reentry: 'always',
    steps: [wait('pause', '2h'), send('remind')],
    ...change,
  };
  return { version, definition };
}

function world(journey: Released<JourneyDefinition>, more: Partial<World> = {}): World {
  return { definitions: [orders, city, lapsed], releases: [[journey]], templates: { note: {} }, ...more };
}

const walk = (journey: Released<JourneyDefinition>, more: Partial<World> = {}): Walkthrough => new Walkthrough(world(journey, more));

test('an event that triggers enters, waits, sends and completes, each as a fact', () => {
  const customer = walk(cart()).event('Added').pass(DAY);
  expect(customer.told()).toEqual([
    'decision entered cart trigger.event',
    'journey entered cart trigger.event',
    'exposure treatment cart',
    'journey moved cart/pause',
    'journey moved cart/remind',
    'verdict send cart/remind allowed',
    'message decided note/remind',
    'journey completed cart end',
  ]);
  expect(customer.journeys.instances).toEqual([]);
});

test('J7: a wait ends at its due moment, to the millisecond', () => {
  const customer = walk(cart()).event('Added');
  expect(customer.wakeAt()).toBe(START + 2 * HOUR);
  customer.pass(2 * HOUR - 1);
  expect(customer.commands).toEqual([]);
  customer.pass(1);
  expect(customer.commands.map(({ at }) => at)).toEqual([START + 2 * HOUR]);
  expect(customer.wakeAt()).toBe(Infinity);
});

test('waits add up from due moment to due moment, however late the clock is moved', () => {
  const customer = walk(cart({ steps: [wait('a', '1h'), send('x'), wait('b', '90m'), send('y')] }))
    .event('Added')
    .pass(30 * DAY);
  expect(customer.commands.map(({ step, at }) => [step, at - START])).toEqual([
    ['x', HOUR],
    ['y', 150 * MINUTE],
  ]);
});

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

test('a goal event converts at once, in mid-wait, and nothing is sent any more', () => {
  const journey = cart({ goal: { event: 'Order Completed' } });
  const customer = walk(journey).event('Added').pass(HOUR).event('Order Completed').pass(DAY);
  expect(customer.told('journey', 'message')).toEqual([
    'journey entered cart trigger.event',
    'journey moved cart/pause',
    'journey converted cart goal.event',
  ]);
});

test('a goal event counts by its own time: what happened before the trigger does not, however late it arrives', () => {
  const journey = cart({ goal: { event: 'Order Completed' } });
  const before = walk(journey)
    .event('Added')
    .pass(HOUR)
    .event('Order Completed', {}, HOUR + 1);
  expect(before.journeys.instances).toHaveLength(1);
  const since = walk(journey).event('Added').pass(HOUR).event('Order Completed', {}, HOUR);
  expect(since.told('journey')).toContain('journey converted cart goal.event');
});

test('a goal event with a filter reads the goal event, not the trigger', () => {
  const where: Condition = { combinator: 'and', rules: [{ field: 'property.total', operator: '>=', value: 10 }] };
  const customer = walk(cart({ goal: { event: 'Order Completed', where } }))
    .event('Added', { total: 99 })
    .event('Order Completed', { total: 5 });
  expect(customer.journeys.instances).toHaveLength(1);
  customer.event('Order Completed', { total: 10 });
  expect(customer.facts.at(-1)).toMatchObject({
    action: 'converted',
    detail: { read: { event: 'Order Completed', 'property.total': 10 } },
  });
});

test('J6: at the very moment a wait ends, an exit goes first', () => {
  const window: Condition = {
    combinator: 'and',
    rules: [{ field: 'event.Added', operator: 'notPerformed', value: { within: { last: '2h' } } }],
  };
  const customer = walk(cart({ exits: [window] }))
    .event('Added')
    .pass(DAY);
  expect(customer.told('journey', 'message').at(-1)).toBe('journey exited cart exit.condition');
  expect(customer.facts.at(-1)?.at).toBe(START + 2 * HOUR);
  expect(customer.commands).toEqual([]);
});

test('a condition that flips by time alone ends the instance in mid-wait, at its moment', () => {
  const quiet: Condition = {
    combinator: 'and',
    rules: [{ field: 'event.Seen', operator: 'notPerformed', value: { within: { last: '3d' } } }],
  };
  const customer = walk(cart({ exits: [quiet], steps: [wait('long', '30d'), send('late')] }))
    .event('Seen')
    .event('Added')
    .pass(DAY)
    .event('Seen')
    .pass(30 * DAY);
  expect(customer.facts.at(-1)).toMatchObject({ action: 'exited', at: START + 4 * DAY, detail: { rule: 'exit.condition', exit: 0 } });
});

test('a condition goal is reached by what an event makes known, and a goal goes before an exit', () => {
  const customer = walk(cart({ goal: bought(1), exits: [{ event: 'Order Completed' }] }))
    .event('Added')
    .event('Order Completed');
  expect(customer.facts.at(-1)).toMatchObject({ action: 'converted', detail: { rule: 'goal.condition', read: { 'trait.orders': 1 } } });
});

test.each<[Partial<JourneyDefinition>, string]>([
  [{ goal: bought(1) }, 'goal.met'],
  [{ exits: [{ event: 'Never' }, bought(1)] }, 'exit.met'],
])('nobody enters a journey whose end is there already: %#', (change, rule) => {
  const customer = walk(cart(change)).event('Order Completed').event('Added');
  expect(customer.told()).toEqual([`decision not_entered cart ${rule}`]);
});

test('one event can end an instance and start the next', () => {
  const loop = cart({ trigger: { type: 'event', event: 'Order Completed' }, goal: { event: 'Order Completed' } });
  const customer = walk(loop).event('Order Completed').pass(HOUR).event('Order Completed');
  expect(customer.told('journey').slice(2)).toEqual([
    'journey converted cart goal.event',
    'journey entered cart trigger.event',
    'journey moved cart/pause',
  ]);
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

test('a late event that undoes the segment takes the instance back', () => {
  const winback = cart({ trigger: { type: 'segment', segment: 'lapsed' }, steps: [wait('week', '7d'), send('again')] });
  const customer = walk(winback)
    .event('Order Completed')
    .pass(31 * DAY);
  expect(customer.journeys.instances).toHaveLength(1);
  customer.event('Order Completed', {}, 5 * DAY);
  expect(customer.told('journey').at(-1)).toBe('journey exited cart trigger.retracted');
});

test('a branch takes the first arm that holds, else the other way, and says what it read', () => {
  const is = (value: string): Condition => ({ combinator: 'and', rules: [{ field: 'trait.city', operator: '=', value }] });
  const steps: readonly Step[] = [
    {
      type: 'branch',
      id: 'where',
      branches: [
        { when: is('Bologna'), steps: [send('b')] },
        { when: is('Torino'), steps: [send('t'), { type: 'exit', id: 'done' }] },
      ],
      otherwise: [send('o')],
    },
    send('after'),
  ];
  const taken = (name: string) => walk(cart({ steps })).event('Seen', { city: name }).event('Added');
  expect(taken('Bologna').commands.map(({ step }) => step)).toEqual(['b', 'after']);
  expect(taken('Torino').commands.map(({ step }) => step)).toEqual(['t']);
  expect(taken('Torino').told('journey').at(-1)).toBe('journey exited cart/done exit.step');
  expect(taken('Pisa').commands.map(({ step }) => step)).toEqual(['o', 'after']);
  const moved = taken('Torino').facts.find(({ step, action }) => step === 'where' && action === 'moved');
  expect(moved?.detail).toEqual({ branch: 1, read: { 'trait.city': 'Torino' } });
});

test('a branch without an other way goes on behind it; a nested one finds its way out', () => {
  const never = bought(100);
  const inner: Step = { type: 'branch', id: 'inner', branches: [{ when: never, steps: [send('no')] }] };
  const outer: Step = { type: 'branch', id: 'outer', branches: [{ when: bought(0), steps: [inner, wait('w', '1h')] }] };
  const customer = walk(cart({ steps: [outer, send('end')] }))
    .event('Added')
    .pass(HOUR);
  expect(customer.told('journey').slice(1)).toEqual([
    'journey moved cart/outer',
    'journey moved cart/inner',
    'journey moved cart/w',
    'journey moved cart/end',
    'journey completed cart end',
  ]);
});

test('a branch after a wait still reads the triggering event, lists and nested properties too', () => {
  const rules: Condition['rules'] = [
    { field: 'property.products[].sku', operator: 'contains', value: 'a-1' },
    { field: 'property.cart.total', operator: '>', value: 9 },
  ];
  const branch: Step = { type: 'branch', id: 'b', branches: [{ when: { combinator: 'and', rules }, steps: [send('yes')] }] };
  const properties: JsonObject = { products: [{ sku: 'a-1' }], cart: { total: 10 }, note: 'not kept' };
  const customer = walk(cart({ steps: [wait('w', '1d'), branch] })).event('Added', properties);
  expect(customer.journeys.instances[0]?.properties).toEqual({ cart: { total: 10 }, products: [{ sku: 'a-1' }] });
  expect(customer.pass(DAY).commands).toHaveLength(1);
});

test('a message carries its variables as they are at the decision, and the wall clock of its event', () => {
  const templates = { note: { version: 4, traits: ['city', 'orders', 'missing'], properties: ['cart.total'] } };
  const customer = walk(cart({ steps: [send('now'), wait('w', '1h'), send('later')] }), { templates })
    .event('Seen', { city: 'Pisa' })
    .event('Added', { cart: { total: 3 }, other: 1 })
    .event('Seen', { city: 'Roma' })
    .pass(HOUR);
  expect(customer.commands).toEqual([
    {
      type: 'send',
      message: 'm-c1-1',
      customer: 'c1',
      channel: 'capture',
      template: 'note',
      templateVersion: 4,
      journey: 'cart',
      journeyVersion: 1,
      step: 'now',
      instance: 'j-c1-0',
      purpose: 'offers',
      messageClass: 'marketing',
      variables: { trait: { city: 'Pisa', orders: 0 }, event: { cart: { total: 3 } }, customer: { id: 'c1' }, message: { id: 'm-c1-1' } },
      at: START,
      receivedAt: START + 7,
    },
    expect.objectContaining({ step: 'later', receivedAt: 0, variables: expect.objectContaining({ trait: { city: 'Roma', orders: 0 } }) }),
  ]);
});

test('a deferred send rests at its step, is asked again at the moment guard named, and can still be ended', () => {
  const until = START + 8 * HOUR;
  const answer: World['answer'] = (request, now) =>
    now < until ? { verdict: 'defer', until, rule: 'quiet_hours.deferred', read: { timezone: 'UTC' } } : ALLOW(request, now);
  const journey = cart({ steps: [send('hi'), wait('w', '1h'), send('ho')], goal: { event: 'Order Completed' } });
  const customer = walk(journey, { answer }).event('Added');
  expect(customer.wakeAt()).toBe(until);
  expect(customer.facts.at(-1)).toMatchObject({ kind: 'verdict', action: 'defer', detail: { rule: 'quiet_hours.deferred', until } });
  customer.pass(DAY);
  expect(customer.commands.map(({ step, at }) => [step, at - START])).toEqual([
    ['hi', 8 * HOUR],
    ['ho', 9 * HOUR],
  ]);
  expect(customer.told('journey').filter((line) => line.includes('/hi'))).toHaveLength(1);
  const ended = walk(journey, { answer }).event('Added').event('Order Completed').pass(DAY);
  expect(ended.commands).toEqual([]);
});

test('a suppressed send is written down and the journey goes on', () => {
  const answer: World['answer'] = ({ message }) => ({ verdict: 'suppress', rule: 'consent.missing', read: { message } });
  const customer = walk(cart(), { answer }).event('Added').pass(DAY);
  expect(customer.commands).toEqual([]);
  expect(customer.told('verdict', 'journey', 'message').slice(-2)).toEqual([
    'verdict suppress cart/remind consent.missing',
    'journey completed cart end',
  ]);
  const verdict = customer.facts.find(({ kind }) => kind === 'verdict');
  expect(verdict).toMatchObject({
    journey: 'cart',
    detail: { instance: 'j-c1-0', channel: 'capture', purpose: 'offers', template: 'note' },
  });
});

test('J5: an instance stays on the version it entered with, new ones take the released one', () => {
  const second = cart({ steps: [send('other')] }, 2);
  const customer = new Walkthrough(world(cart(), { releases: [[cart()], [second]] })).event('Added');
  customer
    .release(1)
    .pass(2 * HOUR)
    .event('Added');
  expect(customer.commands.map(({ step, journeyVersion }) => [step, journeyVersion])).toEqual([
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

test('an instance whose version nobody knows any more leaves instead of being stuck', () => {
  const customer = new Walkthrough(world(cart(), { releases: [[cart()]] })).event('Added');
  customer.journeys = { ...customer.journeys, instances: customer.journeys.instances.map((instance) => ({ ...instance, version: 9 })) };
  customer.pass(DAY);
  expect(customer.told('journey').at(-1)).toBe('journey exited cart journey.stale_version');
  expect(customer.journeys.instances).toEqual([]);
});

test('several journeys of one event start in the order of their ids', () => {
  const named = (id: string) => cart({ id, steps: [send('s')] });
  const customer = new Walkthrough(world(cart(), { releases: [[named('b'), named('a'), named('c')]] })).event('Added');
  expect(customer.commands.map(({ journey }) => journey)).toEqual(['a', 'b', 'c']);
});

test('instances that are due at one moment act in the order of their ids, and each effect has an id of its own', () => {
  const named = (id: string) => cart({ id, steps: [wait('w', '1h'), send('s'), wait('x', '1h'), send('t')] });
  const customer = new Walkthrough(world(cart(), { releases: [[named('b'), named('a')]] })).event('Added').pass(DAY);
  expect(customer.commands.map(({ journey, step }) => `${journey}${step}`)).toEqual(['as', 'bs', 'at', 'bt']);
  const ids = customer.facts.flatMap(({ kind, subject }) => (kind === 'verdict' || kind === 'exposure' ? [subject] : []));
  expect(new Set(ids).size).toBe(6);
});

test('the earliest of several possible flips is the one waited for, and it moves with what becomes known', () => {
  const unseen = (last: string): Condition => ({
    combinator: 'and',
    rules: [{ field: 'event.Seen', operator: 'notPerformed', value: { within: { last } } }],
  });
  const journey = cart({ goal: unseen('9d'), exits: [unseen('5d'), unseen('3d')], steps: [wait('long', '30d')] });
  const customer = walk(journey).event('Seen').event('Added');
  expect(customer.wakeAt()).toBe(START + 3 * DAY);
  customer.pass(DAY).event('Seen');
  expect(customer.changed).toBe(true);
  expect(customer.wakeAt()).toBe(START + 4 * DAY);
  customer.pass(4 * DAY);
  expect(customer.facts.at(-1)).toMatchObject({ at: START + 4 * DAY, detail: { rule: 'exit.condition', exit: 1 } });
});

test('an event between two waits that touches nothing leaves the state as it is', () => {
  const customer = walk(cart({ goal: { event: 'Order Completed' } }))
    .event('Added')
    .pass(HOUR)
    .event('Seen');
  expect(customer.changed).toBe(false);
  expect(customer.told()).toHaveLength(4);
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

test('a trigger dated ahead does not keep later events from counting', () => {
  const customer = walk(cart({ goal: { event: 'Order Completed' } }))
    .event('Added', {}, -5 * MINUTE)
    .pass(MINUTE)
    .event('Order Completed');
  expect(customer.told('journey').at(-1)).toBe('journey converted cart goal.event');
});

test('a send can be deferred again at the end of its deferral; every question is a fact, the step is counted once', () => {
  let asked = 0;
  const answer: World['answer'] = (request, now) =>
    asked++ < 3 ? { verdict: 'defer', until: now + HOUR, rule: 'quiet_hours.deferred', read: {} } : ALLOW(request, now);
  const customer = walk(cart({ steps: [send('s')] }), { answer })
    .event('Added')
    .pass(DAY);
  expect(customer.told('verdict').map((line) => line.split(' ')[1])).toEqual(['defer', 'defer', 'defer', 'send']);
  expect(customer.commands).toMatchObject([{ at: START + 3 * HOUR }]);
  expect(customer.told('journey').filter((line) => line.includes('moved'))).toEqual(['journey moved cart/s']);
});

test('a deferral that does not lead on is asked again a millisecond later, never at once', () => {
  const answer: World['answer'] = (request, now) =>
    now === START ? { verdict: 'defer', until: now, rule: 'quiet_hours.deferred', read: {} } : ALLOW(request, now);
  const customer = walk(cart({ steps: [send('s')] }), { answer }).event('Added');
  expect(customer.wakeAt()).toBe(START + 1);
  expect(customer.pass(1).commands).toHaveLength(1);
});

test('a goal and an exit that the same event meets convert; an exit names which one it was', () => {
  const both = cart({ goal: { event: 'Order Completed' }, exits: [{ event: 'Order Completed' }, { event: 'Unsubscribed' }] });
  expect(walk(both).event('Added').event('Order Completed').told('journey').at(-1)).toBe('journey converted cart goal.event');
  const left = walk(both).event('Added').event('Unsubscribed');
  expect(left.facts.at(-1)).toMatchObject({ action: 'exited', detail: { rule: 'exit.event', exit: 1, read: { event: 'Unsubscribed' } } });
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
  expect(customer.journeys).toEqual({ instances: [], records: [{ journey: 'cart', entered: 2, last: START }] });
});
