/** The report: what came of it all, as plain JSON. Counts are whole numbers, money is in units of the currency with four places. */

import type { AttributionRow } from '../attribution/index.ts';
import type { JourneyConversions, JourneyLift } from '../lift/index.ts';
import type { QualityReport, TagsReport } from './believing.ts';

export interface Report {
  readonly currency: string;
  /** Of days and months. */
  readonly timeZone: string;
  readonly totals: Totals;
  /** Ascending, from the first to the last with a purchase; those between without one are zero. */
  readonly months: readonly MonthRow[];
  /** Undefined when nobody has bought. */
  readonly rfm: RfmReport | undefined;
  /** By month of the first purchase, ascending. */
  readonly cohorts: readonly CohortRow[];
  readonly journeys: readonly JourneyRow[];
  readonly messages: MessagesReport;
  /** Of journeys that hold somebody out. */
  readonly lift: readonly JourneyLift[];
  /** Of every journey that somebody entered: its treated customers, and what counts as a conversion. */
  readonly conversions: readonly JourneyConversions[];
  /** By revenue, the largest first; organic (no journey, no channel) last. */
  readonly attribution: readonly AttributionRow[];
  readonly returns: readonly ReturnsRow[];
  readonly latency: LatencyReport;
  /** Of the data and of the tags; absent where nobody has measured. */
  readonly quality?: QualityReport;
  readonly tags?: TagsReport;
  /** Parts that are not told, because they cannot be counted of those customers alone whom the reader is bound to. Absent: nothing is left out. */
  readonly leftOut?: readonly ReportPart[];
}

export type ReportPart = 'quality' | 'tags';

/** Messages of a journey on a channel, and how many of them came back how. People and machines (mail proxies, link scanners) apart. */
export interface ReturnsRow {
  readonly journey: string;
  readonly channel: string;
  readonly sent: number;
  readonly delivered: number;
  readonly bounced: number;
  readonly opened: number;
  readonly openedByMachine: number;
  readonly clicked: number;
  readonly replied: number;
  readonly unsubscribed: number;
  readonly complained: number;
}

export interface Totals {
  /** All events, and the customers they belong to today. */
  readonly events: number;
  readonly customers: number;
  /** Events that are a purchase (or a line of one), their orders, and who bought. */
  readonly rows: number;
  readonly orders: number;
  readonly buyers: number;
  readonly revenue: number;
}

export interface MonthRow {
  /** `YYYY-MM`. An order belongs to the month of its first line. */
  readonly month: string;
  readonly orders: number;
  readonly buyers: number;
  readonly revenue: number;
}

export interface RfmReport {
  /** `YYYY-MM-DD`: the day to which recency is counted. */
  readonly referenceDay: string;
  /** Type-7 quantiles at 20, 40, 60, 80 %. A bin includes its upper edge. Recency in days. */
  readonly edges: { readonly recency: readonly number[]; readonly frequency: readonly number[]; readonly monetary: readonly number[] };
  /** Cells with customers, by recency score, then frequency score (1 to 5, 5 is best). */
  readonly cells: readonly RfmCell[];
}

export interface RfmCell {
  readonly r: number;
  readonly f: number;
  readonly customers: number;
  readonly revenue: number;
}

/** One buyer. */
export interface RfmRow {
  readonly customer: string;
  /** Whole days from the last purchase to the reference day. */
  readonly recency: number;
  readonly orders: number;
  readonly revenue: number;
  readonly r: number;
  readonly f: number;
  readonly m: number;
}

export interface CohortRow {
  /** `YYYY-MM`. */
  readonly cohort: string;
  /** How many of them bought 0, 1, 2, ... months later, up to the month of the last purchase of all. */
  readonly customers: readonly number[];
}

export interface JourneyRow {
  readonly journey: string;
  readonly entered: number;
  /** entered - completed - converted - exited - failed. */
  readonly active: number;
  readonly completed: number;
  readonly converted: number;
  readonly exited: number;
  readonly failed: number;
  /** Assignments made at entry. */
  readonly treatment: number;
  readonly holdout: number;
}

export interface MessagesReport {
  readonly decided: number;
  readonly sent: number;
  readonly failed: number;
  /** Not handed over, because something spoke against it by then: by rule, most frequent first. */
  readonly withdrawn: readonly { readonly rule: string; readonly count: number }[];
  /** What guard said, most frequent first. */
  readonly verdicts: readonly { readonly verdict: string; readonly rule: string; readonly count: number }[];
}

/** From an event received to the hand-over of the message it led to, ms; null when there was none. */
export interface LatencyReport {
  readonly count: number;
  readonly p50: number | null;
  readonly p90: number | null;
  readonly p99: number | null;
  readonly max: number | null;
  /** How many took no more than the promised 4,000 ms. */
  readonly withinPromise: number;
}

/** The promise: from an event to the action that answers it. */
export const PROMISE_MS = 4_000;
