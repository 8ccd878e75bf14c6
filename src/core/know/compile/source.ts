/** Where a computed trait or history rule reads from: a measure of a part, over ever or a window. */
import { durationMs, hash53, WEEK } from '../../../base/index.ts';
import { besideOf, type CalendarWindow, type Condition, type FixedWindow, type Window } from '../../../define/index.ts';
import { type Accumulator, emptyAccumulator, type Family, type Side } from '../measure/accumulator.ts';
import { hasFewRows, oldestLeavesAt } from '../measure/few-rows.ts';
import {
  type Column,
  type Filter,
  LayoutBuilder,
  type MeasureRequest,
  type PartLayout,
  type Query,
  type WindowRequest,
} from '../measure/layout.ts';
import { accumulated, contentChangesAt } from '../measure/window.ts';
import { parsePath } from '../property.ts';
import { timeOf } from '../value.ts';
import type { CustomerView } from '../view.ts';
import { columnReader } from './event-path.ts';
import { besidesIn, compileFilter } from './filter.ts';

export interface SourceRequest {
  readonly family: Family;
  /** Which contribution of `edge` and `values` is read. */
  readonly side?: Side;
  readonly event: string;
  readonly property?: string | undefined;
  /** Of each element of the list at this path. Properties say that themselves. */
  readonly elements?: readonly string[] | undefined;
  /** Instead of a property: whether the event has this. */
  readonly has?: Condition | undefined;
  readonly columnKind?: 'number' | 'value';
  readonly where?: Condition | undefined;
  readonly window?: Window | undefined;
  readonly unit?: CalendarWindow;
}

export interface Source {
  readonly request: SourceRequest;
  readonly part: string;
  readonly slot: number;
  /** Index of the ever measure, or the windowed query. */
  readonly ever: number;
  /** Of `edge` of no side, ever: index of the measure; else -1. Read by `lastTime` only. */
  readonly latest: number;
  readonly query: Query | undefined;
  /** Index of the filter in the part's layout; -1: none. */
  readonly filter: number;
  readonly empty: Accumulator;
}

export interface RowsRequest {
  readonly event: string;
  readonly where?: Condition | undefined;
  readonly last: string;
  readonly paths: readonly string[];
}

/** Rows that a rule looks at one by one. */
export interface KeptRows {
  readonly source: Source;
  /** Of its paths, in order. */
  readonly cells: readonly number[];
}

/** Longest time between now and the far edge of a calendar window: two periods and a day of time-zone change. */
const CALENDAR_DAYS: Record<CalendarWindow, number> = { day: 3, week: 15, month: 63, quarter: 185, year: 733 };

/** The layouts of all parts, built while definitions compile. */
export class Layouts {
  readonly #builders = new Map<string, LayoutBuilder>();
  /** Of the workspace. */
  readonly zone: string;

  constructor(zone: string) {
    this.zone = zone;
  }

  source(request: SourceRequest): Source {
    const path = request.property === undefined ? undefined : parsePath(request.property);
    const list = request.elements ?? path?.list;
    const part = list ? `${request.event}#${list.join('.')}` : request.event;
    const builder = this.#builder(part, request.event, list);
    const column = this.#column(request);
    const filter: Filter | undefined = request.where && {
      key: hash53(JSON.stringify(request.where)).toString(36),
      test: compileFilter(request.where, this.zone),
      besides: besidesIn(request.where),
    };
    const { family, side, unit } = request;
    const measure = { family, side, column, filter, ...(unit && { unit }) };
    const empty = emptyAccumulator(request.family);
    const { window = 'ever' } = request;
    const read = { ever: -1, latest: -1, query: undefined };
    const place = moves(window)
      ? { ...read, query: builder.windowed(measure, windowRequest(window)) }
      : this.#unmoved(builder, { ...measure, between: this.#between(window) }, read);
    return { request, part, slot: builder.slot, empty, ...place, filter: builder.filterIndex(filter) };
  }

