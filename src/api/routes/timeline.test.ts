import { type FastifyInstance, fastify } from 'fastify';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openShop, PROFILE, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../register.ts';

let shop: Shop;
let server: FastifyInstance;
let asked: unknown[];
beforeEach(async () => {
  shop = await openShop();
  asked = [];
  server = fastify();
  const known = async <T>(whom: object, question: unknown, answer: T): Promise<T | undefined> => {
    asked.push([whom, question]);
    return JSON.stringify(whom).includes('nobody') ? undefined : answer;
  };
  await registerApi(
    server,
    {
      ...shop.dependencies,
      timeline: (whom, question) => known(whom, question, { customer: 'c1', rows: [], position: 7 }),
      lineage: (whom, traits) => known(whom, traits, { customer: 'c1', traits: [] }),
    },
    { host: '127.0.0.1' },
  );
});
afterEach(async () => {
  await server.close();
  await shop.close();
});

async function ask(url: string): Promise<{ status: number; json: unknown }> {
  const answer = await server.inject({ url, headers: { host: 'localhost' } });
  return { status: answer.statusCode, json: answer.json() };
}

describe('/v1/timeline', () => {
  test('asks for everything by default', async () => {
    expect(await ask('/v1/timeline?customer=c1')).toEqual({ status: 200, json: { customer: 'c1', rows: [], position: 7 } });
    expect(asked).toEqual([[{ customer: 'c1' }, { kinds: ['events', 'facts', 'messages'], limit: 50 }]]);
  });

  test('takes filters, once or several times, and instants in three forms', async () => {
    await ask(
      '/v1/timeline?namespace=email&value=a%40b&kind=events&event=View&event=Order%20Completed&source=web&before=1700-0-99&limit=5',
    );
    await ask('/v1/timeline?customer=c1&from=2026-05-01&to=2026-05-01T09:30%2B08:00');
    await ask('/v1/timeline?customer=c1&from=1000');
    expect(asked).toMatchObject([
      [
        { namespace: 'email', value: 'a@b' },
        { kinds: ['events'], events: ['View', 'Order Completed'], sources: ['web'], before: '1700-0-99', limit: 5 },
      ],
      [{ customer: 'c1' }, { from: Date.UTC(2026, 4, 1), to: Date.UTC(2026, 4, 1, 1, 30) }],
      [{ customer: 'c1' }, { from: 1_000 }],
    ]);
  });

  test.each([
    ['', 'customer'],
    ['?namespace=email', 'value'],
    ['?customer=c1&kind=all', 'kind'],
    ['?customer=c1&limit=501', 'limit'],
    ['?customer=c1&limit=many', 'limit'],
    ['?customer=c1&before=0', 'before'],
    ['?customer=c1&from=yesterday', 'from'],
    ['?customer=c1&since=1', 'since'],
  ])('%s is refused: %s', async (query, field) => {
    expect(await ask(`/v1/timeline${query}`)).toMatchObject({
      status: 400,
      json: { code: 'VOLANO_QUERY_INVALID', reason: expect.stringContaining(field) },
    });
    expect(asked).toEqual([]);
  });

  test('of nobody is not found', async () => {
    expect(await ask('/v1/timeline?customer=nobody')).toMatchObject({ status: 404, json: { code: 'VOLANO_RESOURCE_UNKNOWN' } });
  });
});

describe('/v1/lineage', () => {
  test('is of all traits, or of those named', async () => {
    expect((await ask('/v1/lineage?customer=c1')).status).toBe(200);
    await ask('/v1/lineage?customer=c1&trait=a&trait=b');
    expect(asked).toEqual([
      [{ customer: 'c1' }, undefined],
      [{ customer: 'c1' }, ['a', 'b']],
    ]);
  });

  test('of nobody is not found, and a misspelled parameter is refused', async () => {
    expect((await ask('/v1/lineage?namespace=email&value=nobody')).status).toBe(404);
    expect((await ask('/v1/lineage?customer=c1&traits=a')).status).toBe(400);
  });
});

describe('/v1/customers', () => {
  test('one by its address says where its identifiers come from', async () => {
    const { json } = await ask(`/v1/customers/${PROFILE.customer}`);
    expect(json).toMatchObject({ customer: PROFILE.customer, origins: expect.any(Array), tags: [{ id: 'high_value', owner: 'crm' }, {}] });
  });
});
