/** Unpublished changes: definitions as somebody left them, what a release of them would come to, and the release. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import type { DefinitionKind } from '../../define/index.ts';
import { type LooseDefinition, PERMISSION_BY_KIND } from '../../runtime/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { DEFINITION_ERRORS, invalidQuery, type Route, serve, text, toldTo } from '../route/index.ts';
import { said } from '../said.ts';
import { changeSchema, listedChangeSchema, looseDefinition, type Named } from '../schemas/changes.ts';
import { definitionKind } from '../schemas/definition.ts';
import { releaseSummarySchema, reviewSchema } from '../schemas/releases.ts';
import { MEMBER, memberIn, proposedSchema, rollout, saidIn, WISH_ERRORS, wish } from './release-wish.ts';

const DEFINITION_BYTES_MAX = 2 * 1024 * 1024;
/** Definitions are some levels deep; whatever is deeper is none, and is not walked through. */
const LEVELS_MAX = 60;
const ID_LENGTH = 200;

const AREA = { area: 'releases', permission: 'releases.write' } as const satisfies Partial<Route>;
const ONE = { ...AREA, params: z.strictObject({ kind: definitionKind, id: text().max(ID_LENGTH) }) } as const satisfies Partial<Route>;

const only = z
  .array(
    z.strictObject({
      kind: definitionKind,
      id: z.string(),
      revision: z.int().min(1).describe('Only if it is still this one.').exactOptional(),
    }),
  )
  .max(1_000)
  .describe('Only these, and the new definitions that they refer to; absent: all.')
  .exactOptional();
const planBody = z.strictObject({ only, edits: wish.edits, rollout });
const releaseBody = z.strictObject({
  ...wish,
  only,
  rollout,
  on: z.int().min(0).describe('Number of the newest release that was looked at: it is made on no other one.'),
});
const PICK_ERRORS = ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_CHANGE_CONFLICT', 'VOLANO_CHANGE_OVERTAKEN', ...WISH_ERRORS] as const;

export function registerChanges(scope: FastifyInstance, dependencies: ApiDependencies): void {
  registerReading(scope, dependencies);
  registerSaving(scope, dependencies);
  registerReleasing(scope, dependencies);
}

function registerReading(scope: FastifyInstance, { changes, members }: ApiDependencies): void {
  serve(
    scope,
    {
      ...AREA,
      method: 'GET',
      path: '/v1/changes',
      summary: 'Unpublished changes, the latest first',
      description: 'Definitions as somebody left them, one of each, not released yet.',
      permission: 'releases.read',
      answers: { 200: z.strictObject({ changes: z.array(listedChangeSchema) }) },
    },
    async () => ({ changes: await Promise.all((await changes.list()).map((one) => named(one, members))) }),
  );
  serve(
    scope,
    {
      ...ONE,
      method: 'GET',
      path: '/v1/changes/:kind/:id',
      summary: 'An unpublished change',
      permission: 'releases.read',
      answers: { 200: z.strictObject({ change: changeSchema.nullable().describe('`null`: nobody has left any.') }) },
    },
    async ({ params, request }) => {
      const change = await changes.get(params);
      return { change: change ? await named(toldTo(request, change), members) : null };
    },
  );
}

