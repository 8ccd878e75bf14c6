/** Whom a request asks about: `customer`, or `namespace` and `value` of an identifier. */
import type { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import type { ApiDependencies, ProfileLookup } from '../deps.ts';
import { invalidQuery, text } from '../route/index.ts';
import { said } from '../said.ts';

type Text = z.ZodExactOptional<z.ZodString>;

/** Parameters of an address that asks about somebody. */
export const lookup: { readonly customer: Text; readonly namespace: Text; readonly value: Text } = {
  customer: text().describe('Id of a customer; or else `namespace` and `value`.').exactOptional(),
  namespace: text().describe('Of an identifier, e.g. `user_id`; with `value`.').exactOptional(),
  value: text().describe('Of the identifier.').exactOptional(),
};

/** The same, read. */
export interface Whom {
  readonly customer?: string;
  readonly namespace?: string;
  readonly value?: string;
}

/** Undefined when nobody is named. Throws VOLANO_QUERY_INVALID where half of an identifier is. */
export function whomOf({ customer, namespace, value }: Whom): ProfileLookup | undefined {
  if (customer !== undefined) return { customer };
  if (namespace === undefined && value === undefined) return undefined;
  if (namespace === undefined || value === undefined)
    throw invalidQuery(namespace === undefined ? 'namespace' : 'value', said`is missing; an identifier has both`);
  return { namespace, value };
}

/** Throws VOLANO_QUERY_INVALID where nobody is named. */
export function someoneOf(whom: Whom): ProfileLookup {
  const found = whomOf(whom);
  if (found) return found;
  throw invalidQuery('customer', said`is missing; or name an identifier by namespace and value`);
}

export function unknownCustomer(whom: ProfileLookup | undefined): VolanoError {
  const id = !whom ? '' : 'customer' in whom ? whom.customer : `${whom.namespace}:${whom.value}`;
  return new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id });
}

/** All ids of the person that is asked for, undefined when nobody is: messages and facts keep the id that the customer had at the time. */
export async function customersOf(whom: Whom, { profileOf }: ApiDependencies): Promise<readonly string[] | undefined> {
  const found = whomOf(whom);
  if (!found) return undefined;
  const profile = await profileOf(found);
  if (profile) return [profile.customer, ...profile.absorbed];
  return 'customer' in found ? [found.customer] : [];
}
