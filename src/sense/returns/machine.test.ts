import { describe, expect, test } from 'vitest';
import { type Asked, machineRule } from './machine.ts';
import { BROWSER } from './returns.suite.ts';

function asked(agent: string, more: Partial<Asked> = {}): Asked {
  return { kind: 'opened', method: 'GET', ageMs: 60_000, ...more, headers: { 'user-agent': agent, ...more.headers } };
}

describe('by a machine', () => {
  test.each([
    ['Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)', 'google_proxy'],
    ['YahooMailProxy; https://help.yahoo.com/kb/yahoo-mail-proxy-SLN28749.html', 'yahoo_proxy'],
    ['Mozilla/5.0', 'apple_privacy'],
    ['', 'no_user_agent'],
    ['Mozilla/5.0 (compatible; Barracuda Sentinel (EE))', 'link_scanner'],
    ['Mozilla/5.0 (compatible; Proofpoint URL Defense)', 'link_scanner'],
    ['Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)', 'robot'],
    ['facebookexternalhit/1.1', 'robot'],
    ['curl/8.0', 'robot'],
    ['python-requests/2.31', 'robot'],
  ] as const)('%s', (agent, rule) => {
    expect(machineRule(asked(agent))).toBe(rule);
  });

  test.each([
    ['a head', { method: 'HEAD' }, 'head_request'],
    ['a prefetch', { headers: { 'sec-purpose': 'prefetch;prerender' } }, 'prefetch'],
    ['a prefetch of Firefox', { headers: { 'x-moz': 'prefetch' } }, 'prefetch'],
    ['an open within 2 s', { ageMs: 1_999 }, 'early'],
  ] as const)('%s', (_name, more, rule) => {
    expect(machineRule(asked(BROWSER, more))).toBe(rule);
  });

  test('a proxy of pictures clicks only when its reader does', () => {
    expect(machineRule(asked('Mozilla/5.0', { kind: 'clicked' }))).toBeUndefined();
    expect(machineRule(asked(BROWSER, { kind: 'clicked', ageMs: 10 }))).toBeUndefined();
    expect(machineRule(asked('curl/8.0', { kind: 'clicked' }))).toBe('robot');
  });
});

describe('by a person', () => {
  test.each([
    BROWSER,
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0',
    'Mozilla/5.0 (X11; Linux x86_64; rv:132.0) Gecko/20100101 Firefox/132.0',
    'Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:128.0) Gecko/20100101 Thunderbird/128.4.0',
    'Mozilla/5.0 (Linux; Android 14; wv) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36 MicroMessenger/8.0.47',
    'Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)',
  ])('%s', (agent) => {
    expect(machineRule(asked(agent))).toBeUndefined();
    expect(machineRule(asked(agent, { kind: 'clicked' }))).toBeUndefined();
  });
});
