import { describe, expect, test } from 'vitest';
import { Lag } from './lag.ts';

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
