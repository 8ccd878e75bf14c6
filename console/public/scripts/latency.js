/** The time from receipt to hand-over beside the 4-second line. */
import { fill, h } from './element.js';
import { count, duration, percent, t } from './text.js';

const WIDTH = 560;
const HEIGHT = 150;
const BASE = 118;

/** @typedef {{ bounds: number[], counts: number[], count: number, max: number, promiseMs: number, withinPromise?: number, p50?: number, p99?: number }} Latency */

/** @returns {{ element: HTMLElement, update: (latency: Latency) => void }} */
export function createLatency() {
  const body = h('div', { class: 'latency' });
  let shown = '';
  const element = h(
    'section',
    { class: 'card' },
    h('h2', {}, t('latency.title')),
    h('p', { class: 'explain' }, t('latency.explain')),
    body,
  );
  return {
    element,
    update(latency) {
      const key = `${latency.count}`;
      if (key === shown) return;
      shown = key;
      if (latency.count === 0) fill(body, h('p', { class: 'quiet' }, t('latency.empty')));
      else fill(body, figures(latency), chart(latency));
    },
  };
}

/** @param {Latency} latency */
function figures({ withinPromise = 0, p50 = 0, p99 = 0, max }) {
  const held = withinPromise >= 1;
  return h(
    'dl',
    { class: 'figures' },
    figure(t('latency.within'), percent(withinPromise), held ? 'good' : 'bad'),
    figure(t('latency.median'), duration(p50)),
    figure(t('latency.p99'), duration(p99)),
    figure(t('latency.max'), duration(max)),
  );
}

/**
 * @param {string} label
 * @param {string} value
 * @param {string} [tone]
 */
function figure(label, value, tone = '') {
  return h('div', {}, h('dt', {}, label), h('dd', { class: tone }, value));
}

/** @param {Latency} latency */
function chart(latency) {
  const { bounds, counts, promiseMs, withinPromise = 0, p50 = 0, p99 = 0 } = latency;
  const highest = Math.max(...counts);
  const step = WIDTH / counts.length;
  const bars = counts.map((inside, index) => {
    const height = inside === 0 ? 0 : Math.max((inside / highest) * (BASE - 22), 2);
    const from = duration(bounds[index - 1] ?? 0);
    const to = bounds[index];
    const label =
      to === undefined
        ? t('latency.beyond', { from, count: count(inside) })
        : t('latency.bar', { from, to: duration(to), count: count(inside) });
    const late = to === undefined || to > promiseMs;
    return h(
      'g',
      { class: late ? 'bar late' : 'bar-in' },
      h('title', {}, label),
      h('rect', { x: index * step + 2, y: BASE - height, width: step - 4, height, rx: 2 }),
    );
  });
  const ticks = [10, 100, 1_000].map((ms) => {
    const x = (bounds.indexOf(ms) + 1) * step;
    return h('text', { class: 'tick', x, y: BASE + 18 }, duration(ms));
  });
  const line = (bounds.indexOf(promiseMs) + 1) * step;
  return h(
    'svg',
    {
      class: 'histogram',
      viewBox: `0 0 ${WIDTH} ${HEIGHT}`,
      role: 'img',
      'aria-label': t('latency.chart', { within: percent(withinPromise), median: duration(p50), p99: duration(p99) }),
    },
    h('line', { class: 'axis', x1: 0, x2: WIDTH, y1: BASE, y2: BASE }),
    ...bars,
    ...ticks,
    h('line', { class: 'promise', x1: line, x2: line, y1: 14, y2: BASE + 6 }),
    h('text', { class: 'promise-label', x: line, y: BASE + 20 }, t('latency.line')),
  );
}
