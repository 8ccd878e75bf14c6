/** What many answers are made of. */
import { z } from 'zod';
import type { Json, JsonObject } from '../../core/index.ts';

/** Ms since 1970 UTC. */
export const time: z.ZodType<number> = z.number().describe('Ms since 1970 UTC.');

/** Any JSON. */
export const json: z.ZodType<Json> = z.unknown().describe('Any JSON.') as z.ZodType as z.ZodType<Json>;

/** Any JSON object. */
export const jsonObject: z.ZodType<JsonObject> = z.record(z.string(), json);

/** Of a customer. */
export const identifier: z.ZodType<readonly [namespace: string, value: string]> = z
  .tuple([z.string(), z.string()])
  .meta({ id: 'Identifier', description: '[namespace, value], e.g. ["user_id", "u-17"].' });
