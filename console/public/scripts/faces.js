/** A message as its customer sees it, by the type of its channel. */
import { h } from './element.js';
import { t, tOr } from './text.js';

/** @typedef {{ type: string, from?: string, title?: string, lines: string[], frame?: string, note?: string, pairs?: [string, string][] }} Face */

/** What there is to show of a captured message, as the API answers it. @param {any} captured @returns {Face} */
export function faceOf({ content, definition, preview, command }) {
  const isMarkup = content.format === 'html';
  const type = definition?.type ?? (isMarkup ? 'email' : 'message');
  return {
    type,
    from: definition?.from?.name ?? definition?.signature,
    title: content.subject,
    lines: isMarkup ? [] : content.body.trim().split(/\n{2,}/),
    ...(isMarkup ? { frame: preview } : {}),
    note: command.to,
  };
}

/** @param {Face} face */
export function faceView(face) {
  const view = VIEWS[face.type] ?? VIEWS.message;
  return h('div', { class: 'face', 'data-type': VIEWS[face.type] ? face.type : 'message' }, ...(view?.(face) ?? []));
}

/** The kind of channel in words. @param {string} type */
export function channelName(type) {
  return tOr(`face.${type}`, type);
}

/** @type {Record<string, (face: Face) => any[]>} */
const VIEWS = {
  email: (face) => [
    h('p', { class: 'face-from' }, face.from ?? t('try.shop')),
    h('p', { class: 'face-title' }, face.title ?? t('outbox.noSubject')),
    face.frame ? frame(face.frame) : h('div', { class: 'face-mail' }, ...paragraphs(face)),
  ],
  sms: (face) => [h('div', { class: 'bubble' }, ...paragraphs(face)), face.note ? h('p', { class: 'face-note' }, face.note) : null],
  message: (face) => [h('div', { class: 'bubble' }, face.title ? h('p', { class: 'face-title' }, face.title) : null, ...paragraphs(face))],
  push: (face) => [h('p', { class: 'face-title' }, face.title ?? t('try.shop')), ...paragraphs(face)],
  in_app: (face) => [h('p', { class: 'face-title' }, face.title ?? t('try.shop')), ...paragraphs(face)],
  wecom_task: (face) => [
    h('p', { class: 'face-from' }, t('face.wecomTask')),
    face.title ? h('p', { class: 'face-title' }, face.title) : null,
    h('div', { class: 'bubble' }, ...paragraphs(face)),
    h('p', { class: 'face-hint' }, t('face.wecomHint')),
  ],
  mp_subscription: (face) => [
    h('p', { class: 'face-from' }, t('face.mp_subscription')),
    h('p', { class: 'face-title' }, face.title ?? t('try.shop')),
    face.pairs ? h('dl', {}, ...face.pairs.map(([name, value]) => h('div', {}, h('dt', {}, name), h('dd', {}, value)))) : null,
    ...(face.pairs ? [] : paragraphs(face)),
  ],
  webhook: (face) => [h('pre', {}, face.lines.join('\n\n'))],
};

/** @param {Face} face */
function paragraphs({ lines }) {
  return lines.map((line) => h('p', {}, line));
}

/** Markup is shown where it can run nothing and reach nothing. @param {string} address */
function frame(address) {
  return h('iframe', { class: 'html-body', src: address, sandbox: '', title: t('message.preview'), referrerpolicy: 'no-referrer' });
}
