/** The data dictionary: proposals from recent traffic, and what a project's dictionary would say of it. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { validateProject } from '../../define/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { DEFINITION_ERRORS, serve, text, whole } from '../route/index.ts';
import { dictionaryCheckedSchema, inferredEventSchema } from '../schemas/dictionary.ts';
import { PROJECT_BYTES_MAX, projectSchema } from './project-body.ts';

const since = 'Of events that came since then, ms.';
const checkBody = z.strictObject({
  project: projectSchema,
  since: z.number().min(0).max(8.64e15).describe(since),
  source: z.string().min(1).exactOptional(),
});

export function registerDictionary(scope: FastifyInstance, { dictionary }: Pick<ApiDependencies, 'dictionary'>): void {
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/dictionary/infer',
      area: 'data',
      summary: 'Definitions of events, proposed from what came',
      permission: 'dictionary.read',
      query: z.strictObject({
        since: whole({ min: 0, max: 8.64e15, default: 0 }).describe(since),
        source: text().exactOptional(),
      }),
      answers: { 200: z.strictObject({ events: z.array(inferredEventSchema) }) },
    },
    async ({ query }) => ({ events: await dictionary.infer(query) }),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/dictionary/check',
      area: 'data',
      summary: "What a project's dictionary would say of what came",
      permission: 'dictionary.read',
      body: checkBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 200: dictionaryCheckedSchema },
      errors: DEFINITION_ERRORS,
    },
    ({ body: { project, ...options } }) => dictionary.check(validateProject(project), options),
  );
}
