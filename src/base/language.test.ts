import { expect, test } from 'vitest';
import { languageOf } from './language.ts';

test.each([
  [undefined, 'en'],
  ['', 'en'],
  ['fr, de', 'en'],
  ['zh-CN,zh;q=0.9,en;q=0.8', 'zh'],
  ['en-GB,en;q=0.9,zh;q=0.8', 'en'],
  ['de, zh-Hant;q=0.5', 'zh'],
  ['en;q=0.2, zh;q=0.9', 'zh'],
  ['zh;q=0', 'en'],
  ['zhx, en-', 'en'],
  ['*;q=1, ,;;;=', 'en'],
  ['zh'.padStart(100_000, ','), 'en'],
])('%j is answered in %s', (header, expected) => {
  expect(languageOf(header)).toBe(expected);
});
