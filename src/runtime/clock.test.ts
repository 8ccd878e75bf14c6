import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { CONFIRM_MS, createClock, JUMP_MS } from './clock.ts';

const T = Date.UTC(2026, 2, 2, 12);
const HOUR = 3_600_000;

/** A wall clock that can be set, and the steady one beside it. */
class Clocks {
  steadyMs = 50;
  wallMs = T;
  readonly now: () => number;

  constructor(from = 0) {
    this.now = createClock({ wall: () => this.wallMs, steady: () => this.steadyMs, from });
  }

  /** So much time passes, looked at every so often; the time after it. */
  pass(ms: number, every = 500): number {
    for (let left = ms; left > 0; left -= every) {
      const step = Math.min(every, left);
      this.steadyMs += step;
      this.wallMs += step;
      this.now();
    }
    return this.now();
  }
}

describe('the time', () => {
  test('is the wall\u2019s while that goes as it should, also when it is adjusted a little', () => {
    const clocks = new Clocks();
    expect(clocks.pass(10_000)).toBe(T + 10_000);
    clocks.wallMs += JUMP_MS;
    expect(clocks.now()).toBe(T + 10_000 + JUMP_MS);
  });

  test('is not moved by a jump ahead that is set right again (C2)', () => {
    const clocks = new Clocks();
    clocks.wallMs += 5 * HOUR;
    expect(clocks.pass(CONFIRM_MS - 1)).toBe(T + CONFIRM_MS - 1);
    clocks.wallMs -= 5 * HOUR;
    expect(clocks.pass(10_000)).toBe(T + CONFIRM_MS - 1 + 10_000);
  });

  test('follows a jump ahead that stays, as after a machine has slept (C2)', () => {
    const clocks = new Clocks();
    clocks.wallMs += 5 * HOUR;
    clocks.now();
    expect(clocks.pass(CONFIRM_MS)).toBe(clocks.wallMs);
    expect(clocks.pass(60_000)).toBe(clocks.wallMs);
  });

  test('goes on at half its pace while the wall is behind, and is right after twice the difference (C3)', () => {
    const clocks = new Clocks();
    clocks.wallMs -= HOUR;
    expect(clocks.pass(HOUR)).toBe(T + HOUR / 2);
    expect(clocks.pass(HOUR)).toBe(clocks.wallMs);
    expect(clocks.pass(HOUR)).toBe(clocks.wallMs);
  });

  test('goes on from the log\u2019s, when that is ahead of the wall (C3)', () => {
    const clocks = new Clocks(T + HOUR);
    expect(clocks.now()).toBe(T + HOUR);
    expect(clocks.pass(10_000)).toBe(T + HOUR + 5_000);
  });
});

test('whatever is done to the wall clock, time goes on, never back, and never far from both (C1 to C4)', () => {
  const moves = fc.array(
    fc.record({ passMs: fc.nat(20_000), everyMs: fc.integer({ min: 1, max: 3_000 }), setMs: fc.integer({ min: -HOUR, max: HOUR }) }),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(moves, (all) => {
      const clocks = new Clocks();
      let last = clocks.now();
      for (const { passMs, everyMs, setMs } of all) {
        clocks.wallMs += setMs;
        const ahead = Math.max(0, last - clocks.wallMs);
        for (let left = passMs; left > 0; left -= everyMs) {
          const step = Math.min(left, everyMs);
          clocks.steadyMs += step;
          clocks.wallMs += step;
          const now = clocks.now();
          expect(now - last).toBeGreaterThanOrEqual(Math.floor(step / 2) - 1);
          expect(now - clocks.wallMs).toBeLessThanOrEqual(ahead);
          last = now;
        }
      }
      // Left alone it finds back to the wall.
      for (let left = 2 * Math.max(0, last - clocks.wallMs) + CONFIRM_MS + 6_000; left > 0; left -= 3_000) clocks.pass(3_000, 1_000);
      expect(Math.abs(clocks.now() - clocks.wallMs)).toBeLessThanOrEqual(JUMP_MS);
    }),
    { seed: 5, numRuns: 300 },
  );
});
