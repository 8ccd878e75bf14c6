/** Computed traits: an aggregate over a measure. */
import { DAY, HOUR, MINUTE, type TimeZone, WEEK } from '../../../base/index.ts';
import type { AggregateKind, CalendarWindow, ComputedTrait, Condition, Scalar } from '../../../define/index.ts';
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
import { hasFewRows, hasNewest, latestRow, mostFrequentFew, NO_VALUE, TIED } from '../measure/few-rows.ts';
import type { Query } from '../measure/layout.ts';
import { edgeRow, endsEmpty, holdsValue, isCoarse, mostFrequentIn } from '../measure/window.ts';
import { compareText, type Value } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { type Dependencies, noDependencies, type TraitNode } from './node.ts';
import { AggregateReading, ElapsedReading, type NumberAggregate, type NumberReading, StreakReading } from './number-reading.ts';
import { contentOf, type Layouts, type Source, windowChangesAt } from './source.ts';

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

/** What an aggregate measures. With `has`, of `first` and `last`: whether the event has it, instead of a property. */
export type MeasuredTrait = Omit<ComputedTrait, 'kind' | 'id' | 'name'> & { readonly id?: string; readonly has?: Condition };

export function compileComputed(trait: MeasuredTrait, index: number, world: { layouts: Layouts; zone: TimeZone }): TraitNode {
  const family = FAMILIES[trait.aggregate];
  const source = world.layouts.source({
    family,
    side: SIDES[trait.aggregate],
    event: trait.event,
    property: trait.property,
    has: trait.has,
    columnKind: family === 'number' && trait.aggregate !== 'count' ? 'number' : 'value',
    where: trait.where,
    window: trait.window,
    ...(trait.aggregate === 'streak' && { unit: (trait.unit ?? 'day') as CalendarWindow }),
  });
  const isTime = family === 'edge' && trait.property === undefined && !trait.has && trait.aggregate !== 'time_since';
  const timed = source.query !== undefined || trait.aggregate === 'time_since' || trait.aggregate === 'streak';
  const shared = { id: trait.id ?? '', index, isTime, timed, dependencies: dependenciesOf(source), coarse: coarse(source) };
  const isAggregate = trait.aggregate !== 'time_since' && trait.aggregate !== 'streak';
  const node = { ...shared, emptied: source.query && isAggregate ? emptied(trait.aggregate, source, source.query) : undefined };
  const reading = readingOf(trait, source, world.zone);
  if (!reading)
    return {
      ...node,
      scaled: false,
      value: reader(trait.aggregate, source),
      changesAt: (view) => windowChangesAt(source, view),
      ...(source.query?.span.kind === 'rolling' && ofRolling(trait.aggregate, source, source.query)),
    };
  return {
    ...node,
    scaled: true,
    reading,
    value: (view) => {
      const value = reading.at(view);
      return Number.isNaN(value) ? undefined : value;
    },
    changesAt: (view) => reading.changesAt(view),
    ...(reading instanceof ElapsedReading && !source.query && { reaches: (view: CustomerView, k: number) => reading.reaches(view, k) }),
  };
}

/** Of traits that are numbers. */
function readingOf(trait: MeasuredTrait, source: Source, zone: TimeZone): NumberReading | undefined {
  const { aggregate, unit = 'day' } = trait;
  if (aggregate === 'time_since')
    return new ElapsedReading(source, { unitMs: UNIT_MS[unit] ?? DAY, calendar: trait.calendar === true, zone });
  if (aggregate === 'streak') return new StreakReading(source, { unit: unit as CalendarWindow, zone });
  const isNumber = FAMILIES[aggregate] === 'number' || aggregate === 'distinct_count';
  return isNumber ? new AggregateReading(aggregate as NumberAggregate, source) : undefined;
}

export function dependenciesOf(source: Source): Dependencies {
  const dependencies = noDependencies();
  dependencies.parts.add(source.part);
  dependencies.sources.add(source);
  return dependencies;
}

/** Of values that are no numbers. */
function reader(aggregate: AggregateKind, source: Source): (view: CustomerView) => Value {
  const { query } = source;
  const slow = (view: CustomerView) => readOut(aggregate, contentOf(source, view));
  const read = query && rowReader(aggregate, query);
  if (!read) return slow;
  return (view) => {
    const part = view.part(source.slot);
    const value = part ? read(part, view.now) : BURIED;
    return value === BURIED ? slow(view) : value;
  };
}

