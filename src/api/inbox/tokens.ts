/** Tokens for customers' browsers, which the brand's server asks for. Behind management access. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MINUTE, VolanoError } from '../../base/index.ts';
import type { ApiDependencies, ProfileLookup } from '../deps.ts';
import { serve } from '../route/index.ts';
import { time } from '../schemas/parts.ts';

const LIFE_MINUTES_DEFAULT = 60;
const LIFE_MINUTES_MAX = 24 * 60;

const minutes = z.int().min(1).max(LIFE_MINUTES_MAX).default(LIFE_MINUTES_DEFAULT);
const tokenBody = z.union([
  z.strictObject({ identifier: z.tuple([z.string().min(1).max(100), z.string().min(1).max(500)]), minutes }),
  z.strictObject({ customer: z.string().min(1).max(200), minutes }),
]);

export function registerInboxTokens(scope: FastifyInstance, { inbox, profileOf }: ApiDependencies): void {
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/inbox-tokens',
      area: 'inbox',
      summary: "A token for a customer's browser",
      description: 'By id or identifier, good for so many minutes.',
      permission: 'inbox.issue',
      audit: 'change',
      body: tokenBody,
      answers: { 201: z.strictObject({ token: z.string(), expiresAt: time }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ body }) => {
      const lookup: ProfileLookup =
        'customer' in body ? { customer: body.customer } : { namespace: body.identifier[0], value: body.identifier[1] };
      const profile = await profileOf(lookup);
      if (!profile) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: Object.values(lookup).join(':') });
      return inbox.issue(profile.customer, body.minutes * MINUTE);
    },
  );
}
