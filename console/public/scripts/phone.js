/** The customer's phone: what came, the newest first. */
import { fill, h } from './element.js';
import { channelName, faceView } from './faces.js';
import { clock, duration, t } from './text.js';
import { trackedLinks } from './tracked-links.js';

/** @typedef {{ onUnsubscribe: (message: any) => void, onFollow: (link: { address: string, name: string }) => void }} Taps */

/** @param {Taps} taps */
export function createPhone(taps) {
  const list = h('ol', { class: 'inbox', 'aria-live': 'polite', 'aria-label': t('try.phone') });
  const nothing = h(
    'div',
    { class: 'phone-empty' },
    h('p', {}, t('try.phoneEmpty')),
    h('p', { class: 'sub' }, t('try.phoneHint')),
    h('p', { class: 'sub' }, t('try.phoneWhat')),
  );
  const time = h('span', {}, clockNow());
  const element = h(
    'section',
    { class: 'phone', id: 'phone', 'aria-labelledby': 'phone-title' },
    h('h2', { id: 'phone-title', class: 'visually-hidden' }, t('try.phone')),
    h('div', { class: 'phone-bar', 'aria-hidden': 'true' }, time, h('span', { class: 'island' }), h('span', { class: 'battery' })),
    h('div', { class: 'screen' }, nothing, list),
  );
  /** Shows a note, or what has become of it in the place where it lies. @param {string} message @param {HTMLElement} note */
  const put = (message, note) => {
    nothing.hidden = true;
    const shown = [...list.children].find((one) => /** @type {HTMLElement} */ (one).dataset.message === message);
    if (shown) {
      if (shown.classList.contains('newest')) note.classList.add('newest');
      // What says the same stays, with the focus that may be in it.
      if (!shown.isEqualNode(note)) shown.replaceWith(note);
      return;
    }
    fill(time, clockNow());
    list.querySelector('.newest')?.classList.remove('newest');
    note.classList.add('newest');
    list.prepend(note);
  };
  return {
    element,
    clear() {
      list.replaceChildren();
      nothing.hidden = false;
    },
    /** @param {any} message as the API answers it, not shown before */
    add(message) {
      put(message.command.message, item(message, taps));
    },
    put,
  };
}

/**
 * @param {any} message
 * @param {Taps} taps
 */
function item(message, { onUnsubscribe, onFollow }) {
  const { command, content, capturedAt, appearance } = message;
  const took = command.receivedAt > 0 ? duration(Math.max(capturedAt - command.receivedAt, 0)) : t('message.byTime');
  return h(
    'li',
    { class: 'note', 'data-message': command.message },
    h('p', { class: 'note-head' }, h('span', {}, channelName(appearance.type)), h('time', {}, clock(capturedAt))),
    faceView(message),
    ...trackedLinks(content).map((link) =>
      h('button', { type: 'button', class: 'note-link', onclick: () => onFollow(link) }, t('action.followNamed', { name: link.name })),
    ),
    h(
      'p',
      { class: 'note-foot' },
      h('a', { href: `/console/outbox/${encodeURIComponent(command.message)}` }, t('try.why')),
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
