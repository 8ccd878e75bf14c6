/** Signing in and out, and what is one's own: sessions and the password. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { csrfOf, type Member, type SignInWay } from '../../runtime/index.ts';
import {
  addressOf,
  assertOwnPage,
  cookieOf,
  type EnforceOptions,
  memberPrincipal,
  noCookie,
  type Principal,
  principalOf,
  sessionIn,
} from '../access/index.ts';
import { serve } from '../route/index.ts';
import { said } from '../said.ts';
import {
  emailSchema,
  languageSchema,
  nameSchema,
  ownSessionSchema,
  passwordSchema,
  type SessionAnswer,
  sessionAnswerSchema,
} from '../schemas/access.ts';

const secretSchema = nameSchema.describe('What stands behind the # of the link.');
const OPEN = { area: 'access', permission: 'open' } as const;
const OWN = { area: 'access', permission: 'self' } as const;
const done = z.strictObject({});

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function registerSession(scope: FastifyInstance, options: EnforceOptions): void {
  serve(
    scope,
    {
      ...OPEN,
      method: 'GET',
      path: '/v1/session',
      summary: 'Who asks',
      description:
        'The member, its roles and permissions, and the token that a page sends with changes. Who is nobody yet is told how to sign in: a page asks this first, and nothing is wrong with that.',
      answers: { 200: sessionAnswerSchema },
      errors: ['VOLANO_ACCESS_TOKEN_INVALID', 'VOLANO_ADMIN_TOKEN_WRONG', 'VOLANO_ORIGIN_FOREIGN'],
    },
    async ({ request }) => {
      const principal = await principalOf(request, options).catch(askedForToken);
      if (!principal || principal === 'token') return { roles: [], permissions: [], signIn: principal ?? ('password' as const) };
      return { ...answerOf(principal), ...((await options.room.members.isEmpty()) && { setup: true as const }) };
    },
  );
  registerSignIn(scope, options);
  registerLinks(scope, options);
  registerOwnSessions(scope, options);
  registerOwnAccount(scope, options);
}

function registerSignIn(scope: FastifyInstance, options: EnforceOptions): void {
  serve(
    scope,
    {
      ...OPEN,
      method: 'POST',
      path: '/v1/session',
      summary: 'Sign in',
      description:
        'Sets the cookie of a new session. Where nobody is a member yet, whoever may everything makes the first owner so, and gives a name too.',
      audit: 'change',
      body: z.strictObject({ email: emailSchema, password: passwordSchema, name: nameSchema.exactOptional() }),
      answers: { 200: sessionAnswerSchema },
      errors: [
        'VOLANO_ACCESS_FIELD',
        'VOLANO_ACCESS_PASSWORD_WEAK',
        'VOLANO_ACCESS_SIGN_IN_REFUSED',
        'VOLANO_ACCESS_SIGN_IN_REQUIRED',
        'VOLANO_ACCESS_THROTTLED',
        'VOLANO_ADMIN_TOKEN_REQUIRED',
        'VOLANO_ADMIN_TOKEN_WRONG',
        'VOLANO_ORIGIN_FOREIGN',
      ],
    },
    async ({ body: { name, ...credentials }, request, reply }) => {
      const { members } = options.room;
      const exchange = { request, reply };
      if (!(await members.isEmpty())) {
        const member = await members.identify(credentials, addressOf(request));
        return signedIn(exchange, { member, way: 'password' }, options);
      }
      // Whoever is the operator by A1 to A4 may make the first owner: they may everything already.
      if (!(await principalOf(request, options))) throw new VolanoError('VOLANO_ACCESS_SIGN_IN_REQUIRED');
      if (name === undefined)
        throw new VolanoError('VOLANO_ACCESS_FIELD', { field: 'name', problem: said`is missing; the first owner has none yet` });
      return signedIn(exchange, { member: await members.found({ ...credentials, name }), way: 'password' }, options);
    },
  );
  serve(
    scope,
    {
      ...OPEN,
      method: 'DELETE',
      path: '/v1/session',
      summary: 'Sign out',
      audit: 'change',
      query: z.strictObject({ everywhere: z.literal('true').describe('Ends all of the member’s sessions.').exactOptional() }),
      answers: { 200: done },
      errors: [
        'VOLANO_ACCESS_CSRF',
        'VOLANO_ACCESS_SIGN_IN_REQUIRED',
        'VOLANO_ACCESS_TOKEN_INVALID',
        'VOLANO_ADMIN_TOKEN_REQUIRED',
        'VOLANO_ORIGIN_FOREIGN',
      ],
    },
    async ({ query: { everywhere }, request, reply }) => {
      const { sessions } = options.room;
      const principal = await principalOf(request, options);
      if (!principal?.session) throw new VolanoError('VOLANO_ACCESS_SIGN_IN_REQUIRED');
      assertOwnPage(request, principal);
      request.principal = principal;
      if (everywhere) await sessions.endAll(principal.id);
      else await sessions.end(principal.session.secret);
      reply.header('set-cookie', noCookie(request.headers));
      return {};
    },
  );
}

function registerLinks(scope: FastifyInstance, options: EnforceOptions): void {
  serve(
    scope,
    {
      ...OPEN,
      method: 'POST',
      path: '/v1/session/link',
      summary: 'Whose link it is',
      description: 'Of an invitation, or for a new password. Does not use it up.',
      body: z.strictObject({ link: secretSchema }),
      answers: {
        200: z.union([
          z.strictObject({ setup: z.literal(true).describe('It makes the first owner, who gives name and e-mail address.') }),
          z.strictObject({ name: z.string(), email: z.string(), invited: z.boolean(), language: languageSchema.exactOptional() }),
        ]),
      },
      errors: ['VOLANO_ACCESS_LINK_INVALID', 'VOLANO_ORIGIN_FOREIGN'],
    },
    async ({ body: { link } }) => {
      const { member } = await options.room.members.behind(link);
      if (!member) return { setup: true as const };
      const { name, email, state, language } = member;
      return { name, email, invited: state === 'invited', ...(language && { language }) };
    },
  );
  serve(
    scope,
    {
      ...OPEN,
      method: 'POST',
      path: '/v1/session/join',
      summary: 'Open a link',
      description: 'Sets the password, uses the link up, and signs in.',
      audit: 'change',
      body: z.strictObject({
        link: secretSchema,
        password: passwordSchema,
        name: nameSchema.describe('Of the first owner only.').exactOptional(),
        email: emailSchema.describe('Of the first owner only.').exactOptional(),
      }),
      answers: { 200: sessionAnswerSchema },
      errors: [
        'VOLANO_ACCESS_FIELD',
        'VOLANO_ACCESS_LINK_INVALID',
        'VOLANO_ACCESS_PASSWORD_WEAK',
        'VOLANO_ACCESS_SIGN_IN_REQUIRED',
        'VOLANO_ORIGIN_FOREIGN',
      ],
    },
    async ({ body: { link, ...joining }, request, reply }) =>
      signedIn({ request, reply }, { member: await options.room.members.join(link, joining), way: 'link' }, options),
  );
}

function registerOwnSessions(scope: FastifyInstance, options: EnforceOptions): void {
  serve(
    scope,
    {
      ...OWN,
      method: 'GET',
      path: '/v1/sessions',
      summary: 'Own sessions, the newest first',
      answers: { 200: z.strictObject({ sessions: z.array(ownSessionSchema) }) },
    },
    async ({ request: { principal } }) => {
      const { member, session } = principal!;
      const own = member ? await options.room.sessions.list(member.id) : [];
      return { sessions: own.map(({ member: _, ...one }) => ({ ...one, current: one.id === session?.session.id })) };
    },
  );
  serve(
    scope,
    {
      ...OWN,
      method: 'DELETE',
      path: '/v1/sessions/:session',
      summary: 'End one of the own sessions',
      audit: 'change',
      params: z.strictObject({ session: z.string() }),
      answers: { 200: done },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { session: id }, request: { principal } }) => {
      const { member } = principal!;
      if (!member || !(await options.room.sessions.endOne(member.id, id)))
        throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'session', id });
      return {};
    },
  );
}

function registerOwnAccount(scope: FastifyInstance, options: EnforceOptions): void {
  serve(
    scope,
    {
      ...OWN,
      method: 'PATCH',
      path: '/v1/session',
      summary: 'Change the own name or language',
      audit: 'change',
      body: z.strictObject({ name: nameSchema.exactOptional(), language: languageSchema.exactOptional() }),
      answers: { 200: sessionAnswerSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ body, request: { principal } }) =>
      answerOf({ ...principal!, member: await options.room.members.change(ownId(principal), body) }),
  );
  serve(
    scope,
    {
      ...OWN,
      method: 'POST',
      path: '/v1/session/password',
      summary: 'Change the own password',
      description: 'Ends all sessions of the member.',
      audit: 'change',
      body: z.strictObject({ current: passwordSchema, password: passwordSchema }),
      answers: { 200: done },
      errors: ['VOLANO_ACCESS_PASSWORD_WEAK', 'VOLANO_ACCESS_SIGN_IN_REFUSED', 'VOLANO_ACCESS_THROTTLED', 'VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ body, request, reply }) => {
      const { members } = options.room;
      const id = ownId(request.principal);
      const member = await members.get(id);
      if (!member) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'member', id });
      await members.setPassword(member, body, addressOf(request));
      reply.header('set-cookie', noCookie(request.headers));
      return {};
    },
  );
}

/** A new session, and the end of that which the browser had. */
export async function signedIn(
  { request, reply }: Exchange,
  { member, way }: { readonly member: Member; readonly way: SignInWay },
  { room: { sessions } }: Pick<EnforceOptions, 'room'>,
): Promise<SessionAnswer> {
  const before = sessionIn(request.headers);
  if (before !== undefined) await sessions.end(before);
  const agent = request.headers['user-agent'] ?? '';
  const secret = await sessions.begin({ member: member.id, way, address: addressOf(request), agent });
  reply.header('set-cookie', cookieOf(request.headers, secret));
  const session = (await sessions.behind(secret))!;
  request.principal = { ...memberPrincipal(member), session: { secret, session } };
  return answerOf(request.principal);
}

function answerOf({ member, permissions, session }: Principal): SessionAnswer {
  return {
    ...(member && { member: { id: member.id, name: member.name, email: member.email } }),
    roles: member?.roles ?? [],
    permissions: [...permissions],
    ...(member?.language && { language: member.language }),
    ...(session && { csrf: csrfOf(session.secret) }),
  };
}

/** Without members an installation that listens beyond this machine has nobody who could sign in otherwise. */
function askedForToken(error: unknown): 'token' {
  if (error instanceof VolanoError && error.code === 'VOLANO_ADMIN_TOKEN_REQUIRED') return 'token';
  throw error;
}

function ownId(principal: Principal | undefined): string {
  if (principal?.member) return principal.member.id;
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'member', id: principal?.id ?? '' });
}
