/**
 * The cookie of a session: for our own pages only, out of reach of scripts. Over https it is bound to the host itself (`__Host-`); on this machine, where
 * browsers speak http, it has a name of its own. Beside it, for ten minutes, what signing in through an identity provider began with.
 */
import type { IncomingHttpHeaders } from 'node:http';
import { LIFE_MS } from '../../runtime/index.ts';
import { hostOf, isLoopback } from './access.ts';

type Kind = 'session' | 'step';

const NAMES: Readonly<Record<Kind, string>> = { session: 'volano', step: 'volano-sign-in' };
const SECONDS: Readonly<Record<Kind, number>> = { session: LIFE_MS / 1_000, step: 600 };

export function sessionIn(headers: IncomingHttpHeaders): string | undefined {
  return valueIn(headers, 'session');
}

export function cookieOf(headers: IncomingHttpHeaders, secret: string): string {
  return cookie(headers, 'session', secret);
}

export function noCookie(headers: IncomingHttpHeaders): string {
  return cookie(headers, 'session', '');
}

/** What a sign-in through a provider began with. */
export function stepIn(headers: IncomingHttpHeaders): string | undefined {
  const value = valueIn(headers, 'step');
  return value && Buffer.from(value, 'base64url').toString();
}

export function stepOf(headers: IncomingHttpHeaders, begun: string): string {
  return cookie(headers, 'step', Buffer.from(begun).toString('base64url'));
}

export function noStep(headers: IncomingHttpHeaders): string {
  return cookie(headers, 'step', '');
}

function valueIn(headers: IncomingHttpHeaders, kind: Kind): string | undefined {
  const name = nameFor(headers, kind);
  for (const pair of (headers.cookie ?? '').split(';')) {
    const [key, value] = pair.trim().split('=', 2);
    if (key === name && value) return value;
  }
  return undefined;
}

function cookie(headers: IncomingHttpHeaders, kind: Kind, value: string): string {
  const seconds = value === '' ? 0 : SECONDS[kind];
  const secure = isLocal(headers) ? '' : '; Secure';
  return `${nameFor(headers, kind)}=${value}; Path=/; Max-Age=${seconds}; HttpOnly; SameSite=Lax${secure}`;
}

function nameFor(headers: IncomingHttpHeaders, kind: Kind): string {
  return isLocal(headers) ? NAMES[kind] : `__Host-${NAMES[kind]}`;
}

function isLocal({ host }: IncomingHttpHeaders): boolean {
  return isLoopback(hostOf(host));
}
