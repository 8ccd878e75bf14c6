import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { SHOP, without } from '../../../test/answers.ts';
import { renderConsole } from '../../../test/render.tsx';
import { Screen } from '../index.tsx';
import { CART } from '../model/journey.suite.ts';

const START = Date.UTC(2026, 0, 5, 9);
const HOUR = 3_600_000;
const fact = (at: number, kind: string, action: string, more: object = {}) => ({
  ...{ at: START + at, kind, action, name: 'cart', version: 1, detail: {} },
  ...more,
});
const REPORT = {
  ...{ journey: 'cart', release: 4, start: START, end: START + 720 * HOUR, timeZone: 'UTC', entered: 1, more: 2 },
  steps: [
    { step: 'pause', at: START, until: START + 2 * HOUR },
    { step: 'last', at: START + 2 * HOUR },
  ],
  inside: { step: 'last', at: START + 2 * HOUR },
  happenings: [
    fact(0, 'act', 'event', { name: 'Product Added', detail: { name: 'Lamp' } }),
    fact(0, 'act', 'consent', { name: 'offers', detail: { granted: false } }),
    fact(0, 'decision', 'entered', { detail: { rule: 'trigger.event', read: {} } }),
    fact(0, 'journey', 'moved', { step: 'pause', detail: { until: START + 2 * HOUR } }),
    fact(2 * HOUR, 'verdict', 'suppress', { journey: 'cart', step: 'last', detail: { rule: 'consent.withdrawn', read: {} } }),
  ],
  messages: [
    {
      ...{
        message: 'm1',
        journey: 'cart',
        step: 'last',
        channel: 'sms',
        template: 'cart_sms',
        decidedAt: START,
        status: 'sent',
        to: '+44',
      },
      content: { format: 'html', subject: 'Your cart', body: '<style>p{}</style><p>The <b>Lamp</b> waits.</p><p>Come</p>' },
    },
  ],
};
const ANSWERS = {
  ...SHOP,
  '/v1/names': { ...SHOP['/v1/names'], template: { cart_sms: { en: 'Cart by text', zh: '购物车短信' } } },
  '/v1/definitions/journey/cart': { versions: [{ version: 1, definition: CART, releases: [4] }] },
  '/v1/definitions': { release: 4, definitions: [{ version: 1, definition: CART }] },
  '/v1/changes': { changes: [] },
  '/v1/rollouts': { rollouts: [] },
  '/v1/diagnosis': { journeys: [] },
  'POST /v1/rehearsals/test': REPORT,
};
const open = (answers: object = {}, language: 'en' | 'zh' = 'en') =>
  renderConsole(<Screen />, {
    ...{ at: '/journeys/cart?mode=test', path: '/journeys/$journey', language },
    answers: { ...ANSWERS, ...answers },
  });
const node = (id: string): HTMLElement => document.querySelector<HTMLElement>(`[data-node="${id}"]`)!;

test('a test runs as the form says, lights up its path on the canvas, and tells what happened and what was written', async () => {
  const { asked, container } = await open();
  await screen.findByText('No test has run yet');
  fireEvent.click(screen.getByRole('button', { name: /Add an event/ }));
  const acts = within(screen.getByRole('list', { name: 'What the customer does, in order' })).getAllByRole('group');
  expect(acts).toHaveLength(3);
  fireEvent.change(within(acts[2]!).getByRole('combobox', { name: 'Event' }), { target: { value: 'Order Completed' } });
  fireEvent.click(within(acts[2]!).getByRole('button', { name: 'Add: Properties' }));
  fireEvent.change(within(acts[2]!).getByRole('textbox', { name: 'Name' }), { target: { value: 'revenue' } });
  fireEvent.change(within(acts[2]!).getByRole('textbox', { name: 'Value' }), { target: { value: '20' } });
  fireEvent.click(screen.getByRole('button', { name: /Run the test/ }));
  const chain = await screen.findByRole('list', { name: 'What happened' });
  expect(asked.find(({ request }) => request === 'POST /v1/rehearsals/test')?.body).toEqual({
    journey: 'cart',
    length: '30d',
    script: [
      { traits: { email: 'customer@example.com', phone: '+447700900123' } },
      { event: 'Product Added', properties: {} },
      { after: '1h', event: 'Order Completed', properties: { revenue: 20 } },
    ],
  });
  for (const text of ['Product Added', 'Lamp', 'Withdraws consent', 'Verdict: suppress']) expect(chain.textContent).toContain(text);
  await waitFor(() => expect(node('pause').dataset.tone).toBe('good'));
  expect(node('last').textContent).toContain('Still here');
  expect(node('tag-a').dataset.tone).toBeUndefined();
  const message = screen.getByRole('article', { name: 'Cart by text' });
  expect(message.querySelector('.rehearsal-body')?.textContent).toBe('The Lamp waits.\nCome');
  expect(container.textContent).toContain('2 more things happened');
  fireEvent.click(within(chain).getAllByRole('button')[0]!);
  await screen.findByRole('complementary');
});

