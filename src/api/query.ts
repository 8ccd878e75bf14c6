/** Parameters of requests, read strictly: a misspelled one is an error and not silently the default. */
import { VolanoError } from '../base/index.ts';

export type Query = Readonly<Record<string, unknown>>;

export function invalidQuery(field: string, problem: string): VolanoError {
  return new VolanoError('VOLANO_QUERY_INVALID', { field, problem });
}

/** Refuses parameters that are not among `known`. */
export function assertKnown(query: Query, known: readonly string[]): void {
  for (const field of Object.keys(query)) {
    if (!known.includes(field)) throw invalidQuery(field, `is no parameter of this address. It takes ${known.join(', ') || 'none'}`);
  }
}

export function textOf(query: Query, field: string): string | undefined {
  const value = query[field];
  if (value === undefined) return undefined;
  if (typeof value !== 'string' || value === '') throw invalidQuery(field, 'must be given once and not be empty');
  return value;
}

/** A whole number from `min` to `max`. */
export function wholeOf(query: Query, field: string, { min, max }: { readonly min: number; readonly max: number }): number | undefined {
  const text = textOf(query, field);
  if (text === undefined) return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : Number.NaN;
  if (!(value >= min && value <= max)) throw invalidQuery(field, `must be a whole number from ${min} to ${max}`);
  return value;
}
