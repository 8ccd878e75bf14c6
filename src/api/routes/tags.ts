/** The health of tags: figures, audits against the raw events, sheets for people and what they said of them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { bodyOf } from '../body.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, type Query, textOf, wholeOf } from '../query.ts';

/** Customers drawn, by default and at most. */
const FIGURES = { sample: 500, max: 100_000 };
const AUDIT = { sample: 200, max: 10_000 };
const SHEET = { sample: 50, max: 5_000 };
const SEED = 'volano';

const text = z.string().min(1).max(200);
const auditSchema = z.strictObject({
  tag: text.exactOptional(),
  sample: z.int().min(1).max(AUDIT.max).default(AUDIT.sample),
  seed: text.default(SEED),
});
const count = z.int().min(0).max(SHEET.max);
const judgedSchema = z
  .strictObject({ tag: text, version: z.int().min(1), sheet: z.string().min(1).max(500), rows: count, right: count, wrong: count })
  .refine(({ rows, right, wrong }) => right + wrong <= rows, { path: ['right'], message: 'more rows are marked than there are' });

export function registerTags(scope: FastifyInstance, { tags }: Pick<ApiDependencies, 'tags'>): void {
  scope.get('/v1/tags', async (request) => tags.figures(drawOf(request.query as Query, FIGURES)));
  scope.get('/v1/tags/:tag', async (request) => {
    const { tag: id } = request.params as { tag: string };
    const { tags: all, contradictions, ...about } = await tags.figures(drawOf(request.query as Query, FIGURES));
    const tag = all.find((one) => one.id === id);
    if (!tag) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'tag', id });
    const { at, position, customers, drawn } = about;
    return { at, position, customers, drawn, tag, contradictions: contradictions.filter((one) => one.tags.includes(id)) };
  });
  scope.get('/v1/tags/:tag/sheet', async (request) => {
    const { tag } = request.params as { tag: string };
    return tags.sheet(tag, drawOf(request.query as Query, SHEET));
  });
  scope.post('/v1/tags/audit', async (request) => tags.audit(bodyOf(request.body, auditSchema)));
  scope.post('/v1/tags/judgements', async (request) => tags.judge(bodyOf(request.body, judgedSchema)));
}

function drawOf(query: Query, { sample, max }: typeof FIGURES): { readonly sample: number; readonly seed: string } {
  assertKnown(query, ['sample', 'seed']);
  return { sample: wholeOf(query, 'sample', { min: 1, max }) ?? sample, seed: textOf(query, 'seed') ?? SEED };
}
