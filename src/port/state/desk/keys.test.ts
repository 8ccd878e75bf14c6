import fc from 'fast-check';
import { expect, it } from 'vitest';
import { prefixEnd } from '../write.ts';
import { deskKey, deskKeyParts } from './keys.ts';

const text = fc.string({ unit: fc.constantFrom('\u0000', '\u0001', 'a', 'b', 'é', '\uffff'), maxLength: 4 });
const number = fc.oneof(fc.nat(300), fc.maxSafeNat());
/** Of one shape, as the keys of one kind are. */
const tuple = fc.tuple(text, number, text);

function order(a: readonly (string | number)[], b: readonly (string | number)[]): number {
  const [x, y] = [a, b].map((parts) => parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));
  for (const [i, part] of x!.entries()) {
    const other = y![i]!;
    const difference = Buffer.isBuffer(part) ? Buffer.compare(part, other as Buffer) : part - (other as number);
    if (difference !== 0) return Math.sign(difference);
  }
  return 0;
}

it('orders as the parts do, whatever is in them', () => {
  fc.assert(
    fc.property(tuple, tuple, (a, b) => {
      expect(Buffer.compare(deskKey(...a), deskKey(...b))).toBe(order(a, b));
    }),
  );
});

it('gives the parts back', () => {
  fc.assert(
    fc.property(tuple, (parts) => {
      expect(deskKeyParts(deskKey(...parts), ['text', 'number', 'text'])).toEqual(parts);
    }),
  );
});

it('has the key of the first parts as the prefix of those that begin with them, and of no other', () => {
  fc.assert(
    fc.property(text, tuple, (first, parts) => {
      const [key, prefix] = [deskKey(...parts), deskKey(first)];
      const inside = Buffer.compare(key, prefix) >= 0 && Buffer.compare(key, prefixEnd(prefix)!) < 0;
      expect(inside).toBe(parts[0] === first);
    }),
  );
});

it.each([-1, 1.5, 2 ** 53, Number.NaN])('takes no number like %d', (part) => {
  expect(() => deskKey(part)).toThrow(RangeError);
});
