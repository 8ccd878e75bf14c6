/** How a process is, and its figures: for load balancers and Prometheus. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { healthReport, languageAsked, Readiness } from '../health/index.ts';
import { createMetricsPage } from '../metrics/index.ts';
import { type Route, serve, text } from '../route/index.ts';
import { healthReportSchema, readyReportSchema } from '../schemas/live.ts';

/** Whoever asks may add what it likes, e.g. so that nobody answers from a cache. */
const query = z.looseObject({ lang: text().describe('`en` or `zh`; default: by `accept-language`.').exactOptional() });
const ABOUT = { method: 'GET', area: 'system', permission: 'open' } as const satisfies Partial<Route>;

export function registerHealth(scope: FastifyInstance, { measures, version }: ApiDependencies): void {
  serve(
    scope,
    {
      ...ABOUT,
      path: '/health',
      summary: 'How the loop is, part by part',
      description: '503 while log, engine or sink has stopped.',
      query,
      answers: { 200: healthReportSchema, 503: healthReportSchema },
    },
    async ({ query: { lang }, request, reply }) => {
      const report = healthReport(await measures(), version, languageAsked(lang, request.headers['accept-language']));
      reply.code(report.status === 'stopped' ? 503 : 200).header('cache-control', 'no-store');
      return report;
    },
  );
  const readiness = new Readiness();
  serve(
    scope,
    {
      ...ABOUT,
      path: '/ready',
      summary: 'Whether requests should come to this process',
      query,
      answers: { 200: readyReportSchema, 503: readyReportSchema },
    },
    async ({ query: { lang }, request, reply }) => {
      const report = readiness.report(await measures(), languageAsked(lang, request.headers['accept-language']));
      reply.code(report.ready ? 200 : 503).header('cache-control', 'no-store');
      return report;
    },
  );
}

export function registerMetrics(scope: FastifyInstance, { measures }: ApiDependencies): void {
  const page = createMetricsPage();
  serve(
    scope,
    {
      ...ABOUT,
      path: '/metrics',
      summary: 'Figures for Prometheus',
      permission: 'system.read',
      query: z.looseObject({}),
      answers: { 200: { type: 'text/plain', description: 'In the text format of Prometheus (docs/metrics.md).' } },
    },
    async ({ reply }) => {
      reply.type(page.contentType);
      return page.render(await measures());
    },
  );
}
