/** When something happened, in order of time. */
export class Moments {
  readonly #at: number[] = [];

  /** ms, not before the one added last. */
  add(at: number): void {
    this.#at.push(at);
  }

  /** The first one at or after this; undefined when there has been none yet. */
  next(since: number): number | undefined {
    let [low, high] = [0, this.#at.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#at[middle]! < since) low = middle + 1;
      else high = middle;
    }
    return this.#at[low];
  }
}
