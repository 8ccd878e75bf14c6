/** Releases that reach customers stage by stage: how they stand, and what staff says of one. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { rolloutReportSchema } from '../schemas/rollout.ts';
import { memberIn } from './release-wish.ts';

const wishSchema = z.strictObject({
  action: z.enum(['advance', 'pause', 'resume', 'halt']),
  stage: z.int().min(1).max(20).describe('Index of the one to go to; default: the next.').exactOptional(),
  reason: z.string().min(1).max(500).exactOptional(),
});

export function registerRollouts(scope: FastifyInstance, { rollouts }: Pick<ApiDependencies, 'rollouts'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/rollouts',
      area: 'releases',
      summary: 'Gradual rollouts of the running release',
      permission: 'releases.read',
      answers: { 200: z.strictObject({ rollouts: z.array(rolloutReportSchema) }) },
    },
    async () => ({ rollouts: await rollouts.list() }),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/rollouts/:id',
      area: 'releases',
      summary: 'Advance, pause, resume or halt a rollout',
      permission: 'releases.rollout',
      audit: 'change',
      params: z.strictObject({ id: text() }),
      body: wishSchema,
      answers: { 200: rolloutReportSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_ROLLOUT_STATE', 'VOLANO_ROLLOUT_OVERTAKEN', 'VOLANO_MEMBER_UNKNOWN'],
    },
    ({ params, body, request }) => rollouts.say(params.id, { ...body, ...memberIn(request) }),
  );
}
