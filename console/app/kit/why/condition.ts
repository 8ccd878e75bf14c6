/** Conditions in words: the whole language, in one sentence. */
import type { Condition, Rule } from '../../api/index.ts';
import { spanOfDuration } from '../format.ts';
import type { Words } from './words.ts';

const PERIODS = ['day', 'week', 'month', 'quarter', 'year'];
const SPANS = /(withinLast|notWithinLast|withinNext|notWithinNext|beforeLast|afterNext)$/;
const CALENDAR = /During(This|Previous|Next)$|^during(This|Previous|Next)$/;
const PAIRS = /etween$/;

type Parts = Readonly<Record<string, unknown>>;

/** A kind of question -> its words. */
const TOLD: Readonly<Record<string, (event: string, value: Parts, words: Words) => string>> = {
  performed: (event, value, words) => words.t('rules.performed', { event, rest: restOf(value, words) }),
  notPerformed: (event, value, words) => words.t('rules.notPerformed', { event, rest: restOf(value, words) }),
  performedThen: (event, value, words) =>
    words.t('rules.then', { event: filtered(event, value, words), next: otherText(value.then, words), rest: between(value, words) }),
  performedWithout: (event, value, words) =>
    words.t('rules.without', { event: filtered(event, value, words), next: otherText(value.without, words), rest: between(value, words) }),
  performedSequence: sequenceText,
  aggregate: aggregateText,
  firstPerformed: edgeText('rules.first'),
  lastPerformed: edgeText('rules.latest'),
  performedRegularly: regularText,
};

interface Compared {
  readonly operator: string;
  readonly value?: unknown;
}

export function isGroup(one: Condition | Rule): one is Condition {
  return 'combinator' in one;
}

/** A whole condition in one sentence. */
export function conditionText(condition: Condition, words: Words): string {
  const { t } = words;
  const rules = condition.rules.map((one) => (isGroup(one) ? nested(one, words) : ruleText(one, words)));
  const text = rules.length === 0 ? t('group.empty') : rules.join(t(`joined.${condition.combinator}`));
  return condition.not ? t('joined.not', { text }) : text;
}

function nested(condition: Condition, words: Words): string {
  const text = conditionText(condition, words);
  return condition.not || condition.rules.length < 2 ? text : words.t('joined.group', { text });
}

/** One rule as a sentence. */
export function ruleText(rule: Rule, words: Words): string {
  const { field, operator, value } = rule;
  const { t, names } = words;
  const [kind, name] = [field.slice(0, field.indexOf('.')), field.slice(field.indexOf('.') + 1)];
  if ((kind === 'tag' || kind === 'segment') && typeof value === 'boolean') {
    const holds = (operator === '=') === value;
    return t(`rules.${kind}.${holds ? 'is' : 'not'}`, { name: names.of(kind, name) });
  }
  if (kind === 'event') return historyText(name, { operator, value }, words);
  return comparedText(words.field(field), rule, words);
}

/** `field`: in words. */
function comparedText(field: string, { operator, value }: Compared, words: Words): string {
  const { t } = words;
  const about = { field, operator: words.operator(operator) };
  if (value === undefined) return t('rules.bare', about);
  const parts = partsOf(value);
  if (/istance$/.test(operator) && Array.isArray(parts.of)) {
    const [latitude, longitude] = parts.of as readonly unknown[];
    return t('rules.distance', { ...about, meters: words.value('', parts.meters), latitude, longitude });
  }
  if (/ElementWhere$/.test(operator) && isCondition(value)) return t('rules.group', { ...about, text: conditionText(value, words) });
  if (/Element$/.test(operator)) return t('rules.compared', { ...about, value: elementText(parts, words) });
  if (/Length$/.test(operator)) return t('rules.compared', { ...about, value: boundsText(parts, words) });
  return t('rules.compared', { ...about, value: valueText(field, { operator, value }, words) });
}

function elementText({ operator, value }: Parts, words: Words): string {
  return comparedText('', { operator: String(operator), value }, words).trim();
}

function boundsText({ atLeast, atMost }: Parts, words: Words): string {
  const { t } = words;
  if (atMost === undefined) return t('rules.bounds.least', { least: atLeast ?? 0 });
  return atLeast === undefined ? t('rules.bounds.most', { most: atMost }) : t('rules.bounds.both', { least: atLeast, most: atMost });
}

function valueText(field: string, { operator, value }: Compared, words: Words): string {
  const { t } = words;
  if (typeof value === 'string' && SPANS.test(operator)) return spanText(value, words);
  if (typeof value === 'string' && (CALENDAR.test(operator) || operator.includes('niversaryDuring')) && PERIODS.includes(value))
    return t(`unit.${value}` as never);
  if (typeof value === 'string' && operator.endsWith('Type')) return t(`kind.${value}` as never);
  if (Array.isArray(value) && value.length === 2 && (PAIRS.test(operator) || operator.includes('niversaryInDays')))
    return t('rules.pair', { from: words.value(field, value[0]), to: words.value(field, value[1]) });
  return words.value(field, value);
}

/** What a customer did: how often, when, in which order and of what kind. `name`: of the event, how such names begin, or several. */
function historyText(name: string, { operator, value }: { readonly operator: string; readonly value?: unknown }, words: Words): string {
  const event = eventText(name, words);
  const told = TOLD[operator]?.(event, partsOf(value), words);
  return told ?? words.t('rules.other', { event, operator: words.operator(operator), value: JSON.stringify(value ?? {}) });
}

