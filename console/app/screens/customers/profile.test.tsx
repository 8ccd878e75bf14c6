import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { sorted, titleOf, worthOf } from './customer.ts';
import { Screen } from './index.tsx';
import { recentLooks } from './recent.ts';

const NOON = Date.UTC(2026, 4, 18, 12);
const PROFILE = {
  customer: 'c1',
  absorbed: ['c0'],
  identifiers: [
    ['anonymous_id', 'a-1'],
    ['phone', '+49170'],
  ],
  origins: [{ identifier: ['phone', '+49170'], customer: 'c1', at: NOON, position: 7, event: '$identify', source: 'web' }],
  traits: { orders: 3, revenue: 120.5, city: null },
  tags: [
    {
      id: 'vip',
      since: NOON,
      owner: 'crm',
      expiresAt: NOON + 86_400_000,
      touchedAt: NOON,
      contradictedBy: ['critic'],
      missing: ['trait.city'],
    },
  ],
  completeness: { known: 1, of: 2, share: 0.5 },
  segments: [{ id: 'loyal', since: NOON }],
  journeys: [{ journey: 'cart', version: 1, step: 'wait', enteredAt: NOON, holdout: true }],
  consent: [{ purpose: 'offers', granted: false }],
  suppressed: 'complained',
  reach: {
    channels: [{ channel: 'mail' }],
    purposes: [{ purpose: 'offers', closed: { rule: 'consent.withdrawn', read: { purpose: 'offers' } } }],
    caps: [{ cap: 'per_day', count: 1, max: 1, classes: ['marketing'] }],
    quiet: { until: NOON, timezone: 'Asia/Shanghai', classes: ['marketing'] },
  },
  sends: [],
  position: 9,
};
const ROWS = [
  {
    kind: 'events',
    id: '0-2',
    at: NOON,
    time: NOON,
    event: 'Order Completed',
    source: 'pos',
    message: 'o-1',
    customer: 'c1',
    properties: { total: 9 },
  },
  {
    kind: 'messages',
    id: '0-1',
    at: NOON,
    fact: {
      kind: 'verdict',
      action: 'suppress',
      customer: 'c1',
      name: 'cart',
      version: 1,
      journey: 'cart',
      message: 'm1',
      rule: 'consent.withdrawn',
    },
  },
];
const fact = {
  table: 'facts',
  id: '0-1',
  position: 1,
  at: NOON,
  customer: 'c1',
  kind: 'verdict',
  action: 'suppress',
  name: 'cart',
  version: 1,
  detail: {},
};
const OUTCOME = {
  message: 'm1',
  journey: 'cart',
  step: 'remind',
  channel: 'mail',
  template: 'cart',
  status: 'suppressed',
  rule: 'consent.withdrawn',
  read: {},
  evidence: fact,
};
const PART = {
  customer: 'c1',
  identifiers: [['phone', '+49170']],
  events: 3,
  traits: { orders: 3 },
  tags: ['vip'],
  segments: [],
  journeys: [],
};
const ANSWERS = {
  '/v1/workspace': { version: '1', timeZone: 'UTC', currency: 'EUR' },
  '/v1/names': {
    trait: { orders: { en: 'Orders', zh: '订单数' } },
    journey: { cart: { en: 'Cart', zh: '购物车' } },
    namespace: { phone: { en: 'Phone', zh: '手机号' } },
    segment: { loyal: { en: 'Loyal', zh: '忠诚' } },
    tag: { vip: { en: 'VIP', zh: '贵宾' } },
  },
  '/v1/customers/c1': PROFILE,
  '/v1/timeline': { customer: 'c1', rows: ROWS, position: 9 },
  '/v1/lineage': {
    customer: 'c1',
    traits: [
      {
        trait: 'orders',
        kind: 'computed',
        version: 2,
        value: 3,
        last: { event: 'Order Completed', source: 'pos', message: 'o-1', time: NOON, at: NOON, position: 1 },
      },
    ],
  },
  '/v1/identity': {
    customer: 'c1',
    links: [],
    merges: [{ from: 'c0', into: 'c1', at: NOON, position: 3, event: 'Sign In', source: 'web' }],
    apart: [['c1', 'c5']],
  },
  '/v1/explain': {
    customer: 'c1',
    release: 1,
    at: NOON,
    journeys: [
      {
        journey: 'cart',
        version: 1,
        standing: 'inside',
        entered: 1,
        way: { version: 1, enteredAt: NOON, step: 'wait', evidence: [] },
        messages: [OUTCOME],
      },
    ],
  },
  '/v1/messages': {
    messages: [
      {
        message: 'm2',
        customer: 'c1',
        channel: 'mail',
        carrier: 'capture',
        template: 'cart',
        journey: 'cart',
        step: 'thank',
        at: NOON + 1,
        receivedAt: 0,
        status: 'sent',
        returned: ['clicked'],
      },
    ],
  },
};

