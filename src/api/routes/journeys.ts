/** Journeys that are started by name. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonObject } from '../../core/index.ts';
import { bodyOf } from '../body.ts';
import type { ApiDependencies } from '../deps.ts';

const text = z.string().min(1).max(500);
const startSchema = z
  .strictObject({
    customer: text.exactOptional(),
    identifiers: z
      .array(z.tuple([text, text]))
      .min(1)
      .max(25)
      .exactOptional(),
    properties: z.record(z.string(), z.json()).exactOptional(),
    messageId: z.string().min(1).max(100).exactOptional(),
  })
  .refine(({ customer, identifiers }) => (customer === undefined) !== (identifiers === undefined), {
    path: ['customer'],
    message: 'or "identifiers" says who starts it: one of both',
  });

export function registerJourneys(scope: FastifyInstance, { startJourney }: Pick<ApiDependencies, 'startJourney'>): void {
  scope.post('/v1/journeys/:journey/start', async (request, reply) => {
    const { journey } = request.params as { readonly journey: string };
    const { properties, ...asked } = bodyOf(request.body, startSchema);
    return reply.code(202).send(await startJourney(journey, { ...asked, ...(properties && { properties: properties as JsonObject }) }));
  });
}
