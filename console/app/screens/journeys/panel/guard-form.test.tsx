import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { findStep, type Step } from '../model/document.ts';
import { CART } from '../model/journey.suite.ts';
import { buttonOf, choose, edit, press, write } from './form.suite.tsx';
import { GuardForm } from './guard-form.tsx';

const open = (id: string, more: Partial<Step> = {}): Promise<() => Step> =>
  edit<Step>({ ...findStep(CART, id)!.step, ...more } as Step, (of, onChange) => <GuardForm of={of} journey={CART} onChange={onChange} />);
const alerts = (): readonly (string | null)[] => screen.queryAllByRole('alert').map(({ textContent }) => textContent);
/** What a select offers; leaves it open. */
const offered = (label: string): readonly (string | null)[] => {
  fireEvent.mouseDown(screen.getByLabelText(label));
  return [...document.querySelectorAll('.ant-select-dropdown:not(.ant-select-dropdown-hidden) .ant-select-item-option-content')].map(
    ({ textContent }) => textContent,
  );
};

test('a stage from a step on is said, and taken back', async () => {
  const step = await open('pause');
  const before = step();
  await choose('Stage from here on', 'Advocate');
  expect(step()).toEqual({ ...before, stage: 'advocate' });
  await choose('Stage from here on', 'as before');
  expect(step()).toEqual(before);
});

test('guardrails: a measure with its bounds, whom it counts, ten at most, and none when the last is taken out', async () => {
  const step = await open('mail');
  const before = step();
  press('Add: Guardrails');
  expect(step().guardrails).toEqual([{ measure: 'error', atMost: 0.05 }]);
  await choose('Measure', 'Conversion');
  screen.getByText(/reached the goal in time/);
  write('Share', '20');
  write('Of those who came in the last', '3');
  write('Time that each has', '12');
  write('Customers at least', '50');
  expect(step().guardrails).toEqual([{ measure: 'conversion', atLeast: 0.2, window: '3d', within: '12d', minimum: 50 }]);
  await choose('Bound', 'no worse than its own past by');
  expect(alerts()).toEqual([]);
  write('Share', '0');
  expect(alerts()).toEqual(['Say by how much it may be worse: more than 0.']);
  for (const label of ['Of those who came in the last', 'Time that each has', 'Customers at least']) write(label, '');
  expect(step().guardrails).toEqual([{ measure: 'conversion', noWorseBy: 0 }]);
  press('Remove: Guardrails 1');
  expect(step()).toEqual(before);
  for (let count = 0; count < 10; count++) press('Add: Guardrails');
  expect(() => buttonOf('Add: Guardrails')).toThrow();
});

test('a fallback: passed by, on with a later step, or in another way; and who takes the step all the same', async () => {
  const step = await open('mail');
  const before = step();
  await choose('Fallback', 'go on with a later step');
  expect(step().fallback).toEqual({ step: 'lost' });
  await choose('Go on with', 'Message: cart_sms · Text message');
  write('Still take the step', '10');
  expect(step().fallback).toEqual({ step: 'last', probe: 0.1 });
  screen.getByText(/unusually badly against its own past/);
  await choose('Fallback', 'pass by the step');
  expect(step().fallback).toEqual({ skip: true, probe: 0.1 });
  write('Still take the step', '5');
  await choose('Fallback', 'send in another way');
  expect(step().fallback).toEqual({ channel: '', template: 'cart' });
  expect(alerts()).toEqual(['Choose a channel.']);
  await choose('Channel instead', 'Text message');
  await choose('Content instead', 'Hello');
  expect(step().fallback).toEqual({ channel: 'sms', template: 'hello' });
  await choose('Fallback', 'none');
  expect(step()).toEqual(before);
});

test('only what a step can do is offered; what is there already stays to be seen, with what is wrong', async () => {
  await open('last', { type: 'wait', duration: '1d' } as Partial<Step>);
  expect(offered('Fallback')).toEqual(['none', 'pass by the step']);
  await open('last', { fallback: { step: 'gone' } });
  expect(alerts()).toEqual(['Choose a step that comes later.']);
  expect(offered('Fallback')).toEqual(['none', 'pass by the step', 'go on with a later step', 'send in another way']);
});
