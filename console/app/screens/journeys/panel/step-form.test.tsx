import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { Step, StepOf, StepType } from '../model/document.ts';
import { freshStep } from '../model/fresh.ts';
import { buttonOf, choose, edit, press, tick, write } from './form.suite.tsx';
import { scalarOf } from './lists-form.tsx';
import { StepForm } from './step-form.tsx';

const open = (step: Step): Promise<() => Step> => edit<Step>(step, (of, onChange) => <StepForm of={of} onChange={onChange} />);
const fresh = (type: StepType): Step => freshStep({ steps: [] }, type);
const send = (more: Partial<StepOf<'send'>> = {}): Step => ({ ...(fresh('send') as StepOf<'send'>), ...more });

test('a wait goes from a time to the clock and back, and holds only the one', async () => {
  const step = await open(fresh('wait'));
  write('For', '0');
  expect(step()).toEqual({ type: 'wait', id: 'wait', duration: '1d' });
  await choose('For: unit', 'weeks');
  expect(step()).toEqual({ type: 'wait', id: 'wait', duration: '1w' });
  await choose('Waits', 'until a time of day');
  tick('Sun');
  tick('Mon');
  write('At', '08:15');
  expect(step()).toEqual({ type: 'wait', id: 'wait', until: { at: '08:15', weekdays: [1, 7] } });
  tick('Sun');
  tick('Mon');
  expect(step()).toEqual({ type: 'wait', id: 'wait', until: { at: '08:15' } });
  await choose('Waits', 'for a time');
  expect(step()).toEqual({ type: 'wait', id: 'wait', duration: '1d' });
});

test('a message: content, channel, purpose, class and preference', async () => {
  const step = await open(send());
  await choose('Content', 'Hello');
  await choose('Channel', 'E-mail');
  await choose('Purpose', 'Offers');
  await choose('Preferred channel from', 'City');
  await choose('Message class', 'Service');
  const said = { type: 'send', id: 'send', template: 'hello', channel: 'email', purpose: 'offers', preference: 'city' };
  expect(step()).toEqual({ ...said, messageClass: 'service' });
  await choose('Message class', 'Marketing');
  expect(step()).toEqual(said);
});

test('other channels of a message are added with its content, chosen, and taken out', async () => {
  const step = await open(send({ template: 'hello', channel: 'email' }));
  const others = (): unknown => (step() as StepOf<'send'>).fallbacks;
  press('Add: Other channels, in order');
  press('Add: Other channels, in order');
  await choose('Channel', 'Text message', 1);
  expect(others()).toEqual([
    { channel: 'sms', template: 'hello' },
    { channel: '', template: 'hello' },
  ]);
  press('Remove: Other channels, in order 2');
  press('Remove: Other channels, in order 1');
  expect(step()).toEqual(send({ template: 'hello', channel: 'email' }));
});

test('what a message waits for keeps its time from one outcome to the next', async () => {
  const step = await open(send());
  expect(screen.queryByLabelText('Next channel on failure')).toBeNull();
  await choose('Waits until', 'opened');
  write('At most', '4');
  await choose('Waits until', 'clicked');
  tick('Next channel on failure');
  expect(step()).toEqual(send({ await: { outcome: 'clicked', timeout: '4d' }, nextOnFailure: true }));
  tick('Next channel on failure');
  await choose('Waits until', 'Goes on at once');
  expect(step()).toEqual(send());
});

test('without anything that is waited for, no failure sends on the next channel', async () => {
  const step = await open(send({ await: { outcome: 'opened', timeout: '1d' }, nextOnFailure: true }));
  await choose('Waits until', 'Goes on at once');
  expect(step()).toEqual(send());
});

test('the way of failure is added to every kind that may fail, and taken out again', async () => {
  for (const type of ['send', 'webhook', 'ticket', 'benefit'] as const) {
    const step = await open(fresh(type));
    press('Add a way for when it fails');
    expect(step()).toEqual({ ...fresh(type), onFailure: [] });
    press('Remove the way of failure');
    expect(step()).toEqual(fresh(type));
  }
});

test('a webhook takes fields of the answer into traits, some of which may be missing', async () => {
  const step = await open(fresh('webhook'));
  await choose('Content', 'Hello');
  await choose('Channel', 'Text message');
  press('Add: Takes from the answer');
  write('Field of the answer', 'data.city');
  await choose('Trait', 'City');
  tick('May be missing');
  await choose('Waits until', 'answered');
  const said = { type: 'webhook', id: 'webhook', template: 'hello', channel: 'sms', await: { outcome: 'answered', timeout: '1d' } };
  expect(step()).toEqual({ ...said, response: [{ field: 'data.city', trait: 'city', optional: true }] });
  tick('May be missing');
  expect(step()).toEqual({ ...said, response: [{ field: 'data.city', trait: 'city' }] });
  press('Remove: Takes from the answer 1');
  expect(step()).toEqual(said);
});

