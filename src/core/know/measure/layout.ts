/**
 * What is kept of the events of one name: the layout of a part of the customer's state. All traits and conditions that read
 * the same projection of an event share its measures.
 */
import { hash53, type TimeZone } from '../../../base/index.ts';
import type { CalendarWindow, Window } from '../../../define/index.ts';
import type { Json, JsonObject } from '../../entry.ts';
import type { Family } from './accumulator.ts';

export interface Filter {
  readonly key: string;
  test(properties: JsonObject): boolean;
}

export interface Column {
  readonly key: string;
  /** `number`: scaled decimals; `value`: any scalar. */
  readonly kind: 'number' | 'value';
  /** From the event's properties, or from the element in a part of list elements. */
  read(from: Json): Json | undefined;
}

/** One thing that is accumulated: a family over a column (-1: the event itself) of the contributions that pass a filter (-1: all). */
export interface Measure {
  readonly key: string;
  readonly family: Family;
  readonly column: number;
  readonly filter: number;
  /** Of `periods`. */
  readonly unit: CalendarWindow;
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
  readonly windowed: readonly Measure[];
  readonly cells: readonly Cell[];
  /** How long a row is needed, ms; 0 when nothing is windowed. */
  readonly retentionMs: number;
  readonly keepsMarks: boolean;
  /** Number of distinct windowed queries, each with a cursor. */
  readonly cursors: number;
  /** Equal for layouts that store the same bytes. */
  readonly id: string;
}

/** A windowed measure read through a window. */
export interface Query {
  readonly measure: number;
  readonly window: Exclude<Window, 'ever'>;
  /** Of `{ last }`, ms. */
  readonly lastMs: number;
  readonly cursor: number;
}

export interface MeasureRequest {
  readonly family: Family;
  readonly column?: Column | undefined;
  readonly filter?: Filter | undefined;
  readonly unit?: CalendarWindow;
}

export type PartIdentity = Pick<PartLayout, 'slot' | 'key' | 'event' | 'list' | 'zone'>;

/** Collects what the definitions need of one part. */
export class LayoutBuilder {
  readonly #part: PartIdentity;
  readonly #filters: Filter[] = [];
  readonly #columns: Column[] = [];
  readonly #ever: Measure[] = [];
  readonly #windowed: Measure[] = [];
  readonly #cells: Cell[] = [];
  readonly #queries: Query[] = [];
  #retentionMs = 0;
  #keepsMarks = false;

  constructor(part: PartIdentity) {
    this.#part = part;
  }

  get slot(): number {
    return this.#part.slot;
  }

  /** Index of an ever measure. */
  ever(request: MeasureRequest): number {
    return indexOf(this.#ever, this.#measure(request, false));
  }

  windowed(request: MeasureRequest, window: Exclude<Window, 'ever'>, windowMs: { last: number; retention: number }): Query {
    const measure = indexOf(this.#windowed, this.#measure(request, true));
    this.#retentionMs = Math.max(this.#retentionMs, windowMs.retention);
    if (request.family !== 'number') this.#keepsMarks = true;
    const key = JSON.stringify(window);
    const known = this.#queries.find((query) => query.measure === measure && JSON.stringify(query.window) === key);
    if (known) return known;
    const query: Query = { measure, window, lastMs: windowMs.last, cursor: this.#queries.length };
    this.#queries.push(query);
    return query;
  }

  build(): PartLayout {
    const stored = {
      ever: this.#ever,
      windowed: this.#windowed,
      cells: this.#cells.map((cell) => [cell.kind, this.#keyOf(cell)]),
      marks: this.#keepsMarks,
    };
    return {
      ...this.#part,
      filters: this.#filters,
      columns: this.#columns,
      ever: this.#ever,
      windowed: this.#windowed,
      cells: this.#cells,
      retentionMs: this.#retentionMs,
      keepsMarks: this.#keepsMarks,
      cursors: this.#queries.length,
      id: hash53(JSON.stringify(stored)).toString(36),
    };
  }

  #measure(request: MeasureRequest, inRows: boolean): Measure {
    const column = request.column ? indexOf(this.#columns, request.column) : -1;
    const filter = request.filter ? indexOf(this.#filters, request.filter) : -1;
    const unit = request.unit ?? 'day';
    return {
      key: `${request.family}:${request.family === 'periods' ? unit : ''}:${request.column?.key ?? ''}:${request.filter?.key ?? ''}`,
      family: request.family,
      column,
      filter,
      unit,
      valueCell: inRows && request.column ? this.#cell({ kind: request.column.kind, of: column }) : -1,
      filterCell: inRows && request.filter ? this.#cell({ kind: 'filter', of: filter }) : -1,
    };
  }

  #cell(cell: Cell): number {
    const known = this.#cells.findIndex((other) => other.kind === cell.kind && other.of === cell.of);
    return known >= 0 ? known : this.#cells.push(cell) - 1;
  }

  #keyOf(cell: Cell): string {
    return cell.kind === 'filter' ? this.#filters[cell.of]!.key : this.#columns[cell.of]!.key;
  }
}

function indexOf<T extends { readonly key: string }>(list: T[], item: T): number {
  const known = list.findIndex((other) => other.key === item.key);
  return known >= 0 ? known : list.push(item) - 1;
}
