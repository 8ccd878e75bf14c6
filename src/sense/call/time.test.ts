import { describe, expect, test } from 'vitest';
import type { JsonObject } from '../../core/index.ts';
import { timeOf } from './time.ts';

const receivedAt = Date.UTC(2026, 2, 1, 12);
const iso = (offsetMs: number): string => new Date(receivedAt + offsetMs).toISOString();
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

function wall(item: JsonObject, batchSentAt?: string): unknown {
  return timeOf(item, batchSentAt, { receivedAt });
}

describe('wall clock', () => {
  test('without a time it is the time of receipt', () => {
    expect(wall({})).toBe(receivedAt);
    expect(wall({ timestamp: null, sentAt: iso(-HOUR) })).toBe(receivedAt);
  });

  test('without sentAt the time stands', () => {
    expect(wall({ timestamp: iso(-3 * HOUR) })).toBe(receivedAt - 3 * HOUR);
  });

  test('a clock that is wrong is put right by sentAt, its own or the batch\u2019s', () => {
    const skew = 7 * HOUR;
    expect(wall({ timestamp: iso(skew - MINUTE), sentAt: iso(skew) })).toBe(receivedAt - MINUTE);
    expect(wall({ timestamp: iso(-skew - MINUTE) }, iso(-skew))).toBe(receivedAt - MINUTE);
    expect(wall({ timestamp: iso(skew), sentAt: iso(skew) }, iso(0))).toBe(receivedAt);
  });

  test('timestamp goes before originalTimestamp, which is used alone too', () => {
    expect(wall({ timestamp: iso(-HOUR), originalTimestamp: iso(0) })).toBe(receivedAt - HOUR);
    expect(wall({ originalTimestamp: iso(-HOUR) })).toBe(receivedAt - HOUR);
  });

  test('the future is clamped to five minutes ahead', () => {
    expect(wall({ timestamp: iso(5 * MINUTE) })).toBe(receivedAt + 5 * MINUTE);
    expect(wall({ timestamp: iso(5 * MINUTE + 1) })).toBe(receivedAt + 5 * MINUTE);
    expect(wall({ timestamp: '2099-01-01T00:00:00Z' })).toBe(receivedAt + 5 * MINUTE);
  });

  test.each([
    ['timestamp', { timestamp: 'soon' }],
    ['timestamp', { timestamp: {} }],
    ['timestamp', { timestamp: '' }],
    ['originalTimestamp', { originalTimestamp: 12 }],
    ['sentAt', { timestamp: iso(0), sentAt: 'now' }],
    ['sentAt', { sentAt: false }],
  ])('a wrong %s is refused', (field, item) => {
    expect(wall(item)).toMatchObject({ code: 'VOLANO_CALL_INVALID', field });
  });

  test('before 1970 is out of range', () => {
    expect(wall({ timestamp: '1969-12-31T23:59:59.999Z' })).toMatchObject({ code: 'VOLANO_CALL_TIME_OUT_OF_RANGE', field: 'timestamp' });
    expect(wall({ timestamp: '1970-01-01T00:00:00.000Z' })).toBe(0);
    expect(wall({ timestamp: iso(0), sentAt: '9999-01-01T00:00:00Z' })).toMatchObject({ code: 'VOLANO_CALL_TIME_OUT_OF_RANGE' });
  });
});

describe('event time', () => {
  const eventTime = { from: Date.UTC(2010, 11, 1), to: Date.UTC(2011, 11, 10) };
  const replayed = (item: JsonObject): unknown => timeOf(item, '2026-01-01T00:00:00Z', { receivedAt, eventTime });

  test('the time stands as it is, sentAt or not', () => {
    expect(replayed({ timestamp: '2011-05-05T10:00:00Z', sentAt: '2011-05-06T10:00:00Z' })).toBe(Date.UTC(2011, 4, 5, 10));
  });

  test('both ends of the range belong to it', () => {
    expect(replayed({ timestamp: '2010-12-01T00:00:00Z' })).toBe(eventTime.from);
    expect(replayed({ timestamp: '2011-12-10T00:00:00Z' })).toBe(eventTime.to);
  });

  test('outside is refused and says the range', () => {
    for (const timestamp of ['2010-11-30T23:59:59.999Z', '2011-12-10T00:00:00.001Z', '2099-01-01T00:00:00Z']) {
      expect(replayed({ timestamp })).toMatchObject({
        code: 'VOLANO_CALL_TIME_OUT_OF_RANGE',
        reason: expect.stringContaining('2010-12-01T00:00:00.000Z'),
      });
    }
  });

  test('a call without a time cannot be placed', () => {
    expect(replayed({})).toMatchObject({ code: 'VOLANO_CALL_INVALID', field: 'timestamp' });
  });
});
