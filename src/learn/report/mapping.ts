/** What a project calls a purchase, and the purchases as SQL. */
import type { Condition } from '../../define/index.ts';
import { quoted } from '../tables/index.ts';
import { filterSql, numbersSql, textSql } from './filter.ts';

/** How a report finds the purchases among a project's events. Several events may be one order (a line each), if they share its key. */
export interface ReportMapping {
  /** Time zone of days and months. */
  readonly timeZone: string;
  /** ISO 4217; of all revenue. */
  readonly currency: string;
  readonly purchase: {
    readonly event: string;
    /** Over `property.` fields with `=`, `!=`, `<`, `<=`, `>`, `>=`, `in`, `notIn`, `null`, `notNull`. */
    readonly where?: Condition;
    /** Property that holds the order's key; without it, every event is an order. */
    readonly order?: string;
    /** Property that holds the revenue of the event; over a list (`products[].x`), their sum. */
    readonly revenue: string;
  };
  /** Instant to whose day recency is counted, ms; default: the day after the last purchase. */
  readonly referenceAt?: number;
}

/** As the Segment e-commerce specification has it. */
export function defaultMapping(workspace: { readonly timeZone: string; readonly currency: string }): ReportMapping {
  const { timeZone, currency } = workspace;
  return { timeZone, currency, purchase: { event: 'Order Completed', order: 'order_id', revenue: 'revenue' } };
}

/** Rows: customer, time (in the mapping's zone), order_key, amount (a decimal times 10,000, summed exactly). */
export function purchasesSql({ purchase, timeZone }: ReportMapping): string {
  const { event, where, order, revenue } = purchase;
  const key = order === undefined ? 'message_id' : textSql(order);
  const filter = where === undefined ? '' : ` AND ${filterSql(where)}`;
  return `SELECT customer, toTimeZone(time, ${quoted(timeZone)}) AS time, ${key} AS order_key, ${numbersSql(revenue)} AS amount
FROM events_by_customer WHERE event = ${quoted(event)}${filter}`;
}
