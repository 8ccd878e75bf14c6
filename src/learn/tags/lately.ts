/** When something last came or went: events of some names, and tags of their holders. */
import type { Warehouse } from '../../port/warehouse/index.ts';

/** Ms, by the time of arrival; of events that were not refused. Absent: never. */
export function eventsLastAt(warehouse: Pick<Warehouse, 'query'>, events: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return lastAt(
    warehouse,
    events,
    "SELECT toString(event) AS id, max(at) AS last FROM events WHERE event IN {ids:Array(String)} AND quarantine = '' GROUP BY event",
  );
}

/** Ms: when a tag was last taken from somebody. Absent: never. */
export function tagsLastTakenAt(warehouse: Pick<Warehouse, 'query'>, tags: readonly string[]): Promise<ReadonlyMap<string, number>> {
  return lastAt(
    warehouse,
    tags,
    'SELECT tag AS id, assumeNotNull(max(left_at)) AS last FROM tag_membership WHERE tag IN {ids:Array(String)} AND left_at IS NOT NULL GROUP BY tag',
  );
}

async function lastAt(warehouse: Pick<Warehouse, 'query'>, ids: readonly string[], sql: string): Promise<ReadonlyMap<string, number>> {
  if (ids.length === 0) return new Map();
  const rows = await warehouse.query<{ readonly id: string; readonly ms: number }>(
    `SELECT id, toFloat64(toUnixTimestamp64Milli(last)) AS ms FROM (${sql})`,
    { ids },
  );
  return new Map(rows.map(({ id, ms }) => [id, ms]));
}
