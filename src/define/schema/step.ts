/** Steps of journeys. */
import { z } from 'zod';
import type { Condition } from '../condition.ts';
import { hint } from '../said/said.ts';
import type { Fallback, JourneyStage, MessageClass, Step } from '../step.ts';
import type { EventMatch } from '../trigger.ts';
import {
  clockSchema,
  durationSchema,
  eventNameSchema,
  idSchema,
  ownPathSchema,
  propertyPathSchema,
  traitIdSchema,
  weekdaySchema,
} from './base.ts';
import { conditionSchema } from './condition.ts';
import { guardrailSchema } from './guardrail.ts';

export const messageClassSchema: z.ZodType<MessageClass> = z.enum(['marketing', 'service', 'transactional']);

export const matched: { readonly event: z.ZodType<string>; readonly where: z.ZodExactOptional<z.ZodType<Condition>> } = {
  event: eventNameSchema,
  where: conditionSchema.exactOptional(),
};
const eventMatchSchema: z.ZodType<EventMatch> = z
  .strictObject(matched)
  .meta({ id: 'EventMatch', description: 'An event as it arrives, by exact name and properties.' });
export const endSchema: z.ZodType<EventMatch | Condition> = z.union([eventMatchSchema, conditionSchema]);

export const stageSchema: z.ZodType<JourneyStage> = z.enum(['acquire', 'activate', 'retain', 'repurchase', 'advocate']);
export const stepId: z.ZodType<string> = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,127}$/, hint`expected a step id: letters, digits, "_" and "-", at most 128`);

const way = { channel: idSchema, template: idSchema };
const sendWay = { ...way, variant: idSchema.exactOptional() };
const probe = z.number().min(0.001).max(0.5).exactOptional();
const fallbackSchema: z.ZodType<Fallback> = z
  .union([z.strictObject({ skip: z.literal(true), probe }), z.strictObject({ step: stepId, probe }), z.strictObject({ ...sendWay, probe })])
  .meta({
    id: 'Fallback',
    description:
      'What is done instead of the step while its guardrail is broken: skip it, go on with a later step, or (of a send) send in another way. probe: the share that takes it all the same; default 0.05.',
  });

const step = {
  id: stepId,
  stage: stageSchema.exactOptional(),
  guardrails: z.array(guardrailSchema).min(1).max(10).exactOptional(),
  fallback: fallbackSchema.exactOptional(),
};
const awaiting = <Outcome extends string>(...outcomes: readonly [Outcome, ...Outcome[]]) =>
  z.strictObject({ outcome: z.enum(outcomes), timeout: durationSchema }).exactOptional();
const until = z.strictObject({ at: clockSchema, weekdays: z.array(weekdaySchema).min(1).max(7).exactOptional() });
const steps: z.ZodArray<z.ZodType<Step>> = z.array(z.lazy(() => stepSchema));

const variableSchema = z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, hint`expected a name: lower snake case, at most 64, e.g. "coupon"`);

const waits = [
  z.strictObject({ type: z.literal('wait'), ...step, duration: durationSchema.exactOptional(), until: until.exactOptional() }),
  z.strictObject({
    type: z.literal('wait_for'),
    ...step,
    event: eventNameSchema.exactOptional(),
    where: conditionSchema.exactOptional(),
    steps: steps.exactOptional(),
    branches: z
      .array(z.strictObject({ on: endSchema, steps }))
      .min(1)
      .max(9)
      .exactOptional(),
    rearm: eventMatchSchema.exactOptional(),
    timeout: durationSchema,
    otherwise: steps.exactOptional(),
  }),
] as const;

const ways = [
  z.strictObject({
    type: z.literal('branch'),
    ...step,
    branches: z
      .array(z.strictObject({ when: conditionSchema, steps }))
      .min(1)
      .max(50),
    otherwise: steps.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('split'),
    ...step,
    arms: z
      .array(z.strictObject({ id: stepId, share: z.number().gt(0).max(1), steps }))
      .min(1)
      .max(50),
  }),
] as const;

const handing = [
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
    onFailure: steps.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('webhook'),
    ...step,
    ...way,
    response: z
      .array(z.strictObject({ field: propertyPathSchema, trait: traitIdSchema, optional: z.literal(true).exactOptional() }))
      .min(1)
      .max(20)
      .exactOptional(),
    await: awaiting('sent', 'answered'),
    onFailure: steps.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('ticket'),
    ...step,
    template: idSchema,
    channel: idSchema.exactOptional(),
    owner: z.string().min(1).max(100),
    priority: z.enum(['urgent', 'high', 'normal', 'low']).exactOptional(),
    due: durationSchema,
    await: awaiting('resolved'),
    onFailure: steps.exactOptional(),
  }),
] as const;

const changes = [
  z.strictObject({
    type: z.literal('benefit'),
    ...step,
    benefit: idSchema,
    as: variableSchema.exactOptional(),
    onFailure: steps.exactOptional(),
  }),
  z.strictObject({
    type: z.literal('update'),
    ...step,
    traits: z.record(traitIdSchema, z.union([z.string(), z.number(), z.boolean()])),
  }),
  z.strictObject({ type: z.literal('set_tag'), ...step, tag: idSchema }),
  z.strictObject({ type: z.literal('remove_tag'), ...step, tag: idSchema }),
] as const;

const others = [
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
] as const;

export const stepSchema: z.ZodType<Step> = z
  .discriminatedUnion('type', [...waits, ...ways, ...handing, ...changes, ...others])
  .meta({ id: 'Step', description: 'A step of a journey. Its id is unique in the journey and stable over versions.' });
