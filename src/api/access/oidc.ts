/**
 * Signing in through an identity provider: OpenID Connect, the code flow with PKCE.
 *
 * V1. What a sign-in began with (state, nonce, verifier) lies in a cookie of the browser that began it, and nowhere else: no other browser can end it.
 * V2. Who somebody is follows from the provider's signed token; an address that the provider says is not verified is nobody's.
 */
import * as openid from 'openid-client';
import { type Said, VolanoError, wordsOf } from '../../base/index.ts';
import type { OidcConfig } from '../../runtime/config/index.ts';
import type { RoleId, Vouched } from '../../runtime/index.ts';
import { said } from '../said.ts';

/** What the browser keeps until it comes back. */
export interface Begun {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

export class OidcSignIn {
  readonly #config: OidcConfig;
  #provider: Promise<openid.Configuration> | undefined;

  constructor(config: OidcConfig) {
    this.#config = config;
  }

  get name(): string {
    return this.#config.name;
  }

  /** Where the provider sends browsers back to. `at`: where the server is reached, unless the configuration says it. */
  callbackAt(at: string): string {
    return `${this.#config.consoleUrl ?? at}/v1/session/oidc/callback`;
  }

  /** Rejects with VOLANO_ACCESS_OIDC_DOWN. */
  async begin(at: string): Promise<{ readonly location: string; readonly begun: Begun }> {
    const provider = await this.#known();
    const begun: Begun = { state: openid.randomState(), nonce: openid.randomNonce(), verifier: openid.randomPKCECodeVerifier() };
    const location = openid.buildAuthorizationUrl(provider, {
      redirect_uri: this.callbackAt(at),
      scope: this.#config.scope,
      state: begun.state,
      nonce: begun.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(begun.verifier),
      code_challenge_method: 'S256',
    });
    return { location: location.href, begun };
  }

  /** Who it is. `query`: with the question mark, as the browser came back. Rejects with VOLANO_ACCESS_OIDC and VOLANO_ACCESS_OIDC_DOWN. */
  async end(at: string, query: string, { state, nonce, verifier }: Begun): Promise<Vouched> {
    const provider = await this.#known();
    const { issuer, claim, roles } = this.#config;
    const claims = await claimsOf(provider, new URL(`${this.callbackAt(at)}${query}`), { state, nonce, verifier });
    const { sub, email, email_verified: isVerified, name } = claims;
    if (typeof email !== 'string') throw refused(said`the provider told no e-mail address`, 'no_address');
    if (isVerified === false) throw refused(said`the provider has not verified your e-mail address`, 'unverified');
    const claimed = [claims[claim]].flat().map(String);
    return {
      subject: `${issuer} ${sub}`,
      email,
      name: typeof name === 'string' && name !== '' ? name : email.split('@', 1)[0]!,
      ...(roles && { roles: [...new Set(claimed.flatMap((value): RoleId[] => (Object.hasOwn(roles, value) ? [roles[value]!] : [])))] }),
    };
  }

  /** Asked when somebody first signs in; when it does not answer, again with the next. */
  #known(): Promise<openid.Configuration> {
    const { issuer, clientId, clientSecret } = this.#config;
    // On this machine only: the configuration takes no other address without TLS.
    const execute = issuer.startsWith('http:') ? [openid.allowInsecureRequests] : [];
    const authentication = clientSecret ? openid.ClientSecretPost(clientSecret.reveal()) : openid.None();
    this.#provider ??= openid.discovery(new URL(issuer), clientId, undefined, authentication, { execute });
    return this.#provider.catch((cause: Error) => {
      this.#provider = undefined;
      throw new VolanoError('VOLANO_ACCESS_OIDC_DOWN', { problem: wordsOf(cause) }, { cause });
    });
  }
}

async function claimsOf(
  provider: openid.Configuration,
  url: URL,
  { state, nonce, verifier }: Begun,
): Promise<Readonly<Record<string, unknown>> & { readonly sub: string }> {
  try {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    const tokens = await openid.authorizationCodeGrant(provider, url, checks);
    const claims = tokens.claims()!;
    const isTold = provider.serverMetadata().userinfo_endpoint !== undefined;
    const more = isTold ? await openid.fetchUserInfo(provider, tokens.access_token, claims.sub) : {};
    return { ...more, ...claims };
  } catch (cause) {
    // Its own words: they name what the provider said, and hold no secret.
    throw new VolanoError('VOLANO_ACCESS_OIDC', { problem: wordsOf(cause) }, { cause });
  }
}

function refused(problem: Said, cause: 'no_address' | 'unverified'): VolanoError {
  return new VolanoError('VOLANO_ACCESS_OIDC', { problem, cause });
}
