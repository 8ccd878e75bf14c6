import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { automatonOf, type Occurrence } from './automaton.ts';

const found = (text: string, words: readonly string[]): string[] =>
  automatonOf(words)
    .occurrences(text)
    .map(({ word, start, end }) => `${words[word]} ${start} ${end}`);

describe('words are found', () => {
  test('that overlap, in the order of their ends', () => {
    expect(found('ushers', ['he', 'she', 'his', 'hers'])).toEqual(['she 1 4', 'he 2 4', 'hers 2 6']);
  });

  test('that begin alike', () => {
    expect(found('abcd', ['a', 'ab', 'abc', 'abd'])).toEqual(['a 0 1', 'ab 0 2', 'abc 0 3']);
  });

  test('that are the end of others', () => {
    expect(found('xabc', ['abc', 'bc', 'c', 'abd'])).toEqual(['abc 1 4', 'bc 2 4', 'c 3 4']);
  });

  test('of one sign, over and over', () => {
    expect(found('aaa', ['a', 'aa'])).toEqual(['a 0 1', 'aa 0 2', 'a 1 2', 'aa 1 3', 'a 2 3']);
  });

  test('that are given twice', () => {
    expect(automatonOf(['x', 'x']).occurrences('x')).toEqual([
      { word: 0, start: 0, end: 1 },
      { word: 1, start: 0, end: 1 },
    ]);
  });

  test('and nothing is where there is nothing', () => {
    expect(found('', ['a'])).toEqual([]);
    expect(found('abc', [])).toEqual([]);
    expect(found('abc', [''])).toEqual([]);
    expect(found('abc', ['abcd', 'x'])).toEqual([]);
  });
});

/** Every word at every place. */
function slowly(text: string, words: readonly string[]): readonly Occurrence[] {
  return words.flatMap((word, index) =>
    Array.from({ length: text.length }, (_, start) => ({ word: index, start, end: start + word.length })).filter(
      ({ start }) => word !== '' && text.startsWith(word, start),
    ),
  );
}

const inOrder = (all: readonly Occurrence[]): string[] => all.map((one) => JSON.stringify([one.word, one.start, one.end])).sort();

test('the same is found as by looking for every word at every place', () => {
  const text = (maxLength: number) => fc.string({ unit: fc.constantFrom('a', 'b', '最', '佳'), maxLength });
  fc.assert(
    fc.property(text(60), fc.array(text(5), { maxLength: 12 }), (searched, words) => {
      expect(inOrder(automatonOf(words).occurrences(searched))).toEqual(inOrder(slowly(searched, words)));
    }),
    { numRuns: 300 },
  );
});

test('ten thousand words are looked for at once', () => {
  const words = Array.from({ length: 10_000 }, (_, i) => `w${i.toString(36)}`);
  const text = words.toReversed().join(' ');
  const whole = automatonOf(words)
    .occurrences(text)
    .filter(({ start, end }) => (start === 0 || text[start - 1] === ' ') && (end === text.length || text[end] === ' '));
  expect(whole).toHaveLength(10_000);
});