  /** The contributions of a window one by one, with what they hold at these paths: all outside of lists, or all in the same list. */
  rows({ event, where, last, paths }: RowsRequest): KeptRows {
    const parsed = paths.map(parsePath);
    const elements = parsed.find(({ list }) => list)?.list;
    const source = this.source({ family: 'number', event, where, window: { last }, elements });
    const builder = this.#builder(source.part, event, elements);
    const cells = paths.map((path) => builder.kept(this.#columnAt(path, 'value')));
    return { source, cells };
  }

  #column({ property, has, columnKind = 'value' }: SourceRequest): Column | undefined {
    if (property !== undefined) return this.#columnAt(property, columnKind);
    if (!has) return undefined;
    const test = compileFilter(has, this.zone);
    return {
      key: `has:${hash53(JSON.stringify(has)).toString(36)}`,
      kind: 'value',
      read: (_, event) => test(event),
      besides: besidesIn(has),
    };
  }

  #columnAt(path: string, kind: Column['kind']): Column {
    const beside = besideOf(path);
    return { key: `${kind}:${path}`, kind, read: columnReader(path, this.zone), besides: beside ? [beside] : [] };
  }

  #unmoved(builder: LayoutBuilder, measure: MeasureRequest, read: Pick<Source, 'ever' | 'latest' | 'query'>): typeof read {
    const isLatest = measure.family === 'edge' && measure.side === undefined;
    return isLatest ? { ...read, latest: builder.latest(measure) } : { ...read, ever: builder.ever(measure) };
  }

  #between(window: 'ever' | FixedWindow): MeasureRequest['between'] {
    if (window === 'ever') return undefined;
    const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = window;
    return [timeOf(from, this.zone) ?? Number.NaN, timeOf(to, this.zone) ?? Number.NaN];
  }

  build(): Map<string, PartLayout> {
    return new Map([...this.#builders].map(([key, builder]) => [key, builder.build()]));
  }

  #builder(key: string, event: string, list: readonly string[] | undefined): LayoutBuilder {
    let builder = this.#builders.get(key);
    if (!builder) {
      builder = new LayoutBuilder({ slot: this.#builders.size, key, event, list, zone: this.zone });
      this.#builders.set(key, builder);
    }
    return builder;
  }
}

/** What the source holds at the view's instant. Not to be changed by the caller. */
export function contentOf(source: Source, view: CustomerView): Accumulator {
  const part = view.part(source.slot);
  if (!part) return source.empty;
  if (!source.query) return part.ever[source.ever] ?? source.empty;
  return accumulated(part, source.query, view.now);
}

/** Time of the last contribution of an `edge` source that reads nothing else, ms; NaN for none. */
export function lastTime(source: Source, view: CustomerView): number {
  if (source.latest >= 0) return view.part(source.slot)?.latest[source.latest] ?? Number.NaN;
  const content = contentOf(source, view);
  return (content.family === 'edge' ? content.last?.[0] : undefined) ?? Number.NaN;
}

/** Earliest instant > now at which what a window holds changes though nothing arrives. */
export function windowChangesAt({ slot, query }: Source, view: CustomerView): number {
  if (!query) return Number.POSITIVE_INFINITY;
  const part = view.part(slot);
  if (!part) return Number.POSITIVE_INFINITY;
  if (query.span.kind === 'rolling' && hasFewRows(part)) return oldestLeavesAt(part, query, view.now);
  return contentChangesAt(part, query, view.now);
}

/** Whether what the window holds changes with time alone. */
function moves(window: Window): window is WindowRequest['window'] {
  return window !== 'ever' && ('last' in window || 'this' in window || 'previous' in window);
}

function windowRequest(window: WindowRequest['window']): WindowRequest {
  if ('last' in window) {
    const lastMs = durationMs(window.last);
    return { window, lastMs, exceptMs: window.except === undefined ? 0 : durationMs(window.except), retentionMs: lastMs };
  }
  const unit = 'this' in window ? window.this : window.previous;
  return { window, lastMs: 0, exceptMs: 0, retentionMs: (CALENDAR_DAYS[unit] / 7) * WEEK };
}
