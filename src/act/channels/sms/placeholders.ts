/** Placeholders in the request that a provider wants: `{to}`, `{text}`, `{id}`. They stand in values, which are encoded after they are filled in. */
import { z } from 'zod';

export interface SmsValues {
  readonly to: string;
  readonly text: string;
  readonly id: string;
}

export type Field = string | number | boolean | null | readonly Field[] | { readonly [key: string]: Field };

const PLACEHOLDER = /\{([A-Za-z_.]+)\}/g;
const NAMES: readonly string[] = ['to', 'text', 'id'];

const valueSchema: z.ZodType<string> = z
  .string()
  .refine(
    (value) => [...value.matchAll(PLACEHOLDER)].every(([, name]) => NAMES.includes(name!)),
    'knows the placeholders {to}, {text} and {id} only',
  );

/** A JSON value whose texts may hold placeholders. */
export const fieldSchema: z.ZodType<Field> = z.lazy(() =>
  z.union([valueSchema, z.number(), z.boolean(), z.null(), z.array(fieldSchema), z.record(z.string(), fieldSchema)]),
);

/** One level of texts, as forms and queries have them. */
export const flatSchema: z.ZodType<Readonly<Record<string, string>>> = z.record(z.string(), valueSchema);

/** The same text with its placeholders filled in. */
export function filledText(text: string, values: SmsValues): string {
  return text.replace(PLACEHOLDER, (_hole, name: keyof SmsValues) => values[name]);
}

/** The same value with the placeholders of its texts filled in. */
export function filled(value: Field, values: SmsValues): Field {
  if (typeof value === 'string') return filledText(value, values);
  if (value === null || typeof value !== 'object') return value;
  if (Array.isArray(value)) return value.map((member: Field) => filled(member, values));
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, filled(member, values)]));
}
