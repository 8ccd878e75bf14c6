import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND, WEEK } from '../base/index.ts';
import { clockText, momentMs, type Span, spanMs } from './span.ts';

describe('spanMs', () => {
  test.each([
    ['3 days', 3 * DAY],
    ['1 day', DAY],
    ['90 minutes', 90 * MINUTE],
    ['2 hours', 2 * HOUR],
    ['10 seconds', 10 * SECOND],
    ['1 week', WEEK],
    ['36h', 36 * HOUR],
  ] as const)('%s', (text, expected) => expect(spanMs(text)).toBe(expected));

  test.each(['soon', '3', '-1 days', '1 month', ''])('refuses %j', (text) => {
    expect(() => spanMs(text as Span)).toThrow(expect.objectContaining({ code: 'VOLANO_DURATION_INVALID' }));
  });
});

describe('momentMs', () => {
  test('is the instant at which the clock in the zone shows the time', () => {
    expect(momentMs('2026-01-05T10:00', 'Europe/Berlin')).toBe(Date.UTC(2026, 0, 5, 9));
    expect(momentMs('2026-07-05 10:00:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 6, 5, 8, 0, 30));
    expect(momentMs('2026-01-05', 'Asia/Shanghai')).toBe(Date.UTC(2026, 0, 4, 16));
  });

  test('is the end of the gap where the clock skips it, the first of both where it comes twice', () => {
    expect(momentMs('2026-03-29T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 2, 29, 1));
    expect(momentMs('2026-10-25T02:30', 'Europe/Berlin')).toBe(Date.UTC(2026, 9, 25, 0, 30));
  });

  test('with an offset it is that very instant', () => {
    expect(momentMs('2026-03-29T02:30:00Z', 'Asia/Shanghai')).toBe(Date.UTC(2026, 2, 29, 2, 30));
  });

  test.each(['2026-02-30T10:00', '2026-13-01', '2026-01-05T24:00', 'tomorrow', '10:00'])('refuses %j', (text) => {
    expect(() => momentMs(text, 'UTC')).toThrow(expect.objectContaining({ code: 'VOLANO_OPTION_INVALID' }));
  });

  test("clockText and it are each other's inverse, to the second", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_000_000_000 }), fc.constantFrom('UTC', 'Asia/Kolkata'), (seconds, zone) => {
        expect(momentMs(clockText(seconds * SECOND, zone), zone)).toBe(seconds * SECOND);
      }),
    );
  });
});
