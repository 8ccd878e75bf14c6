/** What goes with an item, and what is recommended to a customer. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { invalidQuery, serve, text } from '../route/index.ts';
import { said } from '../said.ts';
import { recommendationAnswerSchema } from '../schemas/decide.ts';
import { lookup, whomOf } from './lookup.ts';

export function registerRecommendations(scope: FastifyInstance, { recommendations }: Pick<ApiDependencies, 'recommendations'>): void {
  const about = { method: 'GET', area: 'decisions', permission: 'recommendations.read' } as const;
  serve(
    scope,
    {
      ...about,
      path: '/v1/recommendations',
      summary: 'Recommendations there are, by id',
      answers: { 200: z.strictObject({ recommendations: z.array(z.string()) }) },
    },
    () => ({ recommendations: recommendations.ids() }),
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/recommendations/:recommendation',
      summary: 'What goes with an item, or is recommended to a customer',
      params: z.strictObject({ recommendation: text() }),
      query: z.strictObject({ item: text().describe('Or whom it is for.').exactOptional(), ...lookup }),
      answers: { 200: recommendationAnswerSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ params: { recommendation }, query: { item, ...given } }) => {
      const whom = whomOf(given);
      if ((item === undefined) === (whom === undefined))
        throw invalidQuery('item', said`or whom it is for must be given: "customer", or "namespace" and "value"; exactly one of them`);
      if (item !== undefined) return recommendations.answer({ recommendation, about: { item } });
      const someone = 'customer' in whom! ? whom : { identifiers: [[whom!.namespace, whom!.value] as const] };
      return recommendations.answer({ recommendation, about: { whom: someone } });
    },
  );
}
