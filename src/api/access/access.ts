/**
 * Who may use the management API of an installation that has no members yet; principal.ts says who may afterwards. A3 holds for both.
 *
 * A1. Listening on loopback, programs of this machine may, without a token.
 * A2. Listening elsewhere, the admin token is needed from everybody; with none configured, nobody may.
 * A3. A page of another site may not, wherever we listen: neither by its origin nor by a name that it makes point to us.
 * A4. A proxy in front makes others look local; a request that came through one needs the token.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { VolanoError } from '../../base/index.ts';

export interface AccessOptions {
  /** The address the server listens on, as it was told: `127.0.0.1`, `localhost`, `0.0.0.0`, ... */
  readonly host: string;
  readonly adminToken?: string;
}

/** Throws VOLANO_ADMIN_TOKEN_REQUIRED, VOLANO_ADMIN_TOKEN_WRONG or VOLANO_ORIGIN_FOREIGN. */
export function assertAccess(headers: IncomingHttpHeaders, options: AccessOptions): void {
  assertOwnOrigin(headers);
  const given = bearerOf(headers);
  if (given !== undefined && options.adminToken !== undefined) {
    if (!sameSecret(given, options.adminToken)) throw new VolanoError('VOLANO_ADMIN_TOKEN_WRONG');
    return;
  }
  if (!isLoopback(options.host) || isProxied(headers)) throw new VolanoError('VOLANO_ADMIN_TOKEN_REQUIRED');
  const name = hostOf(headers.host);
  if (!isLoopback(name)) throw new VolanoError('VOLANO_ORIGIN_FOREIGN', { origin: name });
}

export function isLoopback(host: string): boolean {
  const name = host.toLowerCase().replace(/^\[|\]$/g, '');
  return name === 'localhost' || name === '::1' || /^127\.\d{1,3}\.\d{1,3}\.\d{1,3}$/.test(name);
}

export function bearerOf(headers: IncomingHttpHeaders): string | undefined {
  return /^bearer\s+(\S+)\s*$/i.exec(headers.authorization ?? '')?.[1];
}

/** Throws VOLANO_ORIGIN_FOREIGN (A3). */
export function assertOwnOrigin(headers: IncomingHttpHeaders): void {
  const { origin } = headers;
  if (origin !== undefined && hostAndPortOf(origin) !== headers.host?.toLowerCase())
    throw new VolanoError('VOLANO_ORIGIN_FOREIGN', { origin });
  const site = headers['sec-fetch-site'];
  if (site === 'cross-site' && headers['sec-fetch-mode'] !== 'navigate')
    throw new VolanoError('VOLANO_ORIGIN_FOREIGN', { origin: 'another site' });
}

function hostAndPortOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host.toLowerCase() : undefined;
}

export function hostOf(header: string | undefined): string {
  return (header ?? '').replace(/:\d+$/, '');
}

export function isProxied(headers: IncomingHttpHeaders): boolean {
  return ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'via'].some((name) => headers[name] !== undefined);
}

/** In a time that does not tell how much of it is right. */
export function sameSecret(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
