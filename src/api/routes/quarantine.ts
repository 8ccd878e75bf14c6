/** The quarantine: list, counts, one record; replay and drop, which are tried first and done when asked to. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { VolanoError } from '../../base/index.ts';
import type { RecordSelection } from '../../sense/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { assertKnown, invalidQuery, type Query, textOf, wholeOf } from '../query.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 1_000;
/** Records that one request looks at: an answer comes within seconds. */
const REPLAY_MAX = 20_000;
/** Mappings are short. */
const BODY_BYTES_MAX = 1024 * 1024;

const SELECTION_FIELDS = ['source', 'event', 'code', 'field', 'since', 'until'];

const selectionSchema = z.strictObject({
  source: z.string().exactOptional(),
  event: z.string().exactOptional(),
  code: z.string().exactOptional(),
  field: z.string().exactOptional(),
  since: z.number().exactOptional(),
  until: z.number().exactOptional(),
  ids: z.array(z.string()).max(1_000).exactOptional(),
});

const dropSchema = z.strictObject({
  selection: selectionSchema.default({}),
  dryRun: z.boolean().default(true),
  limit: z.int().min(1).max(REPLAY_MAX).default(REPLAY_MAX),
  after: z.string().min(1).exactOptional(),
});

const replaySchema = dropSchema.extend({ correction: z.unknown().optional() });

export function registerQuarantine(scope: FastifyInstance, { quarantine }: Pick<ApiDependencies, 'quarantine'>): void {
  scope.get('/v1/quarantine', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['limit', 'before', ...SELECTION_FIELDS]);
    const limit = wholeOf(query, 'limit', { min: 1, max: PAGE_MAX }) ?? PAGE_DEFAULT;
    const before = textOf(query, 'before');
    const records = await quarantine.list({ selection: selectionOf(query), limit, ...(before !== undefined && { before }) });
    const last = records.at(-1);
    return { records, ...(records.length === limit && last ? { next: last.id } : {}) };
  });
  scope.get('/v1/quarantine/stats', async (request) => {
    const query = request.query as Query;
    assertKnown(query, SELECTION_FIELDS);
    return quarantine.counts(selectionOf(query));
  });
  scope.get('/v1/quarantine/identifiers', async (request) => {
    const query = request.query as Query;
    assertKnown(query, ['limit']);
    return { identifiers: await quarantine.identifiers(wholeOf(query, 'limit', { min: 1, max: PAGE_MAX }) ?? PAGE_DEFAULT) };
  });
  scope.get('/v1/quarantine/:id', async (request) => {
    assertKnown(request.query as Query, []);
    const { id } = request.params as { id: string };
    const record = await quarantine.show(id);
    if (!record) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'quarantined call', id });
    return record;
  });
  scope.post('/v1/quarantine/replay', { bodyLimit: BODY_BYTES_MAX }, async (request) =>
    quarantine.replay(bodyOf(replaySchema, request.body)),
  );
  scope.post('/v1/quarantine/drop', { bodyLimit: BODY_BYTES_MAX }, async (request) => quarantine.drop(bodyOf(dropSchema, request.body)));
}

function selectionOf(query: Query): RecordSelection {
  const texts = ['source', 'event', 'code', 'field'].flatMap((field) => {
    const text = textOf(query, field);
    return text === undefined ? [] : [[field, text] as const];
  });
  const times = ['since', 'until'].flatMap((field) => {
    const time = wholeOf(query, field, { min: 0, max: Number.MAX_SAFE_INTEGER });
    return time === undefined ? [] : [[field, time] as const];
  });
  return Object.fromEntries([...texts, ...times]);
}

function bodyOf<Schema extends z.ZodType>(schema: Schema, body: unknown): z.infer<Schema> {
  const { success, data, error } = schema.safeParse(body ?? {});
  if (success) return data;
  const [issue] = error.issues;
  throw invalidQuery(issue?.path.join('.') || 'the body', issue?.message ?? 'is not understood');
}
