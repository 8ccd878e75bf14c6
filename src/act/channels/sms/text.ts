/**
 * What an SMS says and how many segments it takes. Pure: what is sent and what the previews show are made here.
 *
 * The signature stands at the front as 【brand】, how to opt out at the end of marketing messages. A text of the GSM alphabet alone has 160 septets in
 * one segment, 153 in each of several; any other text has 70 and 67 units of UTF-16. No character is split between segments.
 */
import type { SendCommand } from '../../../core/index.ts';
import type { ChannelDefinition } from '../../../define/index.ts';
import type { RenderedContent } from '../../content/index.ts';

export type SmsEncoding = 'gsm7' | 'ucs2';

export interface SmsText {
  /** With signature and opt-out. */
  readonly text: string;
  readonly encoding: SmsEncoding;
  /** Of the whole text: septets in GSM-7, in which a few characters count twice, else units of UTF-16. */
  readonly units: number;
  readonly segments: number;
}

export interface SmsParts {
  readonly content: Pick<RenderedContent, 'body' | 'format'>;
  readonly command: Pick<SendCommand, 'messageClass' | 'locale'>;
  readonly definition?: Pick<ChannelDefinition, 'signature' | 'optOut'> | undefined;
}

const BASIC =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const EXTENDED = '\f^{}\\[~]|€';
const SEPTETS: ReadonlyMap<string, number> = new Map([
  ...[...BASIC].map((character) => [character, 1] as const),
  ...[...EXTENDED].map((character) => [character, 2] as const),
]);
const SIZES: Readonly<Record<SmsEncoding, { readonly single: number; readonly each: number }>> = {
  gsm7: { single: 160, each: 153 },
  ucs2: { single: 70, each: 67 },
};

/** The text as the customer gets it; empty when the message says nothing. */
export function composeSms({ content, command, definition }: SmsParts): SmsText {
  const body = plain(content);
  if (body === '') return { text: '', ...measureSms('') };
  const signature = definition?.signature === undefined || body.startsWith('【') ? '' : `【${definition.signature}】`;
  const optOut = command.messageClass === 'marketing' ? definition?.optOut?.[languageOf(command.locale, body)] : undefined;
  const end = optOut === undefined || body.endsWith(optOut) ? '' : `${gapAfter(body)}${optOut}`;
  const text = `${signature}${body}${end}`;
  return { text, ...measureSms(text) };
}

/** Encoding, length and number of segments of a text. */
export function measureSms(text: string): Omit<SmsText, 'text'> {
  const characters = [...text];
  const encoding = characters.every((character) => SEPTETS.has(character)) ? 'gsm7' : 'ucs2';
  const sizes = characters.map((character) => (encoding === 'gsm7' ? SEPTETS.get(character)! : character.length));
  const units = sizes.reduce((sum, size) => sum + size, 0);
  const { single, each } = SIZES[encoding];
  if (units <= single) return { encoding, units, segments: 1 };
  let segments = 1;
  let used = 0;
  for (const size of sizes) {
    if (used + size > each) {
      segments += 1;
      used = 0;
    }
    used += size;
  }
  return { encoding, units, segments };
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
