import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ChannelDefinition } from '../../define/index.ts';
import type { RenderedContent } from '../content/index.ts';
import { createTracker } from './tracker.ts';
import { BASE, channelOf, commandOf, ISSUED_AT, keyOf, tokensIn, trackerOf } from './tracking.suite.ts';

const tracker = trackerOf();
const email = channelOf('email');

interface Case {
  readonly command?: Parameters<typeof commandOf>[0];
  readonly definition?: ChannelDefinition | undefined;
  readonly linkHosts?: readonly string[];
  readonly locale?: string;
}

function decorate(body: string, format: 'html' | 'text' = 'html', about: Case = {}): RenderedContent {
  const { command, linkHosts = ['shop.example'], locale } = about;
  const definition = 'definition' in about ? about.definition : email;
  const content = { format, body, ...(locale === undefined ? {} : { locale }) };
  return tracker.decorate(content, { command: commandOf(command), definition, linkHosts });
}

function targetsOf(body: string): (string | undefined)[] {
  return tokensIn(body, 'c').map((token) => tracker.open(token)?.link?.url);
}

describe('an HTML e-mail', () => {
  test('has its links tracked, each by the message, customer and target it is about', () => {
    const { body } = decorate('<a href="https://shop.example/a?x=1&amp;y=2">a</a>');
    const [token] = tokensIn(body, 'c');
    expect(tracker.open(token!)).toEqual({
      kind: 'c',
      message: 'm00000000001001',
      customer: 'c0mf3k9q8p000000012',
      channel: 'mail',
      type: 'email',
      purpose: 'news',
      journey: 'first_order',
      step: 'hello',
      template: 'welcome',
      issuedAt: ISSUED_AT,
      link: { index: 0, url: 'https://shop.example/a?x=1&y=2' },
    });
  });

  test('counts one address as one link, wherever it stands', () => {
    const link = (path: string): string => `<a href="https://shop.example/${path}">x</a>`;
    const { body } = decorate(link('a') + link('b') + link('a'));
    expect(tokensIn(body, 'c').map((token) => tracker.open(token)?.link?.index)).toEqual([0, 1, 0]);
  });

  test('has a pixel and a way to unsubscribe at the end of its body', () => {
    const { body, unsubscribeUrl } = decorate('<html><body><p>x</p></body></html>');
    expect(body).toMatch(/^<html><body><p>x<\/p><p [^>]*><a [^>]*>Unsubscribe<\/a><\/p><img [^>]*width="1"[^>]*><\/body><\/html>$/);
    expect(tokensIn(body, 'o').map((token) => tracker.open(token)?.kind)).toEqual(['o']);
    expect(tokensIn(body, 'u').map((token) => tracker.open(token)?.purpose)).toEqual(['news']);
    expect(unsubscribeUrl).toContain(`${BASE}/t/u/`);
  });

  test.each([
    ['before </html> when there is no body', '<html><p>x</p></html>', /<img [^>]*><\/html>$/],
    ['at the end when there is neither', '<p>x</p>', /<img [^>]*>$/],
  ])('has them %s', (_name, html, expected) => {
    expect(decorate(html).body).toMatch(expected);
  });

  test('says it in the language of the content, else of the customer', () => {
    expect(decorate('<p>x</p>', 'html', { locale: 'zh-Hans' }).body).toContain('退订');
    expect(decorate('<p>x</p>', 'html', { command: { locale: 'zh-CN' } }).body).toContain('退订');
    expect(decorate('<p>x</p>', 'html', { command: { locale: 'zhx' } }).body).toContain('Unsubscribe');
  });

  test('with its own link to unsubscribe gets no second one', () => {
    const { body } = decorate(`<a href="${tracker.unsubscribeUrl(commandOf(), email)}">stop</a>`);
    expect(tokensIn(body, 'u')).toHaveLength(1);
    expect(tokensIn(body, 'c')).toHaveLength(0);
  });

  test('that is transactional has none, and tells none to mail programs', () => {
    const content = decorate('<p>x</p>', 'html', { command: { messageClass: 'transactional' } });
    expect(tokensIn(content.body, 'u')).toEqual([]);
    expect(content).not.toHaveProperty('unsubscribeUrl');
    expect(tokensIn(content.body, 'o')).toHaveLength(1);
  });

  test('of a channel that wants no tracked links keeps them, has no pixel, and can be unsubscribed', () => {
    const html = '<a href="https://shop.example/">x</a>';
    const { body } = decorate(html, 'html', { definition: channelOf('email', { links: { tracked: false } }) });
    expect(body.startsWith(html)).toBe(true);
    expect([tokensIn(body, 'c').length, tokensIn(body, 'o').length, tokensIn(body, 'u').length]).toEqual([0, 0, 1]);
  });
});

