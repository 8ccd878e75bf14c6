/** Loading the customers of a batch that are not in memory. */
import type { CustomerId } from '../../base/index.ts';
import { type Customer, decodeCustomer, hasRowsBeside, type Plan, wakeAtOf } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { CustomerCache } from './cache.ts';
import { customerPrefix, partName } from './keys.ts';

export interface CustomersWorld {
  readonly state: StateReader;
  readonly cache: CustomerCache;
  readonly plan: Plan;
}

/** Takes into the cache what the store has of these customers: nearly all have one row, which is looked up; the others are read whole. */
export async function loadCustomers(ids: ReadonlySet<CustomerId>, { state, cache, plan }: CustomersWorld): Promise<void> {
  const missing: CustomerId[] = [];
  for (const id of ids) if (!cache.get(id)) missing.push(id);
  if (missing.length === 0) return;
  const bundles = await state.getMany('customer', missing.map(customerPrefix));
  const large: CustomerId[] = [];
  missing.forEach((id, i) => {
    const bundle = bundles[i];
    if (!bundle) return;
    if (hasRowsBeside(bundle)) large.push(id);
    else take(decodeCustomer(id, { get: (row) => (row === '' ? bundle : undefined) }, plan), cache);
  });
  if (large.length === 0) return;
  const loaded = await state.load({ gets: [], prefixes: [{ table: 'customer', prefixes: large.map(customerPrefix) }] });
  large.forEach((id, i) => {
    const rows = new Map(loaded.prefixes[0]![i]!.map(([key, value]) => [partName(key, id), value]));
    take(decodeCustomer(id, rows, plan), cache);
  });
}

function take(customer: Customer, cache: CustomerCache): void {
  cache.set(customer.id, { customer, timer: wakeAtOf(customer) });
}
