/** Months, totals, RFM and cohorts, from the purchases among the raw events. */
import type { Warehouse } from '../../port/warehouse/index.ts';
import { quoted } from '../tables/index.ts';
import { purchasesSql, type ReportMapping } from './mapping.ts';
import { everyMonth } from './months.ts';
import type { CohortRow, MonthRow, RfmCell, RfmReport, RfmRow, Totals } from './report.ts';
import { ofWhom } from './whom.ts';

/** Sums are of whole numbers, so their order does not matter; the one division comes last. */
const REVENUE = 'sum(amount) / 10000 AS revenue';

export async function totalsOf(warehouse: Warehouse, mapping: ReportMapping): Promise<Totals> {
  const [all] = await warehouse.query<Pick<Totals, 'events' | 'customers'>>(
    `SELECT count() AS events, uniqExact(customer) AS customers FROM events_by_customer WHERE ${ofWhom(mapping.among)}`,
  );
  const [bought] = await warehouse.query<Omit<Totals, 'events' | 'customers'>>(
    `SELECT count() AS rows, uniqExact(order_key) AS orders, uniqExact(customer) AS buyers, ${REVENUE} FROM (${purchasesSql(mapping)})`,
  );
  return { ...all!, ...bought! };
}

export async function monthsOf(warehouse: Warehouse, mapping: ReportMapping): Promise<readonly MonthRow[]> {
  const months =
    await warehouse.query<MonthRow>(`SELECT formatDateTime(first, '%Y-%m') AS month, count() AS orders, uniqExact(customer) AS buyers, ${REVENUE}
FROM (${ordersSql(mapping)}) GROUP BY month ORDER BY month`);
  return everyMonth(months);
}

/** Buyers with their scores, by customer id. */
export async function rfmRowsOf(warehouse: Warehouse, mapping: ReportMapping): Promise<readonly RfmRow[]> {
  const scale = await rfmScaleOf(warehouse, mapping);
  return scale ? warehouse.query<RfmRow>(`${rfmRowsSql(mapping, scale)} ORDER BY customer`) : [];
}

/** The matrix; undefined while nobody has bought. */
export async function rfmOf(warehouse: Warehouse, mapping: ReportMapping, scale: RfmScale | undefined): Promise<RfmReport | undefined> {
  if (!scale) return undefined;
  const cells = await warehouse.query<RfmCell>(
    `SELECT r, f, count() AS customers, ${REVENUE} FROM (${scoredSql(mapping, scale)}) GROUP BY r, f ORDER BY r, f`,
  );
  const { referenceDay, recency, frequency, amount } = scale;
  return { referenceDay, edges: { recency, frequency, monetary: amount.map((edge) => edge / 10_000) }, cells };
}

/** By month of the first purchase, ascending. */
export async function cohortsOf(warehouse: Warehouse, mapping: ReportMapping): Promise<readonly CohortRow[]> {
  const cells = await warehouse.query<{
    cohort: number;
    month: number;
    customers: number;
  }>(`SELECT cohort, month, count() AS customers FROM (
  SELECT min(bought) AS cohort, arrayJoin(groupUniqArray(bought)) AS month
  FROM (SELECT customer, toYear(first) * 12 + toMonth(first) - 1 AS bought FROM (${ordersSql(mapping)})) GROUP BY customer
) GROUP BY cohort, month ORDER BY cohort, month`);
  const last = Math.max(...cells.map((cell) => cell.month));
  const cohorts = new Map<number, number[]>();
  for (const { cohort, month, customers } of cells) {
    const row = cohorts.get(cohort) ?? Array.from({ length: last - cohort + 1 }, () => 0);
    cohorts.set(cohort, row);
    row[month - cohort] = customers;
  }
  return [...cohorts].map(([cohort, customers]) => ({ cohort: monthText(cohort), customers }));
}

function monthText(month: number): string {
  return `${Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

/** Orders: customer, order_key, first and last (time of its lines), amount. */
export function ordersSql(mapping: ReportMapping, within?: string): string {
  return `SELECT customer, order_key, min(time) AS first, max(time) AS last, sum(amount) AS amount FROM (${purchasesSql(mapping, within)}) GROUP BY customer, order_key`;
}

/** The reference day and the edges of the quintiles, amounts times 10,000. */
export interface RfmScale {
  readonly referenceDay: string;
  readonly recency: readonly number[];
  readonly frequency: readonly number[];
  readonly amount: readonly number[];
}

/** Asked first and put into the queries as literals: a WITH clause would be computed anew wherever it is used. Undefined while nobody has bought. */
export async function rfmScaleOf(warehouse: Warehouse, mapping: ReportMapping): Promise<RfmScale | undefined> {
  const { referenceAt, timeZone } = mapping;
  const day =
    referenceAt === undefined ? 'max(toDate(time)) + 1' : `toDate(fromUnixTimestamp64Milli(toInt64(${referenceAt}), ${quoted(timeZone)}))`;
  const [reference] = await warehouse.query<{ count: number; day: string }>(
    `SELECT count() AS count, toString(${day}) AS day FROM (${purchasesSql(mapping)})`,
  );
  if (!reference || reference.count === 0) return undefined;
  const quintiles = 'quantilesExactInclusive(0.2, 0.4, 0.6, 0.8)';
  const [edges] = await warehouse.query<Omit<RfmScale, 'referenceDay'>>(
    `SELECT ${quintiles}(recency) AS recency, ${quintiles}(orders) AS frequency, ${quintiles}(amount) AS amount FROM (${buyersSql(mapping, reference.day)})`,
  );
  return { referenceDay: reference.day, ...edges! };
}

/** Buyers: customer, recency in days, orders, amount. */
function buyersSql(mapping: ReportMapping, referenceDay: string, within?: string): string {
  return `SELECT customer, dateDiff('day', toDate(max(last)), toDate(${quoted(referenceDay)})) AS recency, count() AS orders, sum(amount) AS amount
FROM (SELECT customer, last, amount FROM (${ordersSql(mapping, within)})) GROUP BY customer`;
}

/** Buyers with their scores: of those alone whose purchases are within, when it is given. */
export function rfmRowsSql(mapping: ReportMapping, scale: RfmScale, within?: string): string {
  return `SELECT customer, recency, orders, amount / 10000 AS revenue, r, f, m FROM (${scoredSql(mapping, scale, within)})`;
}

function scoredSql(mapping: ReportMapping, { referenceDay, recency, frequency, amount }: RfmScale, within?: string): string {
  const bin = (value: string, edges: readonly number[]): string =>
    `(${edges.map((edge) => `(${value} > toFloat64(${edge}))`).join(' + ')} + 1)`;
  return `SELECT *, 6 - ${bin('recency', recency)} AS r, ${bin('orders', frequency)} AS f, ${bin('amount', amount)} AS m
FROM (${buyersSql(mapping, referenceDay, within)})`;
}
