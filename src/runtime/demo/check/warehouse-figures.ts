/** The figures by SQL over the raw events: one pass, no trait of the project, quantiles by the warehouse itself. */
import { OWN_SOURCE } from '../../../core/index.ts';
import type { Warehouse } from '../../../port/warehouse/index.ts';
import { type Figures, figuresOf, type Roles } from './figures.ts';

/** How a scenario's events are read, as SQL over `events_by_customer` in which `p` is the tuple of the properties. */
export interface EventReading {
  /** Fields of `p`, e.g. `order_id String, revenue Float64`; what is absent is empty or 0. */
  readonly properties: string;
  readonly zone: string;
  /** Number of the document an event belongs to, or ''. */
  readonly invoice: string;
  readonly identified: string;
  /** The customer's number, or ''. */
  readonly number: string;
  readonly paid: string;
  readonly order: string;
  readonly revenue: string;
}

const ROLES: Roles = {
  events: 'events',
  invoices: 'invoices',
  identified: 'identified',
  number: 'number',
  rows: 'rows',
  orders: 'orders',
  revenue: 'revenue',
  recency: 'recency',
  scores: ['r', 'f', 'm'],
  months: 'months',
};

/** `referenceAt`: the instant from which recency counts, ms since 1970 UTC. */
export async function warehouseFigures(warehouse: Warehouse, reading: EventReading, referenceAt: number): Promise<Figures> {
  const rows = await warehouse.query<Record<string, unknown> & { readonly identified: number }>(figuresSql(reading), { referenceAt });
  return figuresOf(
    rows.map(({ identified, ...row }) => (identified > 0 ? { ...row, identified } : row)),
    ROLES,
  );
}

/** Quintiles are type-7 quantiles (`quantilesExactInclusive`), a bin includes its upper edge; the most recent get the highest R. */
function figuresSql({ properties, zone, invoice, identified, number, paid, order, revenue }: EventReading): string {
  const bin = (value: string, edges: string): string => `1 + arrayCount(edge -> edge < ${value}, ${edges})`;
  return `
    WITH customers AS (
      SELECT customer, countIf(source != '${OWN_SOURCE}') AS events, uniqExactIf(invoice, invoice != '') AS invoices, max(identified) AS identified,
        anyIf(number, number != '') AS number, countIf(paid) AS rows, uniqExactIf(order, paid) AS orders,
        sumIf(cents, paid) AS cents, groupUniqArrayIf(month, paid) AS months,
        dateDiff('day', toDate(maxIf(time, paid), '${zone}'), toDate(fromUnixTimestamp64Milli(toInt64({referenceAt:Int64})), '${zone}')) AS days
      FROM (
        SELECT customer, time, source, ${identified} AS identified, ${number} AS number, ${paid} AS paid, ${order} AS order, ${invoice} AS invoice,
          toInt64(round(${revenue} * 10000)) AS cents, formatDateTime(time, '%Y-%m', '${zone}') AS month
        FROM (
          SELECT customer, time, event, source, identifiers, JSONExtract(properties, 'Tuple(${properties})') AS p FROM events_by_customer
        )
      ) GROUP BY customer
    ), edges AS (
      SELECT quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(toFloat64(days)) AS r, quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(toFloat64(orders)) AS f,
        quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)(toFloat64(cents)) AS m
      FROM customers WHERE orders > 0
    )
    SELECT toFloat64(events) AS events, toFloat64(invoices) AS invoices, toFloat64(identified) AS identified, number,
      toFloat64(rows) AS rows, toFloat64(orders) AS orders, cents / 10000 AS revenue, toFloat64(days) AS recency, months,
      toFloat64(6 - (${bin('days', '(SELECT r FROM edges)')})) AS r, toFloat64(${bin('orders', '(SELECT f FROM edges)')}) AS f,
      toFloat64(${bin('cents', '(SELECT m FROM edges)')}) AS m
    FROM customers`;
}
