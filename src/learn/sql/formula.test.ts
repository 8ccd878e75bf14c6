import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addScaled, divideScaled, multiplyScaled, SCALED_MAX, type Scaled } from '../../base/index.ts';
import type { Expression, ScoreTrait } from '../../define/index.ts';
import { formulaSql, type Reader, scoreSql } from './formula.ts';
import { openTrial } from './trial.suite.ts';
import { asDecimal, asScalar, type Value } from './value.ts';

const trial = openTrial();

/** Traits a, b, c are decimals in columns of these names; `none` is missing. */
const columns: Reader = {
  trait: (id) => (id === 'none' ? { kind: 'decimal', sql: "CAST(NULL, 'Nullable(Int64)')" } : { kind: 'decimal', sql: id }),
  at: { now: 0, zone: 'UTC' },
  condition: () => 'yes',
};
const t = (trait: string): Expression => ({ trait });

async function decimals(expression: Expression, rows: readonly (readonly (number | null)[])[]): Promise<(number | null)[]> {
  const list = ['a', 'b', 'c'].map((name, index) => `toInt64OrNull(x[${index + 1}]) AS ${name}`);
  const sql = asDecimal(formulaSql(expression, columns));
  const texts = rows.map((row) => row.map((one) => (one === null ? 'none' : String(one))));
  return trial.values(`tupleElement((${list.join(', ')}, ${sql}), 4)`, 'Array(String)', texts);
}

describe('6.1: arithmetic', () => {
  const number = fc.oneof(
    fc.constantFrom<Scaled | null>(0, 1, -1, 10_000, -10_000, 33_333, SCALED_MAX, -SCALED_MAX, null),
    fc.integer({ min: -1_000_000, max: 1_000_000 }),
    fc.integer({ min: -SCALED_MAX, max: SCALED_MAX }),
  );
  const oracle: Record<string, (a: Scaled, b: Scaled) => Scaled | undefined> = {
    add: addScaled,
    subtract: (a, b) => addScaled(a, -b),
    multiply: multiplyScaled,
    divide: divideScaled,
    min: Math.min,
    max: Math.max,
  };

  it.each(['add', 'subtract', 'multiply', 'divide', 'min', 'max'] as const)('%s, of two and of three', async (op) => {
    const fold = (operands: readonly (Scaled | null)[]): Scaled | null =>
      operands.reduce<Scaled | null>((sum, one, index) => {
        if (index === 0) return one;
        return sum === null || one === null ? null : (oracle[op]!(sum, one) ?? null);
      }, null);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(number, number, number), { minLength: 1, maxLength: 40 }), async (rows) => {
        const two = await decimals({ op, args: [t('a'), t('b')] }, rows);
        expect(two.map(plus0)).toEqual(rows.map(([a, b]) => plus0(fold([a, b]))));
        const three = await decimals({ op, args: [t('a'), t('b'), t('c')] }, rows);
        expect(three.map(plus0)).toEqual(rows.map((row) => plus0(fold(row))));
      }),
      { numRuns: 15, seed: 11 },
    );
  });

  it('of anything missing is missing', async () => {
    expect(await decimals({ op: 'max', args: [t('none'), t('a')] }, [[5, 5, 5]])).toEqual([null]);
    expect(await decimals({ op: 'add', args: [t('a'), t('none'), t('b')] }, [[5, 5, 5]])).toEqual([null]);
  });
});

describe('what a formula gives', () => {
  const text: Value = { kind: 'scalar', sql: "'sx'" };
  const none: Value = { kind: 'scalar', sql: "''" };
  const list: Value = { kind: 'list', sql: "['sa']" };
  const time: Value = { kind: 'time', sql: 'toNullable(toFloat64(1000))' };
  const number: Value = { kind: 'decimal', sql: 'toNullable(toInt64(25000))' };
  const reader: Reader = { trait: (id) => ({ text, none, list, time, number })[id]!, at: { now: 0, zone: 'UTC' }, condition: () => '1' };

  it.each<[string, Expression, Value['kind'], string]>([
    ['6.1: a literal', { literal: 'x' }, 'scalar', 'sx'],
    ['6.4: a time is a number', t('time'), 'scalar', 'n1000'],
    ['6.2: decimals stay decimals', { op: 'coalesce', args: [t('number')] }, 'scalar', 'n2.5'],
    ['6.2: the first that is there', { op: 'coalesce', args: [t('none'), t('text'), t('number')] }, 'scalar', 'sx'],
    ['6.2: with a list it may be either', { op: 'coalesce', args: [t('none'), t('list')] }, 'either', ''],
    ['6.2: of nothing', { op: 'coalesce', args: [] }, 'scalar', ''],
    ['6.2: if', { op: 'if', when: { combinator: 'and', rules: [] }, then: t('number'), otherwise: t('number') }, 'decimal', 'n2.5'],
    [
      '6.2: if, of two kinds',
      { op: 'if', when: { combinator: 'and', rules: [] }, then: t('text'), otherwise: t('number') },
      'scalar',
      'sx',
    ],
    ['6.3: concat', { op: 'concat', args: [t('text'), t('number'), { literal: true }] }, 'scalar', 'sx2.5true'],
    ['6.3: concat with a time beyond the range', { op: 'concat', args: [{ literal: 1e12 }] }, 'scalar', ''],
    ['6.3: concat with a list', { op: 'concat', args: [t('text'), t('list')] }, 'scalar', ''],
    ['6.3: concat of nothing', { op: 'concat', args: [] }, 'scalar', 's'],
  ])('%s', async (_, expression, kind, expected) => {
    const value = formulaSql(expression, reader);
    expect(value.kind).toBe(kind);
    expect(await trial.value(asScalar(value))).toBe(expected);
  });

  it('does not grow beyond measure with the depth of the formula', () => {
    const deep = (depth: number): Expression => (depth === 0 ? t('number') : { op: 'multiply', args: [deep(depth - 1), t('text')] });
    const one = asDecimal(formulaSql(deep(1), reader)).length;
    expect(asDecimal(formulaSql(deep(30), reader)).length).toBeLessThan(one * 31);
  });
});

describe('6.5: scores', () => {
  const score: ScoreTrait = { kind: 'trait', id: 'r', name: { en: '-', zh: '-' }, score: { of: 'a', bins: 4 } };
  const reversed: ScoreTrait = { ...score, score: { ...score.score, reverse: true } };
  const edges = [10_000, 20_000, 20_000];
  const bins = async (trait: ScoreTrait, list: readonly (string | null)[]): Promise<(number | null)[]> =>
    trial.values(
      `tupleElement((toInt64OrNull(x) AS a, ${scoreSql(trait, edges, columns).sql}), 2)`,
      'String',
      list.map((one) => one ?? 'none'),
    );

  it('bins include their upper edge', async () => {
    expect(await bins(score, ['-5', '10000', '10001', '20000', '20001', null])).toEqual([10_000, 10_000, 20_000, 20_000, 40_000, null]);
  });

  it('reversed', async () => {
    expect(await bins(reversed, ['-5', '10000', '10001', '20000', '20001', null])).toEqual([40_000, 40_000, 30_000, 30_000, 10_000, null]);
  });

  it('are missing without a model', async () => {
    expect(await trial.value(scoreSql(score, undefined, columns).sql)).toBeNull();
  });
});

function plus0(number: number | null): number | null {
  return number === null ? null : number + 0;
}
