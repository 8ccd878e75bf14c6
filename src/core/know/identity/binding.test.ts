/** B1 and B2: by a person's word, whole or not at all. */
import { expect, test } from 'vitest';
import type { Identifier } from '../../entry.ts';
import { bind } from './binding.ts';
import { IdentityOverlay } from './overlay.ts';
import { identifierKey, type LiveIdentity } from './record.ts';
import { compileIdentityRules } from './rules.ts';
import { StoredIdentity } from './store.suite.ts';

const NAME = { en: 'x', zh: 'x' };
const RULES = compileIdentityRules(
  [
    { kind: 'namespace', id: 'user', name: NAME, priority: 1, limit: 2, blocked: ['u-0'] },
    { kind: 'namespace', id: 'card', name: NAME, priority: 2, limit: 150 },
    { kind: 'namespace', id: 'till', name: NAME, priority: 3, limit: 1, merges: false },
  ],
  { max: 1, per: '1d' },
);
const user = (value: string): Identifier => ['user', value];
const card = (value: string): Identifier => ['card', value];

function say(identity: StoredIdentity, identifier: Identifier, to: Identifier) {
  const overlay = new IdentityOverlay();
  for (const one of [identifier, to]) {
    const customer = identity.identifiers.get(identifierKey(one));
    overlay.loadIdentifier(identifierKey(one), customer);
    if (customer !== undefined) overlay.loadIdentity(customer, identity.record(customer));
  }
  const address = { partition: 0, position: 1_000_000, ordinal: 0 };
  const outcome = bind(overlay, { identifiers: [identifier, to], at: 9_000, address, source: '', by: 'ann' }, RULES);
  identity.take(overlay.takeChanges());
  identity.checkInvariants();
  return outcome;
}

test('unites faster than fanIn allows, and whoever is apart (B2)', () => {
  const identity = new StoredIdentity(RULES);
  const [a, b, c] = ['a', 'b', 'c'].map((value) => identity.one(user(value)).customer) as [string, string, string];
  const apart: LiveIdentity = { ...identity.live(b), apart: [[b, a]] };
  identity.take({ identifiers: new Map(), identities: new Map([[b, apart]]) });
  identity.one(card('1'));
  expect(say(identity, card('1'), user('a'))).toMatchObject({ customer: a, created: false, merges: [{ into: a }] });
  identity.one(card('2'));
  expect(say(identity, card('2'), user('a'))).toMatchObject({ customer: a, facts: [{ action: 'bound' }, { action: 'merged' }] });
  expect(say(identity, card('1'), user('b'))).toMatchObject({ merges: [{ from: b, into: a }] });
  expect(say(identity, card('3'), user('c'))).toMatchObject({ merges: [], facts: [{ action: 'bound' }, { action: 'linked' }] });
  expect(say(identity, card('3'), card('2'))).toEqual({ refused: 'limit' });
  expect(identity.live(c).links.map(({ identifier }) => identifier)).toEqual([user('c'), card('3')]);
});

test.each([
  ['blocked', user('u-0'), user('a')],
  ['blocked', card('1'), user('undefined')],
  ['shared', ['till', '1'] as Identifier, user('a')],
  ['shared', user('a'), ['till', '1'] as Identifier],
  ['unknown', user('a'), user('nobody')],
  ['limit', user('third'), user('a')],
])('changes nothing where it is refused (B1): %s', (refused, identifier, to) => {
  const identity = new StoredIdentity(RULES);
  identity.one(user('a'), user('b'));
  const before = identity.groups();
  expect(say(identity, identifier, to)).toEqual({ refused });
  expect(identity.groups()).toEqual(before);
});

test('says nothing of what is so already', () => {
  const identity = new StoredIdentity(RULES);
  const { customer } = identity.one(user('a'), card('1'));
  expect(say(identity, card('1'), user('a'))).toEqual({ customer, created: false, merges: [], facts: [] });
  expect(say(identity, user('a'), user('a'))).toEqual({ customer, created: false, merges: [], facts: [] });
});

test('keeps to the cap of merges', () => {
  const identity = new StoredIdentity(RULES);
  identity.one(user('a'));
  for (let n = 0; n < 100; n++) {
    identity.one(card(`n${n}`));
    expect(say(identity, card(`n${n}`), user('a'))).toMatchObject({ created: false });
  }
  identity.one(card('one too many'));
  expect(say(identity, card('one too many'), user('a'))).toEqual({ refused: 'merges' });
});
