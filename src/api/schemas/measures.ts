/** What dashboards show. */
import { z } from 'zod';
import type {
  CustomersMeasure,
  EventsMeasure,
  FunnelMeasure,
  LatencyMeasure,
  LiftMeasure,
  MessagesMeasure,
  RetentionMeasure,
  RevenueMeasure,
  RfmMeasure,
} from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { cohortRow, journeyLift, latencyReport, rfmReport } from './report.ts';

const text = z.string();
const asOf = z.number().describe('When the warehouse was asked, ms: equal questions within half a minute have one answer.');
const day = text.describe('`YYYY-MM-DD`, in the time zone.');
const currency = text.describe('ISO 4217, of all money, which is in its units.');
const days = { from: day, to: text.describe('Included.'), timeZone: text };
const by = z.enum(['day', 'week', 'month']);

const sales = { orders: z.number(), buyers: z.number().describe('Customers, each once.'), revenue: z.number() };
const salesOf = part('Sales')(z.strictObject(sales));

export const revenueSchema: z.ZodType<RevenueMeasure> = component<RevenueMeasure>('RevenueMeasure')(
  z.strictObject({
    ...days,
    ...{ by, asOf, currency },
    rows: z
      .array(
        z.strictObject({ day: text.describe('First day of the row.'), ...sales, before: salesOf.describe('Of as many days earlier.') }),
      )
      .describe('Ascending, without gaps. An order belongs to the day of its first line.'),
    total: salesOf,
    before: salesOf.describe('Of as many days right before.'),
    daysBefore: z.strictObject({ from: day, to: text }),
    today: salesOf.describe('Whatever the days asked for.'),
    yesterday: salesOf,
  }),
);

export const rfmSchema: z.ZodType<RfmMeasure> = component<RfmMeasure>('RfmMeasure')(
  z.strictObject({ asOf, currency, rfm: rfmReport.describe('Absent while nobody has bought.').exactOptional() }),
);

const rfmRow = part('RfmRow')(
  z.strictObject({
    customer: text,
    recency: z.number().describe('Whole days from the last purchase to the reference day.'),
    orders: z.number(),
    revenue: z.number(),
    r: z.number().describe('Scores, 1 to 5.'),
    f: z.number(),
    m: z.number(),
  }),
);

export const rfmCustomersSchema: z.ZodType<CustomersMeasure> = component<CustomersMeasure>('RfmCustomers')(
  z.strictObject({
    currency,
    customers: z.array(rfmRow).describe('By customer id.'),
    next: text.describe('`after` of the next page.').exactOptional(),
  }),
);

export const retentionSchema: z.ZodType<RetentionMeasure> = component<RetentionMeasure>('RetentionMeasure')(
  z.strictObject({
    ...{ asOf, timeZone: text },
    month: text.describe('`YYYY-MM`: the present one, which is not over.'),
    cohorts: z.array(cohortRow).describe('By month of the first purchase, ascending.'),
  }),
);

export const funnelSchema: z.ZodType<FunnelMeasure> = component<FunnelMeasure>('FunnelMeasure')(
  z.strictObject({
    ...{ ...days, asOf },
    windowDays: z.number(),
    steps: z.array(
      z.strictObject({ event: text, customers: z.number().describe('Who came at least this far, in order and within the window.') }),
    ),
    isOpen: z.boolean().describe('Whether some who entered still have time to finish.'),
  }),
);

export const eventsMeasureSchema: z.ZodType<EventsMeasure> = component<EventsMeasure>('EventsMeasure')(
  z.strictObject({ asOf, events: z.array(z.strictObject({ event: text, count: z.number() })).describe('The most frequent first.') }),
);

export const latencySchema: z.ZodType<LatencyMeasure> = component<LatencyMeasure>('LatencyMeasure')(
  z.strictObject({
    ...{ ...days, by, asOf },
    promiseMs: z.number().describe('From an event to the action that answers it.'),
    total: latencyReport,
    rows: z.array(z.strictObject({ day: text.describe('First day of the row, by the decision.'), latency: latencyReport })),
  }),
);

const channelRow = part('ChannelRow')(
  z.strictObject({
    ...{ channel: text, decided: z.number(), sent: z.number(), failed: z.number(), withdrawn: z.number() },
    waiting: z.number().describe('Not handed over yet.'),
    ...{ delivered: z.number(), bounced: z.number(), opened: z.number().describe('By people, as clicked.'), clicked: z.number() },
    ...{ replied: z.number(), unsubscribed: z.number(), complained: z.number() },
  }),
);

export const messagesMeasureSchema: z.ZodType<MessagesMeasure> = component<MessagesMeasure>('MessagesMeasure')(
  z.strictObject({
    ...{ ...days, asOf },
    channels: z.array(channelRow).describe('Of messages decided in these days.'),
    verdicts: z
      .strictObject({ send: z.number(), defer: z.number(), suppress: z.number() })
      .describe('What guard said; a deferred message is asked again and counts again.'),
    refusals: z
      .array(z.strictObject({ outcome: z.enum(['defer', 'suppress', 'withdrawn', 'failed']), rule: text, count: z.number() }))
      .describe('Why messages were not sent, most frequent first; of failed ones the beginning of the reason.'),
  }),
);

const verdict = z.enum(['better', 'worse', 'undecided', 'small', 'unequal']);

export const liftSchema: z.ZodType<LiftMeasure> = component<LiftMeasure>('LiftMeasure')(
  z.strictObject({
    ...{ asOf, currency },
    level: z.number().describe('Of each interval, so that all of them together hold at 95 % (Bonferroni).'),
    journeys: z.array(
      part('JourneyEffect')(
        z.strictObject({
          lift: journeyLift,
          verdict: verdict.describe(
            'By conversions. `unequal`: see sampleRatio; `small`: there is no interval yet; `undecided`: it holds 0.',
          ),
          revenueVerdict: verdict.describe('By revenue for each customer, adjusted for the time before.'),
          moreCustomers: z
            .nullable(z.number())
            .describe(
              'About how many more it takes until the difference would show, if it is as large as it looks; null where that is not the question.',
            ),
        }),
      ),
    ),
  }),
);
