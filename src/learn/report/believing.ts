/** How far the data and the tags can be believed: what the report says of them. */
import { type Counted, type EventQuality, type Measurement, type Quality, RATES, type SourceQuality } from '../quality/index.ts';
import type { Share } from '../tags/index.ts';

/** Of the data in the hour that was judged last. */
export interface QualityReport {
  /** Scores from 0 to 100; absent where there were too few events to judge. */
  readonly sources: readonly SourceQuality[];
  readonly events: readonly EventQualityRow[];
  /** What is wrong: each has an alert, or will within the minute. */
  readonly breaches: readonly Omit<Measurement, 'breached'>[];
}

/** Of a source and event: counts, and the shares of what is at fault, 0 to 1; no shares where there were too few events. */
export interface EventQualityRow {
  readonly source: string;
  readonly event: string;
  readonly events: number;
  readonly rates?: Readonly<Record<(typeof RATES)[number], number>>;
}

/** Of the tags of the running release. */
export interface TagsReport {
  readonly tags: number;
  /** Of them, those whose past is being filled in. */
  readonly preparing: number;
  /** Customers, and how many of them were drawn for what is counted per customer. */
  readonly customers: number;
  readonly drawn: number;
  /** Over those drawn, how many of the values that tags read are known, 0 to 1. */
  readonly completeness?: number;
  /** Tags that somebody holds beyond their expiry. */
  readonly overdue: readonly string[];
  /** Customers who hold two tags that contradict each other, and which. */
  readonly contradicted?: Share;
  readonly contradictions: readonly { readonly tags: readonly [string, string]; readonly customers: number }[];
  /** Answers on which engine and raw events agreed, in the latest audits. Absent before the first. */
  readonly agreement?: Share;
  /** By people, the latest of each tag. */
  readonly judged: readonly { readonly tag: string; readonly accuracy: Share }[];
  /** The tags that are known of the fewest customers, at most ten. */
  readonly leastComplete: readonly { readonly tag: string; readonly holders: number; readonly completeness: Share }[];
}

/** What the report says of the data. */
export function qualityReportOf({ sources, events, measurements }: Quality): QualityReport {
  return {
    sources,
    events: events.map(rowOf),
    breaches: measurements.flatMap(({ breached, ...measured }) => (breached ? [measured] : [])),
  };
}

function rowOf({ source, event, counts, measurements }: EventQuality): EventQualityRow {
  const rateOf = (rate: Counted): number => measurements.find(({ measure }) => measure === rate)?.value ?? 0;
  const isJudged = measurements.some(({ measure }) => measure === RATES[0]);
  const rates = Object.fromEntries(RATES.map((rate) => [rate, rateOf(rate)])) as Record<(typeof RATES)[number], number>;
  return { source, event, events: counts.events, ...(isJudged && { rates }) };
}
