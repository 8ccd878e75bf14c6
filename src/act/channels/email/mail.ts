/**
 * A message as mail. Everything that comes from a customer's data reaches a header only through nodemailer's own encoding, as a value
 * without line breaks; addresses are checked here and never parsed out of a text.
 */
import type { SendMailOptions } from 'nodemailer';
import { escapeHtml } from '../../content/index.ts';
import type { OutgoingMessage } from '../channel.ts';
import { plainTextOf } from './plain-text.ts';
import type { SmtpSettings } from './settings.ts';

export type Mail =
  | { readonly ok: true; readonly mail: SendMailOptions }
  | { readonly ok: false; readonly reason: string; readonly badAddress: boolean };

const ADDRESS_LENGTH_MAX = 254;
/** One mailbox and nothing else: no list, no name, no comment, no quotes, no line break. */
const ADDRESS = /^[^\s\p{C}<>()[\],;:\\"@]{1,64}@[^\s\p{C}<>()[\],;:\\"@]+$/u;

export function mailOf(message: OutgoingMessage, settings: Pick<SmtpSettings, 'from'>): Mail {
  const { command, content, definition } = message;
  const from = definition?.from ?? settings.from;
  const { to } = command;
  if (!from) return wrong('email_sender_missing: give the channel a "from", in its definition or in channels.json');
  if (to === undefined) return wrong('email_address_missing: the customer has no address');
  if (to.length > ADDRESS_LENGTH_MAX || !ADDRESS.test(to)) return { ok: false, reason: 'email_address_invalid', badAddress: true };
  // The language of the words, not the customer's: the default content stands in for languages that a template does not have.
  const { unsubscribeUrl, preview, locale } = content;
  const html = content.format === 'html' ? withPreview(content.body, preview) : undefined;
  return {
    ok: true,
    mail: {
      from: { name: from.name, address: from.address },
      to: { name: '', address: to },
      ...(definition?.replyTo === undefined ? {} : { replyTo: { name: '', address: definition.replyTo } }),
      envelope: { from: from.address, to: [to] },
      messageId: `<${command.message}@${from.address.slice(from.address.lastIndexOf('@') + 1)}>`,
      subject: content.subject ?? '',
      text: html === undefined ? content.body : (content.text ?? plainTextOf(content.body)),
      ...(html === undefined ? {} : { html }),
      headers: {
        ...(unsubscribeUrl === undefined ? {} : unsubscribeHeaders(unsubscribeUrl)),
        ...(locale !== undefined && /^[A-Za-z0-9-]{1,35}$/.test(locale) ? { 'Content-Language': locale } : {}),
        'Feedback-ID': `${command.step}:${command.journey}:${command.messageClass}:volano`,
      },
      disableFileAccess: true,
      disableUrlAccess: true,
    },
  };
}

/** RFC 8058. `prepared`: as it stands, on one line; a folded one has broken signatures on its way. */
function unsubscribeHeaders(url: string): NonNullable<SendMailOptions['headers']> {
  return {
    'List-Unsubscribe': { prepared: true, value: `<${url}>` },
    'List-Unsubscribe-Post': { prepared: true, value: 'List-Unsubscribe=One-Click' },
  };
}

/** Mail programs show the first words after the subject. The padding keeps them from going on with the body. */
const PADDING = '&#847;&zwnj;&nbsp;'.repeat(60);
const HIDDEN = 'display:none;max-height:0;max-width:0;overflow:hidden;opacity:0;mso-hide:all';

function withPreview(html: string, preview: string | undefined): string {
  if (preview === undefined || preview === '') return html;
  const line = `<div style="${HIDDEN}">${escapeHtml(preview)}${PADDING}</div>`;
  const body = /<body\b(?:"[^"]*"|'[^']*'|[^'">])*>/i.exec(html);
  const at = body ? body.index + body[0].length : 0;
  return html.slice(0, at) + line + html.slice(at);
}

function wrong(reason: string): Mail {
  return { ok: false, reason, badAddress: false };
}
