import { screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { liveAnswer, NOON, SHOP, without } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { activeHighValue, Growth } from './growth.tsx';
import { Health } from './health.tsx';
import { Screen } from './index.tsx';
import { barsOf } from './promise.tsx';
import { Todos } from './todos.tsx';
import { Verdicts } from './verdicts.tsx';

vi.mock('../../kit/echarts.ts', () => ({
  start: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const QUIET = {
  '/v1/drafts': { drafts: [] },
  '/v1/quality': { at: NOON, sources: [], events: [], expected: [], measurements: [] },
  '/v1/diagnosis': { journeys: [] },
  '/v1/quarantine/stats': { records: 0, bytes: 0, removed: 0, replayed: 0, dropped: 0, selected: 0, groups: [] },
  '/v1/dead-letters': { count: 0, letters: [] },
  '/health': { parts: [{ part: 'log', state: 'ok', message: 'Events are stored.', action: '' }] },
};

const BUSY = {
  '/v1/drafts': { drafts: [{ id: 'd1', by: 'ada', at: NOON, note: 'Calmer nights', base: 3, definitions: 2 }] },
  '/v1/quality': {
    ...QUIET['/v1/quality'],
    measurements: [{ measure: 'missing', source: 'pos', event: 'Order', value: 0.2, threshold: 0.05, breached: true }],
  },
  '/v1/diagnosis': {
    journeys: [
      {
        journey: 'cart',
        at: NOON,
        steps: [
          { step: 'remind', hasFallback: false, measurements: [{ breached: true }] },
          { step: 'wait', hasFallback: false, measurements: [] },
        ],
      },
    ],
  },
  '/v1/quarantine/stats': { ...QUIET['/v1/quarantine/stats'], records: 12_345 },
  '/v1/dead-letters': { count: 1, letters: [] },
};

const UPDATE = {
  counters: {
    ...{ at: NOON, release: 3, customers: 8_214, eventTime: Date.UTC(2024, 4, 8) },
    loop: { sense: 286_411, know: 5, decide: 4, guard: 3, act: 2, learn: 1 },
    door: { requests: 1, accepted: 12_345, quarantined: 6, held: 0, duplicates: 7 },
    engine: { position: 7, behind: 2_000, oldestUnprocessedMs: 0 },
    sink: { written: 1, behind: 0 },
    delivery: { open: 1, sent: 1, failed: 0, retrying: 2 },
    facts: { 'verdict/send': 75, 'verdict/suppress': 25, 'tag/set': 41, 'segment/entered': 42, 'journey/entered': 43 },
    refusals: { 'cap.user': 20 },
    latency: {
      bounds: [10, 100, 4_000],
      counts: [3, 6, 1, 0],
      promiseMs: 4_000,
      max: 4_321,
      withinPromise: 0.99999,
      p50: 12,
      p90: 80,
      p99: 2_400,
    },
  },
  health: {
    status: 'degraded',
    parts: [
      { part: 'sink', state: 'degraded', code: 'behind' },
      { part: 'log', state: 'ok', code: 'ok' },
    ],
  },
  latest: [
    {
      id: '0-1',
      at: NOON,
      kind: 'verdict',
      action: 'suppress',
      customer: 'c1',
      name: 'cart',
      journey: 'cart',
      version: 1,
      rule: 'cap.user',
    },
  ],
};

test('what waits is told with its number and what it is about', async () => {
  const { container } = await renderConsole(<Todos />, { answers: { ...SHOP, ...BUSY } });
  await screen.findByText('1 draft to approve');
  await screen.findByText('12,345 calls in quarantine');
  await screen.findByText('1 message failed for good');
  expect(container.textContent).toMatch(/Calmer nights.*pos › Order.*1 journey step breaks the experience.*Cart abandonment › remind/s);
});

test('nothing waits, and what one may not see is not asked for', async () => {
  const { asked } = await renderConsole(<Todos />, {
    answers: { ...SHOP, ...QUIET, '/v1/session': without('quarantine.read', 'messages.read') },
    language: 'zh',
  });
  await screen.findByText('没有待办事项。');
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/diagnosis'));
  const requests = asked.map(({ request }) => request);
  expect(requests.filter((one) => /quarantine|dead-letters/.test(one))).toEqual([]);
});

test('the loop, the promise, the verdicts, the latest decisions and releases', async () => {
  const made = { maker: { kind: 'member', id: 'ada', name: 'Ada' }, approver: { kind: 'member', id: 'li', name: 'Li' } };
  const releases = [{ number: 3, note: 'Quieter evenings', ...made, at: NOON, definitions: 9, changed: 2 }];
  const answers = { ...SHOP, ...QUIET, '/v1/live': liveAnswer(UPDATE), '/v1/releases': { releases } };
  const { container, unmount } = await renderConsole(<Screen />, { answers });
  await screen.findByText('Quieter evenings', { exact: false });
  await waitFor(() => expect(container.textContent).toContain('286.4K'));
  // Parts come as their texts do.
  await waitFor(() => expect(container.textContent).toMatch(/Verdict: suppress.*Cart abandonment.*frequency cap/));
  const text = container.textContent ?? '';
  expect(text).toMatch(/1 part needs attention.*Warehouse/);
  expect(text).toMatch(/Know.*2,000 entries wait.*Act.*3 on their way.*Learn.*nothing waits/);
  expect(text).toMatch(/Within 4 s99\.999%.*Median12 ms.*p992\.4 sec.*Longest4\.3 sec/);
  expect(text).toMatch(/Release 3 · events up to May 8, 2024/);
  expect(text).toMatch(
    /Customers8,214Events stored286\.4K.*Tags set41.*Segment entries42.*Journey entries43.*Calls quarantined6.*dropped7/,
  );
  expect(container.querySelector('.figure-bad')?.textContent).toContain('99.999%');
  expect(text).toMatch(/2 definitions changed by Ada approved by Li/);
  screen.getByRole('img', { name: /Messages by time from receipt to hand-over\. 99\.999% within 4 s/ });
  unmount();
});

const SALES = { orders: 30, buyers: 20, revenue: 6_000 };
const GROWTH = {
  '/v1/measures/revenue': {
    ...{ asOf: NOON, from: '2024-04-09', to: '2024-05-08', by: 'day', timeZone: 'Asia/Shanghai', currency: 'CNY', rows: [] },
    ...{ total: SALES, before: { orders: 20, buyers: 20, revenue: 4_800 }, today: SALES, yesterday: SALES },
    daysBefore: { from: '2024-03-10', to: '2024-04-08' },
  },
  '/v1/measures/rfm': {
    ...{ asOf: NOON, currency: 'CNY' },
    rfm: {
      referenceDay: '2024-05-08',
      edges: { recency: [], frequency: [], monetary: [] },
      cells: [
        { r: 5, f: 4, customers: 12, revenue: 900 },
        { r: 4, f: 5, customers: 3, revenue: 500 },
        { r: 5, f: 3, customers: 20, revenue: 100 },
        { r: 3, f: 5, customers: 25, revenue: 100 },
      ],
    },
  },
  '/v1/measures/messages': {
    ...{
      asOf: NOON,
      channels: [
        { channel: 'email', sent: 150, unsubscribed: 3 },
        { channel: 'sms', sent: 50, unsubscribed: 0 },
      ],
    },
    ...{ verdicts: { send: 1, defer: 0, suppress: 0 }, refusals: [] },
  },
};

test('the North Star counts who bought lately and often; figures stand beside those of the days before', async () => {
  expect(activeHighValue(GROWTH['/v1/measures/rfm'])).toEqual({ customers: 15, share: 0.25 });
  const { container } = await renderConsole(<Growth />, { answers: { ...SHOP, ...GROWTH } });
  await screen.findByRole('link', { name: '★ 15' });
  const text = container.textContent ?? '';
  expect(text).toMatch(
    /25% of all buyers.*Revenue.*6,000.*\+25% against.*Buyers20\+?0%.*Average order value.*200.*-16\.7%.*Orders per buyer1\.5\+50%/,
  );
  expect(text).toMatch(/Unsubscribe rate1\.5%3 of 200 messages sent/);
});

test('without buyers, or permission, the North Star says so', async () => {
  const nobody = { ...GROWTH, '/v1/measures/rfm': { asOf: NOON, currency: 'CNY' } };
  const { unmount } = await renderConsole(<Growth />, { answers: { ...SHOP, ...nobody }, language: 'zh' });
  await screen.findByText('还没有客户购买');
  unmount();
  const { asked } = await renderConsole(<Growth />, { answers: { ...SHOP, ...GROWTH, '/v1/session': without('reports.read') } });
  await screen.findByText(/reports\.read|permission/);
  expect(asked.filter(({ request }) => request.includes('measures'))).toEqual([]);
});

test('each part of the system says how it is and what to do, also when the server counts as stopped', async () => {
  const engine = { part: 'engine', state: 'stopped', message: 'It has not moved for 10 s.', action: 'Restart the server.' };
  const parts = [engine, { part: 'log', state: 'ok', message: 'Events are stored.', action: '' }];
  const stopped = Response.json({ status: 'stopped', parts }, { status: 503 });
  const { container } = await renderConsole(<Health />, { answers: { ...SHOP, '/health': stopped } });
  await screen.findByText('Restart the server.');
  expect(container.querySelector('[data-state="stopped"]')?.textContent).toBe(
    'Engine · stoppedIt has not moved for 10 s.Restart the server.',
  );
  expect(container.querySelector('[data-state="ok"]')?.textContent).toBe('Log · wellEvents are stored.');
});

test('bars are those between the first and the last that hold something, and on to the promise', () => {
  const bounds = [1, 10, 100, 4_000, 10_000];
  expect(barsOf({ bounds, counts: [0, 2, 0, 0, 0, 0], promiseMs: 4_000 })).toEqual([
    { to: 10, count: 2 },
    { to: 100, count: 0 },
    { to: 4_000, count: 0 },
  ]);
  expect(barsOf({ bounds, counts: [0, 0, 0, 0, 0, 1], promiseMs: 4_000 })).toEqual([{ to: undefined, count: 1 }]);
  expect(barsOf({ bounds, counts: [0, 0, 0, 0, 0, 0], promiseMs: 4_000 })).toEqual([]);
});

test('verdicts are shares, the reasons the most frequent first', async () => {
  const { container } = await renderConsole(
    <Verdicts facts={{ 'verdict/send': 1, 'verdict/defer': 3 }} refusals={{ 'quiet_hours.deferred': 3, 'no.such': 9 }} />,
    {
      answers: SHOP,
    },
  );
  await screen.findByText('25%');
  expect(container.textContent).toMatch(/no\.such.*9.*quiet hours.*3/s);
  await renderConsole(<Verdicts facts={{}} refusals={{}} />, { answers: SHOP });
  await screen.findByText('No message has been decided yet');
});
