import type { AddressInfo } from 'node:net';
import fastify, { type FastifyInstance } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CART_COMMAND, NOON, openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

const FOREIGN = { origin: 'https://shop.example', 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'cors' };
let shop: Shop;
let server: FastifyInstance;
let url: string;

beforeEach(async () => {
  shop = await openShop();
  server = fastify({ logger: false, forceCloseConnections: true });
  await registerApi(server, shop.dependencies, { host: '127.0.0.1', adminToken: 'admin' });
  await server.listen({ port: 0, host: '127.0.0.1' });
  url = `http://127.0.0.1:${(server.server.address() as AddressInfo).port}`;
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

function put(id: string, customer: string, body = 'See https://a.example/'): Promise<unknown> {
  const command = { ...CART_COMMAND, message: id, customer, channel: 'app' };
  return shop.inbox.put({ command, content: { format: 'text', subject: 'Hi', body }, decidedAt: NOON }, 1_000_000);
}

function tokenOf(customer: string, lifeMs = 60_000): string {
  return shop.dependencies.inbox.issue(customer, lifeMs).token;
}

function ask(path: string, token: string, body?: object, method = 'GET'): Promise<Response> {
  const headers = { ...FOREIGN, authorization: `Bearer ${token}`, ...(body && { 'content-type': 'application/json' }) };
  return fetch(url + path, { method: body ? 'POST' : method, headers, ...(body && { body: JSON.stringify(body) }) });
}

describe('tokens', () => {
  async function request(body: unknown, headers: Record<string, string> = {}): Promise<{ status: number; json: Record<string, unknown> }> {
    const answer = await fetch(`${url}/v1/inbox-tokens`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    return { status: answer.status, json: (await answer.json()) as Record<string, unknown> };
  }

  test('are given for a customer, a merged id of one, or an identifier; all open the inbox of the survivor', async () => {
    const [namespace, value] = PROFILE.identifiers[0]!;
    for (const body of [
      { customer: PROFILE.customer },
      { customer: PROFILE.absorbed[0]! },
      { identifier: [namespace, value], minutes: 5 },
    ]) {
      const { status, json } = await request(body);
      expect(status).toBe(201);
      expect(shop.dependencies.inbox.open(String(json.token))?.customer).toBe(PROFILE.customer);
    }
  });

  test('are not given for nobody, nor for a request that is wrong', async () => {
    expect(await request({ customer: 'nobody' })).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
    for (const body of [
      {},
      [],
      { customer: 5 },
      { identifier: ['user_id'] },
      { customer: 'c', minutes: 9_999 },
      { customer: 'c', more: 1 },
    ]) {
      expect(await request(body)).toMatchObject({ status: 400, json: { code: 'VOLANO_QUERY_INVALID' } });
    }
  });

  test('are not given to pages of other sites, nor with a wrong admin token', async () => {
    expect(await request({ customer: PROFILE.customer }, FOREIGN)).toMatchObject({ status: 403 });
    expect(await request({ customer: PROFILE.customer }, { authorization: 'Bearer wrong' })).toMatchObject({ status: 401 });
  });
});

describe('without a good token', () => {
  test.each(['/inbox/messages', '/inbox/stream'])('%s is closed', async (path) => {
    for (const token of ['', 'nonsense', `${tokenOf('c1')}x`, tokenOf('c1', -1), 'admin']) {
      const answer = await ask(path, token);
      expect(answer.status).toBe(401);
      expect(await answer.json()).toMatchObject({ code: 'VOLANO_INBOX_TOKEN_INVALID' });
    }
  });

  test('nothing can be marked', async () => {
    await put('m1', 'c1');
    for (const name of ['open', 'click', 'archive']) expect((await ask(`/inbox/messages/m1/${name}`, 'nonsense', {})).status).toBe(401);
    expect(shop.returned).toEqual([]);
  });
});

describe('a page of another origin', () => {
  test('may ask what it needs to, and no more', async () => {
    const preflight = await fetch(`${url}/inbox/messages/m1/click`, {
      method: 'OPTIONS',
      headers: { ...FOREIGN, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization,content-type' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    expect(preflight.headers.get('access-control-allow-headers')).toBe('authorization, content-type');
    expect(preflight.headers.get('access-control-allow-credentials')).toBeNull();
    const other = await fetch(`${url}/v1/outbox`, { headers: FOREIGN });
    expect([other.status, other.headers.get('access-control-allow-origin')]).toEqual([403, null]);
  });

  test('may import the module', async () => {
    const answer = await fetch(`${url}/inbox.js`, { headers: FOREIGN });
    expect(answer.headers.get('content-type')).toMatch(/javascript/);
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const again = await fetch(`${url}/inbox.js`, { headers: { 'if-none-match': answer.headers.get('etag')! } });
    expect(again.status).toBe(304);
  });

  test("reads its customer's messages in pages, under all ids of the person", async () => {
    await put('m1', PROFILE.customer);
    await put('m2', PROFILE.absorbed[0]!);
    await put('m3', 'somebody_else');
    const token = tokenOf(PROFILE.customer);
    const page = (await (await ask('/inbox/messages?limit=1', token)).json()) as { next: number };
    expect(page).toMatchObject({ unread: 2, messages: [{ id: 'm2', title: 'Hi', read: false }] });
    expect(await (await ask(`/inbox/messages?limit=5&before=${page.next}`, token)).json()).toMatchObject({ messages: [{ id: 'm1' }] });
    expect((await ask('/inbox/messages?limit=0', token)).status).toBe(400);
    expect((await ask('/inbox/messages?customer=somebody_else', token)).status).toBe(400);
  });

  test('says what the customer does', async () => {
    await put('m1', 'c1');
    const token = tokenOf('c1');
    expect((await ask('/inbox/messages/m1/open', token, undefined, 'POST')).status).toBe(204);
    expect((await ask('/inbox/messages/m1/click', token, { link: 'https://a.example/' })).status).toBe(204);
    expect((await ask('/inbox/messages/m1/click', token, { link: 'https://evil.example/' })).status).toBe(400);
    expect((await ask('/inbox/messages/m1/click', token, { href: 1 })).status).toBe(400);
    expect((await ask('/inbox/messages/m1/open', tokenOf('c2'), {})).status).toBe(404);
    expect(shop.returned.map(({ messageId }) => messageId)).toEqual(['m1.opened', 'm1.clicked.0']);
    expect((await ask('/inbox/messages/m1/archive', token, {})).status).toBe(204);
    expect(await (await ask('/inbox/messages', token)).json()).toEqual({ unread: 0, messages: [] });
  });
});

describe('the stream', () => {
  /** Views as they come; the reader is left open until the server closes. */
  function views(body: ReadableStream<Uint8Array>): { readonly seen: { unread: number }[]; readonly ended: Promise<void> } {
    const seen: { unread: number }[] = [];
    const read = async (): Promise<void> => {
      let text = '';
      for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
        const blocks = (text + chunk).split('\n\n');
        text = blocks.pop()!;
        for (const block of blocks)
          if (block.startsWith('event: inbox\ndata: ')) seen.push(JSON.parse(block.slice(19)) as { unread: number });
      }
    };
    return { seen, ended: read() };
  }

  test('says how it is, and again after every change', async () => {
    await put('m1', 'c1');
    const answer = await ask('/inbox/stream', tokenOf('c1'));
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const { seen } = views(answer.body!);
    await expect.poll(() => seen.at(-1)?.unread).toBe(1);
    await put('m2', 'c1');
    await expect.poll(() => seen.at(-1)).toMatchObject({ unread: 2, messages: [{ id: 'm2' }, { id: 'm1' }] });
    await ask('/inbox/messages/m2/open', tokenOf('c1'), {});
    await expect.poll(() => seen.at(-1)?.unread).toBe(1);
  });

  test('ends when its token does', async () => {
    const answer = await ask('/inbox/stream', tokenOf('c1', 50));
    const { seen, ended } = views(answer.body!);
    await ended;
    expect(seen).toHaveLength(1);
  });

  test('ends with the server', async () => {
    const { ended } = views((await ask('/inbox/stream', tokenOf('c1'))).body!);
    await server.close();
    await expect(ended.catch((error: Error) => error.message)).resolves.toSatisfy((said) => said === undefined || said === 'terminated');
  });
});
