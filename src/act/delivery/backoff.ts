import { DAY, MINUTE } from '../../base/index.ts';

/** When to try again. */
export interface RetryPolicy {
  /** How often a message is handed over at most; default: as often as there is time for. */
  readonly attemptsMax?: number;
  /** Wait after the first failed attempt; it doubles with each further one. */
  readonly delayMs: number;
  readonly delayMsMax: number;
  /** How long after its decision, by the wall clock, a message is given up that does not expire before; default: never. */
  readonly ageMsMax?: number;
}

/** Half a second at first, ten minutes at most; what never expires is given up after seven days. */
export const RETRY_DEFAULT: RetryPolicy & { readonly ageMsMax: number } = { delayMs: 500, delayMsMax: 10 * MINUTE, ageMsMax: 7 * DAY };

/** How long to wait after the failed attempt with this number, ms. Between half of the doubled delay and all of it, drawn by `random` in [0, 1), so that what failed together does not come back together. */
export function backoffMs(attempt: number, policy: RetryPolicy, random: number): number {
  const full = Math.min(policy.delayMs * 2 ** (attempt - 1), policy.delayMsMax);
  return Math.round(full * (0.5 + random / 2));
}
