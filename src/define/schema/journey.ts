/** Journeys and their steps. */
import { z } from 'zod';
import type { EventMatch, JourneyDefinition, MessageClass, Step, Trigger } from '../journey.ts';
import { clockSchema, durationSchema, eventNameSchema, idSchema, ownPathSchema, textSchema, traitIdSchema, weekdaySchema } from './base.ts';
import { conditionSchema } from './condition.ts';

export const messageClassSchema: z.ZodType<MessageClass> = z.enum(['marketing', 'service', 'transactional']);

const matched = { event: eventNameSchema, where: conditionSchema.exactOptional() };
const eventMatchSchema: z.ZodType<EventMatch> = z
  .strictObject(matched)
  .meta({ id: 'EventMatch', description: 'An event as it arrives, by exact name and properties.' });
const endSchema = z.union([eventMatchSchema, conditionSchema]);

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
    every: z.enum(['day', 'week', 'month']),
    weekday: weekdaySchema.exactOptional(),
    day: z.int().min(1).max(31).exactOptional(),
    at: clockSchema,
    segment: idSchema.exactOptional(),
  }),
]);

const stepId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, 'expected a step id: letters, digits, "_" and "-", at most 128');

const until = z.strictObject({ at: clockSchema, weekdays: z.array(weekdaySchema).min(1).max(7).exactOptional() });
const stepSchema: z.ZodType<Step> = z
  .lazy(() =>
    z.discriminatedUnion('type', [
      z.strictObject({ type: z.literal('wait'), id: stepId, duration: durationSchema.exactOptional(), until: until.exactOptional() }),
      z.strictObject({
        type: z.literal('wait_for'),
        id: stepId,
        ...matched,
        timeout: durationSchema,
        steps: z.array(stepSchema),
        otherwise: z.array(stepSchema).exactOptional(),
      }),
      z.strictObject({
        type: z.literal('branch'),
        id: stepId,
        branches: z
          .array(z.strictObject({ when: conditionSchema, steps: z.array(stepSchema) }))
          .min(1)
          .max(50),
        otherwise: z.array(stepSchema).exactOptional(),
      }),
      z.strictObject({
        type: z.literal('send'),
        id: stepId,
        channel: idSchema,
        template: idSchema,
        variant: idSchema.exactOptional(),
        purpose: idSchema,
        messageClass: messageClassSchema.exactOptional(),
      }),
      z.strictObject({
        type: z.literal('split'),
        id: stepId,
        arms: z
          .array(z.strictObject({ id: stepId, share: z.number().gt(0).max(1), steps: z.array(stepSchema) }))
          .min(1)
          .max(50),
      }),
      z.strictObject({
        type: z.literal('update'),
        id: stepId,
        traits: z.record(traitIdSchema, z.union([z.string(), z.number(), z.boolean()])),
      }),
      z.strictObject({ type: z.literal('webhook'), id: stepId, channel: idSchema, template: idSchema }),
      z.strictObject({ type: z.literal('exit'), id: stepId }),
    ]),
  )
  .meta({ id: 'Step', description: 'A step of a journey. Its id is unique in the journey and stable over versions.' });

export const journeySchema: z.ZodType<JourneyDefinition> = z
  .strictObject({
    kind: z.literal('journey'),
    id: idSchema,
    name: textSchema,
    description: textSchema.exactOptional(),
    stage: z.enum(['acquire', 'activate', 'retain', 'repurchase', 'advocate']),
    trigger: triggerSchema,
    when: conditionSchema.exactOptional(),
    reentry: z.union([z.enum(['once', 'always']), z.strictObject({ after: durationSchema })]),
    key: ownPathSchema.exactOptional(),
    goal: endSchema.exactOptional(),
    exits: z.array(endSchema).max(20).exactOptional(),
    holdout: z.number().min(0).lt(1).exactOptional(),
    steps: z.array(stepSchema).min(1).max(200),
  })
  .meta({ description: 'What a customer is led through, step by step, from a trigger to a goal.' });
