/** Where a customer is reached on a channel. */
import type { View } from '../know/index.ts';
import type { JourneyPlan } from './plan.ts';
import type { Verdict } from './request.ts';

export interface AddressOn {
  readonly to?: string;
  readonly missing?: Extract<Verdict, { verdict: 'suppress' }>;
}

const NO_ADDRESS_NEEDED: AddressOn = {};

/** The address in the channel's trait; nothing where the channel needs none. */
export function addressOn({ plan, view }: { plan: Pick<JourneyPlan, 'channels'>; view: View }, channel: string): AddressOn {
  const trait = plan.channels.get(channel)?.address;
  if (trait === undefined) return NO_ADDRESS_NEEDED;
  const value = view.trait(trait);
  const to = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  if (to !== '') return { to };
  return { missing: { verdict: 'suppress', rule: 'address.missing', read: { [`trait.${trait}`]: value ?? null } } };
}
