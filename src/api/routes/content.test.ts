import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MINUTE } from '../../base/index.ts';
import { CONTENT } from '../content.suite.ts';
import { NOON, openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';
import { PreviewPages } from './content-draft.ts';

let shop: Shop;
let server: FastifyInstance;
beforeEach(async () => {
  shop = await openShop();
  server = fastify();
  await registerApi(server, shop.dependencies, { host: '127.0.0.1' });
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

const headers = { host: 'localhost' };
const get = async (url: string) => {
  const answer = await server.inject({ url: `/v1/content${url}`, headers });
  return { status: answer.statusCode, json: answer.json() };
};
const post = async (url: string, payload: object, more: Readonly<Record<string, string>> = {}) => {
  const answer = await server.inject({ method: 'POST', url: `/v1/content${url}`, headers: { ...headers, ...more }, payload });
  return { status: answer.statusCode, json: answer.json() };
};
const reminder = CONTENT.find(({ id }) => id === 'cart_reminder')!;
const customer = PROFILE.customer;

test('lists what there is, with its form, its languages, its way out and since when', async () => {
  const { json } = await get('');
  const items = new Map(json.content.map((one: { id: string }) => [one.id, one]));
  expect(items.get('cart_reminder')).toMatchObject({
    kind: 'template',
    version: 2,
    approval: 'draft',
    format: 'mjml',
    locales: ['zh'],
    missingLocales: ['zh'],
    channels: ['mail'],
    release: 3,
    updatedAt: NOON - 86_400_000,
    usedBy: [{ kind: 'journey', id: 'cart_abandonment', step: 'remind' }],
  });
  expect(items.get('footer')).toMatchObject({ type: 'footer', approval: 'approved', missingLocales: [], channels: ['mail'], release: 1 });
  expect(items.get('order_shipped')).toMatchObject({ format: 'text', channels: [], missingLocales: ['zh'], usedBy: [] });
  expect((await get('/cart_reminder/versions?from=1')).json).toMatchObject({
    versions: [
      { version: 1, release: 1, note: 'Opening' },
      { version: 2, release: 3 },
    ],
    changes: [{ field: 'body' }],
  });
});

test('previews what is released with all that is asked', async () => {
  const asked = `customer=${customer}&version=1&variant=short&event=${encodeURIComponent('{"a":1}')}`;
  const { json } = await get(`/cart_reminder/preview?${asked}`);
  expect(json).toMatchObject({ version: 1, variant: 'short', subject: 'Your cart', customer, missing: [] });
  expect(json.html).toContain('waiting, 晓雯.');
});

test.each([
  ['/cart_reminder/preview', 'customer'],
  ['/cart_reminder/preview?customer=c1&event=x', 'event'],
  ['/cart_reminder/preview?customer=c1&version=0', 'version'],
  ['/cart_reminder/versions?since=1', 'since'],
  ['?kind=x', 'kind'],
])('%s is refused: %s', async (url, field) => {
  expect(await get(url)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) } });
});

test('goes back to a version by a release', async () => {
  expect((await post('/cart_reminder/rollback', { version: 1 })).status).toBe(201);
  expect((await post('/cart_reminder/rollback', { version: 0 })).status).toBe(400);
});

