/** The report. */
import { z } from 'zod';
import { conditionSchema } from '../../define/index.ts';
import type { CohortRow, JourneyLift, LatencyReport, Report, RfmReport } from '../../learn/index.ts';
import { component, part } from '../route/index.ts';
import { sourceQuality } from './quality.ts';

const text = z.string();
const share = z.strictObject({ count: z.number(), of: z.number(), share: z.number(), low: z.number(), high: z.number() });

const totals = part('Totals')(
  z.strictObject({
    events: z.number().describe('All events, and the customers they belong to today.'),
    customers: z.number(),
    rows: z.number().describe('Events that are a purchase (or a line of one), their orders, and who bought.'),
    orders: z.number(),
    buyers: z.number(),
    revenue: z.number(),
  }),
);

const monthRow = part('MonthRow')(
  z.strictObject({
    month: text.describe('`YYYY-MM`. An order belongs to the month of its first line.'),
    orders: z.number(),
    buyers: z.number(),
    revenue: z.number(),
  }),
);

const rfmCell = part('RfmCell')(z.strictObject({ r: z.number(), f: z.number(), customers: z.number(), revenue: z.number() }));

export const rfmReport: z.ZodType<RfmReport> = component<RfmReport>('RfmReport')(
  z.strictObject({
    referenceDay: text.describe('`YYYY-MM-DD`: the day to which recency is counted.'),
    edges: z
      .strictObject({ recency: z.array(z.number()), frequency: z.array(z.number()), monetary: z.array(z.number()) })
      .describe('Type-7 quantiles at 20, 40, 60, 80 %. A bin includes its upper edge. Recency in days.'),
    cells: z.array(rfmCell).describe('Cells with customers, by recency score, then frequency score (1 to 5, 5 is best).'),
  }),
);

export const cohortRow: z.ZodType<CohortRow> = component<CohortRow>('CohortRow')(
  z.strictObject({
    cohort: text.describe('`YYYY-MM`.'),
    customers: z
      .array(z.number())
      .describe('How many of them bought 0, 1, 2, ... months later, up to the month of the last purchase of all.'),
  }),
);

const journeyRow = part('JourneyRow')(
  z.strictObject({
    journey: text,
    entered: z.number(),
    active: z.number().describe('entered - completed - converted - exited - failed.'),
    completed: z.number(),
    converted: z.number(),
    exited: z.number(),
    failed: z.number(),
    treatment: z.number().describe('Assignments made at entry.'),
    holdout: z.number(),
  }),
);

const messagesReport = part('MessagesReport')(
  z.strictObject({
    decided: z.number(),
    sent: z.number(),
    failed: z.number(),
    withdrawn: z
      .array(z.strictObject({ rule: text, count: z.number() }))
      .describe('Not handed over, because something spoke against it by then: by rule, most frequent first.'),
    verdicts: z.array(z.strictObject({ verdict: text, rule: text, count: z.number() })).describe('What guard said, most frequent first.'),
  }),
);

const conversion = part(
  'Conversion',
  'What a conversion is: a purchase; an event, whose filter holds when there is one; or that the goal ended the journey (a goal over what is known of a customer).',
)(
  z.union([
    z.strictObject({ by: z.literal('purchase') }),
    z.strictObject({ by: z.literal('event'), event: text, where: conditionSchema.exactOptional() }),
    z.strictObject({ by: z.literal('goal') }),
  ]),
);

const liftArm = part(
  'LiftArm',
  'One arm. Revenue in units of the currency.',
)(z.strictObject({ customers: z.number(), converted: z.number(), revenue: z.number() }));

const estimate = part(
  'Estimate',
  'treatment - holdout.',
)(z.strictObject({ difference: z.number(), low: z.nullable(z.number()), high: z.nullable(z.number()) }));

const adjustedEstimate = part('AdjustedEstimate')(
  z.strictObject({
    varianceReduced: z.number().describe('Share of the variance that the covariate has taken away, 0 to 1.'),
    difference: z.number(),
    low: z.nullable(z.number()),
    high: z.nullable(z.number()),
  }),
);

export const journeyLift: z.ZodType<JourneyLift> = component<JourneyLift>('JourneyLift')(
  z.strictObject({
    journey: text,
    windowMs: z.number(),
    level: z.number(),
    conversion: conversion,
    treatment: liftArm,
    holdout: liftArm,
    globalControl: z
      .number()
      .describe('Not measured: in the global control group; entered only while nobody was held out; window not ended.'),
    undrawn: z.number(),
    pending: z.number(),
    mixed: z
      .number()
      .describe('Of all in the two arms: assigned both ways before a merge, counted in the arm of the profile that carries on.'),
    conversionLift: estimate.describe('Share of customers who convert.'),
    revenueLift: estimate.describe(
      'Revenue per customer, in units of the currency: as it is, and with the revenue before the exposure taken out (CUPED).',
    ),
    revenueLiftAdjusted: adjustedEstimate,
    sampleRatio: z
      .nullable(z.number())
      .describe(
        'How likely so unequal arms are by chance; below 0.001 the assignment is not what it should be. Null when it cannot be said.',
      ),
  }),
);

