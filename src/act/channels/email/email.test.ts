import { generateKeyPairSync } from 'node:crypto';
import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelDefinition } from '../../../define/index.ts';
import { channelContract, outgoing } from '../channel.suite.ts';
import type { Channel, DeliveryOutcome, OutgoingMessage } from '../channel.ts';
import { smtpCarrier } from './email.ts';
import { CERTIFICATE, MailServer, PASSWORD, type ReadMail, type Refusal, readMail, USER } from './mail-server.suite.ts';

const { privateKey, publicKey } = generateKeyPairSync('rsa', {
  modulusLength: 2_048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
});
const SECRETS: Readonly<Record<string, string>> = { 'env:PASSWORD': PASSWORD, 'file:ca.pem': CERTIFICATE, 'file:dkim.pem': privateKey };
const definition: ChannelDefinition = {
  kind: 'channel',
  id: 'mail',
  type: 'email',
  name: { en: 'Mail', zh: '邮件' },
  from: { name: '小店, "Shop"', address: 'hello@shop.example' },
};
const signal = new AbortController().signal;
let server: MailServer;
let channels: Channel[] = [];

function open(overrides: object = {}): Channel {
  const read = smtpCarrier.read({
    carrier: 'smtp',
    host: 'localhost',
    port: server.port,
    encryption: 'starttls',
    authority: 'file:ca.pem',
    user: USER,
    password: 'env:PASSWORD',
    from: { name: 'Shop', address: 'hello@shop.example' },
    ...overrides,
  });
  if (!read.ok) throw new Error(`${read.field}: ${read.problem.en}`);
  const channel = read.open({ channel: 'mail', secretOf: (reference) => SECRETS[reference]!, now: Date.now });
  channels.push(channel);
  return channel;
}

async function closeAll(): Promise<void> {
  for (const channel of channels) await channel.close();
  channels = [];
  await server.close();
}

function message(content: Partial<OutgoingMessage['content']> = {}, command: Partial<OutgoingMessage['command']> = {}): OutgoingMessage {
  const base = outgoing('m1', { to: 'ann@example.com', ...command });
  return { ...base, content: { ...base.content, ...content }, definition };
}

async function arrive(sent: OutgoingMessage, overrides: object = {}): Promise<ReadMail & { raw: string }> {
  expect(await open(overrides).deliver(sent, signal)).toMatchObject({ outcome: 'sent' });
  const { raw } = server.received.at(-1)!;
  return { ...readMail(raw), raw };
}

/** As `AUTH PLAIN` says it. */
const PLAIN = Buffer.from(`\0${USER}\0${PASSWORD}`).toString('base64');

channelContract('e-mail', {
  async open() {
    server = await MailServer.open();
    return open();
  },
  async reopen(channel) {
    await channel.close();
    return open();
  },
  arrived: async () => server.received.map(({ raw }) => /^<(.*)@shop\.example>$/.exec(readMail(raw).header('message-id') ?? '')![1]!),
  exactlyOnce: false,
  command: { to: 'ann@example.com' },
  refusing: {
    secrets: [PASSWORD, Buffer.from(PASSWORD).toString('base64'), PLAIN, 'ann@example.com'],
    retryable: () => {
      server.refusal = { at: 'rcpt', code: 451, text: `4.7.1 ${PASSWORD} ann@example.com later` };
    },
    final: () => {
      server.refusal = {
        at: 'rcpt',
        code: 550,
        text: `5.1.1 ann@example.com unknown ${Buffer.from(PASSWORD).toString('base64')} ${PLAIN}`,
      };
    },
  },
  close: closeAll,
});

