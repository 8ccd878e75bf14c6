/**
 * The API: health and metrics, the outbox, profiles, counters and their live feed, report, releases, and the console's files.
 * All of it is read from what `deps.ts` names; `/health` and the console's files are open, everything else asks `access/`.
 */
import type { FastifyInstance } from 'fastify';
import type { OidcConfig } from '../runtime/config/index.ts';
import { type AccessOptions, type EnforceOptions, enforce, keepBounds, SECURITY_HEADERS } from './access/index.ts';
import { type ConsoleApp, type ConsoleFile, findApp, readConsole, registerConsole } from './console/index.ts';
import type { ApiDependencies } from './deps.ts';
import { registerInbox, registerInboxModule, registerInboxTokens } from './inbox/index.ts';
import { answerError, answerUnknown, checkAnswers, collectRoutes, registerDocs } from './route/index.ts';
import { registerAudit } from './routes/audit.ts';
import { registerBackup } from './routes/backup.ts';
import { registerBenefits } from './routes/benefits.ts';
import { registerBroadcasts } from './routes/broadcasts.ts';
import { registerCalendar } from './routes/calendar.ts';
import { registerChanges } from './routes/changes.ts';
import { registerChannels } from './routes/channels.ts';
import { registerContent } from './routes/content.ts';
import { registerContentApprovals } from './routes/content-approvals.ts';
import { PreviewPages, registerContentDraft, registerContentPage, registerContentTest } from './routes/content-draft.ts';
import { registerCustomers } from './routes/customers.ts';
import { registerDeadLetters } from './routes/dead-letters.ts';
import { registerDecide } from './routes/decide.ts';
import { registerDefinitions } from './routes/definitions.ts';
import { registerDiagnosis } from './routes/diagnosis.ts';
import { registerDictionary } from './routes/dictionary.ts';
import { registerDrafts } from './routes/drafts.ts';
import { registerEvents } from './routes/events.ts';
import { registerExplain } from './routes/explain.ts';
import { registerFigures } from './routes/figures.ts';
import { registerGroups } from './routes/groups.ts';
import { registerIdentity } from './routes/identity.ts';
import { registerJourneys } from './routes/journeys.ts';
import { registerLibrary } from './routes/library.ts';
import { registerMeasures } from './routes/measures.ts';
import { registerMembers } from './routes/members.ts';
import { registerOidc } from './routes/oidc.ts';
import {
  createPreviewLinks,
  type PreviewLinks,
  registerMessage,
  registerPreview as registerMessagePreview,
  registerMessages,
  registerOutbox,
} from './routes/outbox.ts';
import { registerPlaybooks } from './routes/playbooks.ts';
import { registerPreview } from './routes/preview.ts';
import { registerQuarantine } from './routes/quarantine.ts';
import { registerRecommendations } from './routes/recommendations.ts';
import { registerRehearsals } from './routes/rehearsals.ts';
import { registerReleases } from './routes/releases.ts';
import { registerRollouts } from './routes/rollouts.ts';
import { registerSession } from './routes/session.ts';
import { registerSources } from './routes/sources.ts';
import { registerTags } from './routes/tags.ts';
import { registerTimeline } from './routes/timeline.ts';
import { registerTokens } from './routes/tokens.ts';
import { registerHealth, registerMetrics } from './routes/watch.ts';
import { registerWorkspace } from './routes/workspace.ts';
import { registerWriteKeys } from './routes/write-keys.ts';

export interface WatchOptions extends AccessOptions {
  /** Of commands on this machine; absent: there are none. */
  readonly machineToken?: string;
  /** Signing in through an identity provider; absent: nobody does. */
  readonly oidc?: OidcConfig;
  /** Where the server is reached; absent: as it is asked. */
  readonly publicUrl?: string;
}

export interface ApiOptions extends WatchOptions {
  /** Folder of the page on which somebody is the customer, and of the inbox's module; default: the one that comes with the product. */
  readonly consoleDirectory?: string;
  /** Folder of what Vite has built of the console; default: the one that comes with the product. */
  readonly appDirectory?: string;
  /** Whether each answer is held to what its route says of it; default: where VOLANO_CHECK_ANSWERS is set, as it is in tests. It takes time. */
  readonly checksAnswers?: boolean;
}

