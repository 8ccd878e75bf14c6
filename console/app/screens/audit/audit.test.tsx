import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { questionOf } from './question.ts';

const LOOK = {
  ...{ id: '2-1', at: NOON, by: { kind: 'member', id: 'ada' }, kind: 'look', permission: 'customers.read', method: 'GET' },
  ...{ route: '/v1/customers/:customer', target: { customer: 'c1' }, status: 200, address: '10.0.0.7' },
};
const CHANGE = {
  ...{ id: '1-1', at: NOON, by: { kind: 'operator', id: 'operator' }, kind: 'change', permission: 'settings.members', method: 'PATCH' },
  ...{ route: '/v1/members/:member', target: { member: 'ada' }, status: 403, code: 'VOLANO_ACCESS_DENIED', address: '' },
};
const ANSWERS = {
  ...SHOP,
  '/v1/session': { roles: [], permissions: ['settings.members', 'audit.read'] },
  '/v1/members': { members: [{ id: 'ada', name: 'Ada Lovelace' }] },
  '/v1/roles': {
    roles: [],
    permissions: [
      { id: 'customers.read', name: { en: 'See customers', zh: '查看客户' } },
      { id: 'settings.members', name: { en: 'Manage members', zh: '管理成员' } },
    ],
  },
  '/v1/audit': { entries: [LOOK, CHANGE], next: '1-1' },
};

test('looks are told from changes, by whom, about whom, and how they ended', async () => {
  const { asked } = await renderConsole(<Screen />, { answers: ANSWERS });
  const look = await screen.findByRole('row', { name: /Look at personal data/ });
  await within(look).findByText('Ada Lovelace');
  await within(look).findByText('See customers');
  within(look).getByText('Done');
  const change = screen.getByRole('row', { name: /VOLANO_ACCESS_DENIED/ });
  within(change).getByText('Change');
  within(change).getByText('Operator');
  within(change).getByText('Ada Lovelace');
  fireEvent.click(screen.getByRole('button', { name: 'Next' }));
  await waitFor(() => expect(asked).toContainEqual({ request: 'GET /v1/audit?limit=50&before=1-1' }));
});

test.each([
  ['en', 'Segment'],
  ['zh', '分群'],
] as const)('what it is about is named in %s', async (language, name) => {
  const target = { segment: 'vip' };
  await renderConsole(<Screen />, { language, answers: { ...ANSWERS, '/v1/audit': { entries: [{ ...LOOK, target }] } } });
  const cell = (await screen.findAllByText((text) => text.includes('vip'))).at(-1)!;
  expect(cell.textContent).toBe(`${name} vip`);
});

test('the filter is in the address, in what is asked, and in the file', async () => {
  const { asked } = await renderConsole(<Screen />, { answers: ANSWERS, at: '/audit?kind=look&customer=c1', path: '/audit' });
  await screen.findByRole('row', { name: /Look at personal data/ });
  expect(asked.map(({ request }) => request)).toContain('GET /v1/audit?kind=look&customer=c1&limit=50');
  expect(screen.getByRole('link', { name: /Export CSV/ }).getAttribute('href')).toBe('/v1/audit.csv?kind=look&customer=c1');
  fireEvent.click(screen.getByText('Changes'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/audit?kind=change&customer=c1&limit=50'));
});

test('nothing is said to be nothing', async () => {
  await renderConsole(<Screen />, { answers: { ...ANSWERS, '/v1/audit': { entries: [] } } });
  await screen.findByText('Nothing is noted for this');
});

test('days are whole, the last one included; what is no kind is none', () => {
  const { from, to } = questionOf({ from: '2026-03-01', to: '2026-03-02' });
  expect(to! - from!).toBe(2 * 86_400_000);
  expect(new Date(from!).getHours()).toBe(0);
  expect(questionOf({ kind: 'spy', member: 'ada', area: 'customers.read' })).toEqual({ member: 'ada', area: 'customers.read' });
});

test.each([
  [{}, {}],
  [{ kind: 'look' }, { kind: 'look' }],
  [
    { kind: 'change', customer: 'c1' },
    { kind: 'change', customer: 'c1' },
  ],
  [{ area: 'releases' }, { area: 'releases' }],
  [{ member: undefined, from: undefined }, {}],
])('%j asks for just that', (filter, question) => {
  expect(questionOf(filter)).toEqual(question);
});
