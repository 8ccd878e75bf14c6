/** Signing in through an identity provider, where one is configured. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { type Begun, type EnforceOptions, noStep, OidcSignIn, stepIn, stepOf } from '../access/index.ts';
import { serve } from '../route/index.ts';
import { said } from '../said.ts';
import { signedIn } from './session.ts';

const OPEN = { area: 'access', permission: 'open' } as const;
const CONSOLE = '/console/';
/** Where a browser is told why it is not signed in, by code: the words are the console's, so that no link can put some into its mouth. */
const REFUSED = `${CONSOLE}?sign-in-refused=`;

export function registerOidc(scope: FastifyInstance, options: EnforceOptions): void {
  const oidc = options.oidc && new OidcSignIn(options.oidc);
  const known = (): OidcSignIn => {
    if (oidc) return oidc;
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'identity provider', id: 'oidc' });
  };
  serve(
    scope,
    {
      ...OPEN,
      method: 'GET',
      path: '/v1/session/ways',
      summary: 'Ways to sign in',
      answers: { 200: z.strictObject({ password: z.literal(true), oidc: z.strictObject({ name: z.string() }).exactOptional() }) },
    },
    () => ({ password: true as const, ...(oidc && { oidc: { name: oidc.name } }) }),
  );
  serve(
    scope,
    {
      ...OPEN,
      method: 'GET',
      path: '/v1/session/oidc',
      summary: 'Sign in through the identity provider',
      description: 'For browsers: leads to the provider.',
      answers: { 302: null },
      errors: ['VOLANO_ACCESS_OIDC_DOWN', 'VOLANO_ORIGIN_FOREIGN', 'VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ request, reply }) =>
      toldBrowsers({ request, reply }, async () => {
        const { location, begun } = await known().begin(addressIn(request, options));
        return reply.header('set-cookie', stepOf(request.headers, JSON.stringify(begun))).redirect(location);
      }),
  );
  serve(
    scope,
    {
      ...OPEN,
      method: 'GET',
      path: '/v1/session/oidc/callback',
      summary: 'Where the identity provider leads back to',
      description: 'Begins a session and leads to the console.',
      audit: 'change',
      query: z.looseObject({}),
      answers: { 302: null },
      errors: [
        'VOLANO_ACCESS_OIDC',
        'VOLANO_ACCESS_OIDC_DOWN',
        'VOLANO_ACCESS_FIRST_OWNER',
        'VOLANO_ORIGIN_FOREIGN',
        'VOLANO_RESOURCE_UNKNOWN',
      ],
    },
    ({ request, reply }) =>
      toldBrowsers({ request, reply }, async () => {
        const vouched = await known().end(addressIn(request, options), queryOf(request), begunIn(request));
        const member = await options.room.members.vouched(vouched);
        await signedIn({ request, reply }, { member, way: 'oidc' }, options);
        return withoutStep(reply, request).redirect(CONSOLE);
      }),
  );
}

/** A program gets the error; somebody at a browser is led to where it is said in words. */
async function toldBrowsers(
  { request, reply }: { readonly request: FastifyRequest; readonly reply: FastifyReply },
  lead: () => Promise<FastifyReply>,
): Promise<FastifyReply> {
  try {
    return await lead();
  } catch (error) {
    if (!(error instanceof VolanoError) || !request.headers.accept?.includes('text/html')) throw error;
    request.refusal = error.code;
    const why = error.code === 'VOLANO_ACCESS_OIDC' ? String(error.details.cause ?? 'failed') : error.code;
    return withoutStep(reply, request).redirect(`${REFUSED}${encodeURIComponent(why)}`);
  }
}

/** Where the server is reached: as it is configured, else as it was asked on this machine. */
function addressIn({ headers }: FastifyRequest, { publicUrl }: EnforceOptions): string {
  return publicUrl ?? `http://${headers.host ?? 'localhost'}`;
}

function queryOf({ url }: FastifyRequest): string {
  return url.includes('?') ? url.slice(url.indexOf('?')) : '';
}

function begunIn(request: FastifyRequest): Begun {
  try {
    return JSON.parse(stepIn(request.headers) ?? '') as Begun;
  } catch {
    throw new VolanoError('VOLANO_ACCESS_OIDC', {
      problem: said`this browser has not begun it, or took longer than ten minutes`,
      cause: 'not_begun',
    });
  }
}

function withoutStep(reply: FastifyReply, { headers }: FastifyRequest): FastifyReply {
  return reply.header('set-cookie', noStep(headers));
}
