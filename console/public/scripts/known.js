/** What is known of the customer, with what the last tap has changed set off. */
import { fill, h } from './element.js';
import { nameOf } from './names.js';
import { clock, count, dateTime, t } from './text.js';

const TRAITS_SHOWN = 10;
/** Changes with every call and say nothing. */
const RESTLESS = new Set(['last_seen_at', 'events', 'first_seen_at']);

/** @param {{ times: Set<string> }} options `times`: ids of the traits whose numbers are times */
export function createKnown({ times }) {
  const body = h('div', { class: 'known-body' }, h('p', { class: 'quiet' }, t('known.nobody')));
  const element = h(
    'section',
    { class: 'card known', 'aria-labelledby': 'known-title' },
    h('h2', { id: 'known-title' }, t('known.title')),
    body,
  );
  /** @type {any} */
  let before;
  /** @type {any} */
  let now;
  return {
    element,
    /** From here on changes count as new. */
    mark() {
      before = now;
    },
    /** @param {any} profile */
    update(profile) {
      if (now && profile && now.position === profile.position && now.customer === profile.customer) return;
      now = profile;
      if (!profile) fill(body, h('p', { class: 'quiet' }, t('known.nobody')));
      else fill(body, ...parts(profile, before, times));
    },
  };
}

/** @param {any} profile @param {any} before @param {Set<string>} times */
function parts(profile, before, times) {
  const merged = profile.absorbed.length - (before?.absorbed.length ?? 0);
  return [
    h(
      'p',
      { class: 'known-id' },
      h('a', { href: `/console/customers/${encodeURIComponent(profile.customer)}` }, t('known.profile')),
      identifiers(profile),
    ),
    merged > 0 && before ? h('p', { class: 'known-merge' }, t('known.merged', { count: merged })) : null,
    h('h3', {}, t('customer.tags')),
    chips('tag', profile.tags, before?.tags),
    h('h3', {}, t('customer.segments')),
    chips('segment', profile.segments, before?.segments),
    h('h3', {}, t('known.traits')),
    traits(profile.traits, before?.traits ?? {}, times),
    h('h3', {}, t('customer.journeys')),
    journeys(profile.journeys),
  ];
}

/** @param {any} profile */
function identifiers({ identifiers }) {
  return h(
    'span',
    { class: 'sub' },
    ` ${identifiers.map((/** @type {[string, string]} */ [namespace]) => nameOf('namespace', namespace)).join(' + ')}`,
  );
}

/** @param {string} kind @param {{ id: string }[]} now @param {{ id: string }[]} [before] */
function chips(kind, now, before = []) {
  const had = new Set(before.map(({ id }) => id));
  const has = new Set(now.map(({ id }) => id));
  const items = [
    ...now.map(({ id }) =>
      h(
        'li',
        { class: had.has(id) ? null : 'fresh' },
        nameOf(kind, id),
        had.has(id) ? null : h('span', { class: 'visually-hidden' }, ` ${t('known.new')}`),
      ),
    ),
    ...before
      .filter(({ id }) => !has.has(id))
      .map(({ id }) =>
        h('li', { class: 'gone' }, h('s', {}, nameOf(kind, id)), h('span', { class: 'visually-hidden' }, ` ${t('known.gone')}`)),
      ),
  ];
  return items.length > 0 ? h('ul', { class: 'chips' }, ...items) : h('p', { class: 'quiet' }, t('customer.none'));
}

/** The traits that differ, the others counted. @param {Record<string, any>} now @param {Record<string, any>} before @param {Set<string>} times */
function traits(now, before, times) {
  const changed = Object.entries(now).filter(
    ([id, value]) => !RESTLESS.has(id) && value !== null && value !== 0 && JSON.stringify(value) !== JSON.stringify(before[id]),
  );
  if (changed.length === 0) return h('p', { class: 'quiet' }, t('known.unchanged'));
  const text = (/** @type {string} */ id, /** @type {any} */ value) =>
    typeof value === 'number'
      ? times.has(id)
        ? clock(value)
        : count(value)
      : typeof value === 'boolean'
        ? t(`value.${value}`)
        : Array.isArray(value)
          ? value.join(', ')
          : String(value);
  return h(
    'dl',
    { class: 'changes' },
    ...changed.slice(0, TRAITS_SHOWN).map(([id, value]) => h('div', {}, h('dt', {}, nameOf('trait', id)), h('dd', {}, text(id, value)))),
    changed.length > TRAITS_SHOWN
      ? h('div', {}, h('dt', {}, t('known.more', { count: changed.length - TRAITS_SHOWN })), h('dd', {}))
      : null,
  );
}

/** @param {any[]} places */
function journeys(places) {
  if (places.length === 0) return h('p', { class: 'quiet' }, t('customer.none'));
  return h(
    'ul',
    { class: 'places' },
    ...places.map(({ journey, step, waitsUntil, holdout }) =>
      h(
        'li',
        {},
        h('strong', {}, nameOf('journey', journey)),
        h('span', { class: 'sub' }, ` › ${step}`),
        holdout ? h('span', { class: 'badge mute' }, t('customer.holdout')) : null,
        waitsUntil ? h('p', { class: 'sub' }, t('customer.waits', { time: dateTime(waitsUntil) })) : null,
      ),
    ),
  );
}
