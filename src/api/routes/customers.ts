/** Profiles: by identifier, or by customer id. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies, ProfileLookup } from '../deps.ts';
import { type Route, serve, text } from '../route/index.ts';
import { type DescribedProfile, describedProfileSchema, profileSchema } from '../schemas/profile.ts';
import { lookup, someoneOf, unknownCustomer } from './lookup.ts';

const ABOUT = {
  method: 'GET',
  area: 'customers',
  permission: 'customers.read',
  audit: 'look',
} as const satisfies Partial<Route>;

export function registerCustomers(scope: FastifyInstance, { profileOf, identityHistory }: ApiDependencies): void {
  const described = async (whom: ProfileLookup): Promise<DescribedProfile> => {
    const [profile, history] = await Promise.all([profileOf(whom), identityHistory(whom)]);
    if (!profile) throw unknownCustomer(whom);
    return { ...profile, origins: history?.links ?? [] };
  };
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/customers',
      summary: 'Find a customer',
      description: 'By id or identifier. A search that finds nobody is an answer: the list is empty.',
      query: z.strictObject(lookup),
      answers: { 200: z.strictObject({ customers: z.array(profileSchema) }) },
    },
    async ({ query }) => {
      const profile = await profileOf(someoneOf(query));
      return { customers: profile ? [profile] : [] };
    },
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/customers/:namespace/:value',
      summary: 'A customer by identifier',
      params: z.strictObject({ namespace: text(), value: text() }),
      answers: { 200: describedProfileSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ params }) => described(params),
  );
  serve(
    scope,
    {
      ...ABOUT,
      path: '/v1/customers/:customer',
      summary: 'A customer by id',
      description: 'Also by the id of a customer that was merged into it.',
      params: z.strictObject({ customer: text() }),
      answers: { 200: describedProfileSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    ({ params }) => described(params),
  );
}
