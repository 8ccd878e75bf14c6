/** Texts of `volano explain` in the reader's language, with the values that rules read put into words. */
import { DAY, HOUR, MINUTE, SECOND } from '../../base/index.ts';
import { type ExplainText, explainEn } from './explain-en.ts';
import { explainZh } from './explain-zh.ts';
import type { Locale } from './index.ts';
import { rulesEn } from './rules-en.ts';
import { rulesZh } from './rules-zh.ts';

export interface ExplainSay {
  /** The sentence with its holes filled; values that it does not name are left out. */
  text(key: ExplainText, values?: Readonly<Record<string, unknown>>): string;
  /** The sentence under a key that may not be there. */
  found(key: string, values: Readonly<Record<string, unknown>>): string | undefined;
  /** The rule in plain words; one that the catalogue does not have as it is, such as what a channel said. */
  rule(rule: string, values: Readonly<Record<string, unknown>>): string;
  /** A value as people read it, by the name it has. */
  value(name: string, value: unknown): string;
}

/** Values of these names are instants, ms. */
const INSTANTS: ReadonlySet<string> = new Set(['at', 'until', 'latest', 'since', 'next', 'time', 'decidedAt']);
/** Begins the reason of a message that may have been handed over and was found stale since; the rule that found it follows. */
export const OUTCOME_UNKNOWN = 'outcome_unknown: ';
const INSTANT_NAME = /(^|[a-z])At$/;

export function explainTexts(locale: Locale, timeZone: string): ExplainSay {
  const texts: Readonly<Record<string, string>> = locale === 'zh' ? explainZh : explainEn;
  const rules: Readonly<Record<string, string>> = locale === 'zh' ? rulesZh : rulesEn;
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const value = (name: string, given: unknown): string => {
    if (typeof given === 'string') return given;
    if (typeof given !== 'number') return given === undefined ? '–' : JSON.stringify(given);
    if (INSTANTS.has(name) || INSTANT_NAME.test(name)) return clock.format(given);
    return name.endsWith('AgeMs') || name === 'ageMs' ? span(given) : String(given);
  };
  const fill = (text: string, values: Readonly<Record<string, unknown>>): string =>
    text.replace(/\{(\w+)\}/g, (_, name: string) => value(name, values[name])).trim();
  const found: ExplainSay['found'] = (key, values) => (Object.hasOwn(texts, key) ? fill(texts[key]!, values) : undefined);
  const rule: ExplainSay['rule'] = (name, values) => {
    if (name.startsWith(OUTCOME_UNKNOWN)) return fill(rules.outcome_unknown!, { why: rule(name.slice(OUTCOME_UNKNOWN.length), values) });
    return Object.hasOwn(rules, name) ? fill(rules[name]!, values) : name;
  };
  return {
    text: (key, values = {}) => fill(texts[key]!, values),
    found,
    rule,
    value,
  };
}

/** The rule's name for people where no values are at hand: its id where the catalogue says it with values. */
export function rulesOfLocale(locale: Locale): (rule: string) => string {
  const rules: Readonly<Record<string, string>> = locale === 'zh' ? rulesZh : rulesEn;
  return (rule) => (Object.hasOwn(rules, rule) && !rules[rule]!.includes('{') ? rules[rule]! : rule);
}

const UNITS: readonly (readonly [ms: number, unit: string])[] = [
  [DAY, 'd'],
  [HOUR, 'h'],
  [MINUTE, 'min'],
  [SECOND, 's'],
];

/** In the largest unit that it is at least once, to one decimal. */
function span(ms: number): string {
  const [size, unit] = UNITS.find(([length]) => ms >= length) ?? [1, 'ms'];
  return `${Math.round((ms / size) * 10) / 10} ${unit}`;
}
