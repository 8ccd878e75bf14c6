/** The document of the whole API. */
import { Validator } from '@seriousme/openapi-schema-validator';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from './dependencies.suite.ts';
import { registerApi } from './register.ts';
import type { OpenApi } from './route/index.ts';

let shop: Shop;
let server: FastifyInstance;
let document: OpenApi;
const registered: string[] = [];
/** Pages and files, which are no API. */
const PAGES = /^GET \/(console.*|docs.*|inbox\.js|try(?:\/\*)?)?$/;

beforeAll(async () => {
  shop = await openShop();
  server = fastify({ logger: false });
  server.addHook('onRoute', ({ method, url }) => void (method !== 'HEAD' && method !== 'OPTIONS' && registered.push(`${method} ${url}`)));
  await registerApi(server, shop.dependencies, { host: '0.0.0.0', adminToken: 's3cret' });
  document = (await server.inject('/openapi.json')).json();
});
afterAll(async () => {
  await server.close();
  await shop.close();
});

test('it is OpenAPI 3.1', async () => {
  const { valid, errors } = await new Validator().validate(structuredClone(document) as never);
  expect(errors).toBeUndefined();
  expect(valid).toBe(true);
});

test('it is there for everybody, and a browser that has it is told so', async () => {
  const { statusCode, headers } = await server.inject('/openapi.json');
  expect(statusCode).toBe(200);
  const again = await server.inject({ url: '/openapi.json', headers: { 'if-none-match': String(headers.etag) } });
  expect([again.statusCode, again.body]).toEqual([304, '']);
});

test('a page shows it, from files of our own under the policy of all pages', async () => {
  const page = await server.inject('/docs');
  expect(page.headers['content-type']).toBe('text/html; charset=utf-8');
  expect(page.headers['content-security-policy']).toContain("script-src 'self'; style-src 'self'");
  expect(page.body).not.toMatch(/<script>|<style|style=|https?:/);
  const files = [...page.body.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, path]) => path!);
  expect(files).toHaveLength(4);
  for (const file of files) {
    const { statusCode, headers, rawPayload } = await server.inject(file);
    expect([file, statusCode, headers['x-content-type-options']]).toEqual([file, 200, 'nosniff']);
    expect(rawPayload.length).toBeGreaterThan(100);
  }
  expect((await server.inject('/docs/package.json')).statusCode).toBe(404);
});

test('every route stands in it, with its area, its permission, its answers and its errors', () => {
  const described = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace(/\{(\w+)\}/g, ':$1')}`),
  );
  expect(registered.filter((route) => !PAGES.test(route)).sort()).toEqual(described.sort());
  for (const operation of Object.values(document.paths).flatMap((methods) => Object.values(methods))) {
    const { responses } = operation as { readonly responses: object };
    expect(operation).toMatchObject({ operationId: expect.any(String), summary: expect.any(String), tags: [expect.any(String)] });
    expect(operation['x-permission']).toEqual(expect.any(String));
    expect(Object.keys(responses)).toEqual(expect.arrayContaining(['400', '500', '503']));
    if (operation['x-permission'] !== 'open') expect(Object.keys(responses)).toEqual(expect.arrayContaining(['401', '403']));
  }
});
