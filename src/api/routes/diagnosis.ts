/** The steps of journeys against their guardrails and their past; and what a person says of a reroute. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { bodyOf } from '../body.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, type Query } from '../query.ts';

const rerouteSchema = z.strictObject({
  action: z.enum(['on', 'off', 'auto']),
  by: z.string().min(1).max(100).default('staff'),
  reason: z.string().max(500).default(''),
});

export function registerDiagnosis(scope: FastifyInstance, { diagnosis }: Pick<ApiDependencies, 'diagnosis'>): void {
  scope.get('/v1/diagnosis', async (request) => {
    assertKnown(request.query as Query, []);
    return { journeys: await diagnosis.of() };
  });
  scope.get('/v1/journeys/:journey/diagnosis', async (request) => {
    assertKnown(request.query as Query, []);
    const { journey } = request.params as { readonly journey: string };
    return (await diagnosis.of(journey))[0];
  });
  scope.post('/v1/journeys/:journey/steps/:step/reroute', async (request) => {
    const { journey, step } = request.params as { readonly journey: string; readonly step: string };
    return diagnosis.reroute({ journey, step, ...bodyOf(request.body, rerouteSchema) });
  });
}
