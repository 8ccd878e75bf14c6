import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR } from '../../base/index.ts';
import type { FrequencyCap } from '../../define/index.ts';
import { Asked, NOON, planOf } from './asking.suite.ts';
import { concerns, countOf, forget } from './caps.ts';
import { addSent, emptyGuard, type GuardState } from './state.ts';

const cap = (change: Partial<FrequencyCap> = {}): FrequencyCap => ({ id: 'c', max: 1, per: '24h', classes: ['marketing'], ...change });

function sendsAt(...times: readonly number[]): GuardState {
  const state = emptyGuard();
  for (const [index, at] of times.entries())
    addSent(state.sends, { message: `m${index}`, at, channel: 'sms', purpose: 'care', messageClass: 'marketing' });
  return state;
}

test('a rolling cap is free again exactly its length after the message, to the millisecond', () => {
  const customer = new Asked({ caps: [cap()] });
  expect(customer.answer()).toBe('send');
  expect(customer.later(DAY - 1).answer()).toBe('cap.user');
  expect(customer.later(1).answer()).toBe('send');
});

test('a rolling cap of several frees them one by one', () => {
  const customer = new Asked({ caps: [cap({ max: 2, per: '10h' })] });
  const answers = Array.from({ length: 12 }, (_, hour) => {
    customer.now = NOON + hour * HOUR;
    return customer.answer();
  });
  expect(answers.flatMap((answer, hour) => (answer === 'send' ? [hour] : []))).toEqual([0, 1, 10, 11]);
});

test.each([
  ['day', 'Asia/Shanghai', '2024-06-12T10:00+08:00', '2024-06-12T23:59:59.999+08:00', '2024-06-13T00:00+08:00'],
  ['week', 'Asia/Shanghai', '2024-06-10T00:00+08:00', '2024-06-16T23:59:59.999+08:00', '2024-06-17T00:00+08:00'],
  ['month', 'America/New_York', '2024-03-01T00:00-05:00', '2024-03-31T23:59:59.999-04:00', '2024-04-01T00:00-04:00'],
  ['quarter', 'Europe/London', '2024-01-05T00:00Z', '2024-03-31T23:59:59.999+01:00', '2024-04-01T00:00+01:00'],
  ['year', 'UTC', '2024-01-01T00:00Z', '2024-12-31T23:59:59.999Z', '2025-01-01T00:00Z'],
] as const)('a cap per %s in %s ends with the customer\u2019s own period', (period, zone, first, last, next) => {
  const customer = new Asked({ caps: [cap({ per: { this: period } })] }).in(zone);
  expect(customer.at(first).answer()).toBe('send');
  expect(customer.at(last).answer()).toBe('cap.user');
  expect(customer.at(next).answer()).toBe('send');
});

test('a cap per day and a rolling one together close the gap at midnight', () => {
  const perDay = new Asked({ caps: [cap({ per: { this: 'day' } })] });
  expect([perDay.at('2024-06-12T23:00Z').answer(), perDay.at('2024-06-13T00:01Z').answer()]).toEqual(['send', 'send']);
  const both = new Asked({ caps: [cap({ per: { this: 'day' } }), cap({ id: 'r' })] });
  expect([both.at('2024-06-12T23:00Z').answer(), both.at('2024-06-13T00:01Z').answer()]).toEqual(['send', 'cap.user']);
});

test('a cap looks at its classes, its channel and its purpose', () => {
  const [compiled] = planOf({ caps: [cap({ channel: 'sms', purpose: 'offers', classes: ['marketing', 'service'] })] }).caps;
  const message = { channel: 'sms', purpose: 'offers', messageClass: 'service' } as const;
  expect(concerns(compiled!, message)).toBe(true);
  expect(concerns(compiled!, { ...message, messageClass: 'transactional' })).toBe(false);
  expect(concerns(compiled!, { ...message, channel: 'email' })).toBe(false);
  expect(concerns(compiled!, { ...message, purpose: 'ads' })).toBe(false);
  expect(concerns(planOf({ caps: [cap()] }).caps[0]!, { ...message, messageClass: 'marketing', channel: 'email' })).toBe(true);
});

test('counting agrees with counting one by one', () => {
  const times = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 20 });
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 1, max: 20 }), (sent, now, hours) => {
      const plan = planOf({ caps: [cap({ per: `${hours}h` })] });
      const past = sent.filter((time) => time <= now);
      const expected = past.filter((time) => time > now - hours).length;
      expect(countOf(plan.caps[0]!, sendsAt(...past.map((time) => time * HOUR)), { now: now * HOUR, zone: 'UTC' })).toBe(expected);
    }),
  );
});

test('messages older than any window are forgotten, the others stay', () => {
  const state = sendsAt(NOON, NOON + 1, NOON + DAY);
  forget(state, planOf({}), NOON + 31 * DAY);
  expect(state.sends.map(({ message }) => message)).toEqual(['m1', 'm2']);
  forget(state, planOf({}), NOON + 90 * DAY);
  expect(state.sends).toEqual([]);
});

test('of very many messages the latest stay, and the older ones that a cap still counts', () => {
  const plan = planOf({
    caps: [cap({ id: 'rare', max: 2, per: '30d' }), cap({ id: 'often', max: 1000, per: '1h', classes: ['service'] })],
  });
  const state = emptyGuard();
  const sent = { channel: 'sms', purpose: 'care' };
  for (let i = 0; i < 5; i++) addSent(state.sends, { ...sent, message: `a${i}`, at: NOON + i, messageClass: 'marketing' });
  for (let i = 0; i < 300; i++)
    addSent(state.sends, { ...sent, message: `b${String(i).padStart(3, '0')}`, at: NOON + 10 + i, messageClass: 'service' });
  forget(state, plan, NOON + HOUR);
  expect(state.sends).toHaveLength(302);
  expect(state.sends.slice(0, 3).map(({ message }) => message)).toEqual(['a3', 'a4', 'b000']);
  const lax = planOf({ caps: [cap({ id: 'rare', max: 2, per: '30d' })] });
  forget(state, lax, NOON + HOUR);
  expect(state.sends).toHaveLength(258);
  expect(countOf(lax.caps[0]!, state, { now: NOON + DAY, zone: 'UTC' })).toBe(2);
  expect(state.sends.at(-1)?.message).toBe('b299');
});

test('a customer who gets messages for ever stays bounded', () => {
  const customer = new Asked({ caps: [cap({ max: 1000, per: '1h' })] });
  for (let i = 0; i < 3_000; i++) customer.later(60_000).ask();
  expect(customer.state.sends.length).toBeLessThanOrEqual(1_001);
});
