/** The customer's phone: what came, the newest first. */
import { fill, h } from './element.js';
import { channelName, faceView } from './faces.js';
import { clock, duration, t } from './text.js';

/**
 * @param {{ onUnsubscribe: (message: any) => void }} options
 */
export function createPhone({ onUnsubscribe }) {
  const list = h('ol', { class: 'inbox', 'aria-live': 'polite', 'aria-label': t('try.phone') });
  const nothing = h('div', { class: 'phone-empty' }, h('p', {}, t('try.phoneEmpty')), h('p', { class: 'sub' }, t('try.phoneHint')));
  const time = h('span', {}, clockNow());
  const element = h(
    'section',
    { class: 'phone', id: 'phone', 'aria-labelledby': 'phone-title' },
    h('h2', { id: 'phone-title', class: 'visually-hidden' }, t('try.phone')),
    h('div', { class: 'phone-bar', 'aria-hidden': 'true' }, time, h('span', { class: 'island' }), h('span', { class: 'battery' })),
    h('div', { class: 'screen' }, nothing, list),
  );
  return {
    element,
    clear() {
      list.replaceChildren();
      nothing.hidden = false;
    },
    /** @param {any} message as the API answers it, not shown before */
    add(message) {
      fill(time, clockNow());
      nothing.hidden = true;
      list.querySelector('.newest')?.classList.remove('newest');
      list.prepend(item(message, onUnsubscribe));
    },
  };
}

/**
 * @param {any} message
 * @param {(message: any) => void} onUnsubscribe
 */
function item(message, onUnsubscribe) {
  const { command, content, capturedAt, appearance } = message;
  const took = command.receivedAt > 0 ? duration(Math.max(capturedAt - command.receivedAt, 0)) : t('message.byTime');
  return h(
    'li',
    { class: 'note newest', 'data-message': command.message },
    h('p', { class: 'note-head' }, h('span', {}, channelName(appearance.type)), h('time', {}, clock(capturedAt))),
    faceView(message),
    h(
      'p',
      { class: 'note-foot' },
      h('a', { href: `/outbox/${encodeURIComponent(command.message)}` }, t('try.why')),
      h('span', { class: 'sub' }, took),
      content.unsubscribeUrl
        ? h('button', { type: 'button', class: 'quiet-button', onclick: () => onUnsubscribe(message) }, t('action.unsubscribe'))
        : null,
    ),
  );
}

function clockNow() {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(Date.now());
}
