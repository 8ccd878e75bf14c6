import { describe, expect, test } from 'vitest';
import { defineBlock, defineTemplate, defineWorkspace } from '../build/definitions.ts';
import { problemsOf } from '../check/validate.ts';
import { text, workspace } from '../example.suite.ts';
import { contentsOf } from './contents.ts';
import { blocksWithin } from './fingerprint.ts';

describe('the contents of a template', () => {
  const template = defineTemplate({
    id: 't',
    name: text('T'),
    body: 'own',
    locales: { zh: { body: 'zh' } },
    variants: { short: { body: 'short', locales: { de: { body: 'short de' } } }, long: { body: 'long' } },
  });

  test('are its languages, then its variants with theirs, each with its place', () => {
    expect(contentsOf(template).map(({ content, path, locale, variant }) => [content.body, path, locale, variant])).toEqual([
      ['own', '', undefined, undefined],
      ['zh', 'locales.zh.', 'zh', undefined],
      ['short', 'variants.short.', undefined, 'short'],
      ['short de', 'variants.short.locales.de.', 'de', 'short'],
      ['long', 'variants.long.', undefined, 'long'],
    ]);
  });

  test('of the simplest one is one', () => {
    expect(contentsOf(defineTemplate({ id: 't', name: text('T'), body: 'x' }))).toHaveLength(1);
  });
});

test('blocks within blocks are found, each once, those that do not exist left out', () => {
  const block = (id: string, body: string) => defineBlock({ id, name: text(id), type: 'custom', body });
  const blocks = new Map(
    [block('a', '{% block "b" %}{% block "gone" %}'), block('b', '{% block "c" %}'), block('c', 'x')].map((one) => [one.id, one]),
  );
  const template = defineTemplate({ id: 't', name: text('T'), subject: '{% block "c" %}', body: '{% block "a" %}' });
  expect([...blocksWithin(template, blocks)].sort()).toEqual(['a', 'b', 'c']);
});

describe('the languages of a workspace', () => {
  const { kind: _kind, ...own } = workspace;
  const problems = (locales: readonly string[]) =>
    problemsOf({ definitions: [defineWorkspace({ ...own, locales })] }).map(({ path }) => path);

  test('are tags of BCP 47', () => {
    expect(problems(['en', 'zh-Hant-HK'])).toEqual([]);
    expect(problems(['English'])).toEqual(['workspace "shop" at locales[0]']);
    expect(problems([])).toEqual(['workspace "shop" at locales']);
  });
});
