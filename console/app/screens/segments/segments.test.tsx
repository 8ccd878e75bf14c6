import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const NOON = Date.UTC(2026, 4, 18, 12);
const LOYAL = {
  kind: 'segment',
  id: 'loyal',
  name: { en: 'Loyal', zh: '忠诚' },
  version: 2,
  state: 'live',
  members: 1_204,
  growth7d: 86,
  changedAt: NOON,
  reachable: 0.82,
  usedBy: ['journey.cart'],
};
const VIP = {
  kind: 'tag',
  id: 'vip',
  name: { en: 'VIP', zh: '贵宾' },
  version: 1,
  state: 'preparing',
  members: 0,
  growth7d: -3,
  usedBy: [],
};
const condition = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 2 }] };
const ANSWERS = {
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': {
    journey: { cart: { en: 'Cart', zh: '购物车' } },
    trait: { orders: { en: 'Orders', zh: '订单数' } },
    tag: { vip: VIP.name },
  },
  '/v1/groups': { groups: [LOYAL, VIP], position: 7, behind: 0 },
  '/v1/releases/current': {
    number: 3,
    definitions: [
      { version: 2, definition: { kind: 'segment', id: 'loyal', condition } },
      { version: 1, definition: { kind: 'tag', id: 'vip', owner: 'crm', expiry: '30d', rule: condition } },
      { version: 1, definition: { kind: 'journey', id: 'cart' } },
    ],
  },
  '/v1/preview': {
    at: NOON,
    sample: [{ customer: 'c1', identifiers: [['email', 'ada@x']], read: { 'trait.orders': 3 } }],
    overlap: [{ kind: 'tag', id: 'vip', members: 9, both: 4, jaccard: 0.25 }],
    reach: {
      asked: 200,
      isEstimate: true,
      channels: [{ id: 'mail', reachable: 150, refused: { 'address.missing': 50 } }],
      purposes: [{ id: 'offers', reachable: 100, refused: { 'consent.withdrawn': 100 } }],
    },
  },
};

function library(answers: Readonly<Record<string, unknown>> = {}, language: 'en' | 'zh' = 'en') {
  return renderConsole(<Screen />, { at: '/segments', answers: { ...ANSWERS, ...answers }, language });
}

function group(name: string, answers: Readonly<Record<string, unknown>> = {}) {
  return renderConsole(<Screen />, {
    at: `/segments/${name.replace('.', '/')}`,
    path: '/segments/$kind/$id',
    answers: { ...ANSWERS, ...answers },
  });
}

test('what was never released stands in the library, marked, and leads to where it is built', async () => {
  const left = { on: 1, revision: 1, by: 'm1', byName: 'Ada', at: NOON, problems: 0, overtaken: false };
  const changes = [
    { ...left, kind: 'segment', id: 'soon', name: { en: 'Soon', zh: '即将' }, action: 'new' },
    { ...left, kind: 'segment', id: 'loyal', name: LOYAL.name, action: 'changed' },
    { ...left, kind: 'journey', id: 'cart', name: { en: 'Cart', zh: '购物车' }, action: 'changed' },
  ];
  await library({ '/v1/changes': { changes } });
  const soon = await screen.findByRole('link', { name: 'Soon' });
  expect(soon.getAttribute('href')).toBe('/segments/segment/soon/edit');
  expect(soon.closest('tr')!.textContent).toContain('New, unpublished');
  expect(screen.getByRole('link', { name: 'Loyal' }).closest('tr')!.textContent).toContain('Unpublished changes');
  expect(screen.queryByText('Cart')).toBeNull();
});

test('the library tells of each how many, how it grows, who can be reached, whose it is and how fresh', async () => {
  await library();
  const loyal = (await screen.findByRole('link', { name: 'Loyal' })).closest('tr')!;
  for (const text of ['1,204', '+86', '82%', 'In force']) expect(loyal.textContent).toContain(text);
  const vip = screen.getByRole('link', { name: 'VIP' }).closest('tr')!;
  expect(screen.getByRole('link', { name: 'VIP' }).getAttribute('href')).toBe('/segments/tag/vip');
  for (const text of ['-3', 'Preparing', 'never', '–']) expect(vip.textContent).toContain(text);
  await within(vip).findByText('crm');
});

test('it is narrowed by kind and by name', async () => {
  await library();
  await screen.findByRole('link', { name: 'Loyal' });
  fireEvent.click(screen.getAllByText('Tag')[0]!);
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Loyal' })).toBeNull());
  fireEvent.change(screen.getByLabelText('Filter by name'), { target: { value: 'loy' } });
  await screen.findByText('None has this name');
});

test('without a release that has any it says how they come, in Chinese too', async () => {
  await library({ '/v1/groups': { groups: [], position: 7, behind: 0 } }, 'zh');
  await screen.findByText('没有分群和标签');
});

test('a refusal can be tried again', async () => {
  await library({ '/v1/groups': Response.json({ code: 'X', reason: 'broken' }, { status: 500 }) });
  await screen.findByText('broken');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});

test('one segment has its condition in words, some members with what was read, reach and overlap', async () => {
  const { container, asked } = await group('segment.loyal');
  await screen.findByRole('heading', { level: 1, name: 'Loyal' });
  await screen.findByText('Orders is at least 2');
  expect((await screen.findByRole('link', { name: 'ada@x' })).getAttribute('href')).toBe('/customers/c1');
  for (const text of [
    '+86 in the last 7 days',
    'An estimate by 200 drawn members',
    'no address for this channel 50',
    '4 in both, 25%',
    'Cart',
  ])
    expect(container.textContent).toContain(text);
  expect(asked.find(({ request }) => request === 'POST /v1/preview')?.body).toEqual({
    of: 'segment.loyal',
    parts: ['sample', 'overlap', 'reach'],
  });
});

test('a tag tells its owner and expiry; one that nobody has says so', async () => {
  await group('tag.vip', { '/v1/preview': { at: NOON, sample: [] } });
  await screen.findByText('Owner: crm');
  await screen.findByText(/Expires 30d/);
  await screen.findByText('Nobody at present');
  await screen.findByText('Nothing reads it');
});

test('whoever may not read releases is told, and whoever may not read customers sees no links to them', async () => {
  const session = { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['segments.read'] };
  await group('segment.loyal', { '/v1/session': session });
  await screen.findByText('The condition is seen with the permission releases.read.');
  await screen.findByText('ada@x');
  expect(screen.queryByRole('link', { name: 'ada@x' })).toBeNull();
});

test('one that the release does not have says so, with a way back', async () => {
  await group('segment.gone');
  await screen.findByText('There is no “segment.gone” in the running release');
  expect(screen.getAllByRole('link', { name: 'All segments and tags' }).length).toBeGreaterThan(0);
});
