import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { smsLengthOf } from './sms-length.ts';

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
    expect(smsLengthOf(text)).toMatchObject({ encoding, units, segments });
  });

  test('are never fewer than the units need, and one more character never makes them fewer', () => {
    const text = fc.string({ unit: fc.constantFrom('a', '€', '中', '😀', '\n', 'ß'), maxLength: 400 });
    fc.assert(
      fc.property(text, fc.constantFrom('a', '中', '😀', '€'), (given, more) => {
        const { encoding, units, segments } = smsLengthOf(given);
        const [single, each] = encoding === 'gsm7' ? [160, 153] : [70, 67];
        expect(segments).toBeGreaterThanOrEqual(units <= single ? 1 : Math.ceil(units / each));
        expect(segments).toBeLessThanOrEqual(Math.max(Math.ceil(units / (each - 1)), 1));
        expect(smsLengthOf(given + more).segments).toBeGreaterThanOrEqual(segments);
      }),
    );
  });
});

describe('what makes a text UCS-2', () => {
  test.each([
    ['plain words', []],
    ['it’s “new” – look…', ['’', '“', '”', '–', '…']],
    ['5 € [net] ~ 6 £', []],
    ['ç and ê', ['ç', 'ê']],
    ['hello 😀😀', ['😀']],
    ['a\tb', ['\t']],
  ])('in "%s"', (text, foreign) => {
    expect(smsLengthOf(text).foreign).toEqual(foreign);
    expect(smsLengthOf(text).encoding).toBe(foreign.length === 0 ? 'gsm7' : 'ucs2');
  });

  test('is nothing exactly in GSM-7', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { encoding, foreign } = smsLengthOf(text);
        expect(encoding === 'gsm7').toBe(foreign.length === 0);
        expect(smsLengthOf(foreign.reduce((left, one) => left.replaceAll(one, ''), text)).encoding).toBe('gsm7');
      }),
    );
  });
});
