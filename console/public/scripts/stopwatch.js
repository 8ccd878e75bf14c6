/** From the tap to the message, beside the 4 seconds that are promised. It shows the server's own times as soon as they are known. */
import { fill, h } from './element.js';
import { duration, t } from './text.js';

export const PROMISE_MS = 4_000;
/** After the promise, this long for the last look. */
const GRACE_MS = 600;

export function createStopwatch() {
  const digits = h('p', { class: 'digits' }, '0.000');
  const state = h('p', { class: 'watch-state', role: 'status', 'aria-live': 'polite' }, t('watch.ready'));
  const filled = h('span', { class: 'watch-fill' });
  const parts = h('dl', { class: 'watch-parts' });
  const link = h('a', { class: 'button watch-link', href: '#phone', hidden: true }, t('watch.show'));
  const element = h(
    'section',
    { class: 'card stopwatch', 'aria-labelledby': 'watch-title' },
    h('h2', { id: 'watch-title' }, t('watch.title')),
    h('div', { class: 'watch-face' }, digits, h('span', { class: 'watch-unit' }, t('watch.unit'))),
    h('div', { class: 'watch-track', 'aria-hidden': 'true' }, filled, h('span', { class: 'watch-line' }, t('latency.line'))),
    state,
    parts,
    link,
  );
  let startedAt = 0;
  let running = false;
  let decided = false;

  const show = (/** @type {number} */ ms) => {
    digits.textContent = (ms / 1_000).toFixed(3);
    filled.style.width = `${Math.max(Math.min(ms / PROMISE_MS, 1) * 100, 0.6)}%`;
  };
  const tick = () => {
    if (!running) return;
    const passed = performance.now() - startedAt;
    show(passed);
    if (passed > PROMISE_MS + GRACE_MS && !decided) end('none', t('watch.none'));
    else requestAnimationFrame(tick);
  };
  /** @param {string} tone @param {string} text */
  const end = (tone, text) => {
    running = false;
    element.dataset.state = tone;
    fill(state, text);
  };

  return {
    element,
    get running() {
      return running;
    },
    /** @param {string} action in words */
    start(action) {
      startedAt = performance.now();
      decided = false;
      element.dataset.state = 'running';
      fill(state, t('watch.running', { action }));
      fill(parts);
      link.hidden = true;
      if (!running) {
        running = true;
        requestAnimationFrame(tick);
      }
    },
    /** A message came; times are the server's. @param {{ receivedAt: number, decidedAt: number, dispatchedAt: number }} times */
    stop({ receivedAt, decidedAt, dispatchedAt }) {
      const total = Math.max(dispatchedAt - receivedAt, 0);
      show(total);
      end(total <= PROMISE_MS ? 'kept' : 'late', t('watch.sent', { time: duration(total) }));
      const rows = [
        ['received', '0'],
        ['decided', `+${duration(Math.max(decidedAt - receivedAt, 0))}`],
        ['dispatched', `+${duration(Math.max(dispatchedAt - receivedAt, 0))}`],
      ];
      fill(parts, ...rows.map(([name, value]) => h('div', {}, h('dt', {}, t(`watch.${name}`)), h('dd', {}, value))));
      link.hidden = false;
    },
    /** A message is decided and on its way; the channel may take its time. @param {string} channel */
    wait(channel) {
      if (!running) return;
      decided = true;
      fill(state, t('watch.onItsWay', { channel }));
    },
    /** It was decided to send nothing, or not yet. @param {string} why */
    refuse(why) {
      if (!running) return;
      show(0);
      digits.textContent = '–';
      end('refused', t('watch.refused', { why }));
    },
    reset() {
      running = false;
      show(0);
      delete element.dataset.state;
      fill(state, t('watch.ready'));
      fill(parts);
      link.hidden = true;
    },
    /** @param {string} reason */
    fail(reason) {
      digits.textContent = '–';
      end('failed', reason);
    },
  };
}