function profile(tab: string, answers: Readonly<Record<string, unknown>> = {}, language: 'en' | 'zh' = 'en') {
  return renderConsole(<Screen />, {
    at: `/customers/c1?tab=${tab}`,
    path: '/customers/$customer',
    answers: { ...ANSWERS, ...answers },
    language,
  });
}

/** Once it may be pressed: who may what is asked first. */
async function press(name: string): Promise<void> {
  const first = async () => (await screen.findAllByRole('button', { name }))[0]!;
  await waitFor(async () => expect((await first()).hasAttribute('disabled')).toBe(false));
  fireEvent.click(await first());
}

test('a customer is known by a name, or else by the surest identifier, or else by the id', () => {
  const { identifiers } = PROFILE as unknown as Parameters<typeof titleOf>[0];
  expect(titleOf({ customer: 'c1', traits: { first_name: 'Lin' }, identifiers })).toBe('Lin');
  expect(titleOf({ customer: 'c1', traits: {}, identifiers })).toBe('+49170');
  expect(titleOf({ customer: 'c1', traits: {}, identifiers: [] })).toBe('c1');
  expect(
    sorted([
      ['device', 'd'],
      ['odd', 'o'],
      ['user_id', 'u'],
    ] as const).map(([namespace]) => namespace),
  ).toEqual(['user_id', 'odd', 'device']);
  expect(worthOf({ spend: 1, ltv: 2 })).toEqual({ trait: 'ltv', amount: 2 });
  expect(worthOf({ ltv: 'much' })).toBeUndefined();
});

test('the head says who it is, what may be sent and why not, and where they are held out', async () => {
  const { container } = await profile('raw');
  await screen.findByRole('heading', { level: 1, name: '+49170' });
  await screen.findByText('On the suppression list: the customer complained');
  await screen.findByText(/offers · withdrawn · consent withdrawn/);
  for (const text of ['€120.50', 'per_day: 1 of 1', 'Held out of', '50% of what tags read is known', 'Asia/Shanghai'])
    expect(container.textContent).toContain(text);
  expect(recentLooks(localStorage)[0]).toMatchObject({ customer: 'c1', label: '+49170' });
});

test('a customer whom nobody knows is told, with a way back', async () => {
  await renderConsole(<Screen />, { at: '/customers/c9', path: '/customers/$customer', answers: {} });
  await screen.findByText('There is no customer “c9”');
  expect(screen.getByRole('link').getAttribute('href')).toBe('/customers');
});

test('a profile that cannot be asked for is a problem that can be tried again', async () => {
  await profile('raw', { '/v1/customers/c1': Response.json({ code: 'X', reason: 'broken' }, { status: 500 }) });
  await screen.findByText('broken');
});

test('the timeline shows events and conclusions, a row opens as it is stored, and filters are asked of the server', async () => {
  const { asked } = await profile('timeline');
  const row = (await screen.findByText('Order Completed', { selector: 'strong' })).closest('tr')!;
  await screen.findByText('Verdict: suppress');
  expect(screen.getByRole('button', { name: 'Why this message: m1' })).toBeTruthy();
  fireEvent.click(row);
  await screen.findByText(/"message": "o-1"/);
  fireEvent.click(screen.getByText('Conclusions'));
  await waitFor(() => expect(asked.map(({ request }) => request)).toContain('GET /v1/timeline?customer=c1&limit=50&kind=facts'));
});

