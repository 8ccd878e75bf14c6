/**
 * Tokens by which a customer's browser reads that customer's inbox. The brand's server asks for them for whoever is signed in.
 *
 * K1. A token that we did not sign, or whose time is over, opens nothing.
 * K2. It names one customer and an end, nothing else, and opens no other inbox.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

export interface InboxTokens {
  /** `expiresAt`: wall clock, ms. */
  sign(customer: string, expiresAt: number): string;
  open(token: string, now: number): { readonly customer: string; readonly expiresAt: number } | undefined;
}

const VERSION = 'i1';
const TOKEN_LENGTH_MAX = 1_000;

/** The first key signs, all open; each 32 bytes. */
export function createInboxTokens(keys: readonly Uint8Array[]): InboxTokens {
  const [signing] = keys;
  if (!signing) throw new TypeError('no key to sign tokens with');
  return {
    sign(customer, expiresAt) {
      const said = `${VERSION}.${Buffer.from(JSON.stringify([customer, expiresAt])).toString('base64url')}`;
      return `${said}.${signatureOf(said, signing)}`;
    },
    open(token, now) {
      if (token.length > TOKEN_LENGTH_MAX) return undefined;
      const end = token.lastIndexOf('.');
      const said = token.slice(0, Math.max(end, 0));
      if (!said.startsWith(`${VERSION}.`)) return undefined;
      const given = Buffer.from(token.slice(end + 1));
      if (!keys.some((key) => isEqual(given, Buffer.from(signatureOf(said, key))))) return undefined;
      const [customer, expiresAt] = JSON.parse(Buffer.from(said.slice(VERSION.length + 1), 'base64url').toString()) as [string, number];
      return now < expiresAt ? { customer, expiresAt } : undefined;
    },
  };
}

function signatureOf(said: string, key: Uint8Array): string {
  return createHmac('sha256', key).update(`volano inbox ${said}`).digest('base64url');
}

function isEqual(given: Buffer, expected: Buffer): boolean {
  return given.length === expected.length && timingSafeEqual(given, expected);
}
