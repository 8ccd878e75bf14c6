/** The outbox: what was captured, and how it looks. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { type CapturedMessage, previewOf } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import type { ChannelType } from '../../define/index.ts';
import { PREVIEW_HEADERS } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf, wholeOf } from '../query.ts';
import { customersOf, LOOKUP_FIELDS } from './lookup.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

/** Rows of the list: everything but the body. */
export interface OutboxRow {
  readonly number: number;
  readonly message: string;
  readonly customer: string;
  readonly channel: string;
  /** Of the channel, when a release defines it. */
  readonly type?: ChannelType;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  readonly templateVersion: number;
  readonly subject: string;
  /** Of the decision in the engine's time, and of the capture by the wall clock, ms. */
  readonly at: number;
  readonly capturedAt: number;
}

const SUBJECT_LENGTH = 120;
/** Whoever looks at a message here is not its customer: the picture that counts openings is left out. */
const OPEN_PIXEL = /<img\b[^>]*\bsrc="[^"]*\/t\/o\/[^>]*>/g;

export function registerOutbox(scope: FastifyInstance, dependencies: ApiDependencies): void {
  scope.get('/v1/outbox', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['limit', 'before', 'message', ...LOOKUP_FIELDS]);
    const wanted = textOf(query, 'message');
    const limit = wholeOf(query, 'limit', { min: 1, max: PAGE_MAX }) ?? PAGE_DEFAULT;
    const before = wholeOf(query, 'before', { min: 1, max: Number.MAX_SAFE_INTEGER });
    const customers = await customersOf(query, dependencies);
    const slice = { limit, ...(before === undefined ? {} : { before }), ...(customers ? { customers } : {}) };
    const listed = wanted === undefined ? dependencies.outbox.list(slice) : oneOf(dependencies, wanted, customers);
    const [messages, counts] = await Promise.all([listed, dependencies.outbox.counts()]);
    const last = messages.at(-1);
    return {
      counts,
      messages: messages.map(rowOf),
      ...(wanted === undefined && messages.length === limit && last ? { next: last.number } : {}),
    };
  });
}

/** Messages of one customer through whichever channel, and what has become of each. */
export function registerMessages(scope: FastifyInstance, dependencies: ApiDependencies): void {
  scope.get('/v1/messages', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['limit', ...LOOKUP_FIELDS]);
    const limit = wholeOf(query, 'limit', { min: 1, max: PAGE_MAX }) ?? PAGE_DEFAULT;
    const customers = await customersOf(query, dependencies);
    if (!customers) throw invalidQuery('customer', 'is missing; or name an identifier by namespace and value');
    return { messages: await dependencies.messagesOf(customers, limit) };
  });
}

/** A message, its appearance as data, and its preview. The preview is a document of its own, and a frame cannot send a token: a signed address stands for it. */
export function registerMessage(scope: FastifyInstance, dependencies: ApiDependencies, links: PreviewLinks): void {
  scope.get('/v1/outbox/:message', async (request) => {
    assertKnown(request.query as Query, []);
    const { message } = request.params as { message: string };
    const captured = await found(dependencies, message);
    return { ...captured, preview: links.addressOf(message), appearance: previewOf(captured) };
  });
}

export function registerPreview(scope: FastifyInstance, dependencies: ApiDependencies, links: PreviewLinks): void {
  scope.get('/v1/outbox/:message/preview', async (request, reply): Promise<FastifyReply> => {
    const { message } = request.params as { message: string };
    if (!links.holds(message, textOf(request.query as Query, 'key'))) throw unknown(message);
    const { content } = await found(dependencies, message);
    reply.removeHeader('x-frame-options').headers(PREVIEW_HEADERS).header('cache-control', 'no-store');
    if (content.format === 'text') return reply.type('text/plain; charset=utf-8').send(content.body);
    return reply.type('text/html; charset=utf-8').send(content.body.replace(OPEN_PIXEL, ''));
  });
}

export interface PreviewLinks {
  addressOf(message: string): string;
  holds(message: string, key: string | undefined): boolean;
}

/** Valid as long as the process lives, each for one message. */
export function createPreviewLinks(): PreviewLinks {
  const secret = randomBytes(32);
  const sign = (message: string): Buffer => createHmac('sha256', secret).update(message).digest();
  return {
    addressOf: (message) => `/v1/outbox/${encodeURIComponent(message)}/preview?key=${sign(message).toString('base64url')}`,
    holds(message, key) {
      const given = Buffer.from(key ?? '', 'base64url');
      const expected = sign(message);
      return given.length === expected.length && timingSafeEqual(given, expected);
    },
  };
}

function rowOf({ number, capturedAt, command, content, definition }: CapturedMessage): OutboxRow {
  const { message, customer, channel, journey, step, template, templateVersion, at } = command;
  const subject = content.subject ?? firstWords(content.body);
  const type = definition === undefined ? {} : { type: definition.type };
  return { number, message, customer, channel, ...type, journey, step, template, templateVersion, subject, at, capturedAt };
}

function firstWords(body: string): string {
  const words = body
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > SUBJECT_LENGTH ? `${words.slice(0, SUBJECT_LENGTH)}…` : words;
}

/** This message alone, if it is kept and one of these customers' (when given). */
async function oneOf(
  { outbox }: ApiDependencies,
  message: string,
  customers: readonly string[] | undefined,
): Promise<readonly CapturedMessage[]> {
  const captured = await outbox.get(message);
  return captured && (customers?.includes(captured.command.customer) ?? true) ? [captured] : [];
}

async function found({ outbox }: ApiDependencies, message: string): Promise<CapturedMessage> {
  const captured = await outbox.get(message);
  if (!captured) throw unknown(message);
  return captured;
}

function unknown(message: string): VolanoError {
  return new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'message', id: message });
}
