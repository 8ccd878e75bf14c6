/** Why a customer is in each journey, and why not: how they stand to it, by which rule, and what became of its messages, as `/v1/explain` answers. */
import { proof } from './chain.js';
import { h } from './element.js';
import { nameOf } from './names.js';
import { whyOf } from './steps.js';
import { clock, count, dateTime, t } from './text.js';

const TONES = /** @type {Record<string, string>} */ ({
  inside: 'good',
  converted: 'good',
  refused: 'warn',
  untriggered: 'mute',
  sent: 'good',
  waiting: 'warn',
  deferred: 'warn',
  suppressed: 'mute',
  withdrawn: 'mute',
  failed: 'bad',
});
/** The journeys that have something to tell come first. */
const ORDER = ['inside', 'converted', 'completed', 'exited', 'failed', 'refused', 'untriggered'];
const MESSAGES_SHOWN = 5;

/** @param {{ customer: string, journeys: any[] }} explanation */
export function standingView({ customer, journeys }) {
  if (journeys.length === 0) return h('p', { class: 'quiet' }, t('customer.noJourney'));
  const sorted = [...journeys].sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing));
  return h('ul', { class: 'places' }, ...sorted.map((journey) => journeyItem(journey, customer)));
}

/** @param {any} told @param {string} customer */
function journeyItem(told, customer) {
  const { journey, version, standing, way, refused, untriggered, again, messages } = told;
  return h(
    'li',
    { 'data-journey': journey, 'data-standing': standing },
    h('strong', {}, nameOf('journey', journey)),
    h('span', { class: `badge ${TONES[standing] ?? ''}` }, t(`standing.${standing}`)),
    way?.arm === 'holdout' || way?.arm === 'global_control' ? h('span', { class: 'badge mute' }, t(`fact.exposure/${way.arm}`)) : null,
    version === undefined ? h('span', { class: 'sub' }, ` ${t('standing.retired')}`) : null,
    way ? wayLine(way, told.entered) : null,
    way?.rule ? reason(way, way.evidence.at(-1)) : null,
    refused ? h('p', { class: 'sub' }, t('standing.notEntered', { count: count(refused.count), time: clock(refused.evidence.at) })) : null,
    refused ? reason(refused, refused.evidence) : null,
    untriggered ? reason(untriggered, untriggered.evidence) : null,
    untriggered?.next === undefined ? null : h('p', { class: 'sub' }, t('standing.next', { time: dateTime(untriggered.next) })),
    again
      ? h('p', { class: 'sub' }, again.at === undefined ? t('standing.never') : t('standing.again', { time: dateTime(again.at) }))
      : null,
    messages.length > 0
      ? h('ol', { class: 'wanted' }, ...messages.slice(0, MESSAGES_SHOWN).map((/** @type {any} */ one) => wanted(one, customer)))
      : null,
  );
}

/** @param {any} way @param {number} entered */
function wayLine({ step, enteredAt, endedAt, until }, entered) {
  const parts = [
    t('customer.since', { time: dateTime(enteredAt) }),
    ...(endedAt === undefined ? [] : [t('standing.until', { time: dateTime(endedAt) })]),
    ...(until === undefined ? [] : [t('customer.waits', { time: dateTime(until) })]),
    ...(entered > 1 ? [t('standing.times', { count: count(entered) })] : []),
  ];
  return h('p', { class: 'sub' }, step ? `› ${step} · ` : '', parts.join(' · '));
}

/** The rule in words, what it read, and the row that has it. @param {any} told @param {any} [evidence] */
function reason(told, evidence) {
  return h('div', { class: 'why' }, ...whyOf(told), evidence ? proof(evidence) : null);
}

/** @param {any} outcome @param {string} customer */
function wanted(outcome, customer) {
  const { message, step, channel, status, until, evidence } = outcome;
  return h(
    'li',
    {},
    h('a', { href: messageAddress(message, customer) }, `${step} · ${nameOf('channel', channel)}`),
    h('span', { class: `badge ${TONES[status] ?? ''}` }, t(`status.${status}`)),
    h('span', { class: 'sub' }, ` ${until === undefined ? clock(evidence.at) : t('customer.waits', { time: dateTime(until) })}`),
    status === 'sent' ? null : reason(outcome),
  );
}

/** The page that tells why; messages that are not in the outbox are looked up by their customer. @param {string} message @param {string} customer */
export function messageAddress(message, customer) {
  return `/outbox/${encodeURIComponent(message)}?customer=${encodeURIComponent(customer)}`;
}
