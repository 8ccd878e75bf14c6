/** Why a customer got a message, and why not another. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { serve, text } from '../route/index.ts';
import { explanationSchema } from '../schemas/explain.ts';
import { lookup, someoneOf } from './lookup.ts';

const query = z.strictObject({
  ...lookup,
  message: text().describe('Why it was sent, or not.').exactOptional(),
  journey: text().describe('How the customer stands with it; default: with all.').exactOptional(),
});

export function registerExplain(scope: FastifyInstance, { explain }: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/explain',
      area: 'customers',
      summary: 'Why a customer got a message, and why not another',
      permission: 'customers.read',
      audit: 'look',
      query,
      answers: { 200: explanationSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ query: { message, journey, ...whom } }) => explain({ lookup: someoneOf(whom), message, journey }),
  );
}
