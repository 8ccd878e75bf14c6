import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { SensitiveWords } from '../policy.ts';
import { wordFinder } from './finder.ts';
import { foldedOf } from './folded.ts';

const list = (words: readonly string[], more: Partial<SensitiveWords> = {}): SensitiveWords => ({
  id: 'l',
  severity: 'block',
  words,
  ...more,
});
const found = (text: string, words: readonly string[], more: Partial<SensitiveWords> = {}): string[] =>
  wordFinder([list(words, more)])
    .spans(text)
    .map(({ start, end }) => text.slice(start, end));

describe('what is the same (V1 to V3)', () => {
  test.each([
    ['case', 'The BEST coffee', 'best', 'BEST'],
    ['case of the list', 'the best coffee', 'BEST', 'best'],
    ['full width', 'Ｂｅｓｔ coffee', 'best', 'Ｂｅｓｔ'],
    ['half-width katakana', 'ﾅﾝﾊﾞｰﾜﾝ', 'ナンバーワン', 'ﾅﾝﾊﾞｰﾜﾝ'],
    ['a ligature', 'our oﬃcial one', 'official', 'oﬃcial'],
    ['a letter and its mark apart', 'le cafe\u0301 ultime', 'café', 'cafe\u0301'],
    ['sharp s', 'die STRASSE hier', 'straße', 'STRASSE'],
    ['a compatibility sign', '㍻', '平成', '㍻'],
    ['zero-width characters', '国\u200b家\u2060级', '国家级', '国\u200b家\u2060级'],
    ['zero-width characters in Latin', 'b\u200best', 'best', 'b\u200best'],
    ['a soft hyphen', 'gua\u00adran\u00adteed', 'guaranteed', 'gua\u00adran\u00adteed'],
    ['variation selectors', '最\ufe00佳', '最佳', '最\ufe00佳'],
    ['spaces within Chinese', '国 家　级产品', '国家级', '国 家　级'],
    ['a line break within Chinese', '国家\n级', '国家级', '国家\n级'],
    ['stretches of spaces between words', 'number \u00a0\n one', 'number one', 'number \u00a0\n one'],
    ['spaces between Latin and Chinese', 'TOP 级享受', 'top级', 'TOP 级'],
  ])('%s', (_, text, word, hit) => {
    expect(found(text, [word])).toEqual([hit]);
  });

  test('letters that only look alike are others, and so are traditional characters', () => {
    expect(found('bеst 國家級', ['best', '国家级'])).toEqual([]);
  });
});

describe('where a word ends (V4)', () => {
  test.each([
    ['in a longer word', 'a bestseller', 'best', []],
    ['at a sign', '"best", (best) best-of', 'best', ['best', 'best', 'best']],
    ['beside Chinese', '这是best的', 'best', ['best']],
    ['before a digit', 'top10', 'top', []],
    ['a number in a longer one', 'from 100 to 1000', '100', ['100']],
    ['with a sign at its edge', '100%off', '100%', ['100%']],
    ['that begins in Chinese and ends with a digit', '第10名 第1名', '第1', ['第1']],
    ['Cyrillic', 'лучшего лучший', 'лучший', ['лучший']],
    ['Hangul with an ending', '최고의 선택', '최고', ['최고']],
    ['Thai', 'ดีที่สุดในโลก', 'ที่สุด', ['ที่สุด']],
    ['beside a character beyond the basic plane', '𝐁best 𠮷best', 'best', ['best']],
  ])('%s', (_, text, word, hits) => {
    expect(found(text, [word])).toEqual(hits);
  });
});

describe('several words (V5)', () => {
  test('a longer word that weighs as much tells for the shorter', () => {
    expect(found('最佳之选，最好', ['最', '最佳'])).toEqual(['最佳', '最']);
  });

  test('a heavier short word is told beside a lighter long one', () => {
    const finder = wordFinder([list(['最佳伴侣'], { id: 'soft', severity: 'warn' }), list(['最佳'])]);
    expect(finder.spans('最佳伴侣').map(({ word, list: id }) => [word, id])).toEqual([
      ['最佳伴侣', 'soft'],
      ['最佳', 'l'],
    ]);
  });

  test('what lies within an exception of its own list does not count', () => {
    expect(found('第一时间告知，销量第一', ['第一'], { except: ['第一时间'] })).toEqual(['第一']);
    const two = wordFinder([list(['第一'], { except: ['第一时间'] }), list(['第一'], { id: 'other', channels: ['sms'] })]);
    expect(two.spans('第一时间').map(({ list: id }) => id)).toEqual(['other']);
  });

  test('words that overlap are all told', () => {
    expect(found('全国第一品牌', ['全国第一', '第一品牌'])).toEqual(['全国第一', '第一品牌']);
  });
});

test('lists for channels count on those only, and everywhere when nobody says where', () => {
  const finder = wordFinder([list(['贷款'], { channels: ['sms'] })]);
  expect(finder.spans('贷款')).toHaveLength(1);
  expect(finder.spans('贷款', ['mail', 'sms'])).toHaveLength(1);
  expect(finder.spans('贷款', ['mail'])).toEqual([]);
  expect(finder.spans('贷款', [])).toEqual([]);
});