describe('what is being written', () => {
  test('is shown to a customer as a page that can do nothing', async () => {
    const { json } = await post('/preview', { definition: { ...reminder, variants: {} }, customer, locale: 'zh' });
    expect(json).toMatchObject({
      problems: [],
      approval: 'draft',
      customer,
      shown: { locale: 'zh', subject: '晓雯，您看中的商品还在', missing: [] },
      values: { trait: { first_name: '晓雯', city: null } },
    });
    expect(json.shown).not.toHaveProperty('html');
    const page = await server.inject({ url: json.shown.page, headers });
    expect(page.body).toMatch(/晓雯，山茶花精华还为您留着.*返回购物车.*灯塔护肤，上海/s);
    expect(page.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox$/);
    expect((await server.inject({ url: `${json.shown.page}x`, headers })).statusCode).toBe(404);
  });

  test('to nobody has every value missing, and its name in its place', async () => {
    const definition = { kind: 'template', id: 'new', name: { en: 'N', zh: '新' }, body: 'Dear {{ trait.first_name }}, {{ event.a }}' };
    expect((await post('/preview', { definition, event: { a: 1 } })).json).toMatchObject({
      shown: { text: 'Dear ⟨trait.first_name⟩, 1', missing: ['trait.first_name'], sms: { segments: 1 } },
      values: { trait: { first_name: null }, event: { a: 1 } },
    });
  });

  test('is told where it is wrong, and is not shown', async () => {
    const definition = { ...reminder, subject: 'Hi {{ trait.firstname }}', body: '<p>\n  {% if trait.city %}</p>' };
    const { json } = await post('/preview', { definition, customer });
    expect(json.problems).toEqual([
      { field: 'subject', message: 'there is no trait "firstname"', line: 1, column: 7 },
      { field: 'body', message: 'tag {% if trait.city %} not closed', line: 2, column: 3 },
    ]);
    expect(json).not.toHaveProperty('shown');
    const chinese = (await post('/preview', { definition, customer }, { 'accept-language': 'zh-CN' })).json;
    expect(chinese.problems).toMatchObject([{ message: '没有客户属性“firstname”' }, { message: '{% if trait.city %} 没有结束' }]);
    expect((await post('/preview', { definition: { kind: 'template', id: 'new', body: '' } })).json.problems).toMatchObject([
      { field: 'name' },
      { field: 'body' },
    ]);
  });

  test('of a block stands alone, or in a template that is being written too', async () => {
    const block = {
      kind: 'block',
      id: 'buy',
      name: { en: 'B', zh: '购' },
      type: 'button',
      body: '{{ block.label }} {{ trait.city }}',
      link: 'https://x.example',
    };
    const alone = (await post('/preview', { definition: block })).json;
    expect(alone.shown).toMatchObject({ text: expect.stringContaining('⟨label⟩ ⟨trait.city⟩'), missing: ['trait.city'] });
    const broken = (await post('/preview', { definition: { ...block, body: 'x\n{{ block.label | up }}' } })).json;
    expect(broken.problems).toEqual([{ field: 'body', message: 'undefined filter: up', line: 2, column: 1 }]);
    const within = { kind: 'template', id: 'n', name: { en: 'N', zh: '新' }, body: '{% block "buy", label: "Go" %}' };
    expect((await post('/preview', { definition: within, blocks: [block], customer })).json.shown.text).toContain('Go ⟨trait.city⟩');
    const gone = { ...within, body: 'one\n{% block "gone" %}' };
    expect((await post('/preview', { definition: gone })).json.problems).toEqual([
      { field: 'body', message: 'there is no block "gone". Define it, or take it out', line: 2, column: 1 },
    ]);
  });

  test.each([
    ['of another kind', { definition: { kind: 'journey', id: 'x' } }, 400],
    ['without an id', { definition: { kind: 'template' } }, 400],
    ['for somebody who is not there', { definition: reminder, customer: 'nobody' }, 404],
    ['for half of an identifier', { definition: reminder, namespace: 'email' }, 400],
  ])('%s is refused', async (_what, body, status) => {
    expect((await post('/preview', body)).status).toBe(status);
  });
});

describe('a test send', () => {
  const asked = { definition: reminder, channel: 'order_sms', to: '+8613900000000', customer };

  test('is what a customer would read, by the channel as it is', async () => {
    const { status, json } = await post('/cart_reminder/test', { ...asked, customer: undefined });
    expect([status, json]).toMatchObject([200, { sent: { channel: 'order_sms', outcome: 'captured' }, missing: ['trait.first_name'] }]);
    expect((await post('/cart_reminder/test', asked)).json.missing).toEqual([]);
  });

  test('does not go to somebody who may not be written to', async () => {
    const mail = { ...asked, channel: 'mail' };
    expect((await post('/cart_reminder/test', { ...mail, to: '+8613800001234' })).json).toEqual({
      refused: 'suppressed.channel',
      missing: [],
    });
    expect((await post('/cart_reminder/test', { ...asked, to: '+8613800001234' })).json).toHaveProperty('sent');
  });

  test('of content that is wrong, or by a channel that is not there, is refused', async () => {
    const wrong = { ...asked, definition: { ...reminder, subject: '{{ x' } };
    expect((await post('/cart_reminder/test', wrong)).json).toMatchObject({ code: 'VOLANO_TEMPLATE_INVALID' });
    expect((await post('/cart_reminder/test', { ...asked, channel: 'pigeon' })).status).toBe(404);
  });
});

test('pages are kept for some minutes, and not without end', () => {
  let now = 0;
  const pages = new PreviewPages(() => now);
  const first = pages.keep('a').split('/').at(-1)!;
  now = 9 * MINUTE;
  expect(pages.find(first)).toBe('a');
  now = 10 * MINUTE;
  expect(pages.find(first)).toBeUndefined();
  const second = pages.keep('b').split('/').at(-1)!;
  pages.keep('x'.repeat(10_000_000));
  expect(pages.find(second)).toBeUndefined();
});
