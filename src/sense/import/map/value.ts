/** Values of a map, compiled once per file into functions of a row. */
import { fromScaled, multiplyScaled, SCALE, toScaled, VolanoError } from '../../../base/index.ts';
import type { Json, JsonObject } from '../../../core/index.ts';
import { said } from '../../said.ts';
import { type Cell, cellOf, converted, RowProblem } from './cell.ts';
import type { Value } from './map.ts';
import { compileRowCondition } from './row-condition.ts';

export interface Row {
  /** 1 is the file's first. */
  readonly number: number;
  readonly record: unknown;
}

/** What the row gives; undefined when missing. Throws RowProblem. */
export type RowValue = (row: Row) => Json | undefined;

export function compileValue(value: Value, columns: readonly string[] | undefined): RowValue {
  if (typeof value === 'string') return compileTemplate(value, columns);
  if (typeof value !== 'object') return () => value;
  if ('column' in value) {
    const cell = converted(findCell(value.column, columns), value);
    return ({ record }) => cell(record);
  }
  if ('when' in value) return compileChoice(value, columns);
  if ('object' in value) return compileObject(value.object, columns);
  if ('multiply' in value) return arithmetic('multiply', value.multiply, columns);
  if ('add' in value) return arithmetic('add', value.add, columns);
  if ('first' in value) {
    const values = value.first.map((one) => compileValue(one, columns));
    return (row) => firstOf(values, row);
  }
  const values = value.list.map((one) => compileValue(one, columns));
  return (row) => values.flatMap((one) => one(row) ?? []);
}

/** Throws VOLANO_IMPORT_MAP_INVALID for a column that the file does not have. */
export function findCell(column: string, columns: readonly string[] | undefined): Cell {
  const cell = cellOf(column, columns);
  if (cell) return cell;
  throw new VolanoError('VOLANO_IMPORT_MAP_INVALID', {
    path: `column "${column}"`,
    problem: said`the file has no such column; it has ${columns?.join(', ') ?? ''}`,
  });
}

export function compileObject(fields: Readonly<Record<string, Value>>, columns: readonly string[] | undefined): (row: Row) => JsonObject {
  const made = Object.entries(fields).map(([key, value]) => [key, compileValue(value, columns)] as const);
  return (row) => {
    const object: Record<string, Json> = {};
    for (const [key, value] of made) {
      const json = value(row);
      if (json !== undefined) object[key] = json;
    }
    return object;
  };
}

function compileChoice(value: Extract<Value, { when: unknown }>, columns: readonly string[] | undefined): RowValue {
  const test = compileRowCondition(value.when, (column) => findCell(column, columns));
  const yes = compileValue(value.then, columns);
  const no = value.else === undefined ? (): undefined => undefined : compileValue(value.else, columns);
  return (row) => (test(row.record) ? yes(row) : no(row));
}

function firstOf(values: readonly RowValue[], row: Row): Json | undefined {
  for (const value of values) {
    const json = value(row);
    if (json !== undefined) return json;
  }
  return undefined;
}

/** Sums and products of decimals with four places; exact, so that 3 x 0.1 is 0.3. */
function arithmetic(operation: 'multiply' | 'add', operands: readonly Value[], columns: readonly string[] | undefined): RowValue {
  const values = operands.map((one) => compileValue(one, columns));
  return (row) => {
    let result = operation === 'multiply' ? SCALE : 0;
    for (const value of values) {
      const json = value(row);
      if (json === undefined) return undefined;
      const number = typeof json === 'number' ? toScaled(json) : undefined;
      const next = number === undefined ? undefined : operation === 'multiply' ? multiplyScaled(result, number) : result + number;
      if (next === undefined || !Number.isSafeInteger(next))
        throw new RowProblem(operation, `${JSON.stringify(json)} is no number, or the result is too large`);
      result = next;
    }
    return fromScaled(result);
  };
}

const PLACEHOLDER = /\{\{|\{([^{}]+)\}/g;

function compileTemplate(template: string, columns: readonly string[] | undefined): RowValue {
  const parts: (string | RowValue)[] = [];
  let end = 0;
  for (const match of template.matchAll(PLACEHOLDER)) {
    parts.push(template.slice(end, match.index));
    parts.push(match[1] === undefined ? '{' : placeholder(match[1], columns));
    end = match.index + match[0].length;
  }
  parts.push(template.slice(end));
  if (parts.every((part) => typeof part === 'string')) return () => parts.join('');
  return (row) => {
    let text = '';
    for (const part of parts) {
      const piece = typeof part === 'string' ? part : part(row);
      if (piece === undefined) return undefined;
      text += typeof piece === 'object' ? JSON.stringify(piece) : String(piece);
    }
    return text;
  };
}

function placeholder(name: string, columns: readonly string[] | undefined): RowValue {
  if (name === '$row') return ({ number }) => number;
  const cell = findCell(name, columns);
  return ({ record }) => cell(record);
}
