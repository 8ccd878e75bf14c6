/**
 * A mail of the running product, all the way: over TLS to a real mail server, signed so that an independent library agrees, and back: its
 * own links change the next decision.
 */
import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CERTIFICATE, MailServer, PASSWORD, type ReadMail, readMail, USER } from '../../src/act/channels/email/mail-server.suite.ts';
import {
  defineChannel,
  defineJourney,
  defineProject,
  defineTemplate,
  defineTrait,
  event,
  occurs,
  onEvent,
  type Project,
  send,
  type Text,
} from '../../src/define/index.ts';
import { startHere } from '../../src/runtime/installed.suite.ts';
import type { Running } from '../../src/runtime/running.ts';
import { order, shopProject, view } from '../../src/runtime/shop.suite.ts';

const name: Text = { en: 'Name', zh: '名称' };
const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
let directory: string;
let server: MailServer;
let running: Running;

function project(): Project {
  const mail = (template: string) => send({ id: template, channel: 'mail', template, purpose: 'offers' });
  return defineProject(
    shopProject().definitions,
    defineTrait({ id: 'email', name, type: 'string' }),
    defineTrait({ id: 'clicks', name, aggregate: 'count', event: 'Email Link Clicked' }),
    defineChannel({ id: 'mail', name, type: 'email', from: { name: 'Shop', address: 'hello@shop.example' } }),
    defineTemplate({
      id: 'look',
      name,
      subject: 'Have a look',
      body: '<p>See <a href="https://shop.example/new?a=1&b=2">what is new</a></p>',
    }),
    defineTemplate({ id: 'clicked', name, subject: 'You clicked', body: 'We saw it.' }),
    defineJourney({ id: 'viewed', name, stage: 'activate', trigger: onEvent('View'), reentry: 'always', steps: [mail('look')] }),
    defineJourney({
      id: 'interested',
      name,
      stage: 'activate',
      trigger: onEvent('Email Link Clicked'),
      when: event('View').performed(),
      exits: [occurs('Unsubscribed')],
      reentry: 'once',
      steps: [mail('clicked')],
    }),
  );
}

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'volano-mail-'));
  server = await MailServer.open();
  await writeFile(join(directory, 'dkim.pem'), privateKey, { mode: 0o600 });
  await writeFile(join(directory, 'ca.pem'), CERTIFICATE, { mode: 0o600 });
  await writeFile(join(directory, 'password'), PASSWORD, { mode: 0o600 });
  const mail = {
    carrier: 'smtp',
    host: 'localhost',
    port: server.port,
    encryption: 'starttls',
    authority: 'file:ca.pem',
    user: USER,
    password: 'file:password',
    dkim: { domain: 'shop.example', selector: 's1', key: 'file:dkim.pem' },
  };
  await writeFile(join(directory, 'channels.json'), JSON.stringify({ mail }), { mode: 0o600 });
  running = await startHere({ port: 0, directory });
  await running.applyProject(project());
});
afterAll(async () => {
  await running.close();
  await server.close();
  await rm(directory, { recursive: true });
});

async function tell(...batch: readonly object[]): Promise<void> {
  const answer = await fetch(`${running.url}/v1/batch`, {
    method: 'POST',
    headers: { authorization: `Basic ${btoa(`${running.writeKey}:`)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ batch }),
  });
  expect(answer.status).toBe(200);
  await running.settle();
}

function latest(): ReadMail {
  return readMail(server.received.at(-1)!.raw);
}

function linkIn(mail: ReadMail, kind: 'o' | 'c' | 'u'): string {
  return new RegExp(`http://[^"\\s>]+/t/${kind}/[\\w.-]+`).exec(mail.parts['text/html']!.replaceAll('&amp;', '&'))![0];
}

/** What guard said to one customer's mails, in order: numbers of facts count within a partition, and two customers may live on two. */
const verdictsOf = async (userId: string): Promise<unknown[]> =>
  running.warehouse.query(
    "SELECT journey, verdict, rule FROM verdicts WHERE customer = {customer:String} AND journey IN ('viewed', 'interested') ORDER BY seq",
    { customer: (await running.profileOf({ namespace: 'user_id', value: userId }))!.customer },
  );

test('goes over TLS to the address the customer gave, signed', async () => {
  await tell({ type: 'identify', userId: 'ada', messageId: 'i1', traits: { email: 'ada@home.example' } }, view('ada', 'v1'));
  const { to, secure, user, raw } = server.received[0]!;
  expect([server.received.length, to, secure, user]).toEqual([1, ['ada@home.example'], true, USER]);
  const p = publicKey.replace(/-----[^-]+-----|\s/g, '');
  const verified = await dkimVerify(Buffer.from(raw, 'latin1'), { resolver: async () => [[`v=DKIM1; k=rsa; p=${p}`]] });
  expect(verified.results).toMatchObject([{ status: { result: 'pass' } }]);
  expect(latest().header('list-unsubscribe')).toMatch(/^<http:\/\/127\.0\.0\.1:\d+\/t\/u\/[\w.-]+>$/);
});

test('a click leads on, is known of the customer within the loop, and starts what waits for it', async () => {
  const answer = await fetch(linkIn(latest(), 'c'), { redirect: 'manual', headers: { 'user-agent': 'Mozilla/5.0 (a person)' } });
  expect([answer.status, answer.headers.get('location')]).toEqual([302, 'https://shop.example/new?a=1&b=2']);
  await running.settle();
  expect(latest().header('subject')).toBe('You clicked');
  const ada = await running.profileOf({ namespace: 'user_id', value: 'ada' });
  expect(ada?.traits.clicks).toBe(1);
});

test('the unsubscribe link asks; the one click of a mail program does it, and the next mail does not go', async () => {
  const url = latest().header('list-unsubscribe')!.slice(1, -1);
  const asked = await fetch(url);
  expect([asked.status, await asked.text()]).toEqual([200, expect.stringContaining('<form')]);
  await tell(view('ada', 'v2'));
  expect(server.received).toHaveLength(3);
  const done = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });
  expect(done.status).toBe(200);
  await running.settle();
  await tell(view('ada', 'v3'), order('ada', 'o1', 10));
  expect(server.received).toHaveLength(3);
  expect(await verdictsOf('ada')).toEqual([
    { journey: 'viewed', verdict: 'send', rule: 'allowed' },
    { journey: 'interested', verdict: 'send', rule: 'allowed' },
    { journey: 'viewed', verdict: 'send', rule: 'allowed' },
    { journey: 'viewed', verdict: 'suppress', rule: 'consent.withdrawn' },
  ]);
});

test('an address that the server refuses for good gets no mail on that channel again', async () => {
  server.refusal = { at: 'rcpt', code: 550, text: '5.1.1 no such user' };
  await tell({ type: 'identify', userId: 'bo', messageId: 'i2', traits: { email: 'bo@gone.example' } }, view('bo', 'v4'));
  server.refusal = undefined;
  await tell(view('bo', 'v5'));
  expect(server.received).toHaveLength(3);
  expect((await verdictsOf('bo')).at(-1)).toEqual({ journey: 'viewed', verdict: 'suppress', rule: 'suppressed.channel' });
});
