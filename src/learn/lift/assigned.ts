/** Who was assigned to what, and what they did before and after: as SQL, summed up per journey and arm in the warehouse. */
import type { Condition, JourneyDefinition } from '../../define/index.ts';
import { purchasesSql, type ReportMapping } from '../report/mapping.ts';
import { EVALUATOR_SETTINGS, matchingEventsSql } from '../sql/index.ts';
import { quoted } from '../tables/index.ts';

/** What a conversion is: a purchase; an event, whose filter holds when there is one; or that the goal ended the journey (a goal over what is known of a customer). */
export type Conversion =
  | { readonly by: 'purchase' }
  | { readonly by: 'event'; readonly event: string; readonly where?: Condition }
  | { readonly by: 'goal' };

export const PURCHASE: Conversion = { by: 'purchase' };

/** What counts as a conversion: the journey's goal. Of a goal over what is known of the customer, that it ended the journey; without a goal, a purchase. */
export function conversionTo(goal: JourneyDefinition['goal']): Conversion {
  if (goal === undefined) return PURCHASE;
  if (!('event' in goal)) return { by: 'goal' };
  return { by: 'event', event: goal.event, ...(goal.where && { where: goal.where }) };
}

export interface ArmQuestion {
  /** The two arms of those who had a chance to be held out, or all who were treated. */
  readonly who: 'arms' | 'treated';
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

/** How many of a journey's treated customers there are whose window has ended, or has not. */
export interface TreatedRow {
  readonly journey: string;
  readonly pending: number;
}

/** In one of the two arms. */
const DRAWN = "arm IN ('treatment', 'holdout')";

/** Of those alone whose purchases count. */
function assignmentsOf({ among }: ReportMapping): string {
  return among === undefined ? 'assignments' : `(SELECT * FROM assignments WHERE customer IN (${among}))`;
}

/** Of every journey that holds somebody out, in order of id. */
export function assignedCountsSql({ windowMs, now, mapping }: Pick<ArmQuestion, 'windowMs' | 'now' | 'mapping'>): string {
  const isOver = ended({ windowMs, now });
  const measured = (arm: string): string => `arm = '${arm}' AND ${isOver}`;
  return `SELECT journey, countIf(${measured('treatment')}) AS treatment, countIf(${measured('holdout')}) AS holdout,
  countIf(arm = 'global_control') AS globalControl, countIf(is_mixed AND ${DRAWN}) AS mixed, countIf(arm = 'undrawn') AS undrawn,
  countIf(${DRAWN} AND NOT ${isOver}) AS pending, sumIf(share, ${DRAWN} AND ${isOver}) AS expectedHoldout
FROM ${assignmentsOf(mapping)} GROUP BY journey HAVING max(share) > 0 ORDER BY journey`;
}

/** Of every journey that somebody entered, in order of id. */
export function treatedCountsSql({ mapping, ...window }: Pick<ArmQuestion, 'windowMs' | 'now' | 'mapping'>): string {
  return `SELECT journey, countIf(exposed_to = 'treatment' AND NOT ${ended(window)}) AS pending FROM ${assignmentsOf(mapping)} GROUP BY journey ORDER BY journey`;
}

export function armsSql(question: ArmQuestion): string {
  const { who, journeys, conversion, mapping, windowMs } = question;
  const [arm, chosen] = who === 'arms' ? ['arm', DRAWN] : ['exposed_to AS arm', "exposed_to = 'treatment'"];
  const measured = `SELECT journey, customer, since, ${arm} FROM ${assignmentsOf(mapping)} WHERE ${chosen} AND journey IN (${journeys.map(quoted).join(', ')}) AND ${ended(question)}`;
  const orders = `SELECT customer, min(time) AS first, sum(amount) AS total FROM (${purchasesSql(mapping)}) GROUP BY customer, order_key`;
  const after = `o.first > a.since AND o.first <= a.since + toIntervalMillisecond(${windowMs})`;
  const before = `o.first <= a.since AND o.first > a.since - toIntervalMillisecond(${windowMs})`;
  const square = (one: string, other: string): string => `toFloat64(sum(toInt256(${one}) * toInt256(${other})))`;
  const bought = `SELECT a.journey AS journey, a.customer AS customer, any(a.arm) AS arm,
    sumIf(o.total, ${after}) AS bought_after, sumIf(o.total, ${before}) AS bought_before, countIf(o.total != 0 AND ${after}) > 0 AS ordered
  FROM (${measured}) AS a LEFT JOIN (${orders}) AS o ON a.customer = o.customer GROUP BY journey, customer`;
  const converted = convertedSql(question, measured);
  return `SELECT journey, arm, count() AS customers, sum(${converted === undefined ? 'ordered' : 'b.converted > 0'}) AS converted,
  toFloat64(sum(bought_after)) AS y, ${square('bought_after', 'bought_after')} AS yy, toFloat64(sum(bought_before)) AS x,
  ${square('bought_before', 'bought_before')} AS xx, ${square('bought_before', 'bought_after')} AS xy
FROM (${bought}) AS v${converted === undefined ? '' : ` LEFT JOIN (${converted}) AS b ON v.journey = b.journey AND v.customer = b.customer`}
GROUP BY journey, arm ORDER BY journey, arm${conversion.by === 'event' && conversion.where ? ` ${EVALUATOR_SETTINGS}` : ''}`;
}

/** Rows: journey, customer, converted (how often within the window); undefined when it is the purchases that count. */
function convertedSql({ conversion, mapping: { timeZone }, windowMs }: ArmQuestion, measured: string): string | undefined {
  if (conversion.by === 'purchase') return undefined;
  const done = conversionsSql(conversion, { timeZone });
  const same = conversion.by === 'goal' ? ' AND a.journey = e.journey' : '';
  return `SELECT a.journey AS journey, a.customer AS customer, count() AS converted
  FROM (${measured}) AS a INNER JOIN (${done}) AS e ON a.customer = e.customer${same}
  WHERE e.time > a.since AND e.time <= a.since + toIntervalMillisecond(${windowMs}) GROUP BY journey, customer`;
}

/** Rows: customer (of today), time, and of goals the journey. A query with a filter wants `EVALUATOR_SETTINGS`. */
export function conversionsSql(conversion: Exclude<Conversion, { by: 'purchase' }>, zone: { readonly timeZone: string }): string {
  return conversion.by === 'goal' ? GOALS_REACHED : matchingEventsSql(conversion, zone);
}

/** Instances that their goal has ended, with the customer of today. */
const GOALS_REACHED = `SELECT if(m.survivor = '', t.customer, m.survivor) AS customer, t.journey AS journey, t.at AS time
  FROM journey_transitions AS t LEFT ANY JOIN customer_map AS m ON t.customer = m.absorbed WHERE t.action = 'converted'`;

/** Whether the window after the exposure has ended. */
function ended({ windowMs, now }: Pick<ArmQuestion, 'windowMs' | 'now'>): string {
  return `(toUnixTimestamp64Milli(since) + ${windowMs} <= ${now})`;
}
