/** Releases that reach customers stage by stage. */
import { z } from 'zod';
import { guardrailSchema, type RolledOut, type RolloutStage } from '../../define/index.ts';
import type { RolloutReport } from '../../runtime/index.ts';
import { component, part } from '../route/index.ts';
import { time } from './parts.ts';

const text = z.string();

/** A stage of a rollout. */
export const rolloutStage: z.ZodType<RolloutStage> = component<RolloutStage>(
  'RolloutStage',
  'How far a version of a journey reaches, and for how long at least.',
)(
  z.strictObject({
    percent: z
      .number()
      .exactOptional()
      .describe('Of customers, or of the values of a trait: which share is in, in percent, above 0 and at most 100.'),
    values: z.array(text).exactOptional().describe('Values of the trait that are in besides, in this stage and all later ones.'),
    hold: text.exactOptional().describe('How long it is held at least before the next one begins; default "1d".'),
  }),
);

/** A journey of a rollout. */
export const rolledOut: z.ZodType<RolledOut> = component<RolledOut>(
  'RolledOut',
  'A journey of a release that reaches customers stage by stage.',
)(
  z.strictObject({
    journey: text,
    version: z.number().describe('The version that is new; 0: the journey goes.'),
    before: z.number().describe('The version that everybody else has meanwhile; 0: the journey is new.'),
  }),
);

const shareEvidence = part(
  'ShareEvidence',
  'A share with its interval; `value` is null of nobody.',
)(z.strictObject({ value: z.nullable(z.number()), count: z.number(), of: z.number(), low: z.number(), high: z.number() }));

const interval = part('Interval')(z.strictObject({ low: z.number(), high: z.number() }));

const guardrailEvidence = part(
  'GuardrailEvidence',
  'What a verdict rests on.',
)(
  z.strictObject({
    measure: z.enum(['conversion', 'drop', 'stall', 'error', 'fatigue']),
    bound: z
      .number()
      .describe('The share that may not be exceeded (`atMost`) or has to be reached (`atLeast`); of `noWorseBy` the difference.'),
    kind: z.enum(['atMost', 'atLeast', 'noWorseBy']),
    level: z.number(),
    minimum: z.number(),
    reference: shareEvidence
      .exactOptional()
      .describe('Of `noWorseBy`: what it was compared with, and how much worse it is (positive is worse).'),
    worse: interval.exactOptional(),
    value: z.nullable(z.number()),
    count: z.number(),
    of: z.number(),
    low: z.number(),
    high: z.number(),
  }),
);

const finding = part(
  'Finding',
  'What a guardrail says.',
)(
  z.strictObject({
    guardrail: guardrailSchema,
    journey: text.exactOptional().describe('Of which journey; absent: of all together.'),
    verdict: z.enum(['safe', 'breached', 'undecided']),
    evidence: guardrailEvidence,
  }),
);

/** How a rollout stands. */
export const rolloutReportSchema: z.ZodType<RolloutReport> = component<RolloutReport>(
  'RolloutReport',
  'How a rollout stands. Instants in ms.',
)(
  z.strictObject({
    id: text,
    release: z.number(),
    state: z.enum(['running', 'paused', 'halted', 'completed']),
    stage: z.number(),
    settings: z.strictObject({
      by: z
        .union([z.literal('customer'), z.strictObject({ trait: text })])
        .exactOptional()
        .describe(
          'Whose share: of customers (default), or of the values of a trait (a store, a region), so that all customers of one value are in or out together.',
        ),
      stages: z.array(rolloutStage),
      guardrails: z
        .array(guardrailSchema)
        .exactOptional()
        .describe(
          'What is measured of those who entered the new version, all of it at once: a breach halts the rollout, and while one is undecided at the end of a hold it waits. `noWorseBy` compares with those who entered the version before meanwhile.',
        ),
      onHalt: z
        .record(z.string(), z.union([z.enum(['stay', 'move', 'exit']), z.strictObject({ moveTo: text })]))
        .exactOptional()
        .describe(
          'What becomes of customers inside of the new version when it is halted, by the step that they rest at. Where nothing is said they move to the step of the same name of the version before, and stay where it has none; out of a journey that is new they exit.',
        ),
    }),
    journeys: z.array(rolledOut),
    since: time.describe('When the stage began, and when it has been held.'),
    heldUntil: time,
    waitsFor: z
      .enum(['paused', 'hold', 'guardrail', 'preparing'])
      .exactOptional()
      .describe('What it waits for before it goes on by itself; absent where nothing more comes.'),
    findings: z.array(finding).describe('What the guardrails say.'),
  }),
);
