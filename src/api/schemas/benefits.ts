/** Benefits. */
import { z } from 'zod';
import type { BenefitStock } from '../../runtime/index.ts';
import { component } from '../route/index.ts';

const text = z.string();

/** What is left of a benefit. */
export const benefitStockSchema: z.ZodType<BenefitStock> = component<BenefitStock>('BenefitStock')(
  z.strictObject({
    benefit: text,
    type: z.enum(['coupon', 'points']),
    given: z.number().describe('How often it was given.'),
    codes: z.number().exactOptional().describe('Of coupons: codes that have come in, and those that are left.'),
    left: z.number().exactOptional(),
  }),
);
