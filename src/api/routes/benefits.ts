/** Benefits: codes for their pools, and what is left of them. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf } from '../body.ts';
import type { ApiDependencies } from '../deps.ts';

/** Codes that one request brings in at most. */
const MAX = 10_000;
const BODY_BYTES_MAX = 2 * 1024 * 1024;
/** Who asks, as the facts say it. */
const BY = 'api';

const codesSchema = z.strictObject({
  codes: z
    .array(z.string().regex(/^[\x21-\x7e]{1,100}$/, 'expected 1 to 100 letters, digits and signs without spaces'))
    .min(1)
    .max(MAX),
});

export function registerBenefits(scope: FastifyInstance, { benefits }: Pick<ApiDependencies, 'benefits'>): void {
  scope.get('/v1/benefits', async () => ({ benefits: await benefits.stock() }));
  scope.post('/v1/benefits/:benefit/codes', { bodyLimit: BODY_BYTES_MAX }, async (request, reply) => {
    const { benefit } = request.params as { readonly benefit: string };
    const { codes } = bodyOf(request.body, codesSchema);
    return reply.code(201).send(await benefits.bringIn(benefit, codes, BY));
  });
}
