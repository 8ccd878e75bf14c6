/** Sources with what they have sent in the last hours. */
import type { HourCounts, Quality } from '../../api/index.ts';

export const HOURS = 24;
const HOUR_MS = 3_600_000;
const NAMES_MAX = 5;

export interface SourceRow {
  readonly source: string;
  /** It has a write key here. */
  readonly isKeyed: boolean;
  readonly score: number | undefined;
  readonly total: number;
  readonly refused: number;
  /** Of each hour, the running one the last. */
  readonly events: readonly number[];
  /** What it sends most. */
  readonly names: readonly { readonly event: string; readonly count: number }[];
}

/** Those that have a key and those that have sent, the busiest first. */
export function sourcesOf(
  ids: readonly string[],
  measured: { readonly quality: Quality; readonly hours: readonly HourCounts[] },
): readonly SourceRow[] {
  const { quality, hours } = measured;
  const running = quality.at - (quality.at % HOUR_MS);
  const all = new Set([...ids, ...hours.map(({ source }) => source), ...quality.sources.map(({ source }) => source)]);
  const rows = [...all].map((source): SourceRow => {
    const mine = hours.filter((one) => one.source === source);
    const sum = (of: readonly HourCounts[], name: 'events' | 'refused'): number => of.reduce((total, one) => total + one[name], 0);
    const names = [...Map.groupBy(mine, ({ event }) => event)].map(([event, of]) => ({ event, count: sum(of, 'events') }));
    return {
      source,
      isKeyed: ids.includes(source),
      score: quality.sources.find((one) => one.source === source)?.score,
      total: sum(mine, 'events'),
      refused: sum(mine, 'refused'),
      events: Array.from({ length: HOURS }, (_, index) =>
        sum(
          mine.filter(({ hour }) => hour === running - (HOURS - 1 - index) * HOUR_MS),
          'events',
        ),
      ),
      names: names.sort((a, b) => b.count - a.count).slice(0, NAMES_MAX),
    };
  });
  return rows.sort((a, b) => b.total - a.total || (a.source < b.source ? -1 : 1));
}
