/** Messages that failed for good: why, and sending them again. */
import { get, post } from './api.js';
import { fill, h } from './element.js';
import { nameOf } from './names.js';
import { empty, failed, loading } from './states.js';
import { customerLink } from './steps.js';
import { clock, count, dateTime, t } from './text.js';

const PAGE = 50;

/** @param {{ signal: AbortSignal, onRefused: (error: unknown) => boolean }} context */
export function deadLettersPage({ signal, onRefused }) {
  const place = h('div', {}, loading());
  const told = h('p', { class: 'sub', role: 'status' });
  const rows = h('tbody');

  const load = async (/** @type {number | undefined} */ before) => {
    try {
      const page = await get(`/v1/dead-letters?limit=${PAGE}${before === undefined ? '' : `&before=${before}`}`, signal);
      if (before === undefined) fill(rows);
      rows.append(...page.letters.map((/** @type {any} */ letter) => row(letter, again)));
      if (rows.children.length === 0) return fill(place, empty(t('letters.empty'), t('letters.emptyHint')));
      const older = page.next ? h('button', { type: 'button', class: 'button', onclick: () => load(page.next) }, t('outbox.older')) : null;
      const all = h(
        'button',
        { type: 'button', class: 'button', onclick: () => again({ all: true }) },
        t('letters.resendAll', { count: count(page.count) }),
      );
      fill(place, h('div', { class: 'taps' }, all), table(rows), h('div', { class: 'list-foot' }, older));
    } catch (error) {
      if (signal.aborted || onRefused(error)) return;
      fill(
        place,
        failed(error, () => load(before)),
      );
    }
  };
  const again = async (/** @type {{ message?: string, all?: true }} */ what) => {
    try {
      const { messages } = await post('/v1/redeliver', what);
      fill(told, t('letters.resent', { count: count(messages.length) }));
      for (const line of rows.querySelectorAll('tr')) if (messages.includes(line.dataset.message)) line.classList.add('resent');
      for (const button of rows.querySelectorAll('.resent button')) button.setAttribute('disabled', '');
    } catch (error) {
      if (!signal.aborted && !onRefused(error)) fill(told, error instanceof Error ? error.message : t('error.unreachable'));
    }
  };
  load(undefined);
  return h(
    'section',
    { class: 'card letters' },
    h('h1', {}, t('letters.title')),
    h('p', { class: 'explain' }, t('letters.explain')),
    told,
    place,
  );
}

/** @param {Element} rows */
function table(rows) {
  const heads = ['failedAt', 'customer', 'about', 'reason', 'attempts'].map((name) => h('th', { scope: 'col' }, t(`letters.${name}`)));
  const last = h('th', { scope: 'col' }, h('span', { class: 'visually-hidden' }, t('letters.resend')));
  return h('div', { class: 'table-frame' }, h('table', {}, h('thead', {}, h('tr', {}, ...heads, last)), rows));
}

/**
 * @param {any} letter
 * @param {(what: { message: string }) => void} again
 */
function row({ message, customer, channel, journey, step, template, reason, attempts, failedAt }, again) {
  return h(
    'tr',
    { 'data-message': message },
    h('td', { class: 'time', title: dateTime(failedAt) }, clock(failedAt)),
    h('td', {}, customerLink(customer)),
    h(
      'td',
      {},
      `${nameOf('journey', journey)} › ${nameOf('template', template)}`,
      h('span', { class: 'sub' }, ` › ${step} · ${nameOf('channel', channel)}`),
    ),
    h('td', { class: 'why' }, reason),
    h('td', {}, count(attempts)),
    h(
      'td',
      {},
      h(
        'button',
        { type: 'button', class: 'button', 'aria-label': `${t('letters.resend')} ${message}`, onclick: () => again({ message }) },
        t('letters.resend'),
      ),
    ),
  );
}
