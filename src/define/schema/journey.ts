/** Journeys. */
import { z } from 'zod';
import { ANY_STEP, type StepEdits } from '../edit.ts';
import type { JourneyDefinition, Kpi } from '../journey.ts';
import type { RolloutSettings, RolloutStage } from '../rollout.ts';
import { hint } from '../said/said.ts';
import type { Trigger } from '../trigger.ts';
import { clockSchema, durationSchema, idSchema, ownPathSchema, textSchema, traitIdSchema, weekdaySchema } from './base.ts';
import { conditionSchema } from './condition.ts';
import { guardrailSchema } from './guardrail.ts';
import { endSchema, matched, stageSchema, stepId, stepSchema } from './step.ts';

const dateSchema = z.string().regex(/^\d{4}-\d\d-\d\d$/, hint`expected a date like "2026-01-05"`);
const triggerSchema: z.ZodType<Trigger> = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('event'), ...matched, maxAge: durationSchema.exactOptional() }),
  z.strictObject({ type: z.literal('segment'), segment: idSchema, on: z.enum(['enter', 'exit']).exactOptional() }),
  z.strictObject({
    type: z.literal('date'),
    trait: traitIdSchema,
    on: z.enum(['day', 'month']),
    every: z.enum(['once', 'year']),
    daysBefore: z.int().min(0).max(365).exactOptional(),
    at: clockSchema,
  }),
  z.strictObject({
    type: z.literal('schedule'),
    every: z.enum(['day', 'week', 'month']).exactOptional(),
    weekday: weekdaySchema.exactOptional(),
    day: z.int().min(1).max(31).exactOptional(),
    rule: z.string().min(1).max(500).exactOptional(),
    from: dateSchema.exactOptional(),
    date: dateSchema.exactOptional(),
    at: clockSchema,
    segment: idSchema.exactOptional(),
  }),
  z.strictObject({ type: z.literal('start') }),
]);

const kpiSchema: z.ZodType<Kpi> = z
  .strictObject({
    metric: z.enum(['conversion_rate', 'lift', 'click_rate', 'revenue_per_customer']),
    target: z.number(),
    within: durationSchema.exactOptional(),
  })
  .meta({ id: 'Kpi', description: 'By what the success of a journey is measured, and what is aimed at.' });

/** What is said about customers inside of a journey. */
export const stepEditsSchema: z.ZodType<StepEdits> = z
  .record(z.union([stepId, z.literal(ANY_STEP)]), z.union([z.enum(['stay', 'move', 'exit']), z.strictObject({ moveTo: stepId })]))
  .meta({
    id: 'StepEdits',
    description:
      'What becomes of customers at steps of earlier versions, by step ("*": at any other): stay on their version, move to the step of the same name or to another, or exit.',
  });

const rolloutStageSchema: z.ZodType<RolloutStage> = z.strictObject({
  percent: z.number().gt(0).max(100).exactOptional(),
  values: z.array(z.string().min(1).max(200)).min(1).max(1_000).exactOptional(),
  hold: durationSchema.exactOptional(),
});

/** How what is new of a journey reaches customers stage by stage. */
export const rolloutSchema: z.ZodType<RolloutSettings> = z
  .strictObject({
    by: z.union([z.literal('customer'), z.strictObject({ trait: traitIdSchema })]).exactOptional(),
    stages: z.array(rolloutStageSchema).min(1).max(20),
    guardrails: z.array(guardrailSchema).max(10).exactOptional(),
    onHalt: stepEditsSchema.exactOptional(),
  })
  .meta({ id: 'Rollout', description: 'How what is new of a journey reaches customers stage by stage.' });

export const journeySchema: z.ZodType<JourneyDefinition> = z
  .strictObject({
    kind: z.literal('journey'),
    id: idSchema,
    name: textSchema,
    description: textSchema.exactOptional(),
    stage: stageSchema,
    trigger: triggerSchema,
    when: conditionSchema.exactOptional(),
    reentry: z.union([z.enum(['once', 'always']), z.strictObject({ after: durationSchema })]),
    key: ownPathSchema.exactOptional(),
    goal: endSchema.exactOptional(),
    exits: z.array(endSchema).max(20).exactOptional(),
    holdout: z.number().min(0).lt(1).exactOptional(),
    priority: z.enum(['exempt', 'high', 'normal', 'low']).exactOptional(),
    value: z.union([z.number().min(0), z.strictObject({ trait: traitIdSchema })]).exactOptional(),
    goalWithin: durationSchema.exactOptional(),
    limits: z
      .strictObject({
        concurrent: z.int().min(1).max(200).exactOptional(),
        entriesPerDay: z.int().min(1).max(1_000_000_000).exactOptional(),
        cooldown: durationSchema.exactOptional(),
      })
      .exactOptional(),
    kpi: kpiSchema.exactOptional(),
    edits: stepEditsSchema.exactOptional(),
    rollout: rolloutSchema.exactOptional(),
    steps: z.array(stepSchema).min(1).max(200),
  })
  .meta({ description: 'What a customer is led through, step by step, from a trigger to a goal.' });
