/** The engine behind serve and demo, with the API and the page on its server. */
import { serveApi } from '../api/index.ts';
import { VolanoError } from '../base/index.ts';
import { type Project, SENSITIVE_REVIEW } from '../define/index.ts';
import { type Report, renderReportPage, renderText } from '../learn/index.ts';
import { type Config, environmentWith, loadConfig, type OidcConfig, type Role } from '../runtime/config/index.ts';
import { capturedAfter, type DemoApp, type StartDemoApp } from '../runtime/demo/index.ts';
import { type AppOptions, assertSound, clusterOptions, joinPath, openWarehouseAt, type Running, startApp } from '../runtime/index.ts';
import { said } from './said.ts';
import type { Served, ServeOptions } from './serve.ts';
import type { Locale } from './texts/index.ts';

/** Starts the product with its API. */
export function startServer(
  options: Omit<AppOptions, 'faces'> & { readonly token?: string; readonly oidc?: OidcConfig },
): Promise<Running> {
  const { token, oidc, ...app } = options;
  const { host = '127.0.0.1', publicUrl } = options;
  const access = {
    host,
    ...(token !== undefined && { adminToken: token }),
    ...(publicUrl !== undefined && { publicUrl }),
    ...(oidc && { oidc }),
  };
  return startApp({ ...app, faces: (server, running) => serveApi(server, running, access) });
}

export const startDemoApp: StartDemoApp = async (options) => {
  const running = await startServer(options);
  const app: DemoApp = {
    url: running.url,
    writeKey: running.writeKey,
    warehouse: running.warehouse,
    applyProject: async (project) => void (await running.applyProject(project)),
    bringIn: async (benefit, codes) => void (await running.questions.benefits.bringIn(benefit, codes, 'demo')),
    refreshModels: () => running.refreshModels(),
    advanceTo: (at) => running.advanceTo(at),
    keepUp: (waitingMax) => running.keepUp(waitingMax),
    settle: () => running.settle(),
    goLive: () => running.goLive(),
    logged: () => running.logged,
    handedOver: (position) => running.handedOver(position),
    captured: (after) => capturedAfter(running.outbox, after),
    identifiersOf: async (customer) => (await running.profileOf({ customer }))?.identifiers ?? [],
    customers: () => running.customers(),
    explain: (customer, message) => running.explain({ lookup: { customer }, message }),
    entriesAt: (positions) => running.entriesAt(positions),
    counters: () => running.counters(),
    report: () => running.report(),
    close: () => running.close(),
  };
  return app;
};

/** `volano serve`: as the configuration says, with the project's release made first when one is given. Rejects as `loadConfig` does. */
export async function serve({ dataFolder, project, accept, config: file, roles, ...given }: ServeOptions): Promise<Served> {
  const config = await loadConfig({ directory: dataFolder, file, environment: process.env });
  for (const { message } of config.warnings) process.emitWarning(message);
  const { host, port, publicUrl, adminToken } = config.server;
  const running = await startServer({
    directory: dataFolder,
    environment: environmentWith(config, process.env),
    host,
    port,
    ...(publicUrl !== undefined && { publicUrl }),
    ...(adminToken && { token: adminToken.reveal() }),
    ...(config.oidc && { oidc: config.oidc }),
    ...given,
    ...installationOf(config, roles),
  });
  if (project) await applied(running, project, accept);
  const link = running.does('api') ? await running.members.members.firstLink() : undefined;
  const { url, routes } = running;
  const at = given.publicUrl ?? publicUrl ?? url;
  return { url, routes, ...(link && { ownerLink: `${at}${joinPath(link.secret)}` }), close: () => running.close() };
}

/** Nobody looks at a plan here, so what a person has to answer for is asked as `volano apply` asks it. Closes the server when it is not answered. */
async function applied(running: Running, project: Project, accept: readonly string[] = []): Promise<void> {
  try {
    const { findings } = await running.questions.review(project);
    const words = findings.filter(({ lint }) => lint === SENSITIVE_REVIEW);
    if (words.length > 0) assertSound(await running.contentApprovals.withoutApproved(project, words), accept);
    await running.applyProject(project);
  } catch (error) {
    await running.close();
    throw error;
  }
}

function installationOf(config: Config, roles: readonly Role[] | undefined): Pick<AppOptions, 'cluster' | 'openWarehouse' | 'retentionMs'> {
  if (config.mode === 'cluster')
    return { cluster: clusterOptions({ ...config, roles: roles ?? config.roles }), retentionMs: config.log.retentionMs };
  const wanted = roles ?? config.roles;
  if (!wanted.includes('all')) {
    const expected = said`all: embedded, one process does everything. Roles are for mode "cluster"`;
    throw new VolanoError('VOLANO_OPTION_INVALID', { option: '--role', expected, value: wanted.join(', ') });
  }
  const { warehouse, log } = config;
  return {
    ...(log.retentionMs !== undefined && { retentionMs: log.retentionMs }),
    ...(warehouse && { openWarehouse: () => openWarehouseAt(warehouse) }),
  };
}

/** The report of a server, as it came over HTTP, as one page of HTML. */
export function renderPage(report: unknown, locale: Locale): Promise<string> {
  return renderReportPage(report as Report, { locale, generatedAt: Date.now() });
}

/** The report of a server, as it came over HTTP, as text for people. */
export function renderReport(report: unknown, locale: Locale): string {
  return renderText(report as Report, locale);
}
