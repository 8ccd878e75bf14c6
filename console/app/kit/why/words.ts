/** The words for what the engine concludes: facts, rules, and the values that were read, each with its name and as people read it. */
import type { i18n, TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Formats } from '../format.ts';
import { useFormats } from '../formats.ts';
import { type Naming, useNaming } from '../naming.ts';

export type Named = readonly [label: string, value: string];

export interface Words {
  readonly t: TFunction<'why'>;
  readonly formats: Formats;
  readonly names: Naming;
  /** A step of a journey by what it does; its id where the running release has no such step. */
  readonly step: (journey: string, id: string) => string;
  readonly fact: (kind: string, action: string) => string;
  /** Of a rule that nobody has words for: its id, or what a channel said. */
  readonly rule: (rule: string) => string;
  /** Of a condition: `>=`, `contains`, ... */
  readonly operator: (operator: string) => string;
  /** Of `trait.orders`, `tag.vip`, ..., or of a word that a rule uses. */
  readonly field: (field: string) => string;
  readonly value: (field: string, value: unknown) => string;
  /** What was read, name by name; what is missing only where somebody would look for it. */
  readonly values: (read: unknown) => readonly Named[];
}

/** Definitions whose ids stand in fields of these names. */
const DEFINITIONS = ['purpose', 'segment', 'tag', 'trait', 'channel', 'journey', 'template', 'namespace', 'cap', 'event'];
/** Beyond it a number is an instant: no count and no sum of one customer is that high. */
const INSTANT = 1e11;

export function useWhyWords(): Words {
  const { t, i18n } = useTranslation('why');
  const formats = useFormats();
  const names = useNaming();
  return useMemo(() => wordsOf({ t, i18n, formats, names }), [t, i18n, formats, names]);
}

function wordsOf({ t, i18n, formats, names }: { t: TFunction<'why'>; i18n: i18n; formats: Formats; names: Naming }): Words {
  // What a channel said is no key: it may have any letters in it.
  const said = (key: string): string | undefined => {
    const text: unknown = /^[\w./]+$/.test(key) ? i18n.getResource(i18n.language, 'why', key) : undefined;
    return typeof text === 'string' ? text : undefined;
  };
  const value = (field: string, given: unknown): string => {
    if (given === null || given === undefined) return t('value.missing');
    if (typeof given === 'boolean') return t(`value.${given}`);
    if (typeof given === 'number') return numberText(field, given, formats);
    if (Array.isArray(given)) return given.map((one) => value(field, one)).join(', ');
    if (typeof given !== 'string') return JSON.stringify(given);
    if (DEFINITIONS.includes(field)) return names.of(field, given);
    if (field === 'choice' || field === 'basis') return said(`choice.${given}`) ?? given;
    if (field === 'severity') return said(`severity.${given}`) ?? given;
    return field === 'reason' ? (said(`reason.${given}`) ?? given) : given;
  };
  const field = (name: string): string => {
    const dot = name.indexOf('.');
    const [kind, rest] = [name.slice(0, dot), name.slice(dot + 1)];
    if (['trait', 'tag', 'segment'].includes(kind)) return names.of(kind, rest);
    if (kind === 'event') return rest === '*' ? t('anyEvent') : names.of('event', rest);
    if (kind === 'property') return rest.startsWith('$') ? (said(`beside.${rest.slice(1)}`) ?? rest) : rest;
    if (kind === 'bucket') return t('bucket', { name: rest });
    // How full each cap is stands under its id.
    return said(`field.${name}`) ?? names.of('cap', name);
  };
  const step = (journey: string, id: string): string => {
    const key = `${journey}/${id}`;
    const name = names.of('step', key);
    return name === key ? id : name;
  };
  return {
    t,
    formats,
    names,
    field,
    value,
    step,
    fact: (kind, action) => said(`fact.${kind}/${action}`) ?? `${kind} / ${action}`,
    rule: (rule) => {
      const stale = /^outcome_unknown: (.+)$/.exec(rule)?.[1];
      const text = (one: string): string => said(`rule.${one}`) ?? one;
      return stale === undefined ? text(rule) : t('rule.outcome_unknown', { rule: text(stale) });
    },
    operator: (operator) => (i18n.exists(`operator.${operator}`, { ns: 'why' }) ? t(`operator.${operator}` as never) : operator),
    values: (read) => pairsOf(read).map(([name, one]) => [field(name), value(name, one)]),
  };
}

function numberText(field: string, value: number, formats: Formats): string {
  if (value > INSTANT && Number.isInteger(value)) return formats.dateTime(value);
  if (/At$|^(since|until|latest)$/.test(field)) return formats.dateTime(value);
  return /Ms$/.test(field) ? formats.span(value) : formats.number(value, 4);
}

/** What a rule read, the values of its parts beside its own. */
function pairsOf(read: unknown): readonly (readonly [string, unknown])[] {
  if (!isPlain(read)) return [];
  return Object.entries(read)
    .flatMap(([field, value]) => (isPlain(value) ? Object.entries(value) : [[field, value] as const]))
    .filter(([field, value]) => value !== null || /^(trait|property)\./.test(field));
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
