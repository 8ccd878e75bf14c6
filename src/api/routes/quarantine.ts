/** The quarantine: list, counts, one record; replay and drop, which are tried first and done when asked to. */
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { type Language, VolanoError } from '../../base/index.ts';
import { type RecordRow, type Replayed, reasonIn } from '../../sense/index.ts';
import type { ApiDependencies } from '../deps.ts';
import { languageIn, serve, text, whole } from '../route/index.ts';
import {
  droppedSchema,
  quarantineCountsSchema,
  recordRowSchema,
  replayedSchema,
  setAsideIdentifierSchema,
  shownRecordSchema,
} from '../schemas/quarantine.ts';

const PAGE_DEFAULT = 50;
const PAGE_MAX = 1_000;
/** Records that one request looks at: an answer comes within seconds. */
const REPLAY_MAX = 20_000;
/** Mappings are short. */
const BODY_BYTES_MAX = 1024 * 1024;

const AT_MAX = 8.64e15;
const limit = whole({ min: 1, max: PAGE_MAX, default: PAGE_DEFAULT });
const selectionQuery = {
  source: text().exactOptional(),
  event: text().exactOptional(),
  code: text().describe('Why it was refused.').exactOptional(),
  field: text().describe('What was at fault.').exactOptional(),
  since: whole({ min: 0, max: AT_MAX }).describe('Came since then, ms.'),
  until: whole({ min: 0, max: AT_MAX }).describe('Came before then, ms.'),
};

const at = z.number().min(-AT_MAX).max(AT_MAX);
const selectionBody = z.strictObject({
  source: z.string().exactOptional(),
  event: z.string().exactOptional(),
  code: z.string().exactOptional(),
  field: z.string().exactOptional(),
  since: at.exactOptional(),
  until: at.exactOptional(),
  ids: z.array(z.string()).max(1_000).exactOptional(),
});

const dropBody = z.strictObject({
  selection: selectionBody.default({}),
  dryRun: z.boolean().default(true),
  limit: z.int().min(1).max(REPLAY_MAX).default(REPLAY_MAX).describe('Records looked at, oldest first.'),
  after: z.string().min(1).describe('Only those after this one.').exactOptional(),
});

const replayBody = dropBody.extend({ correction: z.unknown().describe('A mapping (docs/quarantine.md); none: as they are.').optional() });

export function registerQuarantine(scope: FastifyInstance, { quarantine }: Pick<ApiDependencies, 'quarantine'>): void {
  registerReading(scope, { quarantine });
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/quarantine/replay',
      area: 'data',
      summary: 'Replay refused calls, corrected',
      description: 'Only tried unless `dryRun` is false.',
      permission: 'quarantine.replay',
      audit: 'change',
      body: replayBody,
      bodyLimit: BODY_BYTES_MAX,
      answers: { 200: replayedSchema },
      errors: ['VOLANO_CORRECTION_INVALID'],
    },
    async ({ body, request }) => replayedIn(languageIn(request), await quarantine.replay(body)),
  );
  serve(
    scope,
    {
      method: 'POST',
      path: '/v1/quarantine/drop',
      area: 'data',
      summary: 'Drop refused calls',
      description: 'Only counted unless `dryRun` is false.',
      permission: 'quarantine.drop',
      audit: 'change',
      body: dropBody,
      bodyLimit: BODY_BYTES_MAX,
      answers: { 200: droppedSchema },
    },
    ({ body }) => quarantine.drop(body),
  );
}

function registerReading(scope: FastifyInstance, { quarantine }: Pick<ApiDependencies, 'quarantine'>): void {
  const about = { method: 'GET', area: 'data', permission: 'quarantine.read', audit: 'look' } as const;
  serve(
    scope,
    {
      ...about,
      path: '/v1/quarantine',
      summary: 'Refused calls, newest first, in pages',
      description: 'A page looks at 50,000 records at most: one that found little, or nothing, says where to go on.',
      query: z.strictObject({ limit, before: text().describe('`next` of the page before.').exactOptional(), ...selectionQuery }),
      answers: {
        200: z.strictObject({ records: z.array(recordRowSchema), next: z.string().describe('Absent on the last page.').exactOptional() }),
      },
    },
    async ({ query: { limit: count, before, ...selection }, request }) => {
      const { records, next } = await quarantine.list({ selection, limit: count, ...(before !== undefined && { before }) });
      return { records: records.map((record) => recordIn(languageIn(request), record)), ...(next !== undefined && { next }) };
    },
  );
  serve(
    scope,
    {
      method: 'GET',
      area: 'data',
      permission: 'quarantine.read',
      path: '/v1/quarantine/stats',
      summary: 'How many calls were refused, and why',
      query: z.strictObject(selectionQuery),
      answers: { 200: quarantineCountsSchema },
    },
    ({ query }) => quarantine.counts(query),
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/quarantine/identifiers',
      summary: 'Identifiers that were set aside, the most frequent first',
      query: z.strictObject({ limit }),
      answers: { 200: z.strictObject({ identifiers: z.array(setAsideIdentifierSchema) }) },
    },
    async ({ query }) => ({ identifiers: await quarantine.identifiers(query.limit) }),
  );
  serve(
    scope,
    {
      ...about,
      path: '/v1/quarantine/:id',
      summary: 'A refused call',
      params: z.strictObject({ id: text() }),
      answers: { 200: shownRecordSchema },
      errors: ['VOLANO_RESOURCE_UNKNOWN'],
    },
    async ({ params: { id }, request }) => {
      const record = await quarantine.show(id);
      if (!record) throw new VolanoError('VOLANO_RESOURCE_UNKNOWN', { kind: 'quarantined call', id });
      return recordIn(languageIn(request), record);
    },
  );
}

/** With its reason in the language of whoever asks. */
function recordIn<Row extends RecordRow>(language: Language, record: Row): Row {
  return { ...record, reason: reasonIn(record, language) };
}

function replayedIn(language: Language, { reasons, samples, ...replayed }: Replayed): Replayed {
  return {
    ...replayed,
    reasons: reasons.map((one) => ({ ...one, reason: reasonIn(one, language) })),
    samples: samples.map((sample) => {
      const { code, field, reason } = sample;
      return code === undefined || field === undefined || reason === undefined
        ? sample
        : { ...sample, reason: reasonIn({ code, field, reason }, language) };
    }),
  };
}
