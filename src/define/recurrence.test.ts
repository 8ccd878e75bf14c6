/** Rules of days against the examples of RFC 5545 (3.8.5.3), and against a walk over all days. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY } from '../base/index.ts';
import { dayOfDate, nextDay, parseRecurrence, type Recurrence } from './recurrence.ts';

const dateOf = (day: number): string => new Date(day * DAY).toISOString().slice(0, 10);
function rule(text: string, from: string): Recurrence {
  const parsed = parseRecurrence(text, from);
  if ('problem' in parsed) throw new Error(parsed.problem.en);
  return parsed;
}
function first(count: number, text: string, from: string): string[] {
  const found: string[] = [];
  const parsed = rule(text, from);
  for (let day: number | undefined = 0; found.length < count; day++) {
    day = nextDay(parsed, day);
    if (day === undefined) break;
    found.push(dateOf(day));
  }
  return found;
}

describe('days come as the standard has them', () => {
  test.each([
    ['FREQ=DAILY;COUNT=3', '1997-09-02', ['1997-09-02', '1997-09-03', '1997-09-04']],
    ['FREQ=DAILY;INTERVAL=10;COUNT=3', '1997-09-02', ['1997-09-02', '1997-09-12', '1997-09-22']],
    ['FREQ=DAILY;UNTIL=19970904', '1997-09-02', ['1997-09-02', '1997-09-03', '1997-09-04']],
    ['FREQ=YEARLY;BYMONTH=1;BYDAY=SU;UNTIL=19980115', '1998-01-01', ['1998-01-04', '1998-01-11']],
    ['FREQ=WEEKLY;COUNT=3', '1997-09-02', ['1997-09-02', '1997-09-09', '1997-09-16']],
    ['FREQ=WEEKLY;INTERVAL=2;BYDAY=TU,TH;COUNT=5', '1997-09-02', ['1997-09-02', '1997-09-04', '1997-09-16', '1997-09-18', '1997-09-30']],
    ['FREQ=MONTHLY;BYDAY=1FR;COUNT=3', '1997-09-05', ['1997-09-05', '1997-10-03', '1997-11-07']],
    ['FREQ=MONTHLY;INTERVAL=2;BYDAY=1SU,-1SU;COUNT=4', '1997-09-07', ['1997-09-07', '1997-09-28', '1997-11-02', '1997-11-30']],
    ['FREQ=MONTHLY;BYDAY=-2MO;COUNT=3', '1997-09-22', ['1997-09-22', '1997-10-20', '1997-11-17']],
    ['FREQ=MONTHLY;BYMONTHDAY=-3;COUNT=3', '1997-09-28', ['1997-09-28', '1997-10-29', '1997-11-28']],
    ['FREQ=MONTHLY;BYMONTHDAY=1,-1;COUNT=4', '1997-09-30', ['1997-09-30', '1997-10-01', '1997-10-31', '1997-11-01']],
    ['FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5', '2007-01-15', ['2007-01-15', '2007-01-30', '2007-02-15', '2007-03-15', '2007-03-30']],
    ['FREQ=YEARLY;BYMONTH=6,7;COUNT=4', '1997-06-10', ['1997-06-10', '1997-07-10', '1998-06-10', '1998-07-10']],
    ['FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13;COUNT=3', '1997-09-02', ['1998-02-13', '1998-03-13', '1998-11-13']],
    [
      'FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8;COUNT=3',
      '1996-11-05',
      ['1996-11-05', '2000-11-07', '2004-11-02'],
    ],
    ['FREQ=YEARLY;BYMONTH=11;BYDAY=4TH;COUNT=2', '2026-01-01', ['2026-11-26', '2027-11-25']],
    ['RRULE:FREQ=MONTHLY;COUNT=3', '2026-01-31', ['2026-01-31', '2026-03-31', '2026-05-31']],
    ['FREQ=YEARLY;COUNT=2', '2024-02-29', ['2024-02-29', '2028-02-29']],
  ])('%s from %s', (text, from, expected) => {
    expect(first(10, text, from)).toEqual(expected);
  });
});

describe('what is wrong is said', () => {
  test.each([
    ['', '2026-01-05', /"" is not known/],
    ['FREQ=HOURLY', '2026-01-05', /FREQ is one of/],
    ['INTERVAL=2', '2026-01-05', /FREQ is one of/],
    ['FREQ=DAILY;FREQ=DAILY', '2026-01-05', /twice/],
    ['FREQ=DAILY;BYHOUR=9', '2026-01-05', /"BYHOUR" is not known/],
    ['FREQ=DAILY;INTERVAL=0', '2026-01-05', /INTERVAL/],
    ['FREQ=DAILY;INTERVAL=1,2', '2026-01-05', /INTERVAL/],
    ['FREQ=DAILY;COUNT=', '2026-01-05', /COUNT/],
    ['FREQ=DAILY;COUNT=1001', '2026-01-05', /COUNT/],
    ['FREQ=MONTHLY;BYMONTHDAY=32', '2026-01-05', /BYMONTHDAY/],
    ['FREQ=YEARLY;BYMONTH=13', '2026-01-05', /BYMONTH/],
    ['FREQ=WEEKLY;BYDAY=XX', '2026-01-05', /BYDAY/],
    ['FREQ=WEEKLY;BYDAY=1MO', '2026-01-05', /numbered/],
    ['FREQ=YEARLY;BYDAY=1MO', '2026-01-05', /numbered/],
    ['FREQ=DAILY;UNTIL=soon', '2026-01-05', /UNTIL/],
    ['FREQ=DAILY;UNTIL=20270101;COUNT=3', '2026-01-05', /not both/],
    ['FREQ=DAILY;UNTIL=20250101', '2026-01-05', /never/],
    ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', '2026-01-05', /never/],
    ['FREQ=DAILY', '2026-02-30', /no date/],
    ['FREQ=DAILY', 'tomorrow', /no date/],
  ])('%s from %s', (text, from, problem) => {
    expect(parseRecurrence(text, from)).toMatchObject({ problem: { en: expect.stringMatching(problem) } });
  });
});

test('whatever day is asked for, the next one is the first that comes at or after it', () => {
  const rules = [
    'FREQ=DAILY;INTERVAL=3',
    'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,SA',
    'FREQ=MONTHLY;BYDAY=-1FR',
    'FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1',
    'FREQ=YEARLY;BYMONTH=2,8;BYMONTHDAY=29',
    'FREQ=WEEKLY;BYMONTH=12;COUNT=20',
  ];
  const start = dayOfDate('2024-01-31')!;
  fc.assert(
    fc.property(fc.constantFrom(...rules), fc.integer({ min: -100, max: 4_000 }), (text, offset) => {
      const parsed = rule(text, '2024-01-31');
      const from = start + offset;
      const next = nextDay(parsed, from);
      if (next === undefined) {
        expect(parsed.last).toBeLessThan(from);
        return;
      }
      expect(next).toBeGreaterThanOrEqual(Math.max(from, start));
      // Asked day by day, nothing lies between, and it comes on that day itself.
      for (let day = Math.max(from, start); day < next; day += 1) expect(nextDay(parsed, day)).toBe(next);
      expect(nextDay(parsed, next)).toBe(next);
    }),
    { numRuns: 150 },
  );
});
