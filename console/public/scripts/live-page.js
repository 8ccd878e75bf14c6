/** The live page: the loop, the 4-second promise, verdicts, totals, health, and the latest decisions with their reasons. */
import { follow, health } from './api.js';
import { fill, h } from './element.js';
import { createLatency } from './latency.js';
import { createLoop, ROOMS } from './loop.js';
import { stepRow } from './steps.js';
import { count, currentLanguage, date, short, t } from './text.js';
import { createVerdicts } from './verdicts.js';

const HEALTH_EVERY_MS = 5_000;

const TOTALS = /** @type {[string, (counters: any) => number][]} */ ([
  ['customers', (c) => c.customers],
  ['accepted', (c) => c.door.accepted],
  ['tags', (c) => c.facts['tag/set'] ?? 0],
  ['segments', (c) => c.facts['segment/entered'] ?? 0],
  ['journeys', (c) => c.facts['journey/entered'] ?? 0],
  ['sent', (c) => c.delivery.sent],
  ['failed', (c) => c.delivery.failed],
  ['quarantined', (c) => c.door.quarantined],
  ['duplicates', (c) => c.door.duplicates],
  ['lag', (c) => c.engine.behind],
]);

/** @param {{ signal: AbortSignal, onState: (state: string) => void, onConnection: (state: 'connecting' | 'live' | 'lost') => void, onRefused: (error: Error) => void }} context */
export function livePage({ signal, onState, onConnection, onRefused }) {
  const loop = createLoop();
  const latency = createLatency();
  const verdicts = createVerdicts();
  const context = h('p', { class: 'context' });
  const totals = TOTALS.map(([name, read]) => ({ read, dd: h('dd', {}, '–'), name }));
  const parts = h('ul', { class: 'parts' });
  const rows = h('tbody');
  const table = stepsTable(rows);
  const rateOf = createRates();

  follow('/v1/live', {
    signal,
    onState: onConnection,
    onRefused,
    onUpdate({ counters, health: status, latest }) {
      onState(status.status);
      loop.update(rateOf(counters), counters.loop);
      latency.update(counters.latency);
      verdicts.update(counters.facts, counters.refusals);
      for (const { read, dd } of totals) {
        const value = read(counters);
        fill(dd, short(value));
        dd.title = count(value);
      }
      fill(context, contextOf(counters));
      updateSteps(rows, table, latest);
    },
  });
  keepHealth(parts, signal);

  return h(
    'div',
    { class: 'live' },
    h('h1', { class: 'visually-hidden' }, t('live.title')),
    h('section', { class: 'card wheel' }, context, loop.element),
    h('div', { class: 'side' }, latency.element, verdicts.element),
    h(
      'section',
      { class: 'card totals' },
      h('h2', {}, t('totals.title')),
      h('dl', {}, ...totals.map(({ name, dd }) => h('div', {}, h('dt', {}, t(`totals.${name}`)), dd))),
    ),
    h('section', { class: 'card health' }, h('h2', {}, t('health.title')), parts),
    h('section', { class: 'card steps' }, h('h2', {}, t('steps.title')), h('p', { class: 'explain' }, t('steps.explain')), table),
  );
}

/** @param {any} counters */
function contextOf(counters) {
  const release = counters.release > 0 ? t('live.release', { number: counters.release }) : t('live.noRelease');
  return counters.eventTime === undefined ? release : `${release} · ${t('live.eventTime', { time: date(counters.eventTime) })}`;
}

/** Rates per second from the differences of totals, smoothed over about three updates. */
function createRates() {
  /** @type {any} */
  let last;
  /** @type {Record<string, number>} */
  const rates = {};
  return (/** @type {any} */ counters) => {
    const seconds = last ? (counters.at - last.at) / 1_000 : 0;
    for (const room of ROOMS) {
      // A total that falls is a server that has started anew.
      const moved = last && seconds > 0 ? Math.max(counters.loop[room] - last.loop[room], 0) / seconds : 0;
      const smoothed = (rates[room] ?? moved) * 0.5 + moved * 0.5;
      rates[room] = smoothed < 0.05 ? 0 : smoothed;
    }
    last = counters;
    return rates;
  };
}

/** @param {Element} rows */
function stepsTable(rows) {
  const heads = ['time', 'customer', 'what', 'about', 'why'].map((name) => h('th', { scope: 'col' }, t(`steps.${name}`)));
  return h('div', { class: 'table-frame', hidden: true }, h('table', {}, h('thead', {}, h('tr', {}, ...heads)), rows));
}

/**
 * New rows come in at the top; known ones stay, so that a reader's selection does too.
 * @param {Element} rows
 * @param {HTMLElement} table
 * @param {any[]} latest newest first
 */
function updateSteps(rows, table, latest) {
  const section = table.parentElement;
  const nothing = section?.querySelector('.quiet');
  if (latest.length === 0) {
    if (!nothing) section?.append(h('p', { class: 'quiet' }, t('steps.empty')));
    return;
  }
  nothing?.remove();
  table.hidden = false;
  const known = new Map([...rows.children].map((row) => [/** @type {HTMLElement} */ (row).dataset.step, row]));
  const wanted = latest.map((step) => known.get(step.id) ?? stepRow(step));
  if (wanted.every((row, index) => row === rows.children[index])) return;
  rows.replaceChildren(...wanted);
}

/**
 * @param {Element} list
 * @param {AbortSignal} signal
 */
function keepHealth(list, signal) {
  const refresh = async () => {
    try {
      const { parts } = await health(currentLanguage());
      fill(list, ...parts.map(partRow));
    } catch {
      // The connection's state says so already.
    }
  };
  refresh();
  const timer = setInterval(refresh, HEALTH_EVERY_MS);
  signal.addEventListener('abort', () => clearInterval(timer));
}

/** @param {{ part: string, state: string, message: string, action: string }} part */
function partRow({ part, state, message, action }) {
  return h(
    'li',
    { class: state },
    h('span', { class: 'dot', 'aria-hidden': 'true' }),
    h(
      'div',
      {},
      h('strong', {}, t(`part.${part}`)),
      h('span', { class: 'visually-hidden' }, ` ${t(`state.${state}`)}`),
      h('p', {}, message),
      action ? h('p', { class: 'action' }, action) : null,
    ),
  );
}
