/** How profiles came to be, wrong merges taken back, and identifiers that staff binds and takes out. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { sayerOf } from '../access/index.ts';
import type { ApiDependencies, UnmergeTarget } from '../deps.ts';
import { DEFINITION_ERRORS, invalidQuery, type Route, serve } from '../route/index.ts';
import { said } from '../said.ts';
import {
  bindPreviewedSchema,
  boundSchema,
  identityPreviewProgressSchema,
  rulesDifferenceSchema,
  unboundSchema,
  unmergePreviewSchema,
  unmergesDoneSchema,
  unmergesPreviewedSchema,
} from '../schemas/identity.ts';
import { identityHistorySchema } from '../schemas/profile.ts';
import { lookup, someoneOf, unknownCustomer } from './lookup.ts';
import { PROJECT_BYTES_MAX, projectBody, projectOf } from './project-body.ts';

/** Profiles that one request parts at most, and by default: what is left is asked for again, so that nobody waits for an answer without end. */
const MAX = 1_000;
const MAX_DEFAULT = 100;

const text = z.string().min(1);
const at = z.int().min(0).max(8.64e15);
const identifier = z.tuple([text, text]);
const dryRun = z.boolean().describe('Only what it would come to.').optional();

const unmergeBody = z.strictObject({
  customer: text.describe('With `from`: the profile.').optional(),
  from: z.array(text).min(1).max(100).describe('Customers that it has absorbed.').optional(),
  identifier: identifier.describe('This, `source`, `message`, `since` and `until` name what caused merges.').optional(),
  source: text.optional(),
  message: text.optional(),
  since: at.optional(),
  until: at.optional(),
  dryRun,
  max: z.int().min(1).max(MAX).describe('Profiles that one request parts at most.').optional(),
});

const CHANGE = {
  method: 'POST',
  area: 'identity',
  permission: 'customers.identity',
  audit: 'change',
} as const satisfies Partial<Route>;

export function registerIdentity(scope: FastifyInstance, dependencies: ApiDependencies): void {
  const { identityHistory } = dependencies;
  serve(
    scope,
    {
      method: 'GET',
      path: '/v1/identity',
      area: 'identity',
      summary: 'How a profile came to be',
      permission: 'customers.read',
      audit: 'look',
      query: z.strictObject(lookup),
      answers: { 200: identityHistorySchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ query }) => {
      const someone = someoneOf(query);
      const history = await identityHistory(someone);
      if (history) return history;
      throw unknownCustomer(someone);
    },
  );
  registerRulesPreview(scope, dependencies);
  registerUnmerge(scope, dependencies);
  registerBindings(scope, dependencies);
}

function registerRulesPreview(scope: FastifyInstance, { identityPreviews }: ApiDependencies): void {
  const about = { area: 'identity', path: '/v1/identity/preview', permission: 'customers.identity' } as const;
  serve(
    scope,
    {
      ...about,
      method: 'GET',
      summary: 'How far the preview of identity rules is',
      answers: { 200: z.strictObject({ progress: z.nullable(identityPreviewProgressSchema).describe('Null: none is under way.') }) },
    },
    () => ({ progress: identityPreviews.progress ?? null }),
  );
  serve(
    scope,
    {
      ...about,
      method: 'POST',
      summary: "What a project's identity rules would make of the history",
      body: projectBody,
      bodyLimit: PROJECT_BYTES_MAX,
      answers: { 200: rulesDifferenceSchema },
      errors: DEFINITION_ERRORS,
    },
    ({ body }) => identityPreviews.run(projectOf(body)),
  );
}

function registerUnmerge(scope: FastifyInstance, { previewUnmerge, unmerge }: ApiDependencies): void {
  serve(
    scope,
    {
      ...CHANGE,
      path: '/v1/identity/unmerge',
      summary: 'Take merges back',
      description: 'One profile by `customer` and `from`, or all merges of one cause. What is left over is asked for again.',
      body: unmergeBody,
      answers: { 200: z.union([unmergesDoneSchema, unmergesPreviewedSchema]) },
      errors: ['VOLANO_RESOURCE_UNKNOWN', 'VOLANO_MERGE_UNKNOWN', 'VOLANO_UNMERGE_PREPARING', 'VOLANO_PROFILE_CHANGED'],
    },
    ({ body: { dryRun: isTried = false, max = MAX_DEFAULT, ...asked }, request }) => {
      const target = targetOf(asked);
      return isTried ? previewUnmerge(target) : unmerge(target, { by: sayerOf(request), max });
    },
  );
}

function registerBindings(scope: FastifyInstance, { bindings }: ApiDependencies): void {
  serve(
    scope,
    {
      ...CHANGE,
      path: '/v1/identity/bind',
      summary: 'Bind an identifier to a profile',
      body: z.strictObject({ identifier, to: identifier.describe('An identifier of the profile.'), dryRun }),
      answers: { 200: z.union([boundSchema, bindPreviewedSchema]) },
      errors: BINDING_ERRORS,
    },
    ({ body: { identifier: bound, to, dryRun: isTried = false }, request }) =>
      isTried ? bindings.previewBind(bound, to) : bindings.bind(bound, to, { by: sayerOf(request) }),
  );
  serve(
    scope,
    {
      ...CHANGE,
      path: '/v1/identity/unbind',
      summary: 'Take an identifier out of its profile',
      body: z.strictObject({ identifier, dryRun }),
      answers: { 200: z.union([unboundSchema, unmergePreviewSchema]) },
      errors: BINDING_ERRORS,
    },
    ({ body: { identifier: taken, dryRun: isTried = false }, request }) =>
      isTried ? bindings.previewUnbind(taken) : bindings.unbind(taken, { by: sayerOf(request) }),
  );
}

const BINDING_ERRORS = [
  'VOLANO_RESOURCE_UNKNOWN',
  'VOLANO_UNMERGE_PREPARING',
  'VOLANO_IDENTIFIER_BLOCKED',
  'VOLANO_IDENTIFIER_SHARED',
  'VOLANO_BIND_EXCEEDED',
  'VOLANO_UNBIND_ALONE',
  'VOLANO_PROFILE_CHANGED',
] as const;

type Asked = Omit<z.output<typeof unmergeBody>, 'dryRun' | 'max'>;

/** A profile and customers that it has absorbed, or what caused the merges; never both. */
function targetOf({ customer, from, ...cause }: Asked): UnmergeTarget {
  const given = Object.fromEntries(Object.entries(cause).filter(([, value]) => value !== undefined));
  const byCause = Object.keys(given).length > 0;
  if ((customer === undefined) !== (from === undefined)) throw invalidQuery('from', said`and "customer" belong together`);
  if (customer !== undefined && from && !byCause) return { customer, from };
  if (customer === undefined && byCause) return { cause: given };
  throw invalidQuery(
    'customer',
    said`with "from" names one profile; "identifier", "source", "message", "since", "until" name what caused merges. One of both must be given`,
  );
}
