/** Messages that failed for good: the list, and sending them again. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { NumberedLetter } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf, wholeOf } from '../query.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;
/** Who asks, as the facts say it. */
const BY = 'api';

/** What the list says of a message: neither its address nor its variables. */
export interface DeadLetterRow {
  readonly number: number;
  readonly message: string;
  readonly customer: string;
  readonly channel: string;
  readonly journey: string;
  readonly step: string;
  readonly template: string;
  readonly reason: string;
  readonly attempts: number;
  /** Wall clocks, ms. */
  readonly decidedAt: number;
  readonly failedAt: number;
}

const requestSchema = z.strictObject({
  message: z.string().min(1).optional(),
  channel: z.string().min(1).optional(),
  all: z.literal(true).optional(),
  dryRun: z.boolean().optional(),
});

export function registerDeadLetters(scope: FastifyInstance, { deadLetters, redeliver }: ApiDependencies): void {
  scope.get('/v1/dead-letters', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['limit', 'before', 'channel']);
    const limit = wholeOf(query, 'limit', { min: 1, max: PAGE_MAX }) ?? PAGE_DEFAULT;
    const before = wholeOf(query, 'before', { min: 1, max: Number.MAX_SAFE_INTEGER });
    const channel = textOf(query, 'channel');
    const slice = { limit, ...(before !== undefined && { before }), ...(channel !== undefined && { channel }) };
    const [letters, count] = await Promise.all([deadLetters.list(slice), deadLetters.count()]);
    const last = letters.at(-1);
    return { count, letters: letters.map(rowOf), ...(letters.length === limit && last ? { next: last.number } : {}) };
  });
  scope.post('/v1/redeliver', async (request) => {
    const { message, channel, dryRun } = selectionOf(request.body);
    if (message !== undefined && !(await deadLetters.get(message)))
      throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'dead letter', id: message });
    return redeliver({ message, channel, dryRun, by: BY });
  });
}

function selectionOf(body: unknown): z.infer<typeof requestSchema> {
  const { success, data, error } = requestSchema.safeParse(body ?? {});
  if (!success) {
    const [issue] = error.issues;
    throw invalidQuery(issue?.path.join('.') || 'the body', issue?.message ?? 'is not understood');
  }
  if ([data.message, data.channel, data.all].filter((one) => one !== undefined).length !== 1) {
    throw invalidQuery('message', 'or "channel" or "all": exactly one of them says what is sent again');
  }
  return data;
}

function rowOf({ number, command, reason, attempts, decidedAt, failedAt }: NumberedLetter): DeadLetterRow {
  const { message, customer, channel, journey, step, template } = command;
  return { number, message, customer, channel, journey, step, template, reason, attempts, decidedAt, failedAt };
}
