import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NOON, planOf } from './asking.suite.ts';
import { decodeGuard, emptyGuard, encodeGuard, type GuardState, mergeGuard } from './index.ts';
import { addSent, CHOICES, type Choice, setConsent, setOfChannel } from './state.ts';

const plan = planOf({ caps: [{ id: 'c', max: 3, per: '7d', classes: ['marketing'] }] });

function merged(into: GuardState, from: GuardState): GuardState {
  const state = decodeGuard(encodeGuard(into));
  mergeGuard(state, decodeGuard(encodeGuard(from)), { plan, now: NOON });
  return state;
}

function choosing(choice: Choice | undefined, time = 1): GuardState {
  const state = emptyGuard();
  if (choice) setConsent(state, { purpose: 'offers', choice, time });
  return state;
}

test.each<[Choice | undefined, Choice | undefined, Choice | undefined]>([
  ['granted', 'granted', 'granted'],
  ['granted', 'missing', 'missing'],
  ['granted', 'withdrawn', 'withdrawn'],
  ['missing', 'withdrawn', 'withdrawn'],
  ['granted', undefined, 'granted'],
  ['withdrawn', undefined, 'withdrawn'],
  [undefined, undefined, undefined],
])('%s and %s make %s, whichever survives', (a, b, result) => {
  expect(merged(choosing(a), choosing(b)).consents[0]?.choice).toBe(result);
  expect(merged(choosing(b), choosing(a)).consents[0]?.choice).toBe(result);
});

test('the restrictive choice counts as of the later of both times: an older grant that comes late does not lift it', () => {
  expect(merged(choosing('withdrawn', 10), choosing('granted', 30)).consents).toEqual([
    { purpose: 'offers', choice: 'withdrawn', time: 30 },
  ]);
});

test('suppression of either stays, the earlier of two', () => {
  const suppressed = (reason: string, at: number): GuardState => ({ ...emptyGuard(), suppression: { reason, at } });
  expect(merged(emptyGuard(), suppressed('x', 5)).suppression).toEqual({ reason: 'x', at: 5 });
  expect(merged(suppressed('x', 5), emptyGuard()).suppression).toEqual({ reason: 'x', at: 5 });
  expect(merged(suppressed('y', 4), suppressed('x', 5)).suppression).toEqual({ reason: 'y', at: 4 });
  expect(merged(suppressed('y', 4), suppressed('x', 4)).suppression).toEqual({ reason: 'x', at: 4 });
  expect(merged(emptyGuard(), emptyGuard()).suppression).toBeUndefined();
});

test('a channel that one profile must not be written to through is closed for both, a row of bounces goes on', () => {
  const closed = (channel: string, at: number): GuardState => ({ ...emptyGuard(), channels: [{ channel, reason: 'bounced', at }] });
  expect(merged(closed('sms', 5), closed('email', 7)).channels.map(({ channel }) => channel)).toEqual(['email', 'sms']);
  expect(merged(closed('sms', 5), closed('sms', 7)).channels).toEqual([{ channel: 'sms', reason: 'bounced', at: 5 }]);
  const bounced = (count: number): GuardState => ({ ...emptyGuard(), bounces: [{ channel: 'sms', count, arrived: '' }] });
  expect(merged(bounced(1), bounced(2)).bounces).toEqual([{ channel: 'sms', count: 2, arrived: '' }]);
  expect(merged(bounced(2), emptyGuard()).bounces).toEqual([{ channel: 'sms', count: 2, arrived: '' }]);
});

test('sent messages unite by id and count together', () => {
  const having = (...messages: readonly string[]) => {
    const state = emptyGuard();
    for (const message of messages)
      addSent(state.sends, { message, at: NOON - message.length, channel: 'sms', purpose: 'offers', messageClass: 'marketing' });
    return state;
  };
  expect(merged(having('a', 'bb'), having('bb', 'ccc')).sends.map(({ message }) => message)).toEqual(['ccc', 'bb', 'a']);
});

const guard: fc.Arbitrary<GuardState> = fc
  .record({
    consents: fc.uniqueArray(
      fc.record({
        purpose: fc.constantFrom('offers', 'ads', 'care'),
        choice: fc.constantFrom(...CHOICES),
        time: fc.integer({ min: 1, max: 4 }),
      }),
      {
        selector: ({ purpose }) => purpose,
      },
    ),
    suppression: fc.option(fc.record({ reason: fc.constantFrom('x', 'y'), at: fc.integer({ min: 1, max: 3 }) }), { nil: undefined }),
    sends: fc.array(fc.constantFrom('m1', 'm2', 'm3', 'm4')),
    closed: fc.dictionary(fc.constantFrom('sms', 'email', 'push'), fc.integer({ min: 1, max: 3 })),
    bounced: fc.dictionary(
      fc.constantFrom('sms', 'email'),
      fc.record({ count: fc.integer({ min: 1, max: 2 }), arrived: fc.constantFrom('', 'm1', 'm2') }),
    ),
  })
  .map(({ consents, suppression, sends, closed, bounced }) => {
    const state = emptyGuard();
    for (const consent of consents) setConsent(state, consent);
    for (const message of sends)
      addSent(state.sends, { message, at: NOON - 1, channel: 'sms', purpose: 'care', messageClass: 'marketing' });
    if (suppression) state.suppression = suppression;
    for (const [channel, at] of Object.entries(closed)) setOfChannel(state.channels, { channel, reason: 'bounced', at });
    for (const [channel, row] of Object.entries(bounced)) setOfChannel(state.bounces, { channel, ...row });
    return state;
  });

test('merging does not depend on the order of profiles or of merges, and is done once', () => {
  fc.assert(
    fc.property(guard, guard, guard, (a, b, c) => {
      expect(encodeGuard(merged(a, b))).toEqual(encodeGuard(merged(b, a)));
      expect(encodeGuard(merged(merged(a, b), c))).toEqual(encodeGuard(merged(a, merged(b, c))));
      expect(encodeGuard(merged(a, a))).toEqual(encodeGuard(a));
    }),
  );
});

test('nothing that one profile refuses is allowed by the merge', () => {
  fc.assert(
    fc.property(guard, guard, (a, b) => {
      const both = merged(a, b);
      for (const one of [a, b]) {
        if (one.suppression) expect(both.suppression).toBeDefined();
        for (const { channel } of one.channels) expect(both.channels.map((kept) => kept.channel)).toContain(channel);
        for (const { purpose, choice } of one.consents) {
          const kept = both.consents.find((consent) => consent.purpose === purpose);
          expect(CHOICES.indexOf(kept!.choice)).toBeGreaterThanOrEqual(CHOICES.indexOf(choice));
        }
      }
    }),
  );
});
