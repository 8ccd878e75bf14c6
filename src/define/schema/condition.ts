/** Conditions and rules. A rule's operator decides what its value looks like. */
import { z } from 'zod';
import type {
  CalendarWindow,
  Condition,
  ElementValue,
  LengthValue,
  PerformedValue,
  Rule,
  Scalar,
  ThenValue,
  Window,
  WithoutValue,
} from '../condition.ts';
import { dateSchema, delaySchema, durationSchema, eventNameSchema, patternSchema, timeSchema, versionSchema } from './base.ts';

const textValue = z.string().max(2_000);
const numberValue = z.number();

export const scalarSchema: z.ZodType<Scalar> = z.union([textValue, numberValue, z.boolean()]);
/** Days from today, back and ahead. */
const daysSchema = z.int().min(-366).max(366);
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

const scalars = z.array(scalarSchema).min(1).max(1_000);
const texts = z.array(textValue).min(1).max(1_000);

const lengthSchema: z.ZodType<LengthValue> = z.strictObject({
  atLeast: z.int().min(0).exactOptional(),
  atMost: z.int().min(0).exactOptional(),
});

/** What the value of a comparison looks like, for operators that look at one value alone. */
const compared = [
  [['=', '!=', 'contains', 'doesNotContain'], scalarSchema],
  [['<', '<=', '>', '>='], orderedSchema],
  [['in', 'notIn'], scalars],
  [['between', 'notBetween'], z.tuple([orderedSchema, orderedSchema])],
  [['beginsWith', 'doesNotBeginWith', 'endsWith', 'doesNotEndWith', 'equalsIgnoringCase', 'doesNotEqualIgnoringCase'], textValue],
  [['inIgnoringCase', 'notInIgnoringCase'], texts],
  [['matches', 'doesNotMatch'], patternSchema],
  [['hasLength', 'doesNotHaveLength'], lengthSchema],
  [['hasType', 'doesNotHaveType'], z.enum(['number', 'string', 'boolean', 'list'])],
  [['versionEquals', 'versionDoesNotEqual', 'versionBefore', 'versionAtMost', 'versionAfter', 'versionAtLeast'], versionSchema],
  [['before', 'since'], timeSchema],
  [['timeBetween', 'notTimeBetween'], z.tuple([timeSchema, timeSchema])],
  [['onDay', 'notOnDay'], dateSchema],
] as const;

/** Objects that their operator tells apart. */
function byOperator<T>(options: readonly z.ZodObject[]): z.ZodType<T> {
  const [first, ...others] = options;
  return z.discriminatedUnion('operator', [first!, ...others]) as unknown as z.ZodType<T>;
}

const elementSchema: z.ZodType<ElementValue> = byOperator<ElementValue>([
  ...compared.map(([operators, value]) => z.strictObject({ operator: z.enum(operators), value })),
  z.strictObject({ operator: z.enum(['empty', 'notEmpty']) }),
]).meta({ id: 'ElementValue', description: 'A comparison of each element of a list.' });

/** Checks one rule: its operator decides what its value may be. */
export const ruleSchema: z.ZodType<Rule> = byOperator<Rule>([
  ...compared.map(([operators, value]) => z.strictObject({ field, operator: z.enum(operators), value })),
  z.strictObject({ field, operator: z.enum(['null', 'notNull', 'empty', 'notEmpty']) }),
  z.strictObject({ field, operator: z.enum(['containsAny', 'containsNone', 'containsAll', 'doesNotContainAll']), value: scalars }),
  z.strictObject({ field, operator: z.enum(['anyElement', 'noElement', 'everyElement', 'notEveryElement']), value: elementSchema }),
  z.strictObject({
    field,
    operator: z.enum(['withinLast', 'notWithinLast', 'withinNext', 'notWithinNext', 'beforeLast', 'afterNext']),
    value: durationSchema,
  }),
  z.strictObject({
    field,
    operator: z.enum(['duringThis', 'notDuringThis', 'duringPrevious', 'notDuringPrevious', 'duringNext', 'notDuringNext']),
    value: calendarWindowSchema,
  }),
  z.strictObject({
    field,
    operator: z.enum(['anniversaryDuringThis', 'notAnniversaryDuringThis']),
    value: z.enum(['day', 'week', 'month']),
  }),
  z.strictObject({
    field,
    operator: z.enum(['anniversaryInDays', 'notAnniversaryInDays']),
    value: z.tuple([daysSchema, daysSchema]),
  }),
  z.strictObject({ field: eventField, operator: z.enum(['performed', 'notPerformed']), value: performedSchema.exactOptional() }),
  z.strictObject({ field: eventField, operator: z.literal('performedThen'), value: thenSchema }),
  z.strictObject({ field: eventField, operator: z.literal('performedWithout'), value: withoutSchema }),
]).meta({ id: 'Rule', description: 'One comparison of a field, or one question about what the customer did.' });