const journeyConversions = part(
  'JourneyConversions',
  'What treated customers of a journey did, with or without a holdout: no effect by itself.',
)(
  z.strictObject({
    journey: text,
    windowMs: z.number(),
    conversion: conversion,
    pending: z.number().describe('Treated ones whose window has not ended: not among `customers`.'),
    customers: z.number(),
    converted: z.number(),
    revenue: z.number(),
  }),
);

const attributionRow = part(
  'AttributionRow',
  "Orders and revenue (units of the currency) credited to a journey's messages on a channel; both '' for organic ones.",
)(z.strictObject({ journey: text, channel: text, orders: z.number(), revenue: z.number() }));

const returnsRow = part(
  'ReturnsRow',
  'Messages of a journey on a channel, and how many of them came back how. People and machines (mail proxies, link scanners) apart.',
)(
  z.strictObject({
    journey: text,
    channel: text,
    sent: z.number(),
    delivered: z.number(),
    bounced: z.number(),
    opened: z.number(),
    openedByMachine: z.number(),
    clicked: z.number(),
    replied: z.number(),
    unsubscribed: z.number(),
    complained: z.number(),
  }),
);

export const latencyReport: z.ZodType<LatencyReport> = component<LatencyReport>(
  'LatencyReport',
  'From an event received to the hand-over of the message it led to, ms; null when there was none.',
)(
  z.strictObject({
    count: z.number(),
    p50: z.nullable(z.number()),
    p90: z.nullable(z.number()),
    p99: z.nullable(z.number()),
    max: z.nullable(z.number()),
    withinPromise: z.number().describe('How many took no more than the promised 4,000 ms.'),
  }),
);

const eventQualityRow = part(
  'EventQualityRow',
  'Of a source and event: counts, and the shares of what is at fault, 0 to 1; no shares where there were too few events.',
)(
  z.strictObject({
    source: text,
    event: text,
    events: z.number(),
    rates: z
      .strictObject({
        refused: z.number(),
        missing: z.number(),
        range: z.number(),
        unplanned: z.number(),
        invalid: z.number(),
        late: z.number(),
        duplicate: z.number(),
      })
      .exactOptional(),
  }),
);

const qualityReport = part(
  'QualityReport',
  'Of the data in the hour that was judged last.',
)(
  z.strictObject({
    sources: z.array(sourceQuality).describe('Scores from 0 to 100; absent where there were too few events to judge.'),
    events: z.array(eventQualityRow),
    breaches: z
      .array(
        z.strictObject({
          event: text.describe("'' of a source as a whole."),
          value: z.number(),
          source: text,
          measure: z.enum(['score', 'refused', 'missing', 'range', 'unplanned', 'invalid', 'late', 'duplicate', 'volume', 'expected']),
          threshold: z.number(),
          z: z.number().exactOptional(),
        }),
      )
      .describe('What is wrong: each has an alert, or will within the minute.'),
  }),
);

const tagsReport = part(
  'TagsReport',
  'Of the tags of the running release.',
)(
  z.strictObject({
    tags: z.number(),
    preparing: z.number().describe('Of them, those whose past is being filled in.'),
    customers: z.number().describe('Customers, and how many of them were drawn for what is counted per customer.'),
    drawn: z.number(),
    completeness: z.number().exactOptional().describe('Over those drawn, how many of the values that tags read are known, 0 to 1.'),
    overdue: z.array(text).describe('Tags that somebody holds beyond their expiry.'),
    contradicted: share.exactOptional().describe('Customers who hold two tags that contradict each other, and which.'),
    contradictions: z.array(z.strictObject({ tags: z.tuple([text, text]), customers: z.number() })),
    agreement: share
      .exactOptional()
      .describe('Answers on which engine and raw events agreed, in the latest audits. Absent before the first.'),
    judged: z.array(z.strictObject({ tag: text, accuracy: share })).describe('By people, the latest of each tag.'),
    leastComplete: z
      .array(z.strictObject({ tag: text, holders: z.number(), completeness: share }))
      .describe('The tags that are known of the fewest customers, at most ten.'),
  }),
);

/** What `volano report` says. */
export const reportSchema: z.ZodType<Report> = component<Report>('Report')(
  z.strictObject({
    currency: text,
    timeZone: text.describe('Of days and months.'),
    totals: totals,
    months: z.array(monthRow).describe('Ascending, from the first to the last with a purchase; those between without one are zero.'),
    rfm: rfmReport.optional().describe('Undefined when nobody has bought.'),
    cohorts: z.array(cohortRow).describe('By month of the first purchase, ascending.'),
    journeys: z.array(journeyRow),
    messages: messagesReport,
    lift: z.array(journeyLift).describe('Of journeys that hold somebody out.'),
    conversions: z
      .array(journeyConversions)
      .describe('Of every journey that somebody entered: its treated customers, and what counts as a conversion.'),
    attribution: z.array(attributionRow).describe('By revenue, the largest first; organic (no journey, no channel) last.'),
    returns: z.array(returnsRow),
    latency: latencyReport,
    quality: qualityReport.exactOptional().describe('Of the data and of the tags; absent where nobody has measured.'),
    tags: tagsReport.exactOptional(),
    leftOut: z
      .array(z.enum(['quality', 'tags']))
      .exactOptional()
      .describe(
        'Parts that are not told, because they cannot be counted of the customers in your data scope alone. Absent: nothing is left out.',
      ),
  }),
);
