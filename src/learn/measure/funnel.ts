/**
 * How many customers did one thing after another.
 *
 * F1. A customer enters with the first event within the span, and counts at a step when all steps up to it came in their order, none sooner than the one before it,
 *     and the last of them within the window after the first. What lies between them does not matter.
 * F2. Of several ways through the events the one that comes furthest counts.
 * F3. Customers are those of today: of profiles that have become one the events count together.
 */
import { type Said, VolanoError } from '../../base/index.ts';
import type { Warehouse } from '../../port/warehouse/index.ts';
import { said } from '../said.ts';
import { quoted } from '../tables/index.ts';

export interface FunnelQuestion {
  /** Names of events, each another one, in order. */
  readonly events: readonly string[];
  /** From entering to the last step, ms. */
  readonly windowMs: number;
  /** Of entering, ms: from, and before. */
  readonly from: number;
  readonly until: number;
  /** Rows `{ customer }`: only these, as SQL. */
  readonly among?: string;
}

export interface FunnelStep {
  readonly event: string;
  /** Customers who came at least this far. */
  readonly customers: number;
}

const FUNNEL_STEPS_MAX = 8;

/** Throws VOLANO_QUERY_INVALID for steps that are too few, too many, or the same. */
export async function funnelOf(warehouse: Warehouse, question: FunnelQuestion): Promise<readonly FunnelStep[]> {
  const { events } = question;
  if (events.length < 2 || events.length > FUNNEL_STEPS_MAX) throw invalid(said`must name 2 to ${FUNNEL_STEPS_MAX} events, in order`);
  if (new Set(events).size < events.length) throw invalid(said`must be another event at each step`);
  const rows = await warehouse.query<{ readonly level: number; readonly customers: number }>(funnelSql(question));
  return events.map((event, index) => ({
    event,
    customers: rows.reduce((sum, { level, customers }) => sum + (level > index ? customers : 0), 0),
  }));
}

/** Rows: level (steps reached, from 1), customers. */
function funnelSql({ events, windowMs, from, until, among }: FunnelQuestion): string {
  const instant = (ms: number): string => `fromUnixTimestamp64Milli(toInt64(${ms}), 'UTC')`;
  const steps = events.map((event, index) => `event = ${quoted(event)}${index === 0 ? ` AND time < ${instant(until)}` : ''}`);
  const funnel = `windowFunnel(${windowMs})(toUInt64(toUnixTimestamp64Milli(time)), ${steps.join(', ')})`;
  const only = among === undefined ? '' : ` AND customer IN (${among})`;
  return `SELECT level, count() AS customers FROM (
  SELECT customer, ${funnel} AS level FROM events_by_customer
  WHERE event IN (${events.map(quoted).join(', ')}) AND time >= ${instant(from)} AND time < ${instant(until + windowMs)}${only} GROUP BY customer)
WHERE level > 0 GROUP BY level`;
}

function invalid(problem: Said): VolanoError {
  return new VolanoError('VOLANO_QUERY_INVALID', { field: 'event', problem });
}
