import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Write } from './state.ts';
import { assertWrites, prefixEnd, TABLES } from './write.ts';

describe('the end of a prefix', () => {
  it.each([
    [[1], [2]],
    [
      [1, 2, 3],
      [1, 2, 4],
    ],
    [[1, 255], [2]],
    [[0], [1]],
    [[7, 255, 255], [8]],
  ])('%j ends before %j', (prefix, end) => {
    expect([...prefixEnd(Uint8Array.from(prefix))!]).toEqual(end);
  });

  it('is the end of everything for a prefix that nothing follows', () => {
    expect(prefixEnd(new Uint8Array())).toBeUndefined();
    expect(prefixEnd(Uint8Array.of(255, 255))).toBeUndefined();
  });

  it('separates the keys with the prefix from all others', () => {
    const bytes = fc.uint8Array({ maxLength: 4, max: 255 });
    const edgy = fc.array(fc.constantFrom(0, 1, 254, 255), { maxLength: 4 }).map((list) => Uint8Array.from(list));
    fc.assert(
      fc.property(fc.oneof(bytes, edgy), fc.oneof(bytes, edgy), (prefix, key) => {
        const end = prefixEnd(prefix);
        const inside = Buffer.compare(key, prefix) >= 0 && (end === undefined || Buffer.compare(key, end) < 0);
        expect(inside).toBe(Buffer.compare(key.subarray(0, prefix.length), prefix) === 0);
      }),
      { numRuns: 1_000 },
    );
  });

  it('leaves the prefix as it was, also when it is a Buffer', () => {
    const prefix = Buffer.from([1, 2]);
    prefixEnd(prefix);
    expect([...prefix]).toEqual([1, 2]);
  });
});

describe('what may be written', () => {
  const write = (key: Uint8Array, value: unknown): Write => ({ table: 'meta', key, value: value as Uint8Array | undefined });

  it('is any key of 1 to 1,900 bytes with bytes or nothing', () => {
    expect(() => assertWrites([write(Uint8Array.of(0), undefined), write(new Uint8Array(1_900), new Uint8Array())])).not.toThrow();
  });

  it.each([0, 1_901])('is no key of %i bytes (S4)', (length) => {
    expect(() => assertWrites([write(new Uint8Array(length), undefined)])).toThrow(`not ${length}`);
  });

  it.each(['text', null, 7, [1]])('is no value like %j', (value) => {
    expect(() => assertWrites([write(Uint8Array.of(1), value)])).toThrow(TypeError);
  });

  it('goes into tables of which each has its own name', () => {
    expect(new Set(TABLES).size).toBe(TABLES.length);
  });
});
