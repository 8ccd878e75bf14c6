/** The values of definitions as people read them: names in place of ids, conditions and triggers as sentences, spans of time with their unit. */
import type { TFunction } from 'i18next';
import type { Condition } from '../../api/index.ts';
import type { Language } from '../../i18n.ts';
import { conditionText, spanText } from '../why/condition.ts';
import type { Words } from '../why/words.ts';
import type { Plain } from './sides.ts';

export interface DifferenceWords {
  readonly t: TFunction<'difference'>;
  readonly language: Language;
  readonly why: Words;
}

/** Fields that hold the id of a definition, and of which kind. */
const REFERENCES: Readonly<Record<string, string>> = {
  ...{
    channel: 'channel',
    template: 'template',
    purpose: 'purpose',
    purposes: 'purpose',
    journey: 'journey',
    segment: 'segment',
    tag: 'tag',
  },
  ...{ trait: 'trait', benefit: 'benefit', group: 'tag_group', preference: 'trait', recommendation: 'recommendation', event: 'event' },
};
/** Fields whose texts are words of the product. */
const CHOICES =
  /^(reentry|priority|stage|messageClass|outcome|type|basis|enforcement|unplanned|dataClass|aggregate|metric|on|every|action|losers)$/;
const SHARES = /^(holdout|share|atMost|atLeast|noWorseBy|probe|globalControl)$/;
const DURATION = /^\d+[smhdw]$/;

/** What a field is called. What nobody has a word for stands as the definition has it, its words apart. */
export function fieldText(field: string, { t }: DifferenceWords): string {
  return /^\w+$/.test(field) ? t(`field.${field}` as never, { defaultValue: apart(field) }) : field;
}

function apart(field: string): string {
  return field
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase();
}

export function valueText(field: string, value: unknown, words: DifferenceWords): string {
  const { t, why } = words;
  if (value === undefined || value === null) return t('none');
  if (typeof value === 'string') return stringText(field, value, words);
  if (typeof value === 'number') return SHARES.test(field) ? why.formats.percent(value) : why.formats.number(value, 4);
  if (typeof value === 'boolean') return why.value(field, value);
  if (Array.isArray(value)) return value.length === 0 ? t('none') : value.map((one) => valueText(field, one, words)).join(t('and'));
  return objectText(field, value as Plain, words);
}

function stringText(field: string, value: string, { t, why }: DifferenceWords): string {
  const kind = REFERENCES[field];
  if (kind !== undefined) return why.names.of(kind, value);
  if (DURATION.test(value)) return spanText(value, why);
  if (field === 'measure') return t(`measure.${value}` as never, { defaultValue: apart(value) });
  if (CHOICES.test(field) && /^\w+$/.test(value)) return t(`value.${value}` as never, { defaultValue: apart(value) });
  return value;
}

function objectText(field: string, value: Plain, words: DifferenceWords): string {
  const { t, why, language } = words;
  if (isText(value)) return value[language];
  if (isCondition(value)) return conditionText(value, why);
  if (field === 'trigger') return triggerText(value, words);
  if (typeof value.event === 'string') return eventText(value, words);
  if (isCondition(value.condition)) return conditionText(value.condition, why);
  if (typeof value.trait === 'string' && Object.keys(value).length === 1)
    return t('ofTrait', { trait: why.names.of('trait', value.trait) });
  return Object.entries(value)
    .map(([name, one]) => `${fieldText(name, words)}${t('colon')}${valueText(name, one, words)}`)
    .join(t('semicolon'));
}

/** What starts a journey. */
function triggerText(trigger: Plain, words: DifferenceWords): string {
  const { t, why } = words;
  const of = (kind: string, id: unknown): string => why.names.of(kind, String(id));
  if (trigger.type === 'event') return eventText(trigger, words);
  if (trigger.type === 'segment')
    return t(trigger.on === 'exit' ? 'trigger.exit' : 'trigger.enter', { segment: of('segment', trigger.segment) });
  if (trigger.type === 'date') return t('trigger.date', { trait: of('trait', trigger.trait), at: String(trigger.at) });
  if (trigger.type === 'start') return t('trigger.start');
  const { type: _type, ...rest } = trigger;
  return t('trigger.schedule', { rest: objectText('', rest, words) });
}

function eventText({ event, where }: Plain, { t, why }: DifferenceWords): string {
  const text = t('event', { event: why.names.of('event', String(event)) });
  return isCondition(where) ? t('eventWhere', { text, where: conditionText(where, why) }) : text;
}

/** In both languages. */
export function isText(value: unknown): value is { readonly en: string; readonly zh: string } {
  return isPlain(value) && typeof value.en === 'string' && typeof value.zh === 'string' && Object.keys(value).length === 2;
}

export function isCondition(value: unknown): value is Condition {
  return isPlain(value) && typeof value.combinator === 'string' && Array.isArray(value.rules);
}

export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
