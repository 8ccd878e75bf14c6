/** Who sends events, and how many came in each hour. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { HourCounts } from '../../learn/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { component, serve, whole } from '../route/index.ts';

const HOURS_DEFAULT = 24;
/** As far back as the quality of the data looks. */
const HOURS_MAX = 28 * 24;

const hourSchema: z.ZodType<HourCounts> = component<HourCounts>(
  'HourCounts',
  'Of one hour of arrival, source and event.',
)(
  z.strictObject({
    hour: z.number().describe('Its beginning, ms UTC.'),
    source: z.string(),
    event: z.string(),
    events: z.int(),
    missing: z.int().describe('Of the events: without a required property.'),
    invalid: z.int(),
    range: z.int(),
    unplanned: z.int(),
    late: z.int(),
    duplicate: z.int().describe('Came again and were ignored.'),
    refused: z.int().describe('Went to the quarantine.'),
  }),
);

export function registerSources(scope: FastifyInstance, dependencies: Pick<ApiDependencies, 'recentHours' | 'writeKeys'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/quality/hours',
      area: 'data',
      summary: 'The hours that the quality is measured in',
      permission: 'quality.read',
      query: z.strictObject({ hours: whole({ min: 1, max: HOURS_MAX, default: HOURS_DEFAULT }) }),
      answers: { 200: z.strictObject({ hours: z.array(hourSchema) }) },
    },
    async ({ query: { hours } }) => ({ hours: await dependencies.recentHours(hours) }),
  );
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/sources',
      area: 'data',
      summary: 'Sources that have a write key',
      permission: 'quality.read',
      answers: { 200: z.strictObject({ sources: z.array(z.strictObject({ id: z.string() })) }) },
    },
    async () => ({ sources: dependencies.writeKeys.sources().map((id) => ({ id })) }),
  );
}
