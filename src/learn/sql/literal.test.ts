import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allOf, anyOf, column, integerLiteral, numberLiteral, textLiteral } from './literal.ts';
import { openTrial } from './trial.suite.ts';

const trial = openTrial();

describe('literals come back as they went in', () => {
  it('texts with quotes, backslashes, controls and any script', async () => {
    const texts = [
      '',
      "it's",
      '\\',
      "\\'",
      '\\n',
      '\n',
      '\t',
      '"',
      '`',
      '%_',
      '😀',
      '上海',
      "'; DROP TABLE events; --",
      '{x:String}',
      'a\0b',
    ];
    const sql = `[${texts.map(textLiteral).join(', ')}]`;
    expect(await trial.value(sql)).toEqual(texts);
  });

  it('any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.string({ unit: 'binary' }), { minLength: 1, maxLength: 20 }), async (texts) => {
        const whole = texts.map((text) => text.toWellFormed());
        expect(await trial.value(`[${whole.map(textLiteral).join(', ')}]`)).toEqual(whole);
      }),
      { numRuns: 15, seed: 1 },
    );
  });

  it('any finite number, to the last bit', async () => {
    const numbers = [0, 1, -1, 0.1, 1 / 3, 1e21, 1e-7, 5e-324, Number.MAX_VALUE, -Number.MAX_VALUE, 2 ** 53, 2 ** 64, 123456789.12345678];
    expect(await trial.value(`[${numbers.map(numberLiteral).join(', ')}]`)).toEqual(numbers);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 }), async (list) => {
        const back = await trial.value<number[]>(`[${list.map(numberLiteral).join(', ')}]`);
        expect(back.map((one) => one + 0)).toEqual(list.map((one) => one + 0));
      }),
      { numRuns: 15, seed: 2 },
    );
  });

  it('instants and scaled decimals', async () => {
    const integers = [0, -1, 1_711_843_200_000, Number.MAX_SAFE_INTEGER, -Number.MAX_SAFE_INTEGER];
    expect(await trial.value(`[${integers.map(integerLiteral).join(', ')}]`)).toEqual(integers);
  });
});

describe('names', () => {
  it.each(['trait_total', 'tag_with-dash', 'with`tick', 'back\\slash', '有'])('%s stays a column', async (name) => {
    expect(await trial.value(column(name), { [column(name)]: '7' })).toBe(7);
  });
});

describe('conjunctions', () => {
  it.each([
    [allOf([]), 1],
    [anyOf([]), 0],
    [allOf(['1', '0']), 0],
    [anyOf(['1', '0']), 1],
    [allOf(['1']), 1],
    [`NOT ${anyOf(['0', '1'])}`, 0],
    [`NOT ${allOf(['0', '1'])}`, 1],
    [allOf(['1', anyOf(['0', '0'])]), 0],
  ])('%s', async (sql, expected) => {
    expect(Number(await trial.value(`toUInt8(${sql})`))).toBe(expected);
  });
});
