/** The loop as a wheel: six rooms on a ring that turns as fast as events come. */
import { h } from './element.js';
import { count, short, t } from './text.js';

export const ROOMS = /** @type {const} */ (['sense', 'know', 'decide', 'guard', 'act', 'learn']);

const SIZE = 520;
const CENTER = SIZE / 2;
const RING = 186;
const NODE = 56;
/** Milliseconds of one turn when nothing comes; faster with the logarithm of the rate. */
const TURN_MS = 60_000;

/** @returns {{ element: HTMLElement, update: (rates: Record<string, number>, totals: Record<string, number>) => void }} */
export function createLoop() {
  const flow = h('circle', { class: 'flow', cx: CENTER, cy: CENTER, r: RING, pathLength: 360 });
  const turning = h('g', { class: 'turning' }, flow);
  const nodes = ROOMS.map((room, index) => createNode(room, index));
  const rate = h('text', { class: 'center-rate', x: CENTER, y: CENTER + 4 }, '0');
  const unit = h('text', { class: 'center-unit', x: CENTER, y: CENTER + 30 }, t('loop.idle'));
  const arrows = ROOMS.map((_, index) => h('path', { class: 'arrow', d: 'M -6 -5 L 5 0 L -6 5', transform: between(index) }));
  const svg = h(
    'svg',
    { viewBox: `0 0 ${SIZE} ${SIZE}`, role: 'img', 'aria-label': t('loop.label') },
    h('circle', { class: 'track', cx: CENTER, cy: CENTER, r: RING }),
    turning,
    ...arrows,
    ...nodes.map(({ element }) => element),
    rate,
    unit,
  );
  const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
  const spin = still
    ? undefined
    : turning.animate([{ transform: 'rotate(0deg)' }, { transform: 'rotate(360deg)' }], { duration: TURN_MS, iterations: Infinity });
  return {
    element: h('div', { class: 'loop' }, svg),
    update(rates, totals) {
      for (const node of nodes) node.update(rates[node.room] ?? 0, totals[node.room] ?? 0);
      const events = rates.sense ?? 0;
      rate.textContent = short(events);
      unit.textContent = events > 0 ? t('loop.perSecond') : t('loop.idle');
      svg.classList.toggle('moving', events > 0);
      spin?.updatePlaybackRate(events > 0 ? 1 + Math.log2(1 + events) : 0.2);
    },
  };
}

/**
 * @param {string} room
 * @param {number} index
 */
function createNode(room, index) {
  const { x, y } = place(index);
  const rate = h('text', { class: 'node-rate', y: 14 }, '–');
  const total = h('text', { class: 'node-total', y: 31 }, '');
  const title = h('title');
  const element = h(
    'g',
    { class: `node ${room}`, transform: `translate(${x} ${y})` },
    title,
    h('circle', { class: 'node-back', r: NODE }),
    h('text', { class: 'node-name', y: -12 }, t(`room.${room}`)),
    rate,
    total,
  );
  return {
    room,
    element,
    /**
     * @param {number} perSecond
     * @param {number} sum
     */
    update(perSecond, sum) {
      rate.textContent = t('loop.rate', { rate: short(perSecond) });
      total.textContent = short(sum);
      title.textContent = `${t(`room.${room}`)}: ${count(sum)} ${t(`room.${room}.unit`)}`;
      element.classList.toggle('busy', perSecond > 0);
    },
  };
}

/** From the top, clockwise. @param {number} index */
function place(index) {
  const angle = (index / ROOMS.length) * 2 * Math.PI - Math.PI / 2;
  return { x: Math.round(CENTER + RING * Math.cos(angle)), y: Math.round(CENTER + RING * Math.sin(angle)) };
}

/** @param {number} index */
function between(index) {
  const degrees = ((index + 0.5) / ROOMS.length) * 360 - 90;
  const angle = (degrees * Math.PI) / 180;
  return `translate(${CENTER + RING * Math.cos(angle)} ${CENTER + RING * Math.sin(angle)}) rotate(${degrees + 90})`;
}