function registerSaving(scope: FastifyInstance, { changes, members }: ApiDependencies): void {
  serve(
    scope,
    {
      ...ONE,
      method: 'PUT',
      path: '/v1/changes/:kind/:id',
      summary: 'Keep a definition without releasing it',
      description:
        'As it is, also where it is incomplete: `problems` tells what is wrong. What was saved meanwhile, and what was released after `on`, is not written over. A definition that says what is released is no change: then `revision` is 0.',
      audit: 'change',
      body: z.strictObject({
        definition: looseDefinition.nullable().describe('`null`: it is to be removed.'),
        on: z.int().min(0).describe('Number of the newest release that was seen; 0 before the first.'),
        revision: z.int().min(0).describe('Of the change as it was read; absent: there was none.').exactOptional(),
      }),
      bodyLimit: DEFINITION_BYTES_MAX,
      answers: { 200: changeSchema },
      errors: ['VOLANO_CHANGE_CONFLICT', 'VOLANO_CHANGE_OVERTAKEN', 'VOLANO_RELEASE_UNKNOWN'],
    },
    async ({ params, body: { definition, ...seen }, request }) => {
      assertMay(request, params.kind);
      const by = request.principal?.id ?? 'operator';
      const change = await changes.put(params, { ...seen, by, definition: definition && definitionOf(params, definition) });
      return named(toldTo(request, change), members);
    },
  );
  serve(
    scope,
    {
      ...ONE,
      method: 'DELETE',
      path: '/v1/changes/:kind/:id',
      summary: 'Discard an unpublished change',
      audit: 'change',
      answers: { 200: z.strictObject({}) },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params, request }) => {
      assertMay(request, params.kind);
      if (!(await changes.discard(params))) throw unknown(params);
      return {};
    },
  );
}

function registerReleasing(scope: FastifyInstance, { changes, review, apply }: ApiDependencies): void {
  serve(
    scope,
    {
      ...AREA,
      method: 'POST',
      path: '/v1/changes/plan',
      summary: 'What a release of unpublished changes would come to',
      description: 'As `POST /v1/plan` answers of a project: here of the newest release with these changes. Nothing is done.',
      body: planBody,
      answers: { 200: reviewSchema },
      errors: [...PICK_ERRORS, ...DEFINITION_ERRORS],
    },
    async ({ body: { only: picked, ...said } }) => review(await changes.project(picked), saidIn(said)),
  );
  serve(
    scope,
    {
      ...AREA,
      method: 'POST',
      path: '/v1/changes/release',
      summary: 'Release unpublished changes',
      description: `The newest release with these changes becomes the next one, and what is released is no unpublished change any more. ${MEMBER} Then it is a draft: 202, and the changes stay until it is approved.`,
      audit: 'change',
      body: releaseBody,
      answers: { 201: releaseSummarySchema, 202: proposedSchema },
      errors: [...PICK_ERRORS, 'VOLANO_RELEASE_OVERTAKEN', ...DEFINITION_ERRORS],
    },
    async ({ body: { only: picked, ...said }, request, reply }) => {
      const made = await apply(await changes.project(picked), { ...saidIn(said), ...memberIn(request) });
      reply.code('draft' in made ? 202 : 201);
      return made;
    },
  );
}

/** Throws VOLANO_ACCESS_DENIED. */
function assertMay({ principal }: FastifyRequest, kind: DefinitionKind): void {
  const permission = PERMISSION_BY_KIND[kind];
  if (principal && !principal.permissions.has(permission)) throw new VolanoError('VOLANO_ACCESS_DENIED', { permission });
}

/** Throws VOLANO_QUERY_INVALID where it says others, or is none by its looks. */
function definitionOf({ kind, id }: { readonly kind: DefinitionKind; readonly id: string }, definition: LooseDefinition): LooseDefinition {
  if ((definition.kind ?? kind) !== kind) throw invalidQuery('definition.kind', said`is not that of the address: "${kind}"`);
  if ((definition.id ?? id) !== id) throw invalidQuery('definition.id', said`is not that of the address: "${id}"`);
  if (isDeeper(definition, LEVELS_MAX)) throw invalidQuery('definition', said`is nested more than ${LEVELS_MAX} levels deep`);
  return definition;
}

function isDeeper(value: unknown, levels: number): boolean {
  let level: readonly unknown[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > levels) return true;
    level = level.flatMap((one) => (typeof one === 'object' && one !== null ? Object.values(one) : []));
  }
  return false;
}

async function named<Change extends { readonly by: string }>(
  change: Change,
  { members }: ApiDependencies['members'],
): Promise<Named<Change>> {
  const member = await members.get(change.by);
  return { ...change, ...(member && { byName: member.name }) };
}

function unknown({ kind, id }: { readonly kind: string; readonly id: string }): VolanoError {
  return new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'change', id: `${kind}/${id}` });
}
