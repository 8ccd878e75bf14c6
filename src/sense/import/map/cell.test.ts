import { describe, expect, test } from 'vitest';
import type { Json } from '../../../core/index.ts';
import { type Cell, cellOf, converted, RowProblem } from './cell.ts';
import type { ColumnValue } from './map.ts';

describe('reaching a cell', () => {
  test('of a CSV row, by the header', () => {
    const cell = cellOf('b', ['a', 'b', 'a.b']) as Cell;
    expect(cell(['1', '2', '3'])).toBe('2');
    expect(cell(['1', '', '3'])).toBeUndefined();
    expect((cellOf('a.b', ['a', 'b', 'a.b']) as Cell)(['1', '2', '3'])).toBe('3');
    expect(cellOf('c', ['a', 'b'])).toBeUndefined();
  });

  test.each<[string, unknown, Json | undefined]>([
    ['a', { a: 1 }, 1],
    ['a.b', { a: { b: 'x' } }, 'x'],
    ['a.b', { 'a.b': 'exact', a: { b: 'x' } }, 'exact'],
    ['a[1].b', { a: [0, { b: true }] }, true],
    ['a[0]', { a: ['x'] }, 'x'],
    ['a.length', { a: ['x'] }, undefined],
    ['a', { a: null }, undefined],
    ['a', { a: '' }, undefined],
    ['a', { a: 0 }, 0],
    ['a', { a: false }, false],
    ['a.b.c', { a: { b: 5 } }, undefined],
    ['constructor', {}, undefined],
    ['toString.name', {}, undefined],
  ])('of an object: %s, case %#', (path, record, expected) => {
    const cell = cellOf(path, undefined) as Cell;
    if (path === 'a.length') expect(cell(record)).toBe(1);
    else expect(cell(record)).toEqual(expected);
  });
});

function convert(value: Json, options: Omit<ColumnValue, 'column'>): Json | undefined {
  return converted(() => value, { column: 'c', ...options })([]);
}

describe('conversions', () => {
  test.each<[Omit<ColumnValue, 'column'>, Json, Json]>([
    [{}, 'as it is', 'as it is'],
    [{ as: 'text' }, 12, '12'],
    [{ as: 'text' }, { a: 1 }, '{"a":1}'],
    [{ as: 'number' }, ' 12.50 ', 12.5],
    [{ as: 'number' }, '-1,234,567.8', -1234567.8],
    [{ as: 'number', decimal: ',' }, '1.234,5', 1234.5],
    [{ as: 'number' }, '.5', 0.5],
    [{ as: 'number' }, '1e3', 1000],
    [{ as: 'number' }, 7, 7],
    [{ as: 'integer' }, '-6', -6],
    [{ as: 'boolean' }, 'Yes', true],
    [{ as: 'boolean' }, '0', false],
    [{ as: 'boolean' }, 1, true],
    [{ as: 'boolean' }, '否', false],
    [{ as: 'json' }, '[{"sku":"x"}]', [{ sku: 'x' }]],
    [{ as: 'json' }, { sku: 'x' }, { sku: 'x' }],
    [{ as: 'time' }, '2010-12-01T08:26:00Z', '2010-12-01T08:26:00.000Z'],
    [{ as: 'time' }, '2010-12-01 08:26', '2010-12-01T08:26:00.000Z'],
    [{ as: 'time', zone: 'Asia/Shanghai' }, '2010-12-01 08:26:00', '2010-12-01T00:26:00.000Z'],
    [{ as: 'time', zone: 'Asia/Shanghai' }, '2010-12-01', '2010-11-30T16:00:00.000Z'],
    [{ as: 'time', zone: 'Asia/Shanghai' }, '2010-12-01T08:26:00Z', '2010-12-01T08:26:00.000Z'],
    [{ as: 'time', zone: 'Asia/Shanghai' }, '2010-12-01T08:26:00-05:00', '2010-12-01T13:26:00.000Z'],
    [{ as: 'time', zone: 'Europe/London', pattern: 'dd/MM/yyyy HH:mm' }, '01/07/2011 12:00', '2011-07-01T11:00:00.000Z'],
    [{ as: 'time', pattern: 'seconds' }, '1300000000.5', '2011-03-13T07:06:40.500Z'],
    [{ as: 'time', pattern: 'milliseconds' }, 1300000000000, '2011-03-13T07:06:40.000Z'],
  ])('case %#', (options, value, expected) => {
    expect(convert(value, options)).toEqual(expected);
  });

  test.each<[Omit<ColumnValue, 'column'>, Json]>([
    [{ as: 'number' }, 'n/a'],
    [{ as: 'number' }, '1,23'],
    [{ as: 'number' }, '0x10'],
    [{ as: 'number' }, '12 EUR'],
    [{ as: 'number' }, '1e999'],
    [{ as: 'number' }, true],
    [{ as: 'integer' }, '1.5'],
    [{ as: 'integer' }, '9007199254740993'],
    [{ as: 'boolean' }, 'perhaps'],
    [{ as: 'json' }, '{half'],
    [{ as: 'time' }, 'yesterday'],
    [{ as: 'time' }, 5],
    [{ as: 'time', pattern: 'seconds' }, '1e300'],
    [{ as: 'time', pattern: 'dd/MM/yyyy' }, '2011-07-01'],
  ])('what cannot be converted is a problem of the row, case %#', (options, value) => {
    expect(() => convert(value, options)).toThrow(RowProblem);
    expect(() => convert(value, options)).toThrow(`is no ${options.as}`);
  });

  test('texts that mean missing', () => {
    expect(convert('NULL', { as: 'number', missing: ['NULL', '-'] })).toBeUndefined();
    expect(convert(' - ', { missing: ['NULL', '-'] })).toBeUndefined();
    expect(convert('5', { as: 'number', missing: ['NULL'] })).toBe(5);
    expect(converted(() => undefined, { column: 'c', as: 'number' })([])).toBeUndefined();
  });

  test('a time zone that does not exist is found before the first row', () => {
    expect(() => converted(() => undefined, { column: 'c', as: 'time', zone: 'Asia/Nowhere' })).toThrow('time zone');
  });
});
