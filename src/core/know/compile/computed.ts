/** Computed traits: an aggregate over a measure. */
import { DAY, HOUR, MINUTE, SCALE, type TimeZone, WEEK } from '../../../base/index.ts';
import type { AggregateKind, CalendarWindow, ComputedTrait, Scalar } from '../../../define/index.ts';
import { cellValue } from '../measure/accumulate.ts';
import {
  type Accumulator,
  type Family,
  messageOf,
  precedes,
  type Side,
  type ValueCount,
  type ValuesAccumulator,
} from '../measure/accumulator.ts';
import type { EventPart } from '../measure/event-part.ts';
import type { Query } from '../measure/layout.ts';
import { clockOf } from '../measure/period-clock.ts';
import { contentChangesAt, countIn, distinctIn, edgeRow, extremumIn, isCoarse, mostFrequentIn, sumIn } from '../measure/window.ts';
import { compareText, type Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { type Dependencies, NEVER, noDependencies, type TraitNode } from './node.ts';
import { contentOf, type Layouts, lastTimeOf, type Source } from './source.ts';

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

/** Of these the value of a first or last contribution is read. */
const SIDES: Partial<Record<AggregateKind, Side>> = { first: 'first', last: 'last', most_frequent: 'last', distinct_list: 'first' };

const UNIT_MS: Record<string, number> = { minute: MINUTE, hour: HOUR, day: DAY, week: WEEK };

export function compileComputed(trait: ComputedTrait, index: number, world: { layouts: Layouts; zone: TimeZone }): TraitNode {
  const family = FAMILIES[trait.aggregate];
  const source = world.layouts.source({
    family,
    side: SIDES[trait.aggregate],
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
  if (!query) return slow;
  const number = numberReader(aggregate, query);
  if (number)
    return (view) => {
      const part = view.part(source.slot);
      return part ? number(part, view.now) : slow(view);
    };
  const read = rowReader(aggregate, query);
  if (!read) return slow;
  return (view) => {
    const part = view.part(source.slot);
    return part && part.buckets.size === 0 ? read(part, view.now) : slow(view);
  };
}

type PartReading = (part: EventPart, now: number) => Value;

/** Of what windows add up, buckets included. */
function numberReader(aggregate: AggregateKind, query: Query): PartReading | undefined {
  if (aggregate === 'count') return (part, now) => countIn(part, query, now) * SCALE;
  if (aggregate === 'sum') return (part, now) => sumIn(part, query, now);
  if (aggregate === 'distinct_count') return (part, now) => distinctIn(part, query, now) * SCALE;
  if (aggregate === 'average')
    return (part, now) => {
      const count = countIn(part, query, now);
      return count === 0 ? undefined : Math.trunc(sumIn(part, query, now) / count);
    };
  if (aggregate !== 'min' && aggregate !== 'max') return undefined;
  return (part, now) => (countIn(part, query, now) === 0 ? undefined : extremumIn(part, query, { now, which: aggregate }));
}

/** Of what only rows tell. */
function rowReader(aggregate: AggregateKind, query: Query): PartReading | undefined {
  if (aggregate === 'most_frequent') return (part, now) => mostFrequentIn(part, query, now);
  if (aggregate !== 'first' && aggregate !== 'last') return undefined;
  return (part, now) => {
    const row = edgeRow(part, query, { now, edge: aggregate });
    return row === undefined ? undefined : (cellValue(part, query.of, row) ?? part.rows.time(row));
  };
}

function readNumber(aggregate: AggregateKind, { count, sum, min, max }: { count: number; sum: number; min: number; max: number }): Value {
  if (aggregate === 'count') return count * SCALE;
  if (aggregate === 'sum') return sum;
  if (count === 0) return undefined;
  if (aggregate === 'average') return Math.trunc(sum / count);
  return aggregate === 'min' ? min : max;
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
  const days = clockOf('day', zone);
  const windowChangesAt = changesAt(source);
  const lastOf = (view: CustomerView) => lastTimeOf(source, view);
  const elapsed = (last: number, now: number) =>
    Math.max(0, trait.calendar ? days.periodOf(now) - days.periodOf(last) : Math.floor((now - last) / unit));
  const instant = (last: number, k: number) => (trait.calendar ? days.start(days.periodOf(last) + k) : last + k * unit);
  return {
    value: (view) => {
      const last = lastOf(view);
      return last === undefined ? undefined : elapsed(last, view.now) * SCALE;
    },
    changesAt: (view) => {
      const last = lastOf(view);
      if (last === undefined) return NEVER;
      return Math.min(instant(last, elapsed(last, view.now) + 1), windowChangesAt(view));
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
  const clock = clockOf((trait.unit ?? 'day') as CalendarWindow, zone);
  const windowChangesAt = changesAt(source);
  const spansOf = (view: CustomerView): readonly number[] => {
    const content = contentOf(source, view);
    return content.family === 'periods' ? content.spans : NO_SPANS;
  };
  return {
    value: (view) => runAt(spansOf(view), clock.periodOf(view.now)) * SCALE,
    changesAt: (view) => {
      const current = clock.periodOf(view.now);
      const next = runChangesAt(spansOf(view), current);
      return Math.min(next === undefined ? NEVER : clock.start(next), windowChangesAt(view));
    },
  };
}

const NO_SPANS: readonly number[] = [];

/** Length of the run that counts in the period `current`: one that has reached it, or the one before. */
function runAt(spans: readonly number[], current: number): number {
  const i = spanOf(spans, current);
  if (i < 0 || spans[i + 1]! < current - 1) return 0;
  return Math.min(spans[i + 1]!, current) - spans[i]! + 1;
}

/** The next period in which the run is another though nothing arrives. */
function runChangesAt(spans: readonly number[], current: number): number | undefined {
  const i = spanOf(spans, current);
  const later = spans[i < 0 ? 0 : i + 2];
  if (i < 0 || spans[i + 1]! < current - 1) return later;
  if (spans[i + 1]! > current) return current + 1;
  return later === undefined ? spans[i + 1]! + 2 : Math.min(spans[i + 1]! + 2, later);
}

/** Place of the latest span that has begun by the period; -1 when none has. */
function spanOf(spans: readonly number[], current: number): number {
  let i = spans.length - 2;
  while (i >= 0 && spans[i]! > current) i -= 2;
  return i;
}
