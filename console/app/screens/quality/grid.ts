/** The grid of sources and events: each with the events of its last hours, the shares that have problems, and what breaks a limit. */
import type { HourCounts, Quality } from '../../api/index.ts';

export const HOURS = 24;
const HOUR_MS = 3_600_000;
const COUNTED = ['missing', 'invalid', 'range', 'unplanned', 'late', 'duplicate', 'refused'] as const;

export interface GridRow {
  readonly source: string;
  readonly event: string;
  /** Of the source; absent while there is too little to judge. */
  readonly score?: number | undefined;
  /** Of each hour, the running one the last. */
  readonly events: readonly number[];
  readonly total: number;
  /** Over all hours, in [0, 1], by what is wrong. */
  readonly shares: Readonly<Record<string, number>>;
  /** What is above its limit, as it was measured. */
  readonly breached: Readonly<Record<string, number>>;
}

/** The worst sources first, then the busiest events. */
export function gridOf(quality: Quality, hours: readonly HourCounts[]): readonly GridRow[] {
  const running = quality.at - (quality.at % HOUR_MS);
  const scores = new Map(quality.sources.map(({ source, score }) => [source, score]));
  const groups = Map.groupBy(hours, ({ source, event }) => `${source}\n${event}`);
  const rows = [...groups.values()].map((of): GridRow => {
    const { source, event } = of[0]!;
    const events = Array.from(
      { length: HOURS },
      (_, index) => of.find(({ hour }) => hour === running - (HOURS - 1 - index) * HOUR_MS)?.events ?? 0,
    );
    const total = events.reduce((sum, count) => sum + count, 0);
    const came = total + of.reduce((sum, { refused, duplicate }) => sum + refused + duplicate, 0);
    const shares = COUNTED.map((name) => [name, came === 0 ? 0 : of.reduce((sum, one) => sum + one[name], 0) / came] as const);
    const breached = quality.measurements
      .filter((one) => one.breached && one.source === source && one.event === event)
      .map(({ measure, value }) => [measure, value] as const);
    const score = scores.get(source);
    return {
      source,
      event,
      events,
      total,
      shares: Object.fromEntries(shares),
      breached: Object.fromEntries(breached),
      ...(score !== undefined && { score }),
    };
  });
  return rows.sort(
    (a, b) => (a.score ?? 101) - (b.score ?? 101) || (a.source < b.source ? -1 : a.source > b.source ? 1 : b.total - a.total),
  );
}
