/**
 * The clock that the log's time is read from. The log's time never goes back, so what the wall clock says is not taken on trust: it is compared with a
 * steady clock, which nobody sets.
 *
 * C1. Time never goes back.
 * C2. A wall clock that jumps ahead is believed when it has stayed ahead for `CONFIRM_MS` of steady time; until then time goes on steadily. One that is set
 *     right again before that has moved nothing.
 * C3. While the wall clock is behind, time goes on at half its pace until the wall has caught up: waits go on, late by no more than they take; and time is
 *     never further ahead of the wall than it was when that began. It has caught up after twice the difference.
 * C4. Otherwise time is the wall's, at most `JUMP_MS` ahead of where the steady clock would have it.
 */
export interface ClockOptions {
  /** Wall clock, ms since 1970 UTC. */
  readonly wall: () => number;
  /** A clock that goes evenly, ms since whenever. */
  readonly steady: () => number;
  /** Time is this already, ms: the last of the log. */
  readonly from: number;
}

/** Ahead of the steady clock by more than this is a jump. A machine that is busy, or slewed by NTP, stays below. */
export const JUMP_MS = 2_000;
/** Also how long it takes after a machine has slept until time is right. */
export const CONFIRM_MS = 5_000;

/** Gives the time at each call, whole ms. */
export function createClock({ wall, steady, from }: ClockOptions): () => number {
  let time = Math.max(from, wall());
  let readAt = steady();
  /** Since when, by the steady clock, the wall has been ahead. */
  let aheadSince: number | undefined;
  return () => {
    const now = steady();
    const elapsed = Math.max(0, now - readAt);
    readAt = now;
    const [shown, expected] = [wall(), time + elapsed];
    if (shown > expected + JUMP_MS) {
      aheadSince ??= now;
      time = now - aheadSince >= CONFIRM_MS ? shown : expected;
    } else {
      time = Math.max(shown, time + elapsed / 2);
    }
    if (shown <= time + JUMP_MS) aheadSince = undefined;
    return Math.floor(time);
  };
}
