/** Tags, tag groups and segments. */
import { z } from 'zod';
import type { SegmentDefinition } from '../segment.ts';
import type { TagDefinition, TagGroupDefinition } from '../tag.ts';
import { durationSchema, idSchema, textSchema } from './base.ts';
import { conditionSchema } from './condition.ts';

export const tagSchema: z.ZodType<TagDefinition> = z
  .strictObject({
    kind: z.literal('tag'),
    id: idSchema,
    name: textSchema,
    description: textSchema.exactOptional(),
    owner: z.string().min(1).max(200),
    rule: conditionSchema,
    expiry: durationSchema.exactOptional(),
    group: idSchema.exactOptional(),
    priority: z.int().exactOptional(),
    contradicts: z.array(idSchema).min(1).max(100).exactOptional(),
  })
  .meta({ description: 'A label with a rule, an owner and an expiry. It holds while the rule is true.' });

export const tagGroupSchema: z.ZodType<TagGroupDefinition> = z
  .strictObject({ kind: z.literal('tag_group'), id: idSchema, name: textSchema, exclusive: z.boolean() })
  .meta({ description: 'Tags that belong together. In an exclusive group at most one holds.' });

export const segmentSchema: z.ZodType<SegmentDefinition> = z
  .strictObject({
    kind: z.literal('segment'),
    id: idSchema,
    name: textSchema,
    description: textSchema.exactOptional(),
    condition: conditionSchema,
  })
  .meta({ description: 'A condition whose members are tracked live.' });
