/** Where in the log of customers the entries about profiles stand, as the warehouse has them. */
import type { CustomerId } from '../../base/index.ts';
import { OWN_SOURCE, type SpreadPlace, type SpreadPositions, type UnbindEntry } from '../../core/index.ts';
import { quoted } from '../../learn/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

export interface PositionsWorld {
  readonly warehouse: Warehouse;
  readonly partition: number;
  /** Everything up to this position is in the warehouse. */
  readonly upTo: number;
}

/** Of several partitions. */
export interface SpreadWorld {
  readonly warehouse: Warehouse;
  /** By partition: everything up to this position is in the warehouse. */
  readonly upTo: readonly number[];
}

/** What is told of a message beside what came back about it. */
const ENDS = ['decided', 'sent', 'failed', 'withdrawn', 'redelivered'].map(quoted).join(', ');

/** Profiles asked for in one query. */
const PROFILES_MAX = 200;

/** By customer of today: positions, ascending, of its events and of what was said of its consent. */
export async function positionsOf(customers: readonly CustomerId[], world: PositionsWorld): Promise<Map<CustomerId, readonly number[]>> {
  const found = await placesOf(customers, { warehouse: world.warehouse, within: inOne(world) });
  return new Map([...found].map(([customer, places]) => [customer, places.map(([, position]) => position)]));
}

/** Of rows of a table of this alias. */
type Within = (alias?: string) => string;

interface PlacesWorld {
  readonly warehouse: Warehouse;
  readonly within: Within;
}

function inOne({ partition, upTo }: PositionsWorld): Within {
  return (alias = '') => `${alias}partition = ${partition} AND ${alias}position <= ${upTo}`;
}

function inAll({ upTo }: SpreadWorld): Within {
  return (alias = '') => `${alias}position <= arrayElement([${upTo.join(', ')}], ${alias}partition + 1)`;
}

async function placesOf(customers: readonly CustomerId[], { warehouse, within }: PlacesWorld) {
  const found = new Map<CustomerId, readonly SpreadPlace[]>();
  for (let start = 0; start < customers.length; start += PROFILES_MAX) {
    const rows = await warehouse.query<{ customer: string; places: Place[] }>(
      sqlOf(customers.slice(start, start + PROFILES_MAX), within()),
    );
    for (const { customer, places } of rows) found.set(customer, places.map(numbersOf));
  }
  return found;
}

type Place = readonly [partition: number | string, position: number | string];

function numbersOf([partition, position]: Place): SpreadPlace {
  return [Number(partition), Number(position)];
}

/**
 * By customer of today: of what came back about messages, the place of its event, and of the event that had begun the message's journey. Only those whose
 * journey an event had begun.
 */
async function returnedOf(
  customers: readonly CustomerId[],
  { warehouse, within }: PlacesWorld,
): Promise<Map<CustomerId, readonly (readonly [place: SpreadPlace, trigger: SpreadPlace])[]>> {
  const own = `SELECT customer, (partition, position) AS place FROM events_by_customer WHERE customer IN (${customers.map(quoted).join(', ')})
AND source = ${quoted(OWN_SOURCE)} AND ${within()}`;
  const back = `SELECT (f.partition, f.position) AS at, any(f.subject) AS message FROM facts AS f
WHERE f.kind = 'message' AND f.action NOT IN (${ENDS}) AND (f.partition, f.position) IN (SELECT place FROM (${own})) GROUP BY at`;
  const decided = `SELECT f.subject AS message, any(JSONExtractString(f.detail, 'instance')) AS instance FROM facts AS f
WHERE f.kind = 'message' AND f.action = 'decided' AND f.subject IN (SELECT message FROM (${back})) GROUP BY message`;
  const begun = `SELECT f.subject AS instance, argMin((f.partition, f.position), (f.at, f.position)) AS beginning FROM facts AS f WHERE f.kind = 'journey' AND f.action = 'entered'
AND JSONExtractString(f.detail, 'rule') = 'trigger.event' AND f.subject IN (SELECT instance FROM (${decided})) GROUP BY instance`;
  const triggers = `SELECT d.message AS message, b.beginning AS beginning FROM (${decided}) AS d INNER JOIN (${begun}) AS b ON d.instance = b.instance`;
  const about = `SELECT r.at AS at, t.beginning AS beginning FROM (${back}) AS r INNER JOIN (${triggers}) AS t ON r.message = t.message`;
  const rows = await warehouse.query<{ customer: string; pairs: [Place, Place][] }>(
    `SELECT o.customer AS customer, arraySort(groupArray((o.place, a.beginning))) AS pairs FROM (${own}) AS o INNER JOIN (${about}) AS a ON o.place = a.at GROUP BY customer`,
  );
  return new Map(rows.map(({ customer, pairs }) => [customer, pairs.map(([place, trigger]) => [numbersOf(place), numbersOf(trigger)])]));
}

/** What a parting is told of each customer: its positions, and what came back about its messages. */
export type PartingPositions = Pick<UnbindEntry, 'positions' | 'returned'>;

export async function partingPositionsOf(
  customers: readonly CustomerId[],
  world: PositionsWorld,
): Promise<(customer: CustomerId) => PartingPositions> {
  const about = await aboutOf(customers, { warehouse: world.warehouse, within: inOne(world) });
  return (customer) => {
    const { places, returned } = about(customer);
    return {
      positions: places.map(([, position]) => position),
      ...(returned && { returned: returned.map(([place, trigger]) => [place[1], trigger[1]] as const) }),
    };
  };
}

/** The same where there are several partitions. */
export async function spreadPositionsOf(
  customers: readonly CustomerId[],
  world: SpreadWorld,
): Promise<(customer: CustomerId) => Pick<SpreadPositions, 'places' | 'returned'>> {
  return aboutOf(customers, { warehouse: world.warehouse, within: inAll(world) });
}

async function aboutOf(customers: readonly CustomerId[], world: PlacesWorld) {
  const places = await placesOf(customers, world);
  const returned = new Map<CustomerId, NonNullable<SpreadPositions['returned']>>();
  for (let start = 0; start < customers.length; start += PROFILES_MAX)
    for (const [customer, pairs] of await returnedOf(customers.slice(start, start + PROFILES_MAX), world)) returned.set(customer, pairs);
  return (customer: CustomerId): Pick<SpreadPositions, 'places' | 'returned'> => {
    const pairs = returned.get(customer);
    return { places: places.get(customer) ?? [], ...(pairs && { returned: pairs }) };
  };
}

function sqlOf(customers: readonly CustomerId[], within: string): string {
  const among = `customer IN (${customers.map(quoted).join(', ')}) AND ${within}`;
  // What a rebuild tells of consent is no entry about it.
  const consents = `SELECT multiIf(m.survivor != '', m.survivor, v.owner != '', v.owner, f.customer) AS customer, f.partition AS partition, f.position AS position
FROM facts AS f LEFT ANY JOIN moved_events AS v ON f.partition = v.partition AND f.position = v.position
LEFT ANY JOIN customer_map AS m ON if(v.owner = '', f.customer, v.owner) = m.absorbed
WHERE f.kind = 'consent' AND NOT JSONExtractBool(f.detail, 'rebuilt')`;
  return `SELECT customer, arraySort(groupUniqArray((partition, position))) AS places FROM (
SELECT customer, partition, position FROM events_by_customer WHERE ${among}
UNION ALL SELECT customer, partition, position FROM (${consents}) WHERE ${among}
) GROUP BY customer`;
}
