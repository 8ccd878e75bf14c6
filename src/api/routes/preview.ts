/** What segments and tags come to, and what one that is not released would. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { Condition, Definition, Project } from '../../define/index.ts';
import type { ApiDependencies, PreviewQuestion } from '../deps.ts';
import { DEFINITION_ERRORS, invalidQuery, type Route, serve } from '../route/index.ts';
import { hint, said } from '../said.ts';
import { forecastSchema, groupsSchema, previewSchema } from '../schemas/groups.ts';
import { whomOf } from './lookup.ts';
import { PROJECT_BYTES_MAX } from './project-body.ts';

const SAMPLE = 10;
const SAMPLE_MAX = 100;
const PARTS = ['sample', 'overlap', 'reach'] as const;

const text = z.string().min(1);
/** The shape of the request only; whether definitions are right is judged with the whole project. */
const previewBody = z.strictObject({
  project: z
    .looseObject({ definitions: z.array(z.unknown()) })
    .describe('What it is part of; default: the running release.')
    .optional(),
  definition: z.looseObject({ kind: text, id: text }).describe('A segment or tag. This, or `condition`, or `of`.').optional(),
  condition: z.looseObject({ combinator: z.enum(['and', 'or']), rules: z.array(z.unknown()) }).optional(),
  of: z
    .string()
    .regex(/^(segment|tag|trait)\.\S+$/, hint`must be segment.ID, tag.ID or trait.ID`)
    .optional(),
  customer: text.describe('Whether it holds of this one, and why; or `namespace` and `value`.').optional(),
  namespace: text.optional(),
  value: text.optional(),
  parts: z.array(z.enum(PARTS)).describe('Default: all.').optional(),
  sample: z.int().min(0).max(SAMPLE_MAX).optional(),
});

const forecastBody = z.strictObject({
  segment: text,
  channel: text,
  purpose: text,
  messageClass: z.enum(['marketing', 'service', 'transactional']).default('marketing'),
  at: z.int().min(0).max(8.64e15).describe('When it would be sent, ms; default: now.').exactOptional(),
});

const ABOUT = { area: 'groups', permission: 'segments.read' } as const satisfies Partial<Route>;

export function registerPreview(scope: FastifyInstance, { preview, groups, forecast }: ApiDependencies): void {
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/forecast',
      summary: 'How many would get a message to a segment',
      description: 'And what keeps it from the others, by the rules that every message is asked.',
      body: forecastBody,
      answers: { 200: forecastSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ body }) => forecast(body),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/v1/groups',
      summary: 'Segments and tags with how many are in them',
      answers: { 200: groupsSchema },
    },
    () => groups(),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/preview',
      summary: 'What a segment, a tag or a condition would come to',
      description: 'How many, a sample, what it has in common with released ones, who of them can be reached; of one customer: why.',
      permission: 'customers.read',
      audit: 'look',
      body: previewBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 200: previewSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', ...DEFINITION_ERRORS],
    },
    ({ body }) => preview(questionOf(body)),
  );
}

function questionOf({
  project,
  definition,
  condition,
  of,
  customer,
  namespace,
  value,
  ...how
}: z.output<typeof previewBody>): PreviewQuestion {
  if ([definition, condition, of].filter(Boolean).length !== 1) {
    throw invalidQuery('of', said`or "definition" or "condition" says what is asked; exactly one of them must be given`);
  }
  const dot = of?.indexOf('.') ?? 0;
  const whom = {
    ...(customer !== undefined && { customer }),
    ...(namespace !== undefined && { namespace }),
    ...(value !== undefined && { value }),
  };
  return {
    project: project as Project | undefined,
    definition: definition as Definition | undefined,
    condition: condition as Condition | undefined,
    of: of === undefined ? undefined : { kind: of.slice(0, dot) as 'segment', id: of.slice(dot + 1) },
    whom: whomOf(whom),
    parts: how.parts ?? PARTS,
    sample: how.sample ?? SAMPLE,
  };
}
