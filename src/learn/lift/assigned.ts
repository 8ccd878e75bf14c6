/** Who was assigned to what, and what they did before and after: as SQL, summed up per journey and arm in the warehouse. */
import { purchasesSql, type ReportMapping } from '../report/mapping.ts';
import { quoted } from '../tables/index.ts';

/** What a conversion is: an event by name, or a purchase. */
export type Conversion = { readonly event: string } | 'purchase';

export interface ArmQuestion {
  readonly journeys: readonly string[];
  readonly conversion: Conversion;
  readonly mapping: ReportMapping;
  /** Of the measurement after the exposure, and of the covariate before it, ms. */
  readonly windowMs: number;
  /** Ms: only those whose window has ended by then are measured. */
  readonly now: number;
}

/** One arm of a journey. Money is times 10,000 and its squares times 10^8: summed as whole numbers, so that no order matters. */
export interface ArmRow {
  readonly journey: string;
  readonly arm: 'treatment' | 'holdout';
  readonly customers: number;
  readonly converted: number;
  readonly y: number;
  readonly yy: number;
  readonly x: number;
  readonly xx: number;
  readonly xy: number;
}

/** How many there are of a journey's customers, by what becomes of them in the analysis. */
export interface AssignedRow {
  readonly journey: string;
  readonly treatment: number;
  readonly holdout: number;
  readonly globalControl: number;
  /** Among those measured or pending: assigned both ways before a merge. They count in the arm of the profile that carries on. */
  readonly mixed: number;
  /** Entered only while nobody was held out: no part of the experiment. */
  readonly undrawn: number;
  /** Their window has not ended. */
  readonly pending: number;
  /** How many of those measured were to be held out, by the shares at their entry. */
  readonly expectedHoldout: number;
}

/** In one of the two arms. */
const DRAWN = "arm IN ('treatment', 'holdout')";

/** Of every journey that holds somebody out, in order of id. */
export function assignedCountsSql({ windowMs, now }: Pick<ArmQuestion, 'windowMs' | 'now'>): string {
  const isOver = ended({ windowMs, now });
  const measured = (arm: string): string => `arm = '${arm}' AND ${isOver}`;
  return `SELECT journey, countIf(${measured('treatment')}) AS treatment, countIf(${measured('holdout')}) AS holdout,
  countIf(arm = 'global_control') AS globalControl, countIf(is_mixed AND ${DRAWN}) AS mixed, countIf(arm = 'undrawn') AS undrawn,
  countIf(${DRAWN} AND NOT ${isOver}) AS pending, sumIf(share, ${DRAWN} AND ${isOver}) AS expectedHoldout
FROM assignments GROUP BY journey HAVING max(share) > 0 ORDER BY journey`;
}

export function armsSql(question: ArmQuestion): string {
  const { journeys, conversion, mapping, windowMs } = question;
  const measured = `SELECT * FROM assignments WHERE ${DRAWN} AND journey IN (${journeys.map(quoted).join(', ')}) AND ${ended(question)}`;
  const orders = `SELECT customer, min(time) AS first, sum(amount) AS total FROM (${purchasesSql(mapping)}) GROUP BY customer, order_key`;
  const after = `o.first > a.since AND o.first <= a.since + toIntervalMillisecond(${windowMs})`;
  const before = `o.first <= a.since AND o.first > a.since - toIntervalMillisecond(${windowMs})`;
  const square = (one: string, other: string): string => `toFloat64(sum(toInt256(${one}) * toInt256(${other})))`;
  const bought = `SELECT a.journey AS journey, a.customer AS customer, any(a.arm) AS arm,
    sumIf(o.total, ${after}) AS bought_after, sumIf(o.total, ${before}) AS bought_before, countIf(o.total != 0 AND ${after}) > 0 AS ordered
  FROM (${measured}) AS a LEFT JOIN (${orders}) AS o ON a.customer = o.customer GROUP BY journey, customer`;
  return `SELECT journey, arm, count() AS customers, sum(${conversion === 'purchase' ? 'ordered' : 'b.converted > 0'}) AS converted,
  toFloat64(sum(bought_after)) AS y, ${square('bought_after', 'bought_after')} AS yy, toFloat64(sum(bought_before)) AS x,
  ${square('bought_before', 'bought_before')} AS xx, ${square('bought_before', 'bought_after')} AS xy
FROM (${bought}) AS v${conversion === 'purchase' ? '' : ` LEFT JOIN (${convertedSql(measured, conversion.event, windowMs)}) AS b ON v.journey = b.journey AND v.customer = b.customer`}
GROUP BY journey, arm ORDER BY journey, arm`;
}

function convertedSql(measured: string, event: string, windowMs: number): string {
  return `SELECT a.journey AS journey, a.customer AS customer, count() AS converted
  FROM (${measured}) AS a INNER JOIN (SELECT customer, time FROM events_by_customer WHERE event = ${quoted(event)}) AS e ON a.customer = e.customer
  WHERE e.time > a.since AND e.time <= a.since + toIntervalMillisecond(${windowMs}) GROUP BY journey, customer`;
}

/** Whether the window after the exposure has ended. */
function ended({ windowMs, now }: Pick<ArmQuestion, 'windowMs' | 'now'>): string {
  return `(toUnixTimestamp64Milli(since) + ${windowMs} <= ${now})`;
}
