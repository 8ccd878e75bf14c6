/** Loading the customers of a batch that are not in memory. */
import type { CustomerId } from '../../base/index.ts';
import { type Customer, decodeCustomer, hasRowsBeside, PAST_ROW, type Plan, type StoredRows, wakeAtOf } from '../../core/index.ts';
import type { StateReader } from '../../port/state/index.ts';
import type { CustomerCache } from './cache.ts';
import { customerPrefix, partName, pastKey } from './keys.ts';

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
  const rows = await readRows(missing, state);
  for (const id of missing) {
    const stored = rows.get(id);
    if (stored) take(decodeCustomer(id, stored, plan), cache);
  }
}

/** The rows of those of the customers that there are. */
export async function readRows(ids: readonly CustomerId[], state: Pick<StateReader, 'load'>): Promise<ReadonlyMap<CustomerId, StoredRows>> {
  const { gets } = await state.load({
    gets: [
      { table: 'customer', keys: ids.map(customerPrefix) },
      { table: 'past', keys: ids.map(pastKey) },
    ],
    prefixes: [],
  });
  const [bundles = [], pasts = []] = gets;
  const found = new Map<CustomerId, StoredRows>();
  const large: number[] = [];
  ids.forEach((id, i) => {
    const bundle = bundles[i];
    if (!bundle) return;
    if (hasRowsBeside(bundle)) large.push(i);
    else found.set(id, { get: (row) => (row === '' ? bundle : row === PAST_ROW ? pasts[i] : undefined) });
  });
  if (large.length === 0) return found;
  const prefixes = large.map((i) => customerPrefix(ids[i]!));
  const loaded = await state.load({ gets: [], prefixes: [{ table: 'customer', prefixes }] });
  large.forEach((i, n) => {
    const id = ids[i]!;
    const rows = new Map(loaded.prefixes[0]![n]!.map(([key, value]) => [partName(key, id), value]));
    const past = pasts[i];
    if (past) rows.set(PAST_ROW, past);
    found.set(id, rows);
  });
  return found;
}

function take(customer: Customer, cache: CustomerCache): void {
  cache.set(customer.id, { customer, timer: wakeAtOf(customer) });
}
