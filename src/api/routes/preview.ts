/** What segments and tags come to, and what one that is not released would. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Condition, Definition, Project } from '../../define/index.ts';
import type { ApiDependencies, PreviewQuestion, ProfileLookup } from '../deps.ts';
import { assertKnown, invalidQuery, type Query } from '../query.ts';

const PROJECT_BYTES_MAX = 16 * 1024 * 1024;
const SAMPLE = 10;
const SAMPLE_MAX = 100;
const PARTS = ['sample', 'overlap', 'reach'] as const;

const text = z.string().min(1);
/** The shape of the request only; whether definitions are right is judged with the whole project. */
const requestSchema = z.strictObject({
  project: z.looseObject({ definitions: z.array(z.unknown()) }).optional(),
  definition: z.looseObject({ kind: text, id: text }).optional(),
  condition: z.looseObject({ combinator: z.enum(['and', 'or']), rules: z.array(z.unknown()) }).optional(),
  of: z
    .string()
    .regex(/^(segment|tag|trait)\.\S+$/, 'must be segment.ID, tag.ID or trait.ID')
    .optional(),
  customer: text.optional(),
  namespace: text.optional(),
  value: text.optional(),
  parts: z.array(z.enum(PARTS)).optional(),
  sample: z.int().min(0).max(SAMPLE_MAX).optional(),
});

type Asked = z.infer<typeof requestSchema>;

const forecastSchema = z.strictObject({
  segment: text,
  channel: text,
  purpose: text,
  messageClass: z.enum(['marketing', 'service', 'transactional']).default('marketing'),
  at: z.int().min(0).max(8.64e15).exactOptional(),
});

export function registerPreview(scope: FastifyInstance, { preview, groups, forecast }: ApiDependencies): void {
  scope.post('/v1/forecast', async (request) => {
    assertKnown(request.query as Query, []);
    const { success, data, error } = forecastSchema.safeParse(request.body ?? {});
    if (success) return forecast(data);
    throw invalidQuery(error.issues[0]?.path.join('.') || 'the body', error.issues[0]?.message ?? 'is not understood');
  });
  scope.get('/v1/groups', async (request) => {
    assertKnown(request.query as Query, []);
    return groups();
  });
  scope.post('/v1/preview', { bodyLimit: PROJECT_BYTES_MAX }, async (request) => {
    assertKnown(request.query as Query, []);
    return preview(questionOf(request.body));
  });
}

function questionOf(body: unknown): PreviewQuestion {
  const { success, data, error } = requestSchema.safeParse(body ?? {});
  if (!success) {
    const [issue] = error.issues;
    throw invalidQuery(issue?.path.join('.') || 'the body', issue?.message ?? 'is not understood');
  }
  if ([data.definition, data.condition, data.of].filter(Boolean).length !== 1) {
    throw invalidQuery('of', 'or "definition" or "condition" says what is asked; exactly one of them must be given');
  }
  const dot = data.of?.indexOf('.') ?? 0;
  return {
    project: data.project as Project | undefined,
    definition: data.definition as Definition | undefined,
    condition: data.condition as Condition | undefined,
    of: data.of === undefined ? undefined : { kind: data.of.slice(0, dot) as 'segment', id: data.of.slice(dot + 1) },
    whom: whomOf(data),
    parts: data.parts ?? PARTS,
    sample: data.sample ?? SAMPLE,
  };
}

function whomOf({ customer, namespace, value }: Asked): ProfileLookup | undefined {
  if (customer !== undefined) return { customer };
  if (namespace === undefined && value === undefined) return undefined;
  if (namespace === undefined || value === undefined)
    throw invalidQuery(namespace === undefined ? 'namespace' : 'value', 'is missing; an identifier has both');
  return { namespace, value };
}
