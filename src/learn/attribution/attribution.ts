/**
 * Last touch: which message a purchase is credited to. It says what customers had last before they bought, not what made them buy; for that
 * there is lift.
 *
 * A1. A purchase is credited to one message at most: the last one clicked by a person within the window before it, else the last one handed over
 *     within the window and not bounced. Without either it is organic.
 * A2. What is credited and what is organic add up to all revenue, exactly.
 */
import { DAY } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { purchasesSql, type ReportMapping } from '../report/mapping.ts';

export interface AttributionOptions {
  readonly mapping: ReportMapping;
  /** How long a message counts, ms; default 7 days. */
  readonly windowMs?: number;
}

/** Orders and revenue (units of the currency) credited to a journey's messages on a channel; both '' for organic ones. */
export interface AttributionRow {
  readonly journey: string;
  readonly channel: string;
  readonly orders: number;
  readonly revenue: number;
}

const WINDOW_DEFAULT: number = 7 * DAY;

/** By revenue, the largest first; organic last. What the sink has not copied yet is not in it. */
export function lastTouch(warehouse: Warehouse, { mapping, windowMs = WINDOW_DEFAULT }: AttributionOptions): Promise<AttributionRow[]> {
  return warehouse.query<AttributionRow>(`SELECT journey, channel, count() AS orders, sum(total) / 10000 AS revenue FROM (${creditedSql(mapping, windowMs)})
GROUP BY journey, channel ORDER BY journey = '', revenue DESC, journey, channel`);
}

/** Orders: total, journey and channel. Of several touches the clicked ones go before the others, then the latest, then the larger id. */
function creditedSql(mapping: ReportMapping, windowMs: number): string {
  const orders = `SELECT customer, order_key, min(time) AS bought, sum(amount) AS total FROM (${purchasesSql(mapping)}) GROUP BY customer, order_key`;
  const inTime = `(t.message != '' AND t.touched <= o.bought AND t.touched > o.bought - toIntervalMillisecond(${windowMs}))`;
  const rank = '(t.clicked, t.touched, t.message)';
  return `SELECT o.customer AS buyer, o.order_key AS key, any(o.total) AS total,
  argMaxIf(t.journey, ${rank}, ${inTime}) AS journey, argMaxIf(t.channel, ${rank}, ${inTime}) AS channel
FROM (${orders}) AS o LEFT JOIN touchpoints AS t ON o.customer = t.customer GROUP BY buyer, key`;
}
