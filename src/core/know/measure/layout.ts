/**
 * What is kept of the events of one name: the layout of a part of the customer's state. All traits and conditions that read
 * the same projection of an event share its measures.
 */
import { hash53, type TimeZone } from '../../../base/index.ts';
import type { Beside, CalendarWindow, RollingWindow } from '../../../define/index.ts';
import type { Json } from '../../entry.ts';
import type { EventAtHand } from '../compile/event-path.ts';
import type { Family, Side } from './accumulator.ts';
import type { SharedCursors } from './event-part.ts';
import { clockOf, type PeriodClock } from './period-clock.ts';

/** What an event touches of a part, as bits: one per filter that passes, as far as they go, and one for what has no filter. */
export type Touched = number;
export const UNFILTERED: Touched = 2 ** 30;
export const EVERYTHING: Touched = -1;
const FILTER_BITS = 30;

/** The bit of a filter by its index in the layout; -1 is no filter. Filters beyond the bits count as passing always. */
export function touchedBit(filter: number): Touched {
  return filter >= 0 && filter < FILTER_BITS ? 2 ** filter : UNFILTERED;
}

export interface Filter {
  readonly key: string;
  test(event: EventAtHand): boolean;
  /** What of an event it looks into, beside its properties. */
  readonly besides: readonly Beside[];
}

export interface Column {
  readonly key: string;
  /** `number`: scaled decimals; `value`: any scalar. */
  readonly kind: 'number' | 'value';
  /** From the event's properties or, in a part of list elements, from the element; or from what stands beside the properties. */
  read(from: Json, event: EventAtHand): Json | undefined;
  readonly besides: readonly Beside[];
}

/** One thing that is accumulated: a family over a column (-1: the event itself) of the contributions that pass a filter (-1: all). */
export interface Measure {
  readonly key: string;
  readonly family: Family;
  /** Which contribution `edge` and `values` keep. */
  readonly side: Side;
  readonly column: number;
  readonly filter: number;
  /** Only contributions of these times count: from <= time < to. */
  readonly from: number;
  readonly to: number;
  /** Of `periods`. */
  readonly clock: PeriodClock;
  /** Of windowed measures: cells of the row that hold the column's value and the filter's result; -1 none. */
  readonly valueCell: number;
  readonly filterCell: number;
}

/** A cell of a row. */
export interface Cell {
  readonly kind: 'number' | 'value' | 'filter';
  /** Index of the column or filter. */
  readonly of: number;
}

export interface PartLayout {
  /** Place of the part among all parts of the plan. */
  readonly slot: number;
  /** Event name, with `#path` for the elements of a list. */
  readonly key: string;
  readonly event: string;
  readonly list: readonly string[] | undefined;
  readonly zone: TimeZone;
  readonly filters: readonly Filter[];
  readonly columns: readonly Column[];
  readonly ever: readonly Measure[];
  /** Ever measures of which only the time of the last contribution is read. */
  readonly latest: readonly Measure[];
  readonly windowed: readonly Measure[];
  readonly cells: readonly Cell[];
  /** How long a row is needed, ms; 0 when nothing is windowed. */
  readonly retentionMs: number;
  readonly keepsMarks: boolean;
  /** Distinct windows, each with the queries that read through it. */
  readonly spans: readonly WindowSpan[];
  /** Numbers in all their blocks. */
  readonly cursorNumbers: number;
  readonly shared: SharedCursors;
  /** Equal for layouts that store the same bytes. */
  readonly id: string;
  /** Key of the part whose place it takes when what it lacks has been filled in (beyond.ts); undefined: it is read itself. */
  readonly prepares: string | undefined;
}

/** A window that measures of a part are read through. */
export interface WindowSpan {
  /** `shifted`: rolling, but for the latest `exceptMs`. */
  readonly kind: 'rolling' | 'shifted' | 'this' | 'previous';
  /** Of rolling and shifted windows, ms. */
  readonly lastMs: number;
  readonly exceptMs: number;
  /** Of calendar windows. */
  readonly clock: PeriodClock;
  /** Where its cursor stands among the part's. */
  readonly block: number;
  readonly queries: Query[];
}

/** A windowed measure read through a window. */
export interface Query {
  /** Index among the windowed measures. */
  readonly measure: number;
  readonly of: Measure;
  readonly span: WindowSpan;
  /** Where what its rows add up to stands among the part's cursors. */
  readonly block: number;
  /** Index among the part's value counts; -1 when it is not of `values`. */
  readonly uses: number;
}

/** Numbers in a window's block: the instant and bounds it was moved to, the rows it covers, and the state of the rows it has seen. */
export const SPAN_NUMBERS = 7;
/** Numbers in a query's block: count, oldest row, and sum and extrema, or how many values and the most frequent one. */
export const QUERY_NUMBERS = 5;

export interface MeasureRequest {
  readonly family: Family;
  readonly side?: Side;
  readonly column?: Column | undefined;
  readonly filter?: Filter | undefined;
  readonly unit?: CalendarWindow;
  /** Fixed bounds, ms: from <= time < to. */
  readonly between?: readonly [from: number, to: number] | undefined;
}

/** A window that moves with time; the lengths, ms, of rolling ones, and how long a row is needed. */
export interface WindowRequest {
  readonly window: RollingWindow | { readonly this: CalendarWindow } | { readonly previous: CalendarWindow };
  readonly lastMs: number;
  readonly exceptMs: number;
  readonly retentionMs: number;
}

export type PartIdentity = Pick<PartLayout, 'slot' | 'key' | 'event' | 'list' | 'zone'>;

