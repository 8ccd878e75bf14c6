import { describe, expect, test } from 'vitest';
import type { Definition } from '../define/index.ts';
import { type Customer, compilePlan, type EventEntry, type JsonObject, newCustomer, type Plan, reachOf, step } from './index.ts';

const NAME = { en: 'x', zh: 'x' };
/** 20:00 in Shanghai. */
const NOON = Date.UTC(2024, 5, 12, 12);
const HOUR = 3_600_000;

const definitions: readonly Definition[] = [
  { kind: 'workspace', id: 'w', name: NAME, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' },
  { kind: 'purpose', id: 'offers', name: NAME, basis: 'opt_in' },
  { kind: 'purpose', id: 'care', name: NAME, basis: 'opt_out' },
  { kind: 'channel', id: 'text', name: NAME, type: 'sms', signature: 'W' },
  { kind: 'channel', id: 'app', name: NAME, type: 'in_app' },
  { kind: 'trait', id: 'phone', name: NAME, type: 'string' },
  { kind: 'policy', id: 'default', quietHours: { from: '21:00', to: '08:00', classes: ['marketing'] }, caps: [] },
];
const plan: Plan = compilePlan([{ number: 1, definitions: definitions.map((definition) => ({ version: 1, definition })) }], new Map());

class Somebody {
  readonly customer: Customer = newCustomer('c1', NOON);
  #position = 0;

  identify(traits: JsonObject): this {
    const position = ++this.#position;
    const about = { type: 'event', call: 'identify', event: '$identify', source: 's', time: NOON, receivedAt: NOON } as const;
    const entry: EventEntry = { ...about, messageId: `i${position}`, identifiers: [], properties: {}, traits };
    const address = { partition: 0, position, ordinal: 0 };
    step(this.customer, entry, { plan, at: NOON, address, nextOrdinal: () => 1, facts: [], commands: [] });
    return this;
  }

  reach(now = NOON) {
    return reachOf(this.customer, { plan, now });
  }
}

describe('reach', () => {
  test('a channel is closed without its address, and open with it', () => {
    const somebody = new Somebody();
    expect(somebody.reach()).toEqual({
      channels: [{ channel: 'app' }, { channel: 'text', closed: { rule: 'address.missing', read: { 'trait.phone': null } } }],
      purposes: [
        { purpose: 'care' },
        {
          purpose: 'offers',
          closed: { rule: 'consent.missing', read: { purpose: 'offers', basis: 'opt_in', choice: null, chosenAt: null } },
        },
      ],
      caps: [],
    });
    somebody.identify({ phone: '+8613800000000' });
    expect(somebody.reach().channels).toEqual([{ channel: 'app' }, { channel: 'text' }]);
  });

  test('suppression closes one channel or all, also one that the release does not have', () => {
    const somebody = new Somebody().identify({ phone: '+8613800000000' });
    somebody.customer.guard.channels.push({ channel: 'post', reason: 'bounced', at: NOON });
    expect(somebody.reach().channels).toMatchObject([
      { channel: 'app' },
      { channel: 'post', closed: { rule: 'suppressed.channel', read: { reason: 'bounced' } } },
      { channel: 'text' },
    ]);
    somebody.customer.guard.suppression = { reason: 'complained', at: NOON };
    expect(somebody.reach().channels.map(({ closed }) => closed?.rule)).toEqual(Array(3).fill('suppressed.global'));
  });

  test('quiet hours hold in the evening of the workspace', () => {
    expect(new Somebody().reach()).not.toHaveProperty('quiet');
    expect(new Somebody().reach(NOON + HOUR).quiet).toEqual({ until: NOON + 12 * HOUR, timezone: 'Asia/Shanghai', classes: ['marketing'] });
  });
});
