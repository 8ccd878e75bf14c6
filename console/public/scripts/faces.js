/** A message as its customer sees it, by the type of its channel. What it looks like comes from the API as data; here it is drawn. */
import { h } from './element.js';
import { count, t, tOr } from './text.js';

/**
 * @param {{ appearance: any, preview: string }} captured `preview`: address of the body as a document
 * @returns {HTMLElement}
 */
export function faceView({ appearance, preview }) {
  const type = VIEWS[appearance.type] ? appearance.type : 'plain';
  return h('div', { class: 'face', 'data-type': type }, ...(VIEWS[type]?.(appearance, preview) ?? []));
}

/** The kind of channel in words. @param {string} type */
export function channelName(type) {
  return tOr(`face.${type}`, type);
}

/** As the standards call them. @type {Record<string, string>} */
const ENCODINGS = { gsm7: 'GSM-7', ucs2: 'UCS-2' };

/** @type {Record<string, (look: any, preview: string) => any[]>} */
const VIEWS = {
  email: (look, preview) => [
    h(
      'p',
      { class: 'face-from' },
      look.from ? `${look.from.name} ` : null,
      look.from ? h('span', { class: 'address' }, look.from.address) : null,
      look.to ? h('span', { class: 'address' }, ` → ${look.to}`) : null,
    ),
    h('p', { class: 'face-title' }, look.subject ?? t('outbox.noSubject')),
    look.line ? h('p', { class: 'face-note' }, look.line) : null,
    bodyOf(look, preview),
  ],
  sms: (look) => [
    look.to ? h('p', { class: 'face-from' }, look.to) : null,
    h('div', { class: 'bubble', 'aria-label': t('message.preview') }, look.text),
    h(
      'p',
      { class: 'face-note' },
      t(`face.segments.${look.segments === 1 ? 'one' : 'more'}`, {
        characters: count(look.characters),
        encoding: ENCODINGS[look.encoding] ?? look.encoding,
        segments: count(look.segments),
      }),
    ),
  ],
  plain: (look, preview) => [
    h('div', { class: 'bubble' }, look.subject ? h('p', { class: 'face-title' }, look.subject) : null, bodyOf(look, preview)),
  ],
  in_app: card,
  push: card,
  wecom_task: (look) => [
    h('p', { class: 'face-from' }, t('face.wecomTask')),
    h('div', { class: 'bubble' }, look.text),
    look.link
      ? h('div', { class: 'face-link' }, h('p', { class: 'face-title' }, look.link.title ?? look.link.url), look.link.description ?? null)
      : null,
    h('p', { class: 'face-hint' }, t('face.wecomHint')),
  ],
  mp_subscription: (look) => [
    h('p', { class: 'face-title' }, look.title ?? t('face.mp_subscription')),
    h(
      'dl',
      {},
      ...look.fields.map((/** @type {{ name: string, value: string }} */ { name, value }) =>
        h('div', { class: name ? null : 'whole' }, h('dt', {}, name), h('dd', {}, value)),
      ),
    ),
    look.page ? h('p', { class: 'face-note' }, look.page) : null,
  ],
  webhook: (look) => [
    h(
      'dl',
      { class: 'headers' },
      ...Object.entries(look.headers).map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, String(value)))),
    ),
    h('pre', { 'aria-label': t('message.preview') }, indented(look.body)),
  ],
};

/** @param {any} look @param {string} preview */
function card(look, preview) {
  return [
    look.title ? h('p', { class: 'face-title' }, look.title) : null,
    bodyOf(look, preview),
    look.link ? h('p', { class: 'face-note' }, look.link) : null,
  ];
}

/**
 * Markup is shown in a frame that can run nothing and reach nothing; text as text.
 * @param {{ format: string, body: string }} look
 * @param {string} preview
 */
function bodyOf({ format, body }, preview) {
  if (format === 'text') return h('div', { class: 'face-text', 'aria-label': t('message.preview') }, body.trim());
  return h('iframe', { class: 'html-body', src: preview, sandbox: '', title: t('message.preview'), referrerpolicy: 'no-referrer' });
}

/** @param {string} body */
function indented(body) {
  try {
    return JSON.stringify(JSON.parse(body), undefined, 2);
  } catch {
    return body;
  }
}
