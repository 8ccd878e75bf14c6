/** Recommendations. */
import { z } from 'zod';
import type { RecommendationDefinition } from '../recommendation.ts';
import { hint } from '../said/said.ts';
import { delaySchema, durationSchema, eventNamesSchema, ownPathSchema, textSchema } from './base.ts';
import { conditionSchema } from './condition.ts';

export const recommendationSchema: z.ZodType<RecommendationDefinition> = z
  .strictObject({
    kind: z.literal('recommendation'),
    id: z
      .string()
      .regex(/^[a-z][a-z0-9_]{0,63}$/, hint`expected an id that templates can name: lower snake case, at most 64, e.g. "goes_with"`),
    name: textSchema,
    event: eventNamesSchema,
    where: conditionSchema.exactOptional(),
    item: ownPathSchema,
    category: ownPathSchema.exactOptional(),
    fields: z.record(z.string().regex(/^[a-z][a-z0-9_]{0,63}$/, hint`expected a name of lower snake case`), ownPathSchema).exactOptional(),
    basket: z.enum(['event', 'day', 'customer']).exactOptional(),
    halfLife: durationSchema.exactOptional(),
    within: durationSchema.exactOptional(),
    by: z
      .array(z.enum(['repurchase', 'together', 'category', 'popular']))
      .min(1)
      .max(4)
      .exactOptional(),
    of: ownPathSchema.exactOptional(),
    seeds: durationSchema.exactOptional(),
    exclude: z.union([z.literal('ever'), delaySchema]).exactOptional(),
    stock: z.strictObject({ event: eventNamesSchema, item: ownPathSchema, inStock: ownPathSchema }).exactOptional(),
    top: z.int().min(1).max(50).exactOptional(),
    items: z.int().min(1).max(20_000).exactOptional(),
  })
  .meta({ description: 'Items for a customer, from what customers take together.' });
