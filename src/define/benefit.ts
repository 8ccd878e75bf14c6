/** What customers are given: coupons from a pool of codes, or points. */
import type { Text } from './text.ts';

/** A benefit that steps of journeys give. */
export interface BenefitDefinition {
  readonly kind: 'benefit';
  readonly id: string;
  readonly name: Text;
  readonly description?: Text;
  /** `coupon`: each time a code of its pool, which is filled by `volano benefit import`; `points`: an amount of `points`. */
  readonly type: 'coupon' | 'points';
  /** Of type points: how many. */
  readonly points?: number;
  /** How often a customer gets it, and how often it is given at all. */
  readonly limits?: { readonly perCustomer?: number; readonly total?: number };
  /** Of type coupon: when so few codes are left, an alert is raised. Default 100. */
  readonly lowAt?: number;
}

/** Event that tells that a customer has got a benefit: `benefit`, `code` or `points`, `journey` and `step`. The product writes it. */
export const BENEFIT_GRANTED = 'Benefit Granted';
