import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ByteReader, ByteWriter } from './index.ts';
import { VolanoError } from './volano-error.ts';

type Item = { readonly kind: 'varint' | 'time' | 'double'; readonly value: number } | { readonly kind: 'text'; readonly value: string };

const item: fc.Arbitrary<Item> = fc.oneof(
  fc.record({ kind: fc.constant('varint' as const), value: fc.maxSafeNat() }),
  fc.record({ kind: fc.constant('time' as const), value: fc.integer({ min: -(2 ** 47), max: 2 ** 47 - 1 }) }),
  fc.record({ kind: fc.constant('double' as const), value: fc.double({ noNaN: true }) }),
  fc.record({ kind: fc.constant('text' as const), value: fc.string({ unit: 'binary', maxLength: 200 }) }),
  fc.record({ kind: fc.constant('text' as const), value: fc.string({ maxLength: 70 }) }),
);

function write(writer: ByteWriter, one: Item): void {
  if (one.kind === 'text') writer.text(one.value);
  else writer[one.kind](one.value);
}

function written(items: readonly Item[], writer: ByteWriter = new ByteWriter()): Uint8Array {
  for (const one of items) write(writer, one);
  return writer.take();
}

test('what was written is read back, in order, and nothing is left over', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), (items) => {
      const reader = new ByteReader(written(items), 'test');
      expect(items.map(({ kind }) => reader[kind]())).toEqual(items.map(({ value }) => value));
      expect(reader.done).toBe(true);
    }),
  );
});

test('the bytes are a function of the values: a writer that was used before writes the same', () => {
  fc.assert(
    fc.property(fc.array(item), fc.array(item), (before, items) => {
      const used = new ByteWriter();
      written(before, used);
      expect(written(items, used)).toEqual(written(items));
    }),
  );
});

describe('lengths', () => {
  test.each([
    [0, 1],
    [127, 1],
    [128, 2],
    [2 ** 28 - 1, 4],
    [2 ** 28, 5],
    [1_795_000_000_000, 6],
    [Number.MAX_SAFE_INTEGER, 8],
  ])('%d takes %d bytes', (value, length) => {
    expect(written([{ kind: 'varint', value }])).toHaveLength(length);
  });

  test.each([
    ['', 1],
    ['abc', 4],
    ['x'.repeat(63), 64],
    ['x'.repeat(64), 66],
    ['中文', 7],
    ['\ud800', 3],
  ])('%j takes %d bytes', (value, length) => {
    expect(written([{ kind: 'text', value }])).toHaveLength(length);
  });
});

test('a text that is not well formed comes back as it was', () => {
  const value = 'half \udc00 a pair';
  expect(new ByteReader(written([{ kind: 'text', value }]), 'test').text()).toBe(value);
});

test('it grows beyond its first buffer', () => {
  const long = 'ü'.repeat(10_000);
  const reader = new ByteReader(
    written([
      { kind: 'text', value: long },
      { kind: 'varint', value: 7 },
    ]),
    'test',
  );
  expect([reader.text(), reader.varint()]).toEqual([long, 7]);
});

test('bytes that end early say so', () => {
  const whole = written([{ kind: 'text', value: 'some text' }]);
  expect(() => new ByteReader(whole.subarray(0, 4), 'part k').text()).toThrow(VolanoError);
  expect(() => new ByteReader(new Uint8Array(0), 'part k').varint()).toThrow(/part k/);
});

test('bytes are copied as they are, and names found again are the very same text', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.string({ unit: 'binary', maxLength: 80 }), (bytes, name) => {
      const writer = new ByteWriter();
      writer.text(name);
      writer.bytes(bytes);
      writer.bytes(bytes, 1, 1);
      const written = writer.take();
      for (let time = 0; time < 2; time++) {
        const reader = new ByteReader(written, 'test');
        expect(reader.name()).toBe(name);
        expect([...written.subarray(reader.position)]).toEqual([...bytes]);
      }
    }),
  );
});
