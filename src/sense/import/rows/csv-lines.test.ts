import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CsvCutter, type CsvRow } from './csv-lines.ts';

function cut(
  text: string,
  { delimiter = ',', quote = '"', pieces = [text] }: { delimiter?: string; quote?: string; pieces?: readonly string[] } = {},
): CsvRow[] {
  const cutter = new CsvCutter(delimiter, quote);
  return [...pieces.flatMap((piece) => cutter.push(piece)), ...cutter.end()];
}

/** Every way to cut a text in two, and into single characters (V2). */
function cuts(text: string): string[][] {
  const inTwo = Array.from({ length: text.length + 1 }, (_, i) => [text.slice(0, i), text.slice(i)]);
  return [...inTwo, text.split('')];
}

const problems = (rows: readonly CsvRow[]): unknown[] => rows.map((row) => ('problem' in row ? row.problem : row));

describe('rows', () => {
  test.each<[string, CsvRow[]]>([
    ['', []],
    ['\n\r\n\n', []],
    ['a,b\n', [['a', 'b']]],
    ['a,b', [['a', 'b']]],
    [
      'a,b\r\nc,d\r\n',
      [
        ['a', 'b'],
        ['c', 'd'],
      ],
    ],
    [
      ',\n,,',
      [
        ['', ''],
        ['', '', ''],
      ],
    ],
    ['"a,b",c', [['a,b', 'c']]],
    [
      '"a\nb",c\nd,e',
      [
        ['a\nb', 'c'],
        ['d', 'e'],
      ],
    ],
    ['"a\r\n\r\nb"\r\nc', [['a\r\n\r\nb'], ['c']]],
    ['"say ""hi""",""', [['say "hi"', '']]],
    ['""""', [['"']]],
    ['5" pipe,6', [['5" pipe', '6']]],
    ['a,5" pipe\r\nb', [['a', '5" pipe'], ['b']]],
    [' "a",b', [[' "a"', 'b']]],
    ['"a",\n', [['a', '']]],
    ['a\rb,c', [['a\rb', 'c']]],
  ])('case %#, however it is cut', (text, expected) => {
    for (const pieces of cuts(text)) expect(cut(text, { pieces })).toEqual(expected);
  });

  test('other delimiters, also of several characters, and quotes', () => {
    const text = "a||'b||c'||d\ne||f||g";
    for (const pieces of cuts(text)) {
      expect(cut(text, { delimiter: '||', quote: "'", pieces })).toEqual([
        ['a', 'b||c', 'd'],
        ['e', 'f', 'g'],
      ]);
    }
    expect(cut('a\t"b\tc"', { delimiter: '\t' })).toEqual([['a', 'b\tc']]);
  });

  test('whatever is written is read back, however it is cut', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '茶', ',', '"', '\n', '\r', ' ', '🍵'), maxLength: 6 });
    const rows = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 6 });
    fc.assert(
      fc.property(rows, fc.constantFrom('\n', '\r\n'), fc.nat(), (written, newline, seed) => {
        const text = written.map((cells) => cells.map((one) => `"${one.replaceAll('"', '""')}"`).join(',')).join(newline);
        const at = text.length === 0 ? 0 : seed % text.length;
        expect(cut(text, { pieces: [text.slice(0, at), text.slice(at)] })).toEqual(written);
      }),
      { numRuns: 500 },
    );
  });
});

describe('faults', () => {
  test('cost their own line only (V1)', () => {
    const text = 'a,b\n"c" d,e\nf,g\n"h,i\nj,k\n';
    for (const pieces of cuts(text)) {
      expect(problems(cut(text, { pieces }))).toEqual([
        ['a', 'b'],
        'has text after a closing quote (cell 1)',
        ['f', 'g'],
        'has a quote that is not closed',
        ['j', 'k'],
      ]);
    }
  });

  test('of any text no line is lost (V1)', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', '\r'), maxLength: 40 }), (text) => {
        const rows = cut(text);
        const letters = rows
          .flatMap((row) => ('problem' in row ? [row.raw] : row))
          .join('')
          .replace(/[^ab]/g, '');
        expect(letters).toBe(text.replace(/[^ab]/g, ''));
        for (const pieces of cuts(text)) expect(cut(text, { pieces })).toEqual(rows);
      }),
      { numRuns: 500 },
    );
  });

  test('a quote that is never closed does not collect the file', () => {
    const cutter = new CsvCutter(',', '"');
    const found = [cutter.push('"open,1\n')];
    const piece = 'a,b\n'.repeat(10_000);
    for (let i = 0; i < 40; i++) found.push(cutter.push(piece));
    // It is given up while the text is still coming, not at its end.
    expect(found.flat().length).toBeGreaterThan(250_000);
    const rows = [...found, cutter.end()].flat();
    expect(problems(rows.slice(0, 2))).toEqual(['has a quote that is not closed', ['a', 'b']]);
    expect(rows).toHaveLength(400_001);
  });

  test('a line without end is a fault', () => {
    expect(problems(cut(`${'x'.repeat(2_000_000)}\na,b`))).toEqual([expect.stringContaining('longer than'), ['a', 'b']]);
  });
});
