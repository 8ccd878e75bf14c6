/** What happened to a customer, and where the values of its traits come from. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ROW_PLACE } from '../../base/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { type Route, serve, several, shown, text, whole } from '../route/index.ts';
import { hint } from '../said.ts';
import { lineageSchema, timelineSchema } from '../schemas/timeline.ts';
import { lookup, someoneOf, unknownCustomer } from './lookup.ts';

const LIMIT = 50;
const LIMIT_MAX = 500;
const KINDS = ['events', 'facts', 'messages'] as const;

const TEXT = { type: 'string', minLength: 1 };
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;
/** Ms since 1970 UTC, a date (its beginning in UTC), or an instant that names its offset. */
const instant = shown(
  text()
    .transform((given) => (/^\d{1,15}$/.test(given) ? Number(given) : ISO.test(given) ? Date.parse(given) : Number.NaN))
    .refine(
      (at) => !Number.isNaN(at),
      hint`must be milliseconds since 1970, a date, or an instant with its offset, e.g. 2026-05-01T09:30Z`,
    ),
  TEXT,
).describe('Ms since 1970, a date (its beginning in UTC), or an instant with its offset, e.g. `2026-05-01T09:30Z`.');

const ABOUT = {
  method: 'GET',
  area: 'customers',
  permission: 'customers.read',
  audit: 'look',
  errors: ['VOLANO_RESOURCE_UNKNOWN'],
} as const satisfies Partial<Route>;

const timelineQuery = z.strictObject({
  ...lookup,
  kind: several(z.enum(KINDS), { type: 'string', enum: KINDS }).describe('Default: all.').optional(),
  event: several(text(), TEXT).describe('Only events of these names.').optional(),
  source: several(text(), TEXT).describe('Only events of these sources.').optional(),
  from: instant.optional(),
  to: instant.optional(),
  before: text().regex(ROW_PLACE, hint`must be \`next\` of the page before`).describe('`next` of the page before.').optional(),
  limit: whole({ min: 1, max: LIMIT_MAX, default: LIMIT }),
});

export function registerTimeline(scope: FastifyInstance, { timeline, lineage }: ApiDependencies): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/timeline',
      summary: 'What happened to a customer',
      description: 'Events, facts and messages, newest first, in pages.',
      query: timelineQuery,
      answers: { 200: timelineSchema },
    },
    async ({ query: { kind, event, source, from, to, before, limit, ...whom } }) => {
      const someone = someoneOf(whom);
      const found = await timeline(someone, { kinds: kind ?? KINDS, events: event, sources: source, from, to, before, limit });
      if (found) return found;
      throw unknownCustomer(someone);
    },
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/lineage',
      summary: "Where the values of a customer's traits come from",
      query: z.strictObject({ ...lookup, trait: several(text(), TEXT).describe('Default: all.').optional() }),
      answers: { 200: lineageSchema },
    },
    async ({ query: { trait, ...whom } }) => {
      const someone = someoneOf(whom);
      const found = await lineage(someone, trait);
      if (found) return found;
      throw unknownCustomer(someone);
    },
  );
}
