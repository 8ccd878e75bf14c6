/** Templates and blocks: what there is, what changed, what a customer would read; and the way back for one template. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf, wholeOf } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';

const VERSION = { min: 1, max: 1_000_000 };
const rollbackSchema = z.strictObject({ version: z.int().min(1), note: z.string().exactOptional() });

export function registerContent(scope: FastifyInstance, { content, apply }: ApiDependencies): void {
  const templateOf = (params: unknown): string => (params as { readonly template: string }).template;
  scope.get('/v1/content', async (request) => {
    assertKnown(request.query as Query, []);
    return { content: content.list() };
  });
  scope.get('/v1/content/:template/versions', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['from', 'to']);
    return content.versions(templateOf(request.params), { from: wholeOf(query, 'from', VERSION), to: wholeOf(query, 'to', VERSION) });
  });
  scope.get('/v1/content/:template/preview', async (request) => {
    const query = request.query as Query;
    assertKnown(query, [...LOOKUP_FIELDS, 'version', 'locale', 'variant', 'event']);
    const lookup = lookupOf(query);
    if (!lookup) throw invalidQuery('customer', 'is missing; or name an identifier by namespace and value');
    const version = wholeOf(query, 'version', VERSION);
    const [locale, variant] = [textOf(query, 'locale'), textOf(query, 'variant')];
    return content.preview({
      template: templateOf(request.params),
      lookup,
      version,
      locale,
      variant,
      event: eventOf(textOf(query, 'event')),
    });
  });
  scope.post('/v1/content/:template/rollback', async (request, reply) => {
    const { success, data, error } = rollbackSchema.safeParse(request.body);
    if (!success) throw invalidQuery(error.issues[0]?.path.join('.') || 'the body', error.issues[0]?.message ?? 'is not understood');
    const template = templateOf(request.params);
    const { version, note = `${template}: version ${version} again` } = data;
    reply.code(201);
    return apply(content.rolledBack(template, version), { note });
  });
}

function eventOf(text: string | undefined): Record<string, never> | undefined {
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, never>;
  } catch {
    // Said below.
  }
  throw invalidQuery('event', 'must be a JSON object: the properties of the triggering event');
}
