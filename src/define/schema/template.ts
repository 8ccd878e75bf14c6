/** Templates and the blocks that they share. */
import { z } from 'zod';
import type { BlockDefinition } from '../block.ts';
import type { Approval, TemplateDefinition } from '../template.ts';
import { dateSchema, idSchema, localeSchema, textSchema } from './base.ts';
import { conditionSchema } from './condition.ts';

const BODY_MAX = 500_000;
const line = z.string().max(1_000).exactOptional();
const contentShape = {
  subject: line,
  preview: line,
  body: z.string().min(1).max(BODY_MAX),
  text: z.string().min(1).max(BODY_MAX).exactOptional(),
};
const localesSchema = z.record(localeSchema, z.strictObject(contentShape)).exactOptional();

const approvalSchema: z.ZodType<Approval> = z
  .strictObject({ by: z.string().min(1).max(200), on: dateSchema, content: z.string().min(1).max(64) })
  .meta({ id: 'Approval', description: 'Who approved which content, and when. It holds for the content with this fingerprint only.' });

export const templateSchema: z.ZodType<TemplateDefinition> = z
  .strictObject({
    kind: z.literal('template'),
    id: idSchema,
    name: textSchema,
    ...contentShape,
    locales: localesSchema,
    variants: z
      .record(
        idSchema,
        z.strictObject({
          ...contentShape,
          share: z.number().gt(0).max(1).exactOptional(),
          when: conditionSchema.exactOptional(),
          locales: localesSchema,
        }),
      )
      .exactOptional(),
    approval: approvalSchema.exactOptional(),
  })
  .meta({
    description:
      'Content of a message in Liquid, or in MJML with Liquid. Variables: trait.<id>, event.<property>, customer.id, message.id. {% block "ID" %} puts a block in.',
  });

const blockShape = {
  body: z.string().max(BODY_MAX).exactOptional(),
  link: z.string().min(1).max(2_000).exactOptional(),
  image: z.string().min(1).max(2_000).exactOptional(),
  mjml: z.string().min(1).max(BODY_MAX).exactOptional(),
  text: z.string().min(1).max(BODY_MAX).exactOptional(),
};

export const blockSchema: z.ZodType<BlockDefinition> = z
  .strictObject({
    kind: z.literal('block'),
    id: idSchema,
    name: textSchema,
    type: z.enum(['title', 'copy', 'image', 'button', 'divider', 'footer', 'custom']),
    ...blockShape,
    locales: z.record(localeSchema, z.strictObject(blockShape)).exactOptional(),
    approval: approvalSchema.exactOptional(),
  })
  .meta({ description: 'A piece of content that templates share, in Liquid.' });
