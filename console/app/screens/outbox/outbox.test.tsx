import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test } from 'vitest';
import { NOON, SHOP } from '../../test/answers.ts';
import { renderConsole } from '../../test/render.tsx';
import { Face } from './face.tsx';
import { Screen } from './index.tsx';

const ROW = {
  number: 2,
  message: 'm2',
  customer: 'c1',
  channel: 'mail',
  journey: 'cart',
  step: 'remind',
  template: 'reminder',
  templateVersion: 3,
  subject: 'Your cart',
  at: NOON,
  capturedAt: NOON,
};
const COMMAND = {
  ...ROW,
  journeyVersion: 2,
  purpose: 'offers',
  messageClass: 'marketing',
  variables: { trait: { first_name: '晓雯' } },
  receivedAt: NOON - 15,
};
const LINKS = [
  {
    link: 'signal',
    evidence: { table: 'events', id: '0-40', at: NOON, event: 'Product Added', source: 'shop', properties: { total: 268 } },
  },
  {
    link: 'trigger',
    evidence: {
      table: 'facts',
      id: '0-91',
      at: NOON,
      kind: 'decision',
      action: 'entered',
      name: 'cart',
      version: 1,
      detail: { rule: 'trigger.event', trigger: 'Product Added' },
    },
  },
  {
    link: 'verdict',
    evidence: {
      table: 'facts',
      id: '0-97',
      at: NOON,
      kind: 'verdict',
      action: 'send',
      name: 'cart',
      version: 1,
      detail: { rule: 'allowed', read: { choice: 'granted' } },
    },
  },
  {
    link: 'delivery',
    evidence: {
      table: 'facts',
      id: '0-99',
      at: NOON,
      kind: 'message',
      action: 'sent',
      name: 'reminder',
      version: 1,
      detail: { channel: 'mail' },
    },
  },
] as never;
const answers = {
  ...SHOP,
  '/v1/outbox': { counts: { captured: 2, readable: 2 }, messages: [ROW] },
  '/v1/outbox/m2': {
    ...{
      number: 2,
      capturedAt: NOON,
      decidedAt: NOON,
      command: COMMAND,
      content: { format: 'html', subject: 'Your cart', body: '<p>Back</p>' },
    },
    ...{
      preview: '/v1/outbox/m2/preview?key=k',
      appearance: { type: 'email', to: 'ada@example.com', subject: 'Your cart', format: 'html', body: '<p>Back</p>' },
    },
  },
  '/v1/explain': { customer: 'c1', message: { message: 'm2', status: 'sent', rule: 'allowed', read: {}, chain: LINKS } },
};

test('messages are listed with their subject and where they come from; a customer narrows them', async () => {
  const { asked } = await renderConsole(<Screen />, { answers, at: '/outbox' });
  const link = await screen.findByRole('link', { name: /Your cart/ });
  await waitFor(() => expect(link.textContent).toContain('Cart abandonment · Cart reminder'));
  expect(link.getAttribute('href')).toBe('/outbox/m2');
  await screen.findByText('Choose a message to read it');
  await screen.findByText(/2 captured, 2 readable/);
  const search = screen.getByRole('searchbox', { name: 'Identifier or customer id' });
  fireEvent.change(search, { target: { value: 'c9' } });
  fireEvent.keyDown(search, { key: 'Enter', keyCode: 13 });
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/outbox?limit=50&customer=c9'));
});

test('messages are found by an identifier; of somebody without any it is said', async () => {
  const { asked } = await renderConsole(<Screen />, {
    answers: { ...answers, '/v1/outbox': { counts: { captured: 2, readable: 2 }, messages: [] } },
    at: '/outbox?namespace=phone&value=%2B86',
    path: '/outbox',
  });
  await screen.findByText('No message to this customer has been captured');
  expect(asked.map(({ request }) => request)).toContain('GET /v1/outbox?limit=50&namespace=phone&value=%2B86');
  fireEvent.change(screen.getByRole('searchbox'), { target: { value: '' } });
  fireEvent.keyDown(screen.getByRole('searchbox'), { key: 'Enter', keyCode: 13 });
  await screen.findByText('No message has been captured');
});

