/** Every rule that the sources can write has its words in both languages. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { explainTexts } from './explain.ts';
import { explainEn } from './explain-en.ts';
import { explainZh } from './explain-zh.ts';
import { rulesEn } from './rules-en.ts';
import { rulesZh } from './rules-zh.ts';

const SRC = join(import.meta.dirname, '../..');
const sourcesIn = (folder: string): string[] =>
  readdirSync(join(SRC, folder)).flatMap((file) =>
    file.endsWith('.ts') && !/\.(test|suite)\.ts$/.test(file) ? [readFileSync(join(SRC, folder, file), 'utf8')] : [],
  );
const SOURCES = [
  ...sourcesIn('core/decide'),
  ...sourcesIn('core/guard'),
  ...sourcesIn('runtime/explain'),
  ...['core/dispatch.ts', 'act/content/wording.ts', 'core/rebuild-journeys.ts', 'runtime/still-go.ts', 'act/delivery/handing.ts'].map(
    (file) => readFileSync(join(SRC, file), 'utf8'),
  ),
];

const DOTTED =
  /'((?:trigger|start|await|key|reentry|when|goal|exit|journey|address|suppressed|consent|quiet_hours|cap|holdout|release|rollout|arbitration|entries|benefit|content)\.[a-z_]+)'/g;
/** Written as `rule: 'x'`, `reason: 'x'` or given to withdraw(). */
const PLAIN = /(?:\brule: |\breason: |withdraw\()'([a-z_]+)'/g;
const namesIn = (pattern: RegExp): string[] => SOURCES.flatMap((source) => [...source.matchAll(pattern)].map(([, name]) => name!));

/** Put together at run time: with another rule, from a trigger's type, or from how an ending is met. */
const COMPOSED = [
  'outcome_unknown',
  ...['event', 'segment', 'date', 'schedule', 'start'].map((type) => `trigger.${type}`),
  'release.exit',
  'release.move',
  ...['goal', 'exit'].flatMap((end) => [`${end}.event`, `${end}.condition`]),
];
/** Halves of those. */
const PARTS: readonly string[] = ['event', 'condition'];
const written = new Set([...namesIn(DOTTED), ...namesIn(PLAIN).filter((name) => !PARTS.includes(name)), ...COMPOSED]);

describe('rules', () => {
  test('of the sources are found at all', () => {
    expect(written.size).toBeGreaterThan(40);
    for (const rule of ['cap.user', 'reentry.once', 'expired', 'merged', 'end', 'customer_unknown', 'trigger.where_false'])
      expect(written).toContain(rule);
  });

  test.each([
    ['English', rulesEn],
    ['Chinese', rulesZh],
  ])('all have words in %s', (_, rules) => {
    expect([...written].filter((rule) => !Object.hasOwn(rules, rule))).toEqual([]);
  });

  test('with words are all written by some source', () => {
    expect(Object.keys(rulesEn).filter((rule) => rule !== 'allowed' && !written.has(rule))).toEqual([]);
  });
});

describe('both languages', () => {
  const holes = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();
  test.each([
    [rulesEn, rulesZh],
    [explainEn, explainZh],
  ])('have the same holes', (en: Readonly<Record<string, string>>, zh: Readonly<Record<string, string>>) => {
    expect(Object.keys(zh).sort()).toEqual(Object.keys(en).sort());
    for (const [key, text] of Object.entries(en)) expect([key, holes(zh[key]!)]).toEqual([key, holes(text)]);
  });
});

describe('values', () => {
  const say = explainTexts('en', 'Asia/Shanghai');

  test('that are instants stand on the clock of the time zone, ages in units', () => {
    expect(say.rule('reentry.once', { enteredAt: Date.UTC(2024, 0, 15, 18) })).toContain('2024-01-16 02:00:00');
    expect(say.rule('trigger.too_old', { ageMs: 5_400_000, maxAgeMs: 3_600_000 })).toMatch(/1\.5 h old .* at most 1 h\./);
    expect(say.value('ageMs', 12)).toBe('12 ms');
    expect(say.value('count', 12)).toBe('12');
  });

  test('that are missing leave a dash; a reason that is no rule stays as it is', () => {
    expect(say.rule('when.false', {})).toBe('The condition for entering the journey did not hold.');
    expect(say.rule('consent.missing', {})).toContain('"–"');
    expect(say.rule('550 no such user', {})).toBe('550 no such user');
    expect(say.found('toString', {})).toBeUndefined();
  });
});

test.each([
  [
    'en',
    'It may have been handed over already, which nobody can tell, and was not handed over again. The event "Left" came, which ends the journey.',
  ],
  ['zh', rulesZh['exit.event'].replace('{event}', 'Left')],
] as const)('a rule that found a message stale of which nobody knows whether it went, in %s', (locale, told) => {
  const say = explainTexts(locale, 'UTC');
  expect(say.rule('outcome_unknown: exit.event', { event: 'Left' })).toContain(told);
  expect(say.rule('outcome_unknown: exit.event', { event: 'Left' })).not.toContain('outcome_unknown');
});