/** Adds the routes in a scope of their own: their headers, errors and checks touch nobody else's. Rejects with VOLANO_CONSOLE_MISSING. */
export async function registerApi(server: FastifyInstance, dependencies: ApiDependencies, options: ApiOptions): Promise<void> {
  const files = await readConsole(options.consoleDirectory);
  const app = await findApp(options.appDirectory);
  const links = createPreviewLinks();
  const pages = new PreviewPages(dependencies.now);
  server.setNotFoundHandler(answerUnknown);
  await server.register(async (scope) => {
    scope.setErrorHandler(answerError);
    if (options.checksAnswers ?? process.env.VOLANO_CHECK_ANSWERS !== undefined) checkAnswers(scope);
    const described = collectRoutes(scope);
    await registerInbox(scope, dependencies);
    await registerInboxModule(scope, files);
    await scope.register(async (staff) => registerStaff(staff, { dependencies, options, files, app, links, pages }));
    await scope.register(async (open) => {
      open.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
      registerDocs(open, described, dependencies.version);
    });
  });
}

interface Staff {
  readonly dependencies: ApiDependencies;
  readonly options: ApiOptions;
  readonly files: ReadonlyMap<string, ConsoleFile>;
  readonly app: ConsoleApp;
  readonly links: PreviewLinks;
  readonly pages: PreviewPages;
}

async function registerStaff(scope: FastifyInstance, { dependencies, options, files, app, links, pages }: Staff): Promise<void> {
  scope.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
  registerHealth(scope, dependencies);
  registerConsole(scope, files, app);
  registerMessagePreview(scope, dependencies, links);
  registerContentPage(scope, pages);
  await scope.register(async (guarded) => {
    const access = accessOf(dependencies, options);
    enforce(guarded, access);
    keepBounds(guarded, dependencies);
    guarded.addHook('onSend', async (_request, reply) => void reply.header('cache-control', 'no-store'));
    registerMetrics(guarded, dependencies);
    registerOutbox(guarded, dependencies);
    registerMessage(guarded, dependencies, links);
    registerMessages(guarded, dependencies);
    registerCustomers(guarded, dependencies);
    registerIdentity(guarded, dependencies);
    registerExplain(guarded, dependencies);
    registerPreview(guarded, dependencies);
    registerGroups(guarded, dependencies);
    registerTimeline(guarded, dependencies);
    registerBackup(guarded, dependencies);
    registerDeadLetters(guarded, dependencies);
    registerChannels(guarded, dependencies);
    registerDecide(guarded, dependencies);
    registerRecommendations(guarded, dependencies);
    registerDictionary(guarded, dependencies);
    registerQuarantine(guarded, dependencies);
    registerReleases(guarded, dependencies);
    registerDrafts(guarded, dependencies);
    registerDefinitions(guarded, dependencies);
    registerChanges(guarded, dependencies);
    registerRehearsals(guarded, dependencies);
    registerPlaybooks(guarded, dependencies);
    registerLibrary(guarded);
    registerBroadcasts(guarded, dependencies);
    registerRollouts(guarded, dependencies);
    registerTags(guarded, dependencies);
    registerJourneys(guarded, dependencies);
    registerCalendar(guarded, dependencies);
    registerDiagnosis(guarded, dependencies);
    registerBenefits(guarded, dependencies);
    registerContent(guarded, dependencies);
    registerContentApprovals(guarded, dependencies);
    registerContentDraft(guarded, dependencies, pages);
    registerContentTest(guarded, dependencies);
    registerInboxTokens(guarded, dependencies);
    registerWorkspace(guarded, dependencies);
    registerEvents(guarded, dependencies);
    registerSources(guarded, dependencies);
    registerWriteKeys(guarded, dependencies);
    registerSession(guarded, access);
    registerOidc(guarded, access);
    registerMembers(guarded, access);
    registerTokens(guarded, access);
    registerAudit(guarded, access);
    registerFigures(guarded, dependencies);
    registerMeasures(guarded, dependencies);
  });
}

function accessOf({ members, now }: ApiDependencies, options: WatchOptions): EnforceOptions {
  return { ...options, room: members, now };
}

/** How a process is, and its figures; nothing else. */
export async function registerWatch(server: FastifyInstance, dependencies: ApiDependencies, options: WatchOptions): Promise<void> {
  server.setNotFoundHandler(answerUnknown);
  await server.register(async (scope) => {
    scope.setErrorHandler(answerError);
    scope.addHook('onRequest', async (_request, reply) => void reply.headers(SECURITY_HEADERS));
    registerHealth(scope, dependencies);
    await scope.register(async (guarded) => {
      enforce(guarded, accessOf(dependencies, options));
      registerMetrics(guarded, dependencies);
    });
  });
}
