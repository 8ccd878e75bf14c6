/**
 * Quiet hours, caps, consent, suppression and the ends of journeys, over random histories of one customer: in mid-wait, in mid-retry and
 * between decision and hand-over. What went is judged by a checker that shares nothing with the code that decided.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../base/index.ts';
import type { CalendarWindow, FrequencyCap, MessageClass } from '../define/index.ts';
import { type Attempts, type Controlled, Life, type Luck, type Move, planWith, REST, type Rules } from './histories.suite.ts';
import { Checker } from './histories-checker.suite.ts';
import type { ReturnKind } from './index.ts';

const RUNS = 10_000;
const ZONES = ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'];

const limited = fc.subarray<MessageClass>(['marketing', 'service'], { minLength: 1 });
const span = fc.constantFrom('3h', '24h', '7d');
const per = fc.oneof(
  span,
  fc.constantFrom<CalendarWindow>('day', 'week', 'month').map((unit) => ({ this: unit })),
);
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const quietHours = fc
  .record(
    { from: clock, to: clock, classes: limited, expireAfter: fc.constantFrom('2h', '6h', '24h') },
    { requiredKeys: ['from', 'to', 'classes'] },
  )
  .filter(({ from, to }) => from !== to);
const cap = fc.record(
  {
    max: fc.integer({ min: 1, max: 3 }),
    per,
    classes: limited,
    channel: fc.constantFrom('push', 'email'),
    purpose: fc.constantFrom('care', 'offers'),
  },
  { requiredKeys: ['max', 'per', 'classes'] },
);
const caps = fc.array(cap, { maxLength: 3 }).map((all) => all.map((one, index): FrequencyCap => ({ ...one, id: `cap${index}` })));
const acceptedFrequency = fc.record(
  { trait: fc.constant('accepted'), per, classes: limited, channel: fc.constantFrom('push', 'email') },
  { requiredKeys: ['trait', 'per', 'classes'] },
);
const expiry = fc.record(
  { marketing: fc.constantFrom('2h', '6h', '72h'), service: fc.constantFrom('6h', '24h'), transactional: fc.constantFrom('2h', '24h') },
  { requiredKeys: [] },
);
const rules: fc.Arbitrary<Rules> = fc.record({ quietHours, caps, acceptedFrequency, expiry }, { requiredKeys: [] });
/** Compiled once: a release takes longer than a history. */
const POLICIES = fc.sample(rules, { numRuns: 250, seed: 7 }).map((one) => ({ rules: one, plan: planWith(one) }));

