/** What came back about messages while two people were taken for one, on the running product: engine, warehouse and verify afterwards. */

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  defineChannel,
  defineJourney,
  definePolicy,
  defineProject,
  definePurpose,
  defineTemplate,
  defineTrait,
  defineWorkspace,
  onEvent,
  send,
} from '../../define/index.ts';
import { readKnowledge } from '../../learn/index.ts';
import { verifyHere } from '../installed.suite.ts';
import { Shop } from '../shop.suite.ts';

const name = { en: 'x', zh: 'x' };
const PROJECT = defineProject(
  defineWorkspace({ id: 'shop', name, timeZone: 'UTC', currency: 'EUR', seed: 'shop' }),
  definePurpose({ id: 'offers', name, basis: 'opt_out' }),
  definePolicy({}),
  defineChannel({ id: 'app', name, type: 'in_app' }),
  defineTrait({ id: 'opens', name, aggregate: 'count', event: 'In-App Message Opened' }),
  defineTemplate({ id: 'viewed', name, body: 'You looked' }),
  defineJourney({
    id: 'after_view',
    name,
    stage: 'activate',
    trigger: onEvent('View'),
    reentry: 'always',
    steps: [send({ id: 'tell', channel: 'app', template: 'viewed', purpose: 'offers' })],
  }),
);

let shop: Shop;
beforeAll(async () => {
  shop = await Shop.open();
  await shop.reopen(() => writeFile(join(shop.directory, 'channels.json'), '{"app":{"carrier":"in_app"}}', { mode: 0o600 }));
  await shop.running.applyProject(PROJECT);
});
afterAll(() => shop.close());

const customerOf = async (namespace: string, value: string) => (await shop.running.profileOf({ namespace, value }))!;

test('an opening goes with the event that had begun the journey of its message', async () => {
  await shop.call({ type: 'track', event: 'Begin', userId: 'ada', messageId: 'a1' });
  await shop.call({ type: 'track', event: 'Begin', anonymousId: 'phone', messageId: 'b1' });
  await shop.running.settle();
  await shop.running.bindings.bind(['anonymous_id', 'phone'], ['user_id', 'ada'], { by: 'test' });
  await shop.call({ type: 'track', event: 'View', userId: 'ada', messageId: 'a2' });
  await shop.call({ type: 'track', event: 'View', anonymousId: 'phone', messageId: 'b2' });
  await shop.call({ type: 'track', event: 'View', anonymousId: 'phone', messageId: 'b3' });
  await shop.running.settle();
  const { customer } = await customerOf('user_id', 'ada');
  const { messages } = await shop.running.inbox.view(customer, { limit: 10 });
  expect(messages).toHaveLength(3);
  for (const { id } of messages) expect(await shop.running.inbox.opened(customer, id)).toBe('done');
  await shop.running.settle();
  expect((await customerOf('user_id', 'ada')).traits).toMatchObject({ opens: 3 });

  await shop.running.bindings.unbind(['anonymous_id', 'phone'], { by: 'test' });
  expect((await customerOf('user_id', 'ada')).traits).toMatchObject({ opens: 1 });
  expect((await customerOf('anonymous_id', 'phone')).traits).toMatchObject({ opens: 2 });
  await shop.running.settle();
  const live: object[] = [];
  for await (const { id, traits } of shop.running.customers()) live.push({ customer: id, traits, tags: [], segments: [] });
  expect(await readKnowledge(shop.running.warehouse, PROJECT.definitions, { now: Date.now(), edges: {} })).toEqual(live);
  expect(await verifyHere(shop.directory)).toMatchObject({ equal: true });
});