test('asking why in a row of the timeline does not open the row', async () => {
  await profile('timeline');
  fireEvent.click(await screen.findByRole('button', { name: 'Why this message: m1' }));
  expect(screen.queryByText(/"rule":/)).toBeNull();
});

test('an empty timeline says how it comes to be filled, in Chinese too', async () => {
  await profile('timeline', { '/v1/timeline': { customer: 'c1', rows: [], position: 9 } }, 'zh');
  await screen.findByText('暂无记录');
});

test('traits stand with their lineage, what is missing last, and can be filtered', async () => {
  await profile('traits');
  const row = (await screen.findByText('Orders')).closest('tr')!;
  await within(row).findByText(/Computed · version 2/);
  await within(row).findByText('Order Completed');
  const traits = row.closest('table')!;
  expect([...traits.querySelectorAll('tbody tr.ant-table-row')].at(-1)!.textContent).toContain('missing');
  fireEvent.change(screen.getByLabelText('Filter traits'), { target: { value: 'ord' } });
  await waitFor(() => expect(within(traits).queryByText('revenue')).toBeNull());
});

test('tags stand with owner, expiry, and what speaks against them', async () => {
  const { container } = await profile('traits');
  await screen.findByText('VIP');
  for (const text of ['crm', 'May 19, 2026', 'Contradicts critic', 'Not known: trait.city']) expect(container.textContent).toContain(text);
});

test('values stand even when their lineage cannot be told', async () => {
  await profile('traits', { '/v1/lineage': Response.json({ code: 'X', reason: 'no' }, { status: 500 }) });
  await screen.findByText('Where the values come from cannot be told at present.');
  await screen.findByText('Orders');
});

test('identifiers stand with the event they came from, merges with their cause, and who is kept apart', async () => {
  const { container } = await profile('identities');
  await screen.findByText('Sign In');
  expect(container.textContent).toContain('Customer identified from web');
  expect(container.textContent).toContain('Kept apart');
  expect(screen.getByRole('link', { name: 'c5' })).toBeTruthy();
});

