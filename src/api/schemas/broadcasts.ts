/** Broadcasts. */
import { z } from 'zod';
import { textSchema } from '../../define/index.ts';
import type { BroadcastPlan } from '../../runtime/index.ts';
import { component, type Told } from '../route/index.ts';
import { time } from './parts.ts';
import { findingSchema } from './releases.ts';

const text = z.string();

/** What a broadcast would be, or is as an unpublished change. */
export const broadcastPlanSchema: z.ZodType<Told<BroadcastPlan>> = component<Told<BroadcastPlan>>(
  'BroadcastPlan',
  'A broadcast as the journey that it is.',
)(
  z.strictObject({
    journey: text.describe('Id of its journey.'),
    name: textSchema,
    segment: text,
    at: time.describe("When its time comes in the workspace's zone, ms; for customers in other zones it comes earlier or later."),
    holdout: z.number().describe('Share of the members that gets nothing, so that it can be measured.'),
    problems: z
      .array(z.strictObject({ path: text, message: text }))
      .describe('What keeps it from being released, in the language that `Accept-Language` prefers, and where in the journey it stands.'),
    findings: z.array(findingSchema).describe('What lints say of it; errors have to be accepted when it is released.'),
  }),
);
