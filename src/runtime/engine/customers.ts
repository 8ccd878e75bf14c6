/** Loading the customers of a batch that are not in memory. */
import type { CustomerId } from '../../base/index.ts';
import { decodeCustomer, type Plan, wakeAtOf } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { CustomerCache } from './cache.ts';
import { customerPrefix, partName } from './keys.ts';

export interface CustomersWorld {
  readonly state: StateReader;
  readonly cache: CustomerCache;
  readonly plan: Plan;
}

/** Takes into the cache what the store has of these customers, in one call. */
export async function loadCustomers(ids: ReadonlySet<CustomerId>, { state, cache, plan }: CustomersWorld): Promise<void> {
  const missing = [...ids].filter((id) => !cache.get(id));
  if (missing.length === 0) return;
  const loaded = await state.load({ gets: [], prefixes: [{ table: 'customer', prefixes: missing.map(customerPrefix) }] });
  const rows = loaded.prefixes[0] ?? [];
  missing.forEach((id, i) => {
    const pairs = rows[i] ?? [];
    if (pairs.length === 0) return;
    const customer = decodeCustomer(id, new Map(pairs.map(([key, value]) => [partName(key, id), value])), plan);
    cache.set(id, { customer, timer: wakeAtOf(customer) });
  });
}
