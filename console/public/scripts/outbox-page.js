/** The outbox: the captured messages on the left, the chosen one on the right. The address says which, so that it can be shared. */
import { get } from './api.js';
import { chainView, receiptsView } from './chain.js';
import { fill, h } from './element.js';
import { explainedView, messageView } from './message-view.js';
import { nameOf } from './names.js';
import { searchForm } from './search.js';
import { empty, failed, loading } from './states.js';
import { shortId } from './steps.js';
import { clock, count, dateTime, t } from './text.js';

const PAGE = 50;
const FILTERS = ['customer', 'namespace', 'value'];

/**
 * `follow` shows another message of the same list, which stays as it is.
 * @param {{ url: URL, signal: AbortSignal, go: (path: string) => void, onRefused: (error: unknown) => boolean }} context
 * @returns {{ element: HTMLElement, follow: (url: URL) => boolean }}
 */
export function outboxPage({ url, signal, go, onRefused }) {
  let chosen = chosenOf(url);
  const filter = new URLSearchParams([...url.searchParams].filter(([name]) => FILTERS.includes(name)));
  const list = h('ol', { class: 'messages', 'aria-label': t('outbox.list') });
  const foot = h('div', { class: 'list-foot' });
  const counts = h('p', { class: 'sub' });
  const reading = h('div', { class: 'reading' });
  const frame = h('div', { class: 'list-frame' }, loading());

  const load = async (/** @type {number | undefined} */ before) => {
    const query = new URLSearchParams(filter);
    query.set('limit', String(PAGE));
    if (before) query.set('before', String(before));
    try {
      const page = await get(`/v1/outbox?${query}`, signal);
      fill(counts, t('outbox.count', { captured: count(page.counts.captured), readable: count(page.counts.readable) }));
      list.append(...page.messages.map((/** @type {any} */ message) => messageRow(message, filter)));
      mark(list, chosen);
      fill(foot, page.next ? h('button', { type: 'button', class: 'button', onclick: () => load(page.next) }, t('outbox.older')) : null);
      fill(frame, list.children.length > 0 ? list : nothing(filter), foot);
    } catch (error) {
      if (signal.aborted || onRefused(error)) return;
      fill(
        frame,
        failed(error, () => load(before)),
      );
    }
  };
  const read = async () => {
    const wanted = chosen;
    if (!wanted) return fill(reading, empty(t('outbox.choose')));
    fill(reading, loading());
    try {
      const view = await readMessage(wanted, filter.get('customer'), signal);
      if (wanted === chosen) fill(reading, h('a', { class: 'back', href: `/outbox${suffix(filter)}` }, `← ${t('message.back')}`), view);
    } catch (error) {
      if (signal.aborted || wanted !== chosen || onRefused(error)) return;
      fill(reading, failed(error, read));
    }
  };
  load(undefined);
  read();

  const search = searchForm({
    namespace: filter.get('namespace') ?? (filter.has('customer') ? 'customer' : null),
    value: filter.get('value') ?? filter.get('customer'),
    onSearch: (lookup) => go(`/outbox?${new URLSearchParams(lookup)}`),
  });
  const element = h(
    'div',
    { class: 'outbox' },
    h(
      'section',
      { class: 'card list' },
      h('div', { class: 'list-head' }, h('h1', {}, t('outbox.title')), counts),
      search,
      h('p', { class: 'filter' }, h('a', { href: '/letters' }, t('letters.title'))),
      filterLine(filter),
      frame,
    ),
    h('section', { class: 'card message', 'aria-live': 'polite' }, reading),
  );
  element.classList.toggle('has-choice', chosen !== '');
  return {
    element,
    follow(next) {
      if (!next.pathname.startsWith('/outbox') || next.search !== url.search) return false;
      chosen = chosenOf(next);
      element.classList.toggle('has-choice', chosen !== '');
      mark(list, chosen);
      read();
      return true;
    },
  };
}

/**
 * The message if it is kept here, and why it came; of any other, why alone.
 * @param {string} message
 * @param {string | null} customer whose message it is, where the address says so
 * @param {AbortSignal} signal
 */
async function readMessage(message, customer, signal) {
  if (customer && !(await isKept(message, signal))) {
    const explanation = await get(explainAddress(message, customer), signal);
    return explainedView(explanation.message, explanation.customer);
  }
  const captured = await get(`/v1/outbox/${encodeURIComponent(message)}`, signal);
  const places = { receipts: h('div'), chain: h('div', {}, loading()) };
  explainInto(places, { message, customer: captured.command.customer }, signal);
  return messageView(captured, places);
}

/** Asked of the list, which has an answer for what is not there, too. @param {string} message @param {AbortSignal} signal */
async function isKept(message, signal) {
  const { messages } = await get(`/v1/outbox?${new URLSearchParams({ message })}`, signal);
  return messages.length > 0;
}

/**
 * @param {{ receipts: HTMLElement, chain: HTMLElement }} places
 * @param {{ message: string, customer: string }} asked
 * @param {AbortSignal} signal
 */
async function explainInto(places, { message, customer }, signal) {
  try {
    const explained = await get(explainAddress(message, customer), signal);
    fill(places.receipts, receiptsView(explained.message));
    fill(places.chain, chainView(explained.message));
  } catch (error) {
    if (signal.aborted) return;
    fill(
      places.chain,
      failed(error, () => explainInto(places, { message, customer }, signal)),
    );
  }
}

/** @param {string} message @param {string} customer */
function explainAddress(message, customer) {
  return `/v1/explain?${new URLSearchParams({ customer, message })}`;
}

/** @param {URL} url */
function chosenOf(url) {
  return decodeURIComponent(url.pathname.split('/')[2] ?? '');
}

/**
 * @param {Element} list
 * @param {string} chosen
 */
function mark(list, chosen) {
  for (const link of list.querySelectorAll('a')) {
    if (link.dataset.message === chosen) link.setAttribute('aria-current', 'true');
    else link.removeAttribute('aria-current');
  }
}

/** @param {URLSearchParams} filter */
function filterLine(filter) {
  if (filter.size === 0) return null;
  const customer = filter.get('customer') ?? `${nameOf('namespace', filter.get('namespace') ?? '')} ${filter.get('value')}`;
  return h('p', { class: 'filter' }, t('outbox.filtered', { customer }), ' ', h('a', { href: '/outbox' }, t('outbox.clear')));
}

/** @param {URLSearchParams} filter */
function nothing(filter) {
  return filter.size > 0
    ? empty(t('outbox.emptyFiltered'), t('outbox.emptyFilteredHint'))
    : empty(t('outbox.empty'), t('outbox.emptyHint'));
}

/**
 * @param {any} message
 * @param {URLSearchParams} filter
 */
function messageRow(message, filter) {
  return h(
    'li',
    {},
    h(
      'a',
      { href: `/outbox/${encodeURIComponent(message.message)}${suffix(filter)}`, 'data-message': message.message },
      h(
        'span',
        { class: 'row-top' },
        h('strong', {}, message.subject || t('outbox.noSubject')),
        h('time', { title: dateTime(message.at) }, clock(message.at)),
      ),
      h(
        'span',
        { class: 'row-sub' },
        h('span', { class: 'id' }, shortId(message.customer)),
        ` · ${nameOf('journey', message.journey)} · ${nameOf('template', message.template)}`,
      ),
    ),
  );
}

/** @param {URLSearchParams} filter */
function suffix(filter) {
  return filter.size > 0 ? `?${filter}` : '';
}