test('nothing is found where there is nothing', () => {
  expect(wordFinder([]).spans('最佳')).toEqual([]);
  expect(found('', ['最佳'])).toEqual([]);
  expect(found('  \u200b ', ['最佳', '\u200b'])).toEqual([]);
});

/** The rule again, slowly: every word at every place of the folded text. */
function slowly(text: string, words: readonly string[]): string[] {
  const folded = foldedOf(text);
  const hits = words.flatMap((word) => {
    const wanted = foldedOf(word).text;
    return [...folded.text].length === 0 || wanted === ''
      ? []
      : Array.from({ length: folded.text.length }, (_, i) => i)
          .filter((i) => folded.text.startsWith(wanted, i) && isWhole(folded.text, i, wanted))
          .map((i) => ({ word, start: folded.starts[i]!, end: folded.ends[i + wanted.length - 1]! }));
  });
  return hits
    .filter(
      (one) => !hits.some((other) => other.start <= one.start && other.end >= one.end && other.end - other.start > one.end - one.start),
    )
    .map(({ word, start, end }) => `${word} ${start} ${end}`)
    .sort();
}

const LETTER = /^(?:[a-z0-9é]|\u0301)$/;
function isWhole(text: string, start: number, word: string): boolean {
  const [before = '', after = ''] = [text[start - 1], text[start + word.length]];
  return !(LETTER.test(word[0]!) && LETTER.test(before)) && !(LETTER.test(word.at(-1)!) && LETTER.test(after));
}

const ALPHABET = [
  'a',
  'A',
  'ａ',
  'b',
  'ﬁ',
  'é',
  'e\u0301',
  '1',
  ' ',
  '\u3000',
  '\n',
  '\u200b',
  '最',
  '佳',
  '第',
  '一',
  '。',
  '-',
  '㍻',
  'ｶﾞ',
];
const textOfAlphabet = (maxLength: number) =>
  fc.array(fc.constantFrom(...ALPHABET), { maxLength }).map((characters) => characters.join(''));

describe('against the rule done slowly', () => {
  test('the same places are found', () => {
    fc.assert(
      fc.property(
        textOfAlphabet(40),
        fc.uniqueArray(textOfAlphabet(4), { maxLength: 8, selector: (one) => foldedOf(one).text }),
        (text, words) => {
          const quick = wordFinder([list(words)])
            .spans(text)
            .map(({ word, start, end }) => `${word} ${start} ${end}`);
          expect(quick.sort()).toEqual(slowly(text, words));
        },
      ),
      { numRuns: 500 },
    );
  });

  test('a Chinese word is found however it is spaced out or hidden', () => {
    const noise = fc.array(fc.constantFrom(' ', '\u3000', '\u200b', '\u00a0', '\t', '\ufeff'), { maxLength: 4 }).map((all) => all.join(''));
    fc.assert(
      fc.property(textOfAlphabet(10), textOfAlphabet(10), noise, noise, (before, after, one, other) => {
        const text = `${before}国${one}家${other}级${after}`;
        const [span] = wordFinder([list(['国家级'])]).spans(text);
        expect(text.slice(span!.start, span!.end).startsWith(`国${one}家${other}级`)).toBe(true);
      }),
    );
  });
});

describe('several lists', () => {
  const severities = fc.constantFrom('block' as const, 'review' as const, 'warn' as const);
  const someLists = fc
    .array(fc.record({ severity: severities, words: fc.uniqueArray(textOfAlphabet(3), { minLength: 1, maxLength: 4 }) }), { maxLength: 4 })
    .map((all) => all.map((one, index): SensitiveWords => ({ id: `l${index}`, ...one })));
  const told = (text: string, lists: readonly SensitiveWords[]): string[] =>
    wordFinder(lists)
      .spans(text)
      .map((span) => JSON.stringify(span))
      .sort();

  test('find the same in whatever order they stand', () => {
    fc.assert(
      fc.property(textOfAlphabet(25), someLists, (text, lists) => {
        expect(told(text, lists)).toEqual(told(text, lists.toReversed()));
      }),
    );
  });

  test('leave nothing out that one of them alone finds, but what a longer word that weighs as much tells', () => {
    const weight = { warn: 1, review: 2, block: 3 };
    fc.assert(
      fc.property(textOfAlphabet(25), someLists, (text, lists) => {
        const all = wordFinder(lists).spans(text);
        for (const list of lists) {
          for (const alone of wordFinder([list]).spans(text)) {
            const isTold = all.some(
              ({ start, end, severity }) => start <= alone.start && end >= alone.end && weight[severity] >= weight[alone.severity],
            );
            expect(isTold).toBe(true);
          }
        }
      }),
    );
  });
});

test('a text that says one word a hundred thousand times is told in full', () => {
  const spans = wordFinder([list(['最', '最最'])]).spans('最'.repeat(100_000));
  expect(spans).toHaveLength(99_999);
  expect(spans.every(({ word }) => word === '最最')).toBe(true);
});
