import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CustomerId } from '../../../base/index.ts';
import type { Identifier } from '../../entry.ts';
import { Parting } from './parting.ts';
import { identifierKey } from './record.ts';
import { compileIdentityRules, type IdentityRules } from './rules.ts';
import { StoredIdentity } from './store.suite.ts';

const NAME = { en: 'x', zh: 'x' };
const define = (...namespaces: readonly (readonly [id: string, limit: number, merges?: boolean])[]): IdentityRules =>
  compileIdentityRules(
    namespaces.map(([id, limit, merges = true], i) => ({ kind: 'namespace', id, name: NAME, priority: i + 1, limit, merges })),
    { max: 1_000, per: '1d' },
  );
const RULES = define(['user', 10], ['email', 10], ['device', 10]);

const user = (value: string): Identifier => ['user', value];
const email = (value: string): Identifier => ['email', value];
const device = (value: string): Identifier => ['device', value];

/** Events of one log, and where each went; `part` parts a profile as the runtime does. */
class History {
  readonly identity: StoredIdentity;
  readonly #rules: IdentityRules;
  readonly #events: { readonly identifiers: readonly Identifier[]; readonly customer: CustomerId }[] = [];

  constructor(rules: IdentityRules = RULES) {
    this.identity = new StoredIdentity(rules);
    this.#rules = rules;
  }

  event(...identifiers: Identifier[]): CustomerId {
    const { customer } = this.identity.one(...identifiers);
    this.#events.push({ identifiers, customer });
    return customer;
  }

  customerOf(identifier: Identifier): CustomerId {
    return this.identity.identifiers.get(identifierKey(identifier))!;
  }

  /** Takes the merges of these customers back. Returns the sides, and whose each event is, by number from 1. */
  part(
    customer: CustomerId,
    from: readonly CustomerId[],
    {
      rules = this.#rules,
      without = [],
      suspect = [],
    }: { rules?: IdentityRules; without?: readonly number[]; suspect?: readonly Identifier[] } = {},
  ) {
    const record = this.identity.live(customer);
    const parts = new Set([customer, ...record.merges.map((merge) => merge.from)]);
    const isForeign = (identifier: Identifier) => {
      const owner = this.identity.identifiers.get(identifierKey(identifier));
      return owner !== undefined && owner !== customer;
    };
    const parting = new Parting({ customer, record, position: this.#events.length + 1, from, suspect, rules, isForeign });
    const owners = new Map<number, CustomerId>();
    this.#events.forEach(({ identifiers, customer: arrived }, i) => {
      const position = i + 1;
      if (!parts.has(arrived) || without.includes(position)) return;
      const address = { partition: 0, position, ordinal: 0 };
      owners.set(position, parting.resolve({ identifiers, at: 1_000 + position, address, source: `m${position}` }).customer);
    });
    parting.finish();
    this.identity.take(parting.changes());
    return {
      roots: parting.roots(),
      owner: (position: number) => parting.rootOf(owners.get(position)!),
      arrivedAs: (position: number) => parting.arrivedAs(owners.get(position)!, position),
      owners,
    };
  }
}

