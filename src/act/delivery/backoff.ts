/** When to try again. */
export interface RetryPolicy {
  /** How often a message is handed over at most. */
  readonly attemptsMax: number;
  /** Wait after the first failed attempt; it doubles with each further one. */
  readonly delayMs: number;
  readonly delayMsMax: number;
}

/** Eight attempts within about a minute. */
export const RETRY_DEFAULT: RetryPolicy = { attemptsMax: 8, delayMs: 500, delayMsMax: 60_000 };

/** Between half of the doubled delay and all of it, drawn by `random` in [0, 1), so that what failed together does not come back together. */
export function backoffMs(attempt: number, policy: RetryPolicy, random: number): number {
  const full = Math.min(policy.delayMs * 2 ** (attempt - 1), policy.delayMsMax);
  return Math.round(full * (0.5 + random / 2));
}
