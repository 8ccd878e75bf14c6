import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldedOf, isSpaced, isUnspaced, lastCharacter } from './folded.ts';

const folded = (text: string): string => foldedOf(text).text;

describe('a text is folded', () => {
  test.each([
    ['letters to small ones', 'ABC Äé', 'abc äé'],
    ['full width to half width', 'ＡＢＣ　１２３！', 'abc 123!'],
    ['half-width katakana to full width, with its marks', 'ﾊﾟﾝ ｶﾞ', 'パンガ'],
    ['marks into their letters', 'e\u0301 a\u0308', 'é ä'],
    ['parts of Hangul into syllables', '\u1112\u1161\u11ab', '한'],
    ['ligatures and signs into letters', 'ﬁ ℃ № ①', 'fi °c no 1'],
    ['sharp s to two', 'Straße', 'strasse'],
    ['final sigma to sigma', 'ΟΔΟΣ οδος', 'οδοσ οδοσ'],
    ['long s to s', 'ſtop', 'stop'],
    ['Han compatibility forms to Han', '㈱\uf900', '(株)豈'],
    ['a whole era to its characters', '㍻', '平成'],
    ['what cannot be seen to nothing', 'a\u200bb\u200c\u200d\u2060\ufeff\u00adc\u202e', 'abc'],
    ['white space to one space', 'a \t\n\u00a0 b', 'a b'],
    ['white space at the ends to nothing', '  a  ', 'a'],
    ['white space within Chinese to nothing', '最 佳　之\n选', '最佳之选'],
    ['white space between Chinese and Latin to nothing', '最 best 佳', '最best佳'],
    ['a dash to itself', 'best-seller', 'best-seller'],
    ['nothing to nothing', '', ''],
  ])('%s', (_, text, expected) => {
    expect(folded(text)).toBe(expected);
  });

  test('and each unit knows where it comes from', () => {
    const text = '国\u200b家 Ｅ\u0301 ﬁn';
    const { text: units, starts, ends } = foldedOf(text);
    expect(units).toBe('国家é fin');
    expect([...units].map((_, i) => text.slice(starts[i], ends[i]))).toEqual(['国', '家', 'Ｅ\u0301', ' ', 'ﬁ', 'ﬁ', 'n']);
  });

  test('whatever it is, places are in it and in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const { text: units, starts, ends } = foldedOf(text);
        expect([starts.length, ends.length]).toEqual([units.length, units.length]);
        for (const [i, start] of starts.entries()) {
          expect(start).toBeLessThan(ends[i]!);
          expect(ends[i]!).toBeLessThanOrEqual(text.length);
          if (i > 0) expect(start).toBeGreaterThanOrEqual(starts[i - 1]!);
        }
      }),
    );
  });

  test('a text between breaks is folded as it would be alone', () => {
    const part = fc.string({ unit: fc.constantFrom('a', 'Ｂ', '最', ' ', '\u200b', 'ﬁ', '1'), maxLength: 12 });
    fc.assert(
      fc.property(part, part, (one, other) => {
        const whole = folded(`${one}\uFFFC${other}`).split('\uFFFC');
        expect(whole.map((text) => text.trim())).toEqual([folded(one), folded(other)]);
      }),
    );
  });
});

describe('scripts', () => {
  test.each(['最', '々', 'あ', 'ー', 'ア', 'ㄅ', '한', 'ส', '𠮷', '〇'])('%s is written without spaces', (character) => {
    expect([isUnspaced(character), isSpaced(character)]).toEqual([true, false]);
  });

  test.each(['a', 'é', 'я', 'ω', 'ا', 'א', '1', '٣', 'ß', '\u0301'])('%s belongs to words with spaces between them', (character) => {
    expect([isUnspaced(character), isSpaced(character)]).toEqual([false, true]);
  });

  test.each(['。', '-', ' ', '%', '\uFFFC', '“', '😀'])('%s belongs to no word', (character) => {
    expect([isUnspaced(character), isSpaced(character)]).toEqual([false, false]);
  });

  test('the last character of a text may be two units long', () => {
    expect([lastCharacter('ab'), lastCharacter('a𠮷'), lastCharacter('x')]).toEqual(['b', '𠮷', 'x']);
  });
});
