/**
 * The circuit breaker of delivery on a clock that is moved by hand: the same policy, the same states. Open it hands nothing over; when its time has passed one
 * message tries, and a try that fails doubles the time.
 */
import type { BreakerPolicy, BreakerState } from '../../act/index.ts';

export interface VirtualBreaker {
  state(now: number): BreakerState;
  /** When it is worth trying again, ms on the virtual clock; 0 unless it is open. */
  openUntil(now: number): number;
  /** Counts the end of an attempt. `failed`: the channel itself failed, not this message. */
  count(failed: boolean, now: number): void;
}

export function createVirtualBreaker({ size, share, attemptsMin, delayMs, delayMsMax }: BreakerPolicy): VirtualBreaker {
  let recent: boolean[] = [];
  let until: number | undefined;
  let pauseMs = 0;
  const open = (now: number): void => {
    pauseMs = Math.min(pauseMs === 0 ? delayMs : pauseMs * 2, delayMsMax);
    until = now + pauseMs;
    recent = [];
  };
  return {
    state: (now) => (until === undefined ? 'closed' : now < until ? 'open' : 'half_open'),
    openUntil: (now) => (until !== undefined && now < until ? until : 0),
    count(failed, now) {
      if (until !== undefined) {
        if (failed) open(now);
        else {
          until = undefined;
          pauseMs = 0;
        }
        return;
      }
      recent = [...recent, failed].slice(-size);
      const failures = recent.filter(Boolean).length;
      if (failed && recent.length >= attemptsMin && failures > share * recent.length) open(now);
    },
  };
}
