/** What the customer would see of a captured message. Pure; pages and phones are drawn elsewhere. */
import type { JsonObject } from '../../../core/index.ts';
import type { SmsEncoding } from '../../../define/index.ts';
import { type Card, cardOf, linksOf } from '../in-app/card.ts';
import { composeSms } from '../sms/text.ts';
import { WEBHOOK_AGENT, webhookRequest } from '../webhook/request.ts';
import type { CapturedMessage } from './reader.ts';

interface MailPreview {
  readonly type: 'email';
  readonly from?: { readonly name: string; readonly address: string };
  readonly to?: string;
  readonly subject?: string;
  /** The line that mail programs show after the subject. */
  readonly line?: string;
  readonly format: 'html' | 'text';
  readonly body: string;
}

interface SmsPreview {
  readonly type: 'sms';
  readonly to?: string;
  /** With signature and opt-out. */
  readonly text: string;
  readonly characters: number;
  readonly encoding: SmsEncoding;
  readonly segments: number;
}

/** A task for a member of staff: nothing goes to the customer before it is confirmed. */
interface WecomTaskPreview {
  readonly type: 'wecom_task';
  readonly confirmedBy: 'member';
  readonly text: string;
  readonly link?: { readonly url: string; readonly title?: string; readonly description?: string; readonly image?: string };
}

interface SubscriptionPreview {
  readonly type: 'mp_subscription';
  readonly title?: string;
  readonly fields: readonly { readonly name: string; readonly value: string }[];
  /** Page of the Mini Program that it opens. */
  readonly page?: string;
}

interface WebhookPreview {
  readonly type: 'webhook';
  /** Without time and signature, which are made at the hand-over. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** `plain`: of a channel that no definition describes. */
export type Preview =
  | MailPreview
  | SmsPreview
  | WecomTaskPreview
  | SubscriptionPreview
  | WebhookPreview
  | ({ readonly type: 'in_app' | 'push' } & Card)
  | { readonly type: 'plain'; readonly subject?: string; readonly format: 'html' | 'text'; readonly body: string };

/** By the type of its channel; the same message always looks the same. */
export function previewOf(captured: CapturedMessage): Preview {
  const { command, content, definition } = captured;
  const to = command.to === undefined ? {} : { to: command.to };
  const subject = content.subject === undefined ? {} : { subject: content.subject };
  switch (definition?.type) {
    case 'email':
      return {
        type: 'email',
        ...(definition.from && { from: definition.from }),
        ...to,
        ...subject,
        ...(content.preview !== undefined && { line: content.preview }),
        format: content.format,
        body: content.body,
      };
    case 'sms': {
      const { text, encoding, segments } = composeSms({ content, command, definition });
      return { type: 'sms', ...to, text, characters: [...text].length, encoding, segments };
    }
    case 'wecom_task':
      return wecomTaskOf(captured);
    case 'mp_subscription':
      return subscriptionOf(captured);
    case 'in_app':
    case 'push':
      return { type: definition.type, ...cardOf(content) };
    case 'webhook': {
      const { body, contentType } = webhookRequest(content, command);
      return {
        type: 'webhook',
        headers: { 'content-type': contentType, 'user-agent': WEBHOOK_AGENT, 'webhook-id': command.message },
        body,
      };
    }
    case undefined:
      return { type: 'plain', ...subject, format: content.format, body: content.body };
  }
}

/** JSON `{ "text", "link": { "url", "title", "description", "image" } }`, or the text alone, whose first address becomes the card. */
function wecomTaskOf({ content }: CapturedMessage): WecomTaskPreview {
  const given = objectIn(content.body);
  const task = { type: 'wecom_task', confirmedBy: 'member' } as const;
  if (!given) {
    const [url] = linksOf(content);
    return { ...task, text: withoutCard(content.body.trim(), url), ...(url !== undefined && { link: { url } }) };
  }
  const link = typeof given.link === 'object' && given.link !== null ? (given.link as JsonObject) : { url: given.link ?? null };
  const { link: url, image } = cardOf({ format: 'text', body: JSON.stringify({ link: link.url, image: link.image ?? null }) });
  const texts = Object.fromEntries(['title', 'description'].flatMap((key) => (typeof link[key] === 'string' ? [[key, link[key]]] : [])));
  return {
    ...task,
    text: typeof given.text === 'string' ? given.text : '',
    ...(url !== undefined && { link: { url, ...texts, ...(image !== undefined && { image }) } }),
  };
}

/** An address at the end is what the card shows already. */
function withoutCard(text: string, url: string | undefined): string {
  return url !== undefined && text.endsWith(url) && text !== url ? text.slice(0, -url.length).trimEnd() : text;
}

/** JSON `{ "title", "page", "fields": { name: value } }`, or lines of `name: value`. */
function subscriptionOf({ content }: CapturedMessage): SubscriptionPreview {
  const given = objectIn(content.body);
  const title = typeof given?.title === 'string' ? given.title : content.subject;
  const head = { type: 'mp_subscription', ...(title !== undefined && { title }) } as const;
  if (!given) return { ...head, fields: content.body.split('\n').flatMap(fieldIn) };
  const { fields, data, title: _title, page, ...rest } = given;
  const members = Object.entries((fields ?? data ?? rest) as JsonObject);
  return {
    ...head,
    fields: members.map(([name, value]) => ({ name, value: valueIn(value) })),
    ...(typeof page === 'string' && { page }),
  };
}

/** Names of fields are short and no sentences: the colon of an address or of a text ends none. */
function fieldIn(line: string): SubscriptionPreview['fields'] {
  const match = /^\s*([^:：，。,.!?！？]{1,20}?)\s*[:：](?!\/\/)\s*(.*?)\s*$/u.exec(line);
  if (match) return [{ name: match[1]!, value: match[2]! }];
  return line.trim() === '' ? [] : [{ name: '', value: line.trim() }];
}

/** The platform's own form wraps each value: `{ "value": ... }`. */
function valueIn(value: unknown): string {
  if (typeof value === 'object' && value !== null && 'value' in value) return valueIn(value.value);
  return typeof value === 'string' ? value : JSON.stringify(value);
}

function objectIn(body: string): JsonObject | undefined {
  if (!body.trimStart().startsWith('{')) return undefined;
  try {
    return JSON.parse(body) as JsonObject;
  } catch {
    return undefined;
  }
}
