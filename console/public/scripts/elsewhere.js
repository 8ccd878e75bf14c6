/** Messages that do not lie in the outbox: in the brand's own inbox, or on their way through a channel that leads to the outside. */
import { connect } from '../inbox.js';
import { post } from './api.js';
import { h } from './element.js';
import { channelName, faceView } from './faces.js';
import { documentOf } from './markup.js';
import { nameOf } from './names.js';
import { badge } from './steps.js';
import { clock, duration, ruleText, staleIn, t, tOr } from './text.js';

/** Carriers whose messages are shown from what they hold themselves. */
const HELD_HERE = new Set(['capture', 'in_app']);

/** @param {any} state of a message */
export function goesOutside({ carrier }) {
  return !HELD_HERE.has(carrier);
}

/**
 * The visitor's in-app inbox, live, as a page of the brand shows it.
 * @param {{ anonymousId: string, onMessages: (messages: readonly any[]) => void }} options
 */
export function openInbox({ anonymousId, onMessages }) {
  const token = () => post('/v1/inbox-tokens', { identifier: ['anonymous_id', anonymousId] }).then((issued) => issued.token);
  const inbox = connect({ url: location.origin, token });
  inbox.onMessages(({ messages }) => onMessages(messages));
  return inbox;
}

/**
 * A message in the app's inbox. Looking at it and following its link come back as events of the customer.
 * @param {any} item as the inbox has it
 * @param {{ customer: string, state: any | undefined, onOpen: (item: any) => void, onClick: (item: any) => void }} options
 */
export function inAppNote(item, { customer, state, onOpen, onClick }) {
  const taps = [
    item.read ? null : h('button', { type: 'button', class: 'quiet-button', onclick: () => onOpen(item) }, t('action.read')),
    item.link ? h('button', { type: 'button', class: 'quiet-button', onclick: () => onClick(item) }, t('action.follow')) : null,
  ];
  return note({
    message: item.id,
    head: t('inbox.in', { channel: nameOf('channel', item.channel) }),
    at: item.arrivedAt,
    customer,
    state,
    body: faceView({ appearance: { type: 'in_app', ...item, format: 'text', body: textOf(item) }, preview: '' }),
    foot: [item.read ? h('span', { class: 'badge good' }, t('inbox.read')) : null, ...taps],
  });
}

/**
 * A message on its way to the outside: its text is not kept here, its state comes from receipts.
 * @param {any} state of the message
 * @param {{ customer: string, type: string | undefined }} options `type` of its channel
 */
export function outsideNote(state, { customer, type }) {
  const { message, channel, template, at, status, reason, returned } = state;
  const shown = status === 'waiting' ? [] : [status];
  return note({
    message,
    head: type ? channelName(type) : nameOf('channel', channel),
    at: state.dispatchedAt ?? at,
    customer,
    state,
    body: h(
      'div',
      { class: 'face', 'data-type': 'outside' },
      h('p', { class: 'face-title' }, nameOf('template', template)),
      h('p', { class: 'face-note' }, outsideText(state)),
      reason ? h('p', { class: 'face-note' }, ruleText(reason)) : null,
      h(
        'p',
        { class: 'receipts' },
        status === 'waiting' ? h('span', { class: 'badge warn' }, t('status.waiting')) : null,
        ...[...shown, ...returned].map((action) => badge(/** @type {any} */ ({ kind: 'message', action }))),
      ),
    ),
    foot: [],
  });
}

/** How far it is, through what. @param {any} state of the message */
export function outsideText({ status, channel, carrier, reason }) {
  const stands = staleIn(reason) === undefined ? status : 'unknown';
  return t(`outside.${stands}`, { channel: nameOf('channel', channel), carrier: tOr(`carrier.${carrier}`, carrier) });
}

/** @param {{ message: string, head: string, at: number, customer: string, state: any, body: HTMLElement, foot: (HTMLElement | null)[] }} parts */
function note({ message, head, at, customer, state, body, foot }) {
  const took =
    state?.dispatchedAt === undefined
      ? null
      : state.receivedAt > 0
        ? duration(Math.max(state.dispatchedAt - state.receivedAt, 0))
        : t('message.byTime');
  return h(
    'li',
    { class: 'note', 'data-message': message },
    h('p', { class: 'note-head' }, h('span', {}, head), h('time', {}, clock(at))),
    body,
    h(
      'p',
      { class: 'note-foot' },
      h('a', { href: whyAddress(message, customer) }, t('try.why')),
      took ? h('span', { class: 'sub' }, took) : null,
      ...foot,
    ),
  );
}

/** Where the console tells why a message came that it does not keep. @param {string} message @param {string} customer */
function whyAddress(message, customer) {
  return `/console/customers/${encodeURIComponent(customer)}?${new URLSearchParams({ tab: 'messages', message })}`;
}

/** Markup is shown as the text in it: the inbox of a brand's page would draw it. @param {{ format: string, body: string }} item */
function textOf({ format, body }) {
  if (format === 'text') return body;
  return documentOf(body).body.textContent ?? '';
}
