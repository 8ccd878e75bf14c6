/**
 * The inbox for customers' browsers: pages of the brand read it from other origins, with a token and without cookies, so every origin may ask.
 */
import cors from '@fastify/cors';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { InboxOutcome } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import { answerError } from '../answer.ts';
import type { ConsoleFile } from '../console/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, wholeOf } from '../query.ts';
import { createInboxStreams, type StreamTarget } from './stream.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 100;
const BODY_BYTES_MAX = 8 * 1024;

const HEADERS: Readonly<Record<string, string>> = {
  'cross-origin-resource-policy': 'cross-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};
const clickSchema = z.strictObject({ link: z.string().max(4_000).optional() });

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
      scope.addHook('onRequest', async (_request, reply) => void reply.headers(HEADERS).header('cache-control', 'no-store'));
      const streams = createInboxStreams({ desk: inbox, now, onError: (error) => scope.log.error(error) });
      scope.addHook('preClose', async () => streams.close());
      const asking = (request: FastifyRequest): StreamTarget => {
        const token = /^bearer\s+(\S+)\s*$/i.exec(request.headers.authorization ?? '')?.[1];
        const target = token === undefined ? undefined : inbox.open(token);
        if (!target) throw new VolanoError('VOLANO_INBOX_TOKEN_INVALID');
        return target;
      };
      scope.get('/messages', async (request) => {
        const { customer } = asking(request);
        const query = request.query as Query;
        assertKnown(query, ['limit', 'before']);
        const limit = wholeOf(query, 'limit', { min: 1, max: PAGE_MAX }) ?? PAGE_DEFAULT;
        const before = wholeOf(query, 'before', { min: 1, max: Number.MAX_SAFE_INTEGER });
        return inbox.view(customer, { limit, ...(before !== undefined && { before }) });
      });
      const action = (name: string, act: (customer: string, message: string, body: unknown) => Promise<InboxOutcome>): void => {
        scope.post(`/messages/:message/${name}`, { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
          const { customer } = asking(request);
          const { message } = request.params as { message: string };
          return answerOf(await act(customer, message, request.body), message, reply);
        });
      };
      action('open', (customer, message) => inbox.opened(customer, message));
      action('archive', (customer, message) => inbox.archived(customer, message));
      action('click', (customer, message, body) => {
        const given = clickSchema.safeParse(body ?? {});
        if (!given.success) throw invalidQuery('link', 'must be an address that the message has');
        return inbox.clicked(customer, message, given.data.link);
      });
      scope.get('/stream', async (request, reply) => {
        streams.add(reply.raw, { ...HEADERS, 'access-control-allow-origin': '*' }, asking(request));
        reply.hijack();
        return reply;
      });
    },
    { prefix: '/inbox' },
  );
}

/** The browser module, which pages of other origins import. */
export async function registerInboxModule(server: FastifyInstance, files: ReadonlyMap<string, ConsoleFile>): Promise<void> {
  server.get('/inbox.js', async (request, reply) => {
    const file = files.get('inbox.js');
    if (!file) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'file', id: 'inbox.js' });
    reply.headers({ ...HEADERS, 'access-control-allow-origin': '*', 'cache-control': 'no-cache', etag: file.etag });
    if (request.headers['if-none-match'] === file.etag) return reply.code(304).send();
    return reply.type(file.contentType).send(file.body);
  });
}

function answerOf(outcome: InboxOutcome, message: string, reply: FastifyReply): FastifyReply {
  if (outcome === 'unknown') throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'message', id: message });
  if (outcome === 'foreign_link') throw invalidQuery('link', 'must be an address that the message has');
  return reply.code(204).send();
}
