import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createInboxTokens } from './token.ts';

const keys = [randomBytes(32)];
const tokens = createInboxTokens(keys);

test('K2: names its customer until its end', () => {
  const token = tokens.sign('c1', 5_000);
  expect(tokens.open(token, 4_999)).toEqual({ customer: 'c1', expiresAt: 5_000 });
  expect(tokens.open(token, 5_000)).toBeUndefined();
});

test('K1: any other character makes it nothing', () => {
  const token = tokens.sign('c1', 5_000);
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.constantFrom(...'aB3-_.=~ '), (place, character) => {
      const changed = token.slice(0, place) + character + token.slice(place + 1);
      expect(tokens.open(changed, 0) === undefined).toBe(changed !== token);
    }),
  );
  for (const given of ['', '.', 'i1.', `${token}.`, `${token}=`, 'x'.repeat(2_000)]) expect(tokens.open(given, 0)).toBeUndefined();
});

test('K1: another installation opens none, and an old key still opens its own', () => {
  const token = tokens.sign('c1', 5_000);
  expect(createInboxTokens([randomBytes(32)]).open(token, 0)).toBeUndefined();
  expect(createInboxTokens([randomBytes(32), ...keys]).open(token, 0)).toMatchObject({ customer: 'c1' });
  expect(() => createInboxTokens([])).toThrow(TypeError);
});