const age = fc.constantFrom(0, 0, 0, 0, 20 * MINUTE, 7 * HOUR);
const control = fc.oneof(
  fc.record({
    action: fc.constant('consent' as const),
    purpose: fc.constantFrom('care', 'offers', 'offers'),
    granted: fc.constantFrom(true, true, false),
  }),
  fc.record(
    { action: fc.constantFrom('suppress' as const, 'unsuppress' as const), channel: fc.constantFrom('push', 'email') },
    { requiredKeys: ['action'] },
  ),
);
const kind = fc.constantFrom<ReturnKind>(
  'bounced',
  'bounced',
  'bounced',
  'opened',
  'clicked',
  'replied',
  'unsubscribed',
  'resubscribed',
  'complained',
);
const spans = fc.constantFrom(1, 29 * MINUTE, 30 * MINUTE, HOUR, 3 * HOUR, 5 * HOUR, 11 * HOUR, DAY - 1, DAY, 2 * DAY);
const move: fc.Arbitrary<Move> = fc.oneof(
  {
    weight: 7,
    arbitrary: fc.record({
      type: fc.constant('event' as const),
      name: fc.constantFrom('Begin', 'Begin', 'Begin', 'Begin', 'Order', 'Order', 'Bought', 'Left', 'Left', 'Vip'),
      ageMs: age,
    }),
  },
  { weight: 7, arbitrary: spans.map((ms): Move => ({ type: 'pass', ms })) },
  { weight: 1, arbitrary: fc.constantFrom(...ZONES, 'Mars/Base').map((timezone): Move => ({ type: 'identify', traits: { timezone } })) },
  { weight: 1, arbitrary: fc.constantFrom(0, 1, 2, 3).map((accepted): Move => ({ type: 'identify', traits: { accepted } })) },
  {
    weight: 1,
    arbitrary: fc.record({
      type: fc.constant('prefer' as const),
      categories: fc.record({ care: fc.boolean(), offers: fc.boolean() }, { requiredKeys: [] }),
      ageMs: age,
    }),
  },
  { weight: 2, arbitrary: fc.nat(5).map((which): Move => ({ type: 'redeliver', which })) },
  { weight: 2, arbitrary: control.map((one): Move => ({ type: 'control', control: one as Controlled })) },
  {
    weight: 2,
    arbitrary: fc.record({
      type: fc.constant('back' as const),
      which: fc.nat(5),
      kind,
      permanent: fc.constantFrom(false, false, false, true),
    }),
  },
);
const attempts: fc.Arbitrary<Attempts> = fc.record({
  lucks: fc
    .array(fc.constantFrom<Luck>('ok', 'ok', 'ok', 'again', 'again', 'lost', 'refused'), { minLength: 1, maxLength: 5 })
    .map((lucks) => [...lucks, 'ok' as const]),
  receipts: fc.array(fc.constantFrom(0, 0, 0, 1, 20 * MINUTE, 3 * HOUR), { minLength: 1, maxLength: 4 }),
  delays: fc.array(fc.constantFrom(0, 0, 1, 5 * MINUTE, HOUR, 4 * HOUR, 13 * HOUR), { minLength: 1, maxLength: 5 }),
});
/** Around the days on which clocks are set forward or back. */
const start = fc
  .tuple(fc.constantFrom('2024-03-08', '2024-03-29', '2024-04-05', '2024-10-25', '2024-11-01', '2024-12-29'), fc.nat(47))
  .map(([day, half]) => Date.parse(`${day}T00:00Z`) + half * 30 * MINUTE);
const history = fc.record({
  policy: fc.nat(POLICIES.length - 1),
  start,
  attempts,
  moves: fc.array(move, { minLength: 4, maxLength: 16, size: 'max' }),
});
const GRANT: Move = { type: 'control', control: { action: 'consent', purpose: 'offers', granted: true } };

test(`${RUNS} histories: nothing goes against a rule, nothing is held back without need, everything ends once`, {
  timeout: 120_000,
}, () => {
  const tally = new Map<string, number>();
  fc.assert(
    fc.property(history, ({ policy, start: from, attempts: luck, moves }) => {
      const { rules: given, plan } = POLICIES[policy]!;
      const life = new Life(plan, from, luck).play([GRANT, ...moves, REST]);
      const checker = new Checker(given, ZONES).check(life.trace);
      expect(checker.violations).toEqual([]);
      expect(life.open()).toBe(0);
      for (const [what, count] of checker.tally) tally.set(what, (tally.get(what) ?? 0) + count);
    }),
    { numRuns: RUNS },
  );
  for (const what of OCCURRENCES) expect(`${what}: ${(tally.get(what) ?? 0) >= 5}`).toBe(`${what}: true`);
});

/** What the histories must come to often enough for their silence to mean something. */
const OCCURRENCES = [
  'handed',
  'later quiet_hours.deferred',
  ...['expired', 'suppressed.global', 'suppressed.channel', 'consent.withdrawn', 'consent.missing', 'quiet_hours.expired'],
  ...['goal.event', 'goal.condition', 'exit.event', 'exit.condition', 'trigger.retracted'],
].map((what) => (what === 'handed' || what.startsWith('later') ? what : `withdrawn ${what}`));
OCCURRENCES.push(
  'tried',
  ...['expired', 'consent.withdrawn', 'quiet_hours.expired', 'suppressed.channel'].map((rule) => `given up ${rule}`),
  'send allowed',
  'defer quiet_hours.deferred',
  ...['suppressed.global', 'suppressed.channel', 'consent.missing', 'consent.withdrawn', 'quiet_hours.expired'].map(
    (rule) => `suppress ${rule}`,
  ),
  ...['cap.user', 'cap.channel', 'cap.accepted', 'holdout.journey'].map((rule) => `suppress ${rule}`),
);
