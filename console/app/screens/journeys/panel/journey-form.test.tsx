import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Journey } from '../model/document.ts';
import { freshJourney } from '../model/fresh.ts';
import { choose, edit, press, write } from './form.suite.tsx';
import { JourneyForm } from './journey-form.tsx';
import { TriggerForm } from './trigger-form.tsx';

const FRESH = freshJourney('new', { en: 'New', zh: '新' });
type Trigger = Journey['trigger'];
const started = (by: Trigger): Promise<() => Trigger> => edit<Trigger>(by, (of, onChange) => <TriggerForm of={of} onChange={onChange} />);
const open = (more: Partial<Journey> = {}): Promise<() => Journey> =>
  edit<Journey>({ ...FRESH, ...more }, (of, onChange) => <JourneyForm of={of} onChange={onChange} />);
const VIP = { combinator: 'and', rules: [{ field: 'property.price', operator: '>', value: 9 }] } as const;
const where = { ...VIP, rules: [...VIP.rules] };

test('an event that starts a journey keeps what it asks for while its age is changed', async () => {
  const trigger = await started({ type: 'event', event: 'Seen', where });
  write('Event', 'Added');
  write('Event at most this old', '2');
  expect(trigger()).toEqual({ type: 'event', event: 'Added', where, maxAge: '2d' });
  press('Remove: Where');
  expect(trigger()).toEqual({ type: 'event', event: 'Added', maxAge: '2d' });
  write('Event at most this old', '');
  expect(trigger()).toEqual({ type: 'event', event: 'Added' });
});

test('a segment starts it on entering or on leaving', async () => {
  const trigger = await started({ type: 'event', event: 'Seen', where });
  await choose('Trigger', 'A segment');
  expect(trigger()).toEqual({ type: 'segment', segment: '' });
  await choose('Segment', 'Members');
  await choose('When', 'on leaving');
  expect(trigger()).toEqual({ type: 'segment', segment: 'members', on: 'exit' });
  await choose('When', 'on entering');
  expect(trigger()).toEqual({ type: 'segment', segment: 'members' });
  await choose('Trigger', 'By name');
  expect(trigger()).toEqual({ type: 'start' });
});

test('a date of the customer: which, on what day, how often, how long before', async () => {
  const trigger = await started({ type: 'start' });
  await choose('Trigger', 'A date of the customer');
  await choose('Trait that holds the date', 'Birthday');
  await choose('When', 'on the first of its month');
  await choose('How often', 'once');
  write('Days before', '7');
  write('At', '09:30');
  expect(trigger()).toEqual({ type: 'date', trait: 'birthday', on: 'month', every: 'once', at: '09:30', daysBefore: 7 });
  write('Days before', '0');
  expect(trigger()).toEqual({ type: 'date', trait: 'birthday', on: 'month', every: 'once', at: '09:30' });
});

test('a schedule says one rhythm at a time, and keeps its hour and its members', async () => {
  const trigger = await started({ type: 'schedule', every: 'day', at: '10:00' });
  await choose('Only members of', 'Members');
  write('At', '07:00');
  const kept = { type: 'schedule', at: '07:00', segment: 'members' };
  await choose('How often', 'each week');
  await choose('Day of the week', 'Fri');
  expect(trigger()).toEqual({ ...kept, every: 'week', weekday: 5 });
  await choose('How often', 'each month');
  write('Day of the month', '28');
  expect(trigger()).toEqual({ ...kept, every: 'month', day: 28 });
  await choose('How often', 'once');
  write('Date', '2026-12-24');
  expect(trigger()).toEqual({ ...kept, date: '2026-12-24' });
  await choose('How often', 'by a rule');
  write('Rule (RFC 5545)', 'FREQ=DAILY');
  write('From', '2026-12-01');
  expect(trigger()).toEqual({ ...kept, rule: 'FREQ=DAILY', from: '2026-12-01' });
  await choose('How often', 'each day');
  expect(trigger()).toEqual({ ...kept, every: 'day' });
});

