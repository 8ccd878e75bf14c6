/** What goes with an item, and what is recommended to a customer. */
import type { FastifyInstance } from 'fastify';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';

export function registerRecommendations(scope: FastifyInstance, { recommendations }: Pick<ApiDependencies, 'recommendations'>): void {
  scope.get('/v1/recommendations', async (request) => {
    assertKnown(request.query as Query, []);
    return { recommendations: recommendations.ids() };
  });
  scope.get('/v1/recommendations/:recommendation', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['item', ...LOOKUP_FIELDS]);
    const { recommendation } = request.params as { recommendation: string };
    const item = textOf(query, 'item');
    const lookup = lookupOf(query);
    if ((item === undefined) === (lookup === undefined))
      throw invalidQuery('item', 'or whom it is for must be given: "customer", or "namespace" and "value"; exactly one of them');
    if (item !== undefined) return recommendations.answer({ recommendation, about: { item } });
    const whom = 'customer' in lookup! ? lookup : { identifiers: [[lookup!.namespace, lookup!.value] as const] };
    return recommendations.answer({ recommendation, about: { whom } });
  });
}
