/** Customers drawn at random, and yet the same ones for a seed. */
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface DrawOptions {
  readonly seed: string;
  readonly limit: number;
  /** Only those who hold this tag by the facts. */
  readonly tag?: string;
}

/** Ids, in the order of a hash of seed and id: any beginning of the list is a sample of its own. */
export async function drawnCustomers(warehouse: Warehouse, { seed, limit, tag }: DrawOptions): Promise<readonly string[]> {
  const from = tag === undefined ? 'events_by_customer' : 'tag_membership WHERE tag = {tag:String} AND left_at IS NULL';
  const rows = await warehouse.query<{ readonly customer: string }>(
    `SELECT customer FROM (SELECT DISTINCT customer FROM ${from}) ORDER BY sipHash64({seed:String}, customer), customer LIMIT {limit:UInt32}`,
    { seed, limit, ...(tag !== undefined && { tag }) },
  );
  return rows.map(({ customer }) => customer);
}
