/** What came lately: whoever may see what was refused, as it came, may see what was taken. The list says nothing of what events carry; one event whole is a look at somebody's data. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import type { LatestEvent, WholeEvent } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { component, serve, text, whole } from '../route/index.ts';
import { hint } from '../said.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 200;

const latest = {
  id: z.string().describe('`partition-seq`.'),
  at: z.number().describe('When the log took it, ms.'),
  time: z.number().describe('When it happened, ms.'),
  source: z.string(),
  event: z.string(),
  customer: z.string().describe('On arrival.'),
  problems: z.int().describe('How many of its values do not keep to the data dictionary.'),
};

const latestSchema: z.ZodType<LatestEvent> = component<LatestEvent>('LatestEvent')(z.strictObject(latest));

const anything = z.record(z.string(), z.unknown());

const wholeSchema: z.ZodType<WholeEvent> = z
  .strictObject({
    ...latest,
    call: z.string(),
    message: z.string().describe('Id that the source gave it.'),
    identifiers: z.array(z.array(z.string())).describe('Each of namespace and value.'),
    properties: anything,
    traits: anything.describe('Of identify and group calls.').exactOptional(),
    context: anything.exactOptional(),
    violations: z.array(z.strictObject({ field: z.string(), problem: z.string(), omitted: z.literal(true).exactOptional() })),
    quarantine: z.string().describe('Id of the quarantined call that it was replayed from.').exactOptional(),
  })
  .meta({ id: 'WholeEvent' }) as unknown as z.ZodType<WholeEvent>;

const querySchema = z.strictObject({
  limit: whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT }),
  source: text().exactOptional(),
  event: text().exactOptional(),
  flagged: z.literal('true', hint`is "true", or left out`).describe('Only events that do not keep to the dictionary.').exactOptional(),
});

export function registerEvents(scope: FastifyInstance, dependencies: Pick<ApiDependencies, 'latestEvents' | 'event'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/events',
      area: 'data',
      summary: 'The latest events, newest first',
      description: 'As far as the warehouse has them, without what they carry.',
      permission: 'quarantine.read',
      query: querySchema,
      answers: { 200: z.strictObject({ events: z.array(latestSchema) }) },
    },
    async ({ query: { flagged, ...question } }) => ({
      events: await dependencies.latestEvents({ ...question, ...(flagged && { isFlagged: true }) }),
    }),
  );
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/events/:id',
      area: 'data',
      summary: 'One event whole',
      permission: 'quarantine.read',
      audit: 'look',
      params: z.strictObject({ id: text() }),
      answers: { 200: wholeSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { id } }) => {
      const event = await dependencies.event(id);
      if (!event) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'event', id });
      return event;
    },
  );
}
