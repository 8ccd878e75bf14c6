import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { bar, columns, widthOf } from './layout.ts';

describe('columns', () => {
  test('are as wide as their widest cell; numbers stand to the right', () => {
    const heads = [{ head: 'month' }, { head: 'orders', right: true }, { head: '' }];
    expect(
      columns(heads, [
        ['2011-01', '7', '█'],
        ['2011-02', '1,000,000'],
      ]),
    ).toEqual(['month       orders', '2011-01          7  █', '2011-02  1,000,000']);
  });

  test('count Chinese characters and full-width signs as two', () => {
    expect(widthOf('裁决：allowed（值）')).toBe(4 + 2 + 7 + 2 + 2 + 2);
    const lines = columns(
      [{ head: '旅程' }, { head: 'n', right: true }],
      [
        ['welcome', '1'],
        ['欢迎', '22'],
      ],
    );
    expect(lines).toEqual(['旅程      n', 'welcome   1', '欢迎     22']);
    expect(new Set(lines.map(widthOf)).size).toBe(1);
  });

  test('align whatever stands in them', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', '值', '，', ' ', '9'), maxLength: 8 }).map((text) => `${text}.`);
    fc.assert(
      fc.property(fc.array(fc.tuple(cell, cell), { minLength: 1 }), (rows) => {
        const [, ...lines] = columns([{ head: 'a' }, { head: 'b', right: true }], rows);
        expect(new Set(lines.map(widthOf)).size).toBe(1);
      }),
      { seed: 22 },
    );
  });
});

describe('a bar', () => {
  test.each([
    [0, 10, ''],
    [10, 10, '████'],
    [5, 10, '██'],
    [1, 32, '▏'],
    [2.5, 10, '█'],
    [3, 32, '▍'],
    [0.001, 10, '▏'],
    [-5, 10, ''],
    [5, 0, ''],
    [1, Number.NEGATIVE_INFINITY, ''],
  ])('for %d of %d is %j', (value, largest, text) => {
    expect(bar(value, largest, 4)).toBe(text);
  });

  test('never grows beyond its width, and grows with its value', () => {
    fc.assert(
      fc.property(fc.nat(1_000), fc.nat(1_000), (a, b) => {
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(bar(low, 1_000, 20).length).toBeLessThanOrEqual(bar(high, 1_000, 20).length);
        expect(bar(high, 1_000, 20).length).toBeLessThanOrEqual(20);
      }),
      { seed: 23 },
    );
  });
});
