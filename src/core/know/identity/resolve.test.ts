import { describe, expect, it } from 'vitest';
import { customerIdOf } from '../../../base/index.ts';
import type { NamespaceDefinition } from '../../../define/index.ts';
import { IdentityOverlay } from './overlay.ts';
import { identifierKey } from './record.ts';
import { identitiesNeeded, resolve } from './resolve.ts';
import { compileIdentityRules } from './rules.ts';
import { StoredIdentity } from './store.suite.ts';

const rules = compileIdentityRules([]);
const store = (): StoredIdentity => new StoredIdentity(rules);
const namespace = (id: string, priority: number, limit: number): NamespaceDefinition => ({
  kind: 'namespace',
  id,
  name: { en: id, zh: id },
  priority,
  limit,
});

describe('nobody, one, several', () => {
  it('creates a customer named by time and place when nobody is found', () => {
    const { customer, created, merges } = store().one(['user_id', 'u1'], ['anonymous_id', 'a1']);
    expect(customer).toBe(customerIdOf(1_001, { partition: 0, position: 1, ordinal: 0 }));
    expect([created, merges]).toEqual([true, []]);
  });

  it('finds the customer again by any of its identifiers, without a fact', () => {
    const identity = store();
    const { customer } = identity.one(['user_id', 'u1'], ['anonymous_id', 'a1']);
    for (const known of [
      ['user_id', 'u1'],
      ['anonymous_id', 'a1'],
    ] as const) {
      expect(identity.one(known)).toEqual({ customer, created: false, merges: [], facts: [] });
    }
    expect(identity.one(['anonymous_id', 'a1'], ['user_id', 'u1']).facts).toEqual([]);
  });

  it('links what is new to the customer that is found', () => {
    const identity = store();
    const { customer } = identity.one(['anonymous_id', 'a1']);
    const second = identity.one(['anonymous_id', 'a1'], ['email', 'a@b.c']);
    expect([second.customer, second.created, second.merges]).toEqual([customer, false, []]);
    expect(identity.one(['email', 'a@b.c']).customer).toBe(customer);
    identity.checkInvariants();
  });

  it('merges several into the earliest (K3)', () => {
    const identity = store();
    const [a, b, c] = identity.batch([[['anonymous_id', 'a']], [['card', 'b']], [['email', 'c']]]).map(({ customer }) => customer);
    const merged = identity.one(['email', 'c'], ['card', 'b'], ['anonymous_id', 'a']);
    expect(merged.customer).toBe(a);
    expect(merged.merges).toEqual([
      { from: b, into: a },
      { from: c, into: a },
    ]);
    for (const identifier of [
      ['anonymous_id', 'a'],
      ['card', 'b'],
      ['email', 'c'],
    ] as const)
      expect(identity.one(identifier).customer).toBe(a);
    identity.checkInvariants();
  });

  it('leads a merged customer straight to the live one, however often that is merged on (K4)', () => {
    const identity = store();
    const ids = identity.batch([[['card', '1']], [['card', '2']], [['card', '3']], [['card', '4']]]).map(({ customer }) => customer);
    identity.one(['card', '3'], ['card', '4']);
    identity.one(['card', '2'], ['card', '3']);
    identity.one(['card', '1'], ['card', '2']);
    for (const absorbed of ids.slice(1)) expect(identity.record(absorbed!)).toEqual({ state: 'merged', into: ids[0] });
    identity.checkInvariants();
  });

  it('takes an identifier given twice as one', () => {
    const identity = store();
    identity.one(['user_id', 'u1'], ['user_id', 'u1']);
    expect(identity.live(identity.one(['user_id', 'u1']).customer).links).toHaveLength(1);
  });
});

