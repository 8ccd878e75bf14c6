/** Benefits. */
import { z } from 'zod';
import type { Said } from '../../base/index.ts';
import type { BenefitDefinition } from '../benefit.ts';
import { issueOf, said } from '../said/said.ts';
import { idSchema, textSchema } from './base.ts';

const count = z.int().min(1).max(1_000_000_000);

export const benefitSchema: z.ZodType<BenefitDefinition> = z
  .strictObject({
    kind: z.literal('benefit'),
    id: idSchema,
    name: textSchema,
    description: textSchema.exactOptional(),
    type: z.enum(['coupon', 'points']),
    points: z.number().gt(0).max(1_000_000_000).exactOptional(),
    limits: z.strictObject({ perCustomer: count.exactOptional(), total: count.exactOptional() }).exactOptional(),
    lowAt: z.int().min(0).max(1_000_000_000).exactOptional(),
  })
  .superRefine(({ type, points, lowAt }, context) => {
    const fault = (path: string, text: Said): void => context.addIssue(issueOf(text, path));
    if (type === 'points' && points === undefined) fault('points', said`how many points? Add "points"`);
    if (type === 'coupon' && points !== undefined) fault('points', said`a coupon is a code of its pool; leave "points" out`);
    if (type === 'points' && lowAt !== undefined) fault('lowAt', said`points have no pool that could run low; leave "lowAt" out`);
  })
  .meta({ description: 'What customers are given: coupons from a pool of codes, or points.' });
