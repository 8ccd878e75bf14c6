import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DAY, HOUR, MINUTE } from '../base/index.ts';
import { nextRefreshAt, startModelSchedule } from './model-schedule.ts';

const utc = (text: string) => Date.parse(text);

describe('the next refresh', () => {
  it.each([
    ['2025-05-01T00:00:00Z', 'UTC', '2025-05-01T00:05:00Z'],
    ['2025-05-01T00:05:00Z', 'UTC', '2025-05-02T00:05:00Z'],
    ['2025-05-01T15:59:59Z', 'Asia/Shanghai', '2025-05-01T16:05:00Z'],
    ['2025-03-30T00:30:00Z', 'Europe/London', '2025-03-30T23:05:00Z'],
    ['2025-10-26T12:00:00Z', 'Europe/London', '2025-10-27T00:05:00Z'],
  ])('after %s in %s is at %s', (now, zone, expected) => {
    expect(new Date(nextRefreshAt(utc(now), zone)).toISOString()).toBe(new Date(expected).toISOString());
  });
});

describe('the schedule', () => {
  beforeEach(() => void vi.useFakeTimers({ now: utc('2025-05-01T12:00:00Z') }));
  afterEach(() => void vi.useRealTimers());

  function start(missing: string | (() => string), refresh: () => Promise<void>) {
    const errors: unknown[] = [];
    const schedule = startModelSchedule({
      refresh,
      zone: () => 'UTC',
      missing: () => (typeof missing === 'string' ? missing : missing()),
      now: Date.now,
      onError: (error) => errors.push(error),
    });
    return { schedule, errors };
  }

  it('computes missing scores soon after the start, then every day', async () => {
    const at: string[] = [];
    const { schedule } = start('rank', async () => void at.push(new Date().toISOString()));
    await vi.advanceTimersByTimeAsync(2 * DAY);
    schedule.stop();
    expect(at).toEqual(['2025-05-01T12:00:30.000Z', '2025-05-02T00:05:00.000Z', '2025-05-03T00:05:00.000Z']);
  });

  it('computes one that comes with a release, and tries once where nothing is known yet', async () => {
    const refresh = vi.fn(async () => {});
    let missing = '';
    const { schedule } = start(() => missing, refresh);
    await vi.advanceTimersByTimeAsync(HOUR);
    expect(refresh).not.toHaveBeenCalled();
    missing = 'goes_with';
    await vi.advanceTimersByTimeAsync(HOUR);
    schedule.stop();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('waits for midnight when there are scores', async () => {
    const refresh = vi.fn(async () => {});
    const { schedule } = start('', refresh);
    await vi.advanceTimersByTimeAsync(12 * HOUR + 4 * MINUTE);
    expect(refresh).toHaveBeenCalledTimes(0);
    await vi.advanceTimersByTimeAsync(MINUTE);
    schedule.stop();
    expect(refresh).toHaveBeenCalledTimes(1);
  });

  it('goes on after a failure and reports it', async () => {
    const { schedule, errors } = start('rank', async () => {
      throw new Error('warehouse away');
    });
    await vi.advanceTimersByTimeAsync(DAY);
    schedule.stop();
    expect(errors).toHaveLength(2);
  });

  it('stops', async () => {
    const refresh = vi.fn(async () => {});
    const { schedule } = start('rank', refresh);
    schedule.stop();
    await vi.advanceTimersByTimeAsync(3 * DAY);
    expect(refresh).not.toHaveBeenCalled();
  });
});
