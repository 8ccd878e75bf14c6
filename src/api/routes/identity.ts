/** How profiles came to be, wrong merges taken back, and identifiers that staff binds and takes out. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import { bodyOf } from '../body.ts';
import type { ApiDependencies, UnmergeTarget } from '../deps.ts';
import { assertKnown, invalidQuery, type Query } from '../query.ts';
import { LOOKUP_FIELDS, lookupOf } from './lookup.ts';
import { PROJECT_BYTES_MAX, projectOf } from './project-body.ts';

/** Profiles that one request parts at most, and by default: what is left is asked for again, so that nobody waits for an answer without end. */
const MAX = 1_000;
const MAX_DEFAULT = 100;
/** Who asks, as the facts say it. */
const BY = 'api';

const text = z.string().min(1);
const at = z.int().min(0).max(8.64e15);
const requestSchema = z.strictObject({
  customer: text.optional(),
  from: z.array(text).min(1).max(100).optional(),
  identifier: z.tuple([text, text]).optional(),
  source: text.optional(),
  message: text.optional(),
  since: at.optional(),
  until: at.optional(),
  dryRun: z.boolean().optional(),
  max: z.int().min(1).max(MAX).optional(),
});

const identifier = z.tuple([text, text]);
const bindSchema = z.strictObject({ identifier, to: identifier, dryRun: z.boolean().optional() });
const unbindSchema = z.strictObject({ identifier, dryRun: z.boolean().optional() });

export function registerIdentity(
  scope: FastifyInstance,
  { bindings, identityHistory, identityPreviews, previewUnmerge, unmerge }: ApiDependencies,
): void {
  scope.get('/v1/identity', async (request) => {
    const query = request.query as Query;
    assertKnown(query, LOOKUP_FIELDS);
    const lookup = lookupOf(query);
    if (!lookup) throw invalidQuery('customer', 'is missing; or name an identifier by namespace and value');
    const history = await identityHistory(lookup);
    if (history) return history;
    const id = 'customer' in lookup ? lookup.customer : `${lookup.namespace}:${lookup.value}`;
    throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'customer', id });
  });
  scope.get('/v1/identity/preview', async (request) => {
    assertKnown(request.query as Query, []);
    return { progress: identityPreviews.progress ?? null };
  });
  scope.post('/v1/identity/preview', { bodyLimit: PROJECT_BYTES_MAX }, async (request) => identityPreviews.run(projectOf(request.body)));
  scope.post('/v1/identity/unmerge', async (request) => {
    const { dryRun = false, max = MAX_DEFAULT, ...asked } = bodyOf(request.body, requestSchema);
    const target = targetOf(asked);
    return dryRun ? previewUnmerge(target) : unmerge(target, { by: BY, max });
  });
  scope.post('/v1/identity/bind', async (request) => {
    const { identifier: bound, to, dryRun = false } = bodyOf(request.body, bindSchema);
    return dryRun ? bindings.previewBind(bound, to) : bindings.bind(bound, to, { by: BY });
  });
  scope.post('/v1/identity/unbind', async (request) => {
    const { identifier: taken, dryRun = false } = bodyOf(request.body, unbindSchema);
    return dryRun ? bindings.previewUnbind(taken) : bindings.unbind(taken, { by: BY });
  });
}

type Asked = Omit<z.infer<typeof requestSchema>, 'dryRun' | 'max'>;

/** A profile and customers that it has absorbed, or what caused the merges; never both. */
function targetOf({ customer, from, ...cause }: Asked): UnmergeTarget {
  const given = Object.fromEntries(Object.entries(cause).filter(([, value]) => value !== undefined));
  const byCause = Object.keys(given).length > 0;
  if ((customer === undefined) !== (from === undefined)) throw invalidQuery('from', 'and "customer" belong together');
  if (customer !== undefined && from && !byCause) return { customer, from };
  if (customer === undefined && byCause) return { cause: given };
  throw invalidQuery(
    'customer',
    'with "from" names one profile; "identifier", "source", "message", "since", "until" name what caused merges. One of both must be given',
  );
}
