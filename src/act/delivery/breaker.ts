/**
 * A circuit breaker for a channel: when most of its last answers were failures of the channel itself, nothing is handed over for a while;
 * then one message tries whether it is well again. Each try that fails doubles the while.
 */
import {
  type CircuitBreakerPolicy,
  CircuitState,
  CountBreaker,
  circuitBreaker,
  handleWhenResult,
  type IBackoff,
  isBrokenCircuitError,
} from 'cockatiel';

export interface BreakerPolicy {
  /** Opens when more than `share` of the last `size` attempts failed, of at least `attemptsMin`. */
  readonly size: number;
  readonly share: number;
  readonly attemptsMin: number;
  /** How long it stays open at first, and at most. */
  readonly delayMs: number;
  readonly delayMsMax: number;
}

/** Opens when more than half of the last 20 attempts failed, of at least five; for a second at first, a minute at most. */
export const BREAKER_DEFAULT: BreakerPolicy = { size: 20, share: 0.5, attemptsMin: 5, delayMs: 1_000, delayMsMax: 60_000 };

/** `open`: nothing is handed over; `half_open`: one message tries. */
export type BreakerState = 'closed' | 'open' | 'half_open';

export interface Breaker {
  /** Runs it and counts its result. Rejects with an error that `isBrokenCircuit` knows when it has opened meanwhile. */
  run<Result>(attempt: () => Promise<Result>): Promise<Result>;
  readonly state: BreakerState;
  /** Until it is worth trying again, ms; 0 unless it is open. */
  waitMs(): number;
}

/** `isFailure`: whether a result is a failure of the channel itself. `onChange`: it has opened, half opened or closed. */
export function createBreaker(policy: BreakerPolicy, isFailure: (result: unknown) => boolean, onChange: () => void): Breaker {
  let openUntil = 0;
  const pause = (duration: number): IBackoff<unknown> => ({
    duration,
    next() {
      const longer = Math.min(duration === 0 ? policy.delayMs : duration * 2, policy.delayMsMax);
      openUntil = Date.now() + longer;
      return pause(longer);
    },
  });
  const circuit: CircuitBreakerPolicy = circuitBreaker(handleWhenResult(isFailure), {
    breaker: new CountBreaker({ threshold: policy.share, size: policy.size, minimumNumberOfCalls: policy.attemptsMin }),
    halfOpenAfter: pause(0),
  });
  circuit.onStateChange(onChange);
  return {
    run: (attempt) => circuit.execute(attempt),
    get state() {
      if (circuit.state === CircuitState.Closed) return 'closed';
      return circuit.state === CircuitState.Open ? 'open' : 'half_open';
    },
    waitMs: () => (circuit.state === CircuitState.Open ? Math.max(openUntil - Date.now(), 0) : 0),
  };
}

/** Whether the attempt was not made because the circuit is open. */
export function isBrokenCircuit(error: unknown): boolean {
  return isBrokenCircuitError(error);
}