describe('what many people share', () => {
  const till = { ...namespace('till', 80, 100), merges: false };
  const shared = (): StoredIdentity => new StoredIdentity(compileIdentityRules([till, { ...namespace('kiosk', 70, 100), merges: false }]));

  it('never joins profiles, and is linked to nobody who is named', () => {
    const identity = shared();
    const a = identity.one(['user_id', 'a'], ['till', 't1']);
    const b = identity.one(['user_id', 'b'], ['till', 't1']);
    expect(b.customer).not.toBe(a.customer);
    expect([a, b].map(({ facts }) => facts.map(({ action, name }) => `${action} ${name}`))).toEqual([
      ['created ', 'linked user_id'],
      ['created ', 'linked user_id'],
    ]);
    identity.checkInvariants();
  });

  it('has a profile of its own for what names nobody else', () => {
    const identity = shared();
    const { customer } = identity.one(['till', 't1']);
    expect(identity.one(['user_id', 'a'], ['till', 't1']).customer).not.toBe(customer);
    expect(identity.one(['till', 't1']).customer).toBe(customer);
    expect(identity.one(['till', 't1'], ['user_id', 'null']).customer, 'a blocked value names nobody').toBe(customer);
    identity.checkInvariants();
  });

  it('of several the strongest counts, and nothing is joined', () => {
    const identity = shared();
    const [t, k] = identity.batch([[['till', 't1']], [['kiosk', 'k1']]]).map(({ customer }) => customer);
    expect(identity.one(['till', 't1'], ['kiosk', 'k1']).customer).toBe(k);
    expect(identity.one(['till', 't1']).customer).toBe(t);
    identity.checkInvariants();
  });
});

describe('limits (K2)', () => {
  it('does not let a shared device merge two people: the device stays with the first', () => {
    const identity = store();
    const first = identity.one(['user_id', 'u1'], ['anonymous_id', 'kiosk']);
    const second = identity.one(['user_id', 'u2'], ['anonymous_id', 'kiosk']);
    expect(second.created).toBe(true);
    expect(second.customer).not.toBe(first.customer);
    expect(identity.one(['anonymous_id', 'kiosk']).customer).toBe(first.customer);
    expect(second.facts.filter(({ action }) => action === 'dropped').map(({ name, detail }) => [name, detail])).toEqual([
      ['anonymous_id', { value: 'kiosk', reason: 'limit' }],
    ]);
    identity.checkInvariants();
  });

  it('drops the weakest first, and goes on until it fits', () => {
    const identity = store();
    identity.one(['user_id', 'u1'], ['phone', '1380000']);
    const { customer } = identity.one(['user_id', 'u2'], ['email', 'b@b.c']);
    const third = identity.one(['anonymous_id', 'x'], ['phone', '1380000'], ['email', 'b@b.c'], ['user_id', 'u2']);
    expect(third.customer).toBe(customer);
    expect(third.facts.map(({ action, name }) => `${action} ${name}`)).toEqual(['dropped anonymous_id', 'dropped email', 'dropped phone']);
    expect(identity.one(['email', 'b@b.c']).customer).toBe(customer);
    identity.checkInvariants();
  });

  it('breaks ties of priority by the larger namespace, then the larger value', () => {
    const tied = new StoredIdentity(compileIdentityRules([namespace('a', 7, 1), namespace('b', 7, 1)]));
    const { facts } = tied.one(['b', '2'], ['a', '2'], ['b', '1'], ['a', '1']);
    expect(facts.map(({ action, name, detail }) => `${action} ${name} ${detail?.value}`)).toEqual([
      'dropped b 2',
      'dropped b 1',
      'dropped a 2',
      'created  undefined',
      'linked a 1',
    ]);
  });

  it('counts what both sides of a merge have', () => {
    const identity = store();
    identity.one(['email', 'a@b.c'], ['phone', '11111111'], ['phone', '22222222']);
    identity.one(['email', 'd@e.f'], ['phone', '33333333']);
    const refused = identity.one(['email', 'a@b.c'], ['email', 'd@e.f']);
    expect(refused.merges).toEqual([]);
    expect(refused.facts.map(({ action }) => action)).toEqual(['dropped']);
    identity.checkInvariants();
  });

  it('lets a profile that is above a stricter limit live on, but not grow', () => {
    const identity = store();
    const { customer } = identity.one(['user_id', 'u1'], ['phone', '11111111'], ['phone', '22222222']);
    const strict = new StoredIdentity(compileIdentityRules([namespace('phone', 4, 1)]));
    for (const [key, value] of identity.identifiers) strict.identifiers.set(key, value);
    for (const [key, value] of identity.identities) strict.identities.set(key, value);
    expect(strict.one(['user_id', 'u1'], ['email', 'a@b.c']).customer).toBe(customer);
    expect(strict.live(customer).links).toHaveLength(4);
    const grown = strict.one(['user_id', 'u1'], ['phone', '33333333']);
    expect(grown.facts.map(({ action, name }) => `${action} ${name}`)).toEqual(['dropped phone']);
    expect(strict.live(customer).links).toHaveLength(4);
  });

  it('stops at 100 merges of one profile', () => {
    const wide = new StoredIdentity(compileIdentityRules([namespace('card', 5, 10_000)], { max: 100, per: '1d' }));
    const { customer } = wide.one(['card', 'first']);
    for (let i = 1; i <= 105; i++) {
      wide.one(['card', `n${i}`]);
      wide.one(['card', 'first'], ['card', `n${i}`]);
    }
    expect(wide.live(customer).merges).toHaveLength(100);
    expect(wide.one(['card', 'n105']).customer).not.toBe(customer);
    wide.checkInvariants();
  });

  it('stops where a profile takes in others faster than any person does, keeps the events, and goes on when the time has passed', () => {
    const identity = new StoredIdentity(compileIdentityRules([namespace('email', 5, 100)], { max: 3, per: '10ms' }));
    const { customer } = identity.one(['email', 'test@test.com']);
    const lost: unknown[] = [];
    for (let i = 1; i <= 8; i++) {
      identity.one(['card', `c${i}`]);
      const both = identity.one(['email', 'test@test.com'], ['card', `c${i}`]);
      lost.push(
        ...both.facts.filter(({ action }) => action === 'quarantined').map(({ name, detail }) => [name, detail?.value, detail?.reason]),
      );
    }
    expect(identity.live(customer).merges.length).toBeLessThan(8);
    expect(lost).toContainEqual(['card', 'c4', 'fan_in']);
    expect(identity.live(customer).merges.at(-1)!.at - identity.live(customer).merges[0]!.at).toBeGreaterThan(10);
    identity.checkInvariants();
  });

  it('stops at 1,000 identifiers of one profile', () => {
    const wide = new StoredIdentity(compileIdentityRules([namespace('card', 5, 10_000)]));
    const { customer } = wide.one(['user_id', 'u']);
    for (let i = 0; i < 25; i++) wide.one(['user_id', 'u'], ...Array.from({ length: 41 }, (_, j) => ['card', `${i}-${j}`] as const));
    expect(wide.live(customer).links).toHaveLength(1_000);
    expect(wide.one(['user_id', 'u'], ['card', 'more']).customer).toBe(customer);
    expect(wide.live(customer).links).toHaveLength(1_000);
  });
});

