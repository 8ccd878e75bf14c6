/** Recent events from the warehouse, the same number of each name at most. */
import type { JsonObject } from '../../core/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { type InferredEvent, inferEvents, type SampledEvent } from './infer.ts';

export interface InferOptions {
  /** Arrival, ms. */
  readonly since: number;
  readonly source?: string;
}

/** Of each event name. */
const SAMPLE_MAX = 2_000;
const NAMES_MAX = 500;

/** A dictionary proposed from what came since then. Events of the product itself are none of it. */
export async function inferFromWarehouse(warehouse: Warehouse, { since, source }: InferOptions): Promise<readonly InferredEvent[]> {
  const rows = await warehouse.query<{ event: string; properties: string }>(
    `SELECT toString(event) AS event, if(event IN ('$identify', '$group'), traits, properties) AS properties FROM events
WHERE at >= fromUnixTimestamp64Milli({since:Int64}) AND source != 'volano' AND event NOT IN ('$alias', '$unreadable') AND ({source:String} = '' OR source = {source:String})
  AND event IN (SELECT event FROM events WHERE at >= fromUnixTimestamp64Milli({since:Int64}) GROUP BY event ORDER BY count() DESC LIMIT ${NAMES_MAX})
ORDER BY cityHash64(messageId) LIMIT ${SAMPLE_MAX} BY event`,
    { since, source: source ?? '' },
  );
  return inferEvents(rows.flatMap(sampledEvent));
}

function sampledEvent({ event, properties }: { readonly event: string; readonly properties: string }): SampledEvent[] {
  if (properties === '') return [{ event, properties: {} }];
  return [{ event, properties: JSON.parse(properties) as JsonObject }];
}