describe('our signature is no open redirect', () => {
  test.each([
    'https://evil.example/',
    'https://shop.example.evil.example/',
    'https://shop.example@evil.example/',
    'https://user:pass@shop.example/',
    'https://shop.example:8443/',
    '//shop.example/',
    'javascript:alert(1)',
    'mailto:a@shop.example',
    'ftp://shop.example/',
    '/relative',
    'https://',
    `https://shop.example/${'x'.repeat(2_000)}`,
  ])('%s stays as it is', (address) => {
    expect(tokensIn(decorate(`<a href="${address}">x</a>`).body, 'c')).toEqual([]);
    expect(decorate(`<a href="${address}">x</a>`).body).toContain(`href="${address}"`);
  });

  test('a target is written in the one way that all browsers read alike', () => {
    expect(targetsOf(decorate('<a href="HTTPS://Shop.Example:443\\@evil.example/a b">x</a>').body)).toEqual([
      'https://shop.example/@evil.example/a%20b',
    ]);
  });

  test('a channel may name more hosts', () => {
    const definition = channelOf('email', { links: { hosts: ['pay.example:8443'] } });
    expect(targetsOf(decorate('<a href="https://pay.example:8443/">x</a>', 'html', { definition }).body)).toEqual([
      'https://pay.example:8443/',
    ]);
  });

  test('whatever stands in an address, a click leads to a host that the template names', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.webUrl({ withFragments: true, withQueryParameters: true }),
          fc.string(),
          fc.string().map((s) => `https://shop.example${s}`),
        ),
        (address) => {
          const escaped = address.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
          for (const url of targetsOf(decorate(`<a href="${escaped}">x</a>`).body)) expect(new URL(url!).host).toBe('shop.example');
        },
      ),
    );
  });
});

describe('plain text', () => {
  test('has its addresses tracked up to where the sentence goes on', () => {
    const { body } = decorate('See https://shop.example/a, (https://shop.example/b). 点击https://shop.example/c立即查看', 'text');
    expect(targetsOf(body)).toEqual(['https://shop.example/a', 'https://shop.example/b', 'https://shop.example/c']);
    expect(body).toMatch(/^See \S+, \(\S+\)\. 点击\S+立即查看\n\nUnsubscribe: https:\S+\n$/);
  });

  test('that says how to unsubscribe gets no second line', () => {
    const text = `Stop: ${tracker.unsubscribeUrl(commandOf(), email)}`;
    expect(decorate(text, 'text').body).toBe(text);
  });

  test.each(['sms', 'push', 'in_app', 'webhook', 'wecom_task'] as const)('of %s stays as it is unless its channel asks', (type) => {
    const text = 'Look: https://shop.example/a';
    expect(decorate(text, 'text', { definition: channelOf(type) }).body).toBe(text);
    const { body } = decorate(text, 'text', { definition: channelOf(type, { links: { tracked: true } }) });
    expect(targetsOf(body)).toEqual(['https://shop.example/a']);
    expect(body).not.toContain('Unsubscribe');
  });

  test('without a definition of the channel nothing is changed', () => {
    expect(decorate('<a href="https://shop.example/a">x</a>', 'html', { definition: undefined }).body).toBe(
      '<a href="https://shop.example/a">x</a>',
    );
  });
});

describe('a tracker', () => {
  test('opens what an earlier key signed, and signs with the first', () => {
    const earlier = trackerOf([keyOf(1)]).unsubscribeUrl(commandOf());
    const now = trackerOf([keyOf(2), keyOf(1)]);
    expect(now.open(tokensIn(earlier, 'u')[0]!)).toMatchObject({ kind: 'u', message: 'm00000000001001' });
    expect(trackerOf([keyOf(1)]).open(tokensIn(now.unsubscribeUrl(commandOf()), 'u')[0]!)).toBeUndefined();
  });

  test('takes an address with a path, with or without a slash at its end', () => {
    for (const publicUrl of ['https://shop.example/mail', 'https://shop.example/mail/', 'https://shop.example/mail/?x#y']) {
      expect(trackerOf([keyOf(1)], publicUrl).unsubscribeUrl(commandOf())).toMatch(/^https:\/\/shop\.example\/mail\/t\/u\/1\./);
    }
  });

  test('needs a key and a web address', () => {
    expect(() => createTracker({ keys: [], publicUrl: BASE, now: () => 0 })).toThrow('no key');
    expect(() => trackerOf([keyOf(1)], 'ftp://x.example')).toThrow('no http(s) URL');
  });
});
