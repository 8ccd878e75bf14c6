/** Bodies of requests, read strictly. */
import type { z } from 'zod';
import { invalidQuery } from './query.ts';

/** Throws VOLANO_QUERY_INVALID that names the first field at fault. */
export function bodyOf<Body>(body: unknown, schema: z.ZodType<Body>): Body {
  const { success, data, error } = schema.safeParse(body ?? {});
  if (success) return data;
  const [issue] = error.issues;
  throw invalidQuery(issue?.path.join('.') || 'the body', issue?.message ?? 'is not understood');
}
