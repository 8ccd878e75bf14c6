/**
 * Signed links. Who holds one can do what it says and nothing else.
 *
 * T1. A token that we did not sign opens nothing: any change of any character makes it invalid.
 * T2. What a link does, for which message and customer, and where a click leads stand in the token itself and nowhere else.
 * T3. A token names ids of ours and a target; never an address, a name or a trait of the customer.
 */
import { createHmac, createSecretKey, type KeyObject, timingSafeEqual } from 'node:crypto';
import type { ChannelType } from '../../define/index.ts';

/** What a link does: `o` counts an opening, `c` leads a click on, `u` unsubscribes. */
export type LinkKind = 'o' | 'c' | 'u';

/** What a token says. */
export interface LinkPayload {
  readonly kind: LinkKind;
  readonly message: string;
  readonly customer: string;
  readonly channel: string;
  /** Type of the channel, when the release defines it. */
  readonly type?: ChannelType;
  readonly purpose: string;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  /** Wall clock at which the message was made ready for its hand-over, ms, to the second. */
  readonly issuedAt: number;
  /** Of a click: which link of the message, from 0, and where it leads. */
  readonly link?: { readonly index: number; readonly url: string };
}

/** Bytes of the signature: 128 bits cannot be guessed over a network, and links stay short. */
const SIGNATURE_BYTES = 16;
const VERSION = '1';
/** Longer ones are not looked at. */
const TOKEN_LENGTH_MAX = 6_000;

/** The token of this payload, in letters, digits, `-`, `_` and `.`. */
export function signToken(payload: LinkPayload, key: Uint8Array): string {
  const { kind, message, customer, channel, type = '', purpose, journey, step, template, issuedAt, link } = payload;
  const fields = [kind, message, customer, channel, type, purpose, journey, step, template, Math.floor(issuedAt / 1_000)];
  const text = JSON.stringify(link ? [...fields, link.index, link.url] : fields);
  const signed = `${VERSION}.${Buffer.from(text).toString('base64url')}`;
  return `${signed}.${signatureOf(signed, key)}`;
}

/** What the token says, when one of the keys has signed it. */
export function openToken(token: string, keys: readonly Uint8Array[]): LinkPayload | undefined {
  if (token.length > TOKEN_LENGTH_MAX) return undefined;
  const end = token.lastIndexOf('.');
  const signed = token.slice(0, Math.max(end, 0));
  if (!signed.startsWith(`${VERSION}.`)) return undefined;
  const given = Buffer.from(token.slice(end + 1));
  // The texts are compared, not the bytes they stand for: base64url can write the same bytes in several ways.
  if (!keys.some((key) => isEqual(given, Buffer.from(signatureOf(signed, key))))) return undefined;
  return payloadOf(JSON.parse(Buffer.from(signed.slice(VERSION.length + 1), 'base64url').toString()) as Fields);
}

type Fields = [LinkKind, string, string, string, ChannelType | '', string, string, string, string, number, number?, string?];

function payloadOf([kind, message, customer, channel, type, purpose, journey, step, template, issuedAt, index, url]: Fields): LinkPayload {
  return {
    kind,
    message,
    customer,
    channel,
    ...(type === '' ? {} : { type }),
    purpose,
    journey,
    step,
    template,
    issuedAt: issuedAt * 1_000,
    ...(index === undefined || url === undefined ? {} : { link: { index, url } }),
  };
}

function signatureOf(signed: string, key: Uint8Array): string {
  return createHmac('sha256', secretOf(key)).update(`volano link ${signed}`).digest().subarray(0, SIGNATURE_BYTES).toString('base64url');
}

/** Node finds out what a plain key is by exceptions, at 60 us a message. */
const secrets = new WeakMap<Uint8Array, KeyObject>();

function secretOf(key: Uint8Array): KeyObject {
  let secret = secrets.get(key);
  if (!secret) {
    secret = createSecretKey(key);
    secrets.set(key, secret);
  }
  return secret;
}

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
