/** What waits for the product to come to rest is told when a channel is down. */
import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { defineChannel, defineJourney, onEvent, send } from '../define/index.ts';
import { inOnePartition } from './installed.suite.ts';
import { order, Shop, shopProject } from './shop.suite.ts';

// Why a channel does not take them is known to the process that hands over.
inOnePartition();

const SECRET = 'VOLANO_SETTLE_TEST_SECRET';
const name = { en: 'Hook', zh: '回调' };
let shop: Shop | undefined;
afterEach(() => shop?.close());

test('settle() ends when a webhook is down, says what is left and why, and comes to rest once it is mended', async () => {
  process.env[SECRET] = 'a-secret-of-this-test-alone';
  let status = 503;
  const taken: unknown[] = [];
  const server = createServer((request, response) => {
    if (status === 200) taken.push(request.headers['webhook-id']);
    request.resume().once('end', () => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  shop = await Shop.open();
  await shop.reopen(async () => {
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    const hook = { carrier: 'webhook', url, secret: `env:${SECRET}`, allowPrivate: ['127.0.0.1'], allowHttp: ['127.0.0.1'] };
    await writeFile(join(shop!.directory, 'channels.json'), JSON.stringify({ hook }), { mode: 0o600 });
  });
  const { running } = shop;
  const project = shopProject();
  const journey = defineJourney({
    id: 'tell',
    name,
    stage: 'retain',
    trigger: onEvent('Order Completed'),
    reentry: 'always',
    steps: [send({ id: 'hook', channel: 'hook', template: 'again', purpose: 'offers' })],
  });
  await running.applyProject({
    ...project,
    definitions: [...project.definitions, defineChannel({ id: 'hook', type: 'webhook', name }), journey],
  });
  await shop.call(order('ada', 'o1', 10));
  // On a slow machine the first attempt has not been answered yet.
  let message = '';
  while (!message.includes('webhook_refused')) {
    const refusal: unknown = await running.settle(1_000).catch((error: unknown) => error);
    expect(refusal).toMatchObject({ code: 'VOLANO_DELIVERY_UNSETTLED' });
    ({ message } = refusal as Error);
  }
  expect(message).toMatch(/^1 message\(s\) .*hook \(1\): webhook_refused: 503/);
  status = 200;
  await running.settle();
  expect(taken).toHaveLength(1);
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}, 60_000);
