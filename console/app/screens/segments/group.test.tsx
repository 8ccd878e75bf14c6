import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

// happy-dom draws nothing.
vi.mock('../../kit/echarts.ts', () => ({
  start: () => ({ setOption: () => undefined, resize: () => undefined, dispose: () => undefined }),
}));

const NOON = Date.UTC(2026, 4, 18, 12);
const row = (kind: string, id: string, en: string) => ({
  ...{ kind, id, name: { en, zh: '忠诚' }, version: 1, state: 'live', members: 2, growth7d: 1, usedBy: [] },
});
const member = (customer: string) => ({ customer, since: NOON, identifiers: [['email', `${customer}@x`]] });
const DAYS = [
  { day: '2026-05-17', entered: 3, left: 0, size: 3 },
  { day: '2026-05-18', entered: 1, left: 2, size: 2 },
];
const ALL = ['segments.read', 'tags.read', 'customers.read', 'releases.read'];
const ANSWERS = {
  '/v1/session': { roles: [], permissions: ALL },
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': {},
  '/v1/groups': { groups: [row('segment', 'loyal', 'Loyal'), row('tag', 'vip', 'VIP')], position: 7, behind: 0 },
  '/v1/releases/current': { number: 1, definitions: [] },
  '/v1/preview': { at: NOON, customers: 9, count: 2, share: 0.2, sample: [] },
  '/v1/segments/loyal/history': { days: DAYS },
  '/v1/segments/loyal/flow': { from: '2026-04-19', to: '2026-05-18', cameFrom: [{ segment: null, customers: 4 }], wentTo: [] },
  '/v1/segments/loyal/members?limit=50': { members: [member('c1')], next: '8.c1' },
  '/v1/segments/loyal/members?limit=50&before=8.c1': { members: [member('c2')] },
  '/v1/tags/vip/history': { days: [{ day: '2026-05-18', entered: 0, left: 0, size: 0 }] },
  '/v1/tags/vip/members?limit=50': { members: [] },
};

function group(of: string, answers: Readonly<Record<string, unknown>> = {}, language: 'en' | 'zh' = 'en') {
  return renderConsole(<Screen />, { at: `/segments/${of}`, path: '/segments/$kind/$id', answers: { ...ANSWERS, ...answers }, language });
}

test('a chart tells the size day by day, who came and who left, and says so in words', async () => {
  await group('segment/loyal');
  await screen.findByRole('img', { name: 'Over 2 days: 4 came, 2 left, 2 now' }, { timeout: 40_000 });
});

test('all members are listed page by page, with since when and why', async () => {
  await group('segment/loyal');
  expect((await screen.findByRole('link', { name: 'c1@x' })).getAttribute('href')).toBe('/customers/c1');
  expect(screen.queryByRole('link', { name: 'c2@x' })).toBeNull();
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  await screen.findByRole('link', { name: 'c2@x' });
  expect(screen.getAllByRole('button', { name: 'Why this segment: loyal' })).toHaveLength(1);
});

test('a tag has the same, and one that nobody ever held says so, in Chinese', async () => {
  await group('tag/vip', {}, 'zh');
  await screen.findByText('这段时间内没有成员');
  await waitFor(() => expect(screen.getAllByText('目前没有成员').length).toBeGreaterThan(0));
});

test('members are for whoever may see customers', async () => {
  const { asked } = await group('segment/loyal', {
    '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['segments.read'] },
  });
  await screen.findAllByText(/customers\.read/);
  expect(asked.filter(({ request }) => request.includes('/members'))).toEqual([]);
});

test('whoever may change definitions is led to the editor', async () => {
  await group('segment/loyal', { '/v1/session': { roles: [], permissions: [...ALL, 'releases.write'] } });
  const edit = await screen.findByRole('button', { name: /Edit$/ });
  await waitFor(() => expect(edit.hasAttribute('disabled')).toBe(false));
});

test('whoever may change journeys begins a broadcast to it', async () => {
  await group('segment/loyal', { '/v1/session': { roles: [], permissions: [...ALL, 'journeys.write'] } });
  const link = await screen.findByRole('link', { name: 'Send a broadcast' });
  expect(link.getAttribute('href')).toBe('/broadcast?segment=loyal');
});
