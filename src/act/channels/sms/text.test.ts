import { describe, expect, test } from 'vitest';
import { composeSms, type SmsParts } from './text.ts';

const OPT_OUT = { en: 'Reply STOP to opt out', zh: '拒收请回复R' };

function compose(body: string, parts: { messageClass?: string; locale?: string } & NonNullable<SmsParts['definition']> = {}): string {
  const { messageClass = 'service', locale, ...definition } = parts;
  const command = { messageClass, ...(locale !== undefined && { locale }) };
  return composeSms({ content: { format: 'text', body }, command, definition }).text;
}

describe('what an SMS says', () => {
  test('the signature stands at the front, how to opt out at the end of marketing', () => {
    const definition = { signature: '山茶', optOut: OPT_OUT };
    expect(compose('您的订单已发货。', definition)).toBe('【山茶】您的订单已发货。');
    expect(compose('新品到店。', { ...definition, messageClass: 'marketing' })).toBe('【山茶】新品到店。拒收请回复R');
    expect(compose('New in store.', { ...definition, messageClass: 'marketing', locale: 'en-GB' })).toBe(
      '【山茶】New in store. Reply STOP to opt out',
    );
  });

  test('a template that says them itself does not say them twice', () => {
    const definition = { signature: '山茶', optOut: OPT_OUT, messageClass: 'marketing' };
    expect(compose('【山茶】新品到店。拒收请回复R', definition)).toBe('【山茶】新品到店。拒收请回复R');
  });

  test.each([
    ['zh-Hant-HK', 'New', OPT_OUT.zh],
    ['de', '新品', OPT_OUT.en],
    [undefined, '新品', OPT_OUT.zh],
    [undefined, 'New', OPT_OUT.en],
  ])('the language of the opt-out for %s: "%s"', (locale, body, end) => {
    const text = compose(body, { optOut: OPT_OUT, messageClass: 'marketing', ...(locale !== undefined && { locale }) });
    expect(text.endsWith(end)).toBe(true);
  });

  test('without a definition it is the body; markup and space around it are no text', () => {
    expect(compose('  Hello\n')).toBe('Hello');
    const parts = { content: { format: 'html' as const, body: '<p>Hello <b>you</b></p>' }, command: { messageClass: 'service' } };
    expect(composeSms(parts).text).toBe('Hello you');
  });

  test('nothing stays nothing, signature or not', () => {
    expect(compose('  ', { signature: '山茶', optOut: OPT_OUT, messageClass: 'marketing' })).toBe('');
  });
});

test('the signature counts in segments', () => {
  const parts = { content: { format: 'text' as const, body: '中'.repeat(67) }, command: { messageClass: 'service' } };
  expect(composeSms(parts).segments).toBe(1);
  expect(composeSms({ ...parts, definition: { signature: '山茶' } })).toMatchObject({ units: 71, segments: 2 });
});
