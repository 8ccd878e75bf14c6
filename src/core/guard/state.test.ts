import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeGuard, emptyGuard, encodeGuard } from './index.ts';
import {
  addSent,
  type BounceCount,
  CHOICES,
  type ChannelSuppression,
  type ConsentRecord,
  channelSuppression,
  consentOf,
  type GuardState,
  removeOfChannel,
  type SentMessage,
  setConsent,
  setOfChannel,
} from './state.ts';

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

const byChannel = { selector: ({ channel }: { channel: string }) => channel };
const channels: fc.Arbitrary<ChannelSuppression[]> = fc.uniqueArray(
  fc.record({ channel: fc.string(), reason: fc.string(), at: time }),
  byChannel,
);
const bounces: fc.Arbitrary<BounceCount[]> = fc.uniqueArray(
  fc.record({ channel: fc.string(), count: fc.integer({ min: 1, max: 2 }), arrived: fc.string() }),
  byChannel,
);
const lists = fc.record({ consents, sends, channels, bounces });

function stateOf(all: { [list in 'consents' | 'sends' | 'channels' | 'bounces']: GuardState[list] }): GuardState {
  const state = emptyGuard();
  for (const consent of all.consents) setConsent(state, { ...consent });
  for (const sent of all.sends) addSent(state.sends, sent);
  for (const one of all.channels) setOfChannel(state.channels, one);
  for (const one of all.bounces) setOfChannel(state.bounces, one);
  return state;
}

test('what is encoded comes back, and equal states have equal bytes whatever the order they grew in', () => {
  fc.assert(
    fc.property(lists, suppression, (all, stop) => {
      const state = stateOf(all);
      const reversed = stateOf({
        consents: all.consents.toReversed(),
        sends: all.sends.toReversed(),
        channels: all.channels.toReversed(),
        bounces: all.bounces.toReversed(),
      });
      if (stop) for (const one of [state, reversed]) one.suppression = stop;
      expect(decodeGuard(encodeGuard(state))).toEqual(state);
      expect(encodeGuard(reversed)).toEqual(encodeGuard(state));
    }),
  );
});

test('an empty state is small and comes back empty', () => {
  expect(new TextDecoder().decode(encodeGuard(emptyGuard()))).toBe('[3,[],0,[],[],[],[]]');
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
    addSent(state.sends, { ...sent, message, at });
  expect(state.sends.map(({ message }) => message)).toEqual(['m9', 'm1', 'm2']);
});

test('a channel stands once, with what was set last, until it is removed', () => {
  const state = emptyGuard();
  for (const [channel, at] of [
    ['sms', 1],
    ['email', 2],
    ['sms', 3],
  ] as const)
    setOfChannel(state.channels, { channel, reason: 'bounced', at });
  expect(state.channels.map(({ channel, at }) => [channel, at])).toEqual([
    ['email', 2],
    ['sms', 3],
  ]);
  expect(channelSuppression(state, 'sms')).toEqual({ channel: 'sms', reason: 'bounced', at: 3 });
  expect(removeOfChannel(state.channels, 'sms')).toBe(true);
  expect(removeOfChannel(state.channels, 'sms')).toBe(false);
  expect(channelSuppression(state, 'sms')).toBeUndefined();
  expect(state.channels).toHaveLength(1);
});

test('what earlier versions wrote is read: channels and bounces, then messages on their way, came later', () => {
  const encoded = (...parts: readonly unknown[]) => decodeGuard(new TextEncoder().encode(JSON.stringify(parts)));
  const sent = { message: 'm1', at: 5, channel: 'sms', purpose: 'care', messageClass: 'marketing' };
  const row = Object.values(sent);
  expect(encoded(1, [], 0, [row])).toEqual({ ...emptyGuard(), sends: [sent] });
  expect(encoded(2, [], 0, [row], [['sms', 'bounced', 3]], [])).toEqual({
    ...emptyGuard(),
    sends: [sent],
    channels: [{ channel: 'sms', reason: 'bounced', at: 3 }],
  });
  expect(encoded(3, [], 0, [], [], [], [[...row, 1], row])).toEqual({ ...emptyGuard(), coming: [{ ...sent, again: true }, sent] });
});
