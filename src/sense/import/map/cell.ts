/** Cells: reaching them in a row and converting what stands there. */
import { DAY, instantOf, offsetAt } from '../../../base/index.ts';
import type { Json, JsonObject } from '../../../core/index.ts';
import { instantOfText } from '../../call/index.ts';
import type { ColumnValue } from './map.ts';
import { compileTimePattern } from './time-pattern.ts';

/** The row cannot be used: thrown inside the importer, reported with the row. */
export class RowProblem extends Error {
  readonly field: string;

  constructor(field: string, problem: string) {
    super(problem);
    this.field = field;
  }
}

/** What a row holds under a column; undefined when nothing (an empty cell, null). */
export type Cell = (record: unknown) => Json | undefined;

/** Finds the columns of a file. CSV rows are lists in the header's order; other rows are objects, reached by path. */
export function cellOf(path: string, columns: readonly string[] | undefined): Cell | undefined {
  if (!columns) return cellInside(path);
  const index = columns.indexOf(path);
  if (index < 0) return undefined;
  return (record) => {
    const text = (record as readonly string[])[index];
    return text === '' ? undefined : text;
  };
}

function cellInside(path: string): Cell {
  const steps = path.split(/\.|\[(\d+)\]\.?/).filter((step) => step !== undefined && step !== '');
  return (record) => {
    const whole = own(record, path);
    const value = whole !== undefined ? whole : steps.reduce<unknown>((inner, step) => own(inner, step), record);
    return value === null || value === '' ? undefined : (value as Json | undefined);
  };
}

function own(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined;
}

/** The cell, converted as the map says. Throws RowProblem for what cannot be converted. */
export function converted(cell: Cell, { column, as, missing, ...options }: ColumnValue): Cell {
  const convert = conversionOf(as, options);
  const absent = new Set<unknown>(missing);
  return (record) => {
    const value = cell(record);
    if (value === undefined || (absent.size > 0 && absent.has(typeof value === 'string' ? value.trim() : value))) return undefined;
    if (!convert) return value;
    const result = convert(value);
    if (result === undefined) throw new RowProblem(column, `${JSON.stringify(value)?.slice(0, 100)} is no ${as}`);
    return result;
  };
}

/** The converted value; undefined when it cannot be converted. */
export type Conversion = (value: Json) => Json | undefined;

/** Throws VOLANO_IMPORT_MAP_INVALID for a pattern, VOLANO_TIME_ZONE_UNKNOWN for a zone. */
export function conversionOf(as: ColumnValue['as'], options: Pick<ColumnValue, 'pattern' | 'zone' | 'decimal'>): Conversion | undefined {
  if (as === undefined) return undefined;
  if (as === 'text')
    return (value) => (typeof value === 'string' ? value : typeof value === 'object' ? JSON.stringify(value) : String(value));
  if (as === 'number') return (value) => numberOf(value, options.decimal ?? '.');
  if (as === 'integer') return (value) => wholeNumberOf(numberOf(value, options.decimal ?? '.'));
  if (as === 'boolean') return booleanOf;
  if (as === 'json') return (value) => (typeof value === 'string' ? jsonOf(value) : value);
  const read = timeReader(options.pattern, options.zone ?? 'UTC');
  return (value) => {
    const instant = read(value);
    return instant === undefined ? undefined : new Date(instant).toISOString();
  };
}

const NUMBER = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?$/;

export function numberOf(value: Json, decimal: '.' | ','): number | undefined {
  if (typeof value === 'number') return value;
  if (typeof value !== 'string') return undefined;
  const text = value.trim();
  const plain = decimal === ',' ? text.replaceAll('.', '').replace(',', '.') : text.replace(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
  const number = NUMBER.test(plain) ? Number(plain) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function wholeNumberOf(number: number | undefined): number | undefined {
  return Number.isSafeInteger(number) ? number : undefined;
}

const TRUE: ReadonlySet<string> = new Set(['true', 't', 'yes', 'y', '1', '是']);
const FALSE: ReadonlySet<string> = new Set(['false', 'f', 'no', 'n', '0', '否']);

function booleanOf(value: Json): boolean | undefined {
  if (typeof value === 'boolean') return value;
  const text = String(value).trim().toLowerCase();
  if (TRUE.has(text)) return true;
  return FALSE.has(text) ? false : undefined;
}

function jsonOf(text: string): Json | undefined {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
}

const ZONED = /(?:[Zz]|[+-]\d\d:?(?:\d\d)?)$/;

/** Milliseconds since 1970 of a cell. Times that name no zone are local to `zone`. */
function timeReader(pattern: string | undefined, zone: string): (value: Json) => number | undefined {
  if (pattern === 'seconds' || pattern === 'milliseconds') {
    const unit = pattern === 'seconds' ? 1000 : 1;
    return (value) => {
      const number = numberOf(value, '.');
      return number === undefined || Math.abs(number * unit) > 8.64e15 ? undefined : Math.floor(number * unit);
    };
  }
  offsetAt(0, zone);
  const parse = pattern === undefined ? undefined : compileTimePattern(pattern);
  return (value) => {
    if (typeof value !== 'string') return undefined;
    const text = value.trim();
    const utc = parse ? parse(text) : instantOfText(text);
    if (utc === undefined || zone === 'UTC' || (!parse && text.length > 10 && ZONED.test(text.slice(10)))) return utc;
    const day = Math.floor(utc / DAY);
    return instantOf(day, utc - day * DAY, zone);
  };
}
