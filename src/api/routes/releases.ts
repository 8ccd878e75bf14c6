/** Releases: list, read, apply; and the names that the running one gives to things. */
import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { type Release, rolloutSchema, stepEditsSchema, type Text } from '../../define/index.ts';
import type { ApiDependencies, ReleaseWish } from '../deps.ts';
import { assertKnown, invalidQuery, type Query } from '../query.ts';
import { PROJECT_BYTES_MAX, projectOf } from './project-body.ts';

/** Names by kind and id, e.g. `names.journey.win_back.zh`. */
export type Names = Readonly<Record<string, Readonly<Record<string, Text>>>>;

export function registerReleases(scope: FastifyInstance, dependencies: ApiDependencies): void {
  scope.get('/v1/releases', async (request) => {
    assertKnown(request.query as Query, []);
    return { releases: await dependencies.releases() };
  });
  scope.get('/v1/releases/status', async (request) => {
    assertKnown(request.query as Query, []);
    return dependencies.standing();
  });
  scope.get('/v1/releases/:number', async (request): Promise<Release> => {
    assertKnown(request.query as Query, []);
    const { number } = request.params as { number: string };
    const asked = number === 'current' ? (await dependencies.releases())[0]?.number : wholeNumber(number);
    const release = asked === undefined ? undefined : await dependencies.release(asked);
    if (!release) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'release', id: number });
    return release;
  });
  scope.post('/v1/releases', { bodyLimit: PROJECT_BYTES_MAX }, async (request, reply) => {
    const project = projectOf(request.body);
    const made = await dependencies.apply(project, { ...wishOf(request.body), ...memberIn(request.headers) });
    reply.code('draft' in made ? 202 : 201);
    return made;
  });
  scope.post('/v1/plan', { bodyLimit: PROJECT_BYTES_MAX }, async (request) => {
    assertKnown(request.query as Query, []);
    const project = projectOf(request.body);
    return dependencies.review(project, wishOf(request.body));
  });
  scope.post('/v1/rollback', async (request, reply) => {
    assertKnown(request.query as Query, []);
    const wish = understood(rollbackSchema, request.body ?? {});
    const made = await dependencies.rollback({ ...wish, ...memberIn(request.headers) });
    if (!wish.dryRun) reply.code(201);
    return made;
  });
  registerDrafts(scope, dependencies);
  scope.get('/v1/names', async (request): Promise<Names> => {
    assertKnown(request.query as Query, []);
    const [current] = await dependencies.releases();
    const release = current ? await dependencies.release(current.number) : undefined;
    return release ? namesOf(release) : {};
  });
}

function registerDrafts(scope: FastifyInstance, { drafts }: ApiDependencies): void {
  scope.get('/v1/drafts', async (request) => {
    assertKnown(request.query as Query, []);
    return { drafts: await drafts.list() };
  });
  scope.get('/v1/drafts/:id', async (request) => drafts.review((request.params as { id: string }).id));
  scope.post('/v1/drafts/:id/approve', async (request, reply) => {
    const made = await drafts.approve((request.params as { id: string }).id, memberIn(request.headers).member);
    reply.code(201);
    return made;
  });
  scope.post('/v1/drafts/:id/reject', async (request) => {
    const { note } = understood(wishSchema, request.body ?? {});
    await drafts.reject((request.params as { id: string }).id, { ...memberIn(request.headers), ...(note !== undefined && { note }) });
    return {};
  });
}

/** Who asks, by the token in the header `x-volano-member`. */
export function memberIn(headers: IncomingHttpHeaders): { readonly member?: string } {
  const member = headers['x-volano-member'];
  return typeof member === 'string' && member !== '' ? { member } : {};
}

function namesOf(release: Release): Names {
  const names: Record<string, Record<string, Text>> = {};
  for (const { definition } of release.definitions) {
    if (!('name' in definition)) continue;
    names[definition.kind] ??= {};
    names[definition.kind]![definition.id] = definition.name;
  }
  return names;
}

/** The shape of the request only; whether the project is right is judged where the release is made. */
const wishSchema = z.object({
  note: z.string().exactOptional(),
  accept: z.array(z.string()).exactOptional(),
  edits: z.record(z.string(), stepEditsSchema).exactOptional(),
  rollout: z.union([z.literal('at_once'), rolloutSchema]).exactOptional(),
});

const rollbackSchema = wishSchema
  .omit({ rollout: true })
  .extend({ to: z.int().min(1).exactOptional(), dryRun: z.boolean().exactOptional() });

function wishOf(body: unknown): ReleaseWish {
  return understood(wishSchema, body);
}

export function understood<Asked>(schema: z.ZodType<Asked>, body: unknown): Asked {
  const { success, data, error } = schema.safeParse(body);
  if (success) return data;
  const [issue] = error.issues;
  throw invalidQuery(issue?.path.join('.') || 'the body', issue?.message ?? 'is not understood');
}

function wholeNumber(text: string): number | undefined {
  return /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}
