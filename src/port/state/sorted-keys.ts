/** Texts in ascending order, in runs short enough that putting one in its place moves few others. */
const RUN_MAX = 512;

export class SortedKeys {
  /** Each ascending and not empty, all of one before all of the next. */
  #runs: string[][] = [];

  /** A key that is not there yet. */
  add(key: string): void {
    const at = this.#runOf(key);
    const run = this.#runs[at];
    if (!run) {
      this.#runs.push([key]);
      return;
    }
    run.splice(firstAtLeast(run, key), 0, key);
    if (run.length > RUN_MAX) this.#runs.splice(at + 1, 0, run.splice(RUN_MAX / 2));
  }

  /** A key that is there. */
  delete(key: string): void {
    const at = this.#runOf(key);
    const run = this.#runs[at]!;
    run.splice(firstAtLeast(run, key), 1);
    if (run.length === 0) this.#runs.splice(at, 1);
  }

  /** Keys with start <= key < end (undefined: to the end), ascending. */
  *from(start: string, end: string | undefined): Generator<string> {
    let at = this.#runOf(start);
    let i = firstAtLeast(this.#runs[at] ?? [], start);
    for (let run = this.#runs[at]; run; run = this.#runs[++at], i = 0) {
      for (; i < run.length; i++) {
        if (end !== undefined && run[i]! >= end) return;
        yield run[i]!;
      }
    }
  }

  /** The same keys, descending. */
  *back(start: string, end: string | undefined): Generator<string> {
    let at = end === undefined ? this.#runs.length - 1 : this.#runOf(end);
    let i = end === undefined ? (this.#runs[at]?.length ?? 0) : firstAtLeast(this.#runs[at] ?? [], end);
    for (let run = this.#runs[at]; run; run = this.#runs[--at], i = run?.length ?? 0) {
      while (--i >= 0) {
        if (run[i]! < start) return;
        yield run[i]!;
      }
    }
  }

  /** The last run that begins at the key or before it; the first one when none does. */
  #runOf(key: string): number {
    let low = 0;
    let high = this.#runs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#runs[middle]![0]! <= key) low = middle + 1;
      else high = middle;
    }
    return Math.max(0, low - 1);
  }
}

function firstAtLeast(keys: readonly string[], key: string): number {
  let low = 0;
  let high = keys.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (keys[middle]! < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
