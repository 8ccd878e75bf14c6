/** Templates and blocks: what there is, what changed, what a customer would read; and the way back for one template. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { DEFINITION_ERRORS, invalidQuery, type Route, serve, text, whole } from '../route/index.ts';
import { said } from '../said.ts';
import { contentItemSchema, contentPreviewSchema, contentVersionsSchema } from '../schemas/content.ts';
import { releaseSummarySchema } from '../schemas/releases.ts';
import { lookup, someoneOf } from './lookup.ts';
import { memberIn } from './release-wish.ts';

const version = whole({ min: 1, max: 1_000_000 });

const ABOUT = {
  method: 'GET',
  area: 'content',
  permission: 'content.read',
  params: z.strictObject({ template: text() }),
  errors: ['VOLANO_RESOURCE_UNKNOWN'],
} as const satisfies Partial<Route>;

const previewQuery = z.strictObject({
  ...lookup,
  version: version.describe('Default: the latest.'),
  locale: text().describe('Instead of that of the customer.').exactOptional(),
  variant: text().exactOptional(),
  event: text().describe('A JSON object: the properties of the triggering event.').exactOptional(),
});

export function registerContent(scope: FastifyInstance, { content, contentApprovals, apply }: ApiDependencies): void {
  registerVersions(scope, { content, contentApprovals });
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/content/:template/preview',
      summary: 'What a customer would read',
      permission: 'content.preview',
      audit: 'look',
      query: previewQuery,
      answers: { 200: contentPreviewSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', ...DEFINITION_ERRORS],
    },
    ({ params, query: { version: asked, locale, variant, event, ...whom } }) =>
      content.preview({ template: params.template, lookup: someoneOf(whom), version: asked, locale, variant, event: eventOf(event) }),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/content/:template/rollback',
      summary: 'Bring an earlier version of a template back',
      description: 'Makes a release in which this template says again what it said in that version.',
      permission: 'content.write',
      audit: 'change',
      body: z.strictObject({ version: z.int().min(1), note: z.string().exactOptional() }),
      answers: { 201: z.union([releaseSummarySchema, z.strictObject({ draft: z.string() })]) },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_MEMBER_UNKNOWN', ...DEFINITION_ERRORS],
    },
    ({ params: { template }, body: { version: to, note = `${template}: version ${to} again` }, request }) =>
      apply(content.rolledBack(template, to), { note, ...memberIn(request) }),
  );
}

function registerVersions(
  scope: FastifyInstance,
  { content, contentApprovals }: Pick<ApiDependencies, 'content' | 'contentApprovals'>,
): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/content',
      area: 'content',
      summary: 'Templates and blocks of the running release',
      permission: 'content.read',
      answers: { 200: z.strictObject({ content: z.array(contentItemSchema) }) },
    },
    async () => {
      const words = await contentApprovals.words();
      return { content: content.list().map((one) => ({ ...one, approval: words.stateOf(one, one.fingerprint, one.approval) })) };
    },
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/content/:template/versions',
      summary: 'What differs between two versions of a template',
      query: z.strictObject({ from: version.describe('Default: the one before.'), to: version.describe('Default: the latest.') }),
      answers: { 200: contentVersionsSchema },
    },
    ({ params, query: { from, to } }) => content.versions(params.template, { from, to }),
  );
}

function eventOf(given: string | undefined): Record<string, never> | undefined {
  if (given === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(given);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, never>;
  } catch {
    // Said below.
  }
  throw invalidQuery('event', said`must be a JSON object: the properties of the triggering event`);
}
