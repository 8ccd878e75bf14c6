import fc from 'fast-check';
import { expect, test } from 'vitest';
import { printed } from './printed.ts';

test('what is printed is the same value again, at any depth and width', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 5 }), fc.nat(150), (value, indent) => {
      const plain = JSON.parse(JSON.stringify(value)) as unknown;
      expect(new Function(`return ${printed(plain, { indent })}`)()).toEqual(plain);
    }),
  );
});

test('a key that would set a prototype is a key', () => {
  const value = JSON.parse('{"__proto__":{"a":1}}') as unknown;
  expect(JSON.stringify(new Function(`return ${printed(value)}`)())).toBe(JSON.stringify(value));
});

test('reads as a person would write it', () => {
  expect(printed({ id: 'a', 'order-id': 1, says: "it's", both: `"it's"`, list: [], none: {} })).toBe(
    `{ id: 'a', 'order-id': 1, says: "it's", both: '"it\\'s"', list: [], none: {} }`,
  );
  expect(printed({ long: Array.from({ length: 3 }, (_, index) => ({ text: 'word '.repeat(8), index })) })).toBe(`{
  long: [
    { text: 'word word word word word word word word ', index: 0 },
    { text: 'word word word word word word word word ', index: 1 },
    { text: 'word word word word word word word word ', index: 2 },
  ],
}`);
});
