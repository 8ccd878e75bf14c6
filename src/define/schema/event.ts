/** The data dictionary. */
import { z } from 'zod';
import type { Said } from '../../base/index.ts';
import type { Enforcement, EnforcementBySource, EventDefinition, ExpectedVolume, PropertyDefinition } from '../event.ts';
import { hint, issueOf, said } from '../said/said.ts';
import { durationSchema, idSchema, ownPathSchema, patternSchema, textSchema } from './base.ts';
import { scalarSchema } from './condition.ts';

const owner = z.string().min(1).max(200);
const source = z.string().min(1).max(200);
const currency = z
  .string()
  .max(300)
  .regex(
    /^([A-Z]{3}|property\..+)$/,
    hint`expected a currency of ISO 4217, e.g. "CNY", or the property that holds it, e.g. "property.currency"`,
  );

const enforcementSchema: z.ZodType<Enforcement> = z
  .enum(['flag', 'omit', 'quarantine', 'block'])
  .meta({ id: 'Enforcement', description: 'What happens to an event that does not keep to its definition.' });

const bySourceSchema: z.ZodType<EnforcementBySource> = z.strictObject({
  default: enforcementSchema,
  sources: z.record(source, enforcementSchema),
});

const NUMERIC = new Set(['number', 'integer', 'any']);

const propertySchema: z.ZodType<PropertyDefinition> = z
  .strictObject({
    type: z.enum(['string', 'number', 'integer', 'boolean', 'time', 'list', 'object', 'any']),
    description: textSchema.exactOptional(),
    required: z.boolean().exactOptional(),
    allowed: z.array(scalarSchema).min(1).max(1_000).exactOptional(),
    pattern: patternSchema.exactOptional(),
    min: z.number().exactOptional(),
    max: z.number().exactOptional(),
    unit: z.string().min(1).max(50).exactOptional(),
    currency: currency.exactOptional(),
    owner: owner.exactOptional(),
    dataClass: z.enum(['none', 'pseudonymous', 'personal', 'sensitive']).exactOptional(),
    purposes: z.array(idSchema).max(100).exactOptional(),
    enforcement: enforcementSchema.exactOptional(),
  })
  .superRefine(({ type, pattern, min, max, unit, currency: money }, context) => {
    const refuse = (path: string, text: Said): void => context.addIssue(issueOf(text, path));
    if (pattern !== undefined && type !== 'string' && type !== 'any') refuse('pattern', said`expected a property of type string`);
    if (!NUMERIC.has(type)) {
      if (min !== undefined) refuse('min', said`expected a property of type number or integer`);
      if (max !== undefined) refuse('max', said`expected a property of type number or integer`);
      if (unit !== undefined) refuse('unit', said`expected a property of type number or integer`);
      if (money !== undefined) refuse('currency', said`expected a property of type number or integer`);
    }
    if (min !== undefined && max !== undefined && min > max) refuse('max', said`expected a largest number that is not below the smallest`);
  })
  .meta({ id: 'Property', description: 'What a property of an event may hold.' });

const expectedSchema: z.ZodType<ExpectedVolume> = z
  .strictObject({ atLeast: z.int().min(1), per: durationSchema, source: source.exactOptional() })
  .meta({ id: 'ExpectedVolume', description: 'How many events should come within a time; fewer is an alert.' });

export const eventSchema: z.ZodType<EventDefinition> = z
  .strictObject({
    kind: z.literal('event'),
    id: z.string().min(1).max(200),
    name: textSchema,
    description: textSchema.exactOptional(),
    owner: owner.exactOptional(),
    properties: z.record(ownPathSchema, propertySchema).exactOptional(),
    unplanned: z.union([z.literal('allow'), enforcementSchema]).exactOptional(),
    enforcement: z.union([enforcementSchema, bySourceSchema]).exactOptional(),
    expected: z.array(expectedSchema).max(100).exactOptional(),
    lateAfter: durationSchema.exactOptional(),
  })
  .meta({ description: 'An event of the data dictionary: what it carries, and what happens to one that carries something else.' });
