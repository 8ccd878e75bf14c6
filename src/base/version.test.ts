import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { versionKey } from './version.ts';

const order = (a: string, b: string) => {
  const [x, y] = [versionKey(a)!, versionKey(b)!];
  return x < y ? -1 : x > y ? 1 : 0;
};

describe('versions', () => {
  test('are in the order that semver.org gives as its example', () => {
    const ascending = [
      '1.0.0-alpha',
      '1.0.0-alpha.1',
      '1.0.0-alpha.beta',
      '1.0.0-beta',
      '1.0.0-beta.2',
      '1.0.0-beta.11',
      '1.0.0-rc.1',
      '1.0.0',
    ];
    for (const [i, a] of ascending.entries()) for (const [k, b] of ascending.entries()) expect(order(a, b)).toBe(Math.sign(i - k));
  });

  test.each([
    ['1.9', '1.10', -1],
    ['1.2', '1.2.0', 0],
    ['v1.2.3', '1.2.3', 0],
    ['1.2.3+build.7', '1.2.3', 0],
    ['1.2.3.4', '1.2.3', 1],
    ['2', '1.999.999', 1],
    ['1.0-a', '1.0-ab', -1],
    ['1.0-a-b', '1.0-a.b', 1],
    ['1.0-9', '1.0-10', -1],
    ['1.0-9', '1.0-a', -1],
    ['01.2', '1.2', 0],
  ] as const)('%s against %s: %d', (a, b, expected) => {
    expect([order(a, b), order(b, a)]).toEqual([expected, 0 - expected]);
  });

  test.each(['', 'v', '1.', '.1', '1.2.3.4.5', '1.2-', '1.2-a..b', '1.2+', 'V1', ' 1', '1 ', '1.0000000000', '1,2', '1.2\n', 'latest'])(
    '%j is none',
    (text) => {
      expect(versionKey(text)).toBeUndefined();
    },
  );

  test('of numbers alone are in the order of their numbers', () => {
    const numbers = fc.array(fc.nat(999_999_999), { minLength: 4, maxLength: 4 });
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const at = a.findIndex((number, i) => number !== b[i]);
        expect(order(a.join('.'), b.join('.'))).toBe(at < 0 ? 0 : Math.sign(a[at]! - b[at]!));
      }),
    );
  });
});
