/** Benefits: codes for their pools, and what is left of them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sayerOf } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { hint } from '../said.ts';
import { benefitStockSchema } from '../schemas/benefits.ts';

/** Codes that one request brings in at most. */
const MAX = 10_000;
const BODY_BYTES_MAX = 2 * 1024 * 1024;
const codesSchema = z.strictObject({
  codes: z
    .array(z.string().regex(/^[\x21-\x7e]{1,100}$/, hint`expected 1 to 100 letters, digits and signs without spaces`))
    .min(1)
    .max(MAX),
});

export function registerBenefits(scope: FastifyInstance, { benefits }: Pick<ApiDependencies, 'benefits'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/benefits',
      area: 'decisions',
      summary: 'Benefits and what is left of them',
      permission: 'benefits.read',
      answers: { 200: z.strictObject({ benefits: z.array(benefitStockSchema) }) },
    },
    async () => ({ benefits: await benefits.stock() }),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/benefits/:benefit/codes',
      area: 'decisions',
      summary: 'Bring in codes',
      description: 'For the pool of a benefit of type coupon, each once. The same thousand brought in again counts once.',
      permission: 'benefits.write',
      audit: 'change',
      params: z.strictObject({ benefit: text() }),
      body: codesSchema,
      bodyLimit: BODY_BYTES_MAX,
      answers: { 201: z.strictObject({ codes: z.number().describe('How many, each counted once.') }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ params, body, request }) => benefits.bringIn(params.benefit, body.codes, sayerOf(request)),
  );
}
