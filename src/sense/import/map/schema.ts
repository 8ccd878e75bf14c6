/** The map's format as a zod schema. */
import { z } from 'zod';
import { type Sayable, VolanoError } from '../../../base/index.ts';
import { issueSaid } from '../../../define/index.ts';
import { hint, said, understood } from '../../said.ts';
import { type CallMap, type ColumnValue, type ImportMap, ROW_OPERATORS, type RowCondition, type Value } from './map.ts';

const conditionSchema: z.ZodType<RowCondition> = z.lazy(() =>
  z.union([
    z.strictObject({ combinator: z.enum(['and', 'or']), not: z.boolean().optional(), rules: z.array(conditionSchema) }),
    z.strictObject({
      field: z.string().min(1),
      operator: z.enum(ROW_OPERATORS),
      value: z.union([z.string(), z.number(), z.boolean(), z.array(z.union([z.string(), z.number()]))]).optional(),
    }),
  ]),
) as z.ZodType<RowCondition>;

const columnSchema: z.ZodType<ColumnValue> = z.strictObject({
  column: z.string().min(1),
  as: z.enum(['text', 'number', 'integer', 'boolean', 'time', 'json']).optional(),
  pattern: z.string().min(1).optional(),
  zone: z.string().min(1).optional(),
  decimal: z.enum(['.', ',']).optional(),
  missing: z.array(z.string()).optional(),
}) as z.ZodType<ColumnValue>;

const valueSchema: z.ZodType<Value> = z.lazy(() =>
  z.union([
    z.string(),
    z.number(),
    z.boolean(),
    columnSchema,
    z.strictObject({ multiply: z.array(valueSchema).min(1) }),
    z.strictObject({ add: z.array(valueSchema).min(1) }),
    z.strictObject({ first: z.array(valueSchema).min(1) }),
    z.strictObject({ when: conditionSchema, then: valueSchema, else: valueSchema.optional() }),
    z.strictObject({ list: z.array(valueSchema) }),
    z.strictObject({ object: z.record(z.string(), valueSchema) }),
  ]),
) as z.ZodType<Value>;

const fields: z.ZodType<Readonly<Record<string, Value>>> = z.record(z.string(), valueSchema);

const callSchema: z.ZodType<CallMap> = z
  .strictObject({
    when: conditionSchema.optional(),
    type: z.enum(['track', 'identify', 'page', 'screen', 'group', 'alias']),
    event: valueSchema.optional(),
    time: valueSchema.optional(),
    userId: valueSchema.optional(),
    anonymousId: valueSchema.optional(),
    externalIds: z.array(z.strictObject({ type: z.string().min(1), id: valueSchema })).optional(),
    previousId: valueSchema.optional(),
    groupId: valueSchema.optional(),
    name: valueSchema.optional(),
    properties: fields.optional(),
    traits: fields.optional(),
    context: fields.optional(),
  })
  .refine((call) => call.type !== 'track' || call.event !== undefined, {
    path: ['event'],
    message: hint`a track call needs the name of its event`,
  }) as z.ZodType<CallMap>;

/** The map's format, also published as JSON Schema. */
export const importMapSchema: z.ZodType<ImportMap> = z.strictObject({
  source: z.string().regex(/^[A-Za-z0-9_.-]{1,40}$/, hint`must be 1 to 40 letters, digits and _ . -`),
  format: z.enum(['csv', 'jsonl', 'parquet']).optional(),
  csv: z
    .strictObject({
      delimiter: z.string().min(1).optional(),
      quote: z.string().length(1).optional(),
      encoding: z.string().min(1).optional(),
      columns: z.array(z.string().min(1)).min(1).optional(),
    })
    .optional(),
  messageId: valueSchema.optional(),
  calls: z.array(callSchema).min(1),
  otherwise: z.enum(['reject', 'skip']).optional(),
}) as z.ZodType<ImportMap>;

/** Throws VOLANO_IMPORT_MAP_INVALID with the first problem and where it is. */
export function readImportMap(json: unknown): ImportMap {
  const result = importMapSchema.safeParse(json);
  if (result.success) return result.data;
  const { issue, path } = deepest(result.error.issues[0]!);
  throw new VolanoError('VOLANO_IMPORT_MAP_INVALID', { path: pathText(path), problem: issueSaid(issue, understood) });
}

type Issue = z.core.$ZodIssue;

/** Of a union's branches the one with the fewest faults is the one that was meant. */
function deepest(issue: Issue): { readonly issue: Issue; readonly path: readonly PropertyKey[] } {
  const errors = issue.code === 'invalid_union' ? issue.errors : [];
  const branches = errors.filter((issues) => issues.length > 0 && issues[0]!.path.length > 0);
  const [meant] = [...branches].sort((a, b) => a.length - b.length);
  if (!meant) return { issue, path: issue.path };
  const inner = deepest(meant[0]!);
  return { issue: inner.issue, path: [...issue.path, ...inner.path] };
}

function pathText(path: readonly PropertyKey[]): Sayable {
  if (path.length === 0) return said`its root`;
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`))
    .join('')
    .replace(/^\./, '');
}
