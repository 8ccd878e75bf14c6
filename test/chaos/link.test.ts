import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Link } from './link.ts';

let server: Server;
let link: Link;
let there = true;

beforeEach(async () => {
  there = true;
  server = createServer((request, response) => request.resume().on('end', () => response.end('hello')));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  link = await Link.open(() => (there ? { port: (server.address() as AddressInfo).port } : undefined));
});
afterEach(async () => {
  await link.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
});

const ask = async (): Promise<string> =>
  (await fetch(`http://127.0.0.1:${link.port}/`, { method: 'POST', body: 'x'.repeat(300_000) })).text();

it('carries what is said both ways', async () => {
  expect(await ask()).toBe('hello');
});

it('refuses while it is cut, and carries again afterwards', async () => {
  await ask();
  link.set('cut');
  await expect(ask()).rejects.toThrow('fetch failed');
  link.set('open');
  expect(await ask()).toBe('hello');
});

it('holds what is said while it is stalled, and lets it go afterwards', async () => {
  link.set('stalled');
  const answer = ask();
  const first = await Promise.race([answer, new Promise((resolve) => setImmediate(() => setImmediate(() => resolve('nothing'))))]);
  expect(first).toBe('nothing');
  link.set('open');
  expect(await answer).toBe('hello');
});

it('breaks off when nobody is at the other end', async () => {
  there = false;
  await expect(ask()).rejects.toThrow('fetch failed');
});
