/** One message: as its receiver sees it, and why it was sent. */
import { chainView, receiptsView } from './chain.js';
import { h } from './element.js';
import { channelName, faceView } from './faces.js';
import { nameOf } from './names.js';
import { customerLink, whyOf } from './steps.js';
import { dateTime, duration, t, tOr } from './text.js';

/**
 * A message that was captured. Why it came is told when it is known.
 * @param {any} message
 * @param {{ receipts: HTMLElement, chain: HTMLElement }} places of what is told
 */
export function messageView(message, { receipts, chain }) {
  const { command, content, capturedAt, appearance } = message;
  return h(
    'article',
    { class: 'message-view' },
    h('h2', {}, content.subject ?? t('outbox.noSubject')),
    h('p', { class: 'sub' }, `${t('message.to')} `, customerLink(command.customer), ` · ${dateTime(command.at)}`),
    receipts,
    faceView(message),
    h('h3', {}, t('message.why')),
    facts([
      ['journey', `${nameOf('journey', command.journey)} · ${t('message.version', { version: command.journeyVersion })}`],
      ['step', command.step],
      ['template', `${nameOf('template', command.template)} · ${t('message.version', { version: command.templateVersion })}`],
      ['purpose', nameOf('purpose', command.purpose)],
      ['class', tOr(`message.class.${command.messageClass}`, command.messageClass)],
      ['channel', [...new Set([nameOf('channel', command.channel), channelName(appearance.type)])].join(' · ')],
      ['latency', command.receivedAt > 0 ? duration(Math.max(capturedAt - command.receivedAt, 0)) : t('message.byTime')],
      ['capturedAt', dateTime(capturedAt)],
      ['id', command.message],
    ]),
    h('h3', {}, t('message.trace')),
    chain,
    h('h3', {}, t('message.variables')),
    variables(command.variables),
  );
}

/**
 * A message that is not kept here: it went through a channel of its own, or did not go at all. What is known of it is why.
 * @param {any} message as explained
 * @param {string} customer
 */
export function explainedView(message, customer) {
  const { journey, journeyVersion, step, template, purpose, channel, status, rule, read } = message;
  return h(
    'article',
    { class: 'message-view' },
    h('h2', {}, nameOf('template', template)),
    h('p', { class: 'sub' }, `${t('message.to')} `, customerLink(customer)),
    receiptsView(message) ?? h('p', { class: 'receipts' }, h('span', { class: 'badge' }, t(`status.${status}`))),
    h('p', { class: 'quiet' }, t(status === 'sent' ? 'message.elsewhere' : 'message.notSent')),
    h('div', { class: 'why' }, ...whyOf({ rule, read })),
    h('h3', {}, t('message.why')),
    facts([
      ['journey', `${nameOf('journey', journey)} · ${t('message.version', { version: journeyVersion })}`],
      ['step', step],
      ['template', nameOf('template', template)],
      ['purpose', nameOf('purpose', purpose)],
      ['channel', nameOf('channel', channel)],
      ['id', message.message],
    ]),
    h('h3', {}, t('message.trace')),
    chainView(message),
  );
}

/** @param {[string, string][]} rows */
function facts(rows) {
  return h(
    'dl',
    { class: 'fact-list' },
    ...rows.map(([name, value]) => h('div', {}, h('dt', {}, t(`message.${name}`)), h('dd', {}, value))),
  );
}

/** @param {any} values */
function variables(values) {
  const shown = ['trait', 'event'].flatMap((root) =>
    Object.entries(values?.[root] ?? {}).map(([name, value]) => [`${root}.${name}`, value]),
  );
  if (shown.length === 0) return h('p', { class: 'quiet' }, t('message.noVariables'));
  return h(
    'dl',
    { class: 'fact-list mono' },
    ...shown.map(([name, value]) =>
      h('div', {}, h('dt', {}, String(name)), h('dd', {}, typeof value === 'string' ? value : JSON.stringify(value, undefined, 1))),
    ),
  );
}
