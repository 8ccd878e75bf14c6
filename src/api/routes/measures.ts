/** Dashboards: sales, RFM, retention, funnels, latency, messages, lift. Whoever is bound to some customers has figures of these alone. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { type Route, serve, several, shown, text, whole } from '../route/index.ts';
import { hint } from '../said.ts';
import {
  eventsMeasureSchema,
  funnelSchema,
  latencySchema,
  liftSchema,
  messagesMeasureSchema,
  retentionSchema,
  revenueSchema,
  rfmCustomersSchema,
  rfmSchema,
} from '../schemas/measures.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 500;
const WINDOW_DAYS = 7;

const ABOUT = { method: 'GET', area: 'figures', permission: 'reports.read' } as const satisfies Partial<Route>;

const days = {
  from: text().describe("First day, e.g. `2026-01-05`, in the workspace's time zone; default: 29 days before `to`.").exactOptional(),
  to: text().describe('Last day; default: today.').exactOptional(),
};
const series = z.strictObject({
  ...days,
  by: z.enum(['day', 'week', 'month']).describe('What a row is of; default: what makes few rows.').exactOptional(),
});
const score = shown(z.enum(['1', '2', '3', '4', '5'], hint`must be a score from 1 to 5`).transform(Number), {
  type: 'integer',
  minimum: 1,
  maximum: 5,
});

const scopeOf = ({ principal }: FastifyRequest) => principal?.scope;

export function registerMeasures(scope: FastifyInstance, { measured }: Pick<ApiDependencies, 'measured'>): void {
  serve(
    scope,
    { ...ABOUT, path: '/v1/measures/revenue', summary: 'Revenue and orders over time', query: series, answers: { 200: revenueSchema } },
    ({ query, request }) => measured.revenue(query, scopeOf(request)),
  );
  registerBuyers(scope, measured);
  registerFunnel(scope, measured);
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/measures/latency',
      summary: 'From events received to the messages that answer them',
      query: series,
      answers: { 200: latencySchema },
    },
    ({ query, request }) => measured.latency(query, scopeOf(request)),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/measures/messages',
      summary: 'Messages by channel, and why others were not sent',
      query: z.strictObject(days),
      answers: { 200: messagesMeasureSchema },
    },
    ({ query, request }) => measured.messages(query, scopeOf(request)),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/measures/lift',
      summary: 'What journeys were worth against their holdouts',
      description: 'Of all journeys that hold somebody out; the level is that at which all intervals together hold.',
      answers: { 200: liftSchema },
    },
    ({ request }) => measured.lift(scopeOf(request)),
  );
}

function registerBuyers(scope: FastifyInstance, measured: ApiDependencies['measured']): void {
  serve(
    scope,
    { ...ABOUT, path: '/v1/measures/rfm', summary: 'Customers by recency and frequency', answers: { 200: rfmSchema } },
    ({ request }) => measured.rfm(scopeOf(request)),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/measures/rfm/customers',
      summary: 'Who is in a cell of the RFM matrix',
      permission: 'customers.read',
      audit: 'look',
      query: z.strictObject({
        r: score,
        f: score,
        after: text().describe('`next` of the page before.').exactOptional(),
        limit: whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT }),
      }),
      answers: { 200: rfmCustomersSchema },
    },
    ({ query, request }) => measured.rfmCustomers(query, scopeOf(request)),
  );
  serve(
    scope,
    { ...ABOUT, path: '/v1/measures/retention', summary: 'Who bought again, by month', answers: { 200: retentionSchema } },
    ({ request }) => measured.retention(scopeOf(request)),
  );
}

function registerFunnel(scope: FastifyInstance, measured: ApiDependencies['measured']): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/measures/events',
      summary: 'Events that a funnel can be made of',
      answers: { 200: eventsMeasureSchema },
    },
    () => measured.events(),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/measures/funnel',
      summary: 'How many did one event after another',
      query: z.strictObject({
        ...days,
        event: several(text(), { type: 'string', minLength: 1 }).describe('Two to eight different events, in order: `?event=A&event=B`.'),
        windowDays: whole({ min: 1, max: 365, default: WINDOW_DAYS }).describe('From the first to the last step.'),
        segment: text().describe('Only its members of today.').exactOptional(),
      }),
      answers: { 200: funnelSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ query: { event, ...question }, request }) => measured.funnel({ ...question, events: event }, scopeOf(request)),
  );
}
