/** What happened to a customer, and where the values of its traits come from. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { ROW_PLACE, VolanoError } from '../../base/index.ts';
import type { ApiDependencies, ProfileLookup } from '../deps.ts';
import { invalidQuery, type Query } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';

const LIMIT = 50;
const LIMIT_MAX = 500;
const KINDS = ['events', 'facts', 'messages'] as const;

const text = z.string().min(1);
/** Given once or several times. */
const several = <T extends z.ZodType>(of: T) => z.union([z.array(of).min(1).max(100), of.transform((one) => [one])]);
const whole = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,16}$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(min).max(max));
const ISO = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d))?$/;
/** Ms since 1970 UTC, a date (its beginning in UTC), or an instant that names its offset. */
const instant = text
  .transform((given) => (/^\d{1,15}$/.test(given) ? Number(given) : ISO.test(given) ? Date.parse(given) : Number.NaN))
  .refine((at) => !Number.isNaN(at), 'must be milliseconds since 1970, a date, or an instant with its offset, e.g. 2026-05-01T09:30Z');

const whomShape = { customer: text.optional(), namespace: text.optional(), value: text.optional() };
const timelineSchema = z.strictObject({
  ...whomShape,
  kind: several(z.enum(KINDS)).optional(),
  event: several(text).optional(),
  source: several(text).optional(),
  from: instant.optional(),
  to: instant.optional(),
  before: z.string().regex(ROW_PLACE, 'must be `next` of the page before').optional(),
  limit: whole(1, LIMIT_MAX).optional(),
});
const lineageSchema = z.strictObject({ ...whomShape, trait: several(text).optional() });

export function registerTimeline(scope: FastifyInstance, { timeline, lineage }: ApiDependencies): void {
  scope.get('/v1/timeline', async (request) => {
    const { kind, event, source, from, to, before, limit } = parsed(timelineSchema, request.query);
    const whom = whomOf(request.query as Query);
    const question = { kinds: kind ?? KINDS, events: event, sources: source, from, to, before, limit: limit ?? LIMIT };
    return (await timeline(whom, question)) ?? unknown(whom);
  });
  scope.get('/v1/lineage', async (request) => {
    const { trait } = parsed(lineageSchema, request.query);
    const whom = whomOf(request.query as Query);
    return (await lineage(whom, trait)) ?? unknown(whom);
  });
}

function parsed<T extends z.ZodType>(schema: T, query: unknown): z.infer<T> {
  const { success, data, error } = schema.safeParse(query);
  if (success) return data;
  const [issue] = error.issues;
  const field = issue?.code === 'unrecognized_keys' ? issue.keys[0] : issue?.path.join('.');
  throw invalidQuery(field || 'the query', issue?.message ?? 'is not understood');
}

function whomOf(query: Query): ProfileLookup {
  const asked = Object.fromEntries(LOOKUP_FIELDS.map((field) => [field, query[field]]));
  const lookup = lookupOf(asked);
  if (lookup) return lookup;
  throw invalidQuery('customer', 'is missing; or name an identifier by namespace and value');
}

function unknown(whom: ProfileLookup): never {
  const id = 'customer' in whom ? whom.customer : `${whom.namespace}:${whom.value}`;
  throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id });
}
