/** What the shop sells, drawn with a few plain shapes. Colors come from the style sheet. */
import { h } from './element.js';

/** @type {Record<string, [tag: string, properties: Record<string, unknown>][]>} */
const SHAPES = {
  serum: [
    ['rect', { class: 'dark', x: 53, y: 18, width: 14, height: 20, rx: 5 }],
    ['rect', { class: 'mid', x: 49, y: 36, width: 22, height: 9, rx: 2 }],
    ['rect', { class: 'main', x: 40, y: 45, width: 40, height: 47, rx: 9 }],
    ['rect', { class: 'light', x: 47, y: 58, width: 26, height: 20, rx: 3 }],
    ['path', { class: 'line', d: 'M52 65h16M52 71h10' }],
  ],
  cream: [
    ['rect', { class: 'dark', x: 36, y: 40, width: 48, height: 15, rx: 4 }],
    ['path', { class: 'main', d: 'M33 56h54v22a14 14 0 0 1-14 14H47a14 14 0 0 1-14-14z' }],
    ['circle', { class: 'light', cx: 60, cy: 74, r: 10 }],
    ['path', { class: 'line', d: 'M60 69v10M55 74h10' }],
  ],
  baby: [
    ['circle', { class: 'main', cx: 60, cy: 62, r: 26 }],
    ['circle', { class: 'mid', cx: 38, cy: 42, r: 9 }],
    ['circle', { class: 'mid', cx: 82, cy: 42, r: 9 }],
    ['ellipse', { class: 'light', cx: 60, cy: 71, rx: 13, ry: 10 }],
    ['circle', { class: 'dark', cx: 51, cy: 57, r: 3 }],
    ['circle', { class: 'dark', cx: 69, cy: 57, r: 3 }],
    ['ellipse', { class: 'dark', cx: 60, cy: 67, rx: 4, ry: 3 }],
    ['path', { class: 'line', d: 'M60 70v4' }],
  ],
  home: [
    ['path', { class: 'flame', d: 'M60 20c7 9 9 13 9 18a9 9 0 0 1-18 0c0-5 3-9 9-18z' }],
    ['path', { class: 'line', d: 'M60 42v9' }],
    ['rect', { class: 'main', x: 38, y: 51, width: 44, height: 41, rx: 7 }],
    ['rect', { class: 'light', x: 46, y: 63, width: 28, height: 18, rx: 3 }],
    ['path', { class: 'line', d: 'M52 72h16' }],
  ],
  class: [
    ['path', { class: 'light', d: 'M42 46a13 13 0 1 1 8-22 13 13 0 0 1 20 0 13 13 0 1 1 8 22v14H42z' }],
    ['rect', { class: 'mid', x: 42, y: 56, width: 36, height: 9, rx: 2 }],
    ['path', { class: 'main', d: 'M36 72h48v6a16 16 0 0 1-16 16H52a16 16 0 0 1-16-16z' }],
    ['path', { class: 'line', d: 'M52 52V40M68 52V40' }],
  ],
  gift: [
    ['path', { class: 'mid', d: 'M60 42c-14 0-20-6-17-13 3-6 13-4 17 13zm0 0c14 0 20-6 17-13-3-6-13-4-17 13z' }],
    ['rect', { class: 'dark', x: 32, y: 42, width: 56, height: 15, rx: 4 }],
    ['rect', { class: 'main', x: 37, y: 57, width: 46, height: 35, rx: 4 }],
    ['rect', { class: 'light', x: 55, y: 42, width: 10, height: 50 }],
  ],
};

/** @param {string} id of the product */
export function picture(id) {
  const shapes = (SHAPES[id] ?? []).map(([tag, properties]) => h(tag, properties));
  return h('svg', { class: `picture of-${id}`, viewBox: '0 0 120 110', 'aria-hidden': 'true' }, ...shapes);
}
