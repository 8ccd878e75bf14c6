/** The steps of journeys against their guardrails and their past; and what a person says of a reroute. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { sayerOf } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { journeyDiagnosisSchema } from '../schemas/diagnosis.ts';

const rerouteBody = z.strictObject({
  action: z.enum(['on', 'off', 'auto']).describe('`on`: to the fallback path; `off`: as it is; `auto`: as the guardrails say.'),
  by: z.string().min(1).max(100).default('staff'),
  reason: z.string().max(500).default(''),
});

export function registerDiagnosis(scope: FastifyInstance, { diagnosis }: Pick<ApiDependencies, 'diagnosis'>): void {
  const about = { area: 'journeys', permission: 'journeys.read' } as const;
  serve(
    scope,
    {
      ...about,
      method: 'GET',
      path: '/v1/diagnosis',
      summary: 'How the steps of all journeys do',
      answers: { 200: z.strictObject({ journeys: z.array(journeyDiagnosisSchema) }) },
    },
    async () => ({ journeys: await diagnosis.of() }),
  );
  serve(
    scope,
    {
      ...about,
      method: 'GET',
      path: '/v1/journeys/:journey/diagnosis',
      summary: 'How the steps of a journey do',
      params: z.strictObject({ journey: text() }),
      answers: { 200: journeyDiagnosisSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { journey } }) => {
      const [found] = await diagnosis.of(journey);
      if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'journey', id: journey });
      return found;
    },
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/journeys/:journey/steps/:step/reroute',
      area: 'journeys',
      summary: 'Reroute a step to its fallback path, or back',
      permission: 'journeys.reroute',
      audit: 'change',
      params: z.strictObject({ journey: text(), step: text() }),
      body: rerouteBody,
      answers: { 200: journeyDiagnosisSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_FALLBACK_MISSING'],
    },
    ({ params, body, request }) => diagnosis.reroute({ ...params, ...body, ...signedIn(request) }),
  );
}

/** Who is signed in says it, whatever name the request gives. */
function signedIn(request: FastifyRequest): { readonly by?: string } {
  return request.principal?.kind === 'member' ? { by: sayerOf(request) } : {};
}
