/** The loop, now. */
import { z } from 'zod';
import type { TraceStep } from '../deps.ts';
import type { HealthReport, ReadyReport } from '../health/index.ts';
import type { Counters } from '../live/index.ts';
import { component, part } from '../route/index.ts';
import { time } from './parts.ts';
import { traceStepSchema } from './steps.ts';

const text = z.string();

const doorMeasures = part(
  'DoorMeasures',
  'Calls at the door.',
)(
  z.strictObject({
    requests: z.number(),
    accepted: z.number(),
    quarantined: z.number(),
    held: z.number().describe('Answers that wait at present until the engine has come near.'),
    duplicates: z.number().describe('Message ids seen before, found by the engine.'),
  }),
);

const latencySummary = part('LatencySummary')(
  z.strictObject({
    promiseMs: z.number(),
    withinPromise: z.number().exactOptional().describe('In [0, 1]; this and the quantiles (ms) are absent before the first message.'),
    p50: z.number().exactOptional(),
    p90: z.number().exactOptional(),
    p99: z.number().exactOptional(),
    bounds: z.array(z.number()),
    counts: z.array(z.number()),
    count: z.number(),
    sum: z.number(),
    max: z.number(),
  }),
);

/** Counters. */
export const countersSchema: z.ZodType<Counters> = component<Counters>('Counters')(
  z.strictObject({
    at: time.describe('Wall clock, ms.'),
    eventTime: z.number().exactOptional(),
    release: z.number(),
    customers: z.number(),
    loop: z
      .strictObject({ sense: z.number(), know: z.number(), decide: z.number(), guard: z.number(), act: z.number(), learn: z.number() })
      .describe('Totals so far, whenever the process was started: one per room of the loop, in its order.'),
    door: doorMeasures,
    engine: z.strictObject({ position: z.number(), behind: z.number(), oldestUnprocessedMs: z.number() }),
    sink: z.strictObject({ written: z.number(), behind: z.number() }),
    delivery: z.strictObject({ open: z.number(), sent: z.number(), failed: z.number(), retrying: z.number() }),
    facts: z.record(z.string(), z.number()).describe('By `kind/action`.'),
    refusals: z.record(z.string(), z.number()),
    latency: latencySummary,
  }),
);

const partState = z.enum(['ok', 'degraded', 'stopped']);
const partName = z.enum(['log', 'engine', 'sink', 'delivery', 'release', 'journeys', 'disk']);
const healthCode = z.enum([
  'log_ok',
  'log_refuses',
  'engine_ok',
  'engine_behind',
  'engine_stalled',
  'engine_failed',
  'sink_ok',
  'sink_behind',
  'sink_stalled',
  'sink_failed',
  'delivery_ok',
  'delivery_behind',
  'delivery_failing',
  'delivery_channel_down',
  'delivery_receipts_refused',
  'release_ok',
  'release_preparing',
  'release_failed',
  'journeys_ok',
  'journeys_wrong',
  'disk_ok',
  'disk_low',
  'disk_full',
]);

const channelRoute = part(
  'ChannelRoute',
  'Where messages of a channel go: by the name of the carrier, `capture` for those that stay here and contact nobody.',
)(z.strictObject({ channel: text, carrier: text }));

const partHealth = part('PartHealth')(
  z.strictObject({
    part: partName,
    state: partState,
    code: healthCode,
    detail: z.record(z.string(), z.union([text, z.number()])).describe('Numbers and words that the texts of the code name.'),
    message: text,
    action: text,
  }),
);

/** Health report. */
export const healthReportSchema: z.ZodType<HealthReport> = component<HealthReport>('HealthReport')(
  z.strictObject({
    status: partState,
    version: text,
    at: time.describe('Wall clock, ms.'),
    lagEntries: z.number(),
    oldestUnprocessedMs: z.number().describe('Ms since the oldest unprocessed entry was received; 0 when there is none.'),
    sinkLagRows: z.number(),
    diskFreeBytes: z.number(),
    channels: z.array(channelRoute).describe('Through what each channel goes; `capture` contacts nobody.'),
    parts: z.array(partHealth),
  }),
);

/** Ready report. */
export const readyReportSchema: z.ZodType<ReadyReport> = component<ReadyReport>('ReadyReport')(
  z.strictObject({
    ready: z.boolean(),
    reasons: z.array(
      z.strictObject({
        part: partName,
        code: healthCode,
        message: text,
      }),
    ),
  }),
);

interface LiveUpdate {
  readonly counters: Counters;
  readonly health: Pick<HealthReport, 'status' | 'parts'>;
  readonly latest: readonly TraceStep[];
}

/** What the live feed sends once a second. */
export const liveUpdateSchema: z.ZodType<LiveUpdate> = component<LiveUpdate>(
  'LiveUpdate',
  'What the live feed sends once a second.',
)(
  z.strictObject({
    counters: countersSchema,
    health: z
      .strictObject({ status: partState, parts: z.array(partHealth) })
      .describe('Texts in English; clients have their own by `code`.'),
    latest: z.array(traceStepSchema),
  }),
);
