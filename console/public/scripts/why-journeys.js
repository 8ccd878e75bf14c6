/** Why a customer was taken into each journey and written to, and why not: the latest conclusions by journey. */
import { h } from './element.js';
import { nameOf } from './names.js';
import { badge, whyOf } from './steps.js';
import { clock, dateTime, t } from './text.js';

const KINDS = new Set(['decision', 'exposure', 'verdict', 'journey']);
const SHOWN = 4;

/** @param {any[]} steps of the customer, newest first */
export function whyJourneys(steps) {
  /** @type {Map<string, any[]>} */
  const byJourney = new Map();
  for (const step of steps) {
    if (!KINDS.has(step.kind)) continue;
    const journey = step.journey ?? step.name;
    const rows = byJourney.get(journey) ?? [];
    // The same conclusion again says nothing new.
    if (!rows.some(({ kind, action, rule }) => kind === step.kind && action === step.action && rule === step.rule)) rows.push(step);
    byJourney.set(journey, rows);
  }
  if (byJourney.size === 0) return h('p', { class: 'quiet' }, t('customer.noDecision'));
  return h(
    'ul',
    { class: 'places' },
    ...[...byJourney].map(([journey, rows]) =>
      h('li', {}, h('strong', {}, nameOf('journey', journey)), h('ol', { class: 'timeline' }, ...rows.slice(0, SHOWN).map(row))),
    ),
  );
}

/** @param {any} step */
function row(step) {
  return h(
    'li',
    {},
    h('time', { title: dateTime(step.at) }, clock(step.at)),
    h('div', {}, badge(step), step.step ? h('span', { class: 'sub' }, ` ${step.step}`) : null, h('div', { class: 'why' }, whyOf(step))),
  );
}
