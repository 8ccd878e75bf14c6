/** B1 and B2: a bundle holds exactly the parts it was given, in whatever order and steps they came. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { VolanoError } from '../base/index.ts';
import { Bundle, hasRowsBeside } from './bundle.ts';

const NAMES = ['k', 'j', 'g', 'eOrder Completed', 'eProduct Viewed', 'e下单', 'e*', 'eitems#a.b'];

const parts = fc.array(fc.tuple(fc.constantFrom(...NAMES), fc.uint8Array({ maxLength: 300 })), { maxLength: 12 });

const contents = (bundle: Bundle) => new Map([...bundle.keys()].map((name) => [name, [...bundle.get(name)!]]));

const inSteps = (writes: readonly (readonly [string, Uint8Array])[]) =>
  writes.reduce((bundle, [name, bytes]) => bundle.with([[name, bytes]]), Bundle.EMPTY);

describe('B1', () => {
  test('the bytes are a function of the parts, however they came', () => {
    fc.assert(
      fc.property(parts, (writes) => {
        const last = new Map(writes);
        const [stepwise, atOnce] = [inSteps(writes), Bundle.EMPTY.with([...last])];
        if (writes.length > 0) expect(stepwise.bytes).toEqual(atOnce.bytes);
        expect([...stepwise.keys()]).toEqual([...last.keys()].sort());
        expect(contents(stepwise)).toEqual(new Map([...last].map(([name, bytes]) => [name, [...bytes]])));
      }),
    );
  });

  test('what was written is read back, also after more was written', () => {
    fc.assert(
      fc.property(parts, parts, (first, second) => {
        const bundle = Bundle.EMPTY.with([...new Map(first)]);
        const read = Bundle.read(bundle.bytes);
        expect(contents(read)).toEqual(contents(bundle));
        expect(read.with([...new Map(second)]).bytes).toEqual(bundle.with([...new Map(second)]).bytes);
      }),
    );
  });

  test('what is missing is undefined', () => {
    expect(Bundle.EMPTY.get('k')).toBeUndefined();
    expect([...Bundle.EMPTY.keys()]).toEqual([]);
    expect(Bundle.EMPTY.with([['k', Uint8Array.of(1)]]).get('g')).toBeUndefined();
  });
});

test('B2. A bundle stays what it was when another is made of it', () => {
  const before = Bundle.EMPTY.with([['k', Uint8Array.of(1, 2)]]);
  const bytes = [...before.bytes];
  const after = before.with([
    ['k', Uint8Array.of(3)],
    ['g', Uint8Array.of(4, 5, 6)],
  ]);
  expect([...before.bytes]).toEqual(bytes);
  expect([[...before.get('k')!], [...after.get('k')!], [...after.get('g')!]]).toEqual([[1, 2], [3], [4, 5, 6]]);
});

test('whether there are rows beside it is remembered, and seen from the bytes', () => {
  const alone = Bundle.EMPTY.with([['k', Uint8Array.of(1)]]);
  const beside = alone.with([['k', Uint8Array.of(2)]], true);
  const later = Bundle.read(beside.bytes).with([['g', Uint8Array.of(3)]]);
  expect([alone, beside, later].map(({ bytes, rowsBeside }) => [hasRowsBeside(bytes), rowsBeside])).toEqual([
    [false, false],
    [true, true],
    [true, true],
  ]);
});

describe('what is no bundle', () => {
  const good = Bundle.EMPTY.with([['k', Uint8Array.of(1, 2, 3)]]).bytes;
  const codeOf = (bytes: Uint8Array): string => {
    try {
      Bundle.read(bytes);
    } catch (error) {
      if (error instanceof VolanoError) return error.code;
      throw error;
    }
    return 'read';
  };

  test('another version, an end too early or too late', () => {
    expect(codeOf(good)).toBe('read');
    expect(codeOf(Uint8Array.from(good, (byte, i) => (i === 0 ? 99 : byte)))).toBe('VOLANO_STATE_VERSION_UNKNOWN');
    for (let length = 0; length < good.length; length++) expect(codeOf(good.subarray(0, length))).toBe('VOLANO_STATE_VERSION_UNKNOWN');
    expect(codeOf(Uint8Array.from([...good, 0]))).toBe('VOLANO_STATE_VERSION_UNKNOWN');
  });
});
