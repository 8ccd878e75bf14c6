/** What the door refused. */
import { z } from 'zod';
import type { SetAsideIdentifier } from '../../runtime/index.ts';
import type { Dropped, QuarantineCounts, RecordRow, Replayed } from '../../sense/index.ts';
import { component, part } from '../route/index.ts';
import { jsonObject, time } from './parts.ts';

const text = z.string();
const reason = text.describe('Why it was refused, in the language that `Accept-Language` prefers.');

const row = {
  id: text,
  at: time.describe('When it came, ms.'),
  source: text,
  event: text,
  code: text,
  field: text,
  reason,
  messageId: text.exactOptional(),
  call: z.union([text, jsonObject]).describe('The call as it came, or the text of what could not be read.'),
};

/** A refused call. */
export const recordRowSchema: z.ZodType<RecordRow> = component<RecordRow>(
  'QuarantinedCall',
  'A call that was refused.',
)(z.strictObject(row));

type ShownRecord = RecordRow & { readonly settled?: 'replayed' | 'dropped' };

/** The same, and what has become of it. */
export const shownRecordSchema: z.ZodType<ShownRecord> = component<ShownRecord>(
  'QuarantinedCallShown',
  'A call that was refused, and what has become of it.',
)(z.strictObject({ ...row, settled: z.enum(['replayed', 'dropped']).exactOptional() }));

const quarantineGroup = part('QuarantineGroup')(
  z.strictObject({
    source: text,
    event: text,
    code: text,
    field: text,
    count: z.number(),
    firstAt: time,
    lastAt: time,
    sample: text.describe('Id of the latest, to look at.'),
  }),
);

/** Quarantine counts. */
export const quarantineCountsSchema: z.ZodType<QuarantineCounts> = component<QuarantineCounts>('QuarantineCounts')(
  z.strictObject({
    selected: z.number().describe('Records that are selected.'),
    groups: z.array(quarantineGroup).describe('By source, event, code and field, the most frequent first.'),
    records: z.number().describe('Records that are there now and not settled.'),
    bytes: z.number(),
    removed: z.number().describe('Records that made room for newer ones before they were settled (Q4).'),
    replayed: z.number().describe('Records that were replayed, and dropped by hand, ever (Q5).'),
    dropped: z.number(),
    problem: text.optional().describe("Why this process's last write failed; undefined when it did not."),
  }),
);

const replaySample = part('ReplaySample')(
  z.strictObject({
    id: text,
    passes: z.boolean(),
    before: z.nullable(jsonObject),
    after: z.nullable(jsonObject),
    code: text.exactOptional(),
    field: text.exactOptional(),
    reason: reason.exactOptional(),
  }),
);

/** Replayed. */
export const replayedSchema: z.ZodType<Replayed> = component<Replayed>(
  'Replayed',
  '`selected` = `passed` + `repeated` + `failed` + `unreadable`.',
)(
  z.strictObject({
    selected: z.number(),
    passed: z.number().describe('Replayed, or would be.'),
    repeated: z.number().describe('Pass, but an event of the same message id counts already: settled without being sent again.'),
    failed: z.number().describe('Are refused still, and stay.'),
    unreadable: z.number().describe('Are not kept whole and cannot be read; they stay.'),
    reasons: z
      .array(z.strictObject({ code: text, field: text, reason, count: z.number() }))
      .describe('Why the failed ones fail, the most frequent first.'),
    samples: z.array(replaySample),
    next: text.exactOptional().describe('Where to go on; absent at the end.'),
  }),
);

/** Dropped. */
export const droppedSchema: z.ZodType<Dropped> = component<Dropped>('Dropped')(
  z.strictObject({ dropped: z.number(), next: text.exactOptional().describe('Where to go on; absent at the end.') }),
);

/** Set aside identifier. */
export const setAsideIdentifierSchema: z.ZodType<SetAsideIdentifier> = component<SetAsideIdentifier>(
  'SetAsideIdentifier',
  'An identifier that would have joined more profiles than one person can have.',
)(
  z.strictObject({
    namespace: text,
    value: text,
    times: z.number(),
    customers: z.number().describe('Profiles that it would have joined.'),
    lastAt: time,
  }),
);
