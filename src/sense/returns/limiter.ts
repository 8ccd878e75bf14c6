/** Counts what each key asks for in a minute. Keys are forgotten when the minute is over, so memory stays small. */

const WINDOW_MS = 60_000;
/** Beyond so many keys in a minute nobody is told apart any more; then all of them are let through. */
const KEYS_MAX = 50_000;

export interface Limiter {
  /** Counts one more for this key; false when that is more than a minute allows. */
  allows(key: string): boolean;
}

export function createLimiter(perMinute: number, wall: () => number): Limiter {
  const counts = new Map<string, number>();
  let windowEnds = 0;
  return {
    allows(key) {
      const now = wall();
      if (now >= windowEnds || now < windowEnds - WINDOW_MS) {
        counts.clear();
        windowEnds = now + WINDOW_MS;
      }
      const count = (counts.get(key) ?? 0) + 1;
      if (counts.size < KEYS_MAX || counts.has(key)) counts.set(key, count);
      return count <= perMinute;
    },
  };
}
