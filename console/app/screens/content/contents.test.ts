import { describe, expect, test } from 'vitest';
import { contentAt, localesAt, missingLocales, pathOf, type Written, withContent, withLocale, withoutLocale } from './contents.ts';
import { languageName } from './languages.ts';
import { withProperty } from './values.tsx';

const WRITTEN: Written = {
  kind: 'template',
  id: 'cart',
  name: { en: 'Cart', zh: '购物车' },
  subject: 'Your cart',
  body: 'Back',
  locales: { zh: { body: '回来' } },
  variants: { short: { share: 0.5, body: 'B', locales: { de: { body: 'Z' } } } },
};

describe('a place', () => {
  test.each([
    [{}, '', 'Back'],
    [{ locale: 'zh' }, 'locales.zh.', '回来'],
    [{ variant: 'short' }, 'variants.short.', 'B'],
    [{ variant: 'short', locale: 'de' }, 'variants.short.locales.de.', 'Z'],
  ])('%j is %s', (place, path, body) => {
    expect(pathOf(place)).toBe(path);
    expect(contentAt(WRITTEN, place)?.body).toBe(body);
    expect(contentAt(withContent(WRITTEN, place, { body: 'new' }), place)?.body).toBe('new');
    expect(JSON.stringify(withContent(WRITTEN, place, { body })).length).toBe(JSON.stringify(WRITTEN).length);
  });

  test('that is not there has no content', () => {
    expect(contentAt(WRITTEN, { locale: 'fr' })).toBeUndefined();
    expect(contentAt(WRITTEN, { variant: 'long' })).toBeUndefined();
  });
});

test('a field that is emptied is gone, but for the body of a template', () => {
  const { subject, body } = withContent(withContent(WRITTEN, {}, { subject: '' }), {}, { body: '' });
  expect([subject, body]).toEqual([undefined, '']);
  const block: Written = { kind: 'block', id: 'b', name: { en: 'B', zh: '块' }, type: 'copy', body: 'x' };
  expect(withContent(block, {}, { body: '' })).not.toHaveProperty('body');
});

test('a language begins as the content beside it, and takes its list with it when it is the last', () => {
  const more = withLocale(WRITTEN, { variant: 'short' }, 'fr');
  expect(contentAt(more, { variant: 'short', locale: 'fr' })).toEqual({ body: 'B' });
  expect(localesAt(more, { variant: 'short' })).toEqual(['de', 'fr']);
  expect(withoutLocale(more, { variant: 'short' }, 'fr')).toEqual(WRITTEN);
  expect(withoutLocale(WRITTEN, {}, 'zh')).not.toHaveProperty('locales');
});

test('a language is missing unless it or a shorter form of it is there; the first of the workspace is the default', () => {
  expect(missingLocales(['en', 'zh-Hant', 'de'], ['zh'])).toEqual(['de']);
  expect(missingLocales(['en', 'zh'], ['zh-Hant', 'zhx'])).toEqual(['zh']);
  expect(missingLocales([], ['zh'])).toEqual([]);
});

test('languages have names, and what is none stands as it is', () => {
  expect([languageName('zh', 'en'), languageName('de', 'zh'), languageName('!', 'en')]).toEqual(['Chinese', '德语', '!']);
});

test('a property is what its text says as JSON, else the text', () => {
  expect(withProperty({ a: 1 }, 'b', '2')).toEqual({ a: 1, b: 2 });
  expect(withProperty({ a: 1 }, 'b', '[{"name":"x"}]')).toEqual({ a: 1, b: [{ name: 'x' }] });
  expect(withProperty({}, 'b', 'x y')).toEqual({ b: 'x y' });
  expect(withProperty({ a: 1 }, 'a', '')).toEqual({});
});
