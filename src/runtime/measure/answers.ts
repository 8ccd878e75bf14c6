/** What dashboards are answered. Days are `YYYY-MM-DD` of the workspace's time zone, money is in units of the currency. */
import type {
  CohortRow,
  FunnelStep,
  JourneyEffect,
  LatencyReport,
  MessagesMeasured,
  RfmCellQuestion,
  RfmReport,
  RfmRow,
  Sales,
  SeriesUnit,
  SpanQuestion,
} from '../../learn/index.ts';

/** When the warehouse was asked, ms of the wall clock. */
interface AsOf {
  readonly asOf: number;
}

interface Days {
  /** Both included. */
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

export interface Series extends Days {
  readonly by: SeriesUnit;
}

export interface RevenueMeasure extends Series, AsOf {
  readonly currency: string;
  /** `day`: its first one; `before`: of as many days earlier. */
  readonly rows: readonly (Sales & { readonly day: string; readonly before: Sales })[];
  readonly total: Sales;
  readonly before: Sales;
  readonly daysBefore: Pick<Days, 'from' | 'to'>;
  readonly today: Sales;
  readonly yesterday: Sales;
}

export interface RfmMeasure extends AsOf {
  readonly currency: string;
  /** Absent while nobody has bought. */
  readonly rfm?: RfmReport;
}

export type RfmCustomersRequest = RfmCellQuestion;

export interface CustomersMeasure {
  readonly currency: string;
  /** By id. */
  readonly customers: readonly RfmRow[];
  /** `after` of the next page. */
  readonly next?: string;
}

export interface RetentionMeasure extends AsOf {
  readonly timeZone: string;
  /** `YYYY-MM`: the present one, which is not over. */
  readonly month: string;
  readonly cohorts: readonly CohortRow[];
}

export interface FunnelRequest extends Omit<SpanQuestion, 'by'> {
  /** Names of events, in order. */
  readonly events: readonly string[];
  /** From entering to the last step; default 7. */
  readonly windowDays?: number | undefined;
  /** Only its members of today. */
  readonly segment?: string | undefined;
}

export interface FunnelMeasure extends Days, AsOf {
  readonly windowDays: number;
  readonly steps: readonly FunnelStep[];
  /** Whether some who entered still have time to finish. */
  readonly isOpen: boolean;
}

export interface EventsMeasure extends AsOf {
  readonly events: readonly { readonly event: string; readonly count: number }[];
}

export interface LatencyMeasure extends Series, AsOf {
  readonly promiseMs: number;
  readonly total: LatencyReport;
  readonly rows: readonly { readonly day: string; readonly latency: LatencyReport }[];
}

export interface MessagesMeasure extends Days, MessagesMeasured, AsOf {}

export interface LiftMeasure extends AsOf {
  readonly currency: string;
  /** Of each interval, so that all of them together hold at 95 %. */
  readonly level: number;
  readonly journeys: readonly JourneyEffect[];
}
