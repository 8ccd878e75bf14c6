/** Requests that nobody has thought of: values made from the JSON Schemas of the document, right ones and wrong ones. */
import fc from 'fast-check';

type Json = { readonly [key: string]: unknown };

/** Values of a schema, more or less: what a schema cannot say (`refine`) they may miss, and are refused then. */
export function valuesOf(schema: Json, components: Readonly<Record<string, Json>>, depth = 0): fc.Arbitrary<unknown> {
  const of = (inner: unknown): fc.Arbitrary<unknown> => valuesOf((inner ?? {}) as Json, components, depth + 1);
  if (depth > 6) return fc.constant(null);
  if (typeof schema.$ref === 'string') return of(components[schema.$ref.split('/').at(-1)!]);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  const options = (schema.anyOf ?? schema.oneOf) as readonly unknown[] | undefined;
  if (options) return fc.oneof(...options.map(of));
  if (Array.isArray(schema.type)) return fc.oneof(...schema.type.map((type) => of({ ...schema, type })));
  const { minimum = -1e6, maximum = 1e6 } = schema as { readonly minimum?: number; readonly maximum?: number };
  if (schema.type === 'integer') return fc.integer({ min: Math.max(minimum, -(2 ** 31)), max: Math.min(maximum, 2 ** 31 - 1) });
  if (schema.type === 'number') return fc.double({ min: minimum, max: maximum, noNaN: true });
  if (schema.type === 'boolean') return fc.boolean();
  if (schema.type === 'string') return textsOf(schema);
  if (schema.type === 'array') return listsOf(schema, of);
  if (schema.type === 'object' || schema.properties) return objectsOf(schema, of);
  return fc.jsonValue({ maxDepth: 2 });
}

/** The same with one thing wrong: a field of another kind, one too many, or no object at all. */
export function wrongOf(right: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const odd = fc.oneof(fc.constantFrom<unknown>(null, '', -1, 1e300, [], {}, [[]], '\u0000', '../..', true), fc.jsonValue({ maxDepth: 2 }));
  return fc.tuple(right, odd, fc.nat(), fc.constantFrom('changed', 'added', 'whole')).map(([value, instead, nth, how]) => {
    if (typeof value !== 'object' || value === null || how === 'whole') return instead;
    if (how === 'added') return { ...value, [`unheard_of_${nth % 9}`]: instead };
    const keys = Object.keys(value);
    return keys.length === 0 ? instead : { ...value, [keys[nth % keys.length]!]: instead };
  });
}

function textsOf({ pattern, minLength = 0, maxLength = 20 }: Json): fc.Arbitrary<string> {
  const words = fc.constantFrom('c1', 'a', 'current', 'user_id', '1', 'd1', '样本', "'; DROP", '%', '0');
  if (typeof pattern === 'string') {
    try {
      return fc.oneof(fc.stringMatching(new RegExp(pattern)), words);
    } catch {
      return words;
    }
  }
  return fc.oneof(
    words,
    fc.string({ minLength: Number(minLength), maxLength: Math.max(Number(minLength), Math.min(Number(maxLength), 40)) }),
  );
}

function listsOf(schema: Json, of: (inner: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  if (Array.isArray(schema.prefixItems)) return fc.tuple(...schema.prefixItems.map(of));
  const { minItems = 0 } = schema as { readonly minItems?: number };
  return fc.array(of(schema.items), { minLength: minItems, maxLength: minItems + 2 });
}

function objectsOf(schema: Json, of: (inner: unknown) => fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schema as {
    readonly properties?: Record<string, unknown>;
    readonly required?: readonly string[];
  };
  const fields = Object.fromEntries(Object.entries(properties).map(([key, inner]) => [key, of(inner)]));
  const record = fc.record(fields, { requiredKeys: [...required] });
  if (typeof schema.additionalProperties !== 'object' || Object.keys(properties).length > 0) return record;
  return fc.dictionary(fc.constantFrom('user_id', 'phone', 'a', 'b c'), of(schema.additionalProperties), { maxKeys: 2 });
}
