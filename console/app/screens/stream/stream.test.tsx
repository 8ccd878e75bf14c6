import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const EVENT = { id: '0-7', at: NOON, time: NOON - 1_500, source: 'pos', event: 'Order Completed', customer: 'c1', problems: 1 };
const WHOLE = {
  ...EVENT,
  ...{ call: 'track', message: 'ms-7', identifiers: [['user_id', 'ada']], properties: { total: '268' } },
  violations: [{ field: 'properties.total', problem: 'type', omitted: true }],
};
const answers = {
  ...SHOP,
  '/v1/events': { events: [EVENT] },
  '/v1/events/0-7': WHOLE,
  '/v1/sources': { sources: [{ id: 'pos' }, { id: 'web' }] },
};

test('events are listed, and one is looked at whole', async () => {
  await renderConsole(<Screen />, { answers, at: '/stream' });
  const row = (await screen.findByText('Order Completed')).closest('tr')!;
  await waitFor(() => expect(row.textContent).toMatch(/12:00:00.*pos.*1.5 sec.*1 problem/));
  fireEvent.click(row);
  const drawer = await screen.findByRole('dialog');
  await waitFor(() =>
    expect(drawer.textContent).toMatch(/properties\.total is of another type \(left out\).*ms-7.*"user_id": "ada".*"total": "268"/s),
  );
});

test('the address says what is chosen', async () => {
  const { asked } = await renderConsole(<Screen />, { answers, at: '/stream?source=pos&flagged=true', path: '/stream' });
  await screen.findByText('Order Completed');
  expect(asked.map(({ request }) => request)).toContain('GET /v1/events?limit=50&source=pos&flagged=true');
  expect((screen.getByRole('checkbox', { name: 'Only with problems' }) as HTMLInputElement).checked).toBe(true);
  fireEvent.click(screen.getByRole('checkbox'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/events?limit=50&source=pos'));
});

test('it is paused, by button and by key', async () => {
  await renderConsole(<Screen />, { answers, at: '/stream', language: 'zh' });
  fireEvent.click(await screen.findByRole('button', { name: /暂停/ }));
  await screen.findByRole('button', { name: /继续/ });
  fireEvent.keyDown(window, { key: 'p' });
  await screen.findByRole('button', { name: /暂停/ });
});

test('without an event it says how they come', async () => {
  await renderConsole(<Screen />, { answers: { ...answers, '/v1/events': { events: [] } }, at: '/stream' });
  await screen.findByText('No event yet');
});
