/** Broadcasts: one message to a segment at one time, put as an unpublished change. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { type BroadcastWish, PERMISSION_BY_KIND } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve, text, toldTo } from '../route/index.ts';
import { hint } from '../said.ts';
import { broadcastPlanSchema } from '../schemas/broadcasts.ts';

const ID_LENGTH = 63;
const NAME_LENGTH = 200;
const WAYS_MAX = 10;

const id = text().max(ID_LENGTH);
const share = z.number().min(0).lt(1);
const wish: z.ZodType<BroadcastWish> = z.strictObject({
  segment: id,
  template: id,
  channel: id,
  purpose: id,
  messageClass: z.enum(['marketing', 'service', 'transactional']).default('marketing'),
  at: text().describe(
    "A day and a time on each customer's own clock: `2026-12-01T10:00`. Refused when it has passed in the workspace's zone.",
  ),
  id: z
    .string()
    .regex(/^[a-z][a-z0-9_]*$/, hint`must be of small letters, digits and "_", beginning with a letter`)
    .max(ID_LENGTH)
    .describe('Of the journey; default: of template and date.')
    .exactOptional(),
  name: text().max(NAME_LENGTH).describe('Default: of template and date.').exactOptional(),
  holdout: share
    .describe('Share of the members that gets nothing; default: a tenth of marketing messages, nobody otherwise.')
    .exactOptional(),
  fallbacks: z
    .array(z.strictObject({ channel: id, template: id }))
    .min(1)
    .max(WAYS_MAX)
    .describe('For those whom the channel does not reach, in order.')
    .exactOptional(),
  target: share.describe('Share of clicks that is aimed at; default 0.02.').exactOptional(),
});

export function registerBroadcasts(scope: FastifyInstance, { broadcasts }: Pick<ApiDependencies, 'broadcasts'>): void {
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/broadcasts',
      area: 'journeys',
      summary: 'Make a broadcast',
      description:
        'One message to a segment at one time: a journey of two steps, kept as an unpublished change. It goes out when that is released in time. With `dryRun`: only what it would be. How many would get it tells `POST /v1/forecast`.',
      permission: 'releases.write',
      audit: 'change',
      body: z.strictObject({ broadcast: wish, dryRun: z.boolean().exactOptional() }),
      answers: { 200: broadcastPlanSchema, 201: broadcastPlanSchema },
      errors: [
        'VOLANO_BROADCAST_TIME',
        'VOLANO_BROADCAST_PAST',
        'VOLANO_BROADCAST_TAKEN',
        'VOLANO_RESOURCE_UNKNOWN',
        'VOLANO_CHANGE_CONFLICT',
        'VOLANO_CHANGE_OVERTAKEN',
      ],
    },
    async ({ body: { broadcast, dryRun }, request, reply }) => {
      const { principal } = request;
      if (dryRun) return toldTo(request, await broadcasts.plan(broadcast));
      const permission = PERMISSION_BY_KIND.journey;
      if (principal && !principal.permissions.has(permission)) throw new VolanoError('VOLANO_ACCESS_DENIED', { permission });
      const plan = await broadcasts.put(broadcast, principal?.id ?? 'operator');
      reply.code(201);
      return toldTo(request, plan);
    },
  );
}
