/**
 * How much of what waits for the engine is whose, so that a source that floods the door does not take the place of the others.
 *
 * F1. A source may have as much waiting as four times the room that is left. Alone it fills four fifths of the room; many together leave ever less
 *     free, and none is shut out by the others while it has little waiting itself. (A. Choudhury and E. Hahne, "Dynamic queue length thresholds
 *     for shared-memory packet switches", IEEE/ACM Transactions on Networking 6, 1998.)
 * F2. Who has taken less than an equal share of late is let in also where nothing tells whose the work is that waits.
 */

interface Stored {
  readonly source: string;
  /** Of the log, of the last entry of them. */
  readonly position: number;
  entries: number;
}

/** What may wait for each unit of room that is left. */
const PER_FREE = 4;
/** What of a limit a source alone may fill. */
const ALONE = PER_FREE / (1 + PER_FREE);
/** How fast what was taken is forgotten: by half in so long. */
const HALF_MS = 5_000;
const TAKEN_MIN = 1;
const TIDY_MIN = 1_024;

export class Shares {
  readonly #now: () => number;
  readonly #waiting = new Map<string, number>();
  /** On their way to the disk. */
  readonly #begun = new Map<string, number>();
  #begunTotal = 0;
  /** In order of position; from `#first` on. */
  #stored: Stored[] = [];
  #first = 0;
  /** Taken of late by each source, as of `#agedAt`. */
  readonly #taken = new Map<string, number>();
  #agedAt: number;

  /** `now`: a steady clock, ms. */
  constructor(now: () => number) {
    this.#now = now;
    this.#agedAt = now();
  }

  /** Entries of this source are about to be stored: from here on they count as waiting. To be taken back, by a negative number, when that has ended. */
  begin(source: string, entries: number): void {
    this.#begunTotal += entries;
    const begun = (this.#begun.get(source) ?? 0) + entries;
    if (begun > 0) this.#begun.set(source, begun);
    else this.#begun.delete(source);
  }

  /** Entries of this source have been stored, the last of them at this position. Positions never fall. */
  stored(source: string, entries: number, position: number): void {
    this.#waiting.set(source, (this.#waiting.get(source) ?? 0) + entries);
    const last = this.#stored.length > this.#first ? this.#stored.at(-1) : undefined;
    if (last?.source === source && last.position === position) last.entries += entries;
    else this.#stored.push({ source, position, entries });
    this.#age();
    this.#taken.set(source, (this.#taken.get(source) ?? 0) + entries);
  }

  /** The engine has got to this position. */
  reached(position: number): void {
    for (let next = this.#stored[this.#first]; next; next = this.#stored[this.#first]) {
      // Of what is being worked through, the rest.
      const left = Math.min(next.entries, Math.max(next.position - position, 0));
      const waiting = this.#waiting.get(next.source)! - (next.entries - left);
      next.entries = left;
      if (waiting > 0) this.#waiting.set(next.source, waiting);
      else this.#waiting.delete(next.source);
      if (left > 0) break;
      this.#first += 1;
    }
    if (this.#first < TIDY_MIN || this.#first < this.#stored.length / 2) return;
    this.#stored = this.#stored.slice(this.#first);
    this.#first = 0;
  }

  /**
   * Whether a source may add to `waiting`, of which a source alone may fill `aloneMax` (F1). Undefined: it is not known yet which one asks; then
   * whether any may.
   */
  mayAdd(source: string | undefined, waiting: number, aloneMax: number): boolean {
    const free = aloneMax / ALONE - waiting - this.#begunTotal;
    const mine = source === undefined ? 0 : (this.#waiting.get(source) ?? 0) + (this.#begun.get(source) ?? 0);
    return free > 0 && mine <= PER_FREE * free;
  }

  /** Whether it has taken less than an equal share of late (F2). */
  isModest(source: string): boolean {
    this.#age();
    let total = 0;
    for (const taken of this.#taken.values()) total += taken;
    return (this.#taken.get(source) ?? 0) * Math.max(this.#taken.size, 1) < total;
  }

  #age(): void {
    const now = this.#now();
    const factor = 0.5 ** ((now - this.#agedAt) / HALF_MS);
    // Not for every request anew.
    if (factor > 0.99) return;
    this.#agedAt = now;
    for (const [source, taken] of this.#taken) {
      if (taken * factor < TAKEN_MIN) this.#taken.delete(source);
      else this.#taken.set(source, taken * factor);
    }
  }
}
