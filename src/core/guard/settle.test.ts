/** A state that comes after the two had turned out to be one: what was said of both since then is not undone by it. */
import { expect, test } from 'vitest';
import { NOON, planOf } from './asking.suite.ts';
import { applyConsent, decodeGuard, emptyGuard, encodeGuard, type GuardState, mergeGuard, settleSince } from './index.ts';

const plan = planOf({});
const SINCE = 100;

type Said = Parameters<typeof applyConsent>[1];

function having(...said: (readonly [at: number, what: object])[]): GuardState {
  const state = emptyGuard();
  for (const [at, what] of said) {
    const entry = { type: 'control', identifiers: [], by: 'ada', said: at, ...what } as unknown as Said;
    applyConsent({ customer: 'c1', now: NOON, plan, state, facts: [] }, entry);
  }
  return decodeGuard(encodeGuard(state));
}

const grant = { action: 'consent', purpose: 'offers', granted: true };
const withdraw = { action: 'consent', purpose: 'offers', granted: false };
const suppress = { action: 'suppress', reason: 'asked' };
const lift = { action: 'unsuppress', reason: 'asked' };

function arrived(from: GuardState, into: GuardState): GuardState {
  settleSince(from, into, SINCE);
  mergeGuard(into, from, { plan, now: NOON });
  return into;
}

test.each([
  ['said since then counts', [50, withdraw], [100, grant], 'granted'],
  ['said before counts only if it is the more restrictive', [50, withdraw], [99, grant], 'withdrawn'],
  ['that refuses counts whenever it was said', [50, grant], [20, withdraw], 'withdrawn'],
  ['said since then by the one who comes is the later one', [120, withdraw], [110, grant], 'withdrawn'],
] as const)('a choice %s', (_, from, into, choice) => {
  expect(arrived(having(from), having(into)).consents.map((one) => one.choice)).toEqual([choice]);
});

test('a suppression that was lifted since then does not come back', () => {
  expect(arrived(having([50, suppress]), having([100, lift])).suppression).toBeUndefined();
  expect(arrived(having([50, suppress]), having([99, lift])).suppression).toBeDefined();
  expect(arrived(having([120, suppress]), having([110, lift])).suppression).toBeDefined();
  const channel = { channel: 'sms' };
  expect(arrived(having([50, { ...suppress, ...channel }]), having([100, { ...lift, ...channel }])).channels).toEqual([]);
  expect(arrived(having([50, { ...suppress, ...channel }]), having([100, lift])).channels).toHaveLength(1);
});

test('one that comes late, of before it was lifted, is over; without several partitions nothing of that is remembered', () => {
  expect(having([50, lift], [40, suppress]).suppression).toBeUndefined();
  expect(having([50, lift], [60, suppress]).suppression).toBeDefined();
  const state = emptyGuard();
  const entry = { type: 'control', identifiers: [], by: 'ada', ...lift } as unknown as Said;
  applyConsent({ customer: 'c1', now: NOON, plan, state, facts: [] }, entry);
  expect(encodeGuard(state)).toEqual(encodeGuard(emptyGuard()));
});
