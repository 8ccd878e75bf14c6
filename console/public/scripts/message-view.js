/** One message: as its receiver sees it, and why it was sent. */
import { h } from './element.js';
import { nameOf } from './names.js';
import { aboutOf, badge, customerLink, whyOf } from './steps.js';
import { clock, dateTime, duration, t, tOr } from './text.js';

/** @param {any} message */
export function messageView({ command, content, capturedAt, preview, trace }) {
  return h(
    'article',
    { class: 'message-view' },
    h('h2', {}, content.subject ?? t('outbox.noSubject')),
    h('p', { class: 'sub' }, `${t('message.to')} `, customerLink(command.customer), ` · ${dateTime(command.at)}`),
    body(content, preview),
    h('h3', {}, t('message.why')),
    facts([
      ['journey', `${nameOf('journey', command.journey)} · ${t('message.version', { version: command.journeyVersion })}`],
      ['step', command.step],
      ['template', `${nameOf('template', command.template)} · ${t('message.version', { version: command.templateVersion })}`],
      ['purpose', nameOf('purpose', command.purpose)],
      ['class', tOr(`message.class.${command.messageClass}`, command.messageClass)],
      ['channel', command.channel],
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

/**
 * Markup is shown in a frame that can run nothing and reach nothing; text as text.
 * @param {{ format: string, body: string }} content
 * @param {string} preview
 */
function body(content, preview) {
  if (content.format === 'text') return h('pre', { class: 'text-body', 'aria-label': t('message.preview') }, content.body);
  return h('iframe', { class: 'html-body', src: preview, sandbox: '', title: t('message.preview'), referrerpolicy: 'no-referrer' });
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
