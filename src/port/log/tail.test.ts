import fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertPartition, Tail } from './tail.ts';

const request = (at: number): { at: number; value: Uint8Array } => ({ at, value: new Uint8Array() });

it('starts at position 1 and takes the first time as it is', () => {
  expect(new Tail().stamp([request(-9)])).toEqual([{ position: 1, at: -9 }]);
});

it('goes on from the last record (L1, L2)', () => {
  const tail = new Tail({ position: 41, at: 100 });
  expect(tail.stamp([request(99), request(101)])).toEqual([
    { position: 42, at: 100 },
    { position: 43, at: 101 },
  ]);
  expect(tail.last).toEqual({ position: 43, at: 101 });
});

it('counts up by one and never back in time, whatever is proposed (L1, L2)', () => {
  fc.assert(
    fc.property(fc.array(fc.array(fc.integer(), { maxLength: 5 })), (calls) => {
      const tail = new Tail();
      const stamps = calls.flatMap((ats) => tail.stamp(ats.map(request)));
      expect(stamps.map(({ position }) => position)).toEqual(stamps.map((_, i) => i + 1));
      let highest = Number.MIN_SAFE_INTEGER;
      calls.flat().forEach((at, i) => {
        highest = Math.max(highest, at);
        expect(stamps[i]!.at).toBe(highest);
      });
    }),
  );
});

it.each([Number.NaN, Number.POSITIVE_INFINITY, 0.5, 2 ** 60])('stamps nothing of a call that proposes %d', (at) => {
  const tail = new Tail({ position: 3, at: 5 });
  expect(() => tail.stamp([request(9), request(at)])).toThrow(RangeError);
  expect(tail.last).toEqual({ position: 3, at: 5 });
});

it('knows partitions from 0 up', () => {
  expect(() => assertPartition(2, 3)).not.toThrow();
  for (const wrong of [3, -1, 1.5, Number.NaN]) expect(() => assertPartition(wrong, 3)).toThrow('partitions 0 to 2');
});
