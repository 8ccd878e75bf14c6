import type { Window } from '../../../src/define/index.ts';
import { type Asked, aggregate, type EventRow, type TruthTable } from '../notation.ts';

/** The sum of `n` in a window: the n are powers of two, so the sum tells exactly which events are in it. */
function sum(window: Window): Asked {
  return aggregate('sum', 'Visit', { property: 'n', window });
}

/** Visits at these times with n = 1, 2, 4, ... */
function visits(...times: readonly string[]): EventRow[] {
  return times.map((time, index) => ['Visit', time, { n: 2 ** index }]);
}

export const calendar: TruthTable[] = [
  {
    subject: 'calendar windows in UTC, on Wednesday 13 March 2024',
    now: '2024-03-13T10:00:00Z',
    events: visits(
      '2023-09-30T23:59:59.999Z', // 1
      '2023-10-01T00:00:00.000Z', // 2
      '2023-12-31T23:59:59.999Z', // 4
      '2024-01-01T00:00:00.000Z', // 8
      '2024-01-31T23:59:59.999Z', // 16
      '2024-02-01T00:00:00.000Z', // 32
      '2024-02-29T23:59:59.999Z', // 64
      '2024-03-01T00:00:00.000Z', // 128
      '2024-03-03T23:59:59.999Z', // 256, Sunday
      '2024-03-04T00:00:00.000Z', // 512, Monday
      '2024-03-10T23:59:59.999Z', // 1024, Sunday
      '2024-03-11T00:00:00.000Z', // 2048, Monday
      '2024-03-11T23:59:59.999Z', // 4096
      '2024-03-12T00:00:00.000Z', // 8192
      '2024-03-12T23:59:59.999Z', // 16384
      '2024-03-13T00:00:00.000Z', // 32768
      '2024-03-13T10:00:00.000Z', // 65536
      '2024-03-13T10:04:00.000Z', // 131072, ahead
    ),
    truths: [
      ['this day: from midnight, what is ahead included', sum({ this: 'day' }), 229376],
      ['previous day: both its ends', sum({ previous: 'day' }), 24576],
      ['this week starts on Monday', sum({ this: 'week' }), 260096],
      ['previous week ends with Sunday', sum({ previous: 'week' }), 1536],
      ['this month', sum({ this: 'month' }), 262016],
      ['previous month has a 29th of February', sum({ previous: 'month' }), 96],
      ['this quarter', sum({ this: 'quarter' }), 262136],
      ['previous quarter starts in October', sum({ previous: 'quarter' }), 6],
      ['this year', sum({ this: 'year' }), 262136],
      ['previous year', sum({ previous: 'year' }), 7],
      ['at the first instant of April this month is empty', sum({ this: 'month' }), 0, '2024-04-01T00:00:00.000Z'],
      ['and March is the previous one', sum({ previous: 'month' }), 262016, '2024-04-01T00:00:00.000Z'],
      ['and the first quarter the previous one', sum({ previous: 'quarter' }), 262136, '2024-04-01T00:00:00.000Z'],
      ['a millisecond earlier it was still March', sum({ this: 'month' }), 262016, '2024-03-31T23:59:59.999Z'],
      ['a week on, the 13th is in the previous week', sum({ previous: 'week' }), 260096, '2024-03-18T00:00:00.000Z'],
      ['at the last instant of Sunday it is in this one', sum({ this: 'week' }), 260096, '2024-03-17T23:59:59.999Z'],
      ['in January 2025 the year before is 2024', sum({ previous: 'year' }), 262136, '2025-01-01T00:00:00.000Z'],
    ],
  },
  {
    subject: 'Europe/London, clocks forward: 31 March 2024 has 23 hours',
    zone: 'Europe/London',
    now: '2024-03-31T22:59:59.999Z',
    events: visits(
      '2024-03-30T23:59:59.999Z', // 1
      '2024-03-31T00:00:00.000Z', // 2, midnight
      '2024-03-31T00:59:59.999Z', // 4
      '2024-03-31T01:00:00.000Z', // 8, 02:00 summer time
      '2024-03-31T22:59:59.999Z', // 16, 23:59:59.999
      '2024-03-31T23:00:00.000Z', // 32, midnight of 1 April
    ),
    truths: [
      ['the day ends after 23 hours', sum({ this: 'day' }), 30],
      ['the day before ended at midnight UTC', sum({ previous: 'day' }), 1],
      ['24 hours back reach into the day before', sum({ last: '1d' }), 63],
      ['March ends at 23:00 UTC', sum({ this: 'month' }), 31],
      ['the next instant is 1 April', sum({ this: 'day' }), 32, '2024-03-31T23:00:00.000Z'],
      ['and the short day the previous one', sum({ previous: 'day' }), 30, '2024-03-31T23:00:00.000Z'],
      ['a Monday: March belongs to the previous week', sum({ previous: 'week' }), 31, '2024-03-31T23:00:00.000Z'],
      ['this week has begun', sum({ this: 'week' }), 32, '2024-03-31T23:00:00.000Z'],
      ['the second quarter has begun', sum({ this: 'quarter' }), 32, '2024-03-31T23:00:00.000Z'],
      ['23 hours back from midnight is midnight, exclusive', sum({ last: '23h' }), 60, '2024-03-31T23:00:00.000Z'],
    ],
  },
  {
    subject: 'Europe/London, clocks back: 27 October 2024 has 25 hours',
    zone: 'Europe/London',
    now: '2024-10-27T23:59:59.999Z',
    events: visits(
      '2024-10-26T22:59:59.999Z', // 1
      '2024-10-26T23:00:00.000Z', // 2, midnight summer time
      '2024-10-27T00:30:00.000Z', // 4, 01:30
      '2024-10-27T01:30:00.000Z', // 8, 01:30 again
      '2024-10-27T23:59:59.999Z', // 16
    ),
    truths: [
      ['the day holds both half past ones', sum({ this: 'day' }), 30],
      ['the day before', sum({ previous: 'day' }), 1],
      ['24 hours back miss the first hour', sum({ last: '1d' }), 28],
      ['midnight, now of winter time, ends it', sum({ this: 'day' }), 0, '2024-10-28T00:00:00.000Z'],
      ['it is the previous day for all of its 25 hours', sum({ previous: 'day' }), 30, '2024-10-28T00:00:00.000Z'],
      ['25 hours back from midnight is midnight, exclusive', sum({ last: '25h' }), 28, '2024-10-28T00:00:00.000Z'],
      ['Monday: all in the previous week', sum({ previous: 'week' }), 31, '2024-10-28T00:00:00.000Z'],
    ],
  },
  {
    subject: 'America/New_York, clocks forward: Sunday 10 March 2024',
    zone: 'America/New_York',
    now: '2024-03-11T03:59:59.999Z',
    events: visits(
      '2024-03-04T04:59:59.999Z', // 1, Sunday 3 March
      '2024-03-04T05:00:00.000Z', // 2, Monday
      '2024-03-10T04:59:59.999Z', // 4, Saturday
      '2024-03-10T05:00:00.000Z', // 8, Sunday
      '2024-03-10T06:59:59.999Z', // 16, 01:59:59.999
      '2024-03-10T07:00:00.000Z', // 32, 03:00
      '2024-03-11T03:59:59.999Z', // 64, 23:59:59.999
      '2024-03-11T04:00:00.000Z', // 128, Monday
    ),
    truths: [
      ['Sunday ends at 04:00 UTC', sum({ this: 'day' }), 120],
      ['Saturday ended at 05:00 UTC', sum({ previous: 'day' }), 4],
      ['the week began at 05:00 UTC of Monday', sum({ this: 'week' }), 126],
      ['the week before', sum({ previous: 'week' }), 1],
      ['the month', sum({ this: 'month' }), 255],
      ['Monday begins at 04:00 UTC', sum({ this: 'day' }), 128, '2024-03-11T04:00:00.000Z'],
      ['its previous week is 167 hours long', sum({ previous: 'week' }), 126, '2024-03-11T04:00:00.000Z'],
    ],
  },
  {
    subject: 'America/New_York, clocks back: Sunday 3 November 2024',
    zone: 'America/New_York',
    now: '2024-11-04T04:59:59.999Z',
    events: visits(
      '2024-11-03T03:59:59.999Z', // 1, Saturday
      '2024-11-03T04:00:00.000Z', // 2
      '2024-11-03T05:30:00.000Z', // 4, 01:30
      '2024-11-03T06:30:00.000Z', // 8, 01:30 again
      '2024-11-04T04:59:59.999Z', // 16
    ),
    truths: [
      ['Sunday has 25 hours', sum({ this: 'day' }), 30],
      ['Saturday', sum({ previous: 'day' }), 1],
      ['Monday begins at 05:00 UTC', sum({ previous: 'day' }), 30, '2024-11-04T05:00:00.000Z'],
      ['nothing on Monday yet', sum({ this: 'day' }), 0, '2024-11-04T05:00:00.000Z'],
      ['the last quarter holds all', sum({ this: 'quarter' }), 31, '2024-11-04T05:00:00.000Z'],
      ['so does the week that ended', sum({ previous: 'week' }), 31, '2024-11-04T05:00:00.000Z'],
    ],
  },
  {
    subject: 'Asia/Shanghai: New Year is eight hours early',
    zone: 'Asia/Shanghai',
    now: '2024-01-01T00:00:00.000Z',
    events: visits('2023-12-31T15:59:59.999Z', '2023-12-31T16:00:00.000Z', '2024-01-01T00:00:00.000Z'),
    truths: [
      ['this day', sum({ this: 'day' }), 6],
      ['this week: 1 January 2024 is a Monday', sum({ this: 'week' }), 6],
      ['this month', sum({ this: 'month' }), 6],
      ['this quarter', sum({ this: 'quarter' }), 6],
      ['this year', sum({ this: 'year' }), 6],
      ['previous day', sum({ previous: 'day' }), 1],
      ['previous week', sum({ previous: 'week' }), 1],
      ['previous month', sum({ previous: 'month' }), 1],
      ['previous quarter', sum({ previous: 'quarter' }), 1],
      ['previous year', sum({ previous: 'year' }), 1],
    ],
  },
  {
    subject: 'other zones',
    zone: 'Asia/Kolkata',
    now: '2024-05-02T00:00:00.000Z',
    events: visits('2024-05-01T18:29:59.999Z', '2024-05-01T18:30:00.000Z'),
    truths: [
      ['a day that starts at half past', sum({ this: 'day' }), 2],
      ['and ends the one before', sum({ previous: 'day' }), 1],
    ],
  },
  {
    subject: 'America/Sao_Paulo: 4 November 2018 has no midnight',
    zone: 'America/Sao_Paulo',
    now: '2018-11-04T12:00:00.000Z',
    events: visits('2018-11-04T02:59:59.999Z', '2018-11-04T03:00:00.000Z'),
    truths: [
      ['3.1: the day starts at its first instant, 01:00', sum({ this: 'day' }), 2],
      ['the day before lasts until then', sum({ previous: 'day' }), 1],
    ],
  },
];
