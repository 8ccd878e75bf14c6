/** Messages that failed for good: the list, and sending them again. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { NumberedLetter } from '../../act/index.ts';
import { VolanoError } from '../../base/index.ts';
import { sayerOf } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { invalidQuery, serve, text, whole } from '../route/index.ts';
import { said } from '../said.ts';
import { redeliveredSchema } from '../schemas/outbox.ts';
import { time } from '../schemas/parts.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

const name = z.string();
const letterSchema = z
  .strictObject({
    number: z.number(),
    message: name,
    customer: name,
    channel: name,
    journey: name,
    step: name,
    template: name,
    reason: name,
    attempts: z.number(),
    decidedAt: time,
    failedAt: time,
  })
  .meta({
    id: 'DeadLetter',
    description: 'What the list says of a message: neither its address nor its variables. Times are wall clocks.',
  });

const redeliverBody = z.strictObject({
  message: z.string().min(1).describe('This one; or `channel`, or `all`.').optional(),
  channel: z.string().min(1).optional(),
  all: z.literal(true).optional(),
  dryRun: z.boolean().optional(),
});

export function registerDeadLetters(scope: FastifyInstance, { deadLetters, redeliver }: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/dead-letters',
      area: 'messages',
      summary: 'Messages that failed for good, newest first, in pages',
      permission: 'messages.read',
      query: z.strictObject({
        limit: whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT }),
        before: whole({ min: 1, max: Number.MAX_SAFE_INTEGER }).describe('`next` of the page before.'),
        channel: text().exactOptional(),
      }),
      answers: {
        200: z.strictObject({
          count: z.number().describe('Of all that are kept.'),
          letters: z.array(letterSchema),
          next: z.number().describe('Absent on the last page.').exactOptional(),
        }),
      },
    },
    async ({ query }) => {
      const [found, count] = await Promise.all([deadLetters.list({ ...query, limit: query.limit + 1 }), deadLetters.count()]);
      const letters = found.slice(0, query.limit);
      return { count, letters: letters.map(rowOf), ...(found.length > query.limit && { next: letters.at(-1)!.number }) };
    },
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/redeliver',
      area: 'messages',
      summary: 'Send messages that failed for good again',
      permission: 'messages.redeliver',
      audit: 'change',
      body: redeliverBody,
      answers: { 200: redeliveredSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ body: { message, channel, all, dryRun }, request }) => {
      if ([message, channel, all].filter((one) => one !== undefined).length !== 1)
        throw invalidQuery('message', said`or "channel" or "all": exactly one of them says what is sent again`);
      if (message !== undefined && !(await deadLetters.get(message)))
        throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'dead letter', id: message });
      return redeliver({ message, channel, dryRun, by: sayerOf(request) });
    },
  );
}

function rowOf({ number, command, reason, attempts, decidedAt, failedAt }: NumberedLetter): z.output<typeof letterSchema> {
  const { message, customer, channel, journey, step, template } = command;
  return { number, message, customer, channel, journey, step, template, reason, attempts, decidedAt, failedAt };
}
