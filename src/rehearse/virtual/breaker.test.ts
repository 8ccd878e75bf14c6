import { describe, expect, test } from 'vitest';
import { BREAKER_DEFAULT } from '../../act/index.ts';
import { createVirtualBreaker } from './breaker.ts';

const { attemptsMin, delayMs, delayMsMax } = BREAKER_DEFAULT;

describe('the circuit breaker', () => {
  test('stays closed while few of the last answers were failures of the channel', () => {
    const breaker = createVirtualBreaker(BREAKER_DEFAULT);
    for (let i = 0; i < 100; i++) breaker.count(i % 2 === 0, i);
    expect(breaker.state(100)).toBe('closed');
    expect(breaker.openUntil(100)).toBe(0);
  });

  test('opens when most were, and not before there are enough of them', () => {
    const breaker = createVirtualBreaker(BREAKER_DEFAULT);
    for (let i = 1; i < attemptsMin; i++) breaker.count(true, 0);
    expect(breaker.state(0)).toBe('closed');
    breaker.count(true, 0);
    expect(breaker.state(0)).toBe('open');
    expect(breaker.openUntil(0)).toBe(delayMs);
  });

  test('lets one try when its time has passed; each try that fails doubles the time, to its maximum', () => {
    const breaker = createVirtualBreaker(BREAKER_DEFAULT);
    for (let i = 0; i < attemptsMin; i++) breaker.count(true, 0);
    let now = 0;
    for (let pause = delayMs; pause < delayMsMax; pause *= 2) {
      now = breaker.openUntil(now);
      expect(breaker.state(now - 1)).toBe('open');
      expect(breaker.state(now)).toBe('half_open');
      breaker.count(true, now);
      expect(breaker.openUntil(now)).toBe(now + Math.min(pause * 2, delayMsMax));
    }
  });

  test('closes with a try that succeeds, and begins anew', () => {
    const breaker = createVirtualBreaker(BREAKER_DEFAULT);
    for (let i = 0; i < attemptsMin; i++) breaker.count(true, 0);
    breaker.count(false, delayMs);
    expect(breaker.state(delayMs)).toBe('closed');
    for (let i = 0; i < attemptsMin; i++) breaker.count(true, delayMs);
    expect(breaker.openUntil(delayMs)).toBe(2 * delayMs);
  });
});
