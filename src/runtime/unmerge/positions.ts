/** Where in the log the entries about profiles stand, as the warehouse has them. */
import type { CustomerId } from '../../base/index.ts';
import { quoted } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface PositionsWorld {
  readonly warehouse: Warehouse;
  readonly partition: number;
  /** Everything up to this position is in the warehouse. */
  readonly upTo: number;
}

/** Profiles asked for in one query. */
const PROFILES_MAX = 200;

/** By customer of today: positions, ascending, of its events and of what was said of its consent. */
export async function positionsOf(customers: readonly CustomerId[], world: PositionsWorld): Promise<Map<CustomerId, readonly number[]>> {
  const found = new Map<CustomerId, readonly number[]>();
  for (let start = 0; start < customers.length; start += PROFILES_MAX) {
    const rows = await world.warehouse.query<{ customer: string; positions: number[] }>(
      sqlOf(customers.slice(start, start + PROFILES_MAX), world),
    );
    for (const { customer, positions } of rows) found.set(customer, positions.map(Number));
  }
  return found;
}

function sqlOf(customers: readonly CustomerId[], { partition, upTo }: PositionsWorld): string {
  const among = `customer IN (${customers.map(quoted).join(', ')}) AND partition = ${partition} AND position <= ${upTo}`;
  // What a rebuild tells of consent is no entry about it.
  const consents = `SELECT multiIf(m.survivor != '', m.survivor, v.owner != '', v.owner, f.customer) AS customer, f.partition AS partition, f.position AS position
FROM facts AS f LEFT ANY JOIN moved_events AS v ON f.partition = v.partition AND f.position = v.position
LEFT ANY JOIN customer_map AS m ON if(v.owner = '', f.customer, v.owner) = m.absorbed
WHERE f.kind = 'consent' AND NOT JSONExtractBool(f.detail, 'rebuilt')`;
  return `SELECT customer, arraySort(groupUniqArray(position)) AS positions FROM (
SELECT customer, position FROM events_by_customer WHERE ${among}
UNION ALL SELECT customer, position FROM (${consents}) WHERE ${among}
) GROUP BY customer`;
}
