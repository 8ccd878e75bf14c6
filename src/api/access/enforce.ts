/**
 * What every request to the API goes through.
 *
 * H1. A route that says no permission cannot be registered.
 * H2. Nothing runs before it is known who asks and that it may; the body is not read before that.
 * H3. A change by a session's cookie needs the session's token beside it.
 * H4. What a route has said is to be kept is in the audit log before it is answered.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import type { OidcConfig } from '../../runtime/config/index.ts';
import { csrfOf } from '../../runtime/index.ts';
import { assertOwnOrigin, sameSecret } from './access.ts';
import { Looks, targetOf } from './noted.ts';
import { actorOf, addressOf, type Principal, type PrincipalOptions, principalOf } from './principal.ts';
import { type Rate, RateLimit } from './rate.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** Who asks; on an open route when the route has found out. */
    principal: Principal | undefined;
    /** Customer that the answer is about. */
    about: string | undefined;
  }
}

export interface EnforceOptions extends PrincipalOptions {
  /** Signing in through an identity provider; absent: nobody does. */
  readonly oidc?: OidcConfig;
  /** Where the server is reached, without a slash at the end; absent: as it is asked. */
  readonly publicUrl?: string;
  /** Wall clock, ms. */
  readonly now: () => number;
}

const KNOWN: Rate = { burst: 300, perSecond: 30 };
/** A shop's server asks for each of its visitors what they should see. */
const SERVICE: Rate = { burst: 10_000, perSecond: 5_000 };
const UNKNOWN: Rate = { burst: 60, perSecond: 2 };

/** Adds the hooks to a scope, before its routes. */
export function enforce(scope: FastifyInstance, options: EnforceOptions): void {
  const rate = new RateLimit(options.now);
  const looks = new Looks(options.now);
  scope.decorateRequest('principal', undefined);
  scope.decorateRequest('about', undefined);
  scope.addHook('onRoute', ({ method, url, config }) => {
    if (config?.permission === undefined) throw new TypeError(`The route ${method} ${url} says no permission`);
  });
  scope.addHook('onRequest', async (request) => {
    assertOwnOrigin(request.headers);
    const { permission } = request.routeOptions.config;
    if (permission === 'open') return;
    const principal = await asking(request, options, rate);
    assertOwnPage(request, principal);
    if (permission === undefined || !principal.permissions.has(permission))
      throw new VolanoError('VOLANO_ACCESS_DENIED', { permission: permission ?? '' });
  });
  scope.addHook('preSerialization', async (request, _reply, answer: unknown) => {
    const { customer } = (answer ?? {}) as { readonly customer?: unknown };
    if (request.routeOptions.config.audit === 'look' && typeof customer === 'string') request.about = customer;
    return answer;
  });
  scope.addHook('onSend', async (request, reply) => note(request, reply, { options, looks }));
}

async function asking(request: FastifyRequest, options: PrincipalOptions, rate: RateLimit): Promise<Principal> {
  const address = addressOf(request);
  const principal = await principalOf(request, options).catch((error: unknown) => {
    rate.take(`from ${address}`, UNKNOWN);
    throw error;
  });
  if (!principal) {
    rate.take(`from ${address}`, UNKNOWN);
    throw new VolanoError('VOLANO_ACCESS_SIGN_IN_REQUIRED');
  }
  const { kind, id, session } = principal;
  if (kind !== 'operator') rate.take(`${kind} ${session?.session.id ?? id}`, kind === 'service' ? SERVICE : KNOWN);
  request.principal = principal;
  return principal;
}

/** Throws VOLANO_ACCESS_CSRF (H3). */
export function assertOwnPage({ method, headers }: FastifyRequest, { session }: Principal): void {
  if (!session || method === 'GET' || method === 'HEAD') return;
  const given = headers['x-volano-csrf'];
  if (typeof given !== 'string' || !sameSecret(given, csrfOf(session.secret))) throw new VolanoError('VOLANO_ACCESS_CSRF');
}

async function note(
  request: FastifyRequest,
  reply: FastifyReply,
  { options, looks }: { readonly options: EnforceOptions; readonly looks: Looks },
): Promise<void> {
  const { config, url } = request.routeOptions;
  const { audit, permission } = config;
  const { principal, method } = request;
  if (audit === undefined || permission === undefined || method === 'HEAD') return;
  const status = reply.statusCode;
  // Nobody fills the log by asking for what is not theirs: signing in is throttled.
  if (!principal && (permission !== 'open' || status === 429)) return;
  const by = principal ? actorOf(principal) : { kind: 'nobody' as const, id: '' };
  const target = targetOf(request);
  if (audit === 'look' && !looks.isNew({ by: by.id, url: url ?? '', target, status })) return;
  await options.room.audit.append({
    by,
    kind: audit,
    permission,
    method,
    route: url ?? '',
    target,
    status,
    ...(request.refusal !== undefined && { code: request.refusal }),
    address: addressOf(request),
  });
}
