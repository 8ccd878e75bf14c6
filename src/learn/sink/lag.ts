/** How long rows have waited, and how long they should. */

const VISIBLE_MS = 1_400;
const COMPANY_MS_MIN = 200;
const COMPANY_MS_MAX = 800;
const COMPANY_MS_REPLAY = 5_000;

/**
 * How long rows wait for company: each insert has costs of its own, and costs merges later. They are to be visible well within two seconds
 * though, and may have to wait for one copy before their own: both are taken to be as long as the last one. A replay of history nobody follows
 * to the second; what is to be looked at then is flushed.
 */
export function companyMs(copyMs: number, isReplay = false): number {
  if (isReplay) return COMPANY_MS_REPLAY;
  return Math.max(COMPANY_MS_MIN, Math.min(COMPANY_MS_MAX, VISIBLE_MS - 2 * copyMs));
}

const MOMENT_MS = 20;

/** How long the oldest waiting row has waited. Arrivals within a moment share one mark, so it stays small however long the queue. */
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
