/** When something happened, in order of time, and when that was begun which it came of. */
export class Moments {
  readonly #at: number[] = [];
  readonly #begunAt: number[] = [];

  /** ms; `at` not before the one added last. */
  add(at: number, begunAt: number): void {
    this.#at.push(at);
    this.#begunAt.push(begunAt);
  }

  /** The first one that came of something begun at or after this; undefined when there has been none yet. */
  next(since: number): number | undefined {
    let [low, high] = [0, this.#at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at[middle]! < since) low = middle + 1;
      else high = middle;
    }
    while (low < this.#at.length && this.#begunAt[low]! < since) low += 1;
    return this.#at[low];
  }
}
