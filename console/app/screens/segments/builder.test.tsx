import { fireEvent, screen, waitFor, within } from '@testing-library/react';
import { expect, test } from 'vitest';
import { renderConsole } from '../../test/render.tsx';
import { changed, firstDraft, idOf, isId, textWith } from './draft.ts';
import { Screen } from './index.tsx';

const NOON = Date.UTC(2026, 4, 18, 12);
const name = (en: string, zh: string) => ({ en, zh });
const MAY = { roles: [], permissions: ['segments.read', 'customers.read', 'releases.read', 'releases.write'] };
const many = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 2 }] };
const LOYAL = { kind: 'segment', id: 'loyal', name: name('Loyal', '忠诚'), condition: many };
const VIP = { kind: 'tag', id: 'vip', name: name('VIP', '贵宾'), owner: 'crm', rule: many };
const defined = (...definitions: object[]) => ({ release: 3, definitions: definitions.map((definition) => ({ version: 1, definition })) });
const GROUP = { version: 1, state: 'live', members: 4, growth7d: 0, usedBy: ['journey.cart'] };
const PREVIEW = {
  kind: 'segment',
  id: 'loyal',
  at: NOON,
  position: 7,
  customers: 400,
  count: 120,
  share: 0.3,
  sample: [{ customer: 'c1', identifiers: [['email', 'ada@x']], read: { 'trait.orders': 3 } }],
  overlap: [{ kind: 'tag', id: 'vip', members: 9, both: 4, jaccard: 0.25 }],
  reach: { asked: 120, isEstimate: false, channels: [{ id: 'mail', reachable: 90, refused: { 'address.missing': 30 } }], purposes: [] },
  match: {
    customer: 'c1',
    identifiers: [],
    holds: true,
    read: {},
    from: 'state',
    why: { holds: true, rule: many.rules[0], read: { 'trait.orders': 3 } },
  },
};
const saved = (definition: object, problems: object[] = []) => ({
  kind: 'segment',
  id: 'loyal',
  definition,
  released: LOYAL,
  on: 3,
  revision: 1,
  by: 'm1',
  byName: 'Ada',
  at: NOON,
  problems,
});
const ANSWERS = {
  '/v1/session': MAY,
  '/v1/workspace': { version: '1', timeZone: 'UTC' },
  '/v1/names': {
    trait: { orders: name('Orders', '订单数') },
    tag: { vip: name('VIP', '贵宾'), risk: name('At risk', '有风险') },
    tag_group: { value: name('Value', '价值') },
    journey: { cart: name('Cart', '购物车') },
    channel: { mail: name('Mail', '邮件') },
    namespace: { email: name('E-mail', '邮箱') },
  },
  '/v1/definitions?kind=segment': defined(LOYAL),
  '/v1/definitions?kind=tag': defined(VIP),
  '/v1/definitions?kind=trait': defined({ kind: 'trait', id: 'orders', aggregate: 'count', event: 'Order' }),
  '/v1/definitions?kind=event': defined(),
  '/v1/groups': { groups: [{ kind: 'segment', id: 'loyal', name: LOYAL.name, ...GROUP }], position: 7, behind: 0 },
  '/v1/preview': PREVIEW,
  'PUT /v1/changes/segment/loyal': saved(LOYAL),
};

type Answers = Readonly<Record<string, unknown>>;

function builder(of: string, answers: Answers = {}, language: 'en' | 'zh' = 'en') {
  return renderConsole(<Screen />, {
    at: `/segments/${of}/edit`,
    path: '/segments/$kind/$id/edit',
    answers: { ...ANSWERS, ...answers },
    language,
  });
}

function beginning(kind: string, answers: Answers = {}) {
  return renderConsole(<Screen />, { at: `/segments/new/${kind}`, path: '/segments/new/$kind', answers: { ...ANSWERS, ...answers } });
}

/** Until a member is shown: the editor is loaded with the first of these. */
const whole = () => screen.findByRole('link', { name: 'ada@x' }, { timeout: 40_000 });

const bodies = (asked: readonly { request: string; body?: unknown }[], request: string) =>
  asked.filter((one) => one.request === request).map(({ body }) => body as Record<string, unknown>);

