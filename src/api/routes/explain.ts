/** Why a customer got a message, and why not another. */
import type { FastifyInstance } from 'fastify';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';

export function registerExplain(scope: FastifyInstance, { explain }: ApiDependencies): void {
  scope.get('/v1/explain', async (request) => {
    const query = request.query as Query;
    assertKnown(query, [...LOOKUP_FIELDS, 'message', 'journey']);
    const lookup = lookupOf(query);
    if (!lookup) throw invalidQuery('customer', 'is missing; or name an identifier by namespace and value');
    return explain({ lookup, message: textOf(query, 'message'), journey: textOf(query, 'journey') });
  });
}
