/**
 * Which invoice lines count as bought, the usual cleaning of this data: the customer is known, quantity and price are above zero.
 * Cancellations are events of their own. The property `customer_id` is there only when the invoice names a customer, so a guest's
 * profile has no orders, no revenue and no RFM scores.
 */
import { all, type ComputedTraitInput, type Condition, type ConditionInput, defineTrait, property, type TraitDefinition } from 'volano';

export const PURCHASE = 'Product Purchased';
export const CANCELLATION = 'Product Cancelled';

export function paid(...more: readonly ConditionInput[]): Condition {
  return all(property('customer_id').present(), property('quantity').greaterThan(0), property('price').greaterThan(0), ...more);
}

/** A trait over paid lines, filtered further where asked. */
export function ofPaid({ where, ...input }: Omit<ComputedTraitInput, 'event'>): TraitDefinition {
  return defineTrait({ ...input, event: PURCHASE, where: paid(...(where === undefined ? [] : [where])) });
}
