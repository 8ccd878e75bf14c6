import { screen, waitFor } from '@testing-library/react';
import { describe, expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { gridOf } from './grid.ts';
import { Screen } from './index.tsx';

const HOUR = 3_600_000;
const NONE = { missing: 0, invalid: 0, range: 0, unplanned: 0, late: 0, duplicate: 0, refused: 0 };
const hour = (back: number, source: string, event: string, more: object) => ({
  hour: NOON - (NOON % HOUR) - back * HOUR,
  source,
  event,
  events: 0,
  ...NONE,
  ...more,
});
const hours = [
  hour(0, 'web', 'View', { events: 90 }),
  hour(0, 'pos', 'Order', { events: 8, missing: 2, refused: 2 }),
  hour(23, 'pos', 'Order', { events: 10 }),
];
const breach = { measure: 'missing', source: 'pos', event: 'Order', value: 0.25, threshold: 0.05, breached: true } as const;
const volume = { measure: 'volume', source: 'pos', event: 'Order', value: 8, threshold: 5, z: -6.2, breached: true } as const;
const quality = {
  at: NOON,
  sources: [
    { source: 'web', events: 90 },
    { source: 'pos', score: 61.2, events: 8 },
  ],
  events: [],
  expected: [],
  measurements: [breach, volume],
};

test('the worst source is first, each event with its hours and shares', () => {
  const [pos, web] = gridOf(quality, hours);
  expect(pos).toMatchObject({
    source: 'pos',
    score: 61.2,
    total: 18,
    shares: { missing: 0.1, refused: 0.1 },
    breached: { missing: 0.25, volume: 8 },
  });
  expect([pos!.events[0], pos!.events[23], pos!.events.length]).toEqual([10, 8, 24]);
  expect(web).toMatchObject({ source: 'web', total: 90, breached: {} });
  expect(web).not.toHaveProperty('score');
});

test('what is beyond a limit is told in words, and marked in the grid', async () => {
  const answers = { ...SHOP, '/v1/quality': quality, '/v1/quality/hours': { hours } };
  const { container } = await renderConsole(<Screen />, { answers });
  await screen.findByText('25%, limit 5%');
  await screen.findByText(/8 in the hour, z = -6\.2/);
  await screen.findByRole('img', { name: 'Order of pos by hour, 18 in all' });
  await waitFor(() => expect(container.querySelectorAll('td .ant-tag-error').length).toBe(2));
});

test('nothing is wrong, and nothing has come', async () => {
  const answers = { ...SHOP, '/v1/quality': { ...quality, sources: [], measurements: [] }, '/v1/quality/hours': { hours: [] } };
  await renderConsole(<Screen />, { answers, language: 'zh' });
  await screen.findByText('全部在阈值之内');
  await screen.findByText('近 24 小时没有事件');
});

describe('the grid', () => {
  test('has sources with too few events last, by name, and the busiest event of each first', () => {
    const of = ['web View 1', 'web Buy 5', 'app View 2', 'pos Order 1'].map((one) => {
      const [source, event, events] = one.split(' ');
      return hour(0, source!, event!, { events: Number(events) });
    });
    const rows = gridOf({ ...quality, measurements: [] }, of).map(({ source, event }) => `${source} ${event}`);
    expect(rows).toEqual(['pos Order', 'app View', 'web Buy', 'web View']);
  });

  test('counts what was refused among what came, and marks only what is beyond its limit, of that event', () => {
    const of = [hour(1, 'pos', 'Order', { refused: 3, duplicate: 1 }), hour(1, 'pos', 'Return', {})];
    const [order, back] = gridOf({ ...quality, measurements: [{ ...breach, breached: false }, volume] }, of);
    expect(order).toMatchObject({ total: 0, shares: { refused: 0.75, duplicate: 0.25, missing: 0 }, breached: { volume: 8 } });
    expect(back).toMatchObject({ event: 'Return', total: 0, shares: { refused: 0 }, breached: {} });
  });
});

test('a source that sends too little is told beside its least, and has no score', async () => {
  const expected = { measure: 'expected', source: 'web', value: 90, threshold: 500, breached: true };
  const score = { measure: 'score', source: 'pos', value: 61.2, threshold: 70, breached: true };
  const within = { ...breach, source: 'app', breached: false };
  const answers = { ...SHOP, '/v1/quality': { ...quality, measurements: [expected, score, within] }, '/v1/quality/hours': { hours } };
  await renderConsole(<Screen />, { answers });
  expect((await screen.findByText('90 of at least 500')).closest('li')!.textContent).toBe('Fewer than expected web 90 of at least 500');
  screen.getByText('61.2, at least 70');
  expect(screen.getAllByRole('listitem').length).toBe(2);
  const link = await screen.findByRole('link', { name: 'View' });
  expect(link.getAttribute('href')).toBe('/stream?source=web&name=View');
  expect(link.closest('tr')!.textContent).toContain('too few');
});

test('what is beyond a limit is told even where the hours cannot be had', async () => {
  const refused = Response.json({ code: 'VOLANO_BUSY', reason: 'Later, please.' }, { status: 503 });
  await renderConsole(<Screen />, { answers: { ...SHOP, '/v1/quality': quality, '/v1/quality/hours': refused } });
  await screen.findByText('Later, please.');
  screen.getByText('25%, limit 5%');
});
