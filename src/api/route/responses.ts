/** All that a route may answer: what it says itself, and what follows from its access, its body and the server. */
import { z } from 'zod';
import type { ErrorCode } from '../../base/index.ts';
import { ACCESS_ERRORS, statusOf } from './errors.ts';
import type { Raw, Route } from './route.ts';

export interface Response {
  readonly status: number;
  /** Null: nothing comes with it. */
  readonly content: z.ZodType | Raw | null;
  /** Of errors: the codes that it may have; absent where any may come. */
  readonly codes?: readonly ErrorCode[];
}

/** What every answer is that is no success. */
export const failureSchema: z.ZodType<{ readonly code: string; readonly reason: string }> = z
  .strictObject({
    code: z.string().describe('See the catalogue of errors.'),
    reason: z.string().describe('What is wrong, and how to fix it.'),
  })
  .meta({ id: 'Failure', description: 'Why a request was not answered.' });

const known = new WeakMap<Route, readonly Response[]>();

/** By status, ascending. */
export function responsesOf(route: Route): readonly Response[] {
  const before = known.get(route);
  if (before) return before;
  const responses = allOf(route);
  known.set(route, responses);
  return responses;
}

function allOf(route: Route): readonly Response[] {
  const { answers, permission, body, errors = [] } = route;
  const said = Object.entries(answers).map(([status, content]): Response => ({ status: Number(status), content }));
  const codes: readonly ErrorCode[] = ['VOLANO_QUERY_INVALID', ...(permission === 'open' ? [] : ACCESS_ERRORS), ...errors];
  const failures = [...Map.groupBy(new Set(codes), statusOf)]
    .filter(([status]) => status < 500)
    .map(([status, of]): Response => ({ status, content: failureOf(of), codes: of }));
  const ofBodies = body
    ? [413, 415].map((status): Response => ({ status, content: failureOf(['VOLANO_QUERY_INVALID']), codes: ['VOLANO_QUERY_INVALID'] }))
    : [];
  const always = [500, 503].filter((status) => !(status in answers)).map((status): Response => ({ status, content: failureSchema }));
  return [...said, ...failures, ...ofBodies, ...always].sort((a, b) => a.status - b.status);
}

function failureOf(codes: readonly ErrorCode[]): z.ZodType {
  const said = { code: z.enum(codes), reason: z.string() };
  if (!codes.includes('VOLANO_ACCESS_DENIED')) return z.strictObject(said);
  return z.strictObject({ ...said, permission: z.string().describe('The one that is missing.').exactOptional() });
}
