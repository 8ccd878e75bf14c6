/** Releases that reach customers stage by stage: how they stand, and what staff says of one. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, type Query } from '../query.ts';
import { memberIn, understood } from './releases.ts';

/** `stage`: index of the one to go to. */
const wishSchema = z.strictObject({
  action: z.enum(['advance', 'pause', 'resume', 'halt']),
  stage: z.int().min(1).max(20).exactOptional(),
  reason: z.string().min(1).max(500).exactOptional(),
});

export function registerRollouts(scope: FastifyInstance, { rollouts }: Pick<ApiDependencies, 'rollouts'>): void {
  scope.get('/v1/rollouts', async (request) => {
    assertKnown(request.query as Query, []);
    return { rollouts: await rollouts.list() };
  });
  scope.post('/v1/rollouts/:id', async (request) => {
    assertKnown(request.query as Query, []);
    const wish = understood(wishSchema, request.body ?? {});
    return rollouts.say((request.params as { id: string }).id, { ...wish, ...memberIn(request.headers) });
  });
}
