/** API tokens, of members and of services. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { DAY, VolanoError } from '../../base/index.ts';
import type { Permission } from '../../runtime/index.ts';
import type { EnforceOptions } from '../access/index.ts';
import { serve } from '../route/index.ts';
import { nameSchema, permissionSchema, tokenSchema } from '../schemas/access.ts';

const wishSchema = z.strictObject({
  name: nameSchema,
  permissions: z.array(permissionSchema).min(1),
  days: z.int().min(1).max(3_650).describe('Until it expires; absent: never.').exactOptional(),
  service: z.boolean().default(false).describe('Of a service, in nobody’s name. Needs the permission settings.tokens.'),
});
/** A token that could make others, or change its member, would outlive being revoked. */
const NEVER_OF_TOKENS: readonly Permission[] = ['self', 'settings.tokens'];
const OWN = { area: 'access', permission: 'self' } as const;

export function registerTokens(scope: FastifyInstance, options: Pick<EnforceOptions, 'room' | 'now'>): void {
  serve(
    scope,
    {
      ...OWN,
      method: 'GET',
      path: '/v1/tokens',
      summary: 'Own tokens, or all',
      query: z.strictObject({ all: z.literal('true').describe('Needs the permission settings.tokens.').exactOptional() }),
      answers: { 200: z.strictObject({ tokens: z.array(tokenSchema) }) },
    },
    async ({ query: { all }, request: { principal } }) => {
      const { id, permissions, member } = principal!;
      const isAll = all !== undefined || !member;
      if (isAll && !permissions.has('settings.tokens')) throw denied('settings.tokens');
      return { tokens: await options.room.tokens.list(isAll ? undefined : id) };
    },
  );
  serve(
    scope,
    {
      ...OWN,
      method: 'POST',
      path: '/v1/tokens',
      summary: 'Make a token',
      description: 'With permissions that whoever makes it has. The secret is told this once.',
      audit: 'change',
      body: wishSchema,
      answers: { 201: z.strictObject({ secret: z.string(), token: tokenSchema }) },
    },
    ({ body: { name, permissions, days, service }, request: { principal } }) => {
      const { id, member, permissions: own } = principal!;
      const isService = service || !member;
      const wanted: readonly Permission[] = isService ? ['settings.tokens', ...permissions] : permissions;
      const missing = permissions.find((one) => NEVER_OF_TOKENS.includes(one)) ?? wanted.find((one) => !own.has(one));
      if (missing !== undefined) throw denied(missing);
      return options.room.tokens.make({
        name,
        permissions,
        createdBy: id,
        ...(!isService && { member: id }),
        ...(days !== undefined && { expiresAt: options.now() + days * DAY }),
      });
    },
  );
  serve(
    scope,
    {
      ...OWN,
      method: 'DELETE',
      path: '/v1/tokens/:token',
      summary: 'Revoke a token',
      audit: 'change',
      params: z.strictObject({ token: z.string() }),
      answers: { 200: z.strictObject({}) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { token: id }, request: { principal } }) => {
      const { tokens } = options.room;
      const token = await tokens.get(id);
      const isOwn = token?.member !== undefined && token.member === principal!.member?.id;
      if (!token || !(isOwn || principal!.permissions.has('settings.tokens')))
        throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'token', id });
      await tokens.revoke(id);
      return {};
    },
  );
}

function denied(permission: Permission): VolanoError {
  return new VolanoError('VOLANO_ACCESS_DENIED', { permission });
}
