/** The engine behind serve and demo, with the API and the page on its server. */
import { serveApi } from '../api/index.ts';
import { type Report, renderReportPage, renderText } from '../learn/index.ts';
import { capturedAfter, type DemoApp, type StartDemoApp } from '../runtime/demo/index.ts';
import { type AppOptions, type Running, startApp } from '../runtime/index.ts';
import type { ServeOptions } from './serve.ts';
import type { Locale } from './texts/index.ts';

/** Starts the product with its API. */
export function startServer(options: Omit<AppOptions, 'faces'> & { readonly token?: string }): Promise<Running> {
  const { token, ...app } = options;
  const access = { host: options.host ?? '127.0.0.1', ...(token !== undefined && { adminToken: token }) };
  return startApp({ ...app, faces: (server, running) => serveApi(server, running, access) });
}

export const startDemoApp: StartDemoApp = async (options) => {
  const running = await startServer(options);
  const app: DemoApp = {
    url: running.url,
    writeKey: running.writeKey,
    warehouse: running.warehouse,
    applyProject: async (project) => void (await running.applyProject(project)),
    refreshModels: () => running.refreshModels(),
    advanceTo: (at) => running.advanceTo(at),
    keepUp: (waitingMax) => running.keepUp(waitingMax),
    settle: () => running.settle(),
    goLive: () => running.goLive(),
    handedOver: () => running.handedOver(),
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

/** `volano serve`: with the project's release made first when one is given. */
export async function serve({ dataFolder, project, ...options }: ServeOptions): Promise<Running> {
  const running = await startServer({ directory: dataFolder, ...options });
  if (project) await running.applyProject(project);
  return running;
}

/** The report of a server, as it came over HTTP, as one page of HTML. */
export function renderPage(report: unknown, locale: Locale): Promise<string> {
  return renderReportPage(report as Report, { locale, generatedAt: Date.now() });
}

/** The report of a server, as it came over HTTP, as text for people. */
export function renderReport(report: unknown, locale: Locale): string {
  return renderText(report as Report, locale);
}
