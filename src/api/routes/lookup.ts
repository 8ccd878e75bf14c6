/** Whom a request asks about: `customer`, or `namespace` and `value` of an identifier. */
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies, ProfileLookup } from '../deps.ts';
import { type Query, textOf } from '../query.ts';

export const LOOKUP_FIELDS: readonly string[] = ['customer', 'namespace', 'value'];

/** All ids of the person that is asked for, undefined when nobody is: messages and facts keep the id that the customer had at the time. */
export async function customersOf(query: Query, { profileOf }: ApiDependencies): Promise<readonly string[] | undefined> {
  const lookup = lookupOf(query);
  if (!lookup) return undefined;
  const profile = await profileOf(lookup);
  if (profile) return [profile.customer, ...profile.absorbed];
  return 'customer' in lookup ? [lookup.customer] : [];
}

export function lookupOf(query: Query): ProfileLookup | undefined {
  const customer = textOf(query, 'customer');
  if (customer !== undefined) return { customer };
  const namespace = textOf(query, 'namespace');
  const value = textOf(query, 'value');
  if (namespace === undefined && value === undefined) return undefined;
  if (namespace === undefined || value === undefined) {
    throw new VolanoError('VOLANO_QUERY_INVALID', {
      field: namespace === undefined ? 'namespace' : 'value',
      problem: 'is missing; an identifier has both',
    });
  }
  return { namespace, value };
}
