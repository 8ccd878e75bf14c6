import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP, without } from '../../test/answers.ts';
import { questionOf, renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';

const HOUR = 3_600_000;
const maker = { kind: 'member', id: 'ada', name: 'Ada' };
const fixed = { id: 'k0', source: 'till', last: 'ey-1', place: '/srv/volano/sources.json', lately: 12 };
const valid = {
  id: 'k1',
  source: 'web',
  name: 'Pages',
  last: 'a1B2',
  createdAt: NOON,
  maker,
  usedAt: Date.now() - 2 * HOUR,
  lately: 4_321,
};
const ended = { id: 'k2', source: 'web', last: 'Zz9_', createdAt: NOON, maker, endsAt: NOON, ender: { kind: 'operator' }, lately: 0 };
const ANSWERS = {
  ...SHOP,
  '/v1/session': { ...SHOP['/v1/session'], permissions: [...SHOP['/v1/session'].permissions, 'settings.sources'] },
  '/v1/sources': { sources: [{ id: 'till' }, { id: 'web' }] },
  '/v1/quality': { at: NOON, sources: [], events: [], expected: [], measurements: [] },
  '/v1/quality/hours': { hours: [] },
  '/v1/write-keys': { keys: [fixed, valid, ended] },
};

test('each key tells its source, state, maker and use; one of the configuration what to do', async () => {
  await renderConsole(<Screen />, { answers: ANSWERS });
  const row = within(await screen.findByRole('row', { name: /a1B2/ }));
  for (const text of ['Pages', 'Valid', '2 hours ago', '4,321']) row.getByText(text);
  row.getByText(/Ada$/);
  const configured = within(screen.getByRole('row', { name: /ey-1/ }));
  configured.getByText(/^From the configuration \(sources\.json\)/);
  expect(configured.queryByRole('button')).toBeNull();
  const over = within(screen.getByRole('row', { name: /Zz9_/ }));
  over.getByText(/^Ended/);
  over.getByText('by Command line or admin token');
  expect(over.queryByRole('button')).toBeNull();
});

test('one is made for a source, and shown once', async () => {
  const answers = { ...ANSWERS, 'POST /v1/sources/app/write-keys': { secret: 'wk_secret', key: { ...valid, source: 'app' } } };
  const { asked } = await renderConsole(<Screen />, { answers });
  fireEvent.click(await screen.findByRole('button', { name: 'Make a write key' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Make a write key' }));
  fireEvent.change(dialog.getByLabelText('Source'), { target: { value: 'console' } });
  await dialog.findByText('The console itself sends under this name. Choose another.');
  fireEvent.change(dialog.getByLabelText('Source'), { target: { value: ' app ' } });
  fireEvent.change(dialog.getByLabelText('What it is for'), { target: { value: 'Phones' } });
  fireEvent.click(dialog.getByRole('button', { name: 'Make it' }));
  const shown = await screen.findByRole<HTMLInputElement>('textbox', { name: 'Write key' });
  expect(shown.value).toBe('wk_secret');
  expect(asked).toContainEqual({ request: 'POST /v1/sources/app/write-keys', body: { name: 'Phones' } });
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  await waitFor(() => expect(screen.queryByDisplayValue('wk_secret')).toBeNull());
});

test('one is replaced, the old one for a day unless another time is chosen', async () => {
  const answers = { ...ANSWERS, 'POST /v1/write-keys/k1/rotate': { secret: 'wk_next', key: valid, old: valid } };
  const { asked } = await renderConsole(<Screen />, { answers });
  const bodies = () => asked.filter(({ request }) => request.endsWith('/rotate')).map(({ body }) => (body as { until: number }).until);
  const open = async () => {
    fireEvent.click(await screen.findByRole('button', { name: 'Replace …a1B2 of web' }));
    return within(await questionOf('Replace key …a1B2 of web'));
  };
  const first = await open();
  fireEvent.click(first.getByRole('button', { name: 'Make the new key' }));
  await screen.findByDisplayValue('wk_next');
  screen.getByText(/in place of …a1B2/);
  expect(bodies()[0]! - Date.now()).toBeGreaterThan(23 * HOUR);
  fireEvent.click(screen.getByRole('button', { name: 'I have it' }));
  const second = await open();
  fireEvent.click(second.getByRole('radio', { name: 'At a chosen time' }));
  const submit = second.getByRole<HTMLButtonElement>('button', { name: 'Make the new key' });
  expect(submit.disabled).toBe(true);
  fireEvent.change(second.getByLabelText('At a chosen time', { selector: 'input[type="datetime-local"]' }), {
    target: { value: '2020-01-01T00:00' },
  });
  second.getByText('That time is over. Choose a later one.');
  fireEvent.click(second.getByRole('radio', { name: 'At once' }));
  second.getByText('What is sent with the old key is refused from now on.');
  fireEvent.click(submit);
  await waitFor(() => expect(bodies()).toHaveLength(2));
  expect(bodies()[1]! - Date.now()).toBeLessThanOrEqual(0);
});

test('one is revoked after a question that tells what came with it', async () => {
  const { asked } = await renderConsole(<Screen />, { answers: { ...ANSWERS, 'DELETE /v1/write-keys/k1': { key: valid } } });
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke …a1B2 of web' }));
  const dialog = within(await questionOf('Revoke key …a1B2 of web?'));
  dialog.getByText('4,321 calls came with it in the last 24 hours, the latest 2 hours ago.');
  fireEvent.click(dialog.getByRole('button', { name: 'Revoke' }));
  await waitFor(() => expect(asked).toContainEqual({ request: 'DELETE /v1/write-keys/k1' }));
  await screen.findByText('The write key is revoked');
});

test('who may not manage keys sees none', async () => {
  const { asked } = await renderConsole(<Screen />, { answers: { ...ANSWERS, '/v1/session': without('settings.sources') } });
  await screen.findAllByRole('link', { name: 'Look at its events' });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Make a write key' })).toBeNull());
  expect(asked.map(({ request }) => request)).not.toContain('GET /v1/write-keys');
});
