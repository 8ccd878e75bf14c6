import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const TOKEN = { id: 't1', name: 'Export', member: 'ada', permissions: ['reports.read'], createdAt: NOON, createdBy: 'ada' };
const ANSWERS = {
  ...SHOP,
  '/v1/session': { member: { id: 'ada', name: 'Ada' }, roles: [], permissions: ['self', 'reports.read'] },
  '/v1/roles': {
    roles: [],
    permissions: [
      { id: 'self', name: { en: 'Own', zh: '自己' } },
      { id: 'reports.read', name: { en: 'See reports', zh: '查看报表' } },
      { id: 'audit.read', name: { en: 'Read the audit log', zh: '查看审计日志' } },
    ],
  },
  '/v1/tokens': { tokens: [TOKEN, { ...TOKEN, id: 't2', name: 'Old', expiresAt: NOON, usedAt: Date.now() - 7_200_000 }] },
};

test('each tells what it may, until when, and when it was used', async () => {
  const { asked } = await renderConsole(<Screen />, { answers: ANSWERS });
  const [fresh, old] = [await screen.findByRole('row', { name: /Export/ }), await screen.findByRole('row', { name: /Old/ })];
  await within(fresh).findByText('See reports');
  within(fresh).getByText('Not yet');
  within(fresh).getByText('Never');
  within(old).getByText('Expired');
  within(old).getByText('2 hours ago');
  expect(asked.map(({ request }) => request)).toContain('GET /v1/tokens');
});

test('one is made of what its maker may, and its secret shown once', async () => {
  const answers = { ...ANSWERS, 'POST /v1/tokens': { secret: 'vlt_secret', token: TOKEN } };
  const { asked } = await renderConsole(<Screen />, { answers });
  fireEvent.click(await screen.findByRole('button', { name: 'Make a token' }));
  const dialog = await questionOf('Make an API token');
  fireEvent.change(within(dialog).getByLabelText('Name'), { target: { value: 'Export' } });
  expect(within(dialog).queryByText("Of a service, in nobody's name")).toBeNull();
  fireEvent.mouseDown(within(dialog).getByLabelText('Permissions'));
  fireEvent.click(await screen.findByText('See reports', { selector: '.ant-select-item-option-content' }));
  expect(screen.queryByText('Read the audit log', { selector: '.ant-select-item-option-content' })).toBeNull();
  fireEvent.click(within(dialog).getByRole('button', { name: 'Make it' }));
  const shown = await screen.findByRole<HTMLInputElement>('textbox', { name: 'API token' });
  expect(shown.value).toBe('vlt_secret');
  const body = { name: 'Export', permissions: ['reports.read'], service: false, days: 90 };
  expect(asked).toContainEqual({ request: 'POST /v1/tokens', body });
});

test('one is revoked after a question; none is said to be none', async () => {
  const { asked, unmount } = await renderConsole(<Screen />, { answers: { ...ANSWERS, 'DELETE /v1/tokens/t1': {} } });
  fireEvent.click(within(await screen.findByRole('row', { name: /Export/ })).getByRole('button', { name: 'Revoke' }));
  fireEvent.click(within(await questionOf('Revoke Export?')).getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(asked).toContainEqual({ request: 'DELETE /v1/tokens/t1' }));
  await screen.findByText('The token is revoked');
  unmount();
  await renderConsole(<Screen />, { answers: { ...ANSWERS, '/v1/tokens': { tokens: [] } } });
  await screen.findByText('No token');
});