test('what a message is worth: an amount, or a trait that holds it', async () => {
  const journey = await open();
  await choose('Worth of a message', 'an amount');
  write('Amount', '12.5');
  expect(journey()).toEqual({ ...FRESH, value: 12.5 });
  await choose('Worth of a message', 'a trait of the customer');
  await choose('Trait with the amount', 'City');
  expect(journey()).toEqual({ ...FRESH, value: { trait: 'city' } });
  await choose('Worth of a message', 'not said');
  expect(journey()).toEqual(FRESH);
});

test('names, stage and priority', async () => {
  const journey = await open();
  write('Name in Chinese', '欢迎');
  await choose('Stage', 'Acquire');
  await choose('Priority', 'High');
  expect(journey()).toEqual({ ...FRESH, name: { en: 'New', zh: '欢迎' }, stage: 'acquire', priority: 'high' });
  await choose('Priority', 'Normal');
  expect(journey()).not.toHaveProperty('priority');
});

test('the holdout is told in percent, left out at nothing, and never everybody', async () => {
  const journey = await open();
  write('Holdout', '12.5');
  expect(journey().holdout).toBe(0.125);
  write('Holdout', '100');
  expect(journey().holdout).toBe(0.99);
  write('Holdout', '0');
  expect(journey()).not.toHaveProperty('holdout');
});

test('re-entry: once, always, or after a time', async () => {
  const journey = await open();
  expect(screen.queryByLabelText('After the last entry')).toBeNull();
  await choose('Re-entry', 'Again after a time');
  write('After the last entry', '2');
  await choose('After the last entry: unit', 'weeks');
  expect(journey().reentry).toEqual({ after: '2w' });
  await choose('Re-entry', 'Again when it has ended');
  expect(journey()).toEqual({ ...FRESH, reentry: 'always' });
});

test('limits are left out when none is said; those of a key show with it, and as long as they are there', async () => {
  const journey = await open();
  expect(screen.queryByLabelText('At a time at most')).toBeNull();
  write('One journey per', 'order_id');
  write('At a time at most', '3');
  write('Pause after the end', '5');
  expect(journey()).toEqual({ ...FRESH, key: 'order_id', limits: { concurrent: 3, cooldown: '5d' } });
  write('One journey per', '');
  await choose('Trigger', 'A segment');
  expect(screen.queryByLabelText('One journey per')).toBeNull();
  write('At a time at most', '');
  write('Pause after the end', '');
  expect(journey()).toEqual({ ...FRESH, trigger: { type: 'segment', segment: '' } });
});

test('a key stays to be taken out when the trigger no longer has one', async () => {
  const journey = await open({ key: 'order_id', trigger: { type: 'start' } });
  await choose('Trigger', 'A schedule');
  write('One journey per', '');
  expect(journey()).not.toHaveProperty('key');
});

test('a goal goes with the time within which it counts', async () => {
  const journey = await open({ goal: { event: 'Paid', where } });
  write('Goal counts within', '14');
  write('Goal: event', 'Ordered');
  expect(journey()).toEqual({ ...FRESH, goal: { event: 'Ordered', where }, goalWithin: '14d' });
  press('Remove: Goal: where');
  await choose('Goal', 'a condition');
  expect(journey()).toEqual({ ...FRESH, goal: { combinator: 'and', rules: [] }, goalWithin: '14d' });
  await choose('Goal', 'none');
  expect(journey()).toEqual(FRESH);
});

test('exits are added, said, and taken out; the target goes by its measure', async () => {
  const journey = await open();
  press('Add an exit');
  press('Add an exit');
  write('Exit 1: event', 'Unsubscribed');
  await choose('Exit 2', 'a condition');
  expect(journey().exits).toEqual([{ event: 'Unsubscribed' }, { combinator: 'and', rules: [] }]);
  press('Remove: Exit 1');
  press('Remove: Exit 1');
  await choose('Target', 'Click rate');
  write('Target value', '5');
  write('Within', '7');
  expect(journey()).toEqual({ ...FRESH, kpi: { metric: 'click_rate', target: 0.05, within: '7d' } });
  await choose('Target', 'Revenue per customer');
  write('Target value', '25');
  expect(journey().kpi).toEqual({ metric: 'revenue_per_customer', target: 25, within: '7d' });
});
