/** The health of tags: figures, audits against the raw events, sheets for people and what they said of them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { type Route, serve, text, whole } from '../route/index.ts';
import { hint } from '../said.ts';
import { judgedAccuracySchema, tagAuditSchema, tagOneSchema, tagSheetSchema, tagsFiguresSchema } from '../schemas/tags.ts';

/** Customers drawn, by default and at most. */
const FIGURES = { sample: 500, max: 100_000 };
const AUDIT = { sample: 200, max: 10_000 };
const SHEET = { sample: 50, max: 5_000 };
const SEED = 'volano';

const name = z.string().min(1).max(200);
const auditBody = z.strictObject({
  tag: name.describe('Default: all.').exactOptional(),
  sample: z.int().min(1).max(AUDIT.max).default(AUDIT.sample),
  seed: name.default(SEED),
});
const count = z.int().min(0).max(SHEET.max);
const judgedBody = z
  .strictObject({ tag: name, version: z.int().min(1), sheet: z.string().min(1).max(500), rows: count, right: count, wrong: count })
  .refine(({ rows, right, wrong }) => right + wrong <= rows, { path: ['right'], message: hint`more rows are marked than there are` });

const ABOUT = { area: 'groups', errors: ['VOLANO_RESOURCE_UNKNOWN'] } as const satisfies Partial<Route>;

export function registerTags(scope: FastifyInstance, { tags }: Pick<ApiDependencies, 'tags'>): void {
  registerFigures(scope, { tags });
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/v1/tags/:tag/sheet',
      summary: 'Some who hold a tag, for people to judge',
      permission: 'tags.audit',
      audit: 'look',
      params: z.strictObject({ tag: text() }),
      query: drawn(SHEET),
      answers: { 200: tagSheetSchema },
    },
    ({ params, query }) => tags.sheet(params.tag, query),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/tags/audit',
      summary: 'Compare tags with the raw events',
      permission: 'tags.audit',
      audit: 'change',
      body: auditBody,
      answers: { 200: tagAuditSchema },
    },
    ({ body }) => tags.audit(body),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/tags/judgements',
      summary: 'What people said of a sheet',
      permission: 'tags.audit',
      audit: 'change',
      body: judgedBody,
      answers: { 200: judgedAccuracySchema },
    },
    ({ body }) => tags.judge(body),
  );
}

function registerFigures(scope: FastifyInstance, { tags }: Pick<ApiDependencies, 'tags'>): void {
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/v1/tags',
      summary: 'Tags and how healthy they are',
      permission: 'tags.read',
      query: drawn(FIGURES),
      answers: { 200: tagsFiguresSchema },
    },
    ({ query }) => tags.figures(query),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/v1/tags/:tag',
      summary: 'A tag and how healthy it is',
      permission: 'tags.read',
      params: z.strictObject({ tag: text() }),
      query: drawn(FIGURES),
      answers: { 200: tagOneSchema },
    },
    async ({ params: { tag: id }, query }) => {
      const { tags: all, contradictions, at, position, customers, drawn: asked } = await tags.figures(query);
      const tag = all.find((one) => one.id === id);
      if (!tag) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'tag', id });
      return { at, position, customers, drawn: asked, tag, contradictions: contradictions.filter((one) => one.tags.includes(id)) };
    },
  );
}

/** A parameter set that draws customers. */
function drawn({ sample, max }: typeof FIGURES): z.ZodType<{ sample: number; seed: string }> {
  return z.strictObject({
    sample: whole({ min: 1, max, default: sample }).describe('Customers drawn.'),
    seed: text().default(SEED).describe('Says which are drawn.'),
  });
}