describe('two people taken for one', () => {
  it('gives each its identifiers and events back, and redirects to what each had absorbed', () => {
    const history = new History();
    const ada = history.event(user('ada'));
    const bob = history.event(device('bob-phone'));
    const bobUser = history.event(user('bob'));
    history.event(user('bob'), device('bob-phone'));
    history.event(user('ada'), user('bob'));
    history.event(user('bob'), email('bob@x'));
    const { roots, owner, arrivedAs } = history.part(ada, [bob]);
    expect(roots).toEqual([ada, bob]);
    expect([1, 2, 3, 4, 5, 6].map(owner)).toEqual([ada, bob, bob, bob, ada, bob]);
    expect([4, 5, 6].map(arrivedAs)).toEqual([bob, ada, ada]);
    expect(history.identity.record(bobUser)).toEqual({ state: 'merged', into: bob });
    expect(history.customerOf(email('bob@x'))).toBe(bob);
    expect(history.identity.live(ada)).toMatchObject({ merges: [], apart: [[ada, bob]] });
    expect(history.identity.live(bob)).toMatchObject({ apart: [[bob, ada]] });
    history.identity.checkInvariants();
  });

  it('keeps them apart from then on, also what takes one of them in (K7)', () => {
    const history = new History();
    const first = history.event(device('old'));
    const ada = history.event(user('ada'));
    const bob = history.event(user('bob'));
    history.event(user('ada'), user('bob'));
    history.part(ada, [bob]);
    const { facts } = history.identity.one(user('bob'), user('ada'), email('new'));
    expect(facts.map(({ action, name, detail }) => [action, name, detail?.reason])).toEqual([
      ['dropped', 'user', 'apart'],
      ['linked', 'email', undefined],
    ]);
    expect(history.customerOf(email('new'))).toBe(ada);
    expect(history.event(user('bob'), device('old'))).toBe(first);
    expect(history.event(user('ada'), device('old'))).toBe(ada);
    expect(history.identity.live(first).apart).toEqual([[bob, ada]]);
  });

  it('takes back the merges that are named and no others (N1)', () => {
    const history = new History();
    const [ada, , carl] = ['ada', 'bob', 'carl'].map((name) => history.event(user(name)));
    history.event(user('ada'), user('bob'));
    history.event(user('bob'), user('carl'));
    const { roots } = history.part(ada!, [carl!]);
    expect(roots).toEqual([ada, carl]);
    expect(history.customerOf(user('bob'))).toBe(ada);
  });

  it('of a chain sets free what was absorbed together, and with one in the middle falls what had rested on it', () => {
    const build = () => {
      const history = new History();
      const [ada, bob, carl] = ['ada', 'bob', 'carl'].map((name) => history.event(user(name)));
      history.event(user('bob'), user('carl'));
      history.event(user('carl'), user('ada'));
      return { history, ada: ada!, bob: bob!, carl: carl! };
    };
    const together = build();
    expect(together.history.part(together.ada, [together.bob]).roots).toEqual([together.ada, together.bob]);
    expect(together.history.customerOf(user('carl'))).toBe(together.bob);
    const all = build();
    expect(all.history.part(all.ada, [all.bob, all.carl]).roots).toEqual([all.ada, all.bob, all.carl]);
    const last = build();
    // Bob had come to Ada through Carl alone.
    expect(last.history.part(last.ada, [last.carl]).roots).toEqual([last.ada, last.carl, last.bob]);
    last.history.identity.checkInvariants();
  });
});

it('does not tear apart those whom one entry had brought in together', () => {
  const build = () => {
    const history = new History();
    const [till, ada, phone] = [device('till'), user('ada'), device('ada-phone')].map((one) => history.event(one));
    history.event(user('ada'), device('ada-phone'), device('till'));
    return { history, till: till!, ada: ada!, phone: phone! };
  };
  const { history, till, ada, phone } = build();
  expect(history.part(till, [ada, phone]).roots).toEqual([till, ada]);
  expect(history.customerOf(device('ada-phone'))).toBe(ada);
  expect(history.identity.live(till).apart).toEqual([
    [till, ada],
    [till, phone],
  ]);
  const alone = build();
  expect(alone.history.part(alone.till, [alone.ada]).roots).toEqual([alone.till, alone.ada]);
});

it('lets what caused the merge leave an entry first, however strong it is', () => {
  const build = () => {
    const history = new History();
    const till = history.event(user('till'));
    const ada = history.event(email('ada@x'));
    history.event(user('till'), email('ada@x'), device('new'));
    return { history, till, ada };
  };
  const strong = build();
  expect(strong.history.part(strong.till, [strong.ada]).owner(3)).toBe(strong.till);
  const weak = build();
  expect(weak.history.part(weak.till, [weak.ada], { suspect: [user('till')] }).owner(3)).toBe(weak.ada);
  expect(weak.history.customerOf(device('new'))).toBe(weak.ada);
});

describe('what the rules of today would not take', () => {
  it('stays: identifiers in their number, and values that are blocked since (N1)', () => {
    const history = new History();
    const ada = history.event(user('ada'));
    for (const name of ['a1', 'a2', 'a3']) history.event(user('ada'), email(name));
    history.event(email('a3'));
    const bob = history.event(user('bob'));
    history.event(user('ada'), user('bob'));
    const strict = compileIdentityRules([
      { kind: 'namespace', id: 'user', name: NAME, priority: 1, limit: 1 },
      { kind: 'namespace', id: 'email', name: NAME, priority: 2, limit: 1, blocked: ['a3'] },
    ]);
    const { owner } = history.part(ada, [bob], { rules: strict });
    expect(owner(5)).toBe(ada);
    for (const name of ['a1', 'a2', 'a3']) expect(history.customerOf(email(name))).toBe(ada);
  });

  it('leaves what a till had united by other merges as it is, though a till joins nobody today (N1)', () => {
    const history = new History();
    const ada = history.event(user('ada'), device('till'));
    const carl = history.event(user('carl'));
    history.event(user('carl'), device('till'));
    const bob = history.event(user('bob'));
    history.event(user('ada'), user('bob'));
    const till = history.event(device('till'));
    expect(till).toBe(ada);
    const today = define(['user', 10], ['email', 10], ['device', 10, false]);
    const { roots, owner } = history.part(ada, [bob], { rules: today });
    expect(roots).toEqual([ada, bob]);
    expect(history.identity.record(carl)).toEqual({ state: 'merged', into: ada });
    expect(owner(6)).toBe(ada);
    history.identity.checkInvariants();
  });

  it('links what only the merge had kept out', () => {
    const rules = define(['user', 2], ['email', 2]);
    const history = new History(rules);
    const ada = history.event(user('ada'), email('a1'));
    const bob = history.event(user('bob'), email('b1'));
    history.event(user('ada'), user('bob'));
    history.event(user('ada'), email('a2'));
    expect(history.customerOf(email('a2'))).toBeUndefined();
    history.part(ada, [bob]);
    expect(history.customerOf(email('a2'))).toBe(ada);
  });
});