test('what it comes to stands beside it: how many as of when, who, whom a message reaches, what it overlaps with, what reads it', async () => {
  const { container, asked } = await builder('segment/loyal');
  await whole();
  for (const text of [
    '120',
    '30% of 400 customers',
    'As of May 18, 2026, 12:00:00',
    'no address for this channel 30',
    '4 in both, 25%',
    'Cart',
  ])
    expect(container.textContent).toContain(text);
  const [count, rest] = bodies(asked, 'POST /v1/preview');
  expect(count).toMatchObject({ parts: [], definition: { kind: 'segment', id: 'loyal', condition: many } });
  expect(rest).toMatchObject({ parts: ['sample', 'overlap', 'reach'] });
});

test('a rule that is filled at last is asked about as it is, and never as it was', async () => {
  const open = { ...LOYAL, condition: { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=' }] } };
  const { asked } = await builder('segment/loyal', { 'GET /v1/changes/segment/loyal': { change: saved(open) } });
  await screen.findByText('Say in every rule what it asks for, and it is counted.');
  const value = await screen.findByRole('spinbutton', { name: 'Value' }, { timeout: 40_000 });
  fireEvent.change(value, { target: { value: '3' } });
  await whole();
  const rules = bodies(asked, 'POST /v1/preview').map(({ definition }) => (definition as typeof LOYAL).condition.rules[0]);
  expect(rules.filter((rule) => !('value' in rule!))).toEqual([]);
});

test('an edit is counted anew once every rule is whole, and kept as an unpublished change', async () => {
  const { asked } = await builder('segment/loyal');
  await whole();
  const value = await screen.findByRole('spinbutton', { name: 'Value' }, { timeout: 40_000 });
  fireEvent.change(value, { target: { value: '' } });
  await screen.findByText('Say in every rule what it asks for, and it is counted.');
  fireEvent.change(value, { target: { value: '5' } });
  const more = { combinator: 'and', rules: [{ field: 'trait.orders', operator: '>=', value: 5 }] };
  await waitFor(() => expect(bodies(asked, 'POST /v1/preview').at(-1)).toMatchObject({ definition: { condition: more } }));
  await waitFor(() =>
    expect(bodies(asked, 'PUT /v1/changes/segment/loyal').at(-1)).toMatchObject({ definition: { ...LOYAL, condition: more }, on: 3 }),
  );
  for (const body of bodies(asked, 'POST /v1/preview'))
    expect(body).not.toMatchObject({ definition: { condition: { rules: [{ value: undefined }] } } });
});

test('a name is kept and asks nothing anew; what is wrong is told', async () => {
  const problem = { path: 'name.zh', message: 'segment "loyal" has no name in Chinese' };
  const { asked } = await builder('segment/loyal', { 'PUT /v1/changes/segment/loyal': saved(LOYAL, [problem]) });
  await whole();
  const before = bodies(asked, 'POST /v1/preview').length;
  fireEvent.change(screen.getByLabelText('Name in Chinese'), { target: { value: '' } });
  await screen.findByText('segment "loyal" has no name in Chinese');
  expect(bodies(asked, 'PUT /v1/changes/segment/loyal').at(-1)).toMatchObject({ definition: { name: { en: 'Loyal', zh: '' } } });
  expect(bodies(asked, 'POST /v1/preview')).toHaveLength(before);
});

test('whether it holds of one customer is asked by an identifier, and answered rule by rule', async () => {
  const { asked } = await builder('segment/loyal');
  await screen.findByText('Does it hold of …');
  fireEvent.change(screen.getByRole('searchbox', { name: 'Identifier' }), { target: { value: ' ada@x ' } });
  fireEvent.click(screen.getByRole('button', { name: /Ask$/ }));
  await screen.findByText('It holds');
  const whom = bodies(asked, 'POST /v1/preview').find(({ namespace }) => namespace !== undefined);
  expect(whom).toMatchObject({ namespace: 'email', value: 'ada@x', parts: [] });
});

test('a refusal to count is told and can be tried again', async () => {
  await builder('segment/loyal', { '/v1/preview': Response.json({ code: 'X', reason: 'a circle of segments' }, { status: 400 }) });
  await screen.findByText('a circle of segments');
  expect(screen.getAllByRole('button', { name: 'Try again' }).length).toBeGreaterThan(0);
});

test('a tag has an owner, an expiry, a group and a priority, in Chinese too', async () => {
  const { asked } = await builder('tag/vip', { 'PUT /v1/changes/tag/vip': saved(VIP) }, 'zh');
  fireEvent.change(await screen.findByLabelText('负责人'), { target: { value: 'growth' } });
  fireEvent.change(screen.getByLabelText('有效期'), { target: { value: '90d' } });
  fireEvent.change(screen.getByLabelText('英文说明'), { target: { value: 'Best' } });
  await waitFor(() =>
    expect(bodies(asked, 'PUT /v1/changes/tag/vip').at(-1)).toMatchObject({
      definition: { ...VIP, owner: 'growth', expiry: '90d', description: { en: 'Best', zh: '' } },
    }),
  );
  await waitFor(() =>
    expect(bodies(asked, 'POST /v1/preview').at(-1)).toMatchObject({ definition: { kind: 'tag', owner: '-', expiry: '90d', rule: many } }),
  );
});

test('a new one is begun with its names and an id made of the English one, which must be free', async () => {
  const { asked } = await beginning('segment', { 'PUT /v1/changes/segment/big_spenders': saved(LOYAL) });
  const begin = await screen.findByRole('button', { name: 'Begin' });
  expect(begin.hasAttribute('disabled')).toBe(true);
  fireEvent.change(screen.getByLabelText('Name in English'), { target: { value: 'Loyal' } });
  fireEvent.change(screen.getByLabelText('Name in Chinese'), { target: { value: '高消费' } });
  await screen.findByText('This id is taken');
  fireEvent.change(screen.getByLabelText('Name in English'), { target: { value: 'Big spenders!' } });
  await waitFor(() => expect(begin.hasAttribute('disabled')).toBe(false));
  fireEvent.click(begin);
  await waitFor(() => expect(bodies(asked, 'PUT /v1/changes/segment/big_spenders')).toHaveLength(1));
  expect(bodies(asked, 'PUT /v1/changes/segment/big_spenders')[0]).toEqual({
    definition: { kind: 'segment', id: 'big_spenders', name: name('Big spenders!', '高消费'), condition: { combinator: 'and', rules: [] } },
    on: 3,
  });
});

test('whoever may not change definitions is told so', async () => {
  await builder('segment/loyal', {
    '/v1/session': { member: { id: 'm', name: 'Ada' }, roles: [], permissions: ['segments.read', 'releases.read'] },
    '/v1/names': { ...ANSWERS['/v1/names'], segment: { loyal: LOYAL.name } },
  });
  await screen.findByText(/releases\.write/);
  await screen.findByRole('heading', { level: 1, name: 'Loyal' });
});

test('one that there is not can not be edited', async () => {
  await builder('segment/gone', { '/v1/definitions?kind=segment': defined() });
  await screen.findByText('There is nothing of “gone” to edit');
});

test('the library leads to new ones', async () => {
  await renderConsole(<Screen />, { at: '/segments', answers: ANSWERS });
  const page = await screen.findByRole('button', { name: /New segment$/ });
  expect(within(document.body).getByRole('button', { name: /New tag$/ })).toBeTruthy();
  await waitFor(() => expect(page.hasAttribute('disabled')).toBe(false));
});

test('ids are made of names, and what is told no longer is taken out', () => {
  expect(idOf('  Ünïque — Big Spenders! ')).toBe('u_ni_que_big_spenders');
  expect(idOf('高消费')).toBe('');
  expect([isId('big_spenders'), isId('Big'), isId(''), isId('_a')]).toEqual([true, false, false, false]);
  const draft = firstDraft('tag', 'vip', name('VIP', '贵宾'));
  expect(changed({ ...draft, expiry: '90d' }, { expiry: '', owner: '' })).toEqual({ ...draft, owner: '' });
  expect(textWith({ en: 'a', zh: '' }, 'en', '')).toBeUndefined();
  expect(textWith(undefined, 'zh', '好')).toEqual({ en: '', zh: '好' });
});
