/** The data dictionary: proposals from recent traffic, and what a project's dictionary would say of it. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { validateProject } from '../../define/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf, wholeOf } from '../query.ts';

/** As of a release. */
const PROJECT_BYTES_MAX = 16 * 1024 * 1024;

const checkSchema = z.strictObject({ project: z.unknown(), since: z.number(), source: z.string().min(1).exactOptional() });

export function registerDictionary(scope: FastifyInstance, { dictionary }: Pick<ApiDependencies, 'dictionary'>): void {
  scope.get('/v1/dictionary/infer', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['since', 'source']);
    const source = textOf(query, 'source');
    const since = wholeOf(query, 'since', { min: 0, max: Number.MAX_SAFE_INTEGER }) ?? 0;
    return { events: await dictionary.infer({ since, ...(source !== undefined && { source }) }) };
  });
  scope.post('/v1/dictionary/check', { bodyLimit: PROJECT_BYTES_MAX }, async (request) => {
    const { success, data, error } = checkSchema.safeParse(request.body ?? {});
    if (!success) throw invalidQuery(error.issues[0]?.path.join('.') || 'the body', error.issues[0]?.message ?? 'is not understood');
    const { project, ...options } = data;
    return dictionary.check(validateProject(project), options);
  });
}
