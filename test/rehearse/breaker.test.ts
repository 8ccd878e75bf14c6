/** The circuit breaker of virtual time does what delivery's does: the same answers at the same times lead to the same states. */
import fc from 'fast-check';
import { afterEach, expect, test, vi } from 'vitest';
import { createBreaker } from '../../src/act/delivery/breaker.ts';
import { BREAKER_DEFAULT } from '../../src/act/index.ts';
import { createVirtualBreaker } from '../../src/rehearse/virtual/breaker.ts';

afterEach(() => {
  vi.useRealTimers();
});

const moves = fc.array(fc.record({ passMs: fc.constantFrom(0, 1, 400, 1_000, 5_000, 70_000), failed: fc.boolean() }), { maxLength: 80 });

test("the virtual breaker is delivery's breaker on another clock", async () => {
  vi.useFakeTimers({ toFake: ['Date'] });
  await fc.assert(
    fc.asyncProperty(moves, async (steps) => {
      vi.setSystemTime(1_000_000);
      const real = createBreaker(
        BREAKER_DEFAULT,
        (failed) => failed === true,
        () => undefined,
      );
      const virtual = createVirtualBreaker(BREAKER_DEFAULT);
      for (const { passMs, failed } of steps) {
        vi.setSystemTime(Date.now() + passMs);
        const now = Date.now();
        expect(Math.max(virtual.openUntil(now) - now, 0)).toBe(real.waitMs());
        if (real.waitMs() > 0) continue;
        await real.run(async () => failed);
        virtual.count(failed, now);
      }
    }),
    { numRuns: 300 },
  );
});
