/** No request is answered 500, and none otherwise than its route declares (which is a 500 here: VOLANO_CHECK_ANSWERS). */
import fc from 'fast-check';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from './dependencies.suite.ts';
import { valuesOf, wrongOf } from './generated.suite.ts';
import { apiDocument } from './index.ts';
import { registerApi } from './register.ts';

type Json = { readonly [key: string]: unknown };
interface Operation {
  readonly parameters?: readonly { readonly name: string; readonly in: string; readonly required: boolean; readonly schema: Json }[];
  readonly requestBody?: { readonly content: { readonly 'application/json': { readonly schema: Json } } };
  readonly responses: Json;
}

const SEED = 20_261_129;
const RUNS = 12;
const document = await apiDocument();
const { schemas } = document.components;
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods)
    .filter(([, operation]) => !JSON.stringify(operation).includes('text/event-stream'))
    .map(([method, operation]) => [method.toUpperCase(), path, operation as unknown as Operation] as const),
);

let shop: Shop;
let server: FastifyInstance;
beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  await registerApi(server, shop.dependencies, { host: '127.0.0.1', checksAnswers: true });
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

test('there are routes', () => expect(operations.length).toBeGreaterThan(60));

test.each(operations)('%s %s', async (method, path, { parameters = [], requestBody }) => {
  const inside = (where: string): fc.Arbitrary<unknown> => {
    const those = parameters.filter((one) => one.in === where);
    const required = those.filter((one) => one.required).map(({ name }) => name);
    const properties = Object.fromEntries(those.map(({ name, schema }) => [name, schema]));
    return valuesOf({ type: 'object', properties, required }, schemas);
  };
  const body = requestBody ? valuesOf(requestBody.content['application/json'].schema, schemas) : fc.constant(undefined);
  const right = fc.record({ path: inside('path'), query: inside('query'), body });
  const wrong = fc.record({ path: inside('path'), query: wrongOf(inside('query')), body: requestBody ? wrongOf(body) : body });
  for (const asked of fc.sample(fc.oneof(right, wrong), { seed: SEED, numRuns: RUNS })) {
    const url =
      path.replace(/\{(\w+)\}/g, (_all, name) => encodeURIComponent(String((asked.path as Json)[name] || 'x'))) + queryOf(asked.query);
    const payload =
      asked.body === undefined
        ? {}
        : { payload: JSON.stringify(asked.body), headers: { 'content-type': 'application/json', host: 'localhost' } };
    const { statusCode, body: answer } = await server.inject({ method: method as 'GET', url, headers: { host: 'localhost' }, ...payload });
    expect(statusCode, `${method} ${url} ${JSON.stringify(asked.body)}: ${answer.slice(0, 400)}`).not.toBe(500);
  }
});

function queryOf(query: unknown): string {
  if (typeof query !== 'object' || query === null) return '?x=1';
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    [value].flat().map((one): [string, string] => [name, typeof one === 'object' ? JSON.stringify(one) : String(one)]),
  );
  return `?${new URLSearchParams(pairs)}`;
}