test('an unmerge is shown before it is done, and done only when asked for', async () => {
  const { asked } = await profile('identities', {
    'POST /v1/identity/unmerge': { profiles: 1, merges: 1, sample: [{ before: PART, after: [PART, { ...PART, customer: 'c0' }] }] },
  });
  const posted = () => asked.filter(({ request }) => request.startsWith('POST')).map(({ body }) => body);
  await press('Unmerge');
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('Afterwards');
  expect(posted()).toEqual([{ customer: 'c1', from: ['c0'], dryRun: true }]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Unmerge' }));
  await screen.findByText('Two customers again');
  expect(posted()[1]).toEqual({ customer: 'c1', from: ['c0'] });
});

test('of what an unmerge leads to, what differs is told', async () => {
  const held = (tags: readonly string[], customer: string) => ({ ...PART, customer, tags, segments: [], journeys: [] });
  const many = Array.from({ length: 14 }, (_, i) => `t${i}`);
  await profile('identities', {
    'POST /v1/identity/unmerge': {
      ...{ profiles: 1, merges: 1 },
      sample: [{ before: held(['kept', ...many], 'c1'), after: [held(['kept', 'fresh'], 'c1'), held(many, 'c0')] }],
    },
  });
  await press('Unmerge');
  const dialog = await screen.findByRole('dialog');
  const [now, first, second] = await waitFor(() => {
    const parts = [...dialog.querySelectorAll('.customers-parted')].map(({ textContent }) => textContent);
    expect(parts).toHaveLength(3);
    return parts;
  });
  expect(now).toMatch(/Tags: 15kept, t0, .*t10, 3 more/);
  expect(first).toMatch(/Tags: 2Not any more: t0, .*t11, 2 moreNew: fresh/);
  expect(second).toMatch(/Tags: 14Not any more: kept(?!.*New)/);
});

test('taking an identifier out can be cancelled with nothing done', async () => {
  const { asked } = await profile('identities', { 'POST /v1/identity/unbind': { before: PART, after: [PART] } });
  await press('Take out');
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('Afterwards');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Cancel' }));
  await waitFor(() => expect(screen.queryByText('Afterwards')).toBeNull());
  expect(asked.filter(({ request }) => request.startsWith('POST')).map(({ body }) => body)).toEqual([
    { identifier: ['phone', '+49170'], dryRun: true },
  ]);
});

test('a refusal of the preview is told in the dialog', async () => {
  await profile('identities', {
    'POST /v1/identity/unbind': Response.json({ code: 'VOLANO_UNBIND_ALONE', reason: 'the only one' }, { status: 409 }),
  });
  await press('Take out');
  await screen.findByText('the only one');
});

const role = (id: string, en: string, ...permissions: string[]) => ({ id, name: { en, zh: en }, description: { en, zh: en }, permissions });
const ROLES = {
  roles: [
    role('owner', 'Owner', 'customers.identity'),
    role('data_steward', 'Data steward', 'customers.identity'),
    role('analyst', 'Analyst'),
  ],
  permissions: [{ id: 'customers.identity', name: { en: 'Merge, unmerge and bind profiles', zh: '合并、拆分与绑定客户画像' } }],
};

test('whoever may not change identities sees them all the same, and who may', async () => {
  await profile('identities', {
    '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['customers.read'] },
    '/v1/roles': ROLES,
  });
  expect((await screen.findByRole('button', { name: 'Unmerge' })).hasAttribute('disabled')).toBe(true);
  expect(screen.getByRole('button', { name: 'Bind an identifier' }).hasAttribute('disabled')).toBe(true);
  await screen.findByText('It takes the permission “Merge, unmerge and bind profiles” (roles that have it: Owner and Data steward).');
});

test('a segment chosen in the address is matched, rule by rule', async () => {
  const why = { holds: false, rule: { field: 'trait.orders', operator: '>=', value: 9 }, read: { 'trait.orders': 3 } };
  const { asked } = await profile('segments&match=segment.loyal', {
    '/v1/preview': { at: NOON, match: { customer: 'c1', holds: false, read: {}, from: 'state', why } },
  });
  await screen.findByText('It does not hold of this customer');
  await screen.findByText(/Orders is at least 9/);
  expect(asked.find(({ request }) => request === 'POST /v1/preview')?.body).toEqual({ of: 'segment.loyal', customer: 'c1', parts: [] });
});

test('journeys tell where the customer stands and what was not sent', async () => {
  await profile('journeys');
  await screen.findByText('inside');
  await screen.findByText(/at step wait/);
  await screen.findByText('consent withdrawn');
});

test('messages are those sent and those refused; one opens as it looked, in a frame that may nothing', async () => {
  const captured = {
    capturedAt: NOON,
    command: { message: 'm2', templateVersion: 3, purpose: 'offers', messageClass: 'marketing', variables: {} },
    content: { format: 'html', subject: 'Thanks', body: '' },
    preview: '/v1/outbox/m2/preview?key=k',
  };
  await profile('messages', { '/v1/outbox': { counts: {}, messages: [{ message: 'm2' }] }, '/v1/outbox/m2': captured });
  await screen.findByText('Clicked');
  await screen.findByText('not sent');
  fireEvent.click(screen.getByRole('button', { name: 'Cart › thank' }));
  const frame = await screen.findByTitle('The message as its receiver sees it');
  expect([frame.getAttribute('sandbox'), frame.getAttribute('src')]).toEqual(['', '/v1/outbox/m2/preview?key=k']);
  await screen.findByText('Template version 3 · offers · marketing');
});

test('a message that is not kept says so, and is not asked for', async () => {
  const { asked } = await profile('messages', { '/v1/outbox': { counts: {}, messages: [] } });
  fireEvent.click(await screen.findByRole('button', { name: 'Cart › thank' }));
  await screen.findByText(/What it looked like is not kept/);
  const about = asked.map(({ request }) => request).filter((request) => request.includes('/v1/outbox'));
  expect(about).toEqual(['GET /v1/outbox?message=m2']);
});

test('messages are for whoever may read messages', async () => {
  await profile('messages', { '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['customers.read'] } });
  await screen.findByText(/messages\.read/);
});

test('the raw profile is there to be copied', async () => {
  const { container } = await profile('raw');
  await screen.findByText('As of log position 9');
  expect(JSON.parse(container.querySelector('pre')!.textContent!)).toEqual(PROFILE);
});

test('an identifier is bound after the profiles that it would join were shown', async () => {
  const bound = { outcome: 'merged', customer: 'c1', before: [PART, { ...PART, customer: 'c8', identifiers: [] }], after: PART };
  const { asked } = await profile('identities', { 'POST /v1/identity/bind': bound });
  const posted = () => asked.filter(({ request }) => request.startsWith('POST')).map(({ body }) => body);
  await press('Bind an identifier');
  const dialog = await screen.findByRole('dialog');
  fireEvent.click(within(dialog).getByRole('button', { name: 'Preview' }));
  expect(await within(dialog).findAllByText('Is needed')).toHaveLength(2);
  fireEvent.mouseDown(within(dialog).getByLabelText('Kind'));
  fireEvent.click(await screen.findByTitle('Phone'));
  fireEvent.change(within(dialog).getByLabelText('Value'), { target: { value: ' +49171 ' } });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Preview' }));
  await within(dialog).findByText('c8');
  const asking = { identifier: ['phone', '+49171'], to: ['phone', '+49170'] };
  expect(posted()).toEqual([{ ...asking, dryRun: true }]);
  fireEvent.click(within(dialog).getByRole('button', { name: 'Bind' }));
  await screen.findByText('Bound');
  expect(posted()[1]).toEqual(asking);
});

test('a change that is refused says why, and the dialog stays', async () => {
  const answers: Record<string, unknown> = { 'POST /v1/identity/unbind': { before: PART, after: [PART] } };
  const rendered = renderConsole(<Screen />, {
    at: '/customers/c1?tab=identities',
    path: '/customers/$customer',
    answers: new Proxy({ ...ANSWERS } as Record<string, unknown>, { get: (all, key: string) => answers[key] ?? all[key] }),
  });
  await rendered;
  await press('Take out');
  const dialog = await screen.findByRole('dialog');
  await within(dialog).findByText('Afterwards');
  answers['POST /v1/identity/unbind'] = Response.json({ code: 'VOLANO_LOG_STOPPED', reason: 'takes nothing' }, { status: 503 });
  fireEvent.click(within(dialog).getByRole('button', { name: 'Take out' }));
  await screen.findByText('takes nothing');
  expect(within(dialog).getByText('Afterwards')).toBeTruthy();
});

test('a customer without anything has tabs that say how each comes to be filled', async () => {
  const blank = {
    ...PROFILE,
    identifiers: [],
    origins: [],
    traits: {},
    tags: [],
    segments: [],
    journeys: [],
    absorbed: [],
    reach: { channels: [], purposes: [], caps: [] },
  };
  const answers = {
    '/v1/customers/c1': blank,
    '/v1/lineage': { customer: 'c1', traits: [] },
    '/v1/identity': { customer: 'c1', links: [], merges: [], apart: [] },
    '/v1/explain': { customer: 'c1', release: 1, at: NOON, journeys: [] },
    '/v1/messages': { messages: [] },
  };
  await profile('traits', answers);
  await screen.findByText('No tag holds');
  await screen.findByText('No trait');
  await screen.findByText('No trait says it');
  for (const [tab, text] of [
    ['identities', 'Never merged'],
    ['segments', 'In no segment'],
    ['journeys', 'No journey'],
    ['messages', 'No message'],
  ] as const) {
    await profile(tab, answers);
    await screen.findByText(text);
  }
});

test('a tab that is chosen stands in the address, and is what the next visit shows', async () => {
  await profile('raw');
  fireEvent.click(await screen.findByRole('tab', { name: 'Segments (1)' }));
  await screen.findByText('Choose a segment or tag');
  expect(screen.getByRole('tab', { name: 'Segments (1)' }).getAttribute('aria-selected')).toBe('true');
});

test('all of it is Chinese in Chinese', async () => {
  const { container } = await profile('traits', {}, 'zh');
  await screen.findByText('订单数');
  for (const text of ['授权同意', '频次上限', '空白对照组', '属性与标签', '负责人', '最近由谁改变', '贵宾'])
    expect(container.textContent).toContain(text);
  expect(container.textContent).not.toMatch(/⟦/);
});
