/** How long the oldest waiting row has waited. Arrivals within a moment share one mark, so it stays small however long the queue. */
const MOMENT_MS = 20;

export class Lag {
  readonly #now: () => number;
  /** Ascending: rows up to `seq` had arrived when the next mark began. */
  #marks: { seq: number; readonly since: number }[] = [];

  /** `now`: a clock that only goes forward, ms. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Rows up to this number have arrived. */
  add(seq: number): void {
    const now = this.#now();
    const last = this.#marks[this.#marks.length - 1];
    if (last && now - last.since < MOMENT_MS) last.seq = seq;
    else this.#marks.push({ seq, since: now });
  }

  /** Rows up to this number wait no longer. */
  remove(seq: number): void {
    const left = this.#marks.findIndex((mark) => mark.seq > seq);
    this.#marks = left < 0 ? [] : this.#marks.slice(left);
  }

  oldestMs(): number {
    const first = this.#marks[0];
    return first ? this.#now() - first.since : 0;
  }
}
