import { describe, expect, test } from 'vitest';
import { companyMs, Lag } from './lag.ts';

function clocked(): { lag: Lag; at: (now: number) => void } {
  let now = 0;
  return {
    lag: new Lag(() => now),
    at: (time) => {
      now = time;
    },
  };
}

describe('lag', () => {
  test('is the wait of the oldest row that still waits', () => {
    const { lag, at } = clocked();
    expect(lag.oldestMs()).toBe(0);
    lag.add(10);
    at(100);
    lag.add(20);
    at(150);
    expect(lag.oldestMs()).toBe(150);
    lag.remove(10);
    expect(lag.oldestMs()).toBe(50);
    lag.remove(20);
    expect(lag.oldestMs()).toBe(0);
  });

  test('does not shrink while part of what came at once still waits', () => {
    const { lag, at } = clocked();
    lag.add(10);
    at(70);
    lag.remove(9);
    expect(lag.oldestMs()).toBe(70);
  });

  test('rows of one moment share a mark: the wait counts from its first row', () => {
    const { lag, at } = clocked();
    lag.add(1);
    at(10);
    lag.add(2);
    at(100);
    lag.remove(1);
    expect(lag.oldestMs()).toBe(100);
    lag.remove(2);
    expect(lag.oldestMs()).toBe(0);
  });
});

describe('waiting for company', () => {
  test('is long while copies are quick, and ends sometime', () => {
    expect(companyMs(0)).toBe(800);
    expect(companyMs(300)).toBe(800);
  });

  test('is longer in a replay, however long copies take', () => {
    for (const copyMs of [0, 500, 60_000]) expect(companyMs(copyMs, true)).toBe(5_000);
  });

  test('makes room for slow copies, but never ends at once', () => {
    expect(companyMs(500)).toBe(400);
    expect(companyMs(60_000)).toBe(200);
  });

  test('leaves time for a copy under way and for its own, as far as there is any', () => {
    for (let copyMs = 0; copyMs <= 600; copyMs += 10) expect(companyMs(copyMs) + 2 * copyMs).toBeLessThanOrEqual(1_400);
  });
});
