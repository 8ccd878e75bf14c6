/**
 * What providers report, signed as Standard Webhooks has it: POST /v1/returns/CHANNEL what became of messages, POST
 * /v1/returns/CHANNEL/replies what was replied. The formats are in docs/returns.md.
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { type ErrorCode, type ErrorDetails, messageOf, type Said } from '../../base/index.ts';
import { type EventEntry, returnEvent } from '../../core/index.ts';
import { issueSaid } from '../../define/index.ts';
import { said, understood } from '../said.ts';
import { createLimiter } from './limiter.ts';
import type { KnownMessage, ReturnsOptions } from './returns.ts';
import { isStopWord } from './stop-word.ts';

const BODY_BYTES_MAX = 256 * 1024;
const EVENTS_MAX = 500;
/** Of one sender, in a minute: what is not signed as it should be. */
const REFUSED_PER_MINUTE = 60;

const wordsSchema = z.string().max(2_000);
const reportSchema = z.strictObject({
  message: z.string().min(1).max(200),
  kind: z.enum(['delivered', 'bounced', 'complained']),
  permanent: z.boolean().optional(),
  reason: wordsSchema.optional(),
});
const reportsSchema = z.strictObject({ events: z.array(reportSchema).min(1).max(EVENTS_MAX) });
const replySchema = z.strictObject({
  from: z.string().min(1).max(200),
  text: wordsSchema,
  message: z.string().min(1).max(200).optional(),
});

interface ReportRequest {
  readonly Params: { readonly channel: string };
}

type Found =
  | { readonly ok: true; readonly events: readonly EventEntry[]; readonly unknown: number }
  | { readonly ok: false; readonly field: string; readonly problem: Said };
type Reading = (body: unknown, about: { readonly channel: string; readonly id: string }) => Promise<Found>;

export async function registerReports(scope: FastifyInstance, options: ReturnsOptions): Promise<void> {
  const refused = createLimiter(REFUSED_PER_MINUTE, options.wall);
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', { parseAs: 'string', bodyLimit: BODY_BYTES_MAX }, (_request, body, done) => done(null, body));
  scope.setErrorHandler((error: { readonly statusCode?: number }, _request, reply) =>
    error.statusCode === 413
      ? refuse(reply, { status: 413, code: 'VOLANO_REQUEST_TOO_LARGE', details: { limit: BODY_BYTES_MAX } })
      : refuse(reply, {
          status: error.statusCode ?? 500,
          code: 'VOLANO_REQUEST_INVALID',
          details: { field: 'body', problem: said`cannot be read` },
        }),
  );
  const receive =
    (reading: Reading) =>
    async (request: FastifyRequest<ReportRequest>, reply: FastifyReply): Promise<FastifyReply> => {
      const { channel } = request.params;
      const text = typeof request.body === 'string' ? request.body : '';
      const secret = options.secretOf(channel);
      if (secret === undefined || !isSigned(request, text, secret)) {
        if (!refused.allows(request.ip))
          return refuse(reply.header('retry-after', 60), { status: 429, code: 'VOLANO_OVERLOADED', details: { seconds: 60 } });
        return refuse(reply, { status: 401, code: 'VOLANO_RETURN_UNSIGNED', details: { channel } });
      }
      const found = await reading(parsed(text), { channel, id: String(request.headers['webhook-id']).slice(0, 100) });
      if (!found.ok)
        return refuse(reply, { status: 400, code: 'VOLANO_REQUEST_INVALID', details: { field: found.field, problem: found.problem } });
      try {
        if (found.events.length > 0) await options.append(found.events);
      } catch {
        return refuse(reply.header('retry-after', 1), {
          status: 503,
          code: 'VOLANO_REQUEST_FAILED',
          details: { problem: said`the log cannot be written` },
        });
      }
      return reply.send({ accepted: found.events.length, unknown: found.unknown });
    };
  scope.post<ReportRequest>(
    '/v1/returns/:channel',
    receive((body, { channel }) => readReports(body, channel, options)),
  );
  scope.post<ReportRequest>(
    '/v1/returns/:channel/replies',
    receive((body, about) => readReply(body, about, options)),
  );
}

async function readReports(body: unknown, channel: string, { messageOf: known, now, wall }: ReturnsOptions): Promise<Found> {
  const result = reportsSchema.safeParse(body);
  if (!result.success) return problemOf(result.error);
  const events: EventEntry[] = [];
  for (const { message: id, kind, permanent, reason } of result.data.events) {
    const message = await known(channel, id);
    if (!message) continue;
    events.push(
      returnEvent(kind, {
        message,
        type: message.type,
        time: now(),
        receivedAt: wall(),
        ...(kind === 'bounced' && { permanent: permanent ?? false }),
        text: reason,
        // One that heals may be followed by one that does not.
        ...(kind === 'bounced' && permanent !== true && { which: 'temporary' }),
      }),
    );
  }
  return { ok: true, events, unknown: result.data.events.length - events.length };
}

async function readReply(
  body: unknown,
  { channel, id }: { readonly channel: string; readonly id: string },
  options: ReturnsOptions,
): Promise<Found> {
  const result = replySchema.safeParse(body);
  if (!result.success) return problemOf(result.error);
  const { from, text, message: named } = result.data;
  const message = await repliedTo(channel, { from, named }, options);
  if (!message) return { ok: true, events: [], unknown: 1 };
  const { now, wall } = options;
  const kind = isStopWord(text) ? 'unsubscribed' : 'replied';
  const event = returnEvent(kind, { message, type: message.type, time: now(), receivedAt: wall(), text, which: id });
  return { ok: true, events: [event], unknown: 0 };
}

async function repliedTo(
  channel: string,
  { from, named }: { readonly from: string; readonly named: string | undefined },
  { messageOf: known, lastMessageTo }: ReturnsOptions,
): Promise<KnownMessage | undefined> {
  const message = named === undefined ? undefined : await known(channel, named);
  return message ?? lastMessageTo(channel, from);
}

/** Signed a moment ago, by who knows the secret. The standard's own library compares in constant time. */
function isSigned({ headers }: FastifyRequest, body: string, secret: string): boolean {
  const texts = Object.entries(headers).filter((header): header is [string, string] => typeof header[1] === 'string');
  const coded = secret.startsWith('whsec_');
  try {
    const key = Buffer.from(coded ? secret.slice('whsec_'.length) : secret, coded ? 'base64' : 'utf8');
    new Webhook(new Uint8Array(key), { format: 'raw' }).verify(body, Object.fromEntries(texts), { jsonParse: false });
    return true;
  } catch {
    return false;
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function problemOf(error: z.ZodError): Found {
  const [issue] = error.issues;
  return { ok: false, field: issue!.path.join('.') || 'body', problem: issueSaid(issue!, understood) };
}

interface Refusal {
  readonly status: number;
  readonly code: ErrorCode;
  readonly details: ErrorDetails;
}

function refuse(reply: FastifyReply, { status, code, details }: Refusal): FastifyReply {
  return reply.code(status).send({ accepted: 0, code, reason: messageOf(code, details) });
}
