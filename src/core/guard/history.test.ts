/**
 * Quiet hours and caps over random policies and histories. What is checked is what was answered and when, by a checker that knows the
 * policy and asks Intl for local time; it shares nothing with the code it checks.
 */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DAY, HOUR, MINUTE } from '../../base/index.ts';
import type { CalendarWindow, FrequencyCap, MessageClass } from '../../define/index.ts';
import type { SendRequest, Verdict } from '../decide/index.ts';
import { Asked, type Policy } from './asking.suite.ts';

const ZONES = ['Asia/Shanghai', 'Europe/London', 'America/New_York', 'Australia/Lord_Howe', 'UTC'] as const;
const CLASSES = ['marketing', 'service', 'transactional'] as const;
const LENGTHS = { '3h': 3 * HOUR, '24h': DAY, '7d': 7 * DAY } as const;

/** How long a message of the class may wait, when the policy does not say. */
const LIVES = { marketing: DAY, service: 3 * DAY, transactional: 7 * DAY } as const;

const limited = fc.subarray<MessageClass>(['marketing', 'service'], { minLength: 1 });
const clock = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom('00', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const quietHours = fc.record({ from: clock, to: clock, classes: limited }).filter(({ from, to }) => from !== to);
const cap = fc.record(
  {
    max: fc.integer({ min: 1, max: 3 }),
    per: fc.oneof(
      fc.constantFrom(...(Object.keys(LENGTHS) as (keyof typeof LENGTHS)[])),
      fc.constantFrom<CalendarWindow>('day', 'week', 'month').map((unit) => ({ this: unit })),
    ),
    classes: limited,
    channel: fc.constantFrom('sms', 'email'),
    purpose: fc.constantFrom('care', 'ads'),
  },
  { requiredKeys: ['max', 'per', 'classes'] },
);
const policy = fc.record({ quietHours, caps: fc.array(cap, { minLength: 1, maxLength: 3 }) }).map(({ quietHours: quiet, caps }) => ({
  quietHours: quiet,
  caps: caps.map((one, index): FrequencyCap => ({ ...one, id: `cap${index}` })),
}));

type Wish = Pick<SendRequest, 'channel' | 'purpose' | 'messageClass'>;
interface Move {
  readonly passMs: number;
  readonly zone: string | undefined;
  readonly wish: Wish;
}
const move: fc.Arbitrary<Move> = fc.record({
  passMs: fc.constantFrom(0, 1, 29 * MINUTE, HOUR, 3 * HOUR, 11 * HOUR, DAY - 1, DAY, 3 * DAY),
  zone: fc.option(fc.constantFrom(...ZONES), { nil: undefined, freq: 8 }),
  wish: fc.record({
    channel: fc.constantFrom('sms', 'email'),
    purpose: fc.constantFrom('care', 'ads'),
    messageClass: fc.constantFrom(...CLASSES, 'marketing' as const),
  }),
});
const start = fc
  .constantFrom('2024-03-08', '2024-03-29', '2024-04-05', '2024-10-25', '2024-11-01', '2024-12-29')
  .map((day) => Date.parse(`${day}T00:00Z`));

interface Answered extends Wish {
  readonly at: number;
  readonly zone: string;
  readonly verdict: Verdict;
}

/** Plays the moves; what is deferred is asked again at the moment it was deferred to. */
function play(given: Policy, from: number, moves: readonly Move[]): Answered[] {
  const customer = new Asked(given).chose('ads', 'granted').in('UTC');
  customer.now = from;
  const answered: Answered[] = [];
  const waiting: { readonly at: number; readonly wish: Wish }[] = [];
  const ask = (wish: Wish) => {
    const verdict = customer.ask(wish);
    answered.push({ ...wish, at: customer.now, zone: String(customer.zone), verdict });
    if (verdict.verdict === 'defer') waiting.push({ at: verdict.until, wish });
  };
  const passTo = (until: number) => {
    for (;;) {
      const due = waiting.filter(({ at }) => at <= until).sort((a, b) => a.at - b.at)[0];
      if (!due) break;
      waiting.splice(waiting.indexOf(due), 1);
      customer.now = due.at;
      ask(due.wish);
    }
    customer.now = until;
  };
  for (const { passMs, zone, wish } of moves) {
    passTo(customer.now + passMs);
    if (zone !== undefined) customer.in(zone);
    ask(wish);
  }
  passTo(customer.now + 40 * DAY);
  expect(waiting).toEqual([]);
  return answered;
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Local date as UTC midnight of that date, and minutes of the local clock. */
function localOf(at: number, zone: string): { date: number; minutes: number } {
  const format = formats.get(zone) ?? new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
  formats.set(zone, format);
  const [date = '', time = ''] = format.format(at).split(' ');
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  return { date: Date.parse(`${date}T00:00Z`), minutes: hours * 60 + minutes };
}

function periodOf(at: number, unit: CalendarWindow, zone: string): string {
  const { date } = localOf(at, zone);
  const day = new Date(date);
  if (unit === 'day') return day.toISOString().slice(0, 10);
  if (unit === 'month') return day.toISOString().slice(0, 7);
  return new Date(date - ((day.getUTCDay() + 6) % 7) * DAY).toISOString().slice(0, 10);
}

function isQuiet({ from, to }: { from: string; to: string }, at: number, zone: string): boolean {
  const { minutes } = localOf(at, zone);
  const shown = `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return from < to ? shown >= from && shown < to : shown >= from || shown < to;
}

function countBefore(limit: FrequencyCap, sent: readonly Answered[], { at, zone }: Answered): number {
  const { per } = limit;
  const isWithin = (other: number) =>
    typeof per === 'string'
      ? at - other < LENGTHS[per as keyof typeof LENGTHS]
      : periodOf(other, per.this, zone) === periodOf(at, per.this, zone);
  return sent.filter((one) => isWithin(one.at) && matches(limit, one)).length;
}

function matches(limit: FrequencyCap, wish: Wish): boolean {
  if (limit.channel !== undefined && limit.channel !== wish.channel) return false;
  if (limit.purpose !== undefined && limit.purpose !== wish.purpose) return false;
  return limit.classes.includes(wish.messageClass);
}

/** Every answer is the one the policy demands, given what went before. */
function check(
  given: { quietHours: NonNullable<Policy['quietHours']>; caps: readonly FrequencyCap[] },
  answered: readonly Answered[],
): void {
  const sent: Answered[] = [];
  for (const one of answered) {
    const { verdict, messageClass, at, zone } = one;
    const quiet = given.quietHours.classes.includes(messageClass) && isQuiet(given.quietHours, at, zone);
    const full = given.caps.filter((limit) => matches(limit, one) && countBefore(limit, sent, one) >= limit.max);
    if (verdict.verdict === 'suppress' && verdict.rule === 'quiet_hours.expired') {
      expect(quiet && Number(verdict.read.until) - at > LIVES[messageClass]).toBe(true);
      expect(isQuiet(given.quietHours, Number(verdict.read.until) - MINUTE, zone)).toBe(true);
      continue;
    }
    const expected = messageClass === 'transactional' ? 'send' : quiet ? 'defer' : full.length > 0 ? 'suppress' : 'send';
    expect(verdict.verdict).toBe(expected);
    if (verdict.verdict === 'defer') expect(verdict.until).toBeGreaterThan(at);
    if (verdict.verdict === 'suppress') expect(verdict.read.cap).toBe(full[0]?.id);
    if (verdict.verdict === 'send' && messageClass !== 'transactional') sent.push(one);
  }
}

test('G1 and G3: 10,000 histories, and never a message in quiet hours, over a cap, or held back without need', () => {
  const told = { send: 0, defer: 0, suppress: 0 };
  fc.assert(
    fc.property(policy, start, fc.array(move, { minLength: 4, maxLength: 14, size: 'max' }), (given, from, moves) => {
      const answered = play(given, from, moves);
      check(given, answered);
      for (const { verdict } of answered) told[verdict.verdict]++;
    }),
    { numRuns: 10_000 },
  );
  for (const count of Object.values(told)) expect(count).toBeGreaterThan(4_000);
});

test('the checker itself objects to a message at night and to one too many', () => {
  const given = {
    quietHours: { from: '22:00', to: '08:00', classes: ['marketing'] as const },
    caps: [{ id: 'cap0', max: 1, per: '24h', classes: ['marketing'] as const }],
  };
  const sent = (at: string): Answered => ({
    at: Date.parse(at),
    zone: 'UTC',
    channel: 'sms',
    purpose: 'care',
    messageClass: 'marketing',
    verdict: { verdict: 'send', read: {} },
  });
  expect(() => check(given, [sent('2024-06-01T12:00Z')])).not.toThrow();
  expect(() => check(given, [sent('2024-06-01T23:00Z')])).toThrow();
  expect(() => check(given, [sent('2024-06-01T12:00Z'), sent('2024-06-02T11:59Z')])).toThrow();
});
