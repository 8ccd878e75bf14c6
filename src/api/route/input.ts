/** What comes in: the parameters that routes are made of, and how they are read. A misspelled one is an error and not silently the default. */
import { z } from 'zod';
import { type Said, type Sayable, VolanoError } from '../../base/index.ts';
import { issueSaid } from '../../define/index.ts';
import { hint, said, understood } from '../said.ts';

export function invalidQuery(field: Sayable, problem: Said): VolanoError {
  return new VolanoError('VOLANO_QUERY_INVALID', { field, problem });
}

const GIVEN_ONCE = hint`must be given once and not be empty`;

/** A text of a query. */
export function text(): z.ZodString {
  return z.string(GIVEN_ONCE).min(1, GIVEN_ONCE);
}

export interface Whole {
  readonly min: number;
  readonly max: number;
  readonly default?: number;
}

/** A whole number of a query, within bounds. */
export function whole(bounds: Whole & { readonly default: number }): z.ZodType<number>;
export function whole(bounds: Whole): z.ZodExactOptional<z.ZodType<number>>;
export function whole({ min, max, default: otherwise }: Whole): z.ZodType {
  const number: z.ZodType<number> = text().transform((given, context) => {
    const value = /^\d{1,16}$/.test(given) ? Number(given) : Number.NaN;
    if (value >= min && value <= max) return value;
    context.addIssue({ code: 'custom', message: hint`must be a whole number from ${min} to ${max}` });
    return z.NEVER;
  });
  const shown = { type: 'integer', minimum: min, maximum: max };
  if (otherwise === undefined) return number.meta({ [SHOWN]: shown }).exactOptional();
  return number.default(otherwise).meta({ [SHOWN]: { ...shown, default: otherwise } });
}

/** One of a query's values or several of them, e.g. `?trait=a&trait=b`. */
export function several<Value>(of: z.ZodType<Value, string>, each: Readonly<Record<string, unknown>>): z.ZodType<readonly Value[]> {
  const union = z.union([z.array(of).min(1).max(100), of.transform((one) => [one])]);
  return shown(union, { type: 'array', items: each, minItems: 1, maxItems: 100 });
}

/** How a schema is shown in the document, where what it reads is not what it means. */
export function shown<Schema extends z.ZodType>(schema: Schema, as: Readonly<Record<string, unknown>>): Schema {
  return schema.meta({ [SHOWN]: as });
}

/** The field of `meta` that holds how a schema is shown in the document, where what it reads is not what it means. */
export const SHOWN = 'shown';

type Validator = (value: unknown) => { readonly value: unknown } | { readonly error: VolanoError };

/** Of what comes in. Fails with VOLANO_QUERY_INVALID that names the first field at fault. */
export function compileInput({ schema: given, httpPart }: { readonly schema: unknown; readonly httpPart?: string }): Validator {
  const schema = given as z.ZodType;
  const isBody = httpPart === 'body';
  return (value) => {
    const { success, data, error } = schema.safeParse(value ?? {});
    return success ? { value: data } : { error: faultOf(error, { schema, isBody }) };
  };
}

function faultOf(error: z.ZodError, { schema, isBody }: { readonly schema: z.ZodType; readonly isBody: boolean }): VolanoError {
  const { issue, path } = deepest(error.issues, []);
  if (issue?.code === 'unrecognized_keys') {
    const field = [...path, issue.keys[0] ?? ''].join('.');
    return invalidQuery(
      field,
      isBody ? said`is not known here` : said`is no parameter of this address. It takes ${fieldsOf(schema) || said`none`}`,
    );
  }
  return invalidQuery(
    path.join('.') || (isBody ? said`the body` : said`the query`),
    issue ? issueSaid(issue, understood) : said`is not understood`,
  );
}

interface Fault {
  readonly issue: z.core.$ZodIssue | undefined;
  readonly path: readonly PropertyKey[];
}

/** Of the alternatives of a union the one that came furthest says best what is wrong. */
function deepest(issues: readonly z.core.$ZodIssue[], before: readonly PropertyKey[]): Fault {
  const [issue] = issues;
  const path = [...before, ...(issue?.path ?? [])].filter((key) => typeof key !== 'symbol');
  if (issue?.code !== 'invalid_union') return { issue, path };
  const faults = issue.errors.map((inner) => deepest(inner, path));
  return faults.reduce((best, fault) => (fault.path.length > best.path.length ? fault : best), { issue, path } as Fault);
}

function fieldsOf(schema: z.ZodType): string {
  return 'shape' in schema ? Object.keys(schema.shape as object).join(', ') : '';
}
