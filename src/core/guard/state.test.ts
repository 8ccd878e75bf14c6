import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeGuard, emptyGuard, encodeGuard } from './index.ts';
import { addSent, CHOICES, type ConsentRecord, consentOf, type GuardState, type SentMessage, setConsent } from './state.ts';

const time = fc.integer({ min: 0, max: 4_102_444_800_000 });
const consents: fc.Arbitrary<ConsentRecord[]> = fc.uniqueArray(
  fc.record({ purpose: fc.string(), choice: fc.constantFrom(...CHOICES), time }),
  { selector: ({ purpose }) => purpose },
);
const sends: fc.Arbitrary<SentMessage[]> = fc.uniqueArray(
  fc.record({
    message: fc.string(),
    at: fc.integer({ min: 0, max: 5 }),
    channel: fc.string(),
    purpose: fc.string(),
    messageClass: fc.constantFrom('marketing' as const, 'service' as const),
  }),
  { selector: ({ message }) => message },
);
const suppression = fc.option(fc.record({ reason: fc.string(), at: time }), { nil: undefined });

function stateOf(all: { consents: readonly ConsentRecord[]; sends: readonly SentMessage[] }): GuardState {
  const state = emptyGuard();
  for (const consent of all.consents) setConsent(state, { ...consent });
  for (const sent of all.sends) addSent(state, sent);
  return state;
}

test('what is encoded comes back, and equal states have equal bytes whatever the order they grew in', () => {
  fc.assert(
    fc.property(consents, sends, suppression, (chosen, sent, stop) => {
      const state = stateOf({ consents: chosen, sends: sent });
      const reversed = stateOf({ consents: chosen.toReversed(), sends: sent.toReversed() });
      if (stop) for (const one of [state, reversed]) one.suppression = stop;
      expect(decodeGuard(encodeGuard(state))).toEqual(state);
      expect(encodeGuard(reversed)).toEqual(encodeGuard(state));
    }),
  );
});

test('an empty state is small and comes back empty', () => {
  expect(new TextDecoder().decode(encodeGuard(emptyGuard()))).toBe('[1,[],0,[]]');
  expect(decodeGuard(encodeGuard(emptyGuard()))).toEqual(emptyGuard());
});

test('a state of a version that is not known is refused with its number', () => {
  const bytes = new TextEncoder().encode('[7,[],0,[]]');
  expect(() => decodeGuard(bytes)).toThrow(
    expect.objectContaining({ code: 'VOLANO_STATE_VERSION_UNKNOWN', details: { part: 'guard', version: 7 } }),
  );
});

test('a purpose has one record, a message is added once, in the order of time and id', () => {
  const state = emptyGuard();
  setConsent(state, { purpose: 'b', choice: 'granted', time: 1 });
  setConsent(state, { purpose: 'a', choice: 'granted', time: 1 });
  setConsent(state, { purpose: 'b', choice: 'withdrawn', time: 2 });
  expect(state.consents.map(({ purpose, choice }) => [purpose, choice])).toEqual([
    ['a', 'granted'],
    ['b', 'withdrawn'],
  ]);
  expect(consentOf(state, 'c')).toBeUndefined();
  const sent = { channel: 'sms', purpose: 'a', messageClass: 'marketing' as const };
  for (const [message, at] of [
    ['m2', 5],
    ['m1', 5],
    ['m9', 1],
    ['m2', 5],
    ['m1', 5],
    ['m9', 1],
  ] as const)
    addSent(state, { ...sent, message, at });
  expect(state.sends.map(({ message }) => message)).toEqual(['m9', 'm1', 'm2']);
});
