/** Schemas with a name: components of the document, each held to the type of the product that it describes. */
import type { z } from 'zod';
import type { Json, JsonObject } from '../../core/index.ts';

type Simple = string | number | boolean | bigint | null | undefined | ((...args: never) => unknown);

/** Every field, in depth, as if all were there: so that a field that one side has not is seen even where it may be absent. JSON has no end. */
type Whole<Type> = Type extends Simple
  ? Type
  : [JsonObject] extends [Type]
    ? 'any JSON object'
    : [readonly Json[]] extends [Type]
      ? 'any JSON list'
      : { readonly [Key in keyof Type]-?: Whole<Type[Key]> };

type Fits<Described, Type> = [Whole<Described>] extends [Whole<Type>]
  ? [Whole<Type>] extends [Whole<Described>]
    ? unknown
    : { readonly 'the type holds what the schema refuses': Type }
  : { readonly 'the schema allows what the type has not': Type };

/** Names a schema. It does not compile where the schema says more, less or other things than `Type`. */
export function component<Type>(
  id: string,
  description?: string,
): <Schema extends z.ZodType>(schema: Schema & Fits<z.output<Schema>, Type>) => z.ZodType<Type> {
  return (schema) => (schema as unknown as z.ZodType<Type>).meta({ id, ...(description !== undefined && { description }) });
}

/** Names what a component is made of; it is held to its type as a part of that component. */
export function part(id: string, description?: string): <Schema extends z.ZodType>(schema: Schema) => Schema {
  return (schema) => schema.meta({ id, ...(description !== undefined && { description }) });
}
