/** What becomes of customers in journeys, and journeys that are started by name. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { JsonObject } from '../../core/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { hint } from '../said.ts';
import { journeyStartedSchema } from '../schemas/decide.ts';
import { journeyDetailSchema, journeyFiguresSchema } from '../schemas/journeys.ts';

const named = z.string().min(1).max(500);
const startBody = z
  .strictObject({
    customer: named.describe('Who starts it, by id; or `identifiers`.').exactOptional(),
    identifiers: z
      .array(z.tuple([named, named]))
      .min(1)
      .max(25)
      .exactOptional(),
    properties: z.record(z.string(), z.unknown()).describe('At hand as those of an event would be.').exactOptional(),
    messageId: z.string().min(1).max(100).describe('Asked again under the same one within 48 hours it counts once.').exactOptional(),
  })
  .refine(({ customer, identifiers }) => (customer === undefined) !== (identifiers === undefined), {
    path: ['customer'],
    message: hint`or "identifiers" says who starts it: one of both`,
  });

export function registerJourneys(
  scope: FastifyInstance,
  { startJourney, journeys }: Pick<ApiDependencies, 'startJourney' | 'journeys'>,
): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/journeys',
      area: 'journeys',
      summary: 'What becomes of customers in all journeys',
      permission: 'journeys.read',
      answers: { 200: z.strictObject({ journeys: z.array(journeyFiguresSchema) }) },
    },
    async () => ({ journeys: await journeys.list() }),
  );
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/journeys/:journey',
      area: 'journeys',
      summary: 'What becomes of customers in one journey, step by step',
      permission: 'journeys.read',
      params: z.strictObject({ journey: text() }),
      answers: { 200: journeyDetailSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ params }) => journeys.of(params.journey),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/journeys/:journey/start',
      area: 'journeys',
      summary: 'Start a journey for a customer',
      description: "The journey's own rules decide whether the customer enters.",
      permission: 'journeys.start',
      audit: 'change',
      params: z.strictObject({ journey: text() }),
      body: startBody,
      answers: { 202: journeyStartedSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_JOURNEY_NOT_STARTABLE', 'VOLANO_CALL_INVALID'],
    },
    ({ params, body: { properties, ...asked } }) =>
      startJourney(params.journey, { ...asked, ...(properties && { properties: properties as JsonObject }) }),
  );
}
