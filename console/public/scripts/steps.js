/** What the engine concluded, in words that say why. */
import { h } from './element.js';
import { nameOf } from './names.js';
import { count, dateTime, duration, ruleText, t, tOr } from './text.js';

/** @typedef {{ id: string, at: number, kind: string, action: string, customer: string, name: string, version: number, journey?: string, step?: string, rule?: string, read?: any }} Step */

const TONES = /** @type {Record<string, string>} */ ({
  'verdict/send': 'good',
  'message/sent': 'good',
  'journey/converted': 'good',
  'verdict/defer': 'warn',
  'verdict/suppress': 'mute',
  'decision/not_entered': 'mute',
  'message/failed': 'bad',
});

/** @param {Step} step */
export function badge({ kind, action }) {
  const fact = `${kind}/${action}`;
  return h('span', { class: `badge ${TONES[fact] ?? ''}` }, tOr(`fact.${fact}`, fact));
}

/** @param {Step} step */
export function aboutOf({ kind, name, journey, step, version }) {
  const kindOfName =
    { message: 'template', decision: 'journey', exposure: 'journey', verdict: 'journey', identity: 'namespace', profile: 'trait' }[kind] ??
    kind;
  const label = name ? nameOf(kindOfName, name) : '';
  const where = journey && journey !== name ? nameOf('journey', journey) : '';
  return h(
    'span',
    { class: 'about' },
    [where, label].filter((part) => part !== '').join(' › '),
    step ? h('span', { class: 'sub' }, ` › ${step}`) : null,
    version > 1 ? h('span', { class: 'sub' }, ` v${version}`) : null,
  );
}

/** The rule in words, then the values it read. @param {{ rule?: string, read?: any }} step */
export function whyOf({ rule, read }) {
  return [rule ? h('span', { class: 'rule', title: rule }, ruleText(rule)) : null, ...valuesOf(read)];
}

/** What was read, each value with its name. A trait that is not known says so. @param {any} read */
function valuesOf(read) {
  if (read === null || typeof read !== 'object') return [];
  const pairs = Object.entries(read).flatMap(([field, value]) => (isPlainObject(value) ? Object.entries(value) : [[field, value]]));
  return pairs
    .filter(([field, value]) => value !== null || /^(trait|property)\./.test(field))
    .slice(0, 6)
    .map(([field, value]) => h('span', { class: 'value' }, h('span', { class: 'sub' }, `${labelOf(field)} `), display(field, value)));
}

/** @param {string} field e.g. `trait.orders_90d`, or a word of the rule */
function labelOf(field) {
  const dot = field.indexOf('.');
  const kind = field.slice(0, dot);
  if (['trait', 'tag', 'segment'].includes(kind)) return nameOf(kind, field.slice(dot + 1));
  if (['event', 'property'].includes(kind)) return field.slice(dot + 1);
  return tOr(`field.${field}`, field);
}

/**
 * @param {string} field
 * @param {any} value
 */
function display(field, value) {
  if (value === null) return t('value.missing');
  if (typeof value === 'boolean') return t(`value.${value}`);
  if (typeof value === 'number') return numberText(field, value);
  if (typeof value !== 'string') return JSON.stringify(value);
  if (['purpose', 'segment', 'trait', 'channel'].includes(field)) return nameOf(field, value);
  if (field === 'reason') return tOr(`reason.${value}`, value);
  return field === 'choice' || field === 'basis' ? tOr(`choice.${value}`, value) : value;
}

/**
 * @param {string} field
 * @param {number} value
 */
function numberText(field, value) {
  if (/At$|^(since|until|latest)$/.test(field) || isInstant(field, value)) return dateTime(value);
  return /Ms$/.test(field) ? duration(value) : count(value);
}

/** What is read of an event may be when it came; a count is never that high. @param {string} field @param {number} value */
function isInstant(field, value) {
  return field.startsWith('event.') && value > 1e11;
}

/** @param {any} value */
function isPlainObject(value) {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
