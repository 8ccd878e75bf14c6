/** JSON Schemas (draft 2020-12, as OpenAPI 3.1 has them) of many zod schemas at once; those with an id become components. */
import { z } from 'zod';
import { SHOWN } from './input.ts';

export type Json = { readonly [key: string]: unknown };

/** What comes in is described before it is read, what goes out as it is sent. */
export interface Wanted {
  readonly schema: z.ZodType;
  readonly io: 'input' | 'output';
}

export interface JsonSchemas {
  readonly schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json;
  readonly components: Record<string, Json>;
}

/** A component that comes in and goes out in different forms has two names: `Journey` and `JourneyInput`. */
export function jsonSchemasOf(wanted: readonly Wanted[]): JsonSchemas {
  const outputs = converted(wanted, 'output');
  const inputs = converted(wanted, 'input');
  const differing = differingOf(inputs.components, outputs.components);
  const nameOf = (id: string): string => (differing.has(id) ? `${id}Input` : id);
  const components = [
    ...Object.entries(outputs.components).map(([id, schema]) => [id, withRefs(schema, (name) => name)] as const),
    ...Object.entries(inputs.components).map(([id, schema]) => [nameOf(id), withRefs(schema, nameOf)] as const),
  ];
  return {
    schemaOf: (schema, io) =>
      io === 'input' ? withRefs(inputs.schemas.get(schema)!, nameOf) : withRefs(outputs.schemas.get(schema)!, (name) => name),
    components: Object.fromEntries(components.sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}

interface Converted {
  readonly schemas: ReadonlyMap<z.ZodType, Json>;
  readonly components: Readonly<Record<string, Json>>;
}

function converted(wanted: readonly Wanted[], io: Wanted['io']): Converted {
  const schemas = [...new Set(wanted.filter((one) => one.io === io).map(({ schema }) => schema))];
  const root = z.object(Object.fromEntries(schemas.map((schema, index) => [String(index), schema])));
  const { properties = {}, $defs = {} } = z.toJSONSchema(root, { io, unrepresentable: 'any', override });
  return {
    schemas: new Map(schemas.map((schema, index) => [schema, properties[String(index)] as Json])),
    components: $defs as Record<string, Json>,
  };
}

function override({ jsonSchema }: { readonly jsonSchema: Record<string, unknown> }): void {
  const shown = jsonSchema[SHOWN];
  if (shown !== undefined) {
    for (const key of Object.keys(jsonSchema)) if (key !== 'description') delete jsonSchema[key];
    Object.assign(jsonSchema, shown);
  }
  // A tuple has all its places; JSON Schema takes them for optional unless it is told.
  if (!Array.isArray(jsonSchema.prefixItems)) return;
  jsonSchema.minItems = jsonSchema.prefixItems.length;
  if (jsonSchema.items === undefined) jsonSchema.items = false;
}

/** Ids under which different things come in and go out, themselves or by what they refer to. */
function differingOf(inputs: Converted['components'], outputs: Converted['components']): ReadonlySet<string> {
  const differing = new Set(
    Object.keys(inputs).filter((id) => id in outputs && JSON.stringify(inputs[id]) !== JSON.stringify(outputs[id])),
  );
  for (let size = -1; size !== differing.size; ) {
    size = differing.size;
    for (const [id, schema] of Object.entries(inputs))
      if (id in outputs && refsIn(schema).some((name) => differing.has(name))) differing.add(id);
  }
  return differing;
}

const REF = /^#\/\$defs\//;

function refsIn(schema: Json): readonly string[] {
  const found: string[] = [];
  withRefs(schema, (name) => {
    found.push(name);
    return name;
  });
  return found;
}

function withRefs(schema: Json, nameOf: (id: string) => string): Json {
  return JSON.parse(JSON.stringify(schema), (key, value) =>
    key === '$ref' && typeof value === 'string' && REF.test(value) ? `#/components/schemas/${nameOf(value.replace(REF, ''))}` : value,
  );
}