test('the message that is read is marked in the list', async () => {
  await renderConsole(<Screen />, { answers, at: '/outbox/m2', path: '/outbox/$message' });
  const link = await screen.findByRole('link', { name: /Your cart/ });
  expect([link.className, link.getAttribute('aria-current')]).toEqual(['outbox-chosen active', 'page']);
});

test('of a message that is not kept here it is told why it came, where the address says to whom', async () => {
  const explained = {
    '/v1/outbox': { messages: [] },
    '/v1/explain': { customer: 'c1', release: 1, at: NOON, message: { message: 'm9', status: 'sent', chain: LINKS } },
  };
  await renderConsole(<Screen />, { answers: { ...answers, ...explained }, at: '/outbox/m9?customer=c1', path: '/outbox/$message' });
  await screen.findByText(/its text is not kept here/);
  expect((await screen.findAllByText(/Product Added/)).length).toBeGreaterThan(0);
});

test('of a message that nobody knows it is said that it is not kept', async () => {
  const { asked } = await renderConsole(<Screen />, {
    answers: { ...answers, '/v1/outbox?message=m9': { messages: [] } },
    at: '/outbox/m9',
    path: '/outbox/$message',
  });
  await screen.findByText(/its text is not kept here/);
  expect(asked.map(({ request }) => request)).not.toContain('GET /v1/outbox/m9');
});

test('a message is shown in a frame that can do nothing, with what it is and why it came', async () => {
  const { container } = await renderConsole(<Screen />, { answers, at: '/outbox/m2', path: '/outbox/$message' });
  const frame = await screen.findByTitle('Message as its receiver sees it');
  expect([frame.getAttribute('src'), frame.getAttribute('sandbox')]).toEqual(['/v1/outbox/m2/preview?key=k', '']);
  await waitFor(() => expect(container.textContent).toMatch(/Cart abandonment · version 2.*Cart reminder · version 3.*marketing.*15 ms/s));
  await screen.findByText('events 0-40');
  expect(container.querySelector('p')?.textContent).not.toBe('Back');
});

test('it tells each link once, with the row that proves it, and what has become of it', async () => {
  const { container } = await renderConsole(<Screen />, { answers, at: '/outbox/m2', path: '/outbox/$message' });
  await screen.findByText('events 0-40');
  expect(container.textContent).toMatch(
    /Signal.*Product Added.*from shop.*total 268.*Trigger.*triggered by event.*Verdict.*Verdict: send.*allowed.*choice granted.*Delivery.*Message sent.*facts 0-99/s,
  );
  expect(screen.getAllByText('Message sent')).toHaveLength(2);
});

test('nothing is known of how some came about', async () => {
  const unknown = { ...answers, '/v1/explain': { customer: 'c1', release: 1, at: NOON } };
  await renderConsole(<Screen />, { answers: unknown, at: '/outbox/m2', path: '/outbox/$message' });
  await screen.findByText('Nothing is known of how it came about.');
});

test.each([
  [
    { type: 'sms', to: '+86', text: '您的订单已发货', characters: 7, encoding: 'ucs2', segments: 1 },
    /Text message.*您的订单已发货.*7 characters · UCS-2 · 1 segment/,
  ],
  [
    { type: 'mp_subscription', title: 'Order', fields: [{ name: 'No.', value: 'A-1' }], page: 'pages/order' },
    /Mini Program.*Order.*No\.A-1.*pages\/order/,
  ],
  [{ type: 'wecom_task', text: 'Hello', link: { url: 'https://x', title: 'Gift' } }, /WeCom.*Hello.*Gift/],
  [{ type: 'webhook', headers: {}, body: '{"a":1}' }, /Webhook.*"a": 1/s],
  [{ type: 'push', title: 'Hi', format: 'text', body: 'there', link: 'https://x' }, /Push notification.*Hi.*there.*https:\/\/x/],
])('a message of its kind looks like it: %o', async (appearance, text) => {
  const { container } = await renderConsole(<Face appearance={appearance as never} preview="/p" />, { answers });
  await waitFor(() => expect(container.textContent).toMatch(text));
});
