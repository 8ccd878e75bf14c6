/** What the guard said, and why messages were not sent. */
import { fill, h } from './element.js';
import { count, percent, t, tOr } from './text.js';

const VERDICTS = ['send', 'defer', 'suppress'];
const RULES_SHOWN = 6;

/** @returns {{ element: HTMLElement, update: (facts: Record<string, number>, refusals: Record<string, number>) => void }} */
export function createVerdicts() {
  const body = h('div');
  const element = h(
    'section',
    { class: 'card' },
    h('h2', {}, t('verdicts.title')),
    h('p', { class: 'explain' }, t('verdicts.explain')),
    body,
  );
  let shown = '';
  return {
    element,
    update(facts, refusals) {
      const counts = VERDICTS.map((verdict) => facts[`verdict/${verdict}`] ?? 0);
      const key = counts.join();
      if (key === shown) return;
      shown = key;
      const sum = counts.reduce((a, b) => a + b, 0);
      if (sum === 0) fill(body, h('p', { class: 'quiet' }, t('verdicts.empty')));
      else fill(body, stack(counts, sum), rules(refusals));
    },
  };
}

/**
 * @param {number[]} counts
 * @param {number} sum
 */
function stack(counts, sum) {
  const bar = h('div', { class: 'stack', 'aria-hidden': 'true' });
  for (const [index, verdict] of VERDICTS.entries()) {
    const part = h('span', { class: verdict });
    part.style.flexGrow = String(counts[index] ?? 0);
    if ((counts[index] ?? 0) > 0) bar.append(part);
  }
  const legend = VERDICTS.map((verdict, index) =>
    h(
      'div',
      { class: `legend ${verdict}` },
      h('dt', {}, t(`verdict.${verdict}`)),
      h('dd', {}, count(counts[index] ?? 0), h('span', { class: 'sub' }, ` ${percent((counts[index] ?? 0) / sum)}`)),
    ),
  );
  return h('div', {}, bar, h('dl', { class: 'legends' }, ...legend));
}

/** @param {Record<string, number>} refusals */
function rules(refusals) {
  const sorted = Object.entries(refusals)
    .sort(([, a], [, b]) => b - a)
    .slice(0, RULES_SHOWN);
  if (sorted.length === 0) return null;
  const highest = sorted[0]?.[1] ?? 1;
  const rows = sorted.map(([rule, refused]) => {
    const bar = h('span', { class: 'bar-line' });
    bar.style.width = `${(refused / highest) * 100}%`;
    return h(
      'li',
      {},
      h('span', { class: 'rule-name', title: rule }, tOr(`rule.${rule}`, rule)),
      h('span', { class: 'bar-track' }, bar),
      h('span', { class: 'number' }, count(refused)),
    );
  });
  return h('div', { class: 'rules' }, h('h3', {}, t('verdicts.why')), h('ul', {}, ...rows));
}
