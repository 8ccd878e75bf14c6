/** A customer: who it is, what we know, where it stands. */
import { ApiError, get } from './api.js';
import { fill, h } from './element.js';
import { nameOf } from './names.js';
import { reachView } from './reach.js';
import { searchForm } from './search.js';
import { standingView } from './standing.js';
import { empty, failed, loading } from './states.js';
import { date, dateTime, t } from './text.js';
import { timeTraits } from './time-traits.js';

/** @param {{ url: URL, signal: AbortSignal, go: (path: string) => void, onRefused: (error: unknown) => boolean }} context */
export function customersPage({ url, signal, go, onRefused }) {
  const customer = decodeURIComponent(url.pathname.split('/')[2] ?? '');
  const namespace = url.searchParams.get('namespace');
  const value = url.searchParams.get('value');
  const place = h('div', { class: 'profile' });
  const load = async () => {
    if (!customer && !(namespace && value)) return fill(place, empty(t('customers.start'), t('customers.startHint')));
    fill(place, loading());
    try {
      const path = customer ? encodeURIComponent(customer) : `${encodeURIComponent(namespace ?? '')}/${encodeURIComponent(value ?? '')}`;
      const [profile, times] = await Promise.all([get(`/v1/customers/${path}`, signal), releasedTimeTraits(signal)]);
      const why = h('div', {}, loading());
      fill(place, profileView(profile, times, why));
      explainInto(why, profile.customer, signal);
    } catch (error) {
      if (signal.aborted || onRefused(error)) return;
      const unknown = error instanceof ApiError && error.code === 'VOLANO_RESOURCE_UNKNOWN';
      fill(place, unknown ? empty(t('customers.unknown'), t('customers.unknownHint')) : failed(error, load));
    }
  };
  load();
  const search = searchForm({
    namespace: customer ? 'customer' : namespace,
    value: customer || value,
    onSearch: (lookup) =>
      go('customer' in lookup ? `/customers/${encodeURIComponent(lookup.customer)}` : `/customers?${new URLSearchParams(lookup)}`),
  });
  return h('div', { class: 'customers' }, h('section', { class: 'card' }, h('h1', {}, t('customers.title')), search), place);
}

/**
 * Every journey is looked at, which takes longer than the profile.
 * @param {HTMLElement} place
 * @param {string} customer
 * @param {AbortSignal} signal
 */
async function explainInto(place, customer, signal) {
  try {
    fill(place, standingView(await get(`/v1/explain?customer=${encodeURIComponent(customer)}`, signal)));
  } catch (error) {
    if (signal.aborted) return;
    fill(
      place,
      failed(error, () => explainInto(place, customer, signal)),
    );
  }
}

/**
 * Ids of the running release's traits whose numbers are times.
 * @param {AbortSignal} signal
 * @returns {Promise<Set<string>>}
 */
async function releasedTimeTraits(signal) {
  try {
    const { definitions } = await get('/v1/releases/current', signal);
    return timeTraits(definitions.map((/** @type {any} */ released) => released.definition));
  } catch {
    return new Set();
  }
}

/**
 * @param {any} profile
 * @param {Set<string>} times
 * @param {HTMLElement} why place for what is explained
 */
function profileView(profile, times, why) {
  const tagOf = (/** @type {any} */ { id, expiresAt }) => [
    nameOf('tag', id),
    expiresAt ? t('customer.expires', { time: date(expiresAt) }) : '',
  ];
  return h(
    'div',
    { class: 'profile-grid' },
    h(
      'div',
      { class: 'column' },
      identity(profile),
      h(
        'section',
        { class: 'card' },
        h('h2', {}, t('customer.segments')),
        chips(profile.segments.map((/** @type {any} */ { id }) => [nameOf('segment', id), ''])),
        h('h2', {}, t('customer.tags')),
        chips(profile.tags.map(tagOf)),
      ),
      h('section', { class: 'card' }, h('h2', {}, t('customer.journeys')), journeys(profile.journeys)),
      h('section', { class: 'card' }, h('h2', {}, t('reach.title')), h('p', { class: 'explain' }, t('reach.explain')), reachView(profile)),
      h('section', { class: 'card' }, h('h2', {}, t('customer.why')), h('p', { class: 'explain' }, t('customer.whyExplain')), why),
    ),
    h('section', { class: 'card' }, h('h2', {}, t('customer.traits')), traitTable(profile.traits, times)),
  );
}

