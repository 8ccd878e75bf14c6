import { describe, expect, test } from 'vitest';
import { barOf, importProgress, type Progressed, spanText } from './progress.ts';
import { tableOf, widthOf } from './table.ts';
import { captured } from './terminal.suite.ts';
import { localeOf, sayIn, TEXTS, type TextKey } from './texts/index.ts';

const state = (rows: number): Progressed => ({ rows, bytes: rows, bytesTotal: 1_000, rowsPerSecond: 1_234.5, remainingMs: 65_000 });

describe('progress of an import', () => {
  test('redraws one line on a terminal, ten times a second at most', () => {
    let now = 0;
    const { world, err } = captured({ interactive: true });
    const progress = importProgress(world, () => now);
    for (now = 0; now < 300; now += 10) progress.update(state(now));
    progress.end();
    const lines = err()
      .split('\n')
      .filter((line) => line.startsWith('\r'));
    expect(lines).toHaveLength(3);
    expect(lines[0]).toBe('\r10% [##......................] 100 rows, 1,235 rows/s, 1m 05s left');
  });

  test('writes a plain line every 5 seconds elsewhere', () => {
    let now = 0;
    const { world, err } = captured();
    const progress = importProgress(world, () => now);
    for (now = 0; now <= 12_000; now += 500) progress.update(state(now / 20));
    progress.end();
    expect(err().split('\n')).toEqual(['250 rows, 25%, 1,235 rows/s', '500 rows, 50%, 1,235 rows/s', '600 rows, 60%, 1,235 rows/s']);
  });

  test('says nothing when nothing happened', () => {
    const { world, err } = captured();
    importProgress(world, () => 0).end();
    expect(err()).toBe('');
  });
});

test.each([
  [0, `[${'.'.repeat(24)}]`],
  [0.5, `[${'#'.repeat(12)}${'.'.repeat(12)}]`],
  [1, `[${'#'.repeat(24)}]`],
])('the bar at %f', (share, bar) => {
  expect(barOf(share)).toBe(bar);
});

test.each([
  [400, '0s'],
  [59_400, '59s'],
  [60_000, '1m 00s'],
  [3_599_000, '59m 59s'],
  [7_500_000, '2h 05m'],
])('%i ms is %s', (durationMs, text) => {
  expect(spanText(durationMs)).toBe(text);
});

describe('tables', () => {
  test('align numbers to the right, texts to the left', () => {
    expect(
      tableOf(
        ['n', 'name'],
        [
          ['1', 'a'],
          ['10', 'long name'],
        ],
      ),
    ).toEqual([' n  name', ' 1  a', '10  long name']);
  });

  test('count Chinese as two columns', () => {
    expect(widthOf('发布 a')).toBe(6);
    expect(
      tableOf(
        ['发布', 'x'],
        [
          ['a', 'b'],
          ['备注备注', 'c'],
        ],
      ),
    ).toEqual(['发布      x', 'a         b', '备注备注  c']);
  });
});

describe('texts', () => {
  test.each<[Record<string, string>, string]>([
    [{}, 'en'],
    [{ LANG: 'zh_CN.UTF-8' }, 'zh'],
    [{ LANG: 'de_DE.UTF-8' }, 'en'],
    [{ LC_ALL: 'en_US', LANG: 'zh_CN' }, 'en'],
    [{ VOLANO_LANG: 'zh', LC_ALL: 'en_US' }, 'zh'],
    [{ VOLANO_LANG: 'en', LANG: 'zh_CN' }, 'en'],
  ])('%j reads %s', (environment, locale) => {
    expect(localeOf(environment)).toBe(locale);
  });

  test.each(Object.keys(TEXTS.en) as TextKey[])('%s has the same holes in both languages', (key) => {
    const holes = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([hole]) => hole).sort();
    expect(holes(TEXTS.zh[key])).toEqual(holes(TEXTS.en[key]));
    // A name of a product, and holes alone, are the same in every language.
    const isName = /^\p{Lu}?\p{L}*$/u.test(TEXTS.en[key].replaceAll(/\{\w+\}| /g, ''));
    if (!(isName && TEXTS.zh[key] === TEXTS.en[key])) expect(TEXTS.zh[key]).toMatch(/\p{Script=Han}/u);
  });

  test('are filled in; a hole without a value stays visible', () => {
    expect(sayIn('en')('plan.none', { number: 3 })).toBe('No difference: release 3 is what this project says.');
    expect(sayIn('zh')('serve.ready')).toContain('{url}');
  });
});