describe('events without a usable identifier (K5)', () => {
  it('get a customer of their own that nothing else finds', () => {
    const identity = store();
    const [first, second] = identity.batch([
      [['user_id', 'null']],
      [
        ['user_id', 'null'],
        ['anonymous_id', ''],
      ],
    ]);
    expect(first!.created && second!.created).toBe(true);
    expect(first!.customer).not.toBe(second!.customer);
    expect(identity.identifiers.size).toBe(0);
    expect(identity.live(first!.customer)).toEqual({ state: 'live', links: [], merges: [] });
    expect(first!.facts.map(({ action, detail }) => [action, detail])).toEqual([
      ['blocked', { value: 'null', reason: 'value' }],
      ['created', { unidentified: true }],
    ]);
  });

  it('also when they bring no identifier at all', () => {
    expect(store().one().created).toBe(true);
  });

  it('use what is usable beside what is blocked', () => {
    const identity = store();
    const { customer } = identity.one(['anonymous_id', 'a1']);
    const { facts, ...rest } = identity.one(['user_id', 'undefined'], ['anonymous_id', 'a1']);
    expect(rest).toEqual({ customer, created: false, merges: [] });
    expect(facts.map(({ action, customer: about, name }) => [action, about, name])).toEqual([['blocked', customer, 'user_id']]);
  });
});

