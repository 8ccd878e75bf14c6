/** What a page shows when it has nothing else to show: loading, empty, failed. */
import { ApiError } from './api.js';
import { h } from './element.js';
import { t } from './text.js';

export function loading() {
  return h('div', { class: 'state', role: 'status' }, h('span', { class: 'spinner', 'aria-hidden': 'true' }), t('loading'));
}

/**
 * @param {string} title
 * @param {string} [hint]
 */
export function empty(title, hint) {
  return h('div', { class: 'state' }, h('p', { class: 'state-title' }, title), hint ? h('p', {}, hint) : null);
}

/**
 * @param {unknown} error
 * @param {() => void} retry
 */
export function failed(error, retry) {
  const reason = error instanceof ApiError ? error.message : t('error.unreachable');
  return h(
    'div',
    { class: 'state state-failed', role: 'alert' },
    h('p', { class: 'state-title' }, t('error.title')),
    h('p', {}, reason),
    error instanceof ApiError ? h('p', { class: 'code' }, error.code) : null,
    h('button', { type: 'button', class: 'button', onclick: retry }, t('error.retry')),
  );
}
