/** The whole project, and the JSON Schemas that we publish: generated from the same schemas that check. */
import { z } from 'zod';
import type { Definition, DefinitionKind, Project } from '../project.ts';
import { segmentSchema, tagGroupSchema, tagSchema } from './audience.ts';
import { benefitSchema } from './benefit.ts';
import { channelSchema } from './channel.ts';
import { eventSchema } from './event.ts';
import { journeySchema } from './journey.ts';
import { placementSchema } from './placement.ts';
import { namespaceSchema, policySchema, purposeSchema, workspaceSchema } from './policy.ts';
import { recommendationSchema } from './recommendation.ts';
import { blockSchema, templateSchema } from './template.ts';
import { computedTraitSchema, declaredTraitSchema, formulaTraitSchema, scoreTraitSchema } from './trait.ts';

/** A schema for every kind of definition. */
export const SCHEMAS: Readonly<Record<DefinitionKind, z.ZodType<Definition>>> = {
  workspace: workspaceSchema,
  namespace: namespaceSchema,
  event: eventSchema,
  purpose: purposeSchema,
  policy: policySchema,
  trait: z.union([declaredTraitSchema, computedTraitSchema, formulaTraitSchema, scoreTraitSchema]),
  tag_group: tagGroupSchema,
  tag: tagSchema,
  segment: segmentSchema,
  channel: channelSchema,
  block: blockSchema,
  template: templateSchema,
  journey: journeySchema,
  recommendation: recommendationSchema,
  placement: placementSchema,
  benefit: benefitSchema,
};

/** Checks the shape of a project. `validateProject` says more, and says it better. */
export const projectSchema: z.ZodType<Project> = z
  .strictObject({ definitions: z.array(z.union(Object.values(SCHEMAS))).max(10_000) })
  .meta({ description: 'A growth project: its definitions, in any order.' });

/** A JSON Schema document (draft 2020-12). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The published documents, by name: `project` and one for each kind. */
export function publishedSchemas(): Readonly<Record<string, JsonSchema>> {
  const documents: Record<string, JsonSchema> = {};
  for (const [name, schema] of Object.entries({ project: projectSchema, ...SCHEMAS })) {
    documents[name] = {
      $id: `urn:volano:schema:${name}`,
      title: `Volano ${name.replace('_', ' ')}`,
      ...z.toJSONSchema(schema, { override: boundTuples }),
    };
  }
  return documents;
}

/** A tuple has all its places; JSON Schema takes them for optional unless it is told. */
function boundTuples({ jsonSchema }: { readonly jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (!jsonSchema.prefixItems) return;
  jsonSchema.minItems = jsonSchema.prefixItems.length;
  if (jsonSchema.items === undefined) jsonSchema.items = false;
}
