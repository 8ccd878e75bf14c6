/** What a customer sees in a placement. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonObject } from '../../core/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query } from '../query.ts';

const IDENTIFIERS_MAX = 10;

const text = z.string().min(1).max(500);
const bodySchema = z.strictObject({
  placement: text,
  customer: text.optional(),
  identifiers: z
    .record(text, text)
    .refine((all) => Object.keys(all).length <= IDENTIFIERS_MAX, `expected ${IDENTIFIERS_MAX} identifiers at most`)
    .optional(),
  context: z.record(z.string(), z.unknown()).optional(),
  locale: text.optional(),
  log: z.boolean().optional(),
});

export function registerDecide(scope: FastifyInstance, { decide }: Pick<ApiDependencies, 'decide'>): void {
  scope.post('/v1/decide', async (request) => {
    assertKnown(request.query as Query, []);
    const { success, data, error } = bodySchema.safeParse(request.body ?? {});
    if (!success) throw invalidQuery(error.issues[0]?.path.join('.') || 'the body', error.issues[0]?.message ?? 'is not understood');
    const { placement, customer, identifiers, context = {}, locale, log = false } = data;
    if ((customer === undefined) === (identifiers === undefined))
      throw invalidQuery('identifiers', 'or "customer" says who is asked about; exactly one of them must be given');
    const whom = customer === undefined ? { identifiers: Object.entries(identifiers!) } : { customer };
    return decide({ placement, whom, context: context as JsonObject, locale, log });
  });
}
