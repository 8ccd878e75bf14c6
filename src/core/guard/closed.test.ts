/** G4: what is said to be closed is what a message asked for at the same instant would be refused for. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import { Asked, NOON, viewIn } from './asking.suite.ts';
import { acceptedUsed, capsUsed, channelClosed, type GuardContext, purposeClosed, quietNow } from './index.ts';
import { CHOICES, setOfChannel } from './state.ts';

const policy = {
  quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] as const },
  caps: [
    { id: 'week', max: 2, per: '7d', classes: ['marketing'] },
    { id: 'sms', max: 3, per: '7d', classes: ['marketing', 'service'], channel: 'sms' },
  ] as const,
  acceptedFrequency: { trait: 'accepted', per: '7d', classes: ['marketing'] } as const,
};
const contextOf = (asked: Asked): GuardContext => ({
  plan: asked.plan,
  state: asked.state,
  view: viewIn(asked.zone, asked.now, asked.accepted),
  now: asked.now,
});

describe('channels', () => {
  test('are open until somebody closes them, one or all', () => {
    const asked = new Asked(policy);
    expect(channelClosed(contextOf(asked), 'sms')).toBeUndefined();
    setOfChannel(asked.state.channels, { channel: 'sms', reason: 'bounced', at: NOON });
    expect(channelClosed(contextOf(asked), 'sms')).toMatchObject({
      rule: 'suppressed.channel',
      read: { channel: 'sms', reason: 'bounced', since: NOON },
    });
    expect(channelClosed(contextOf(asked), 'mail')).toBeUndefined();
    asked.state.suppression = { reason: 'complained', at: NOON };
    expect(channelClosed(contextOf(asked), 'mail')).toMatchObject({ rule: 'suppressed.global', read: { reason: 'complained' } });
  });
});

describe('purposes', () => {
  test.each([
    ['offers', undefined, 'consent.missing'],
    ['offers', 'granted', undefined],
    ['offers', 'missing', 'consent.missing'],
    ['care', undefined, undefined],
    ['care', 'missing', 'consent.missing'],
    ['care', 'withdrawn', 'consent.withdrawn'],
    ['nothing', undefined, 'consent.purpose'],
  ] as const)('%s, chosen %s: %s', (purpose, choice, rule) => {
    const asked = new Asked(policy);
    if (choice) asked.chose(purpose, choice);
    expect(purposeClosed(contextOf(asked), purpose)?.rule).toBe(rule);
  });
});

describe('frequency', () => {
  test('each cap says how much of it is used, and asking uses none', () => {
    const asked = new Asked(policy);
    asked.ask();
    asked.ask({ channel: 'mail' });
    const used = [
      { cap: 'week', count: 2, max: 2, classes: ['marketing'] },
      { cap: 'sms', count: 1, max: 3, classes: ['marketing', 'service'], channel: 'sms' },
    ];
    expect(capsUsed(contextOf(asked))).toEqual(used);
    expect(capsUsed(contextOf(asked))).toEqual(used);
    asked.later(8 * DAY);
    expect(capsUsed(contextOf(asked)).map(({ count }) => count)).toEqual([0, 0]);
  });

  test("the customer's own is what the trait says; no number is no limit", () => {
    const asked = new Asked(policy).accepts(1.7);
    asked.ask();
    const used = { cap: '', trait: 'accepted', accepted: 1.7, count: 1, max: 1, classes: ['marketing'] };
    expect(acceptedUsed(contextOf(asked))).toEqual(used);
    for (const none of [undefined, 'weekly', 5_000]) expect(acceptedUsed(contextOf(asked.accepts(none)))).toBeUndefined();
    expect(acceptedUsed(contextOf(new Asked({ caps: policy.caps }).accepts(1)))).toBeUndefined();
  });
});

describe('quiet hours', () => {
  test("hold by the customer's clock, until their end", () => {
    const asked = new Asked(policy);
    expect(quietNow(contextOf(asked))).toBeUndefined();
    asked.in('Asia/Tokyo').later(3 * HOUR);
    expect(quietNow(contextOf(asked))).toEqual({ until: NOON + 11 * HOUR, timezone: 'Asia/Tokyo', classes: ['marketing'] });
    expect(quietNow(contextOf(new Asked({}).in('Asia/Tokyo').later(3 * HOUR)))).toBeUndefined();
  });
});

test('G4: a marketing message goes exactly when nothing that concerns it is closed, and else for the first that is', () => {
  const choice = fc.option(fc.constantFrom(...CHOICES), { nil: undefined });
  const world = fc.record({
    hour: fc.integer({ min: 0, max: 23 }),
    zone: fc.constantFrom('UTC', 'Asia/Shanghai', 'America/New_York', 'nowhere'),
    accepted: fc.option(fc.integer({ min: 0, max: 3 }), { nil: undefined }),
    chosen: choice,
    purpose: fc.constantFrom('offers', 'care', 'nothing'),
    suppressed: fc.boolean(),
    channelShut: fc.boolean(),
    before: fc.integer({ min: 0, max: 3 }),
  });
  fc.assert(
    fc.property(world, ({ hour, zone, accepted, chosen, purpose, suppressed, channelShut, before }) => {
      const asked = new Asked(policy).in(zone);
      for (let index = 0; index < before; index++) asked.ask();
      asked.accepts(accepted).later(hour * HOUR);
      if (chosen && purpose !== 'nothing') asked.chose(purpose, chosen);
      if (channelShut) setOfChannel(asked.state.channels, { channel: 'sms', reason: 'bounced', at: NOON });
      if (suppressed && before > 1) asked.state.suppression = { reason: 'complained', at: NOON };
      const context = contextOf(asked);
      const caps = capsUsed(context);
      const own = acceptedUsed(context);
      const fullOf = (id: string): boolean => caps.some(({ cap, count, max }) => cap === id && count >= max);
      const expected =
        channelClosed(context, 'sms')?.rule ??
        purposeClosed(context, purpose)?.rule ??
        (quietNow(context) && 'quiet_hours.deferred') ??
        (own && own.count >= own.max ? 'cap.accepted' : undefined) ??
        (fullOf('week') ? 'cap.user' : undefined) ??
        (fullOf('sms') ? 'cap.channel' : 'send');
      expect(asked.answer({ purpose })).toBe(expected);
    }),
    { numRuns: 500 },
  );
});
