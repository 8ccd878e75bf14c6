/** The engine's present speed, from the batches it announces. */

/** Weight of the latest batch. */
const SMOOTHING = 0.1;
/** Small batches say nothing about the speed: they are mostly the cost of a commit. */
const ENTRIES_MIN = 100;
const FIRST_GUESS = 4_000;

export class Pace {
  readonly #now: () => number;
  #entriesPerSecond = FIRST_GUESS;
  #endedAt = Number.NEGATIVE_INFINITY;

  /** `now`: a steady clock, ms. */
  constructor(now: () => number) {
    this.#now = now;
  }

  get entriesPerSecond(): number {
    return this.#entriesPerSecond;
  }

  /**
   * A batch has ended that took so long. Two batches may overlap (one is prepared while the other is committed), so what counts is the time
   * since the one before; but never less than half, because news of two may come at once.
   */
  batch(entries: number, batchMs: number): void {
    const now = this.#now();
    const busyMs = Math.max(Math.min(batchMs, now - this.#endedAt), batchMs / 2, 1);
    this.#endedAt = now;
    if (entries < ENTRIES_MIN) return;
    this.#entriesPerSecond += SMOOTHING * ((entries / busyMs) * 1_000 - this.#entriesPerSecond);
  }
}
