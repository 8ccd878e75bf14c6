/** Traits: declared, computed, formula, score. */
import { z } from 'zod';
import { hint } from '../said/said.ts';
import type { ComputedTrait, DeclaredTrait, Expression, FormulaTrait, Reconciliation, ScoreTrait } from '../trait.ts';
import { eventNamesSchema, propertyPathSchema, textSchema, traitIdSchema } from './base.ts';
import { AGGREGATES, conditionSchema, scalarSchema, windowSchema } from './condition.ts';

const base = { kind: z.literal('trait'), id: traitIdSchema, name: textSchema, description: textSchema.exactOptional() };

const reconciliationSchema: z.ZodType<Reconciliation> = z
  .discriminatedUnion('by', [
    z.strictObject({ by: z.literal('last_updated') }),
    z.strictObject({ by: z.literal('source'), order: z.array(z.string().min(1).max(200)).min(1).max(50) }),
    z.strictObject({ by: z.literal('most_frequent') }),
  ])
  .meta({ id: 'Reconciliation', description: 'Whose word counts when sources, or merged profiles, disagree.' });

export const declaredTraitSchema: z.ZodType<DeclaredTrait> = z
  .strictObject({
    ...base,
    type: z.enum(['number', 'string', 'boolean', 'time', 'list']),
    from: z.string().min(1).max(300).exactOptional(),
    reconcile: reconciliationSchema.exactOptional(),
  })
  .refine(({ type, reconcile }) => type !== 'list' || reconcile?.by !== 'most_frequent', {
    path: ['reconcile', 'by'],
    message: hint`expected "last_updated" or "source": lists are not counted by value`,
  })
  .meta({ description: 'A trait that a source tells us in identify calls. Without a reconciliation rule the latest by event time wins.' });

export const computedTraitSchema: z.ZodType<ComputedTrait> = z
  .strictObject({
    ...base,
    aggregate: z.enum(AGGREGATES),
    event: eventNamesSchema,
    property: propertyPathSchema.exactOptional(),
    where: conditionSchema.exactOptional(),
    window: windowSchema.exactOptional(),
    unit: z.enum(['minute', 'hour', 'day', 'week', 'month']).exactOptional(),
    calendar: z.boolean().exactOptional(),
  })
  .meta({ description: 'A trait computed from events by an aggregate over a window.' });

const one: z.ZodType<readonly [Expression]> = z.lazy(() => z.tuple([expressionSchema]));
const two: z.ZodType<readonly [Expression, Expression]> = z.lazy(() => z.tuple([expressionSchema, expressionSchema]));

const expressionSchema: z.ZodType<Expression> = z
  .lazy(() =>
    z.union([
      z.strictObject({ trait: traitIdSchema }),
      z.strictObject({ literal: scalarSchema }),
      z.strictObject({
        op: z.enum(['add', 'subtract', 'multiply', 'divide', 'min', 'max']),
        args: z.tuple([expressionSchema, expressionSchema], expressionSchema),
      }),
      z.strictObject({ op: z.enum(['coalesce', 'concat']), args: z.array(expressionSchema).min(1) }),
      z.strictObject({
        op: z.literal('switch'),
        of: expressionSchema,
        cases: z
          .array(z.strictObject({ is: scalarSchema, then: expressionSchema }))
          .min(1)
          .max(100),
        otherwise: expressionSchema,
      }),
      z.strictObject({ op: z.enum(['round', 'floor', 'ceil']), args: one, places: z.int().min(0).max(4).exactOptional() }),
      z.strictObject({ op: z.enum(['abs', 'lower', 'length', 'age']), args: one }),
      z.strictObject({ op: z.enum(['modulo', 'includes']), args: two }),
      z.strictObject({
        op: z.literal('substring'),
        args: one,
        start: z.int().min(0).max(100_000),
        length: z.int().min(0).max(100_000).exactOptional(),
      }),
      z.strictObject({
        op: z.literal('date_part'),
        args: one,
        part: z.enum(['year', 'quarter', 'month', 'day', 'weekday', 'hour', 'minute']),
      }),
      z.strictObject({
        op: z.literal('elapsed'),
        args: one,
        unit: z.enum(['minute', 'hour', 'day', 'week']).exactOptional(),
        calendar: z.boolean().exactOptional(),
      }),
      z.strictObject({ op: z.literal('compare'), operator: z.enum(['=', '!=', '<', '<=', '>', '>=']), args: two }),
      z.strictObject({ op: z.literal('if'), when: conditionSchema, then: expressionSchema, otherwise: expressionSchema }),
    ]),
  )
  .meta({ id: 'Expression', description: 'Arithmetic over traits, on decimals with four places.' });

export const formulaTraitSchema: z.ZodType<FormulaTrait> = z
  .strictObject({ ...base, formula: expressionSchema })
  .meta({ description: 'A trait computed from other traits.' });

export const scoreTraitSchema: z.ZodType<ScoreTrait> = z
  .strictObject({
    ...base,
    score: z.strictObject({ of: traitIdSchema, bins: z.int().min(2).max(100), reverse: z.boolean().exactOptional() }),
  })
  .meta({ description: 'The quantile bin of another numeric trait among all customers that have it.' });
