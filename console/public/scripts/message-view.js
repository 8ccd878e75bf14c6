/** One message: as its receiver sees it, and why it was sent. */
import { h } from './element.js';
import { channelName, faceView } from './faces.js';
import { nameOf } from './names.js';
import { aboutOf, badge, customerLink, whyOf } from './steps.js';
import { clock, dateTime, duration, t, tOr } from './text.js';

/** @param {any} message */
export function messageView(message) {
  const { command, content, capturedAt, trace, appearance } = message;
  return h(
    'article',
    { class: 'message-view' },
    h('h2', {}, content.subject ?? t('outbox.noSubject')),
    h('p', { class: 'sub' }, `${t('message.to')} `, customerLink(command.customer), ` · ${dateTime(command.at)}`),
    receipts(trace),
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
    trace.length > 0 ? timeline(trace) : h('p', { class: 'quiet' }, t('message.noTrace')),
    h('h3', {}, t('message.variables')),
    variables(command.variables),
  );
}

/** What has become of it since it was decided, newest state last: sent, delivered, opened, clicked, ... @param {any[]} trace */
function receipts(trace) {
  const kinds = trace.filter(({ kind, action }) => kind === 'message' && action !== 'decided').map(({ action }) => action);
  if (kinds.length === 0) return null;
  return h(
    'p',
    { class: 'receipts' },
    ...[...new Set(kinds)].map((action) => badge({ .../** @type {any} */ ({}), kind: 'message', action })),
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

/** @param {any[]} trace */
function timeline(trace) {
  return h(
    'ol',
    { class: 'timeline' },
    ...trace.map((step) =>
      h(
        'li',
        {},
        h('time', { title: dateTime(step.at) }, clock(step.at)),
        h('div', {}, badge(step), ' ', aboutOf(step), h('div', { class: 'why' }, whyOf(step))),
      ),
    ),
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
