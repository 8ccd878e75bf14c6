/** What is counted of the data, by hour of arrival, source and event. */
import { HOUR } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';

/** Of one hour, source and event. */
export interface HourCounts {
  /** Beginning of the hour, ms since 1970 UTC. */
  readonly hour: number;
  readonly source: string;
  readonly event: string;
  /** Events that count. */
  readonly events: number;
  /** Of them: with a required property missing; with a value of the wrong type, or not allowed, or off its pattern; out of range; with something not defined. */
  readonly missing: number;
  readonly invalid: number;
  readonly range: number;
  readonly unplanned: number;
  /** Of them: longer under way than the event may be. What was replayed from the quarantine is none of it. */
  readonly late: number;
  /** Came again and were ignored. */
  readonly duplicate: number;
  /** Went to the quarantine. */
  readonly refused: number;
}

export type Counted = Exclude<keyof HourCounts, 'hour' | 'source' | 'event'>;

/** Of an hour of which nothing is known. */
export const NO_COUNTS: Readonly<Record<Counted, number>> = {
  events: 0,
  missing: 0,
  invalid: 0,
  range: 0,
  unplanned: 0,
  late: 0,
  duplicate: 0,
  refused: 0,
};

export interface CountOptions {
  /** Arrival, ms: from inclusive, to exclusive. */
  readonly from: number;
  readonly to: number;
  /** How long an event may be under way, by name, ms. */
  readonly lateAfter: ReadonlyMap<string, number>;
  readonly lateAfterDefault: number;
}

/** Counts of the events that the warehouse has; `refused` is 0, for the quarantine is not there. Events of the product itself are left out. */
export async function countHours(warehouse: Warehouse, { from, to, lateAfter, lateAfterDefault }: CountOptions): Promise<HourCounts[]> {
  const has = (...problems: string[]): string =>
    `countIf(${problems.map((problem) => `position(violations, '"problem":"${problem}"') > 0`).join(' OR ')})`;
  const hour = `intDiv(toUnixTimestamp64Milli(at), ${HOUR}) * ${HOUR}`;
  const within = 'at >= fromUnixTimestamp64Milli({from:Int64}) AND at < fromUnixTimestamp64Milli({to:Int64})';
  const rows = await warehouse.query<Record<string, string | number>>(
    `SELECT hour, source, event, sum(events) AS events, sum(missing) AS missing, sum(invalid) AS invalid, sum(range) AS range, sum(unplanned) AS unplanned,
  sum(late) AS late, sum(duplicate) AS duplicate FROM (
  SELECT ${hour} AS hour, source, toString(event) AS event, count() AS events, ${has('missing')} AS missing, ${has('type', 'value', 'pattern')} AS invalid,
    ${has('range')} AS range, ${has('unplanned', 'unknown_event')} AS unplanned,
    countIf(quarantine = '' AND toUnixTimestamp64Milli(at) - toUnixTimestamp64Milli(time) > transform(toString(event), {names:Array(String)}, {limits:Array(Int64)}, {usual:Int64})) AS late,
    0 AS duplicate
  FROM events WHERE ${within} AND source != 'volano' GROUP BY hour, source, event
  UNION ALL
  SELECT ${hour} AS hour, JSONExtractString(detail, 'source') AS source, name AS event, 0, 0, 0, 0, 0, 0, count() AS duplicate
  FROM facts WHERE kind = 'duplicate' AND ${within} AND source != 'volano' GROUP BY hour, source, event
) GROUP BY hour, source, event`,
    {
      from,
      to,
      // An array without elements has no type that could be told from it.
      names: ['', ...lateAfter.keys()],
      limits: [lateAfterDefault, ...lateAfter.values()],
      usual: lateAfterDefault,
    },
  );
  return rows.map(({ hour, source, event, ...counts }) => {
    const numbers = Object.fromEntries(Object.entries(counts).map(([key, value]) => [key, Number(value)]));
    return { ...NO_COUNTS, ...numbers, hour: Number(hour), source: String(source), event: String(event) };
  });
}
