import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Identifier } from '../../entry.ts';
import { compileIdentityRules } from './rules.ts';
import { StoredIdentity } from './store.suite.ts';

const namespaces = ['user_id', 'phone', 'email', 'card', 'anonymous_id'] as const;
const define = (limit: (index: number) => number) =>
  compileIdentityRules(
    namespaces.map((id, index) => ({ kind: 'namespace', id, name: { en: id, zh: id }, priority: index + 1, limit: limit(index) })),
    { max: 100, per: '1d' },
  );
const free = define(() => 1_000);
const tight = define((index) => [1, 2, 2, 3, 4][index]!);

/** Few values, so that events meet. */
const identifier: fc.Arbitrary<Identifier> = fc.tuple(
  fc.constantFrom(...namespaces),
  fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5', 'v6', 'v7'),
);
const blockable: fc.Arbitrary<Identifier> = fc.oneof(
  { arbitrary: identifier, weight: 9 },
  { arbitrary: fc.tuple(fc.constantFrom(...namespaces), fc.constantFrom('null', '000', '')), weight: 1 },
);
const events = fc.array(fc.array(identifier, { minLength: 1, maxLength: 4 }), { maxLength: 30 });
const rough = fc.array(fc.array(blockable, { maxLength: 5 }), { maxLength: 40 });

it('finds the same groups in any order of arrival while no limit is hit (K3), those of a plain union of what came together', () => {
  fc.assert(
    fc.property(shuffled(events), ([inOrder, otherwise]) => {
      const [a, b] = [run(free, inOrder), run(free, otherwise)];
      expect(b.groups()).toEqual(a.groups());
      expect(a.groups()).toEqual(components(inOrder));
      a.checkInvariants();
      b.checkInvariants();
    }),
    { numRuns: 300 },
  );
});

it('keeps every limit and every identifier with one live customer, whatever comes (K1, K2, K4, K5)', () => {
  fc.assert(
    fc.property(rough, (list) => {
      const identity = new StoredIdentity(tight);
      for (const event of list) {
        const { customer, merges } = identity.one(...event);
        expect(identity.record(customer)?.state).toBe('live');
        for (const { from, into } of merges) {
          expect(into).toBe(customer);
          expect(from > into, 'K3').toBe(true);
        }
        identity.checkInvariants();
      }
    }),
    { numRuns: 300 },
  );
});

it('comes to the same records and facts however the events are cut into batches', () => {
  fc.assert(
    fc.property(rough, fc.array(fc.integer({ min: 1, max: 9 })), (list, sizes) => {
      const [single, cut] = [run(tight, list), new StoredIdentity(tight)];
      for (let from = 0, i = 0; from < list.length; i++) {
        const size = sizes[i] ?? 1_000;
        cut.batch(list.slice(from, from + size));
        from += size;
      }
      expect(cut.facts).toEqual(single.facts);
      expect(new Map([...cut.identities].sort())).toEqual(new Map([...single.identities].sort()));
      expect(new Map([...cut.identifiers].sort())).toEqual(new Map([...single.identifiers].sort()));
    }),
    { numRuns: 300 },
  );
});

it('never forgets: links keep their first customer, and merges rebuild who was part of whom (K6)', () => {
  fc.assert(
    fc.property(rough, (list) => {
      const identity = new StoredIdentity(tight);
      const first = new Map<string, string>();
      for (const event of list) {
        const { customer, facts } = identity.one(...event);
        for (const { action, name, detail } of facts) if (action === 'linked') first.set(`${name}:${detail?.value}`, customer);
      }
      for (const customer of identity.identities.keys()) {
        const record = identity.record(customer)!;
        if (record.state === 'merged') continue;
        const members = new Set([customer]);
        for (const { from, into } of record.merges.toReversed()) {
          expect(members.has(into)).toBe(true);
          members.add(from);
        }
        for (const link of record.links) {
          expect(link.first).toBe(first.get(link.identifier.join(':')));
          expect(members.has(link.first)).toBe(true);
        }
      }
    }),
    { numRuns: 200 },
  );
});

function run(rules: ReturnType<typeof define>, list: readonly (readonly Identifier[])[]): StoredIdentity {
  const identity = new StoredIdentity(rules);
  for (const event of list) identity.one(...event);
  return identity;
}

function shuffled<T>(list: fc.Arbitrary<T[]>): fc.Arbitrary<[T[], T[]]> {
  return list.chain((items) =>
    fc.tuple(fc.constant(items), fc.shuffledSubarray(items, { minLength: items.length, maxLength: items.length })),
  );
}

/** The oracle: unites sets until nothing overlaps. */
function components(list: readonly (readonly Identifier[])[]): string[][] {
  let groups: Set<string>[] = [];
  for (const event of list) {
    const united = new Set(event.map((pair) => pair.join(':')));
    for (const group of groups) if ([...group].some((name) => united.has(name))) for (const name of group) united.add(name);
    groups = [...groups.filter((group) => ![...group].some((name) => united.has(name))), united];
  }
  return groups.map((group) => [...group].sort()).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}