test('a ticket: content, owner, priority, when it is due', async () => {
  const step = await open(fresh('ticket'));
  await choose('Content', 'Hello');
  write('Owner', 'care');
  await choose('Priority', 'Urgent');
  write('Due after', '6');
  await choose('Due after: unit', 'hours');
  expect(step()).toEqual({ type: 'ticket', id: 'ticket', template: 'hello', owner: 'care', priority: 'urgent', due: '6h' });
  await choose('Priority', 'Normal');
  write('Due after', '');
  expect(step()).toEqual({ type: 'ticket', id: 'ticket', template: 'hello', owner: 'care', due: '6h' });
});

test('traits are set to a number, yes or a text, as it is written', async () => {
  const step = await open(fresh('update'));
  press('Add: Traits');
  await choose('Trait', 'City');
  write('Value', '12');
  expect(step()).toEqual({ type: 'update', id: 'update', traits: { city: 12 } });
  write('Value', 'true');
  expect(step()).toEqual({ type: 'update', id: 'update', traits: { city: true } });
  press('Remove: Traits 1');
  expect(step()).toEqual({ type: 'update', id: 'update', traits: {} });
  const read = ['-3.5', '0', 'false', '007', '1.0', '1.', '', ' 1', 'Truth'].map(scalarOf);
  expect(read).toEqual([-3.5, 0, false, '007', '1.0', '1.', '', ' 1', 'Truth']);
});

test('a tag, a benefit, a journey, and an exit that counts as failed', async () => {
  for (const type of ['set_tag', 'remove_tag'] as const) {
    const step = await open(fresh(type));
    await choose('Tag', 'VIP');
    expect(step()).toEqual({ ...fresh(type), tag: 'vip' });
  }
  const benefit = await open(fresh('benefit'));
  await choose('Benefit', 'Coupon');
  write('Read as', 'gift');
  expect(benefit()).toEqual({ type: 'benefit', id: 'benefit', benefit: 'coupon', as: 'gift' });
  write('Read as', '');
  expect(benefit()).toEqual({ type: 'benefit', id: 'benefit', benefit: 'coupon' });
  const stop = await open(fresh('stop_journey'));
  await choose('Journey', 'Cart abandonment');
  expect(stop()).toEqual({ type: 'stop_journey', id: 'stop-journey', journey: 'cart' });
  expect(() => buttonOf('Add: What is handed over')).toThrow();
  const exit = await open(fresh('exit'));
  tick('As one that did not work');
  expect(exit()).toEqual({ type: 'exit', id: 'exit', failed: true });
  tick('As one that did not work');
  expect(exit()).toEqual({ type: 'exit', id: 'exit' });
});

test('a journey that is started gets values, or properties of the trigger', async () => {
  const step = await open({ type: 'start_journey', id: 'on', journey: 'cart' });
  press('Add: What is handed over');
  write('Name', 'order');
  write('Value', '7');
  expect(step()).toEqual({ type: 'start_journey', id: 'on', journey: 'cart', properties: { order: 7 } });
  tick('From a property of the trigger');
  write('Value', 'order_id');
  expect(step()).toEqual({ type: 'start_journey', id: 'on', journey: 'cart', properties: { order: { property: 'order_id' } } });
  tick('From a property of the trigger');
  expect(step()).toEqual({ type: 'start_journey', id: 'on', journey: 'cart', properties: { order: 'order_id' } });
  press('Remove: What is handed over 1');
  expect(step()).toEqual({ type: 'start_journey', id: 'on', journey: 'cart' });
});

test('no row takes the place of another by its name', async () => {
  const properties = { order: 1, item: 2 };
  const step = await open({ type: 'start_journey', id: 'on', journey: 'cart', properties });
  const name = screen.getAllByLabelText('Name')[1]!;
  for (const value of ['ord', 'order', 'order_id']) fireEvent.change(name, { target: { value } });
  fireEvent.keyDown(name, { key: 'Enter' });
  fireEvent.blur(name);
  expect(step()).toMatchObject({ properties: { order: 1, order_id: 2 } });
  fireEvent.change(name, { target: { value: 'order' } });
  fireEvent.blur(name);
  expect(step()).toMatchObject({ properties: { order: 1, order_id: 2 } });
  expect(name).toHaveProperty('value', 'order_id');
  const update: Step = { type: 'update', id: 'u', traits: { city: 'Xi’an', birthday: 'today' } };
  const set = await open(update);
  await choose('Trait', 'City', 1);
  expect(set()).toEqual(update);
});
