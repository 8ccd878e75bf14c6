import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { VolanoError } from '../base/index.ts';
import type { Review } from '../runtime/index.ts';
import { CART_COMMAND, NOON, openShop, PROFILE, type Shop, STANDING } from './dependencies.suite.ts';
import { type ApiOptions, registerApi } from './register.ts';

let shop: Shop;
let server: FastifyInstance;
const LOCAL: ApiOptions = { host: '127.0.0.1' };
const ELSEWHERE: ApiOptions = { host: '0.0.0.0', adminToken: 's3cret' };

beforeEach(async () => {
  shop = await openShop();
  await open(LOCAL);
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

async function open(options: ApiOptions, dependencies: Partial<Shop['dependencies']> = {}): Promise<void> {
  await server?.close();
  server = fastify({ logger: false });
  await registerApi(server, { ...shop.dependencies, ...dependencies }, options);
}

async function ask(
  url: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; json: never; text: string; headers: Record<string, unknown> }> {
  const { statusCode, body, headers: answered } = await server.inject({ url, headers: { host: 'localhost', ...headers } });
  const isJson = String(answered['content-type']).startsWith('application/json');
  return { status: statusCode, text: body, json: (isJson ? JSON.parse(body) : undefined) as never, headers: answered };
}

test('an address that there is not is answered like everything else that is unknown', async () => {
  const reason = 'There is no address "GET /v1/nothing". Check the spelling; it may also have been removed by retention.';
  expect(await ask('/v1/nothing?token=secret')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN', reason } });
  const inChinese = await ask('/v1/nothing', { 'accept-language': 'zh-CN' });
  expect(inChinese).toMatchObject({ status: 404, json: { reason: '没有地址“GET /v1/nothing”。请检查拼写；也可能已按保留期限删除。' } });
});

describe('/health', () => {
  test('is 200 while the loop moves and says so in the asked language', async () => {
    expect(await ask('/health')).toMatchObject({ status: 200, json: { status: 'ok', version: '0.1.0' } });
    expect((await ask('/health?lang=zh')).text).toContain('事件正常写入');
    expect((await ask('/health', { 'accept-language': 'zh-CN' })).text).toContain('事件正常写入');
  });

  test('is 503 when log, engine or sink has stopped, with what to do', async () => {
    shop.measures = { ...shop.measures, log: { end: 1, problem: 'VOLANO_DISK_FULL' } };
    const answer = await ask('/health');
    expect(answer).toMatchObject({ status: 503, json: { status: 'stopped' } });
    expect(answer.text).toContain('Free disk space');
  });

  test('is 200 when degraded: it still processes events', async () => {
    shop.measures = { ...shop.measures, disk: { freeBytes: 1, totalBytes: 2 } };
    expect(await ask('/health')).toMatchObject({ status: 200, json: { status: 'degraded' } });
  });
});

test('/ready is 200 while requests may come, and 503 with the reasons when the log takes nothing', async () => {
  expect(await ask('/ready')).toMatchObject({ status: 200, json: { ready: true, reasons: [] } });
  shop.measures = { ...shop.measures, log: { end: 1, problem: 'VOLANO_DISK_FULL' } };
  expect(await ask('/ready')).toMatchObject({ status: 503, json: { ready: false, reasons: [{ part: 'log', code: 'log_refuses' }] } });
});

describe('/v1/outbox', () => {
  beforeEach(async () => {
    await shop.send({ message: 'm1', customer: 'someone' }, { format: 'text', subject: 'Thanks', body: 'Thank you' });
    await shop.send({ message: 'm2', customer: PROFILE.absorbed[0]! });
    await shop.send({});
  });

  test('says how a message of a defined channel would look', async () => {
    const definition = { kind: 'channel', id: 'sms', type: 'sms', name: { en: 'SMS', zh: '短信' }, signature: '山茶' } as const;
    await shop.send({ message: 's1', channel: 'sms', to: '+8613800000000' }, { format: 'text', body: '您的订单已发货' }, definition);
    expect(await ask('/v1/outbox/s1')).toMatchObject({
      json: {
        definition: { type: 'sms', signature: '山茶' },
        appearance: { type: 'sms', to: '+8613800000000', text: '【山茶】您的订单已发货', characters: 11, encoding: 'ucs2', segments: 1 },
      },
    });
    expect(await ask('/v1/outbox/m1')).toMatchObject({ json: { appearance: { type: 'plain', subject: 'Thanks', body: 'Thank you' } } });
    expect(await ask('/v1/outbox?limit=1')).toMatchObject({ json: { messages: [{ message: 's1', type: 'sms' }] } });
  });

  test('lists the newest first, without bodies, and pages', async () => {
    const first = await ask('/v1/outbox?limit=2');
    expect(first.json).toMatchObject({
      counts: { captured: 3, readable: 3 },
      messages: [
        { message: CART_COMMAND.message, subject: 'Your cart is waiting', journey: 'cart_abandonment', templateVersion: 3, at: NOON },
        { message: 'm2' },
      ],
      next: 2,
    });
    expect(first.text).not.toContain('<p');
    expect((await ask('/v1/outbox?limit=2&before=2')).json).toMatchObject({ messages: [{ message: 'm1' }] });
    expect((await ask('/v1/outbox?message=m1&limit=1')).json).toMatchObject({ messages: [{ message: 'm1' }] });
    expect('next' in ((await ask('/v1/outbox?message=m1&limit=1')).json as object)).toBe(false);
    expect((await ask('/v1/outbox?message=nothing')).json).toMatchObject({ messages: [] });
    expect((await ask(`/v1/outbox?message=${CART_COMMAND.message}&customer=nobody`)).json).toMatchObject({ messages: [] });
    expect('next' in ((await ask('/v1/outbox?limit=2&before=2')).json as object)).toBe(false);
  });

  test('finds the messages of a person by any identifier, and those under ids that were merged into it', async () => {
    const messagesOf = async (query: string): Promise<string[]> => {
      const { json } = await ask(`/v1/outbox?${query}`);
      return (json as { messages: { message: string }[] }).messages.map(({ message }) => message);
    };
    const both = [CART_COMMAND.message, 'm2'];
    expect(await messagesOf(`customer=${PROFILE.customer}`)).toEqual(both);
    expect(await messagesOf(`customer=${PROFILE.absorbed[0]}`)).toEqual(both);
    expect(await messagesOf('namespace=phone&value=%2B8613800001234')).toEqual(both);
    expect(await messagesOf('customer=someone')).toEqual(['m1']);
    expect(await messagesOf('namespace=phone&value=0')).toEqual([]);
  });

  test('a message comes with its content, how it looks, and the address of its preview', async () => {
    const { json } = await ask(`/v1/outbox/${CART_COMMAND.message}`);
    expect(json).toMatchObject({
      command: CART_COMMAND,
      content: { format: 'html' },
      appearance: { type: 'plain', subject: 'Your cart is waiting' },
      preview: expect.stringContaining('/preview?key='),
    });
  });

  test('a message without a subject is listed by its first words', async () => {
    await shop.capture.deliver(
      { command: { ...CART_COMMAND, message: 'm9' }, content: { format: 'html', body: '<h1>Hello</h1> <p>there</p>' }, decidedAt: 1 },
      new AbortController().signal,
    );
    expect((await ask('/v1/outbox?limit=1')).json).toMatchObject({ messages: [{ subject: 'Hello there' }] });
  });

  test('the preview is a document that can run and reach nothing, and opens by its address only', async () => {
    const { preview } = (await ask(`/v1/outbox/${CART_COMMAND.message}`)).json as { preview: string };
    const shown = await ask(preview);
    expect(shown.status).toBe(200);
    expect(shown.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(shown.headers['content-security-policy']).toMatch(/default-src 'none'.*sandbox$/);
    expect(shown.headers['x-frame-options']).toBeUndefined();
    expect(shown.text).toContain('Back to the cart');
    for (const url of [`/v1/outbox/${CART_COMMAND.message}/preview?key=x`, preview.replace(CART_COMMAND.message, 'm2'), `${preview}x`]) {
      expect((await ask(url)).status, url).toBe(404);
    }
    const text = (await ask('/v1/outbox/m1')).json as { preview: string };
    expect((await ask(text.preview)).headers['content-type']).toBe('text/plain; charset=utf-8');
  });

  test('looking at a message is no opening of it: the preview has no pixel', async () => {
    const body =
      '<p>Hello<img src="https://other.example/a.png"></p><img src="http://localhost/t/o/1.abc.def" width="1" height="1" alt="">';
    await shop.send({ message: 'counted' }, { body });
    const { preview } = (await ask('/v1/outbox/counted')).json as { preview: string };
    expect((await ask(preview)).text).toBe('<p>Hello<img src="https://other.example/a.png"></p>');
  });

  test.each([
    ['limit=0', 'limit: must be a whole number from 1 to 200'],
    ['limit=201', 'limit'],
    ['limit=ten', 'limit'],
    ['before=-1', 'before'],
    ['limit=1&limit=2', 'limit: must be given once'],
    ['customer=', 'customer'],
    ['namespace=phone', 'value: is missing'],
    ['value=1', 'namespace: is missing'],
    ['page=2', 'page: is no parameter of this address. It takes limit'],
  ])('refuses %s and says why', async (query, reason) => {
    const answer = await ask(`/v1/outbox?${query}`);
    expect(answer).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect((answer.json as { reason: string }).reason).toContain(reason);
  });

  test('an unknown message is 404', async () => {
    expect(await ask('/v1/outbox/nothing')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
  });
});

describe('/v1/customers', () => {
  test('by identifier and by id, with characters that need encoding', async () => {
    expect((await ask('/v1/customers/phone/%2B8613800001234')).json).toMatchObject(JSON.parse(JSON.stringify(PROFILE)));
    expect((await ask(`/v1/customers/${PROFILE.customer}`)).json).toMatchObject({ customer: PROFILE.customer });
  });

  test('a search finds one or nobody, and wants to know whom', async () => {
    expect((await ask('/v1/customers?namespace=phone&value=%2B8613800001234')).json).toMatchObject({
      customers: [{ customer: PROFILE.customer }],
    });
    expect(await ask('/v1/customers?namespace=phone&value=1')).toMatchObject({ status: 200, json: { customers: [] } });
    expect(await ask('/v1/customers')).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
  });

  test('the messages of a customer have their state, whatever channel they went through', async () => {
    const found = await ask(`/v1/messages?customer=${PROFILE.absorbed[0]}`);
    expect(found).toMatchObject({
      status: 200,
      json: { messages: [{ carrier: 'smtp', status: 'sent', returned: ['delivered', 'clicked'] }] },
    });
    expect(await ask('/v1/messages?customer=someone')).toMatchObject({ json: { messages: [] } });
    for (const url of ['/v1/messages', '/v1/messages?customer=a&limit=0', '/v1/messages?custmer=a'])
      expect(await ask(url)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
  });

  test('an explanation is asked for by customer or identifier, with message and journey', async () => {
    const asked: unknown[] = [];
    const { explain } = shop.dependencies;
    await open(LOCAL, {
      explain: (question) => {
        asked.push(question);
        return explain(question);
      },
    });
    const found = await ask(`/v1/explain?namespace=phone&value=%2B8613800001234&message=${CART_COMMAND.message}&journey=j1`);
    expect(found).toMatchObject({
      status: 200,
      json: { customer: PROFILE.customer, message: { message: CART_COMMAND.message } },
    });
    expect(asked).toEqual([{ lookup: { namespace: 'phone', value: '+8613800001234' }, message: CART_COMMAND.message, journey: 'j1' }]);
    expect(await ask('/v1/explain?customer=nobody')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
    for (const url of ['/v1/explain', '/v1/explain?namespace=phone', '/v1/explain?customer=a&journy=b'])
      expect(await ask(url), url).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
  });

  test('nobody is 404 and named', async () => {
    const answer = await ask('/v1/customers/phone/1');
    expect(answer.status).toBe(404);
    expect((answer.json as { reason: string }).reason).toContain('customer "phone:1"');
  });
});

describe('counters, steps, report', () => {
  test('answer what they are given', async () => {
    expect((await ask('/v1/counters')).json).toMatchObject({ customers: 8_214, loop: { sense: 286_411 } });
    expect((await ask('/v1/report')).json).toMatchObject({ totals: { orders: 18_532, revenue: 8_911_407.904 } });
    expect(((await ask('/v1/steps?limit=3')).json as { steps: unknown[] }).steps).toHaveLength(3);
  });

  test('steps of one customer, by id and by identifier; of nobody none', async () => {
    const steps = async (query: string): Promise<string[]> =>
      ((await ask(`/v1/steps?${query}`)).json as { steps: { customer: string }[] }).steps.map(({ customer }) => customer);
    expect(new Set(await steps(`customer=${PROFILE.customer}`))).toEqual(new Set([PROFILE.customer]));
    expect(await steps('namespace=phone&value=%2B8613800001234&limit=2')).toEqual([PROFILE.customer, PROFILE.customer]);
    expect(await steps('namespace=phone&value=1')).toEqual([]);
  });

  test('the key for visitors is there for whoever may use the API', async () => {
    expect((await ask('/v1/write-key')).json).toEqual({ source: 'console', writeKey: 'wk_of_the_console' });
    expect((await ask('/v1/write-key', { origin: 'https://evil.example' })).status).toBe(403);
  });

  test('the live feed streams counters, health and steps', async () => {
    await server.listen({ port: 0, host: '127.0.0.1' });
    const controller = new AbortController();
    const { port } = server.server.address() as AddressInfo;
    const answer = await fetch(`http://127.0.0.1:${port}/v1/live`, { signal: controller.signal });
    expect(answer.headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'");
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      text += chunk;
      if (/^data: .*\n\n/m.test(text)) break;
    }
    controller.abort();
    const update = JSON.parse(/^data: (.*)$/m.exec(text)![1]!) as { counters: object; health: { status: string }; latest: unknown[] };
    expect(update).toMatchObject({ counters: { customers: 8_214 }, health: { status: 'ok' } });
    expect(update.latest).toHaveLength(shop.steps.length);
  });
});

describe('/v1/dead-letters', () => {
  const letter = (number: number, channel: string) => {
    const command = { ...CART_COMMAND, message: `m${number}`, channel, to: 'ann@example.com' };
    return { number, message: command.message, command, reason: 'busy', attempts: 2, decidedAt: NOON, failedAt: NOON + 1 };
  };
  const post = (payload: object) => server.inject({ method: 'POST', url: '/v1/redeliver', headers: { host: 'localhost' }, payload });
  beforeEach(() => {
    shop.letters = [letter(3, 'sms'), letter(2, 'email'), letter(1, 'sms')];
  });

  test('lists what failed, newest first and in pages, without addresses and variables', async () => {
    const { json, text } = await ask('/v1/dead-letters?limit=2');
    expect(json).toMatchObject({ count: 3, next: 2, letters: [{ message: 'm3', reason: 'busy', attempts: 2 }, { message: 'm2' }] });
    expect(text).not.toContain('ann@example.com');
    expect(text).not.toContain('variables');
    expect((await ask('/v1/dead-letters?before=2')).json).toMatchObject({ letters: [{ message: 'm1' }] });
    expect((await ask('/v1/dead-letters?channel=email')).json).toMatchObject({ letters: [{ message: 'm2' }] });
    expect((await ask('/v1/dead-letters?chanel=email')).status).toBe(400);
  });

  test.each([
    [{ message: 'm2' }, { message: 'm2' }],
    [
      { channel: 'sms', dryRun: true },
      { channel: 'sms', dryRun: true },
    ],
    [{ all: true }, {}],
  ])('%j is sent again', async (payload, redelivery) => {
    const answer = await post(payload);
    expect([answer.statusCode, answer.json()]).toEqual([200, { messages: ['m1'] }]);
    expect(shop.redelivered).toEqual([{ by: 'api', ...redelivery }]);
  });

  test.each([[{}], [{ message: 'm1', all: true }], [{ all: false }], [{ mesage: 'm1' }], [{ message: 1 }]])(
    '%j is refused',
    async (payload) => {
      expect((await post(payload)).statusCode).toBe(400);
      expect(shop.redelivered).toEqual([]);
    },
  );

  test('a message that has not failed is unknown', async () => {
    expect((await post({ message: 'm9' })).statusCode).toBe(404);
  });
});

describe('/v1/releases', () => {
  const post = async (payload: unknown): Promise<{ status: number; json: unknown }> => {
    const { statusCode, body } = await server.inject({
      method: 'POST',
      url: '/v1/releases',
      headers: { host: 'localhost', 'content-type': 'application/json' },
      payload: JSON.stringify(payload),
    });
    return { status: statusCode, json: JSON.parse(body) };
  };

  test('lists, reads by number, and reads the current one', async () => {
    expect((await ask('/v1/releases')).json).toMatchObject({ releases: [{ number: 3, note: 'Quieter evenings' }, { number: 2 }] });
    expect((await ask('/v1/releases/3')).json).toMatchObject({ number: 3 });
    expect((await ask('/v1/releases/status')).json).toEqual(STANDING);
    expect((await ask('/v1/releases/status?x=1')).status).toBe(400);
    expect((await ask('/v1/releases/current')).json).toMatchObject({ number: 3 });
    for (const unknown of ['4', 'x', '-1']) expect((await ask(`/v1/releases/${unknown}`)).status, unknown).toBe(404);
  });

  test('says what a release changed, against the one before or another', async () => {
    const { since, changes } = (await ask('/v1/releases/3/changes')).json as { since: number; changes: Review['changes'] };
    expect([since, changes.map(({ action, id }) => `${action} ${id}`)]).toEqual([
      2,
      ['changed cart_reminder', 'changed cart_abandonment', 'added win_back'],
    ]);
    expect(changes[0]!.lines.filter(({ sign }) => sign !== ' ')).toEqual([
      { sign: '-', text: '  "body": "Hello, your cart is waiting",' },
      { sign: '+', text: expect.stringMatching(/^ {2}"body": "<mjml>/) },
    ]);
    const all = (await ask('/v1/releases/2/changes?since=0')).json as { changes: Review['changes'] };
    expect(new Set(all.changes.map(({ action }) => action))).toEqual(new Set(['added']));
    expect((await ask('/v1/releases/2/changes?since=2')).json).toEqual({ since: 2, changes: [] });
    for (const unknown of ['9', '2?since=7', 'x', '0']) {
      const [number, query = ''] = unknown.split('?');
      expect((await ask(`/v1/releases/${number}/changes?${query}`)).status, unknown).toBe(404);
    }
    expect((await ask('/v1/releases/2/changes?since=-1')).status).toBe(400);
  });

  test('names are given by kind and id in both languages; without a release there are none', async () => {
    expect((await ask('/v1/names')).json).toMatchObject({
      journey: { win_back: { en: 'Win-back', zh: '沉默召回' } },
      tag: { high_value: {} },
    });
    const [added, again] = ['new_tag', 'high_value'].map((id) => ({ kind: 'tag', id, name: { en: `Left ${id}`, zh: '未发布' } }));
    for (const definition of [added!, again!])
      await shop.dependencies.changes.put({ kind: 'tag', id: definition.id }, { definition, on: 2, by: 'ada' });
    const { tag } = (await ask('/v1/names')).json as { tag: Record<string, { en: string }> };
    expect(tag.new_tag?.en).toBe('Left new_tag');
    expect(tag.high_value?.en).not.toContain('Left');
    for (const { id } of [added!, again!]) await shop.dependencies.changes.discard({ kind: 'tag', id });
    await open(LOCAL, { releases: async () => [] });
    expect((await ask('/v1/names')).json).toEqual({});
    expect((await ask('/v1/releases/current')).status).toBe(404);
  });

  test('plans a project, and changes nothing', async () => {
    const request = { method: 'POST', url: '/v1/plan', headers: { host: 'localhost' } } as const;
    const { statusCode, body } = await server.inject({ ...request, payload: { project: { definitions: [] } } });
    expect([statusCode, JSON.parse(body)]).toMatchObject([200, { number: 4, changes: [], findings: [], journeys: [], groups: [] }]);
    expect((await server.inject({ ...request, payload: {} })).statusCode).toBe(400);
    expect(shop.applied).toEqual([]);
  });

  test('rolls back, or says what that would be', async () => {
    const request = { method: 'POST', url: '/v1/rollback', headers: { host: 'localhost' } } as const;
    const back = async (payload: object) => {
      const { statusCode, body } = await server.inject({ ...request, payload });
      return [statusCode, JSON.parse(body)];
    };
    expect(await back({ to: 1, edits: { cart: { '*': 'exit' } } })).toMatchObject([201, { number: 3 }]);
    expect(await back({ dryRun: true })).toMatchObject([200, { number: 4 }]);
    for (const wrong of [{ to: 0 }, { to: 'one' }, { edits: { cart: { a: 'gone' } } }]) expect((await back(wrong))[0]).toBe(400);
  });

  test('drafts are proposed, shown, approved and rejected', async () => {
    const say = async (method: 'GET' | 'POST', url: string, member?: string) => {
      const headers = { host: 'localhost', ...(member && { 'x-volano-member': member }) };
      const payload = { project: { definitions: [] } };
      const { statusCode, body } = await server.inject({ method, url, headers, ...(method === 'POST' && { payload }) });
      return [statusCode, JSON.parse(body)];
    };
    expect(await say('POST', '/v1/releases', 'ada')).toEqual([202, { draft: 'd1' }]);
    expect(await say('GET', '/v1/drafts')).toMatchObject([200, { drafts: [{ id: 'd1', by: 'ada' }] }]);
    expect(await say('GET', '/v1/drafts/d1')).toMatchObject([200, { number: 4 }]);
    expect(await say('POST', '/v1/drafts/d1/approve')).toMatchObject([400, { code: 'VOLANO_MEMBER_UNKNOWN' }]);
    expect(await say('POST', '/v1/drafts/d9/approve', 'bo')).toMatchObject([404, { code: 'VOLANO_RESOURCE_UNKNOWN' }]);
    expect(await say('POST', '/v1/drafts/d1/approve', 'bo')).toMatchObject([201, { number: 4, approvedBy: 'bo' }]);
    expect((await say('POST', '/v1/drafts/d1/reject', 'bo'))[0]).toBe(200);
  });

  test('passes on which errors of lints are accepted', async () => {
    await post({ project: { definitions: [] }, accept: ['never-true'] });
    expect(shop.applied).toEqual([{ accept: ['never-true'], definitions: 0 }]);
  });

  test('applies a project', async () => {
    expect(await post({ project: { definitions: [{}, {}] }, note: 'two' })).toMatchObject({
      status: 201,
      json: { number: 4, definitions: 2 },
    });
    expect(shop.applied).toEqual([{ note: 'two', definitions: 2 }]);
  });

  test.each([
    [{}],
    [null],
    ['project'],
    [{ project: {} }],
    [{ project: { definitions: {} } }],
    [{ project: { definitions: [] }, note: 7 }],
    [{ project: { definitions: [] }, accept: 'all' }],
  ])('refuses %j before anything is applied', async (payload) => {
    expect(await post(payload)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    expect(shop.applied).toEqual([]);
  });

  test('a project that is wrong answers with its error', async () => {
    const apply = async (): Promise<never> => {
      throw new VolanoError('VOLANO_REFERENCE_UNKNOWN', { path: 'journey.x', kind: 'template', id: 'y' });
    };
    await open(LOCAL, { apply });
    const answer = await post({ project: { definitions: [] } });
    expect(answer).toMatchObject({
      status: 422,
      json: { code: 'VOLANO_REFERENCE_UNKNOWN', reason: expect.stringContaining('template "y"') },
    });
  });
});

describe('access', () => {
  const guarded = [
    '/metrics',
    '/v1/outbox',
    '/v1/outbox/m1',
    '/v1/customers/a/b',
    '/v1/customers/c',
    '/v1/counters',
    '/v1/explain?customer=c',
    '/v1/messages?customer=c',
    '/v1/steps',
    '/v1/live',
    '/v1/report',
    '/v1/dead-letters',
    '/v1/releases',
    '/v1/releases/3',
    '/v1/names',
  ];

  test('listening elsewhere, everything but health and the console asks for the token', async () => {
    await open(ELSEWHERE);
    for (const url of guarded) {
      expect(await ask(url), url).toMatchObject({ status: 401, json: { code: 'VOLANO_ADMIN_TOKEN_REQUIRED' } });
      expect((await ask(url, { authorization: 'Bearer wrong' })).status, url).toBe(401);
    }
    for (const url of ['/health', '/ready', '/try', '/try/scripts/app.js']) expect((await ask(url)).status, url).toBe(200);
    for (const url of ['/metrics', '/v1/outbox', '/v1/names'])
      expect((await ask(url, { authorization: 'Bearer s3cret' })).status, url).toBe(200);
  });

  test('applying asks for it before it reads the project', async () => {
    await open(ELSEWHERE);
    const { statusCode } = await server.inject({
      method: 'POST',
      url: '/v1/releases',
      headers: { host: 'x' },
      payload: { project: { definitions: [] } },
    });
    expect(statusCode).toBe(401);
    expect(shop.applied).toEqual([]);
  });

  test('a page of another site gets nothing, here or elsewhere', async () => {
    for (const url of guarded) expect(await ask(url, { origin: 'https://evil.example' }), url).toMatchObject({ status: 403 });
  });

  test('guarded answers are not kept by anybody', async () => {
    expect((await ask('/v1/outbox')).headers['cache-control']).toBe('no-store');
  });
});

describe('the page on which somebody is the customer', () => {
  test('comes with a strict policy, its files with type and tag', async () => {
    const page = await ask('/try');
    expect(page.status).toBe(200);
    expect(page.text).toContain('<title>Volano</title>');
    expect(page.headers['content-security-policy']).not.toContain('unsafe');
    const script = await ask('/try/scripts/app.js');
    expect(script.headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await ask('/try/scripts/app.js', { 'if-none-match': String(script.headers.etag) })).status).toBe(304);
  });

  test.each(['/try/nothing.js', '/try/index.html', '/try/../package.json', '/try/%2e%2e/%2e%2e/package.json', '/outbox', '/nothing'])(
    '%s is not there',
    async (url) => {
      expect((await ask(url)).status).toBe(404);
    },
  );
});

describe('what goes wrong inside', () => {
  test('is logged and not told', async () => {
    await open(LOCAL, { report: () => Promise.reject(new Error('password of the database')) });
    const answer = await ask('/v1/report');
    expect(answer).toMatchObject({ status: 500, json: { code: 'VOLANO_REQUEST_FAILED' } });
    expect(answer.text).not.toContain('password');
  });

  test('that passes by itself says when to come back', async () => {
    await open(LOCAL, { report: () => Promise.reject(new VolanoError('VOLANO_LIVE_FULL', { max: 1 })) });
    const answer = await ask('/v1/report');
    expect(answer.status).toBe(503);
    expect(answer.headers['retry-after']).toBe('5');
  });

  test('headers and errors of other routes stay their own', async () => {
    server = fastify();
    server.get('/other', async () => 'plain');
    await registerApi(server, shop.dependencies, LOCAL);
    const answer = await ask('/other', { origin: 'https://elsewhere.example' });
    expect(answer.status).toBe(200);
    expect(answer.headers['content-security-policy']).toBeUndefined();
  });
});
