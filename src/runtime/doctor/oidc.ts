/** The identity provider through which members sign in: whether it tells where, as a sign-in asks it. */
import * as openid from 'openid-client';
import type { OidcConfig } from '../config/index.ts';
import { type Finding, found, problemOf } from './finding.ts';

const ANSWER_S = 10;

export async function examineOidc({ issuer, clientId }: OidcConfig): Promise<readonly Finding[]> {
  // On this machine only: the configuration takes no other address without TLS.
  const execute = issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [];
  try {
    await openid.discovery(new URL(issuer), clientId, undefined, openid.None(), { execute, timeout: ANSWER_S });
    return [found('oidc_ok', { issuer })];
  } catch (error) {
    return [found('oidc_silent', { issuer, problem: problemOf(deepest(error)) })];
  }
}

/** The library wraps what happened on the way. */
function deepest(error: unknown): unknown {
  return error instanceof Error && error.cause instanceof Error ? deepest(error.cause) : error;
}
