/**
 * The inbox for customers' browsers: pages of the brand read it from other origins, with a token and without cookies, so every origin may ask.
 */
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { InboxOutcome } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import type { ConsoleFile } from '../console/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { answerError, invalidQuery, type Route, serve, text, whole } from '../route/index.ts';
import { said } from '../said.ts';
import { inboxViewSchema } from '../schemas/inbox.ts';
import { createInboxStreams, type InboxStreams, type StreamTarget } from './stream.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 100;
const BODY_BYTES_MAX = 8 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const clickBody = z.strictObject({
  link: z
    .string('must be an address that the message has')
    .max(4_000)
    .describe('Which one was followed; default: the main one.')
    .exactOptional(),
});

const ABOUT = { area: 'inbox', permission: 'open', security: 'inbox' } as const satisfies Partial<Route>;

type Inbox = ApiDependencies['inbox'];
type Asking = (request: FastifyRequest) => StreamTarget;

/** Adds /inbox/messages, its actions, and /inbox/stream, in a scope of their own. */
export async function registerInbox(server: FastifyInstance, { inbox, now }: ApiDependencies): Promise<void> {
  await server.register(
    async (scope) => {
      scope.setErrorHandler(answerError);
      await scope.register(cors, {
        origin: '*',
        methods: ['GET', 'POST'],
        allowedHeaders: ['authorization', 'content-type'],
        maxAge: 86_400,
      });
      const asking: Asking = (request) => {
        const token = /^bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
        const target = token === undefined ? undefined : inbox.open(token);
        if (!target) throw new VolanoError('VOLANO_INBOX_TOKEN_INVALID');
        return target;
      };
      scope.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS).header('cache-control', 'no-store'));
      const streams = createInboxStreams({ desk: inbox, now, onError: (error) => scope.log.error(error) });
      scope.addHook('preClose', async () => streams.close());
      registerViews(scope, { inbox, streams, asking });
      registerActions(scope, { inbox, asking });
    },
    { prefix: '/inbox' },
  );
}

interface Views {
  readonly inbox: Inbox;
  readonly streams: InboxStreams;
  readonly asking: Asking;
}

function registerViews(scope: FastifyInstance, { inbox, streams, asking }: Views): void {
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/messages',
      summary: 'Messages of the customer, newest first, in pages',
      query: z.strictObject({
        limit: whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT }),
        before: whole({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('`next` of the page before.'),
      }),
      answers: { 200: inboxViewSchema },
      errors: ['VOLANO_INBOX_TOKEN_INVALID'],
    },
    ({ query, request }) => inbox.view(asking(request).customer, query),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/stream',
      summary: 'The inbox, live',
      description: 'Server-sent events named `inbox`: the data of each is the first page, an `InboxView`. It ends with the token.',
      query: z.looseObject({}),
      answers: { 200: { type: 'text/event-stream', description: 'A view whenever it has changed.', schema: inboxViewSchema } },
      errors: ['VOLANO_INBOX_TOKEN_INVALID'],
    },
    ({ request, reply }) => {
      streams.add(reply.raw, { ...HEADERS, 'access-control-allow-origin': '*' }, asking(request));
      return reply.hijack();
    },
  );
}

function registerActions(scope: FastifyInstance, { inbox, asking }: Pick<Views, 'inbox' | 'asking'>): void {
  const about = {
    ...ABOUT,
    method: 'POST',
    params: z.strictObject({ message: text() }),
    bodyLimit: BODY_BYTES_MAX,
    answers: { 204: null },
    errors: ['VOLANO_INBOX_TOKEN_INVALID', 'VOLANO_RESOURCE_UNKNOWN'],
  } as const satisfies Partial<Route>;
  const anything = z.looseObject({});
  serve(
    scope,
    { ...about, path: '/messages/:message/open', summary: 'The customer has opened a message', body: anything },
    async ({ params, request }) => done(await inbox.opened(asking(request).customer, params.message), params.message),
  );
  serve(
    scope,
    { ...about, path: '/messages/:message/archive', summary: 'The customer has put a message away', body: anything },
    async ({ params, request }) => done(await inbox.archived(asking(request).customer, params.message), params.message),
  );
  serve(
    scope,
    { ...about, path: '/messages/:message/click', summary: 'The customer has followed a link', body: clickBody },
    async ({ params, body, request }) => done(await inbox.clicked(asking(request).customer, params.message, body.link), params.message),
  );
}

/** The browser module, which pages of other origins import. */
export async function registerInboxModule(server: FastifyInstance, files: ReadonlyMap<string, ConsoleFile>): Promise<void> {
  server.get('/inbox.js', { config: { permission: 'open' } }, async (request, reply) => {
    const file = files.get('inbox.js');
    if (!file) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: 'inbox.js' });
    reply.headers({ ...HEADERS, 'access-control-allow-origin': '*', 'cache-control': 'no-cache', etag: file.etag });
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    return reply.type(file.contentType).send(file.body);
  });
}

function done(outcome: InboxOutcome, message: string): undefined {
  if (outcome === 'unknown') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'message', id: message });
  if (outcome === 'foreign_link') throw invalidQuery('link', said`must be an address that the message has`);
  return undefined;
}