/** Stands for a value that rows alone do not tell. */
const BURIED = Symbol('buried');

type RowReader = (part: EventPart, now: number) => Value | typeof BURIED;

/** Of what only rows tell. */
function rowReader(aggregate: AggregateKind, query: Query): RowReader | undefined {
  if (aggregate === 'most_frequent') return (part, now) => (part.buckets.size > 0 ? BURIED : mostFrequent(part, query, now));
  if (aggregate === 'first')
    return (part, now) => {
      if (part.buckets.size > 0) return BURIED;
      const row = edgeRow(part, query, { now, edge: 'first' });
      return row === undefined ? undefined : valueAt(part, query, row);
    };
  if (aggregate !== 'last') return undefined;
  return (part, now) => {
    const row = latestRow(part, query, { now, n: 1 });
    // Folded contributions are older than a row that is later than all of them.
    if (part.buckets.size > 0 && (row < 0 || part.rows.time(row) <= part.foldedUntil)) return BURIED;
    return row < 0 ? undefined : valueAt(part, query, row);
  };
}

/** Of a window of the present period. */
function emptied(aggregate: AggregateKind, source: Source, query: Query): TraitNode['emptied'] {
  if (query.span.kind !== 'this') return undefined;
  return {
    value: aggregate === 'count' || aggregate === 'sum' || aggregate === 'distinct_count' ? 0 : undefined,
    isNext: (view) => {
      const part = view.part(source.slot);
      return part !== undefined && endsEmpty(part, query, view.now);
    },
  };
}

/** What is told of values in a rolling window without reading them: contributions only leave it. */
function ofRolling(aggregate: AggregateKind, source: Source, query: Query): Pick<TraitNode, 'newest' | 'isAmong'> {
  if (aggregate === 'most_frequent')
    return {
      isAmong: (view, value) => {
        const part = view.part(source.slot);
        return part !== undefined && holdsValue(part, query, { now: view.now, value });
      },
    };
  if (aggregate !== 'last') return {};
  return {
    newest: (view, time) => {
      const part = view.part(source.slot);
      return part && hasNewest(part, time) ? cellValue(part, query.of, part.rows.length - 1) : undefined;
    },
  };
}

function valueAt(part: EventPart, { of }: Query, row: number): Value {
  return cellValue(part, of, row) ?? part.rows.time(row);
}

function mostFrequent(part: EventPart, query: Query, now: number): Value {
  const value = hasFewRows(part) ? mostFrequentFew(part, query, now) : TIED;
  if (value === TIED) return mostFrequentIn(part, query, now);
  return value === NO_VALUE ? undefined : part.dictionary[value];
}

function readOut(aggregate: AggregateKind, content: Accumulator): Value {
  if (content.family === 'edge') {
    const mark = aggregate === 'first' ? content.first : content.last;
    return mark && (mark[2] ?? mark[0]);
  }
  return content.family === 'values' ? readValues(aggregate, content) : undefined;
}

function readValues(aggregate: AggregateKind, { values }: ValuesAccumulator): Value {
  if (values.size === 0) return undefined;
  if (aggregate === 'most_frequent') return mostFrequentOf(values);
  const inOrder = [...values].sort(([, a], [, b]) => (precedes([a.firstTime, a.firstMark], [b.firstTime, b.firstMark]) ? -1 : 1));
  return inOrder.map(([value]) => value);
}

/** Of equally frequent values the one used last; within one message the one with the smaller JSON text (4.3). */
function mostFrequentOf(values: ReadonlyMap<Scalar, ValueCount>): Scalar {
  let best: Scalar = '';
  let bestUse: ValueCount | undefined;
  for (const [value, use] of values) {
    if (bestUse && (use.count < bestUse.count || (use.count === bestUse.count && !isLater([value, use], [best, bestUse])))) continue;
    best = value;
    bestUse = use;
  }
  return best;
}

type Use = readonly [value: Scalar, count: ValueCount];

function isLater([value, a]: Use, [other, b]: Use): boolean {
  const [message, otherMessage] = [messageOf(a.lastMark), messageOf(b.lastMark)];
  if (a.lastTime === b.lastTime && message === otherMessage) return compareText(JSON.stringify(value), JSON.stringify(other)) < 0;
  return precedes([b.lastTime, otherMessage], [a.lastTime, message]);
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
