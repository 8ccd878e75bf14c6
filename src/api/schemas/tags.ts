/** The health of tags. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { JudgedAccuracy, TagAudit, TagFinding, TagSheet, TagsFigures, TagVerdict } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { identifier, jsonObject, time } from './parts.ts';

const text = z.string();

const tagShare = part('TagShare')(
  z.strictObject({
    count: z.number(),
    of: z.number(),
    share: z.number().describe('0 to 1.'),
    low: z.number().describe("95 % interval by Wilson's score (1927); of all there are, the share itself."),
    high: z.number(),
  }),
);

const auditedTag = part(
  'AuditedTag',
  'The latest audit that compared a tag.',
)(
  z.strictObject({
    version: z.number().describe('Of the definition; instant, ms, and log position of the audit.'),
    at: time,
    position: z.number(),
    disagreeing: z.array(text).describe('Of those compared: of whom engine and events say different things.'),
    agreement: tagShare.describe('Of all customers compared: of whom both say the same.'),
    holders: tagShare.exactOptional().describe('Of those of whom the engine says that they hold it: of whom the events say so too.'),
    others: tagShare.exactOptional().describe('Of the others.'),
  }),
);

/** Judged accuracy. */
export const judgedAccuracySchema: z.ZodType<JudgedAccuracy> = component<JudgedAccuracy>(
  'JudgedAccuracy',
  'With what it comes to: of those judged, how many are right.',
)(
  z.strictObject({
    accuracy: tagShare,
    sheet: text,
    version: z.number(),
    at: time.describe('When the sheet was read back, ms by the wall clock.'),
    rows: z.number().describe('Holders on the sheet, and those of whom somebody has said that the tag is right, or wrong.'),
    right: z.number(),
    wrong: z.number(),
  }),
);

const freshness = part(
  'Freshness',
  'How old what a tag rests on is. Of tags that may expire; of the others nothing is kept that would tell. Ms.',
)(
  z.strictObject({
    touched: tagShare.describe('Of those drawn: who has been touched by an event that the rule reads.'),
    stale: tagShare
      .exactOptional()
      .describe('Of these: whose latest event is older than the expiry, so that the tag holds for none of them.'),
    medianMs: z
      .number()
      .exactOptional()
      .describe('Age of the latest event, over those drawn who hold the tag: the middle one, and the oldest.'),
    oldestMs: z.number().exactOptional(),
    overdue: z.number().describe('Who holds it though it should have expired (T2).'),
  }),
);

const finding = <Name extends string, Severity extends 'bad' | 'look' | 'note'>(
  name: Name,
  severities: readonly [Severity, ...Severity[]],
) => ({
  finding: z.literal(name),
  severity: z.enum(severities),
});

const tagFinding: z.ZodType<TagFinding> = part(
  'TagFinding',
  '`bad`: the tag says something wrong, or cannot say anything; `look`: somebody should look at it; `note`: no fault.',
)(
  z.union([
    z.strictObject({
      ...finding('silent', ['bad', 'look']),
      events: z
        .array(z.strictObject({ event: text, lastAt: time.exactOptional().describe('Absent: never.') }))
        .describe('Of the events that its rule reads: those that have not come for 30 days. `bad` when that is all of them.'),
    }),
    z.strictObject({
      ...finding('untold', ['bad']),
      inputs: z.array(text).describe('Of nobody drawn these are known, so that its rule could be told.'),
    }),
    z.strictObject({ ...finding('overdue', ['bad']), customers: z.number().describe('Who hold it beyond its expiry, of those drawn.') }),
    z.strictObject({
      ...finding('contradicted', ['bad', 'look']),
      customers: z.number().describe('Who hold one of `tags` too; `bad` from 5 % of the holders on.'),
      share: z.number(),
      tags: z.array(text),
    }),
    z.strictObject({
      ...finding('stale', ['look']),
      share: z.number().describe('More than half of those whom its events have touched have had none for longer than the expiry.'),
    }),
    z.strictObject(finding('never', ['look'])),
    z.strictObject({ ...finding('nobody', ['look']), since: time.describe('When it was taken from the last one.') }),
    z.strictObject(finding('unused', ['note'])),
  ]),
);

const tagVerdict: z.ZodType<TagVerdict> = part(
  'TagVerdict',
  'Whether a tag is sound, and if not, why.',
)(
  z.strictObject({
    state: z
      .enum(['good', 'look', 'bad', 'preparing'])
      .describe('By its gravest finding; `preparing`: not judged while its past is being filled in.'),
    findings: z.array(tagFinding).describe('The gravest first.'),
    usedBy: z.array(text).describe('Definitions of the release that read it, as `kind.id`.'),
  }),
);

