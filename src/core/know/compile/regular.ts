/** Done again and again: in at least so many of the latest periods (docs/conditions.md 8.6). */
import { DAY } from '../../../base/index.ts';
import type { RegularValue, Rule } from '../../../define/index.ts';
import { type EventPart, rowAccepted } from '../measure/event-part.ts';
import { clockOf, type PeriodClock } from '../measure/period-clock.ts';
import type { CustomerView } from '../view.ts';
import { dependenciesOf } from './computed.ts';
import { type ConditionNode, conditionOf, NEVER } from './node.ts';
import type { Layouts, Source } from './source.ts';

/** Longest periods, days; one with a change of the clocks is longer than its days. */
const DAYS: Record<RegularValue['unit'], number> = { day: 1, week: 7, month: 31 };

export function performedRegularly(rule: Rule, event: string, layouts: Layouts): ConditionNode {
  const { where, unit, of, atLeast, times = 1 } = rule.value as RegularValue;
  const source = layouts.source({ family: 'number', event, where, window: { last: `${of * DAYS[unit] + 1}d` } });
  const clock = clockOf(unit, layouts.zone);
  const periodsOf = (view: CustomerView) => busyPeriods(source, { clock, times }, view);
  const count = (periods: readonly number[], current: number) => periods.filter((one) => one <= current && one > current - of).length;
  return conditionOf({
    dependencies: dependenciesOf(source),
    timed: true,
    test: (view) => count(periodsOf(view), clock.periodOf(view.now)) >= atLeast,
    flipAt: (view, holds) => {
      const periods = periodsOf(view);
      const current = clock.periodOf(view.now);
      const last = Math.max(current, ...periods) + of;
      for (let period = current + 1; period <= last; period++) if (count(periods, period) >= atLeast !== holds) return clock.start(period);
      return NEVER;
    },
    read: (view, into) => {
      into[rule.field] = count(periodsOf(view), clock.periodOf(view.now));
    },
  });
}

/** The periods in which it was done so often, each once. */
function busyPeriods(source: Source, { clock, times }: { clock: PeriodClock; times: number }, view: CustomerView): number[] {
  const part = view.part(source.slot);
  if (!part) return [];
  const counts = foldedCounts(part, source, clock);
  const { rows } = part;
  for (let row = 0; row < rows.length; row++) {
    if (!rowAccepted(part, source.query!.of, row)) continue;
    const period = clock.periodOf(rows.time(row));
    counts.set(period, (counts.get(period) ?? 0) + 1);
  }
  return [...counts].filter(([, count]) => count >= times).map(([period]) => period);
}

/** Folded contributions count in the period in which their day begins. */
function foldedCounts({ buckets }: EventPart, { query }: Source, clock: PeriodClock): Map<number, number> {
  const counts = new Map<number, number>();
  for (const [day, bucket] of buckets) {
    const folded = bucket[query!.measure]!;
    if (folded.family !== 'number' || folded.count === 0) continue;
    const period = clock.periodOf(day * DAY);
    counts.set(period, (counts.get(period) ?? 0) + folded.count);
  }
  return counts;
}