describe('over real TLS', () => {
  beforeEach(async () => {
    server = await MailServer.open();
  });
  afterEach(closeAll);

  test('a message arrives, encrypted and logged in, from and to whom it should', async () => {
    await arrive(message());
    expect(server.received).toMatchObject([{ from: 'hello@shop.example', to: ['ann@example.com'], secure: true, user: USER }]);
  });

  test('from the first byte, where the server wants that', async () => {
    await server.close();
    server = await MailServer.open({ secure: true });
    await arrive(message(), { encryption: 'implicit' });
    expect(server.received[0]?.secure).toBe(true);
  });

  test('nothing is said to a server whose certificate nobody vouches for', async () => {
    expect(await open({ authority: undefined }).deliver(message(), signal)).toMatchObject({
      outcome: 'failed',
      retryable: true,
      reason: expect.stringMatching(/^email_(tls_failed|unreachable)/),
    });
    expect(server.received).toEqual([]);
  });

  test('nothing is said to a server that offers no TLS', async () => {
    await server.close();
    server = await MailServer.open({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
    expect(await open().deliver(message(), signal)).toMatchObject({ outcome: 'failed', retryable: true });
    expect(server.received).toEqual([]);
  });

  test('a refused log-in can be mended, and repeats no password', async () => {
    const outcome = await open({ user: 'somebody' }).deliver(message(), signal);
    expect(outcome).toMatchObject({ outcome: 'failed', retryable: true, reason: expect.stringMatching(/^email_login_refused/) });
    expect(JSON.stringify(outcome)).not.toContain(JSON.stringify(PASSWORD).slice(1, -1));
  });
});

describe('a mail', () => {
  beforeEach(async () => {
    server = await MailServer.open();
  });
  afterEach(closeAll);

  test('has text and HTML, with names and subjects of any script', async () => {
    const mail = await arrive(message({ subject: '小明，您好 – «ça va?» 👋'.repeat(4), body: '<h1>你好</h1><p>Line</p>' }));
    expect(mail.header('subject')).toBe('小明，您好 – «ça va?» 👋'.repeat(4));
    expect(mail.header('from')).toContain('<hello@shop.example>');
    expect(mail.header('from')).toContain('小店');
    expect(mail.header('to')).toBe('ann@example.com');
    expect(mail.header('content-type')).toMatch(/^multipart\/alternative/);
    expect(mail.parts['text/html']?.trim()).toBe('<h1>你好</h1><p>Line</p>');
    expect(mail.parts['text/plain']?.trim().split(/\r?\n/)).toEqual(['你好', '', 'Line']);
  });

  test('of plain text is plain text', async () => {
    const mail = await arrive(message({ format: 'text', body: 'Hello <Ann> & 你好' }));
    expect(mail.parts).toEqual({ 'text/plain': expect.stringMatching(/^Hello <Ann> & 你好\s*$/) });
  });

  test('shows its preview first and hides it', async () => {
    const mail = await arrive(message({ body: '<html><body class="x">Hi</body></html>', preview: '<b> & more' }));
    expect(mail.parts['text/html']).toMatch(
      /<body class="x"><div style="display:none[^>]*>&#60;b&#62; &#38; more(&#847;&zwnj;&nbsp;)+<\/div>Hi/,
    );
    expect(mail.parts['text/plain']?.trim()).toBe('Hi');
  });

  test('carries both headers of RFC 8058, each on one line, inside the signature that an independent library verifies', async () => {
    const unsubscribeUrl = `https://links.example/t/u/1.${'a'.repeat(400)}.b`;
    const dkim = { domain: 'shop.example', selector: 's1', key: 'file:dkim.pem' };
    const { raw, lines } = await arrive(message({ unsubscribeUrl, subject: '小明'.repeat(30), body: `<p>${'你好 '.repeat(500)}</p>` }), {
      dkim,
    });
    const named = (name: string): (string | undefined)[] => lines.filter(([found]) => found === name).map(([, line]) => line);
    expect(named('list-unsubscribe')).toEqual([`List-Unsubscribe: <${unsubscribeUrl}>`]);
    expect(named('list-unsubscribe-post')).toEqual(['List-Unsubscribe-Post: List-Unsubscribe=One-Click']);
    const p = publicKey.replace(/-----[^-]+-----|\s/g, '');
    const asked: string[] = [];
    const verified = await dkimVerify(Buffer.from(raw, 'latin1'), {
      resolver: async (name: string) => {
        asked.push(name);
        return [[`v=DKIM1; k=rsa; p=${p}`]];
      },
    });
    expect(verified.results).toMatchObject([{ signingDomain: 'shop.example', status: { result: 'pass' } }]);
    expect(asked).toEqual(['s1._domainkey.shop.example']);
    const signedFields = /\bh=([^;]+);/.exec(named('dkim-signature')[0]!.replace(/\s/g, ''))![1]!.toLowerCase().split(':');
    expect(signedFields).toEqual(
      expect.arrayContaining(['from', 'to', 'subject', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']),
    );
  });

  test('that is transactional carries none of them', async () => {
    const { lines } = await arrive(message());
    expect(lines.map(([name]) => name)).not.toContain('list-unsubscribe');
  });

  test('has an id that is the message’s own at every attempt', async () => {
    const first = await arrive(message());
    const second = await arrive(message());
    expect([first.header('message-id'), second.header('message-id')]).toEqual(['<m1@shop.example>', '<m1@shop.example>']);
  });

  test('says its language and where replies go', async () => {
    const mail = await arrive({ ...message({ locale: 'zh-Hans' }), definition: { ...definition, replyTo: 'care@shop.example' } });
    expect(mail.header('content-language')).toBe('zh-Hans');
    expect(mail.header('reply-to')).toBe('care@shop.example');
  });

  test('gets no header from any value', async () => {
    const evil = 'x\r\nBcc: all@example.com\r\n\r\n<script>';
    const mail = await arrive(
      message(
        { subject: evil, preview: evil, locale: evil, body: `<p>x</p>`, unsubscribeUrl: 'https://links.example/t/u/x' },
        { journey: evil, step: evil, purpose: evil, locale: evil, message: 'm1' },
      ),
    );
    const names = mail.lines.map(([name]) => name);
    expect(names).not.toContain('bcc');
    expect(names).not.toContain('content-language');
    expect(server.received[0]?.to).toEqual(['ann@example.com']);
  });
});

describe('addresses', () => {
  beforeEach(async () => {
    server = await MailServer.open();
  });
  afterEach(closeAll);

  test.each([
    'ann@example.com, bob@example.com',
    'Ann <ann@example.com>',
    'ann@example.com\r\nBcc: bob@example.com',
    'ann@exa mple.com',
    '"ann"@example.com',
    'group:ann@example.com;',
    'ann@@example.com',
    'ann',
    '',
    `${'a'.repeat(65)}@example.com`,
    `a@${'b'.repeat(300)}.com`,
  ])('that are none get nothing: %j', async (to) => {
    expect(await open().deliver(message({}, { to }), signal)).toEqual({
      outcome: 'failed',
      reason: 'email_address_invalid',
      retryable: false,
      bounced: 'permanent',
    });
    expect(server.received).toEqual([]);
  });

  test('a customer without one gets nothing', async () => {
    const { to: _to, ...command } = message().command;
    const outcome = await open().deliver({ ...message(), command }, signal);
    expect(outcome).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/^email_address_missing/), retryable: false });
    expect(outcome).not.toHaveProperty('bounced');
  });

  test('a channel that does not say who writes sends nothing', async () => {
    const { from: _from, ...silent } = definition;
    const outcome = await open({ from: undefined }).deliver({ ...message(), definition: silent }, signal);
    expect(outcome).toMatchObject({ outcome: 'failed', reason: expect.stringMatching(/^email_sender_missing/), retryable: false });
  });
});

describe('what the server says is understood', () => {
  beforeEach(async () => {
    server = await MailServer.open();
  });
  afterEach(closeAll);

  async function outcomeOf(refusal: Refusal): Promise<DeliveryOutcome> {
    server.refusal = refusal;
    return open().deliver(message(), signal);
  }

  test('250 is sent, with what it answered', async () => {
    expect(await open().deliver(message(), signal)).toEqual({ outcome: 'sent', answer: expect.stringMatching(/^250 /) });
  });

  test.each([
    ['451 greylisted', { at: 'rcpt', code: 451, text: '4.7.1 later' }, { retryable: true }],
    ['452 full for a while', { at: 'rcpt', code: 452, text: '4.2.2 mailbox full' }, { retryable: true, bounced: 'temporary' }],
    ['421 busy', { at: 'mail', code: 421, text: 'busy' }, { retryable: true }],
    ['451 after the data', { at: 'data', code: 451, text: '4.3.0 later' }, { retryable: true }],
    ['550 unknown', { at: 'rcpt', code: 550, text: 'no such user' }, { retryable: false, bounced: 'permanent' }],
    ['550 5.1.1', { at: 'rcpt', code: 550, text: '5.1.1 no such user' }, { retryable: false, bounced: 'permanent' }],
    ['550 5.2.1', { at: 'rcpt', code: 550, text: '5.2.1 disabled' }, { retryable: false, bounced: 'permanent' }],
    ['550 5.7.1 policy', { at: 'rcpt', code: 550, text: '5.7.1 not from you' }, { retryable: false }],
    ['554 spam', { at: 'data', code: 554, text: '5.7.1 spam' }, { retryable: false }],
    ['550 after the data', { at: 'data', code: 550, text: 'no' }, { retryable: false }],
    ['553 sender', { at: 'mail', code: 553, text: 'who are you' }, { retryable: false }],
  ] as const)('%s', async (_name, refusal, expected) => {
    expect(await outcomeOf(refusal)).toEqual({
      outcome: 'failed',
      reason: expect.stringContaining(`email_refused: ${refusal.code} ${refusal.text}`),
      ...expected,
    });
    expect(server.received).toEqual([]);
  });

  test('the next message goes out after a refusal', async () => {
    const channel = open();
    server.refusal = { at: 'rcpt', code: 451, text: 'later' };
    await channel.deliver(message(), signal);
    server.refusal = undefined;
    expect(await channel.deliver(message(), signal)).toMatchObject({ outcome: 'sent' });
  });
});
