/** Where a customer can be written to now, what is closed and why, how much of each limit is used, and what is on its way. */
import { h } from './element.js';
import { nameOf } from './names.js';
import { messageAddress } from './standing.js';
import { whyOf } from './steps.js';
import { count, dateTime, t, tOr } from './text.js';

/** @param {any} profile */
export function reachView({ customer, suppressed, reach, consent, sends }) {
  const { channels, purposes, caps, accepted, quiet } = reach;
  const limits = [...(accepted ? [{ ...accepted, own: true }] : []), ...caps];
  return h(
    'div',
    { class: 'reach' },
    suppressed ? h('p', { class: 'warning' }, t('customer.suppressed', { reason: tOr(`reason.${suppressed}`, suppressed) })) : null,
    quiet ? h('p', { class: 'warning' }, t('reach.quiet', { time: dateTime(quiet.until), zone: quiet.timezone })) : null,
    h('h3', {}, t('reach.channels')),
    doors('channel', channels),
    h('h3', {}, t('customer.consent')),
    doors('purpose', purposes, (/** @type {string} */ id) => chosen(consent, id)),
    h('h3', {}, t('reach.limits')),
    limits.length > 0 ? h('ul', { class: 'doors' }, ...limits.map(limit)) : h('p', { class: 'quiet' }, t('reach.noLimits')),
    h('h3', {}, t('reach.sends')),
    sends.length > 0
      ? h('ul', { class: 'doors' }, ...sends.map((/** @type {any} */ one) => onItsWay(one, customer)))
      : h('p', { class: 'quiet' }, t('customer.none')),
  );
}

/**
 * @param {'channel' | 'purpose'} kind
 * @param {any[]} doors
 * @param {(id: string) => string} [note]
 */
function doors(kind, doors, note = () => '') {
  if (doors.length === 0) return h('p', { class: 'quiet' }, t('customer.none'));
  return h(
    'ul',
    { class: 'doors' },
    ...doors.map((door) => {
      const id = door[kind];
      const { closed } = door;
      return h(
        'li',
        { [`data-${kind}`]: id, 'data-open': String(!closed) },
        h('span', {}, nameOf(kind, id), note(id) ? h('span', { class: 'sub' }, ` ${note(id)}`) : null),
        h('span', { class: `badge ${closed ? 'bad' : 'good'}` }, t(closed ? 'reach.closed' : 'reach.open')),
        closed ? h('div', { class: 'why' }, ...whyOf(withoutNamed(closed, kind))) : null,
      );
    }),
  );
}

/** What the row is about stands in it already. @param {{ rule: string, read: any }} closed @param {string} kind */
function withoutNamed({ rule, read }, kind) {
  const { [kind]: _named, ...others } = read;
  return { rule, read: others };
}

/** @param {any[]} consent @param {string} purpose */
function chosen(consent, purpose) {
  const choice = consent.find((/** @type {any} */ one) => one.purpose === purpose);
  return choice ? t(choice.granted ? 'customer.granted' : 'customer.withdrawn') : '';
}

/** @param {any} use */
function limit({ own, cap, trait, count: used, max, channel, purpose, classes }) {
  const full = used >= max;
  const about = [
    ...classes.map((/** @type {string} */ one) => t(`message.class.${one}`)),
    ...(channel ? [nameOf('channel', channel)] : []),
    ...(purpose ? [nameOf('purpose', purpose)] : []),
  ];
  return h(
    'li',
    { 'data-cap': own ? trait : cap },
    h('span', {}, own ? t('reach.own') : cap, h('span', { class: 'sub' }, ` ${about.join(' · ')}`)),
    h('span', { class: `badge ${full ? 'bad' : ''}` }, t('reach.used', { count: count(used), max: count(max) })),
  );
}

/** @param {any} open @param {string} customer */
function onItsWay({ message, journey, step, channel, stale }, customer) {
  return h(
    'li',
    { 'data-message': message },
    h('a', { href: messageAddress(message, customer) }, `${nameOf('journey', journey)} › ${step}`),
    h('span', { class: 'sub' }, nameOf('channel', channel)),
    stale ? h('div', { class: 'why' }, h('span', { class: 'sub' }, t('reach.stale')), ' ', ...whyOf(stale)) : null,
  );
}
