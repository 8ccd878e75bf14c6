/** E1: a reader reads back what a writer wrote, and the bytes say nothing else. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Scalar } from '../../../define/index.ts';
import { elementMark } from './accumulator.ts';
import { PartReader, PartWriter } from './part-writer.ts';

const UUID = '0192a4b0-77e1-7c3a-9b1f-00aa11bb22cc';

function written(write: (out: PartWriter) => void, out = new PartWriter()): Uint8Array {
  out.start(7);
  write(out);
  return out.end();
}

function each<T>(values: readonly T[], write: (value: T) => void): void {
  for (const value of values) write(value);
}

function reader(bytes: Uint8Array): PartReader {
  const from = new PartReader(bytes, 'eA');
  expect(from.byte()).toBe(7);
  return from;
}

function size(write: (out: PartWriter) => void): number {
  return written(write).length - 1;
}

const numbers = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.maxSafeInteger(),
  fc.constantFrom(Number.NaN, 0, 2 ** 50, -(2 ** 50), 2 ** 50 - 1, 1 - 2 ** 50, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);
/** Zero has one sign in what is kept. */
const plain = (value: number) => (value === 0 ? 0 : value);

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string(),
  fc.constantFrom('', 'ü', '😀', '\ud83d', '\ude00', 'a\u0000b', '\ud83dx'),
);
const mark = fc.oneof(
  text,
  fc.uuid(),
  fc.uuid().map((id) => id.toUpperCase()),
  fc.tuple(fc.uuid(), fc.nat(99_999)).map(([id, place]) => elementMark(id, place)),
  fc.constantFrom(UUID, `${UUID.slice(0, -1)}g`, UUID.replace('-', '_'), UUID.slice(0, 35), `${UUID}\ud83d`, UUID.replaceAll('-', '0')),
  fc.integer({ min: 0, max: 200 }).map((number) => `m${String(number).padStart(12, '0')}`),
);

describe('E1. what is written is read', () => {
  test('numbers', () => {
    fc.assert(
      fc.property(fc.array(numbers), (values) => {
        const from = reader(written((out) => each(values, (value) => out.number(value))));
        expect(values.map(() => from.number())).toEqual(values.map(plain));
      }),
    );
  });

  test('instants, whole or not, near each other or at the ends of time', () => {
    const time = fc.oneof(
      fc.integer({ min: 0, max: 4e12 }),
      fc.double({ noNaN: true }),
      fc.constantFrom(8.64e15, -8.64e15, 2 ** 50, -1, Number.NaN),
    );
    fc.assert(
      fc.property(fc.array(time), (times) => {
        const from = reader(written((out) => each(times, (one) => out.time(one))));
        expect(times.map(() => from.time())).toEqual(times.map(plain));
      }),
    );
  });

  test('marks, whatever stands before them', () => {
    fc.assert(
      fc.property(fc.array(mark, { size: 'medium' }), (marks) => {
        const from = reader(written((out) => each(marks, (one) => out.mark(one))));
        expect(marks.map(() => from.mark())).toEqual(marks);
      }),
      { numRuns: 500 },
    );
  });

  test('scalars', () => {
    const scalar: fc.Arbitrary<Scalar> = fc.oneof(text, numbers.filter(Number.isFinite).map(plain), fc.boolean());
    fc.assert(
      fc.property(fc.array(scalar), (scalars) => {
        const from = reader(written((out) => each(scalars, (one) => out.scalar(one))));
        expect(scalars.map(() => from.scalar())).toEqual(scalars);
      }),
    );
  });

  test('one after the other', () => {
    const bytes = written((out) => {
      out.count(300);
      out.time(1_700_000_000_000);
      out.mark(UUID);
      out.text('layout');
      out.time(1_700_000_000_001);
      out.mark(UUID);
      out.byte(9);
    });
    const from = reader(bytes);
    expect([from.count(), from.time(), from.mark(), from.name(), from.time(), from.mark(), from.byte()]).toEqual([
      300,
      1_700_000_000_000,
      UUID,
      'layout',
      1_700_000_000_001,
      UUID,
      9,
    ]);
  });
});

test('E1. a part is written alike, whatever the writer wrote before', () => {
  const write = (out: PartWriter) => {
    out.time(1_700_000_000_000);
    out.mark('m000000000002');
  };
  const used = new PartWriter();
  const before = written((out) => {
    out.time(1_600_000_000_000);
    out.mark('m000000000001');
  }, used);
  const copy = before.slice();
  expect(written(write, used)).toEqual(written(write));
  expect(before).toEqual(copy);
});

describe('what stands before makes the next short', () => {
  test('an instant near the last takes a few bytes', () => {
    const one = size((out) => out.time(1_700_000_000_000));
    expect(size((out) => each([1_700_000_000_000, 1_700_000_000_000], (time) => out.time(time))) - one).toBe(1);
    expect(size((out) => each([1_700_000_000_000, 1_700_000_060_000], (time) => out.time(time))) - one).toBe(3);
  });

  test('a mark shares the beginning of the last', () => {
    const one = size((out) => out.mark('m000000000001'));
    expect(size((out) => each(['m000000000001', 'm000000000002'], (id) => out.mark(id))) - one).toBe(3);
  });

  test('a UUID takes its 16 bytes, and the elements of its message few more', () => {
    expect(size((out) => out.mark(UUID))).toBe(19);
    const two = size((out) => each([elementMark(UUID, 0), elementMark(UUID, 1)], (id) => out.mark(id)));
    expect(two).toBeLessThan(32);
  });
});

test('bytes that end early are refused, and the part is named', () => {
  const bytes = written((out) => out.mark(UUID));
  const from = reader(bytes.subarray(0, 9));
  expect(() => from.mark()).toThrow(
    expect.objectContaining({ code: 'VOLANO_STATE_VERSION_UNKNOWN', details: expect.objectContaining({ part: 'eA' }) }),
  );
});
