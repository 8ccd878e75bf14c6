/** Conditions and rules. A rule's operator decides what its value looks like. */
import { z } from 'zod';
import type {
  AggregateValue,
  CalendarWindow,
  Condition,
  DistanceValue,
  EdgeValue,
  ElementValue,
  LengthValue,
  PairMatch,
  PerformedValue,
  RegularValue,
  Rule,
  Scalar,
  SequenceValue,
  ThenValue,
  Window,
  WithoutValue,
} from '../condition.ts';
import { hint } from '../said/said.ts';
import {
  dateSchema,
  delaySchema,
  durationSchema,
  eventFieldSchema,
  eventNamesSchema,
  patternSchema,
  propertyPathSchema,
  timeSchema,
  versionSchema,
} from './base.ts';

/** How contributions become a value. */
export const AGGREGATES = [
  'count',
  'sum',
  'average',
  'min',
  'max',
  'first',
  'last',
  'most_frequent',
  'distinct_count',
  'distinct_list',
  'streak',
  'time_since',
] as const;

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
    z.strictObject({ last: durationSchema, except: durationSchema.exactOptional() }),
    z.strictObject({ this: calendarWindowSchema }),
    z.strictObject({ previous: calendarWindowSchema }),
    z.strictObject({ from: timeSchema, to: timeSchema.exactOptional() }),
    z.strictObject({ to: timeSchema }),
  ])
  .meta({
    id: 'Window',
    description:
      'Which contributions count: ever, rolling ("last"), a calendar period of the workspace time zone, or fixed ("from", "to").',
  });

const field = z
  .string()
  .max(300)
  .regex(
    /^(trait|tag|segment|property|bucket|recommend)\../s,
    hint`expected a field: "trait.<id>", "tag.<id>", "segment.<id>", "bucket.<name>", "property.<path>" or "recommend.<id>"`,
  );
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
const otherEvent = z.strictObject({ event: eventNamesSchema, where });

const pairSchema: z.ZodType<PairMatch> = z
  .strictObject({
    later: propertyPathSchema,
    operator: z.enum(['=', '!=', '<', '<=', '>', '>=']).exactOptional(),
    earlier: propertyPathSchema,
  })
  .meta({
    id: 'PairMatch',
    description: 'A property of the later event compared with one of the earlier event; by default they are equal.',
  });
const matching = z.array(pairSchema).min(1).max(5).exactOptional();

const sequenceSchema: z.ZodType<SequenceValue> = z.strictObject({
  where,
  steps: z
    .array(z.strictObject({ event: eventNamesSchema, where, within: durationSchema.exactOptional(), without: otherEvent.exactOptional() }))
    .min(1)
    .max(9),
  within: durationSchema,
  last: durationSchema.exactOptional(),
  strict: z.boolean().exactOptional(),
  same: propertyPathSchema.exactOptional(),
});

const performedSchema: z.ZodType<PerformedValue> = z.strictObject({
  atLeast: z.int().min(0).exactOptional(),
  atMost: z.int().min(0).exactOptional(),
  within: windowSchema.exactOptional(),
  where,
});

const thenSchema: z.ZodType<ThenValue> = z.strictObject({
  where,
  then: otherEvent,
  matching,
  within: durationSchema,
  last: durationSchema.exactOptional(),
});

const aggregateSchema: z.ZodType<AggregateValue> = z.lazy(() =>
  z.strictObject({
    aggregate: z.enum(AGGREGATES),
    property: propertyPathSchema.exactOptional(),
    where,
    within: windowSchema.exactOptional(),
    unit: z.enum(['minute', 'hour', 'day', 'week', 'month']).exactOptional(),
    calendar: z.boolean().exactOptional(),
    is: comparedSchema,
  }),
);

const edgeSchema: z.ZodType<EdgeValue> = z.strictObject({ where, has: conditionSchema, within: windowSchema.exactOptional() });

const regularSchema: z.ZodType<RegularValue> = z.strictObject({
  where,
  unit: z.enum(['day', 'week', 'month']),
  of: z.int().min(1).max(60),
  atLeast: z.int().min(1).max(60),
  times: z.int().min(1).exactOptional(),
});

