import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { boundsOf } from './properties.tsx';
import { newOf } from './traffic.tsx';

const ORDER = {
  ...{ kind: 'event', id: 'Order Completed', name: { en: 'Order completed', zh: '完成订单' }, owner: 'Ada', enforcement: 'quarantine' },
  properties: { total: { type: 'number', required: true, min: 0, unit: 'CNY' }, phone: { type: 'string', dataClass: 'personal' } },
} as const;
const VIEW = { kind: 'event', id: 'View', name: { en: 'Viewed', zh: '浏览' } };
const answers = {
  ...SHOP,
  '/v1/releases/current': {
    number: 3,
    definitions: [ORDER, VIEW, { kind: 'trait', id: 't' }].map((definition) => ({ version: 2, definition })),
  },
  '/v1/dictionary/infer': {
    events: [{ definition: { ...ORDER, properties: { ...ORDER.properties, coupon: { type: 'string' } } }, sampled: 240, shares: {} }],
  },
};

test('events are listed, found by what they are called, and opened', async () => {
  await renderConsole(<Screen />, { answers, at: '/dictionary' });
  const row = (await screen.findByRole('button', { name: 'Order completed' })).closest('tr')!;
  expect(row.textContent).toMatch(/Order Completed2.*1 personal.*goes to the quarantine.*Ada.*2/);
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '浏' } });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Order completed' })).toBeNull());
  fireEvent.click(screen.getByRole('button', { name: 'Viewed' }));
  await screen.findByText('Nothing is said of its properties');
});

test('an event says what it may carry', async () => {
  await renderConsole(<Screen />, { answers, at: '/dictionary?event=Order+Completed', path: '/dictionary', language: 'zh' });
  const drawer = await screen.findByRole('dialog', { name: '完成订单' });
  expect(drawer.textContent).toMatch(/total 必填.*数值.*≥ 0 · CNY.*phone.*文本.*个人/s);
});

test('recent traffic tells what is not defined', async () => {
  await renderConsole(<Screen />, { answers, at: '/dictionary?view=traffic', path: '/dictionary' });
  await screen.findByText('1 property not defined');
  await screen.findByText('240 events looked at');
});

test('bounds are told in signs, and what is new is counted', () => {
  expect(boundsOf({ type: 'string', allowed: ['a', 'b'], pattern: '^a' })).toBe('a | b · /^a/');
  expect(boundsOf({ type: 'any' })).toBe('–');
  expect([newOf(ORDER as never, undefined), newOf(ORDER as never, ORDER as never)]).toEqual([2, 0]);
});

test('no event of that name is not the same as no event at all', async () => {
  const { unmount } = await renderConsole(<Screen />, { answers, at: '/dictionary' });
  fireEvent.change(await screen.findByRole('searchbox'), { target: { value: 'order completed ' } });
  await screen.findByRole('button', { name: 'Order completed' });
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: 'refund' } });
  await screen.findByText('No event is called that');
  unmount();
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/releases/current': { number: 1, definitions: [] } }, at: '/dictionary' });
  await screen.findByText('No event is defined');
});

test('an event tells what becomes of what it does not know, of late ones, and what its properties may be used for', async () => {
  const definition = {
    ...{
      ...VIEW,
      description: { en: 'A page was seen', zh: '浏览页面' },
      enforcement: { default: 'omit' },
      unplanned: 'block',
      lateAfter: '1h',
    },
    properties: { ip: { type: 'string', dataClass: 'sensitive', purposes: ['fraud', 'service'] } },
  };
  const current = { number: 3, definitions: [{ version: 7, definition }] };
  const at = { at: '/dictionary?event=View', path: '/dictionary' };
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/releases/current': current }, ...at });
  const drawer = await screen.findByRole('dialog', { name: 'Viewed' });
  expect(drawer.textContent).toMatch(/A page was seen.*Version7.*the value is left out.*What is not definedis refused.*Late after1 h/s);
  expect(drawer.textContent).toMatch(/ip.*text.*–.*sensitive.*fraud, service/s);
});

test('traffic of an event that is not defined says so, and opens as it would be', async () => {
  const event = { definition: { ...VIEW, id: 'Refund', properties: { sum: { type: 'number', min: 0, max: 9 } } }, sampled: 1, shares: {} };
  const at = { at: '/dictionary?view=traffic', path: '/dictionary' };
  const { unmount } = await renderConsole(<Screen />, { answers: { ...answers, '/v1/dictionary/infer': { events: [event] } }, ...at });
  const header = (await screen.findByText('Not defined')).closest<HTMLElement>('[role="button"]')!;
  expect(header.textContent).toContain('1 event looked at');
  expect(screen.queryByText(/property not defined/)).toBeNull();
  fireEvent.click(header);
  await screen.findByText('≥ 0 · ≤ 9');
  unmount();
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/dictionary/infer': { events: [] } }, ...at });
  await screen.findByText('No event has come lately');
});
