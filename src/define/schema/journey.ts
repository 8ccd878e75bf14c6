/** Journeys and their steps. */
import { z } from 'zod';
import { ANY_STEP, type StepEdits } from '../edit.ts';
import type { JourneyDefinition, Kpi } from '../journey.ts';
import type { JourneyStage, MessageClass, Step } from '../step.ts';
import type { EventMatch, Trigger } from '../trigger.ts';
import { clockSchema, durationSchema, eventNameSchema, idSchema, ownPathSchema, textSchema, traitIdSchema, weekdaySchema } from './base.ts';
import { conditionSchema } from './condition.ts';
import { guardrailSchema } from './guardrail.ts';

export const messageClassSchema: z.ZodType<MessageClass> = z.enum(['marketing', 'service', 'transactional']);

const matched = { event: eventNameSchema, where: conditionSchema.exactOptional() };
const eventMatchSchema: z.ZodType<EventMatch> = z
  .strictObject(matched)
  .meta({ id: 'EventMatch', description: 'An event as it arrives, by exact name and properties.' });
const endSchema = z.union([eventMatchSchema, conditionSchema]);

const dateSchema = z.string().regex(/^\d{4}-\d\d-\d\d$/, 'expected a date like "2026-01-05"');
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

const stageSchema: z.ZodType<JourneyStage> = z.enum(['acquire', 'activate', 'retain', 'repurchase', 'advocate']);
const kpiSchema: z.ZodType<Kpi> = z
  .strictObject({
    metric: z.enum(['conversion_rate', 'lift', 'click_rate', 'revenue_per_customer']),
    target: z.number(),
    within: durationSchema.exactOptional(),
  })
  .meta({ id: 'Kpi', description: 'By what the success of a journey is measured, and what is aimed at.' });

const stepId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, 'expected a step id: letters, digits, "_" and "-", at most 128');

const step = {
  id: stepId,
  stage: stageSchema.exactOptional(),
  guardrails: z.array(guardrailSchema).min(1).max(10).exactOptional(),
};
const way = { channel: idSchema, template: idSchema };
const sendWay = { ...way, variant: idSchema.exactOptional() };
const awaiting = <Outcome extends string>(...outcomes: readonly [Outcome, ...Outcome[]]) =>
  z.strictObject({ outcome: z.enum(outcomes), timeout: durationSchema }).exactOptional();
const until = z.strictObject({ at: clockSchema, weekdays: z.array(weekdaySchema).min(1).max(7).exactOptional() });
const stepSchema: z.ZodType<Step> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('wait'), ...step, duration: durationSchema.exactOptional(), until: until.exactOptional() }),
      z.strictObject({
        type: z.literal('wait_for'),
        ...step,
        event: eventNameSchema.exactOptional(),
        where: conditionSchema.exactOptional(),
        steps: z.array(stepSchema).exactOptional(),
        branches: z
          .array(z.strictObject({ on: endSchema, steps: z.array(stepSchema) }))
          .min(1)
          .max(9)
          .exactOptional(),
        rearm: eventMatchSchema.exactOptional(),
        timeout: durationSchema,
        otherwise: z.array(stepSchema).exactOptional(),
      }),
      z.strictObject({
        type: z.literal('branch'),
        ...step,
        branches: z
          .array(z.strictObject({ when: conditionSchema, steps: z.array(stepSchema) }))
          .min(1)
          .max(50),
        otherwise: z.array(stepSchema).exactOptional(),
      }),
      z.strictObject({
        type: z.literal('send'),
        ...step,
        ...sendWay,
        fallbacks: z.array(z.strictObject(sendWay)).min(1).max(8).exactOptional(),
        preference: traitIdSchema.exactOptional(),
        nextOnFailure: z.literal(true).exactOptional(),
        purpose: idSchema,
        messageClass: messageClassSchema.exactOptional(),
        await: awaiting('sent', 'delivered', 'opened', 'clicked', 'replied'),
        onFailure: z.array(stepSchema).exactOptional(),
      }),
      z.strictObject({
        type: z.literal('split'),
        ...step,
        arms: z
          .array(z.strictObject({ id: stepId, share: z.number().gt(0).max(1), steps: z.array(stepSchema) }))
          .min(1)
          .max(50),
      }),
      z.strictObject({
        type: z.literal('update'),
        ...step,
        traits: z.record(traitIdSchema, z.union([z.string(), z.number(), z.boolean()])),
      }),
      z.strictObject({
        type: z.literal('webhook'),
        ...step,
        ...way,
        await: awaiting('sent'),
        onFailure: z.array(stepSchema).exactOptional(),
      }),
      z.strictObject({
        type: z.literal('start_journey'),
        ...step,
        journey: idSchema,
        properties: z
          .record(z.string().min(1).max(100), z.union([z.string(), z.number(), z.boolean(), z.strictObject({ property: ownPathSchema })]))
          .exactOptional(),
      }),
      z.strictObject({ type: z.literal('stop_journey'), ...step, journey: idSchema }),
      z.strictObject({ type: z.literal('exit'), ...step, failed: z.literal(true).exactOptional() }),
    ]),
  )
  .meta({ id: 'Step', description: 'A step of a journey. Its id is unique in the journey and stable over versions.' });

/** What is said about customers inside of a journey. */
export const stepEditsSchema: z.ZodType<StepEdits> = z
  .record(z.union([stepId, z.literal(ANY_STEP)]), z.union([z.enum(['stay', 'move', 'exit']), z.strictObject({ moveTo: stepId })]))
  .meta({
    id: 'StepEdits',
    description:
      'What becomes of customers at steps of earlier versions, by step ("*": at any other): stay on their version, move to the step of the same name or to another, or exit.',
  });

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
      .strictObject({ concurrent: z.int().min(1).max(200).exactOptional(), cooldown: durationSchema.exactOptional() })
      .exactOptional(),
    kpi: kpiSchema.exactOptional(),
    edits: stepEditsSchema.exactOptional(),
    steps: z.array(stepSchema).min(1).max(200),
  })
  .meta({ description: 'What a customer is led through, step by step, from a trigger to a goal.' });
