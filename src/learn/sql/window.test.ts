import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, periodOf, periodStart } from '../../base/index.ts';
import type { CalendarWindow, Window } from '../../define/index.ts';
import { openTrial } from './trial.suite.ts';
import { inWindow, periodNumber } from './window.ts';

const trial = openTrial();

const zone = fc.constantFrom(
  'UTC',
  'Europe/London',
  'America/New_York',
  'Asia/Shanghai',
  'Asia/Kolkata',
  'America/Sao_Paulo',
  'Pacific/Auckland',
);
const instant = fc.oneof(
  fc.integer({ min: Date.parse('2001-01-01T00:00:00Z'), max: Date.parse('2030-01-01T00:00:00Z') }),
  // The hours around changes of clocks in London and New York.
  fc
    .tuple(
      fc.constantFrom(
        '2024-03-10T07:00:00Z',
        '2024-03-31T01:00:00Z',
        '2024-10-27T01:00:00Z',
        '2024-11-03T06:00:00Z',
        '2024-12-31T23:59:59Z',
      ),
      fc.integer({ min: -2 * DAY, max: 2 * DAY }),
    )
    .map(([text, shift]) => Date.parse(text) + shift),
);
const unit = fc.constantFrom<CalendarWindow>('day', 'week', 'month', 'quarter', 'year');

async function within(window: Window, now: number, zoneName: string, times: readonly number[]): Promise<boolean[]> {
  const sql = inWindow(window, { now, zone: zoneName }).replace(/\bt\b/g, 'x');
  return (await trial.values<number>(`toUInt8(${sql})`, 'Int64', times)).map(Boolean);
}

it('3: calendar windows begin and end where the calendar of the engine says', async () => {
  await fc.assert(
    fc.asyncProperty(zone, instant, unit, async (zoneName, now, period) => {
      const index = periodOf(now, period, zoneName);
      const [before, start, end] = [index - 1, index, index + 1].map((one) => periodStart(one, period, zoneName)) as [
        number,
        number,
        number,
      ];
      const times = [before - 1, before, start - 1, start, now, end - 1, end];
      expect(await within({ this: period }, now, zoneName, times)).toEqual(times.map((time) => time >= start && time < end));
      expect(await within({ previous: period }, now, zoneName, times)).toEqual(times.map((time) => time >= before && time < start));
    }),
    { numRuns: 50, seed: 7 },
  );
});

describe('3: rolling windows', () => {
  const now = Date.parse('2024-03-31T12:00:00Z');
  it.each<[Window, number, boolean]>([
    [{ last: '1d' }, now - DAY, false],
    [{ last: '1d' }, now - DAY + 1, true],
    [{ last: '1d' }, now + 299_000, true],
    [{ last: '1ms' }, now, true],
    [{ last: '1ms' }, now - 1, false],
    ['ever', 0, true],
  ])('%j at %d: %s', async (window, time, expected) => {
    expect(await within(window, now, 'Europe/London', [time])).toEqual([expected]);
  });

  it('is ever when it is not given', () => {
    expect(inWindow(undefined, { now, zone: 'UTC' })).toBe(inWindow('ever', { now, zone: 'UTC' }));
  });
});

it('4.4: periods are numbered like those of the engine, without a gap', async () => {
  await fc.assert(
    fc.asyncProperty(
      zone,
      fc.constantFrom('day', 'week', 'month'),
      fc.array(instant, { minLength: 2, maxLength: 30 }),
      async (zoneName, period, times) => {
        const numbers = await trial.values<number>(periodNumber('x', period, zoneName), 'Int64', times);
        const expected = times.map((time) => periodOf(time, period, zoneName));
        expect(numbers.map((number) => number - numbers[0]!)).toEqual(expected.map((number) => number - expected[0]!));
      },
    ),
    { numRuns: 30, seed: 8 },
  );
});
