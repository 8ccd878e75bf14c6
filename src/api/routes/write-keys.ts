/** Write keys of sources: those of the configuration, and those that are made, replaced and revoked here. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { DAY, VolanoError } from '../../base/index.ts';
import type { MembersRoom, WriteKey } from '../../runtime/index.ts';
import { makerOf } from '../access/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve } from '../route/index.ts';
import { hint, said } from '../said.ts';
import { nameSchema } from '../schemas/access.ts';
import { type ShownWriteKey, writeKeySchema } from '../schemas/write-keys.ts';

const OLD_VALID_MS = DAY;
const UNTIL_MAX_MS = 366 * DAY;
/** What the console sends in the name of visitors comes from a source of that name. */
const CONSOLE = 'console';
const OPERATOR = 'operator';
const ABOUT = { area: 'data', permission: 'settings.sources' } as const;
const secret = z.string().describe('Told this once.');
const params = z.strictObject({ key: z.string() });

const sourceSchema: z.ZodType<string> = z
  .string()
  .min(1)
  .max(100)
  .refine((id) => id.trim() === id && id !== CONSOLE && !/\p{Cc}/u.test(id), {
    message: hint`must be a name without spaces around it, and not "console", which is the console’s own`,
  });

type Needed = Pick<ApiDependencies, 'writeKeys' | 'members' | 'now'>;

export function registerWriteKeys(scope: FastifyInstance, dependencies: Needed): void {
  const { writeKeys, members } = dependencies;
  serve(
    scope,
    {
      ...ABOUT,
      method: 'GET',
      path: '/v1/write-keys',
      summary: 'Write keys of sources',
      description: 'Without their secrets. Those that have ended are listed for 90 days.',
      answers: { 200: z.strictObject({ keys: z.array(writeKeySchema) }) },
    },
    async () => ({ keys: await Promise.all((await writeKeys.list()).map((key) => told(key, members))) }),
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/sources/:source/write-keys',
      summary: 'Make a write key',
      description: 'Of a source that there is, or of a new one. Other processes of a cluster take it within about a second.',
      audit: 'change',
      params: z.strictObject({ source: sourceSchema }),
      body: z.strictObject({ name: nameSchema.describe('What it is for.').exactOptional() }),
      answers: { 201: z.strictObject({ secret, key: writeKeySchema }) },
    },
    async ({ params: { source }, body: { name }, request }) => {
      const made = await writeKeys.make({ source, by: byOf(request), ...(name !== undefined && { name }) });
      return { secret: made.secret, key: await told(made.key, members) };
    },
  );
  registerEnds(scope, dependencies);
}

/** Of those that were made here. */
function registerEnds(scope: FastifyInstance, { writeKeys, members, now }: Needed): void {
  serve(
    scope,
    {
      ...ABOUT,
      method: 'POST',
      path: '/v1/write-keys/:key/rotate',
      summary: 'Replace a write key',
      description: 'By a new one of the same source. Both are taken until the old one ends.',
      audit: 'change',
      params,
      body: z.strictObject({
        until: z
          .int()
          .describe('When the old one ends, ms UTC, at most 366 days ahead; absent: in 24 hours. What is past: now.')
          .exactOptional(),
      }),
      answers: { 201: z.strictObject({ secret, key: writeKeySchema, old: writeKeySchema }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_WRITE_KEY_FIXED', 'VOLANO_WRITE_KEY_ENDED', 'VOLANO_QUERY_INVALID'],
    },
    async ({ params: { key: id }, body: { until = now() + OLD_VALID_MS }, request }) => {
      if (until > now() + UNTIL_MAX_MS)
        throw new VolanoError('VOLANO_QUERY_INVALID', { field: 'until', problem: said`must be at most 366 days ahead` });
      const { key, old, ...made } = await writeKeys.rotate(id, { until, by: byOf(request) });
      return { secret: made.secret, key: await told(key, members), old: await told(old, members) };
    },
  );
  serve(
    scope,
    {
      ...ABOUT,
      method: 'DELETE',
      path: '/v1/write-keys/:key',
      summary: 'Revoke a write key',
      description: 'At once; other processes of a cluster keep to it within about a second. What is sent with it is refused from then on.',
      audit: 'change',
      params,
      answers: { 200: z.strictObject({ key: writeKeySchema }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_WRITE_KEY_FIXED'],
    },
    async ({ params: { key: id }, request }) => ({ key: await told(await writeKeys.revoke(id, byOf(request)), members) }),
  );
}

function byOf({ principal }: FastifyRequest): string {
  return principal!.id;
}

async function told({ createdBy, endedBy, ...key }: WriteKey, room: MembersRoom): Promise<ShownWriteKey> {
  const named = (id: string) => makerOf(id === OPERATOR ? undefined : id, room);
  return {
    ...key,
    ...(createdBy !== undefined && { maker: await named(createdBy) }),
    ...(endedBy !== undefined && { ender: await named(endedBy) }),
  };
}
