/** What segments and tags come to. */
import { z } from 'zod';
import { ruleSchema, textSchema } from '../../define/index.ts';
import type { Forecast, Groups, Preview } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { jsonObject, time } from './parts.ts';

const text = z.string();

const groupRow = part('GroupRow')(
  z.strictObject({
    kind: z.enum(['segment', 'tag']),
    id: text,
    name: textSchema,
    version: z.number(),
    state: z
      .enum(['preparing', 'live'])
      .describe('`preparing`: its past is being filled in; until then its earlier version, if there is one, is in force.'),
    members: z.number(),
    growth7d: z.number().describe('Members now less those of seven days ago.'),
    changedAt: time.exactOptional().describe('When somebody last came or went, ms; absent: never.'),
    reachable: z
      .number()
      .exactOptional()
      .describe(
        "Share of the members, 0 to 1, that a channel is open to, by guard's own rules; of at most 200 drawn ones. Absent of nobody.",
      ),
    usedBy: z.array(text).describe('Definitions of the release that read it, as `kind.id`.'),
  }),
);

/** Groups. */
export const groupsSchema: z.ZodType<Groups> = component<Groups>('Groups')(
  z.strictObject({
    groups: z.array(groupRow).describe('Segments, then tags, each by id.'),
    position: z.number().describe('Log position that the members are of, and entries that wait behind it.'),
    behind: z.number(),
  }),
);

const customerMatch = part('CustomerMatch')(
  z.strictObject({
    customer: text,
    identifiers: z.array(z.tuple([text, text])),
    holds: z.boolean(),
    read: jsonObject.describe('What the condition read, by field.'),
    from: z.enum(['state', 'events']).describe("`state`: all that it reads is kept; `events`: folded anew from the customer's events."),
  }),
);

const overlap = part(
  'Overlap',
  'With a released segment or tag.',
)(
  z.strictObject({
    kind: z.enum(['segment', 'tag']),
    id: text,
    members: z.number(),
    both: z.number(),
    jaccard: z.number().describe('Of those in either; 0 when nobody is.'),
  }),
);

const reachable = part('Reachable')(
  z.strictObject({
    id: text,
    reachable: z.number(),
    refused: z.record(z.string(), z.number()).describe('The others by the rule that refuses.'),
  }),
);

const previewReach = part(
  'PreviewReach',
  'By the rules that every message is asked, at this instant.',
)(
  z.strictObject({
    asked: z
      .number()
      .describe('How many members were asked; fewer than there are: drawn by a hash of their ids, and the figures are estimates.'),
    isEstimate: z.boolean(),
    channels: z.array(reachable),
    purposes: z.array(reachable).describe('For marketing messages.'),
  }),
);

type Reason = NonNullable<Preview['match']>['why'];

const reason: z.ZodType<Reason> = part(
  'Reason',
  'A group of rules, or one rule with the values it read by field; of a rule about a tag or a segment, why that holds or not stands in `of`.',
)(
  z.union([
    z.strictObject({
      holds: z.boolean(),
      combinator: z.enum(['and', 'or']),
      not: z.literal(true).exactOptional(),
      get rules(): z.ZodType<readonly Reason[]> {
        return z.array(reason);
      },
    }),
    z.strictObject({
      holds: z.boolean(),
      rule: ruleSchema,
      read: jsonObject,
      get of(): z.ZodExactOptional<z.ZodType<Reason>> {
        return reason.exactOptional();
      },
    }),
  ]),
);

/** Preview. */
export const previewSchema: z.ZodType<Preview> = component<Preview>('Preview')(
  z.strictObject({
    kind: z.enum(['segment', 'tag', 'trait']),
    id: text,
    at: time.describe('Instant of evaluation, ms, and the log position whose events count.'),
    position: z.number(),
    customers: z.number().describe('All there are.'),
    count: z.number().describe('Who would be in it; of a trait: who would have it.'),
    share: z.number().describe('0 to 1; 0 of nobody.'),
    sample: z.array(customerMatch).exactOptional(),
    overlap: z.array(overlap).exactOptional(),
    reach: previewReach.exactOptional(),
    match: z
      .strictObject({
        customer: text,
        identifiers: z.array(z.tuple([text, text])),
        holds: z.boolean(),
        read: jsonObject.describe('What the condition read, by field.'),
        from: z.enum(['state', 'events']).describe("`state`: all that it reads is kept; `events`: folded anew from the customer's events."),
        why: reason,
      })
      .exactOptional()
      .describe('Of the customer asked for.'),
  }),
);

/** Forecast. */
export const forecastSchema: z.ZodType<Forecast> = component<Forecast>(
  'Forecast',
  'How many would get it, and what keeps it from the others.',
)(
  z.strictObject({
    segment: text,
    at: time.describe('Ms.'),
    members: z.number(),
    asked: z.number().describe('Of how many of them it was asked: all, or that many drawn ones.'),
    verdicts: z
      .array(z.strictObject({ verdict: z.enum(['send', 'defer', 'suppress']), rule: text, customers: z.number() }))
      .describe('Of those asked; the most frequent first.'),
  }),
);
