/** What a project calls a purchase, and the purchases as SQL. */
import type { PurchaseDefinition, WorkspaceDefinition } from '../../define/index.ts';
import { quoted } from '../tables/index.ts';
import { filterSql, numbersSql, textSql } from './filter.ts';

/** How a report finds the purchases among a project's events. */
export interface ReportMapping {
  /** Time zone of days and months. */
  readonly timeZone: string;
  /** ISO 4217; of all revenue. */
  readonly currency: string;
  readonly purchase: PurchaseDefinition;
  /** Instant to whose day recency is counted, ms; default: the day after the last purchase. */
  readonly referenceAt?: number;
  /** Rows `{ customer }`: only what these of today have bought, and what was done about them, as SQL. */
  readonly among?: string;
}

/** What the workspace calls a purchase; when it says nothing, as the Segment e-commerce specification has it. */
export function mappingOf(workspace: Pick<WorkspaceDefinition, 'timeZone' | 'currency' | 'purchase'>): ReportMapping {
  const { timeZone, currency, purchase = DEFAULT_PURCHASE } = workspace;
  return { timeZone, currency, purchase };
}

const DEFAULT_PURCHASE: PurchaseDefinition = { event: 'Order Completed', order: 'order_id', revenue: 'revenue' };

/** Rows: customer, time (in the mapping's zone), order_key, amount (a decimal times 10,000, summed exactly). `within`: a condition on events_by_customer. */
export function purchasesSql({ purchase, timeZone, among }: ReportMapping, within?: string): string {
  const { event, where, order, revenue } = purchase;
  const key = order === undefined ? 'message_id' : textSql(order);
  const filter = where === undefined ? '' : ` AND ${filterSql(where)}`;
  const only = `${among === undefined ? '' : ` AND customer IN (${among})`}${within === undefined ? '' : ` AND ${within}`}`;
  return `SELECT customer, toTimeZone(time, ${quoted(timeZone)}) AS time, ${key} AS order_key, ${numbersSql(revenue)} AS amount
FROM events_by_customer WHERE event = ${quoted(event)}${filter}${only}`;
}
