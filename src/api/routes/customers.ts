/** Profiles: by identifier, or by customer id. */
import type { FastifyInstance } from 'fastify';
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies, IdentityHistory, Profile, ProfileLookup } from '../deps.ts';
import { assertKnown, invalidQuery, type Query } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';

/** With the entry of the log that linked each identifier. */
type Described = Profile & { readonly origins: IdentityHistory['links'] };

export function registerCustomers(scope: FastifyInstance, { profileOf, identityHistory }: ApiDependencies): void {
  const answer = async (lookup: ProfileLookup, id: string): Promise<Described> => {
    const [profile, history] = await Promise.all([profileOf(lookup), identityHistory(lookup)]);
    if (!profile) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id });
    return { ...profile, origins: history?.links ?? [] };
  };
  // A search that finds nobody is an answer, an address of nobody is none.
  scope.get('/v1/customers', async (request) => {
    const query = request.query as Query;
    assertKnown(query, LOOKUP_FIELDS);
    const lookup = lookupOf(query);
    if (!lookup) throw invalidQuery('customer', 'is missing; or name an identifier by namespace and value');
    const profile = await profileOf(lookup);
    return { customers: profile ? [profile] : [] };
  });
  scope.get('/v1/customers/:namespace/:value', async (request) => {
    assertKnown(request.query as Query, []);
    const { namespace, value } = request.params as { namespace: string; value: string };
    return answer({ namespace, value }, `${namespace}:${value}`);
  });
  scope.get('/v1/customers/:customer', async (request) => {
    assertKnown(request.query as Query, []);
    const { customer } = request.params as { customer: string };
    return answer({ customer }, customer);
  });
}
