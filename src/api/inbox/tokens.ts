/** Tokens for customers' browsers, which the brand's server asks for. Behind management access. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { MINUTE, VolanoError } from '../../base/index.ts';
import type { ApiDependencies, ProfileLookup } from '../deps.ts';
import { invalidQuery } from '../query.ts';

const LIFE_MINUTES_DEFAULT = 60;
const LIFE_MINUTES_MAX = 24 * 60;

const minutesSchema = z.int().min(1).max(LIFE_MINUTES_MAX).default(LIFE_MINUTES_DEFAULT);
const customerSchema = z.strictObject({ customer: z.string().min(1).max(200), minutes: minutesSchema });
const identifierSchema = z.strictObject({
  identifier: z.tuple([z.string().min(1).max(100), z.string().min(1).max(500)]),
  minutes: minutesSchema,
});

/** POST /v1/inbox-tokens `{ customer }` or `{ identifier: [namespace, value] }`, and `minutes`. Answers `{ token, expiresAt }`. */
export function registerInboxTokens(scope: FastifyInstance, { inbox, profileOf }: ApiDependencies): void {
  scope.post('/v1/inbox-tokens', async (request, reply) => {
    const asked = bodyOf(request.body);
    const lookup: ProfileLookup =
      'customer' in asked ? { customer: asked.customer } : { namespace: asked.identifier[0], value: asked.identifier[1] };
    const profile = await profileOf(lookup);
    if (!profile) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id: Object.values(lookup).join(':') });
    reply.code(201);
    return inbox.issue(profile.customer, asked.minutes * MINUTE);
  });
}

function bodyOf(body: unknown): z.infer<typeof customerSchema> | z.infer<typeof identifierSchema> {
  const given =
    typeof body === 'object' && body !== null && 'identifier' in body ? identifierSchema.safeParse(body) : customerSchema.safeParse(body);
  if (given.success) return given.data;
  const [issue] = given.error.issues;
  throw invalidQuery(
    issue?.path.join('.') || 'body',
    issue?.message ?? 'must be { "customer": ... } or { "identifier": [namespace, value] }',
  );
}
