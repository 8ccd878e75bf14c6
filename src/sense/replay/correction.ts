/** The mapping that corrects quarantined calls: its format. */
import { z } from 'zod';
import { type Said, VolanoError } from '../../base/index.ts';
import type { Json } from '../../core/index.ts';
import { issueSaid, type Scalar } from '../../define/index.ts';
import { hint, said, understood } from '../said.ts';

/** Rules in order; each changes the calls that it is for. Paths begin at the call: `event`, `userId`, `properties.total`, `properties.products[].price`. */
export interface Correction {
  readonly rules: readonly CorrectionRule[];
}

export interface CorrectionRule {
  /** Default: every call that is replayed. */
  readonly when?: RecordFilter;
  readonly steps: readonly CorrectionStep[];
}

/** All that are given must be so, as the quarantine has them. */
export interface RecordFilter {
  readonly source?: string;
  readonly event?: string;
  readonly code?: string;
  readonly field?: string;
}

export type CorrectionStep =
  /** Sets a value; with `ifMissing` only where there is none. */
  | { readonly set: string; readonly value: Json; readonly ifMissing?: boolean }
  /** Moves a value to another path; where there is none, nothing happens. */
  | { readonly rename: string; readonly to: string }
  | { readonly remove: string }
  /** Converts a value where it can be; else it stays as it is, and the door says what is wrong with it. `pattern`, `zone` of times, `decimal` of numbers. */
  | {
      readonly convert: string;
      readonly as: 'text' | 'number' | 'integer' | 'boolean' | 'time' | 'json';
      readonly pattern?: string;
      readonly zone?: string;
      readonly decimal?: '.' | ',';
    }
  /** Replaces values by others; those that are not named stay, or are removed. */
  | { readonly map: string; readonly values: Readonly<Record<string, Scalar>>; readonly otherwise?: 'keep' | 'remove' };

const ROOTS = ['type', 'event', 'userId', 'anonymousId', 'previousId', 'groupId', 'name', 'category', 'messageId', 'timestamp', 'sentAt'];

const path = z
  .string()
  .min(1)
  .max(300)
  .refine((text) => ROOTS.includes(text) || /^(properties|traits|context|integrations)([.[].*)?$/.test(text), {
    message: hint`begins at the call: ${ROOTS.join(', ')}, or properties, traits, context with a path, e.g. "properties.total"`,
  })
  .refine((text) => !text.includes('__proto__') && text.split('[]').length <= 2 && !/\.\.|\.$|\[(?!\])|[^[]\]/.test(text), {
    message: hint`is a path such as "properties.address.city" or "properties.products[].price"`,
  });

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const stepSchema: z.ZodType<CorrectionStep> = z.union([
  z.strictObject({ set: path, value: z.json(), ifMissing: z.boolean().exactOptional() }),
  z.strictObject({ rename: path, to: path }).refine((step) => listOf(step.rename) === listOf(step.to), {
    path: ['to'],
    message: hint`must lie in the same list, or in none as well`,
  }),
  z.strictObject({ remove: path }),
  z.strictObject({
    convert: path,
    as: z.enum(['text', 'number', 'integer', 'boolean', 'time', 'json']),
    pattern: z.string().min(1).exactOptional(),
    zone: z.string().min(1).exactOptional(),
    decimal: z.enum(['.', ',']).exactOptional(),
  }),
  z.strictObject({ map: path, values: z.record(z.string(), scalar), otherwise: z.enum(['keep', 'remove']).exactOptional() }),
]);

const name = z.string().max(300);

const filterSchema: z.ZodType<RecordFilter> = z.strictObject({
  source: name.exactOptional(),
  event: name.exactOptional(),
  code: name.exactOptional(),
  field: name.exactOptional(),
});

const correctionSchema: z.ZodType<Correction> = z.strictObject({
  rules: z
    .array(z.strictObject({ when: filterSchema.exactOptional(), steps: z.array(stepSchema).min(1).max(200) }))
    .min(1)
    .max(200),
});

const VERBS = ['set', 'rename', 'remove', 'convert', 'map'];

/** Throws VOLANO_CORRECTION_INVALID with the first problem and where it is. */
export function readCorrection(json: unknown): Correction {
  const result = correctionSchema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const at = issue?.path ?? [];
  const place = at.map((one) => (typeof one === 'number' ? `[${one}]` : `.${String(one)}`)).join('');
  throw new VolanoError('VOLANO_CORRECTION_INVALID', { path: place.replace(/^\./, '') || said`its root`, problem: problemOf(issue, json) });
}

/** A union says only that nothing fits: the step that was meant says why. */
function problemOf(issue: z.core.$ZodIssue | undefined, json: unknown): Said {
  if (issue?.code !== 'invalid_union') return issue ? issueSaid(issue, understood) : said`is not understood`;
  const step = issue.path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], json);
  const verb = VERBS.findIndex((one) => typeof step === 'object' && step !== null && one in step);
  const [first] = issue.errors[verb] ?? [];
  if (!first) return said`is none of the steps ${VERBS.join(', ')}`;
  const problem = issueSaid(first, understood);
  return first.path.length === 0 ? problem : said`${first.path.join('.')}: ${problem}`;
}

/** The list in a path, up to its brackets. */
export function listOf(text: string): string | undefined {
  const at = text.indexOf('[]');
  return at < 0 ? undefined : text.slice(0, at);
}
