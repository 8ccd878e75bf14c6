import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, VolanoError } from '../../base/index.ts';
import type { PolicyDefinition, WorkspaceDefinition } from '../../define/index.ts';
import { compileGuard } from './index.ts';

const text = { en: 'x', zh: 'x' };
const workspace: WorkspaceDefinition = { kind: 'workspace', id: 'w', name: text, timeZone: 'Asia/Shanghai', currency: 'CNY', seed: 's' };
const policy = (change: Partial<PolicyDefinition>): PolicyDefinition => ({ kind: 'policy', id: 'default', ...change });
const compile = (change: Partial<PolicyDefinition>) => compileGuard({ policy: policy(change), purposes: [], workspace });
const cap = { id: 'daily', max: 1, per: '24h', classes: ['marketing'] } as const;
const accepted = { trait: 'weekly', per: '7d', classes: ['marketing'] } as const;
const quiet = { from: '22:00', to: '08:00', classes: ['marketing'] } as const;

function problemOf(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (error instanceof VolanoError) return `${error.code} ${error.message}`;
    throw error;
  }
  return 'none';
}

test.each<[string, Partial<PolicyDefinition>, RegExp]>([
  ['quiet hours all day', { quietHours: { ...quiet, from: '09:00', to: '09:00' } }, /quietHours: quiet hours must leave a part of the day/],
  ['quiet hours from midnight to midnight', { quietHours: { ...quiet, from: '00:00', to: '24:00' } }, /must leave a part of the day/],
  ['a time of day in words', { quietHours: { ...quiet, from: 'ten' } }, /HH:MM/],
  ['quiet hours for nobody', { quietHours: { ...quiet, classes: [] } }, /quietHours: name at least one message class/],
  [
    'quiet hours for transactional messages',
    { quietHours: { ...quiet, classes: ['transactional'] } },
    /quietHours: transactional messages are always exempt/,
  ],
  [
    'a cap on transactional messages',
    { caps: [{ ...cap, classes: ['marketing', 'transactional'] }] },
    /caps\.daily: transactional messages are always exempt/,
  ],
  ['a cap of 0', { caps: [{ ...cap, max: 0 }] }, /caps\.daily: max must be a whole number from 1 to 1000/],
  ['a cap of 1.5', { caps: [{ ...cap, max: 1.5 }] }, /whole number/],
  ['a cap of 1001', { caps: [{ ...cap, max: 1001 }] }, /whole number/],
  ['a cap over no time', { caps: [{ ...cap, per: '0d' }] }, /caps\.daily: the window must be longer than 0/],
  ['a cap over 367 days', { caps: [{ ...cap, per: '367d' }] }, /366 days at most/],
  ['a cap over a day in words', { caps: [{ ...cap, per: 'day' }] }, /VOLANO_DURATION_INVALID/],
  [
    'an accepted frequency over no time',
    { acceptedFrequency: { ...accepted, per: '0h' } },
    /acceptedFrequency: the window must be longer than 0/,
  ],
  [
    'an accepted frequency over 367 days',
    { acceptedFrequency: { ...accepted, per: '367d' } },
    /acceptedFrequency: the window may last 366 days/,
  ],
  [
    'an accepted frequency of transactional messages',
    { acceptedFrequency: { ...accepted, classes: ['transactional'] } },
    /acceptedFrequency: transactional messages are always exempt/,
  ],
  ['messages that expire at once', { expiry: { service: '0s' } }, /policy\.expiry\.service: the time must be longer than 0/],
  [
    'quiet hours that nothing may wait for',
    { quietHours: { ...quiet, expireAfter: '0s' } },
    /quietHours\.expireAfter: the time must be longer/,
  ],
  ['an expiry in words', { expiry: { marketing: 'a day' } }, /VOLANO_DURATION_INVALID/],
  ['two caps of one id', { caps: [cap, { ...cap, max: 2 }] }, /VOLANO_DEFINITION_DUPLICATE .*cap.*"daily"/],
])('refuses %s', (_, change, problem) => {
  expect(problemOf(() => compile(change))).toMatch(problem);
});

test('an unknown time zone of the workspace is refused', () => {
  expect(problemOf(() => compileGuard({ policy: undefined, purposes: [], workspace: { ...workspace, timeZone: 'Mars/Base' } }))).toMatch(
    /VOLANO_TIME_ZONE_UNKNOWN/,
  );
});

test('without a policy there are consent and suppression only', () => {
  const purposes = [{ kind: 'purpose', id: 'offers', name: text, basis: 'opt_in' }] as const;
  const plan = compileGuard({ policy: undefined, purposes, workspace });
  expect(plan).toMatchObject({ timeZone: 'Asia/Shanghai', quietHours: undefined, caps: [] });
  expect([...plan.purposes]).toEqual([['offers', 'opt_in']]);
});

test('times of day, windows and filters are compiled', () => {
  const plan = compile({
    quietHours: { ...quiet, from: '21:30', to: '24:00' },
    caps: [cap, { ...cap, id: 'm', per: { this: 'month' }, channel: 'sms', purpose: 'offers' }],
  });
  expect(plan.quietHours).toMatchObject({ from: 21 * HOUR + 30 * MINUTE, to: 0 });
  expect(plan.caps).toMatchObject([
    { id: 'daily', per: DAY, channel: undefined, purpose: undefined },
    { id: 'm', per: 'month', channel: 'sms', purpose: 'offers' },
  ]);
});

test('messages are remembered as long as the longest window, at least 31 days', () => {
  expect(compile({}).memoryMs).toBe(31 * DAY);
  expect(compile({ caps: [cap] }).memoryMs).toBe(31 * DAY);
  expect(compile({ caps: [cap, { ...cap, id: 'long', per: '90d' }] }).memoryMs).toBe(90 * DAY);
  expect(compile({ caps: [{ ...cap, per: { this: 'year' } }] }).memoryMs).toBeGreaterThan(366 * DAY);
});

test('messages expire by class: after a day, three days, a week, unless the policy says otherwise', () => {
  expect(compile({}).expiryMs).toEqual({ marketing: DAY, service: 3 * DAY, transactional: 7 * DAY });
  expect(compile({ expiry: { marketing: '6h', transactional: '30d' } }).expiryMs).toEqual({
    marketing: 6 * HOUR,
    service: 3 * DAY,
    transactional: 30 * DAY,
  });
  expect(compileGuard({ policy: undefined, purposes: [], workspace }).expiryMs.marketing).toBe(DAY);
});

test('the accepted frequency is a cap whose height the customer\u2019s trait says', () => {
  expect(compile({}).accepted).toBeUndefined();
  const plan = compile({ acceptedFrequency: { ...accepted, per: '90d', channel: 'sms' } });
  expect(plan.accepted).toMatchObject({ trait: 'weekly', cap: { per: 90 * DAY, channel: 'sms', purpose: undefined } });
  expect(plan.memoryMs).toBe(90 * DAY);
  expect(plan.caps).toEqual([]);
});

test('how long quiet hours may hold a message', () => {
  expect(compile({ quietHours: quiet }).quietHours?.expireMs).toBeUndefined();
  expect(compile({ quietHours: { ...quiet, expireAfter: '9h' } }).quietHours?.expireMs).toBe(9 * HOUR);
});
