import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LinkPayload, openToken, signToken } from './token.ts';
import { keyOf } from './tracking.suite.ts';

const key = keyOf(7);
const payload: LinkPayload = {
  kind: 'c',
  message: 'm1',
  customer: 'c1',
  channel: 'mail',
  type: 'email',
  purpose: 'news',
  journey: 'welcome',
  step: 'hello',
  template: 'welcome',
  issuedAt: 1_767_322_000_000,
  link: { index: 3, url: 'https://shop.example/?a=中文' },
};

const payloads: fc.Arbitrary<LinkPayload> = fc.record(
  {
    kind: fc.constantFrom('o', 'c', 'u'),
    message: fc.string(),
    customer: fc.string(),
    channel: fc.string(),
    type: fc.constantFrom('email', 'sms', 'push', 'in_app'),
    purpose: fc.string({ unit: 'grapheme' }),
    journey: fc.string(),
    step: fc.string(),
    template: fc.string(),
    issuedAt: fc.nat().map((seconds) => seconds * 1_000),
    link: fc.record({ index: fc.nat(), url: fc.webUrl() }),
  },
  { requiredKeys: ['kind', 'message', 'customer', 'channel', 'purpose', 'journey', 'step', 'template', 'issuedAt'] },
);

describe('a token', () => {
  test('says what was signed, and fits into an address as it is', () => {
    fc.assert(
      fc.property(payloads, (said) => {
        const token = signToken(said, key);
        expect(openToken(token, [key])).toEqual(said);
        expect(token).toMatch(/^[\w.-]+$/);
      }),
    );
  });

  test('is as long as what it says, and not much longer', () => {
    expect(signToken(payload, key).length).toBeLessThan(230);
  });

  test('T1: with any character changed, added or taken away opens nothing', () => {
    const token = signToken(payload, key);
    const letters = 'ABCxyz019-_.';
    for (let at = 0; at < token.length; at++) {
      for (const letter of letters) {
        const changed = token.slice(0, at) + letter + token.slice(at + 1);
        if (changed !== token) expect(openToken(changed, [key])).toBeUndefined();
        expect(openToken(token.slice(0, at) + letter + token.slice(at), [key])).toBeUndefined();
      }
      expect(openToken(token.slice(0, at) + token.slice(at + 1), [key])).toBeUndefined();
    }
    expect(openToken(`${token}A`, [key])).toBeUndefined();
  });

  test('T1: parts of two tokens make no third', () => {
    const mine = signToken(payload, key).split('.');
    const other = signToken({ ...payload, customer: 'c2', link: { index: 3, url: 'https://evil.example/' } }, key).split('.');
    expect(openToken([mine[0], other[1], mine[2]].join('.'), [key])).toBeUndefined();
    expect(openToken([mine[0], mine[1], other[2]].join('.'), [key])).toBeUndefined();
  });

  test('T1: of another key opens nothing; of any of the keys it does', () => {
    const token = signToken(payload, key);
    expect(openToken(token, [keyOf(8)])).toBeUndefined();
    expect(openToken(token, [])).toBeUndefined();
    expect(openToken(token, [keyOf(8), key])).toEqual(payload);
  });

  test('what is no token opens nothing', () => {
    for (const text of ['', '.', '..', '1.', '1..', '1.e30.', '2.e30.AAAA', 'a'.repeat(1_000_000)]) {
      expect(openToken(text, [key])).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => openToken(text, [key]) === undefined));
  });
});