/** @param {any} profile */
function identity({ customer, absorbed, identifiers, position }) {
  return h(
    'section',
    { class: 'card' },
    h('h2', {}, t('customer.identifiers')),
    h(
      'dl',
      { class: 'fact-list' },
      ...identifiers.map((/** @type {[string, string]} */ [namespace, value]) =>
        h('div', {}, h('dt', {}, nameOf('namespace', namespace)), h('dd', {}, value)),
      ),
      h('div', {}, h('dt', {}, t('customer.id')), h('dd', { class: 'id' }, customer)),
      absorbed.length > 0 ? h('div', {}, h('dt', {}, t('customer.absorbed')), h('dd', { class: 'id' }, absorbed.join(', '))) : null,
    ),
    h('p', {}, h('a', { href: `/outbox?customer=${encodeURIComponent(customer)}` }, t('customer.messages'))),
    h('p', { class: 'sub' }, t('customer.position', { position })),
  );
}

/**
 * @param {Record<string, any>} traits
 * @param {Set<string>} times
 */
function traitTable(traits, times) {
  const rows = Object.entries(traits)
    .map(([id, value]) => ({ id, name: nameOf('trait', id), value }))
    .sort((a, b) => a.name.localeCompare(b.name));
  if (rows.length === 0) return h('p', { class: 'quiet' }, t('customer.none'));
  return h(
    'div',
    { class: 'table-frame' },
    h(
      'table',
      {},
      h('thead', {}, h('tr', {}, h('th', { scope: 'col' }, t('customer.traitName')), h('th', { scope: 'col' }, t('customer.traitValue')))),
      h(
        'tbody',
        {},
        ...rows.map(({ id, name, value }) => h('tr', {}, h('td', { title: id }, name), h('td', {}, valueText(value, times.has(id))))),
      ),
    ),
  );
}

/**
 * @param {any} value
 * @param {boolean} isTime
 */
function valueText(value, isTime) {
  if (value === null) return t('value.missing');
  if (typeof value === 'boolean') return t(`value.${value}`);
  if (typeof value === 'number')
    return isTime ? dateTime(value) : new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 4 }).format(value);
  return Array.isArray(value) ? value.join(', ') : typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** @param {[string, string][]} labels */
function chips(labels) {
  if (labels.length === 0) return h('p', { class: 'quiet' }, t('customer.none'));
  return h(
    'ul',
    { class: 'chips' },
    ...labels.map(([label, note]) => h('li', {}, label, note ? h('span', { class: 'sub' }, ` ${note}`) : null)),
  );
}

/** @param {any[]} places */
function journeys(places) {
  if (places.length === 0) return h('p', { class: 'quiet' }, t('customer.none'));
  return h(
    'ul',
    { class: 'places' },
    ...places.map(({ journey, version, step, enteredAt, waitsUntil, holdout }) =>
      h(
        'li',
        {},
        h('strong', {}, nameOf('journey', journey)),
        h('span', { class: 'sub' }, ` ${t('message.version', { version })} › ${step}`),
        holdout ? h('span', { class: 'badge mute' }, t('customer.holdout')) : null,
        h(
          'p',
          { class: 'sub' },
          t('customer.since', { time: dateTime(enteredAt) }),
          waitsUntil ? ` · ${t('customer.waits', { time: dateTime(waitsUntil) })}` : '',
        ),
      ),
    ),
  );
}
