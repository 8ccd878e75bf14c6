/** What a customer sees in a placement. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonObject } from '../../core/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { invalidQuery, serve } from '../route/index.ts';
import { hint, said } from '../said.ts';
import { decisionSchema } from '../schemas/decide.ts';

const IDENTIFIERS_MAX = 10;

const text = z.string().min(1).max(500);
const decideBody = z.strictObject({
  placement: text,
  customer: text.describe('Who is asked about, by id; or `identifiers`.').optional(),
  identifiers: z
    .record(text, text)
    .refine((all) => Object.keys(all).length <= IDENTIFIERS_MAX, hint`expected ${IDENTIFIERS_MAX} identifiers at most`)
    .describe('By namespace.')
    .optional(),
  context: z.record(z.string(), z.unknown()).describe('Read as properties of the request.').optional(),
  locale: text.optional(),
  log: z.boolean().describe('Keeps the decision as an event of the customer.').optional(),
});

export function registerDecide(scope: FastifyInstance, { decide }: Pick<ApiDependencies, 'decide'>): void {
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/decide',
      area: 'decisions',
      summary: 'What a customer sees in a placement',
      permission: 'decide',
      body: decideBody,
      answers: { 200: decisionSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ body: { placement, customer, identifiers, context = {}, locale, log = false } }) => {
      if ((customer === undefined) === (identifiers === undefined))
        throw invalidQuery('identifiers', said`or "customer" says who is asked about; exactly one of them must be given`);
      const whom = customer === undefined ? { identifiers: Object.entries(identifiers!) } : { customer };
      return decide({ placement, whom, context: context as JsonObject, locale, log });
    },
  );
}
