/** The steps of journeys against their guardrails and their past. */
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { component, part } from '../route/index.ts';
import { time } from './parts.ts';

type JourneyDiagnosis = Awaited<ReturnType<ApiDependencies['diagnosis']['reroute']>>;

const text = z.string();

const standingReroute = part(
  'StandingReroute',
  'A step that is rerouted or held, as the first partition has it.',
)(
  z.strictObject({
    journey: text,
    step: text,
    on: z.boolean(),
    held: z.boolean().describe('Said by a person: diagnosis leaves it.'),
    by: text,
    reason: text.describe("Why, as facts say it: the measure of the guardrail, or the person's words."),
    since: time.describe('`at` of the entry, ms.'),
  }),
);

const share = part('Share', 'So many of so many.')(z.strictObject({ count: z.number(), of: z.number() }));

const stepMeasurement = part(
  'StepMeasurement',
  'One measure of a step.',
)(
  z.strictObject({
    journey: text,
    step: text,
    measure: z.enum(['conversion', 'drop', 'stall', 'error', 'fatigue']),
    count: z.number().describe('Of the judged, and of the past; `value` null of nobody.'),
    of: z.number(),
    value: z.nullable(z.number()),
    past: share,
    by: z.enum(['guardrail', 'history']).describe('What broke it or would: a declared bound, or what is usual.'),
    threshold: z.number(),
    z: z.number().exactOptional().describe('Robust z-score against its own past; absent without one.'),
    verdict: z.enum(['safe', 'breached', 'undecided']).exactOptional().describe('Of the guardrail, where it has one.'),
    from: time.describe('Beginning and end of the comings judged, ms.'),
    to: time,
    breached: z.boolean(),
    usual: z.number().describe('What recovery is held against, should it be raised now.'),
    recovery: z.number().exactOptional().describe('Of what is raised: how far it has recovered, 0 to 1.'),
  }),
);

const stepDiagnosis = part(
  'StepDiagnosis',
  'A step as it is.',
)(
  z.strictObject({
    step: text,
    hasFallback: z.boolean(),
    reroute: standingReroute.exactOptional(),
    measurements: z.array(stepMeasurement),
  }),
);

/** Journey diagnosis. */
export const journeyDiagnosisSchema: z.ZodType<JourneyDiagnosis> = component<JourneyDiagnosis>(
  'JourneyDiagnosis',
  'A journey as it is, its steps in reading order.',
)(z.strictObject({ journey: text, at: time, steps: z.array(stepDiagnosis) }));
