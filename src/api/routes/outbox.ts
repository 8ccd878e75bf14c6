/** The outbox: what was captured, and how it looks. */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type CapturedMessage, previewOf } from '../../act/index.ts';
import { ROW_PLACE, VolanoError } from '../../base/index.ts';
import { hidesContacts, PREVIEW_HEADERS, withoutContacts } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { type Route, serve, text, whole } from '../route/index.ts';
import { hint } from '../said.ts';
import { type OutboxRow, outboxPageSchema, shownMessageSchema } from '../schemas/outbox.ts';
import { messageStateSchema } from '../schemas/steps.ts';
import { customersOf, lookup, someoneOf } from './lookup.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

const SUBJECT_LENGTH = 120;
/** Whoever looks at a message here is not its customer: the picture that counts openings is left out. */
const OPEN_PIXEL = /<img\b[^>]*\bsrc="[^"]*\/t\/o\/[^>]*>/g;

const ABOUT = { method: 'GET', area: 'messages', permission: 'messages.read', audit: 'look' } as const satisfies Partial<Route>;

const page = {
  limit: whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT }),
};
const outboxQuery = z.strictObject({
  ...page,
  before: whole({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('`next` of the page before.'),
  message: text().describe('Only this one.').exactOptional(),
  ...lookup,
});

export function registerOutbox(scope: FastifyInstance, dependencies: ApiDependencies): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/outbox',
      summary: 'Captured messages, newest first, in pages',
      query: outboxQuery,
      answers: { 200: outboxPageSchema },
    },
    async ({ query: { message: wanted, limit, before, ...whom } }) => {
      const customers = await customersOf(whom, dependencies);
      const slice = { limit: limit + 1, ...(before === undefined ? {} : { before }), ...(customers ? { customers } : {}) };
      const listed = wanted === undefined ? dependencies.outbox.list(slice) : oneOf(dependencies, wanted, customers);
      const [found, counts] = await Promise.all([listed, dependencies.outbox.counts()]);
      const messages = found.slice(0, limit);
      return { counts, messages: messages.map(rowOf), ...(found.length > limit && { next: messages.at(-1)!.number }) };
    },
  );
}

/** Messages of one customer through whichever channel, and what has become of each. */
export function registerMessages(scope: FastifyInstance, dependencies: ApiDependencies): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/messages',
      summary: 'Messages to a customer, and what has become of each',
      description: 'Through whichever channel, newest first, in pages.',
      query: z.strictObject({
        ...page,
        before: text().regex(ROW_PLACE, hint`must be \`next\` of the page before`).describe('`next` of the page before.').optional(),
        ...lookup,
      }),
      answers: {
        200: z.strictObject({
          messages: z.array(messageStateSchema),
          next: z.string().describe('Absent on the last page.').exactOptional(),
        }),
      },
    },
    async ({ query: { limit, before, ...whom } }) => {
      const customers = await customersOf(someoneOf(whom), dependencies);
      return dependencies.messagesOf(customers!, { limit, before });
    },
  );
}

/** A message, its appearance as data, and its preview. The preview is a document of its own, and a frame cannot send a token: a signed address stands for it. */
export function registerMessage(scope: FastifyInstance, dependencies: ApiDependencies, links: PreviewLinks): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/outbox/:message',
      summary: 'A captured message, and how it looks',
      params: z.strictObject({ message: text() }),
      answers: { 200: shownMessageSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { message }, request }) => {
      const captured = await found(dependencies, message);
      return { ...captured, preview: links.addressOf(message, hidesContacts(request.principal)), appearance: previewOf(captured) };
    },
  );
}

export function registerPreview(scope: FastifyInstance, dependencies: ApiDependencies, links: PreviewLinks): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/outbox/:message/preview',
      area: 'messages',
      summary: 'A captured message as its receiver sees it',
      description: 'Its address, with the key, stands in the message as `preview`.',
      permission: 'open',
      security: 'link',
      params: z.strictObject({ message: text() }),
      query: z.looseObject({ key: text().exactOptional() }),
      answers: { 200: { type: ['text/html', 'text/plain'], description: 'A page that can run and reach nothing, or a text.' } },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { message }, query: { key }, reply }) => {
      const shown = links.holds(message, key);
      if (!shown) throw unknown(message);
      const { content } = await found(dependencies, message);
      const body = shown === 'masked' ? withoutContacts(content.body) : content.body;
      reply.removeHeader('x-frame-options').headers(PREVIEW_HEADERS).header('cache-control', 'no-store');
      if (content.format === 'text') return reply.type('text/plain; charset=utf-8').send(body);
      return reply.type('text/html; charset=utf-8').send(body.replace(OPEN_PIXEL, ''));
    },
  );
}

export interface PreviewLinks {
  /** `isMasked`: of what it holds, no e-mail address and no telephone number is shown whole. */
  addressOf(message: string, isMasked: boolean): string;
  holds(message: string, key: string | undefined): 'whole' | 'masked' | undefined;
}

/** Valid as long as the process lives, each for one message. */
export function createPreviewLinks(): PreviewLinks {
  const secret = randomBytes(32);
  const keyOf = (message: string, isMasked: boolean): string =>
    createHmac('sha256', secret)
      .update(`${isMasked ? 'masked' : 'whole'} ${message}`)
      .digest('base64url');
  const isKey = (given: string, expected: string): boolean =>
    given.length === expected.length && timingSafeEqual(Buffer.from(given, 'latin1'), Buffer.from(expected, 'latin1'));
  return {
    addressOf: (message, isMasked) => `/v1/outbox/${encodeURIComponent(message)}/preview?key=${keyOf(message, isMasked)}`,
    holds(message, given = '') {
      if (!/^[\w-]*$/.test(given)) return undefined;
      if (isKey(given, keyOf(message, false))) return 'whole';
      return isKey(given, keyOf(message, true)) ? 'masked' : undefined;
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