it('takes nothing from others, and nothing for lost when an entry is missing (N2, N3)', () => {
  const history = new History();
  const ada = history.event(user('ada'));
  const bob = history.event(user('bob'), email('bob@x'));
  history.event(user('ada'), user('bob'));
  history.event(email('bob@x'));
  const other = history.event(user('zoe'), email('zoe@x'));
  const { roots, owner } = history.part(ada, [bob], { without: [2] });
  expect(roots).toEqual([ada, bob]);
  expect(owner(4)).toBe(bob);
  expect(history.customerOf(user('bob'))).toBe(bob);
  expect(history.customerOf(email('zoe@x'))).toBe(other);
  history.identity.checkInvariants();
});

it('remembers from whom a customer was parted before', () => {
  const history = new History();
  const [ada, bob, carl] = ['ada', 'bob', 'carl'].map((name) => history.event(user(name)));
  history.event(user('bob'), user('carl'));
  history.part(bob!, [carl!]);
  history.event(user('ada'), user('bob'));
  expect(history.identity.live(ada!).apart).toEqual([[bob, carl]]);
  history.part(ada!, [bob!]);
  expect(history.identity.live(ada!).apart).toEqual([[ada, bob]]);
  expect(history.identity.live(bob!).apart).toEqual([
    [bob, ada],
    [bob, carl],
  ]);
});

const identifier: fc.Arbitrary<Identifier> = fc.tuple(
  fc.constantFrom('user', 'email', 'device'),
  fc.constantFrom('v1', 'v2', 'v3', 'v4', 'v5'),
);

it('parts any profile into sides that hold all of its identifiers, each under an id of its own (N1 to N3, K1, K4, K7)', () => {
  let parted = 0;
  fc.assert(
    fc.property(
      fc.array(fc.array(identifier, { minLength: 1, maxLength: 3 }), { minLength: 5, maxLength: 25 }),
      fc.array(fc.array(identifier, { minLength: 1, maxLength: 3 }), { maxLength: 10 }),
      fc.infiniteStream(fc.boolean()),
      (events, later, choose) => {
        const history = new History(define(['user', 99], ['email', 99], ['device', 99]));
        for (const one of events) history.event(...one);
        const before = new Map(history.identity.identifiers);
        const ids = [...history.identity.identities.keys()];
        for (const customer of ids) {
          const record = history.identity.record(customer)!;
          if (record.state === 'merged' || record.merges.length === 0) continue;
          const from = record.merges.map((merge) => merge.from).filter(() => choose.next().value);
          if (from.length === 0) continue;
          parted++;
          const { roots, owners } = history.part(customer, from);
          const sides = new Set([customer, ...from].map((id) => rootOf(history, id)));
          const entries = new Set(record.merges.filter((merge) => from.includes(merge.from)).map(({ position }) => position));
          expect(sides.size).toBeLessThanOrEqual(from.length + 1);
          expect(sides.size).toBeGreaterThan(entries.size);
          expect(roots).toEqual(expect.arrayContaining([...sides]));
          for (const id of owners.values()) expect(ids).toContain(id);
          for (const link of record.links) expect(roots).toContain(history.customerOf(link.identifier));
        }
        expect(new Set(history.identity.identifiers.keys())).toEqual(new Set(before.keys()));
        history.identity.checkInvariants();
        for (const one of later) {
          history.event(...one);
          history.identity.checkInvariants();
        }
        expectApart(history, ids);
      },
    ),
    { numRuns: 300 },
  );
  expect(parted).toBeGreaterThan(100);
});

function rootOf(history: History, id: CustomerId): CustomerId {
  const record = history.identity.record(id)!;
  return record.state === 'merged' ? record.into : id;
}

/** Whoever was parted is in another profile than the one it was parted from. */
function expectApart(history: History, ids: readonly CustomerId[]): void {
  for (const id of ids) {
    const record = history.identity.record(id)!;
    if (record.state === 'merged') continue;
    for (const [own, other] of record.apart ?? []) {
      expect(rootOf(history, own)).toBe(id);
      expect(rootOf(history, other)).not.toBe(id);
    }
  }
}
