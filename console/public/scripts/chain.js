/** Why a message came about, from its signal to what came of it: the chain that `/v1/explain` answers, each link with the row that proves it. */
import { h } from './element.js';
import { aboutOf, badge, valuesOf, whyOf } from './steps.js';
import { clock, dateTime, t } from './text.js';

/** @typedef {{ link: string, evidence: any }} Link */

/** What a fact has to tell beside its rule and what that read. */
const TOLD = ['value', 'from', 'to', 'until', 'branch', 'arm', 'channel', 'link', 'text', 'machine', 'permanent'];

/** @param {{ chain: Link[] }} message */
export function chainView({ chain }) {
  if (chain.length === 0) return h('p', { class: 'quiet' }, t('message.noTrace'));
  const names = [...new Set(chain.map(({ link }) => link))];
  return h(
    'ol',
    { class: 'chain' },
    ...names.map((name) =>
      h(
        'li',
        { 'data-link': name },
        h('h4', {}, t(`link.${name}`)),
        h('ol', { class: 'timeline' }, ...chain.filter(({ link }) => link === name).map(row)),
      ),
    ),
  );
}

/** @param {Link} link */
function row({ link, evidence }) {
  return h(
    'li',
    {},
    h('time', { title: dateTime(evidence.at) }, clock(evidence.at)),
    h('div', {}, ...told(link, evidence), ' ', proof(evidence)),
  );
}

/** @param {string} link @param {any} evidence */
function told(link, evidence) {
  if (evidence.table === 'events') {
    const from = h('span', { class: 'sub' }, ` ${t('explain.source', { source: evidence.source })}`);
    return [h('span', { class: 'badge' }, evidence.event), from, h('div', { class: 'why' }, ...valuesOf(evidence.properties))];
  }
  // A signal that is no event: time alone led to it, and the decision is all there is.
  if (link === 'signal') return [t('explain.moment')];
  const { detail } = evidence;
  const of = { ...evidence, rule: detail.rule ?? detail.reason, read: detail.read };
  // Of the trigger only its rule: the decision, which read the values, follows.
  if (link === 'trigger' && evidence.kind === 'decision')
    return [h('div', { class: 'why' }, ...whyOf({ ...of, read: { trigger: detail.trigger } }))];
  const more = Object.fromEntries(TOLD.filter((name) => detail[name] !== undefined).map((name) => [name, detail[name]]));
  return [badge(of), ' ', aboutOf(of), h('div', { class: 'why' }, ...whyOf(of), ...valuesOf(more))];
}

/** Where it stands in the warehouse, for whoever wants to look. @param {{ table: string, id: string }} evidence */
export function proof({ table, id }) {
  return h('code', { class: 'proof' }, `${table} ${id}`);
}

/** What has become of a message since it was decided, newest state last. @param {{ chain: Link[] }} message */
export function receiptsView({ chain }) {
  const actions = chain.filter(({ link }) => link === 'delivery' || link === 'receipt').map(({ evidence }) => evidence.action);
  if (actions.length === 0) return null;
  const badges = [...new Set(actions)].map((action) => badge(/** @type {any} */ ({ kind: 'message', action })));
  return h('p', { class: 'receipts' }, ...badges);
}
