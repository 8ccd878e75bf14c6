/**
 * What an SMS says and how many segments it takes. Pure: what is sent and what the previews show are made here.
 *
 * The signature stands at the front as 【brand】, how to opt out at the end of marketing messages. A text of the GSM alphabet alone has 160 septets in
 * one segment, 153 in each of several; any other text has 70 and 67 units of UTF-16. No character is split between segments.
 */
import type { SendCommand } from '../../../core/index.ts';
import { type ChannelDefinition, type SmsLength, smsLengthOf } from '../../../define/index.ts';
import type { RenderedContent } from '../../content/index.ts';

export interface SmsText extends SmsLength {
  /** With signature and opt-out. */
  readonly text: string;
}

export interface SmsParts {
  readonly content: Pick<RenderedContent, 'body' | 'format'>;
  readonly command: Pick<SendCommand, 'messageClass' | 'locale'>;
  readonly definition?: Pick<ChannelDefinition, 'signature' | 'optOut'> | undefined;
}

/** The text as the customer gets it; empty when the message says nothing. */
export function composeSms({ content, command, definition }: SmsParts): SmsText {
  const body = plain(content);
  if (body === '') return { text: '', ...smsLengthOf('') };
  const signature = definition?.signature === undefined || body.startsWith('【') ? '' : `【${definition.signature}】`;
  const optOut = command.messageClass === 'marketing' ? definition?.optOut?.[languageOf(command.locale, body)] : undefined;
  const end = optOut === undefined || body.endsWith(optOut) ? '' : `${gapAfter(body)}${optOut}`;
  const text = `${signature}${body}${end}`;
  return { text, ...smsLengthOf(text) };
}

function plain({ body, format }: Pick<RenderedContent, 'body' | 'format'>): string {
  return (format === 'html' ? body.replace(/<[^>]*>/g, ' ').replace(/ {2,}/g, ' ') : body).trim();
}

/** A customer whose locale nobody knows reads what the message is written in. */
function languageOf(locale: string | undefined, body: string): 'en' | 'zh' {
  if (locale !== undefined) return /^zh\b/i.test(locale) ? 'zh' : 'en';
  return /\p{Script=Han}/u.test(body) ? 'zh' : 'en';
}

/** Chinese brings its own gap. */
function gapAfter(body: string): string {
  return /[\p{Script=Han}，。！？；：、）】”]$/u.test(body) ? '' : ' ';
}
