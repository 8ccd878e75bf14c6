import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  type Discount,
  decodeIdentity,
  discountsOf,
  encodeIdentity,
  type IdentityRecord,
  identifierKey,
  identifierOfKey,
  type LiveIdentity,
} from './record.ts';

const origin = { at: fc.integer(), partition: fc.nat(1023), position: fc.maxSafeNat(), source: fc.string() };
const id = fc.string({ minLength: 1 });
const record: fc.Arbitrary<IdentityRecord> = fc.oneof(
  fc.record({ state: fc.constant('merged' as const), into: id }),
  fc.record({
    state: fc.constant('live' as const),
    links: fc.array(fc.record({ identifier: fc.tuple(fc.string(), fc.string()), first: id, ...origin })),
    merges: fc.array(fc.record({ from: id, into: id, ...origin })),
  }),
);

it('keeps a record as it was, in the same bytes for the same content', () => {
  fc.assert(
    fc.property(record, (before) => {
      const bytes = encodeIdentity(before);
      expect(decodeIdentity(bytes)).toEqual(before);
      expect(encodeIdentity(decodeIdentity(bytes))).toEqual(bytes);
    }),
  );
});

it('does not depend on the order in which an object was built', () => {
  const link = { source: 'm', position: 2, partition: 0, at: 1, first: 'c1', identifier: ['email', 'a@b.c'] as const };
  const same = { identifier: ['email', 'a@b.c'] as const, first: 'c1', at: 1, partition: 0, position: 2, source: 'm' };
  const bytes = encodeIdentity({ state: 'live', links: [link], merges: [] });
  expect(encodeIdentity({ merges: [], links: [same], state: 'live' })).toEqual(bytes);
  expect(Buffer.from(bytes).toString()).toBe('[1,[["email","a@b.c","c1",1,0,2,"m"]],[]]');
});

it('reads bytes that lie inside a larger buffer', () => {
  const bytes = encodeIdentity({ state: 'merged', into: 'c2' });
  const slab = Buffer.concat([Buffer.from('xx'), bytes, Buffer.from('yy')]);
  expect(decodeIdentity(slab.subarray(2, 2 + bytes.length))).toEqual({ state: 'merged', into: 'c2' });
});

it('refuses a version it does not know', () => {
  expect(() => decodeIdentity(Buffer.from('[5,"c1"]'))).toThrow(/version 5: this program reads version 4/);
});

it('gives each identifier a key of its own, and the identifier back', () => {
  expect(
    new Set([identifierKey(['a', 'bc']), identifierKey(['ab', 'c']), identifierKey(['a', 'b\u0000c']), identifierKey(['abc', ''])]).size,
  ).toBe(4);
  expect(identifierOfKey(identifierKey(['openid', 'o\u0000x:y']))).toEqual(['openid', 'o\u0000x:y']);
  expect(identifierOfKey(identifierKey(['user_id', '']))).toEqual(['user_id', '']);
});

it('treats half a character as its UTF-8 bytes will: keys that are one on disk are one in memory', () => {
  const [low, high] = ['\udc00', '\ud800'].map((half) => identifierKey(['user_id', `a${half}`]));
  expect(low).toBe(high);
  expect(Buffer.from(low!).toString()).toBe(low);
});

it('keeps what partings have said of identifiers, each once and in order', () => {
  const discount = (value: string, until: number): Discount => ({ identifier: ['card', value], since: 0, until, how: 'left_out' });
  const discounts = discountsOf([discount('b', 2), discount('a', 9), discount('b', 2)])!;
  expect(discounts).toEqual([discount('a', 9), discount('b', 2)]);
  expect(discountsOf([])).toBeUndefined();
  for (const apart of [{}, { apart: [['c1', 'c2']] as const }]) {
    const record: LiveIdentity = { state: 'live', links: [], merges: [], ...apart, discounts };
    expect(decodeIdentity(encodeIdentity(record))).toEqual(record);
  }
});

it('keeps what is said of partings where there are several partitions, and records without it are as they were', () => {
  const partings = [{ parting: 7, customers: [['c2', 'c2']], identifiers: [['card', 'a', 'c2']] }] as const;
  const live: LiveIdentity = { state: 'live', links: [], merges: [], parted: 7, partings };
  expect(decodeIdentity(encodeIdentity(live))).toEqual(live);
  const merged = { state: 'merged', into: 'c1', since: 5, parted: 7, after: 3, partings } as const;
  expect(decodeIdentity(encodeIdentity(merged))).toEqual(merged);
  expect(Buffer.from(encodeIdentity({ state: 'merged', into: 'c1', since: 5 })).toString()).toBe('[1,"c1",5]');
});
