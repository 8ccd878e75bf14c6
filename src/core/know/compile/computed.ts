/** Computed traits: an aggregate over a measure. */
import { DAY, dayOf, dayStart, HOUR, MINUTE, periodOf, periodStart, SCALE, type TimeZone, WEEK } from '../../../base/index.ts';
import type { AggregateKind, CalendarWindow, ComputedTrait, Scalar } from '../../../define/index.ts';
import { type Accumulator, type Family, messageOf, precedes, type ValueCount, type ValuesAccumulator } from '../measure/accumulator.ts';
import type { Cursor, EventPart } from '../measure/event-part.ts';
import type { Query } from '../measure/layout.ts';
import { contentChangesAt, countAndSum, edgeRow, isCoarse, type ValueInWindow, valuesIn, type WindowValues } from '../measure/window.ts';
import { compareText, type Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { type Dependencies, NEVER, noDependencies, type TraitNode } from './node.ts';
import { contentOf, type Layouts, type Source } from './source.ts';

const FAMILIES: Record<AggregateKind, Family> = {
  count: 'number',
  sum: 'number',
  average: 'number',
  min: 'number',
  max: 'number',
  first: 'edge',
  last: 'edge',
  time_since: 'edge',
  most_frequent: 'values',
  distinct_count: 'values',
  distinct_list: 'values',
  streak: 'periods',
};

const UNIT_MS: Record<string, number> = { minute: MINUTE, hour: HOUR, day: DAY, week: WEEK };

export function compileComputed(trait: ComputedTrait, index: number, world: { layouts: Layouts; zone: TimeZone }): TraitNode {
  const family = FAMILIES[trait.aggregate];
  const source = world.layouts.source({
    family,
    event: trait.event,
    property: trait.property,
    columnKind: family === 'number' && trait.aggregate !== 'count' ? 'number' : 'value',
    where: trait.where,
    window: trait.window,
    ...(trait.aggregate === 'streak' && { unit: (trait.unit ?? 'day') as CalendarWindow }),
  });
  const isTime = family === 'edge' && trait.property === undefined && trait.aggregate !== 'time_since';
  const timed = source.query !== undefined || trait.aggregate === 'time_since' || trait.aggregate === 'streak';
  const node = { id: trait.id, index, isTime, timed, dependencies: dependenciesOf(source) };
  if (trait.aggregate === 'time_since') return { ...node, scaled: true, ...timeSince(trait, source, world.zone) };
  if (trait.aggregate === 'streak') return { ...node, scaled: true, ...streak(trait, source, world.zone) };
  return { ...node, scaled: isScaled(trait), value: reader(trait.aggregate, source), changesAt: changesAt(source), coarse: coarse(source) };
}

export function dependenciesOf(source: Source): Dependencies {
  const dependencies = noDependencies();
  dependencies.parts.add(source.part);
  dependencies.sources.add(source);
  return dependencies;
}

function isScaled(trait: ComputedTrait): boolean {
  return FAMILIES[trait.aggregate] === 'number' || trait.aggregate === 'distinct_count';
}

function reader(aggregate: AggregateKind, source: Source): (view: CustomerView) => Value {
  const { query } = source;
  const slow = (view: CustomerView) => readOut(aggregate, contentOf(source, view));
  if (!query || aggregate === 'distinct_list') return slow;
  const isNumber = FAMILIES[aggregate] === 'number';
  const isRolling = 'last' in query.window;
  return (view) => {
    const part = view.part(source.slot);
    if (!part) return slow(view);
    if (isNumber) return readNumber(aggregate, countAndSum(part, query, view.now));
    if (aggregate !== 'first' && aggregate !== 'last') return readRunning(aggregate, part, valuesIn(part, query, view.now));
    return isRolling && part.buckets.size === 0 ? readEdge(part, query, { now: view.now, edge: aggregate }) : slow(view);
  };
}

function readEdge(part: EventPart, query: Query, when: { now: number; edge: 'first' | 'last' }): Value {
  const row = edgeRow(part, query, when);
  if (row === undefined) return undefined;
  const { valueCell } = part.layout.windowed[query.measure]!;
  return valueCell < 0 ? part.rows.time(row) : part.dictionary[part.rows.cell(row, valueCell)];
}

function readRunning(aggregate: AggregateKind, part: EventPart, values: WindowValues): Value {
  if (aggregate === 'distinct_count') return values.size * SCALE;
  return mostFrequent(part, values);
}

function readNumber(aggregate: AggregateKind, { count, sum, min, max }: Pick<Cursor, 'count' | 'sum' | 'min' | 'max'>): Value {
  if (aggregate === 'count') return count * SCALE;
  if (aggregate === 'sum') return sum;
  if (count === 0) return undefined;
  if (aggregate === 'average') return Math.trunc(sum / count);
  return aggregate === 'min' ? min : max;
}

function mostFrequent({ rows }: EventPart, values: WindowValues): Value {
  let best: readonly [Scalar, ValueInWindow] | undefined;
  const used = ([value, { time, mark, last }]: readonly [Scalar, ValueInWindow]): Used => ({
    value,
    time: last < 0 ? time : rows.time(last - rows.base),
    message: messageOf(last < 0 ? mark : (rows.marks?.[last - rows.base] ?? '')),
  });
  for (const entry of values) {
    if (best && entry[1].count < best[1].count) continue;
    if (!best || entry[1].count > best[1].count || laterOf(used(entry), used(best)) === entry[0]) best = entry;
  }
  return best?.[0];
}

function readOut(aggregate: AggregateKind, content: Accumulator): Value {
  if (content.family === 'number') return readNumber(aggregate, content);
  if (content.family === 'edge') {
    const mark = aggregate === 'first' ? content.first : content.last;
    return mark && (mark[2] ?? mark[0]);
  }
  return content.family === 'values' ? readValues(aggregate, content) : undefined;
}

function readValues(aggregate: AggregateKind, { values }: ValuesAccumulator): Value {
  if (aggregate === 'distinct_count') return values.size * SCALE;
  if (values.size === 0) return undefined;
  if (aggregate === 'most_frequent') {
    const [best] = [...values].reduce((a, b) => {
      if (a[1].count !== b[1].count) return a[1].count > b[1].count ? a : b;
      return laterOf(usedLast(a), usedLast(b)) === a[0] ? a : b;
    });
    return best;
  }
  const inOrder = [...values].sort(([, a], [, b]) => (precedes([a.firstTime, a.firstMark], [b.firstTime, b.firstMark]) ? -1 : 1));
  return inOrder.map(([value]) => value);
}

interface Used {
  readonly value: Scalar;
  readonly time: number;
  readonly message: string;
}

function usedLast([value, { lastTime, lastMark }]: readonly [Scalar, ValueCount]): Used {
  return { value, time: lastTime, message: messageOf(lastMark) };
}

/** Of two equally frequent values the one used last; within one message the one with the smaller JSON text (4.3). */
function laterOf(a: Used, b: Used): Scalar {
  if (a.time === b.time && a.message === b.message)
    return compareText(JSON.stringify(a.value), JSON.stringify(b.value)) < 0 ? a.value : b.value;
  return precedes([a.time, a.message], [b.time, b.message]) ? b.value : a.value;
}

function changesAt(source: Source): (view: CustomerView) => number {
  const { query } = source;
  if (!query) return () => NEVER;
  return (view) => {
    const part = view.part(source.slot);
    return part ? contentChangesAt(part, query, view.now) : NEVER;
  };
}

function coarse(source: Source): (view: CustomerView) => boolean {
  const { query } = source;
  return (view) => {
    const part = view.part(source.slot);
    if (!part) return false;
    if (query) return isCoarse(part, query, view.now);
    const content = part.ever[source.ever];
    return content?.family === 'values' && content.coarse;
  };
}

type TimeNode = Pick<TraitNode, 'value' | 'changesAt' | 'reaches'>;

function timeSince(trait: ComputedTrait, source: Source, zone: TimeZone): TimeNode {
  const unit = UNIT_MS[trait.unit ?? 'day'] ?? DAY;
  const lastOf = (view: CustomerView): number | undefined => {
    const content = contentOf(source, view);
    return content.family === 'edge' ? content.last?.[0] : undefined;
  };
  const elapsed = (last: number, now: number) =>
    Math.max(0, trait.calendar ? dayOf(now, zone) - dayOf(last, zone) : Math.floor((now - last) / unit));
  const instant = (last: number, k: number) => (trait.calendar ? dayStart(dayOf(last, zone) + k, zone) : last + k * unit);
  return {
    value: (view) => {
      const last = lastOf(view);
      return last === undefined ? undefined : elapsed(last, view.now) * SCALE;
    },
    changesAt: (view) => {
      const last = lastOf(view);
      if (last === undefined) return NEVER;
      return Math.min(instant(last, elapsed(last, view.now) + 1), changesAt(source)(view));
    },
    ...(!source.query && {
      reaches: (view: CustomerView, k: number) => {
        const last = lastOf(view);
        return last === undefined ? NEVER : instant(last, k);
      },
    }),
  };
}

function streak(trait: ComputedTrait, source: Source, zone: TimeZone): TimeNode {
  const unit = (trait.unit ?? 'day') as CalendarWindow;
  const windowChangesAt = changesAt(source);
  const spansOf = (view: CustomerView): readonly number[] => {
    const content = contentOf(source, view);
    return content.family === 'periods' ? content.spans : [];
  };
  return {
    value: (view) => runAt(spansOf(view), periodOf(view.now, unit, zone)).length * SCALE,
    changesAt: (view) => {
      const { next } = runAt(spansOf(view), periodOf(view.now, unit, zone));
      return Math.min(next === undefined ? NEVER : periodStart(next, unit, zone), windowChangesAt(view));
    },
  };
}

/** Length of the run that counts in the period `current`, and the next period in which it is another though nothing arrives. */
function runAt(spans: readonly number[], current: number): { length: number; next: number | undefined } {
  let later: number | undefined;
  for (let i = spans.length - 2; i >= 0; i -= 2) {
    const [first = 0, last = 0] = spans.slice(i, i + 2);
    if (first > current) {
      later = first;
      continue;
    }
    if (last > current) return { length: current - first + 1, next: current + 1 };
    if (last < current - 1) break;
    return { length: last - first + 1, next: later === undefined ? last + 2 : Math.min(last + 2, later) };
  }
  return { length: 0, next: later };
}
