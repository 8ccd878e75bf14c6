/** What a release changed, definition by definition. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import type { Definition } from '../../define/index.ts';
import { changesBetween } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { serve, text, whole } from '../route/index.ts';
import { changeSchema } from '../schemas/releases.ts';

/** More than anybody makes. */
const RELEASES_MAX = 1_000_000_000;

export function registerReleaseChanges(scope: FastifyInstance, { release }: Pick<ApiDependencies, 'release'>): void {
  const definitionsOf = async (number: number): Promise<readonly Definition[]> => {
    if (number === 0) return [];
    const found = await release(number);
    if (!found) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'release', id: String(number) });
    return found.definitions.map(({ definition }) => definition);
  };
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/releases/:number/changes',
      area: 'releases',
      summary: 'What a release changed',
      description: 'Against the one before, or another; in the words of a plan.',
      permission: 'releases.read',
      params: z.strictObject({ number: text() }),
      query: z.strictObject({
        since: whole({ min: 0, max: RELEASES_MAX }).describe(
          'Number of the release that it is compared with; 0: none. Default: the one before.',
        ),
      }),
      answers: { 200: z.strictObject({ since: z.number(), changes: z.array(changeSchema) }) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params, query }) => {
      if (!/^[1-9]\d{0,8}$/.test(params.number)) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'release', id: params.number });
      const number = Number(params.number);
      const { since = number - 1 } = query;
      const [before, after] = await Promise.all([definitionsOf(since), definitionsOf(number)]);
      return { since, changes: changesBetween(before, after) };
    },
  );
}