/** Collects what the definitions need of one part. */
export class LayoutBuilder {
  readonly #part: PartIdentity;
  readonly #filters: Filter[] = [];
  readonly #columns: Column[] = [];
  readonly #ever: Measure[] = [];
  readonly #latest: Measure[] = [];
  readonly #windowed: Measure[] = [];
  readonly #cells: Cell[] = [];
  readonly #spans: WindowSpan[] = [];
  #numbers = 0;
  #uses = 0;
  #retentionMs = 0;
  #keepsMarks = false;

  constructor(part: PartIdentity) {
    this.#part = part;
  }

  get slot(): number {
    return this.#part.slot;
  }

  /** Index of a filter that a measure of this part has; -1 for none. */
  filterIndex(filter: Filter | undefined): number {
    return filter ? this.#filters.findIndex((other) => other.key === filter.key) : -1;
  }

  /** Index of the cell that holds a column's value in every row. */
  kept(column: Column): number {
    return this.#cell({ kind: column.kind, of: indexOf(this.#columns, column) });
  }

  /** Index of an ever measure. */
  ever(request: MeasureRequest): number {
    return indexOf(this.#ever, this.#measure(request, false));
  }

  /** Index of a measure of which only the time of the last contribution is read. */
  latest(request: MeasureRequest): number {
    return indexOf(this.#latest, this.#measure(request, false));
  }

  windowed(request: MeasureRequest, through: WindowRequest): Query {
    const measure = indexOf(this.#windowed, this.#measure(request, true));
    const of = this.#windowed[measure]!;
    this.#retentionMs = Math.max(this.#retentionMs, through.retentionMs);
    // Only what is read of a first or last contribution needs the order of contributions of one moment.
    if (of.side !== undefined && of.column >= 0) this.#keepsMarks = true;
    const span = this.#span(through);
    const known = span.queries.find((query) => query.measure === measure);
    if (known) return known;
    const query: Query = { measure, of, span, block: this.#numbers, uses: of.family === 'values' ? this.#uses++ : -1 };
    this.#numbers += QUERY_NUMBERS;
    span.queries.push(query);
    return query;
  }

  #span({ window, lastMs, exceptMs }: WindowRequest): WindowSpan {
    const rolling = exceptMs > 0 ? 'shifted' : 'rolling';
    const kind = 'last' in window ? rolling : 'this' in window ? 'this' : 'previous';
    const unit = 'last' in window ? 'day' : 'this' in window ? window.this : window.previous;
    const clock = clockOf(unit, this.#part.zone);
    const known = this.#spans.find(
      (span) => span.kind === kind && span.lastMs === lastMs && span.exceptMs === exceptMs && span.clock === clock,
    );
    if (known) return known;
    const span: WindowSpan = { kind, lastMs, exceptMs, clock, block: this.#numbers, queries: [] };
    this.#numbers += SPAN_NUMBERS;
    this.#spans.push(span);
    return span;
  }

  build(): PartLayout {
    return layoutOf({
      ...this.#part,
      filters: this.#filters,
      columns: this.#columns,
      ever: this.#ever,
      latest: this.#latest,
      windowed: this.#windowed,
      cells: this.#cells,
      retentionMs: this.#retentionMs,
      keepsMarks: this.#keepsMarks,
      spans: this.#spans,
      cursorNumbers: this.#numbers,
      prepares: undefined,
    });
  }

  #measure(request: MeasureRequest, inRows: boolean): Measure {
    const column = request.column ? indexOf(this.#columns, request.column) : -1;
    const filter = request.filter ? indexOf(this.#filters, request.filter) : -1;
    const unit = request.unit ?? 'day';
    const { family, side, between } = request;
    const [from, to] = between ?? [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    const fixed = between ? `:${from}..${to}` : '';
    const kept = family === 'periods' ? unit : (side ?? '');
    return {
      key: `${family}:${kept}:${request.column?.key ?? ''}:${request.filter?.key ?? ''}${fixed}`,
      family,
      side,
      column,
      filter,
      from,
      to,
      clock: clockOf(unit, this.#part.zone),
      valueCell: inRows && request.column ? this.#cell({ kind: request.column.kind, of: column }) : -1,
      filterCell: inRows && request.filter ? this.#cell({ kind: 'filter', of: filter }) : -1,
    };
  }

  #cell(cell: Cell): number {
    const known = this.#cells.findIndex((other) => other.kind === cell.kind && other.of === cell.of);
    return known >= 0 ? known : this.#cells.push(cell) - 1;
  }
}

/** A layout with its id. */
export function layoutOf(layout: Omit<PartLayout, 'id' | 'shared'>): PartLayout {
  const stored = {
    ever: layout.ever.map(({ key }) => key),
    latest: layout.latest.map(({ key }) => key),
    windowed: layout.windowed.map(({ key }) => key),
    cells: layout.cells.map((cell) => [cell.kind, cellKey(layout, cell)]),
    marks: layout.keepsMarks,
  };
  return { ...layout, shared: { owner: undefined, cursors: [], uses: [] }, id: hash53(JSON.stringify(stored)).toString(36) };
}

/** Key of the column or filter that a cell holds. */
export function cellKey(layout: Pick<PartLayout, 'filters' | 'columns'>, cell: Cell): string {
  return (cell.kind === 'filter' ? layout.filters : layout.columns)[cell.of]!.key;
}

function indexOf<T extends { readonly key: string }>(list: T[], item: T): number {
  const known = list.findIndex((other) => other.key === item.key);
  return known >= 0 ? known : list.push(item) - 1;
}
