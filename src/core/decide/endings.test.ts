import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { Condition } from '../../define/index.ts';
import { bought, cart, send, wait, walk, world } from './cart.suite.ts';
import { START, Walkthrough } from './walkthrough.suite.ts';

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

test('a late event that undoes the segment takes the instance back', () => {
  const winback = cart({ trigger: { type: 'segment', segment: 'lapsed' }, steps: [wait('week', '7d'), send('again')] });
  const customer = walk(winback)
    .event('Order Completed')
    .pass(31 * DAY);
  expect(customer.journeys.instances).toHaveLength(1);
  customer.event('Order Completed', {}, 5 * DAY);
  expect(customer.told('journey').at(-1)).toBe('journey exited cart trigger.retracted');
});

test('an instance whose version nobody knows any more leaves instead of being stuck', () => {
  const customer = new Walkthrough(world(cart(), { releases: [[cart()]] })).event('Added');
  customer.journeys = { ...customer.journeys, instances: customer.journeys.instances.map((instance) => ({ ...instance, version: 9 })) };
  customer.passages.splice(0, 1, { ...customer.passages[0]!, version: 9 });
  customer.pass(DAY);
  expect(customer.told('journey').at(-1)).toBe('journey failed cart journey.stale_version');
  expect(customer.journeys.instances).toEqual([]);
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

test('a trigger dated ahead does not keep later events from counting', () => {
  const customer = walk(cart({ goal: { event: 'Order Completed' } }))
    .event('Added', {}, -5 * MINUTE)
    .pass(MINUTE)
    .event('Order Completed');
  expect(customer.told('journey').at(-1)).toBe('journey converted cart goal.event');
});

test('a goal and an exit that the same event meets convert; an exit names which one it was', () => {
  const both = cart({ goal: { event: 'Order Completed' }, exits: [{ event: 'Order Completed' }, { event: 'Unsubscribed' }] });
  expect(walk(both).event('Added').event('Order Completed').told('journey').at(-1)).toBe('journey converted cart goal.event');
  const left = walk(both).event('Added').event('Unsubscribed');
  expect(left.facts.at(-1)).toMatchObject({ action: 'exited', detail: { rule: 'exit.event', exit: 1, read: { event: 'Unsubscribed' } } });
});
