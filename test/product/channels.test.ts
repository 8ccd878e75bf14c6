/** Channels of an installation in the running product: what is configured goes out, the rest is captured, and what customers do comes back. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { LOCAL, Receiver } from '../../src/act/channels/receiver.suite.ts';
import { serveApi } from '../../src/api/index.ts';
import { defineChannel, defineJourney, defineTemplate, onEvent, send, type Text } from '../../src/define/index.ts';
import { startHere } from '../../src/runtime/installed.suite.ts';
import type { Running } from '../../src/runtime/running.ts';
import { shopProject } from '../../src/runtime/shop.suite.ts';

const name: Text = { en: 'Name', zh: '名称' };
const SECRET = 'a signing secret of enough bytes';
let directory: string;
let receiver: Receiver;
let running: Running;
const warnings: string[] = [];
const warned = ({ message }: Error): void => void warnings.push(message);

const post = (id: string, channel: string) => send({ id, channel, template: 'viewed', purpose: 'offers', messageClass: 'service' });

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-routes-'));
  receiver = await Receiver.open();
  await writeFile(join(directory, 'hook.key'), SECRET, { mode: 0o600 });
  const crm = { carrier: 'webhook', url: receiver.url, secret: 'file:hook.key', ...LOCAL };
  await writeFile(join(directory, 'channels.json'), JSON.stringify({ crm, app: { carrier: 'in_app' }, typo: crm }), { mode: 0o600 });
  process.on('warning', warned);
  running = await startHere({ port: 0, directory, faces: (server, app) => serveApi(server, app, { host: '127.0.0.1' }) });
  const { definitions } = shopProject();
  await running.applyProject({
    definitions: [
      ...definitions,
      defineChannel({ id: 'crm', name, type: 'webhook' }),
      defineChannel({ id: 'app', name, type: 'in_app' }),
      defineChannel({ id: 'phone', name, type: 'push', address: 'city' }),
      defineTemplate({ id: 'viewed', name, body: 'You looked' }),
      defineJourney({
        id: 'after_view',
        name,
        stage: 'activate',
        trigger: onEvent('View'),
        reentry: 'once',
        steps: [post('tell_crm', 'crm'), post('tell_app', 'app'), post('tell_phone', 'phone')],
      }),
    ],
  });
});
afterAll(async () => {
  process.off('warning', warned);
  await running.close();
  await receiver.close();
  await rm(directory, { recursive: true });
});

test('each message goes the way of its channel, and an opening comes back as an event of the customer', async () => {
  await fetch(`${running.url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${running.writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      batch: [
        { type: 'identify', userId: 'ada', messageId: 'i1', traits: { city: 'Bologna' } },
        { type: 'track', event: 'View', userId: 'ada', messageId: 'v1' },
      ],
    }),
  });
  await running.settle();
  const { customer } = (await running.profileOf({ namespace: 'user_id', value: 'ada' }))!;
  expect(receiver.received).toMatchObject([{ body: 'You looked' }]);
  expect(running.routes).toEqual([
    { channel: 'crm', carrier: 'webhook' },
    { channel: 'app', carrier: 'in_app' },
    { channel: 'typo', carrier: 'webhook' },
    { channel: 'phone', carrier: 'capture' },
  ]);
  const captured = await running.outbox.list({ limit: 10 });
  expect(captured.map(({ command }) => command.channel)).toEqual(['phone']);
  const view = await running.inbox.view(customer, { limit: 10 });
  expect(view).toMatchObject({ unread: 1, messages: [{ channel: 'app', body: 'You looked', read: false }] });

  expect(await running.inbox.opened(customer, view.messages[0]!.id)).toBe('done');
  await running.settle();
  const rows = await running.warehouse.query<{ event: string }>(
    "SELECT event FROM events WHERE source = 'volano' AND event = 'In-App Message Opened'",
  );
  expect(rows).toHaveLength(1);
});

test('a channel that the release does not define is named once the release is there', () => {
  expect(warnings.filter((warning) => warning.includes('channels.json'))).toEqual([expect.stringContaining('"typo"')]);
});

test("the customer's page gets its inbox over HTTP, beside the door, with a token that the brand's server asked for", async () => {
  const ask = await fetch(`${running.url}/v1/inbox-tokens`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ identifier: ['user_id', 'ada'] }),
  });
  const { token } = (await ask.json()) as { token: string };
  const headers = { origin: 'https://shop.example', authorization: `Bearer ${token}` };
  const answer = await fetch(`${running.url}/inbox/messages`, { headers });
  expect(await answer.json()).toMatchObject({ unread: 0, messages: [{ body: 'You looked', read: true }] });
  for (const path of ['/inbox/messages', '/v1/track']) {
    const asking = {
      origin: 'https://shop.example',
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'authorization',
    };
    const preflight = await fetch(`${running.url}${path}`, { method: 'OPTIONS', headers: asking });
    expect([path, preflight.status, preflight.headers.get('access-control-allow-origin')]).toEqual([path, 204, '*']);
  }
});
