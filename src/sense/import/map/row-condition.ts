/** Conditions over a row's columns, with the meaning of the product's conditions: text without regard to case, missing is false. */
import type { Json } from '../../../core/index.ts';
import { type Cell, numberOf } from './cell.ts';
import type { RowCondition, RowOperator, RowRule } from './map.ts';

export type RowTest = (record: unknown) => boolean;

/** `find` gives a column's cell or throws for a column that is not there. */
export function compileRowCondition(condition: RowCondition, find: (column: string) => Cell): RowTest {
  if ('field' in condition) return compileRule(condition, find(condition.field));
  const tests = condition.rules.map((rule) => compileRowCondition(rule, find));
  const all = condition.combinator === 'and';
  const negated = condition.not === true;
  return (record) => (all ? tests.every((test) => test(record)) : tests.some((test) => test(record))) !== negated;
}

/** The positive operator of each negated one: a negation is exactly that, also for a missing cell. */
const NEGATED: Readonly<Partial<Record<RowOperator, RowOperator>>> = {
  '!=': '=',
  notIn: 'in',
  doesNotContain: 'contains',
  doesNotBeginWith: 'beginsWith',
  doesNotEndWith: 'endsWith',
  notNull: 'null',
};

function compileRule({ operator, value }: RowRule, cell: Cell): RowTest {
  const positive = NEGATED[operator];
  if (positive) {
    const test = compilePositive(positive, value, cell);
    return (record) => !test(record);
  }
  return compilePositive(operator, value, cell);
}

function compilePositive(operator: RowOperator, value: RowRule['value'], cell: Cell): RowTest {
  if (operator === 'null') return (record) => cell(record) === undefined;
  if (operator === 'in') {
    const tests = (Array.isArray(value) ? value : [value]).map((one: RowRule['value']) => compilePositive('=', one, cell));
    return (record) => tests.some((test) => test(record));
  }
  const holds = comparison(operator, value);
  return (record) => {
    const found = cell(record);
    return found !== undefined && holds(found);
  };
}

function comparison(operator: RowOperator, value: RowRule['value']): (cell: Json) => boolean {
  if (typeof value === 'number') return (cell) => compareNumbers(operator, numberOf(cell, '.'), value);
  if (typeof value === 'boolean') return (cell) => operator === '=' && (cell === value || cell === String(value));
  const text = String(value ?? '');
  const folded = text.toLowerCase();
  if (operator === 'contains') return (cell) => String(cell).toLowerCase().includes(folded);
  if (operator === 'beginsWith') return (cell) => String(cell).toLowerCase().startsWith(folded);
  if (operator === 'endsWith') return (cell) => String(cell).toLowerCase().endsWith(folded);
  if (operator === '=') return (cell) => String(cell) === text;
  if (operator === '<') return (cell) => String(cell) < text;
  if (operator === '<=') return (cell) => String(cell) <= text;
  return operator === '>' ? (cell) => String(cell) > text : (cell) => String(cell) >= text;
}

function compareNumbers(operator: RowOperator, cell: number | undefined, value: number): boolean {
  if (cell === undefined) return false;
  if (operator === '=') return cell === value;
  if (operator === '<') return cell < value;
  if (operator === '<=') return cell <= value;
  if (operator === '>') return cell > value;
  if (operator === '>=') return cell >= value;
  const text = String(cell);
  if (operator === 'contains') return text.includes(String(value));
  return operator === 'beginsWith' ? text.startsWith(String(value)) : text.endsWith(String(value));
}
