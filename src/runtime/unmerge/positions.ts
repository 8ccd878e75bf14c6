/** Where in the log the entries about profiles stand, as the warehouse has them. */
import type { CustomerId } from '../../base/index.ts';
import { OWN_SOURCE, type UnbindEntry } from '../../core/index.ts';
import { quoted } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface PositionsWorld {
  readonly warehouse: Warehouse;
  readonly partition: number;
  /** Everything up to this position is in the warehouse. */
  readonly upTo: number;
}

/** What is told of a message beside what came back about it. */
const ENDS = ['decided', 'sent', 'failed', 'withdrawn', 'redelivered'].map(quoted).join(', ');

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

/**
 * By customer of today: of what came back about messages, the position of its event, and of the event that had begun the message's journey. Only those whose
 * journey an event had begun.
 */
async function returnedOf(
  customers: readonly CustomerId[],
  { warehouse, partition, upTo }: PositionsWorld,
): Promise<Map<CustomerId, readonly (readonly [position: number, trigger: number])[]>> {
  const own = `SELECT customer, position FROM events_by_customer WHERE customer IN (${customers.map(quoted).join(', ')})
AND source = ${quoted(OWN_SOURCE)} AND partition = ${partition} AND position <= ${upTo}`;
  const back = `SELECT f.position AS at, any(f.subject) AS message FROM facts AS f
WHERE f.kind = 'message' AND f.action NOT IN (${ENDS}) AND f.partition = ${partition} AND f.position IN (SELECT position FROM (${own})) GROUP BY at`;
  const decided = `SELECT f.subject AS message, any(JSONExtractString(f.detail, 'instance')) AS instance FROM facts AS f
WHERE f.kind = 'message' AND f.action = 'decided' AND f.subject IN (SELECT message FROM (${back})) GROUP BY message`;
  const begun = `SELECT f.subject AS instance, min(f.position) AS beginning FROM facts AS f WHERE f.kind = 'journey' AND f.action = 'entered'
AND JSONExtractString(f.detail, 'rule') = 'trigger.event' AND f.partition = ${partition} AND f.subject IN (SELECT instance FROM (${decided})) GROUP BY instance`;
  const triggers = `SELECT d.message AS message, b.beginning AS beginning FROM (${decided}) AS d INNER JOIN (${begun}) AS b ON d.instance = b.instance`;
  const about = `SELECT r.at AS at, t.beginning AS beginning FROM (${back}) AS r INNER JOIN (${triggers}) AS t ON r.message = t.message`;
  const rows = await warehouse.query<{ customer: string; pairs: [number | string, number | string][] }>(
    `SELECT o.customer AS customer, arraySort(groupArray((o.position, a.beginning))) AS pairs FROM (${own}) AS o INNER JOIN (${about}) AS a ON o.position = a.at GROUP BY customer`,
  );
  return new Map(
    rows.map(({ customer, pairs }) => [customer, pairs.map(([position, trigger]) => [Number(position), Number(trigger)] as const)]),
  );
}

/** What a parting is told of each customer: its positions, and what came back about its messages. */
export type PartingPositions = Pick<UnbindEntry, 'positions' | 'returned'>;

export async function partingPositionsOf(
  customers: readonly CustomerId[],
  world: PositionsWorld,
): Promise<(customer: CustomerId) => PartingPositions> {
  const positions = await positionsOf(customers, world);
  const returned = new Map<CustomerId, readonly (readonly [number, number])[]>();
  for (let start = 0; start < customers.length; start += PROFILES_MAX)
    for (const [customer, pairs] of await returnedOf(customers.slice(start, start + PROFILES_MAX), world)) returned.set(customer, pairs);
  return (customer) => {
    const pairs = returned.get(customer);
    return { positions: positions.get(customer) ?? [], ...(pairs && { returned: pairs }) };
  };
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
