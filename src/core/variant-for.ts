/** Which variant of a template a customer would get now, chosen as the engine chooses it. Pure. */
import { hashUnit } from '../base/index.ts';
import type { Customer } from './customer.ts';
import { chooseVariant } from './decide/index.ts';
import { viewOf } from './know/index.ts';
import type { Plan } from './plan.ts';

/** Undefined: the template's own content. */
export function variantFor(
  customer: Customer,
  template: string,
  { plan, now }: { readonly plan: Plan; readonly now: number },
): string | undefined {
  const view = viewOf(customer.known, plan.know, now);
  const assign = (key: string): number => hashUnit(plan.seed, `${customer.id}\u0000${key}`);
  return chooseVariant({ plan: plan.journeys, view, assign }, template, undefined).variant;
}
