/** Why a message came, or did not: what was concluded since the last tap, in the order in which it happened. */
import { fill, h } from './element.js';
import { nameOf } from './names.js';
import { aboutOf, badge, whyOf } from './steps.js';
import { dateTime, t, tOr } from './text.js';

const KINDS = new Set(['decision', 'exposure', 'verdict', 'message', 'consent', 'identity']);
const REFUSED = new Set(['suppress', 'defer', 'not_entered']);

export function createDecided() {
  const list = h('ol', { class: 'timeline' });
  const nothing = h('p', { class: 'quiet' }, t('decided.empty'));
  const element = h(
    'section',
    { class: 'card decided', 'aria-labelledby': 'decided-title' },
    h('h2', { id: 'decided-title' }, t('decided.title')),
    nothing,
    list,
  );
  let shown = '';
  return {
    element,
    clear() {
      shown = '';
      fill(list);
      nothing.hidden = false;
      fill(nothing, t('decided.empty'));
    },
    /**
     * @param {any[]} steps since the last tap, newest first
     * @param {any} profile
     */
    update(steps, profile) {
      const told = steps.filter(({ kind }) => KINDS.has(kind)).reverse();
      const key = told.map(({ id }) => id).join();
      if (key === shown || told.length === 0) return;
      shown = key;
      nothing.hidden = true;
      fill(list, ...told.map((step) => row(step, profile)));
    },
  };
}

/** The refusal among these steps that says most, in words; undefined when nothing was refused. @param {any[]} steps @param {any} profile */
export function refusalIn(steps, profile) {
  const refused = steps.filter(({ kind, action }) => (kind === 'verdict' || kind === 'decision') && REFUSED.has(action));
  const step = refused.find(({ kind }) => kind === 'verdict') ?? refused[0];
  if (!step) return undefined;
  const rule = tOr(`rule.${step.rule}`, step.rule ?? step.action);
  const until = waitOf(step, profile);
  const journey = nameOf('journey', step.journey ?? step.name);
  return until ? `${journey}: ${rule}, ${t('customer.waits', { time: dateTime(until) })}` : `${journey}: ${rule}`;
}

/** @param {any} step @param {any} profile */
function row(step, profile) {
  const until = step.action === 'defer' ? waitOf(step, profile) : undefined;
  return h(
    'li',
    { class: REFUSED.has(step.action) ? 'refused' : null },
    badge(step),
    h(
      'div',
      {},
      aboutOf(step),
      h('div', { class: 'why' }, whyOf(step), until ? h('span', { class: 'value' }, t('customer.waits', { time: dateTime(until) })) : null),
    ),
  );
}

/** Until when a deferred message waits. @param {any} step @param {any} profile */
function waitOf({ action, journey, step }, profile) {
  if (action !== 'defer') return undefined;
  return profile?.journeys.find((/** @type {any} */ place) => place.journey === journey && place.step === step)?.waitsUntil;
}
