import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP } from '../../../test/answers.ts';
import { renderConsole } from '../../../test/render.tsx';
import { Screen } from '../index.tsx';
import { CART } from '../model/journey.suite.ts';

const WENT = { entered: 1_200, waiting: 30, completed: 900, converted: 240, exited: 20, failed: 10, exitedBy: {}, failedBy: {} };
const cart = { journey: 'cart', name: { en: 'Cart', zh: '购物车' }, isLive: true, ...WENT, versions: [], wrong: [] };
const old = { ...cart, journey: 'old', name: { en: 'Old one', zh: '旧旅程' }, isLive: false, entered: 3 };
const kpi = { metric: 'conversion_rate', target: 0.25, within: '30d' };
const ANSWERS = {
  ...SHOP,
  '/v1/journeys': { journeys: [cart, old] },
  '/v1/definitions': { release: 3, definitions: [{ version: 1, definition: { ...CART, kpi } }] },
  '/v1/rollouts': { rollouts: [{ id: '3', state: 'running', journeys: [{ journey: 'cart', version: 2, before: 1 }] }] },
  '/v1/diagnosis': {
    journeys: [
      { journey: 'cart', at: 0, steps: [{ step: 'last', hasFallback: false, measurements: [{ measure: 'drop', breached: true }] }] },
    ],
  },
};

const library = (answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, { at: '/journeys', answers: { ...ANSWERS, ...answers }, language });

test('each journey has its stage, its state, its counters, its target and its alerts', async () => {
  await library();
  const row = (await screen.findByRole('link', { name: 'Cart' })).closest('tr')!;
  await waitFor(() => expect(row.textContent).toContain('In rollout'));
  for (const text of ['Repurchase', 'Live', '1 step breaks', '1,200', '30', '900', '240', '20', '10', 'Conversion rate 25%', '20% so far'])
    expect(row.textContent).toContain(text);
  expect(screen.getByRole('link', { name: 'Cart' }).getAttribute('href')).toBe('/journeys/cart');
  expect(screen.getByRole('link', { name: 'Old one' }).closest('tr')!.textContent).toContain('Not live any more');
});

test('they are narrowed by state and by name', async () => {
  await library();
  await screen.findByRole('link', { name: 'Old one' });
  fireEvent.click(screen.getAllByText('Live')[0]!);
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Old one' })).toBeNull());
  fireEvent.click(screen.getByText('All'));
  fireEvent.change(await screen.findByLabelText('Filter by name'), { target: { value: 'old' } });
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Cart' })).toBeNull());
  fireEvent.change(screen.getByLabelText('Filter by name'), { target: { value: 'nobody' } });
  await screen.findByText('No journey matches');
});

test('one that was never released stands among them, marked', async () => {
  const left = { on: 1, revision: 1, by: 'm1', byName: 'Ada', at: 0, problems: 0, overtaken: false };
  const changes = [{ ...left, kind: 'journey', id: 'soon', name: { en: 'Soon', zh: '即将' }, action: 'new' }];
  await library({ '/v1/changes': { changes } });
  const row = (await screen.findByRole('link', { name: 'Soon' })).closest('tr')!;
  expect(row.textContent).toContain('New, unpublished');
  expect(row.textContent).not.toContain('Not live any more');
});

test('whoever may not read releases sees counters and neither stage nor target', async () => {
  const { asked } = await library({ '/v1/session': { roles: [], permissions: ['journeys.read'], member: { id: 'm', name: 'Ada' } } });
  const row = (await screen.findByRole('link', { name: 'Cart' })).closest('tr')!;
  expect(row.textContent).toContain('1,200');
  expect(row.textContent).toContain('No target');
  expect(asked.map(({ request }) => request)).not.toContain('GET /v1/definitions?kind=journey');
});

test('without any it says how they come, in Chinese', async () => {
  await library({ '/v1/journeys': { journeys: [] } }, 'zh');
  await screen.findByText('还没有旅程');
});

test('a problem can be tried again', async () => {
  await library({ '/v1/journeys': Response.json({ code: 'X', reason: 'broken' }, { status: 500 }) });
  await screen.findByText('broken');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
