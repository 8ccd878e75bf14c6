import { createServer, get, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createFeed, type Feed } from './feed.ts';

let server: Server;
let feed: Feed;
let snapshots: number;
let fail: boolean;
let errors: unknown[];

beforeEach(async () => {
  snapshots = 0;
  fail = false;
  errors = [];
  feed = createFeed({
    snapshot: async () => {
      snapshots += 1;
      if (fail) throw new Error('no measures');
      return { number: snapshots };
    },
    intervalMs: 20,
    listenersMax: 2,
    onError: (error) => errors.push(error),
  });
  server = createServer((_request, response) => {
    try {
      feed.add(response, { 'x-test': 'yes' });
    } catch {
      response.writeHead(503).end();
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  feed.close();
  server.closeAllConnections();
  server.close();
});

interface Watcher {
  readonly response: IncomingMessage;
  updates(): number[];
  leave(): void;
}

function watch(): Promise<Watcher> {
  return new Promise((resolve, reject) => {
    const request = get({ port: (server.address() as AddressInfo).port, host: '127.0.0.1' }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        text += chunk;
      });
      response.on('error', () => undefined);
      const updates = (): number[] =>
        [...text.matchAll(/^data: (.*)$/gm)].map(([, json]) => (JSON.parse(json!) as { number: number }).number);
      resolve({ response, updates, leave: () => request.destroy() });
    });
    request.on('error', reject);
  });
}

test('a watcher gets an update at once and then again and again, all of them the same ones', async () => {
  const first = await watch();
  const second = await watch();
  expect(first.response.headers).toMatchObject({
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-store',
    'x-test': 'yes',
  });
  await expect.poll(() => Math.min(first.updates().length, second.updates().length)).toBeGreaterThanOrEqual(4);
  const shared = second.updates().filter((number) => first.updates().includes(number));
  expect(shared.length).toBeGreaterThanOrEqual(3);
});

test('nothing is measured while nobody watches', async () => {
  const watcher = await watch();
  await expect.poll(() => watcher.updates().length).toBeGreaterThanOrEqual(2);
  watcher.leave();
  await expect.poll(() => feed.listeners()).toBe(0);
  const before = snapshots;
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(snapshots).toBeLessThanOrEqual(before + 1);
  const again = await watch();
  await expect.poll(() => again.updates().length).toBeGreaterThanOrEqual(2);
});

test('too many are refused, and let in when one has gone', async () => {
  const first = await watch();
  await watch();
  expect((await watch()).response.statusCode).toBe(503);
  first.leave();
  await expect.poll(() => feed.listeners()).toBe(1);
  expect((await watch()).response.statusCode).toBe(200);
});

test('a failed measurement is reported and the feed goes on', async () => {
  fail = true;
  const watcher = await watch();
  await expect.poll(() => errors.length).toBeGreaterThanOrEqual(2);
  expect(watcher.updates()).toEqual([]);
  fail = false;
  await expect.poll(() => watcher.updates().length).toBeGreaterThanOrEqual(1);
});

test('closing ends the streams', async () => {
  const watcher = await watch();
  const ended = new Promise((resolve) => watcher.response.once('close', resolve));
  feed.close();
  await ended;
  expect(feed.listeners()).toBe(0);
});
