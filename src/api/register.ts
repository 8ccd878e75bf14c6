/**
 * The API: health and metrics, the outbox, profiles, counters and their live feed, report, releases, and the console's files.
 * All of it is read from what `deps.ts` names; `/health` and the console's files are open, everything else asks `access/`.
 */
import type { FastifyInstance } from 'fastify';
import { type AccessOptions, assertAccess, SECURITY_HEADERS } from './access/index.ts';
import { answerError } from './answer.ts';
import { readConsole, registerConsole } from './console/index.ts';
import type { ApiDependencies } from './deps.ts';
import { healthReport, languageOf, Readiness } from './health/index.ts';
import { registerInbox, registerInboxModule, registerInboxTokens } from './inbox/index.ts';
import { countersOf, createFeed } from './live/index.ts';
import { createMetricsPage } from './metrics/index.ts';
import { assertKnown, type Query, textOf, wholeOf } from './query.ts';
import { registerBackup } from './routes/backup.ts';
import { registerBenefits } from './routes/benefits.ts';
import { registerCalendar } from './routes/calendar.ts';
import { registerContent } from './routes/content.ts';
import { registerCustomers } from './routes/customers.ts';
import { registerDeadLetters } from './routes/dead-letters.ts';
import { registerDecide } from './routes/decide.ts';
import { registerDiagnosis } from './routes/diagnosis.ts';
import { registerDictionary } from './routes/dictionary.ts';
import { registerExplain } from './routes/explain.ts';
import { registerIdentity } from './routes/identity.ts';
import { registerJourneys } from './routes/journeys.ts';
import { customersOf, LOOKUP_FIELDS } from './routes/lookup.ts';
import {
  createPreviewLinks,
  registerMessage,
  registerPreview as registerMessagePreview,
  registerMessages,
  registerOutbox,
} from './routes/outbox.ts';
import { registerPreview } from './routes/preview.ts';
import { registerQuarantine } from './routes/quarantine.ts';
import { registerRecommendations } from './routes/recommendations.ts';
import { registerReleases } from './routes/releases.ts';
import { registerRollouts } from './routes/rollouts.ts';
import { registerTags } from './routes/tags.ts';
import { registerTimeline } from './routes/timeline.ts';

export interface ApiOptions extends AccessOptions {
  /** Folder of the console's files; default: the one that comes with the product. */
  readonly consoleDirectory?: string;
}

const LATEST_STEPS = 20;
const LATEST_STEPS_MAX = 200;

/** Adds the routes in a scope of their own: their headers, errors and checks touch nobody else's. Rejects with VOLANO_CONSOLE_MISSING. */
export async function registerApi(server: FastifyInstance, dependencies: ApiDependencies, options: ApiOptions): Promise<void> {
  const files = await readConsole(options.consoleDirectory);
  const links = createPreviewLinks();
  await registerInbox(server, dependencies);
  await registerInboxModule(server, files);
  await server.register(async (scope) => {
    scope.setErrorHandler(answerError);
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
    registerHealth(scope, dependencies);
    registerConsole(scope, files);
    registerMessagePreview(scope, dependencies, links);
    await scope.register(async (guarded) => {
      guarded.addHook('onRequest', async (request) => assertAccess(request.headers, options));
      guarded.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
      registerMetrics(guarded, dependencies);
      registerOutbox(guarded, dependencies);
      registerMessage(guarded, dependencies, links);
      registerMessages(guarded, dependencies);
      registerCustomers(guarded, dependencies);
      registerIdentity(guarded, dependencies);
      registerExplain(guarded, dependencies);
      registerPreview(guarded, dependencies);
      registerTimeline(guarded, dependencies);
      registerLive(guarded, dependencies);
      registerBackup(guarded, dependencies);
      registerDeadLetters(guarded, dependencies);
      registerDecide(guarded, dependencies);
      registerRecommendations(guarded, dependencies);
      registerDictionary(guarded, dependencies);
      registerQuarantine(guarded, dependencies);
      registerReleases(guarded, dependencies);
      registerRollouts(guarded, dependencies);
      registerTags(guarded, dependencies);
      registerJourneys(guarded, dependencies);
      registerCalendar(guarded, dependencies);
      registerDiagnosis(guarded, dependencies);
      registerBenefits(guarded, dependencies);
      registerContent(guarded, dependencies);
      registerInboxTokens(guarded, dependencies);
      guarded.get('/v1/write-key', async () => dependencies.visitorKey());
      guarded.get('/v1/quality', async (request) => {
        const query = request.query as Query;
        assertKnown(query, ['at']);
        return dependencies.dataQuality(wholeOf(query, 'at', { min: 0, max: 8.64e15 }));
      });
      guarded.get('/v1/report', async () => dependencies.report());
    });
  });
}

/** How a process is, and its figures; nothing else. */
export async function registerWatch(server: FastifyInstance, dependencies: ApiDependencies, options: AccessOptions): Promise<void> {
  await server.register(async (scope) => {
    scope.setErrorHandler(answerError);
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
    registerHealth(scope, dependencies);
    await scope.register(async (guarded) => {
      guarded.addHook('onRequest', async (request) => assertAccess(request.headers, options));
      registerMetrics(guarded, dependencies);
    });
  });
}

function registerHealth(scope: FastifyInstance, { measures, version }: ApiDependencies): void {
  scope.get('/health', async (request, reply) => {
    const query = request.query as Query;
    const language = languageOf(textOf(query, 'lang'), request.headers['accept-language']);
    const report = healthReport(await measures(), version, language);
    return reply
      .code(report.status === 'stopped' ? 503 : 200)
      .header('cache-control', 'no-store')
      .send(report);
  });
  const readiness = new Readiness();
  scope.get('/ready', async (request, reply) => {
    const language = languageOf(textOf(request.query as Query, 'lang'), request.headers['accept-language']);
    const report = readiness.report(await measures(), language);
    return reply
      .code(report.ready ? 200 : 503)
      .header('cache-control', 'no-store')
      .send(report);
  });
}

function registerMetrics(scope: FastifyInstance, { measures }: ApiDependencies): void {
  const page = createMetricsPage();
  scope.get('/metrics', async (_request, reply) => reply.type(page.contentType).send(await page.render(await measures())));
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
  scope.get('/v1/counters', async (request) => {
    assertKnown(request.query as Query, []);
    return countersOf(await measures());
  });
  scope.get('/v1/steps', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['limit', ...LOOKUP_FIELDS]);
    const limit = wholeOf(query, 'limit', { min: 1, max: LATEST_STEPS_MAX }) ?? LATEST_STEPS;
    const customers = await customersOf(query, dependencies);
    return { steps: customers ? await dependencies.stepsOf(customers, limit) : await latestSteps(limit) };
  });
  scope.get('/v1/live', async (_request, reply) => {
    feed.add(reply.raw, SECURITY_HEADERS);
    reply.hijack();
    return reply;
  });
}
