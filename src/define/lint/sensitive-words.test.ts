import { describe, expect, test } from 'vitest';
import { defineBlock, definePolicy, defineTemplate } from '../build/definitions.ts';
import { fingerprintOf } from '../content/fingerprint.ts';
import type { SensitiveWords } from '../policy.ts';
import type { Definition } from '../project.ts';
import { findings, found, journeyOf, mail, name, projectOf, text } from './lint.suite.ts';
import { finalFindings, lintProject } from './table.ts';

const policy = (severity: SensitiveWords['severity'], more: Partial<SensitiveWords> = {}) =>
  definePolicy({ sensitiveWords: [{ id: 'law', severity, words: ['最佳', 'best'], ...more }] });
const two = journeyOf([mail('a'), text('b', { template: 'sms' })]);
const sms = (body: string, more: object = {}) => defineTemplate({ id: 'sms', name, body, ...more });

describe('sensitive-word-block', () => {
  test('finds each word once in each text, with its place, its list and what to say instead', () => {
    const note = { en: 'say what it is made of', zh: '请说明材料' };
    const all = findings(policy('block', { note }), sms('Hi\nthe BEST, 最佳, best'), two);
    expect(all.map(({ lint, severity, final, id, path }) => [lint, severity, final, id, path])).toEqual([
      ['sensitive-word-block', 'error', true, 'sms', 'body'],
      ['sensitive-word-block', 'error', true, 'sms', 'body'],
    ]);
    expect(all[0]!.text).toEqual({
      en: '"best" (line 2, column 5) of the list "law" must not go out: nothing that says it is released or sent. Say it otherwise: say what it is made of',
      zh: '“best”（第 2 行第 5 列）在敏感词表“law”中，级别为禁止：含有它的内容不能发布，也不会发出。请改写：请说明材料',
    });
  });

  test('looks into blocks where they are written', () => {
    const block = defineBlock({ id: 'line', name, type: 'copy', body: '最佳' });
    expect(found(policy('block'), block, sms('{% block "line" %}'), two)).toEqual(['sensitive-word-block block line body']);
  });

  test('passes over lists for channels that the content does not go through', () => {
    const block = defineBlock({ id: 'line', name, type: 'copy', body: '最佳' });
    const uses = [block, sms('best {% block "line" %}'), defineTemplate({ id: 'hello', name, subject: 'best', body: 'x' }), two];
    expect(found(policy('block', { channels: ['text'] }), ...uses)).toEqual([
      'sensitive-word-block block line body',
      'sensitive-word-block template sms body',
    ]);
    expect(found(policy('block', { channels: ['mail'] }), ...uses)).toEqual(['sensitive-word-block template hello subject']);
  });

  test('finds nothing without lists', () => {
    expect(found(definePolicy({}), sms('best'), two)).toEqual([]);
  });
});

test('sensitive-word-warn only warns', () => {
  expect(findings(policy('warn'), sms('best'), two)).toMatchObject([{ lint: 'sensitive-word-warn', severity: 'warning', path: 'body' }]);
});

describe('sensitive-word-review', () => {
  const since = (before: readonly Definition[], ...after: readonly Definition[]): string[] =>
    lintProject(projectOf(...after), () => ({ traits: [], properties: [] }), projectOf(...before).definitions)
      .filter(({ lint }) => lint === 'sensitive-word-review')
      .map(({ id, path }) => `${id} ${path}`);

  test('is an error that may be accepted', () => {
    const [one] = findings(policy('review'), sms('best'), two);
    expect(one).toMatchObject({ lint: 'sensitive-word-review', severity: 'error' });
    expect(one).not.toHaveProperty('final');
  });

  test('is asked once: what is in force in the same text has been looked at', () => {
    const before = [policy('review'), sms('best'), two];
    expect(since(before, policy('review'), sms('best', { name: { en: 'Other', zh: '别' } }), two)).toEqual([]);
    expect(since(before, policy('review'), sms('best one'), two)).toEqual(['sms body']);
    expect(since(before, policy('review'), sms('best', { locales: { zh: { body: '最佳' } } }), two)).toEqual(['sms locales.zh.body']);
    expect(since([policy('warn'), sms('best'), two], policy('review'), sms('best'), two)).toEqual(['sms body']);
    expect(since([sms('best'), two], policy('review'), sms('best'), two)).toEqual(['sms body']);
  });

  test('is not asked of content that somebody has approved as it is', () => {
    const approval = (content: string) => ({ by: 'Lin', on: '2026-05-01', content });
    const good = fingerprintOf(sms('best'), new Map());
    const asked = (content: string) => found(policy('review'), sms('best', { approval: approval(content) }), two);
    expect(asked(good)).not.toContain('sensitive-word-review template sms body');
    expect(asked('other')).toContain('sensitive-word-review template sms body');
  });
});

describe('what customers read', () => {
  const places = (definition: Definition): readonly string[] =>
    finalFindings([policy('block'), definition]).map(({ path, text: { en } }) => `${path} ${/\(([^)]+)\)/.exec(en)?.[1]}`);

  test('is looked through in MJML, in HTML, in every variant and language', () => {
    const mjml =
      '<mjml><mj-body>\n<mj-text class="best">The <b>be</b>st</mj-text>\n<mj-image src="https://best.example/" alt="最佳"/></mj-body></mjml>';
    const variants = {
      short: { body: '<p title="best">x</p>', share: 0.5, locales: { zh: { subject: '最佳', body: '<!-- 最佳 -->x<br>' } } },
    };
    expect(places(defineTemplate({ id: 'news', name, subject: 'x', body: mjml, variants }))).toEqual([
      'body line 2, column 30',
      'body line 3, column 44',
      'variants.short.body line 1, column 11',
      'variants.short.locales.zh.subject line 1, column 1',
    ]);
  });

  test('is not what only machines read', () => {
    const body = '<a class="best" href="https://x.example/best">{% if trait.tier == "best" %}{{ trait.best }}{% endif %}</a>';
    expect(places(defineTemplate({ id: 'news', name, subject: 'x', body }))).toEqual([]);
  });

  test('is told of all contents of a project, and of nothing when the policy has no list to block', () => {
    const both = [sms('best'), defineBlock({ id: 'line', name, type: 'copy', body: 'best' })];
    expect(finalFindings([policy('block'), ...both]).map(({ kind, id }) => `${kind} ${id}`)).toEqual(['template sms', 'block line']);
    expect(finalFindings([policy('review'), ...both])).toEqual([]);
    expect(finalFindings(both)).toEqual([]);
  });
});