describe('facts and history (K6)', () => {
  it('tells who was created, what was linked and, for each id, where it went', () => {
    const identity = store();
    const [a, b, c] = identity.batch([[['card', 'a']], [['card', 'b']], [['card', 'c']]]).map(({ customer }) => customer);
    identity.one(['card', 'b'], ['card', 'c']);
    const { facts } = identity.one(['card', 'a'], ['card', 'c'], ['email', 'x@y.z']);
    expect(facts.map(({ action, customer, name, at, detail }) => ({ action, customer, name, at, detail }))).toEqual([
      { action: 'linked', customer: a, name: 'email', at: 1_005, detail: { value: 'x@y.z', source: 'm5' } },
      { action: 'merged', customer: a, name: b, at: 1_005, detail: { through: b, source: 'm5' } },
      { action: 'merged', customer: a, name: c, at: 1_005, detail: { through: b, source: 'm5' } },
    ]);
    const rows = identity.facts.filter(({ action }) => action === 'merged').map(({ name, customer }) => [name, customer] as const);
    expect(Object.fromEntries(rows)).toEqual({ [b!]: a, [c!]: a });
  });

  it('keeps when, why and for whom each identifier was linked, and every merge', () => {
    const identity = store();
    const a = identity.one(['card', 'a']).customer;
    const b = identity.one(['card', 'b'], ['email', 'b@b.c']).customer;
    identity.one(['card', 'a'], ['email', 'b@b.c'], ['phone', '12345678']);
    const { links, merges } = identity.live(a);
    expect(links.map(({ identifier, first, at, position, source }) => [identifier.join(':'), first, at, position, source])).toEqual([
      ['card:a', a, 1_001, 1, 'm1'],
      ['email:b@b.c', b, 1_002, 2, 'm2'],
      ['card:b', b, 1_002, 2, 'm2'],
      ['phone:12345678', a, 1_003, 3, 'm3'],
    ]);
    expect(merges).toEqual([{ from: b, into: a, at: 1_003, partition: 0, position: 3, source: 'm3' }]);
  });

  it('shows of a value that is too long only its beginning', () => {
    const [fact] = store().one(['user_id', 'x'.repeat(5_000)]).facts;
    expect(fact?.detail).toEqual({ value: 'x'.repeat(200), reason: 'too_long' });
  });
});

describe('what must be loaded', () => {
  const loaded = (...owners: [value: string, customer: string | undefined][]): IdentityOverlay => {
    const overlay = new IdentityOverlay();
    for (const [value, customer] of owners) overlay.loadIdentifier(identifierKey(['card', value]), customer);
    return overlay;
  };

  it('is nothing for known identifiers of one customer, and for new customers', () => {
    const overlay = loaded(['1', 'cA'], ['2', 'cA'], ['8', undefined], ['9', undefined]);
    expect(
      identitiesNeeded(
        overlay,
        [
          ['card', '1'],
          ['card', '2'],
        ],
        rules,
      ),
    ).toEqual([]);
    expect(
      identitiesNeeded(
        overlay,
        [
          ['card', '8'],
          ['card', '9'],
        ],
        rules,
      ),
    ).toEqual([]);
    expect(
      identitiesNeeded(
        overlay,
        [
          ['card', '1'],
          ['card', 'null'],
        ],
        rules,
      ),
    ).toEqual([]);
    expect(identitiesNeeded(overlay, [], rules)).toEqual([]);
  });

  it('is the customers that something new or a merge touches', () => {
    const overlay = loaded(['1', 'cA'], ['2', 'cB'], ['9', undefined]);
    expect(
      identitiesNeeded(
        overlay,
        [
          ['card', '1'],
          ['card', '9'],
        ],
        rules,
      ),
    ).toEqual(['cA']);
    expect(
      identitiesNeeded(
        overlay,
        [
          ['card', '1'],
          ['card', '2'],
        ],
        rules,
      ),
    ).toEqual(['cA', 'cB']);
  });

  it('is missed loudly', () => {
    const question = { at: 1, address: { partition: 0, position: 1, ordinal: 0 }, source: 'm' };
    expect(() => resolve(loaded(), { ...question, identifiers: [['card', '1']] }, rules)).toThrow(/was not loaded/);
    expect(() =>
      resolve(
        loaded(['1', 'cA'], ['2', 'cB']),
        {
          ...question,
          identifiers: [
            ['card', '1'],
            ['card', '2'],
          ],
        },
        rules,
      ),
    ).toThrow(/record of cA was not loaded/);
  });
});
