/** Figures of the loop, now and in reports; the latest steps; and the live feed of both. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Principal, SECURITY_HEADERS } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { healthReport } from '../health/index.ts';
import { countersOf, createFeed, type Shown } from '../live/index.ts';
import { type Route, serve, whole } from '../route/index.ts';
import { countersSchema, liveUpdateSchema } from '../schemas/live.ts';
import { qualitySchema } from '../schemas/quality.ts';
import { reportSchema } from '../schemas/report.ts';
import { traceStepSchema } from '../schemas/steps.ts';
import { customersOf, lookup } from './lookup.ts';

const LATEST_STEPS = 20;
const LATEST_STEPS_MAX = 200;

const ABOUT = { method: 'GET', area: 'figures', permission: 'overview.read' } as const satisfies Partial<Route>;

export function registerFigures(scope: FastifyInstance, dependencies: ApiDependencies): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/quality',
      area: 'data',
      summary: 'The quality of the data',
      permission: 'quality.read',
      query: z.strictObject({ at: whole({ min: 0, max: 8.64e15 }).describe('As of this instant, ms; default: now.') }),
      answers: { 200: qualitySchema },
    },
    ({ query }) => dependencies.dataQuality(query.at),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/report',
      summary: 'The report',
      description:
        'Of a member with a data scope, of its customers alone; what cannot be counted of these alone is not told, and named in `leftOut`.',
      permission: 'reports.read',
      answers: { 200: reportSchema },
    },
    ({ request }) => dependencies.report(request.principal?.scope),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/write-key',
      area: 'system',
      summary: 'A write key for calls made by hand in the console',
      permission: 'settings.sources',
      audit: 'look',
      answers: { 200: z.strictObject({ source: z.string(), writeKey: z.string() }).meta({ id: 'VisitorKey' }) },
    },
    () => dependencies.visitorKey(),
  );
  registerLive(scope, dependencies);
}

function registerLive(scope: FastifyInstance, dependencies: ApiDependencies): void {
  const { measures, latestSteps, version } = dependencies;
  const feed = createFeed({
    snapshot: async () => {
      const [measured, latest] = await Promise.all([measures(), latestSteps(LATEST_STEPS)]);
      // Texts follow the watcher's language, and one update is for all of them: codes and details travel instead.
      const { status, parts } = healthReport(measured, version, 'en');
      return { counters: countersOf(measured), health: { status, parts }, latest };
    },
    onError: (error) => scope.log.error(error),
  });
  scope.addHook('preClose', async () => feed.close());
  serve(scope, { ...ABOUT, path: '/v1/counters', summary: 'The loop, now', answers: { 200: countersSchema } }, async () =>
    countersOf(await measures()),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/steps',
      summary: 'The latest conclusions, of everybody or of one customer',
      permission: 'customers.read',
      audit: 'look',
      query: z.strictObject({ limit: whole({ min: 1, max: LATEST_STEPS_MAX, default: LATEST_STEPS }), ...lookup }),
      answers: { 200: z.strictObject({ steps: z.array(traceStepSchema) }) },
    },
    async ({ query: { limit, ...whom } }) => {
      const customers = await customersOf(whom, dependencies);
      return { steps: customers ? await dependencies.stepsOf(customers, limit) : await latestSteps(limit) };
    },
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/live',
      summary: 'The loop, second by second',
      description: 'Server-sent events: the data of each is a `LiveUpdate`.',
      query: z.looseObject({}),
      answers: { 200: { type: 'text/event-stream', description: 'One update a second.', schema: liveUpdateSchema } },
    },
    ({ request, reply }) => {
      feed.add(reply.raw, SECURITY_HEADERS, stepsOnlyFor(request.principal));
      return reply.hijack();
    },
  );
}

/** The latest steps are about customers of all kinds: who does not see all of them, whole, has none. */
function stepsOnlyFor(principal: Principal | undefined): Shown | undefined {
  const seesAll = principal?.permissions.has('customers.read') && principal.permissions.has('customers.personal') && !principal.scope;
  return seesAll ? undefined : (update) => ({ ...update, latest: [] });
}