const withoutSchema: z.ZodType<WithoutValue> = z.strictObject({
  where,
  without: otherEvent,
  matching,
  after: delaySchema.exactOptional(),
  within: durationSchema,
});

const scalars = z.array(scalarSchema).min(1).max(1_000);
const texts = z.array(textValue).min(1).max(1_000);

const lengthSchema: z.ZodType<LengthValue> = z.strictObject({
  atLeast: z.int().min(0).exactOptional(),
  atMost: z.int().min(0).exactOptional(),
});

const distanceSchema: z.ZodType<DistanceValue> = z
  .strictObject({
    longitude: propertyPathSchema,
    of: z.tuple([z.number().min(-90).max(90), z.number().min(-180).max(180)]),
    meters: z.number().positive().max(20_100_000),
  })
  .meta({
    id: 'DistanceValue',
    description:
      'At most so many meters from a point [latitude, longitude], degrees. The field is the latitude, "longitude" the trait or property beside it.',
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

/** Operators that compare a value, and what stands beside each. */
const comparedForms: readonly z.ZodObject[] = [
  ...compared.map(([operators, value]) => z.strictObject({ operator: z.enum(operators), value })),
  z.strictObject({ operator: z.enum(['null', 'notNull', 'empty', 'notEmpty']) }),
  z.strictObject({ operator: z.enum(['containsAny', 'containsNone', 'containsAll', 'doesNotContainAll']), value: scalars }),
  z.strictObject({ operator: z.enum(['anyElement', 'noElement', 'everyElement', 'notEveryElement']), value: elementSchema }),
  z.strictObject({
    operator: z.enum(['withinLast', 'notWithinLast', 'withinNext', 'notWithinNext', 'beforeLast', 'afterNext']),
    value: durationSchema,
  }),
  z.strictObject({
    operator: z.enum(['duringThis', 'notDuringThis', 'duringPrevious', 'notDuringPrevious', 'duringNext', 'notDuringNext']),
    value: calendarWindowSchema,
  }),
  z.strictObject({
    operator: z.enum(['anniversaryDuringThis', 'notAnniversaryDuringThis']),
    value: z.enum(['day', 'week', 'month']),
  }),
  z.strictObject({
    operator: z.enum(['anniversaryInDays', 'notAnniversaryInDays']),
    value: z.tuple([daysSchema, daysSchema]),
  }),
];

const comparedSchema: z.ZodType<AggregateValue['is']> = byOperator<AggregateValue['is']>(comparedForms).meta({
  id: 'Comparison',
  description: 'A comparison of one value.',
});

/** Checks one rule: its operator decides what its value may be. */
export const ruleSchema: z.ZodType<Rule> = byOperator<Rule>([
  ...comparedForms.map((form) => form.safeExtend({ field })),
  z.strictObject({ field, operator: z.enum(['withinDistance', 'notWithinDistance']), value: distanceSchema }),
  z.strictObject({ field, operator: z.enum(['anyElementWhere', 'noElementWhere']), value: conditionSchema }),
  z.strictObject({ field: eventFieldSchema, operator: z.enum(['performed', 'notPerformed']), value: performedSchema.exactOptional() }),
  z.strictObject({ field: eventFieldSchema, operator: z.literal('performedThen'), value: thenSchema }),
  z.strictObject({ field: eventFieldSchema, operator: z.literal('performedSequence'), value: sequenceSchema }),
  z.strictObject({ field: eventFieldSchema, operator: z.literal('performedWithout'), value: withoutSchema }),
  z.strictObject({ field: eventFieldSchema, operator: z.literal('aggregate'), value: aggregateSchema }),
  z.strictObject({ field: eventFieldSchema, operator: z.enum(['firstPerformed', 'lastPerformed']), value: edgeSchema }),
  z.strictObject({ field: eventFieldSchema, operator: z.literal('performedRegularly'), value: regularSchema }),
]).meta({ id: 'Rule', description: 'One comparison of a field, or one question about what the customer did.' });
