import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const PUBLIC = join(import.meta.dirname, 'public');
const catalogue = (language: string): Record<string, string> =>
  JSON.parse(readFileSync(join(PUBLIC, 'texts', `${language}.json`), 'utf8')) as Record<string, string>;
const EN = catalogue('en');
const ZH = catalogue('zh');
const SCRIPTS = readdirSync(join(PUBLIC, 'scripts')).map((name) => ({ name, text: readFileSync(join(PUBLIC, 'scripts', name), 'utf8') }));
const CODE = SCRIPTS.map(({ text }) => text).join('\n');

/** Beginnings of keys that the scripts complete, e.g. `rule.` in t(`rule.${rule}`). */
const BEGINNINGS = [...CODE.matchAll(/`([a-z][\w.]*\.)\$\{/gi)].map(([, beginning]) => beginning!);

/** What may stand in a Chinese text as it is: names, abbreviations, units and the holes. */
const LATIN = /\{\w+\}|Volano|English|JavaScript|unionid|capture|ID|LTV|p99|URL/g;

describe('the catalogues of the page on which somebody is the customer', () => {
  test('have the same keys, in the same order', () => {
    expect(Object.keys(ZH)).toEqual(Object.keys(EN));
  });

  test('have no empty text, and the same holes in both languages', () => {
    const holes = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).sort();
    for (const [key, text] of Object.entries(EN)) {
      expect(text.trim(), key).not.toBe('');
      expect(ZH[key]?.trim(), key).not.toBe('');
      expect(holes(ZH[key]!), key).toEqual(holes(text));
    }
  });

  test('are written in their own language', () => {
    for (const [key, text] of Object.entries(EN))
      if (key !== 'language.switch') expect(text, key).not.toMatch(/[\u3000-\u9fff\uff00-\uffef]/);
    for (const [key, text] of Object.entries(ZH)) {
      if (key === 'language.switch') continue;
      expect(text.replace(LATIN, ''), key).not.toMatch(/[A-Za-z]{2,}/);
      if (!['latency.p99', 'loop.rate'].includes(key)) expect(text, key).toMatch(/[\u4e00-\u9fff]/);
    }
  });

  test('keep the typesetting of Chinese: full-width punctuation, a thin gap before and after figures', () => {
    for (const [key, text] of Object.entries(ZH)) {
      expect(text, key).not.toMatch(/[\u4e00-\u9fff][,;:?!()]|[,;:?!()][\u4e00-\u9fff]/);
      expect(text, key).not.toMatch(/[\u4e00-\u9fff][0-9]|[0-9][\u4e00-\u9fff]/);
    }
  });

  test("use the glossary's words and not the ones it warns of", () => {
    for (const [key, text] of Object.entries(ZH)) expect(text, key).not.toMatch(/用户|黑名单|上线|下线|埋点|步骤|渠道码|试验/);
    for (const [key, text] of Object.entries(EN))
      expect(text, key).not.toMatch(/\b(user|blacklist|crowd|label|behaviour|catalogue|centre)\b/i);
  });
});

describe('the scripts', () => {
  test('ask for no text that is missing', () => {
    const asked = [...CODE.matchAll(/\bt\('([^']+)'/g)].map(([, key]) => key!);
    expect(asked.length).toBeGreaterThan(80);
    for (const key of asked) expect(Object.keys(EN), key).toContain(key);
    for (const beginning of BEGINNINGS)
      expect(
        Object.keys(EN).some((key) => key.startsWith(beginning)),
        beginning,
      ).toBe(true);
  });

  test('leave no text unused', () => {
    const unused = Object.keys(EN).filter(
      (key) => !CODE.includes(`'${key}'`) && !BEGINNINGS.some((beginning) => key.startsWith(beginning)),
    );
    expect(unused).toEqual([]);
  });

  test('hold no text of their own', () => {
    for (const { name, text } of SCRIPTS) {
      const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\/\/.*$/gm, '');
      expect(code.match(/[\u4e00-\u9fff]{3,}/g), name).toBeNull();
      expect(code.match(/h\('[a-z0-9]+', \{[^}]*\}, '[A-Z][a-z]+ /g), name).toBeNull();
    }
  });

  test('never put text in as markup, or style through an attribute, which the policy forbids', () => {
    expect(CODE.match(/innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function|'style'/)).toBeNull();
  });
});

describe('every rule and fact that the engine names has a text', () => {
  const core = (folder: string): string =>
    readdirSync(join(PUBLIC, '../../src/core', folder))
      .filter((name) => name.endsWith('.ts') && !name.includes('.test.') && !name.includes('.suite.'))
      .map((name) => readFileSync(join(PUBLIC, '../../src/core', folder, name), 'utf8'))
      .join('\n');

  test('verdicts of guard', () => {
    const rules = [...core('decide').matchAll(/^\s+\| '([a-z_]+\.[a-z_]+)'/gm)].map(([, rule]) => rule!);
    expect(rules.length).toBeGreaterThanOrEqual(6);
    for (const rule of rules) expect(Object.keys(EN), rule).toContain(`rule.${rule}`);
  });

  test('entries of journeys', () => {
    const rules = [...core('decide').matchAll(/'((?:trigger|reentry|when|goal|exit)\.[a-z_]+)'/g)].map(([, rule]) => rule!);
    expect(rules.length).toBeGreaterThanOrEqual(5);
    for (const rule of rules) expect(Object.keys(EN), rule).toContain(`rule.${rule}`);
  });
});
