import { aggregate, and, type EventRow, rule, type TruthTable } from '../notation.ts';

const weekly = aggregate('streak', 'Visit', { unit: 'week' });
const monthly = aggregate('streak', 'Visit', { unit: 'month' });
const daily = aggregate('streak', 'Visit', { unit: 'day' });

function visits(...times: readonly string[]): EventRow[] {
  return times.map((time) => ['Visit', time]);
}

export const streak: TruthTable[] = [
  {
    subject: 'streaks',
    now: '2024-03-13T10:00:00Z',
    events: [
      ['Visit', '2024-03-08T12:00:00.000Z', { web: true }],
      ['Visit', '2024-03-09T12:00:00.000Z', { web: true }],
      ['Visit', '2024-03-11T00:00:00.000Z', { web: true, store: 'a' }],
      ['Visit', '2024-03-11T17:00:00.000Z', { web: true }],
      ['Visit', '2024-03-12T23:59:59.999Z', { web: false }],
      ['Visit', '2024-03-13T09:00:00.000Z', { web: true, store: 'b' }],
    ],
    truths: [
      ['4.4: three days up to today, two visits of a day count once', daily, 3],
      ['4.4: the unit is day by default', aggregate('streak', 'Visit'), 3],
      ['4.4: a day without a visit so far keeps the streak', daily, 3, '2024-03-14T23:59:59.999Z'],
      ['4.4: a whole day without ends it', daily, 0, '2024-03-15T00:00:00.000Z'],
      ['4.4: weeks of 4 and 11 March', weekly, 2],
      ['4.4: the week after keeps it', weekly, 2, '2024-03-24T23:59:59.999Z'],
      ['4.4: the second week after ends it', weekly, 0, '2024-03-25T00:00:00.000Z'],
      ['4.4: one month', monthly, 1],
      ['4.4: April keeps March', monthly, 1, '2024-04-30T23:59:59.999Z'],
      ['4.4: May does not', monthly, 0, '2024-05-01T00:00:00.000Z'],
      ['4.4: the window cuts the run', aggregate('streak', 'Visit', { window: { last: '1d' } }), 2],
      ['4.4: within this week', aggregate('streak', 'Visit', { window: { this: 'week' } }), 3],
      ['4.4: a run of last week touches neither today nor yesterday', aggregate('streak', 'Visit', { window: { previous: 'week' } }), 0],
      ['4.4: only contributions of the property count: 13, not 12', aggregate('streak', 'Visit', { property: 'store' }), 1],
      ['4.1: only matches count', aggregate('streak', 'Visit', { where: and(rule('property.web', '=', true)) }), 1],
      ['4.4: of nothing', aggregate('streak', 'Order'), 0],
    ],
  },
  {
    subject: 'streaks over the turn of the year',
    now: '2024-01-02T12:00:00Z',
    events: visits('2023-12-18T08:00:00Z', '2023-12-31T08:00:00Z', '2024-01-01T08:00:00Z'),
    truths: [
      ['4.4: 31 December and 1 January', daily, 2],
      ['4.4: weeks of 18 and 25 December and 1 January', weekly, 3],
      ['4.4: December and January', monthly, 2],
      ['4.4: not on 3 January', daily, 0, '2024-01-03T00:00:00Z'],
    ],
  },
  {
    subject: 'streaks over the change of clocks in London',
    zone: 'Europe/London',
    now: '2024-04-01T10:00:00Z',
    events: visits('2024-03-30T23:30:00Z', '2024-03-31T12:00:00Z', '2024-03-31T23:30:00Z'),
    truths: [
      ['4.4: 23:30 UTC of 31 March is 1 April in London', daily, 3],
      ['4.4: so is the month', monthly, 2],
      ['4.4: and the week, a Monday', weekly, 2],
    ],
  },
  {
    subject: 'the same visits in UTC',
    now: '2024-04-01T10:00:00Z',
    events: visits('2024-03-30T23:30:00Z', '2024-03-31T12:00:00Z', '2024-03-31T23:30:00Z'),
    truths: [
      ['4.4: two days up to yesterday', daily, 2],
      ['4.4: one month, the previous', monthly, 1],
    ],
  },
  {
    subject: 'streaks and events ahead',
    now: '2024-03-13T23:58:00Z',
    events: [
      ['Visit', '2024-03-13T12:00:00Z'],
      ['Visit', '2024-03-14T00:01:00Z'],
      ['Scan', '2024-03-14T00:01:00Z'],
    ],
    truths: [
      ['4.4: tomorrow does not count yet', daily, 1],
      ['4.4: then it does', daily, 2, '2024-03-14T00:01:00Z'],
      ['4.4: nothing before tomorrow', aggregate('streak', 'Scan'), 0],
      ['4.4: tomorrow has come', aggregate('streak', 'Scan'), 1, '2024-03-14T00:00:00Z'],
    ],
  },
];
