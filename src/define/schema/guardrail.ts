/** Guardrails of steps and rollouts. */
import { z } from 'zod';
import { type Guardrail, guardrailFault } from '../guardrail.ts';
import { issueOf } from '../said/said.ts';
import { durationSchema } from './base.ts';

const share = z.number().min(0).max(1);

/** A bound of what is measured of a step, a journey or a rollout. */
export const guardrailSchema: z.ZodType<Guardrail> = z
  .strictObject({
    measure: z.enum(['conversion', 'drop', 'stall', 'error', 'fatigue']),
    atMost: share.exactOptional(),
    atLeast: share.exactOptional(),
    noWorseBy: share.gt(0).exactOptional(),
    minimum: z.int().min(10).max(1_000_000).exactOptional(),
    window: durationSchema.exactOptional(),
    within: durationSchema.exactOptional(),
  })
  .superRefine((given, context) => {
    const fault = guardrailFault(given);
    if (fault !== undefined) context.addIssue(issueOf(fault));
  })
  .meta({
    id: 'Guardrail',
    description:
      'A share of those who came, and its bound (one of atMost, atLeast, noWorseBy): conversion, drop, stall, error or fatigue, over those who came within "window" and have had "within" of time.',
  });