const tagFigures = part(
  'TagFigures',
  'A tag with what has been found about it, of the version in force.',
)(
  z.strictObject({
    audited: auditedTag.exactOptional().describe('By the latest audit that compared it.'),
    judged: judgedAccuracySchema.exactOptional().describe('By the latest sheet that people have judged.'),
    verdict: tagVerdict,
    id: text,
    name: textSchema,
    version: z.number(),
    owner: text,
    group: text.exactOptional(),
    state: z.enum(['preparing', 'live']),
    holders: z.number().describe('All who hold it.'),
    inputs: z.array(text).describe('Ids of its inputs.'),
    completeness: tagShare.exactOptional().describe('Of those drawn: of whom its rule is told (T5). Absent where it has no inputs.'),
    freshness: freshness.exactOptional(),
    contradicted: tagShare.exactOptional().describe('Of all holders: who holds a tag that contradicts it. Absent where nobody holds it.'),
  }),
);

/** Tags figures. */
export const tagsFiguresSchema: z.ZodType<TagsFigures> = component<TagsFigures>('TagsFigures')(
  z.strictObject({
    tags: z.array(tagFigures),
    agreement: tagShare
      .exactOptional()
      .describe('Over all tags: answers compared in their latest audits, and how many were the same. Absent before the first.'),
    at: time.describe('Instant, ms, and log position that it is of.'),
    position: z.number(),
    customers: z.number().describe('All there are, and how many of them were drawn.'),
    drawn: z.number(),
    contradicted: tagShare.exactOptional().describe('Of all customers: who holds two tags that contradict each other.'),
    contradictions: z
      .array(z.strictObject({ tags: z.tuple([text, text]), customers: z.number() }))
      .describe('Each once, the most frequent first.'),
    completeness: z.number().exactOptional().describe('Over those drawn, how many of the inputs of all tags have a value.'),
  }),
);

interface TagOne extends Pick<TagsFigures, 'at' | 'position' | 'customers' | 'drawn' | 'contradictions'> {
  readonly tag: TagsFigures['tags'][number];
}

const contradictions = z.array(z.strictObject({ tags: z.tuple([text, text]), customers: z.number() }));

/** One tag of them. */
export const tagOneSchema: z.ZodType<TagOne> = component<TagOne>(
  'TagHealth',
  'A tag with what has been found about it.',
)(z.strictObject({ at: time, position: z.number(), customers: z.number(), drawn: z.number(), tag: tagFigures, contradictions }));

const tagAgreement = part('TagAgreement')(
  z.strictObject({
    tag: text,
    agreement: tagShare.describe('Of all customers compared: of whom both say the same.'),
    holders: tagShare.exactOptional().describe('Of those of whom the engine says that they hold it: of whom the events say so too.'),
    others: tagShare.exactOptional().describe('Of the others.'),
  }),
);

const disagreement = part('Disagreement')(
  z.strictObject({
    customer: text,
    tag: text,
    engine: z.boolean().describe('What the engine says, and what the events say.'),
    events: z.boolean(),
  }),
);

/** Tag audit. */
export const tagAuditSchema: z.ZodType<TagAudit> = component<TagAudit>('TagAudit')(
  z.strictObject({
    at: time.describe('Instant of evaluation, ms, and the log position whose events count.'),
    position: z.number(),
    drawn: z.number().describe('Customers drawn, those compared, and those left out because something came in about them meanwhile.'),
    compared: z.number(),
    moved: z.number(),
    evaluating: z
      .boolean()
      .describe('A release or new edges of a score were being applied to all customers: who had not had their turn may differ.'),
    agreement: tagShare.exactOptional().describe('Of all answers about all tags. Absent where there is none.'),
    tags: z.array(tagAgreement).describe('Of every tag in force.'),
    disagreements: z.array(disagreement).describe('At most 100 of them; how many there are.'),
    disagreeing: z.number(),
    tag: text.exactOptional().describe('Of one tag only: so many holders are drawn, and as many customers of all.'),
    sample: z.number().describe('How many customers.'),
    seed: text,
  }),
);

const sheetRow = part('SheetRow')(
  z.strictObject({
    customer: text,
    identifiers: z.array(identifier),
    since: time.describe('Since when it holds the tag, ms.'),
    read: jsonObject.describe('What the rule reads of it, by field.'),
  }),
);

/** Tag sheet. */
export const tagSheetSchema: z.ZodType<TagSheet> = component<TagSheet>('TagSheet')(
  z.strictObject({
    tag: text,
    version: z.number(),
    sheet: text.describe('Names the sheet: tag, version, position and seed.'),
    at: time,
    position: z.number(),
    holders: z.number().describe('All holders; the rows are drawn from them at random.'),
    rows: z.array(sheetRow),
  }),
);