test('a journey that is not entered says why, in Chinese too', async () => {
  const whyNot = { rule: 'trigger.event_absent', read: { event: 'Product Added', count: 0 } };
  const nothing = { ...REPORT, entered: 0, steps: [], happenings: [], messages: [], more: 0, whyNot };
  await open({ 'POST /v1/rehearsals/test': { ...nothing, inside: undefined } }, 'zh');
  fireEvent.click(await screen.findByRole('button', { name: /运行测试/ }));
  await screen.findByText('客户没有进入旅程');
  await screen.findByText('没有产生消息');
  expect(screen.getAllByRole('status').some(({ textContent }) => textContent?.includes('Product Added'))).toBe(true);
});

test('what keeps it from running is said, and it can be tried again; acts change places and go', async () => {
  const busy = { code: 'VOLANO_REHEARSAL_BUSY', reason: 'A test of yours is running already.' };
  await open({ 'POST /v1/rehearsals/test': Response.json(busy, { status: 429 }), '/v1/session': without('releases.write') });
  fireEvent.click(await screen.findByRole('button', { name: /Run the test/ }));
  await screen.findByText('A test of yours is running already.');
  const acts = () => within(screen.getByRole('list', { name: 'What the customer does, in order' })).getAllByRole('group');
  expect(acts()[1]!.textContent).toContain('An event');
  fireEvent.click(screen.getByRole('button', { name: 'Move up: 2' }));
  expect(acts()[0]!.textContent).toContain('An event');
  fireEvent.click(screen.getByRole('button', { name: 'Remove: 1' }));
  expect(acts()).toHaveLength(1);
});

const FOUND = {
  customer: 'c7',
  identifiers: [
    ['user_id', 'ada'],
    ['email', 'ada@example.com'],
  ],
  segments: [{ id: 'regulars', since: START }],
};
const KNOWN = {
  ...REPORT,
  customer: 'c7',
  known: {
    identifiers: FOUND.identifiers,
    tags: [],
    segments: ['regulars'],
    inside: { step: 'pause', at: START },
    leftOut: 'holdout',
    unknownPast: [
      { kind: 'trait', id: 'views' },
      { kind: 'segment', id: 'regulars' },
    ],
  },
};
const CUSTOMERS = {
  '/v1/names': { ...ANSWERS['/v1/names'], segment: { regulars: { en: 'Regulars', zh: '常客' } } },
  '/v1/customers': { customers: [FOUND] },
  'POST /v1/rehearsals/test': KNOWN,
};

test('a real customer is found, led through as they are, and what was so is said', async () => {
  const { asked } = await open(CUSTOMERS);
  fireEvent.click(await screen.findByText('Real customer'));
  const run = screen.getByRole<HTMLButtonElement>('button', { name: /Run the test/ });
  expect(run.disabled).toBe(true);
  fireEvent.change(screen.getByRole('textbox', { name: 'Identifier or customer id' }), { target: { value: ' ada ' } });
  fireEvent.click(screen.getByRole('button', { name: 'Search' }));
  fireEvent.click(await screen.findByRole('button', { name: 'ada · ada@example.com' }));
  const chosen = screen.getByRole('region', { name: 'The customer of the test' });
  for (const text of ['ada@example.com', 'c7', 'Regulars']) expect(chosen.textContent).toContain(text);
  fireEvent.click(run);
  await screen.findByText(/in the holdout of the journey/);
  expect(asked.find(({ request }) => request === 'POST /v1/rehearsals/test')?.body).toEqual({
    ...{ journey: 'cart', length: '30d', customer: 'c7' },
    script: [{ event: 'Product Added', properties: {} }],
  });
  await screen.findByText('views, Regulars');
  await screen.findByText(/inside the journey already/);
  await waitFor(() => expect(node('pause').dataset.tone).toBe('good'));
  fireEvent.click(screen.getByRole('checkbox', { name: 'Chance may hold the customer out' }));
  fireEvent.click(run);
  await waitFor(() =>
    expect(asked.findLast(({ request }) => request === 'POST /v1/rehearsals/test')?.body).toMatchObject({ holdout: 'nobody' }),
  );
  fireEvent.click(screen.getByRole('button', { name: 'Choose another' }));
  expect(run.disabled).toBe(true);
});

test('whom nobody knows is not found; who may not see customers keeps to made-up ones, in Chinese too', async () => {
  const { container, unmount } = await open({ ...CUSTOMERS, '/v1/customers': { customers: [] } }, 'zh');
  fireEvent.click(await screen.findByText('真实客户'));
  fireEvent.change(screen.getByRole('textbox', { name: '标识或客户 ID' }), { target: { value: 'nobody' } });
  fireEvent.click(screen.getByRole('button', { name: /查\s*找/ }));
  await screen.findByText('没有标识为“nobody”的客户');
  expect(container.textContent).toContain('不发送任何消息，也不改动该客户');
  unmount();
  await open({ '/v1/session': without('customers.read') });
  await screen.findByText('To test with a real customer you need the permission to see customers.');
  expect(screen.getByRole<HTMLInputElement>('radio', { name: 'Real customer' }).disabled).toBe(true);
});
