import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeSms, measureSms, type SmsParts } from './text.ts';

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

describe('segments', () => {
  test.each([
    ['', 'gsm7', 0, 1],
    ['a'.repeat(160), 'gsm7', 160, 1],
    ['a'.repeat(161), 'gsm7', 161, 2],
    ['a'.repeat(306), 'gsm7', 306, 2],
    ['a'.repeat(307), 'gsm7', 307, 3],
    ['€'.repeat(80), 'gsm7', 160, 1],
    ['€'.repeat(81), 'gsm7', 162, 2],
    // 152 septets and a pair that does not fit into the last one of the segment.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'gsm7', 306, 3],
    ['中'.repeat(70), 'ucs2', 70, 1],
    ['中'.repeat(71), 'ucs2', 71, 2],
    ['中'.repeat(134), 'ucs2', 134, 2],
    ['中'.repeat(135), 'ucs2', 135, 3],
    ['😀'.repeat(35), 'ucs2', 70, 1],
    ['😀'.repeat(36), 'ucs2', 72, 2],
    // 33 pairs are 66 units: the 34th does not fit into 67.
    ['😀'.repeat(67), 'ucs2', 134, 3],
    [`${'a'.repeat(69)}é`, 'gsm7', 70, 1],
    [`${'a'.repeat(70)}ê`, 'ucs2', 71, 2],
  ] as const)('"%.12s…" is %s of %d units in %d', (text, encoding, units, segments) => {
    expect(measureSms(text)).toEqual({ encoding, units, segments });
  });

  test('the signature counts', () => {
    const parts = { content: { format: 'text' as const, body: '中'.repeat(67) }, command: { messageClass: 'service' } };
    expect(composeSms(parts).segments).toBe(1);
    expect(composeSms({ ...parts, definition: { signature: '山茶' } })).toMatchObject({ units: 71, segments: 2 });
  });

  test('are never fewer than the units need, and one more character never makes them fewer', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '€', '中', '😀', '\n', 'ß'), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.constantFrom('a', '中', '😀', '€'), (given, more) => {
        const { encoding, units, segments } = measureSms(given);
        const [single, each] = encoding === 'gsm7' ? [160, 153] : [70, 67];
        expect(segments).toBeGreaterThanOrEqual(units <= single ? 1 : Math.ceil(units / each));
        expect(segments).toBeLessThanOrEqual(Math.max(Math.ceil(units / (each - 1)), 1));
        expect(measureSms(given + more).segments).toBeGreaterThanOrEqual(segments);
      }),
    );
  });
});
