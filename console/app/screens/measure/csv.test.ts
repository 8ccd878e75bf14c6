import { expect, test } from 'vitest';
import { csvOf } from './csv.ts';

const linesOf = (text: string): readonly string[] => text.slice(1).split('\r\n');

test('Excel reads it as UTF-8, each row on a line', () => {
  const text = csvOf(['日期', '营收'], [['2026-03-01', 12.5]]);
  expect(text.charCodeAt(0)).toBe(0xfeff);
  expect(linesOf(text)).toEqual(['日期,营收', '2026-03-01,12.5', '']);
});

test('what has commas, quotes or line breaks is quoted; nothing is an empty field', () => {
  expect(linesOf(csvOf(['a'], [['x,y'], ['say "so"'], [null], ['']]))).toEqual(['a', '"x,y"', '"say ""so"""', '', '', '']);
  expect(csvOf(['a'], [['two\nlines']])).toContain('"two\nlines"');
});

test.each(['=1+1', '+1', '-2', '@SUM(A1)', '\t=1', '\r=1', '=cmd|"/c calc"!A1'])('%j is no formula in a spreadsheet', (text) => {
  const [, cell] = linesOf(csvOf(['a'], [[text.replace('\r', '')]]));
  const read = cell!.startsWith('"') ? cell!.slice(1) : cell!;
  if (/^[=+\-@\t]/.test(text)) expect(read.startsWith("'")).toBe(true);
});

test('numbers below zero stay numbers', () => {
  expect(linesOf(csvOf(['a'], [[-2.5], [1e21]]))).toEqual(['a', '-2.5', '1e+21', '']);
});
