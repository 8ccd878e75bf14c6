/** Conditions and rules. A rule's operator decides what its value looks like. */
import { z } from 'zod';
import type { CalendarWindow, Condition, PerformedValue, Rule, Scalar, ThenValue, Window, WithoutValue } from '../condition.ts';
import { delaySchema, durationSchema, eventNameSchema } from './base.ts';

const textValue = z.string().max(2_000);
const numberValue = z.number();

export const scalarSchema: z.ZodType<Scalar> = z.union([textValue, numberValue, z.boolean()]);
const orderedSchema: z.ZodType<string | number> = z.union([textValue, numberValue]);

export const calendarWindowSchema: z.ZodType<CalendarWindow> = z.enum(['day', 'week', 'month', 'quarter', 'year']);

/** Checks a window. */
export const windowSchema: z.ZodType<Window> = z
  .union([
    z.literal('ever'),
    z.strictObject({ last: durationSchema }),
    z.strictObject({ this: calendarWindowSchema }),
    z.strictObject({ previous: calendarWindowSchema }),
  ])
  .meta({
    id: 'Window',
    description: 'Which contributions count: ever, rolling ("last"), or a calendar period of the workspace time zone.',
  });

const field = z
  .string()
  .max(300)
  .regex(/^(trait|tag|segment|property)\../s, 'expected a field: "trait.<id>", "tag.<id>", "segment.<id>" or "property.<path>"');
const eventField = z
  .string()
  .max(300)
  .regex(/^event\../s, 'expected "event.<name>": this operator asks what the customer did');

/** Checks a condition with everything inside it. */
export const conditionSchema: z.ZodType<Condition> = z
  .lazy(() =>
    z.strictObject({
      combinator: z.enum(['and', 'or']),
      not: z.boolean().exactOptional(),
      rules: z.array(z.union([conditionSchema, ruleSchema])).max(200),
    }),
  )
  .meta({ id: 'Condition', description: 'Rules joined by and / or, optionally negated, in the shape of react-querybuilder.' });

const where = conditionSchema.exactOptional();
const otherEvent = z.strictObject({ event: eventNameSchema, where });

const performedSchema: z.ZodType<PerformedValue> = z.strictObject({
  atLeast: z.int().min(0).exactOptional(),
  atMost: z.int().min(0).exactOptional(),
  within: windowSchema.exactOptional(),
  where,
});

const thenSchema: z.ZodType<ThenValue> = z.strictObject({
  where,
  then: otherEvent,
  within: durationSchema,
  last: durationSchema.exactOptional(),
});

const withoutSchema: z.ZodType<WithoutValue> = z.strictObject({
  where,
  without: otherEvent,
  after: delaySchema.exactOptional(),
  within: durationSchema,
});

/** Checks one rule: its operator decides what its value may be. */
export const ruleSchema: z.ZodType<Rule> = z
  .discriminatedUnion('operator', [
    z.strictObject({ field, operator: z.enum(['=', '!=', 'contains', 'doesNotContain']), value: scalarSchema }),
    z.strictObject({ field, operator: z.enum(['<', '<=', '>', '>=']), value: orderedSchema }),
    z.strictObject({ field, operator: z.enum(['in', 'notIn']), value: z.array(scalarSchema).min(1).max(1_000) }),
    z.strictObject({ field, operator: z.enum(['between', 'notBetween']), value: z.tuple([orderedSchema, orderedSchema]) }),
    z.strictObject({ field, operator: z.enum(['beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith']), value: textValue }),
    z.strictObject({ field, operator: z.enum(['null', 'notNull']) }),
    z.strictObject({ field, operator: z.enum(['withinLast', 'notWithinLast', 'withinNext']), value: durationSchema }),
    z.strictObject({ field: eventField, operator: z.enum(['performed', 'notPerformed']), value: performedSchema.exactOptional() }),
    z.strictObject({ field: eventField, operator: z.literal('performedThen'), value: thenSchema }),
    z.strictObject({ field: eventField, operator: z.literal('performedWithout'), value: withoutSchema }),
  ])
  .meta({ id: 'Rule', description: 'One comparison of a field, or one question about what the customer did.' });
