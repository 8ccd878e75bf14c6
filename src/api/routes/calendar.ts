/** What is planned for whom, day by day. */
import type { FastifyInstance } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, type Query, textOf } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';

export function registerCalendar(scope: FastifyInstance, { calendar }: ApiDependencies): void {
  scope.get('/v1/calendar', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['from', 'to', ...LOOKUP_FIELDS]);
    const from = textOf(query, 'from');
    const to = textOf(query, 'to');
    const whom = lookupOf(query);
    const answer = await calendar({ ...(from !== undefined && { from }), ...(to !== undefined && { to }) }, whom);
    if (answer) return answer;
    const id = !whom ? '' : 'customer' in whom ? whom.customer : `${whom.namespace}:${whom.value}`;
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id });
  });
}