function eventText(name: string, words: Words): string {
  const { t, names } = words;
  return name
    .split('|')
    .map((one) => one.trim())
    .map((one) => (one === '*' ? t('anyEvent') : names.of('event', one)))
    .join(t('joined.or'));
}

function restOf(value: Parts, words: Words): string {
  return `${timesText(value, words)}${windowText(value.within, words)}${whereText(value, words)}`;
}

function timesText({ atLeast = 1, atMost }: Parts, { t }: Words): string {
  if (atMost === undefined) return Number(atLeast) > 1 ? t('rules.atLeast', { least: atLeast }) : '';
  if (atLeast === atMost) return t('rules.exactly', { most: atMost });
  return Number(atLeast) > 1 ? t('rules.between', { least: atLeast, most: atMost }) : t('rules.atMost', { most: atMost });
}

function whereText({ where }: Parts, words: Words): string {
  return isCondition(where) ? words.t('rules.where', { text: conditionText(where, words) }) : '';
}

/** An event's name with its filter, in brackets where there is one. */
function filtered(event: string, { where }: Parts, words: Words): string {
  return isCondition(where) ? words.t('rules.filtered', { event, text: conditionText(where, words) }) : event;
}

function otherText(other: unknown, words: Words): string {
  const parts = partsOf(other);
  return filtered(eventText(String(parts.event ?? '?'), words), parts, words);
}

/** What stands between two events: how long, when, and what they have in common. */
function between({ after, within, last, matching }: Parts, words: Words): string {
  const { t } = words;
  const ago = after === undefined ? '' : t('rules.ago', { span: spanText(after, words) });
  const ended = last === undefined ? '' : t('rules.ended', { span: spanText(last, words) });
  const pairs = (Array.isArray(matching) ? matching : []).map((one) => pairText(partsOf(one), words)).join(t('joined.and'));
  return `${ago}${windowText(within, words)}${ended}${pairs === '' ? '' : t('rules.where', { text: pairs })}`;
}

function pairText({ earlier, later, operator = '=' }: Parts, words: Words): string {
  return words.t('rules.matching', { earlier, later, operator: words.operator(String(operator)) });
}

function sequenceText(event: string, value: Parts, words: Words): string {
  const { t } = words;
  const steps = (Array.isArray(value.steps) ? value.steps : []).map((one) => stepText(partsOf(one), words)).join('');
  const same = value.same === undefined ? '' : t('rules.same', { path: value.same });
  const strict = value.strict === true ? t('rules.strict') : '';
  return t('rules.performed', { event: filtered(event, value, words), rest: `${steps}${between(value, words)}${same}${strict}` });
}

function stepText(step: Parts, words: Words): string {
  const { t } = words;
  const within = step.within === undefined ? '' : t('rules.within', { span: spanText(step.within, words) });
  const without = step.without === undefined ? '' : t('rules.meanwhile', { next: otherText(step.without, words) });
  return t('rules.next', { next: otherText(step, words), rest: `${within}${without}` });
}

function aggregateText(event: string, value: Parts, words: Words): string {
  const { t } = words;
  const aggregate = t(`aggregate.${String(value.aggregate)}` as never);
  const property = value.property === undefined ? '' : t('rules.of', { path: words.field(`property.${String(value.property)}`) });
  const unit = value.unit === undefined ? '' : t('rules.unit', { unit: t(`unit.${String(value.unit)}` as never) });
  const measure = t('rules.measure', { event, aggregate, property, unit, rest: restOf(value, words) });
  const { operator, value: wanted } = partsOf(value.is);
  return comparedText(measure, { operator: String(operator), value: wanted }, words);
}

function edgeText(key: 'rules.first' | 'rules.latest') {
  return (event: string, value: Parts, words: Words): string => {
    const has = isCondition(value.has) ? conditionText(value.has, words) : '';
    return words.t(key, { event: filtered(event, value, words), window: windowText(value.within, words), text: has });
  };
}

function regularText(event: string, value: Parts, words: Words): string {
  const { t } = words;
  const unit = t(`unit.${String(value.unit)}` as never);
  const times = Number(value.times ?? 1) > 1 ? t('rules.atLeast', { least: value.times }) : '';
  return t('rules.regular', { event: filtered(event, value, words), times, least: value.atLeast, of: value.of, unit });
}

function windowText(window: unknown, words: Words): string {
  const { t } = words;
  if (window === undefined || window === 'ever') return '';
  if (typeof window === 'string') return t('rules.within', { span: spanText(window, words) });
  const { last, except, this: present, previous, from, to } = partsOf(window);
  if (last !== undefined && except !== undefined)
    return t('rules.except', { span: spanText(last, words), except: spanText(except, words) });
  if (last !== undefined) return t('rules.last', { span: spanText(last, words) });
  if (present !== undefined) return t(`rules.this.${String(present)}` as never);
  if (previous !== undefined) return t(`rules.previous.${String(previous)}` as never);
  if (to === undefined) return t('rules.from', { from: words.value('', from) });
  return from === undefined
    ? t('rules.to', { to: words.value('', to) })
    : t('rules.fixed', { from: words.value('', from), to: words.value('', to) });
}

/** Of a duration like "30d". */
export function spanText(duration: unknown, { formats }: Words): string {
  const ms = spanOfDuration(String(duration));
  return ms === undefined ? String(duration) : formats.span(ms);
}

function partsOf(value: unknown): Parts {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function isCondition(value: unknown): value is Condition {
  return Array.isArray(partsOf(value).rules);
}
