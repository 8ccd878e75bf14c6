/** Placements and their candidates. */
import { z } from 'zod';
import type { PlacementDefinition, PlainValue } from '../placement.ts';
import { durationSchema, idSchema, textSchema, traitIdSchema } from './base.ts';
import { conditionSchema } from './condition.ts';

const plainSchema: z.ZodType<PlainValue> = z
  .lazy(() => z.union([z.null(), z.boolean(), z.number(), z.string().max(10_000), z.array(plainSchema), z.record(z.string(), plainSchema)]))
  .meta({ id: 'PlainValue', description: 'Any JSON.' });

const contentShape = {
  template: idSchema.exactOptional(),
  recommend: idSchema.exactOptional(),
  fields: z.record(z.string().min(1).max(100), plainSchema).exactOptional(),
};
const ofTrait = z.strictObject({ trait: traitIdSchema });

export const placementSchema: z.ZodType<PlacementDefinition> = z
  .strictObject({
    kind: z.literal('placement'),
    id: idSchema,
    name: textSchema,
    purpose: idSchema.exactOptional(),
    messageClass: z.enum(['marketing', 'service', 'transactional']).exactOptional(),
    channel: idSchema.exactOptional(),
    candidates: z
      .array(
        z.strictObject({
          id: idSchema,
          name: textSchema,
          ...contentShape,
          when: conditionSchema.exactOptional(),
          priority: z.enum(['high', 'normal', 'low']).exactOptional(),
          value: z.union([z.number().min(0), ofTrait]).exactOptional(),
          since: ofTrait.exactOptional(),
          limit: z.strictObject({ max: z.int().min(1).max(1_000), per: durationSchema }).exactOptional(),
          purpose: idSchema.exactOptional(),
        }),
      )
      .min(1)
      .max(100),
    fallback: z.strictObject(contentShape).exactOptional(),
  })
  .meta({ description: 'A place for which POST /v1/decide chooses what a customer sees.' });
