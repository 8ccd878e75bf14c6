import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import fastify, { type FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShop, type Shop } from '../dependencies.suite.ts';
import { registerApi } from '../index.ts';

const directory = mkdtempSync(join(tmpdir(), 'volano-app-'));
const PAGE = '<meta property="csp-nonce" nonce="__NONCE__"><script type="module" src="/console/assets/a-1.js"></script>';
let shop: Shop;
const servers: FastifyInstance[] = [];

beforeAll(async () => {
  mkdirSync(join(directory, 'assets'));
  writeFileSync(join(directory, 'index.html'), PAGE);
  writeFileSync(join(directory, 'sources.txt'), 'x');
  writeFileSync(join(directory, 'assets', 'a-1.js'), 'let a;');
  writeFileSync(join(directory, 'assets', 'a-1.js.br'), brotliCompressSync('let a;'));
  shop = await openShop();
});
afterAll(async () => {
  for (const server of servers) await server.close();
  await shop.close();
  rmSync(directory, { recursive: true });
});

async function serve(appDirectory: string): Promise<FastifyInstance> {
  const server = fastify();
  servers.push(server);
  await registerApi(server, shop.dependencies, { host: '127.0.0.1', appDirectory });
  return server;
}

test('every address of the console is one page, with a nonce of its own that the policy names, and is not kept', async () => {
  const server = await serve(directory);
  const pages = await Promise.all(['/console/', '/console/messages/m1', '/console/index.html'].map((url) => server.inject(url)));
  const nonces = pages.map(({ body, headers, statusCode }) => {
    expect([statusCode, headers['cache-control'], headers['content-type']]).toEqual([200, 'no-store', 'text/html; charset=utf-8']);
    const [, nonce] = /csp-nonce" nonce="([\w-]{22})"/.exec(body) ?? [];
    expect(headers['content-security-policy']).toContain(`style-src 'self' 'nonce-${nonce}'`);
    expect(headers['content-security-policy']).toContain("script-src 'self';");
    expect(headers['content-security-policy']).not.toContain('unsafe');
    return nonce;
  });
  expect(new Set(nonces).size).toBe(3);
  expect((await server.inject('/console')).headers.location).toBe('/console/');
  expect((await server.inject('/')).headers.location).toBe('/console/');
});

test('an address whose last part has a dot is one of a screen, unless files lie there', async () => {
  const server = await serve(directory);
  for (const url of ['/console/customers/ada@shop.example', '/console/customers/a.js', '/console/segments/tag/v1.2']) {
    const { statusCode, headers } = await server.inject(url);
    expect([statusCode, headers['content-type']], url).toEqual([200, 'text/html; charset=utf-8']);
  }
  for (const url of ['/console/favicon.ico', '/console/assets/gone-2.css']) expect((await server.inject(url)).statusCode, url).toBe(404);
});

test('its files are kept for ever, compressed when the browser takes it', async () => {
  const server = await serve(directory);
  const plain = await server.inject('/console/assets/a-1.js');
  expect([plain.body, plain.headers['cache-control'], plain.headers['content-encoding']]).toEqual([
    'let a;',
    'public, max-age=31536000, immutable',
    undefined,
  ]);
  const small = await server.inject({ url: '/console/assets/a-1.js', headers: { 'accept-encoding': 'gzip, br' } });
  expect([small.headers['content-encoding'], small.headers.vary]).toEqual(['br', 'accept-encoding']);
  expect(brotliDecompressSync(small.rawPayload).toString()).toBe('let a;');
  const unzipped = await server.inject({ url: '/console/assets/a-1.js', headers: { 'accept-encoding': 'gzip' } });
  expect([unzipped.headers['content-encoding'], unzipped.body]).toEqual([undefined, 'let a;']);
});

test('what is no file of it is not there, whatever lies beside it', async () => {
  const server = await serve(directory);
  for (const url of [
    '/console/assets/b.js',
    '/console/sources.txt',
    '/console/assets/a-1.js.br',
    '/console/../package.json',
    '/console/..%2f..%2fpackage.json',
  ])
    expect((await server.inject(url)).statusCode, url).toBe(404);
});

test('without a build the page says how to make one', async () => {
  const server = await serve(join(directory, 'nowhere'));
  const { statusCode, body } = await server.inject('/console/');
  expect([statusCode, JSON.parse(body).code]).toEqual([500, 'VOLANO_CONSOLE_NOT_BUILT']);
});

test('the workspace of the running release is told to whoever may ask', async () => {
  const server = await serve(directory);
  expect((await server.inject('/v1/workspace')).json()).toEqual({
    version: '0.1.0',
    id: 'shop',
    name: { en: 'Lighthouse', zh: '灯塔' },
    timeZone: 'Asia/Shanghai',
    currency: 'CNY',
    asksForSecond: false,
  });
  expect((await server.inject('/v1/workspace?x=1')).statusCode).toBe(400);
});
