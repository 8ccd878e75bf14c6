import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { guessesOf } from '../../kit/index.ts';
import { renderConsole } from '../../test/render.tsx';
import { Screen } from './index.tsx';
import { forgetLooks, keepLook, recentLooks } from './recent.ts';

const NAMES = { namespace: { phone: { en: 'Phone', zh: '手机号' }, email: { en: 'E-mail', zh: '邮箱' } } };
const LIN = { customer: 'c1', identifiers: [['phone', '+49170']], segments: [] };
const nobody = { customers: [] };

function search(at: string, answers: Readonly<Record<string, unknown>> = {}) {
  return renderConsole(<Screen />, { at, path: '/customers', answers: { '/v1/names': NAMES, '/v1/customers': nobody, ...answers } });
}

test('a text means an id or a value of every namespace, unless it names one', () => {
  const namespaces = ['phone', 'email'];
  expect(guessesOf(' +49170 ', namespaces)).toEqual([
    { customer: '+49170' },
    { namespace: 'phone', value: '+49170' },
    { namespace: 'email', value: '+49170' },
  ]);
  expect(guessesOf('phone: +49170', namespaces)).toEqual([{ namespace: 'phone', value: '+49170' }]);
  expect(guessesOf('urn:x', namespaces)).toHaveLength(3);
  expect(guessesOf('phone:', namespaces)).toHaveLength(3);
  expect(guessesOf('x', namespaces, 'email')).toEqual([{ namespace: 'email', value: 'x' }]);
  expect(guessesOf('c1', namespaces, 'customer')).toEqual([{ customer: 'c1' }]);
  expect(guessesOf('  ', namespaces)).toEqual([]);
});

test('looks are kept newest first, each customer once, twelve at most, whatever else lies there', () => {
  localStorage.setItem('volano.customers.recent', '{"not":"a list"}');
  expect(recentLooks(localStorage)).toEqual([]);
  localStorage.setItem('volano.customers.recent', '[1, {"customer":"c0","label":"Ada","at":1}]');
  expect(recentLooks(localStorage)).toHaveLength(1);
  localStorage.setItem('volano.customers.recent', 'broken');
  for (let at = 0; at < 20; at++) keepLook(localStorage, { customer: `c${at % 15}`, label: 'Ada', at });
  expect(recentLooks(localStorage)).toHaveLength(12);
  expect(recentLooks(localStorage)[0]).toMatchObject({ customer: 'c4', at: 19 });
  forgetLooks(localStorage);
  expect(recentLooks(localStorage)).toEqual([]);
});

test('before anything is asked it says what to do, in both languages', async () => {
  await search('/customers');
  await screen.findByText('Find a customer by any identifier');
  await renderConsole(<Screen />, { at: '/customers', language: 'zh', answers: {} });
  await screen.findByText('按任意标识查找客户');
});

test('what was looked at last can be opened again, and forgotten', async () => {
  keepLook(localStorage, { customer: 'c7', label: 'Ada', at: Date.now() });
  await search('/customers');
  expect((await screen.findByRole('link', { name: 'Ada' })).getAttribute('href')).toBe('/customers/c7');
  fireEvent.click(screen.getByRole('button', { name: 'Clear' }));
  await screen.findByText('Find a customer by any identifier');
});

test('a value is tried over namespaces and ids; nobody is told with what to try', async () => {
  const { asked } = await search('/customers');
  fireEvent.change(await screen.findByLabelText('Identifier or customer id'), { target: { value: '+49170' } });
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  await screen.findByText('Nobody is known by “+49170”');
  const requests = asked.map(({ request }) => request);
  expect(requests).toContain('GET /v1/customers?customer=%2B49170');
  expect(requests).toContain('GET /v1/customers?namespace=phone&value=%2B49170');
  expect(requests).toContain('GET /v1/customers?namespace=user_id&value=%2B49170');
});

test('several who fit are listed, with what they are known by', async () => {
  await search('/customers?q=7', {
    'GET /v1/customers?namespace=phone&value=7': { customers: [LIN] },
    'GET /v1/customers?namespace=card&value=7': { customers: [LIN, { customer: 'c2', identifiers: [], segments: [] }] },
  });
  await screen.findByText('2 customers');
  expect((await screen.findByRole('link', { name: '+49170' })).getAttribute('href')).toBe('/customers/c1');
  expect(screen.getByRole('link', { name: 'c2' })).toBeTruthy();
});

test('the only one who fits is opened at once', async () => {
  await search('/customers?q=phone:7', { 'GET /v1/customers?namespace=phone&value=7': { customers: [LIN] } });
  await waitFor(() => expect(screen.queryByRole('button', { name: 'Search' })).toBeNull());
});

test('a refusal says what to do, and can be tried again', async () => {
  await search('/customers?q=phone:7', {
    '/v1/customers': Response.json({ code: 'VOLANO_DOOR_BUSY', reason: 'too much' }, { status: 429 }),
  });
  await screen.findByText('Busy at present');
  expect(screen.getByRole('button', { name: 'Try again' })).toBeTruthy();
});
