/** Answers that are kept for a moment, so that many who look at the same ask the warehouse once. */

interface Entry {
  readonly at: number;
  readonly answer: Promise<unknown>;
}

export interface CacheOptions {
  /** For how long an answer is given again, ms. */
  readonly keptMs: number;
  /** How many are kept; the oldest goes first. */
  readonly entriesMax: number;
  readonly now: () => number;
  /** Default: every answer is kept. */
  readonly isKept?: (answer: unknown) => boolean;
}

export class AnswerCache {
  readonly #entries = new Map<string, Entry>();
  readonly #options: CacheOptions;

  constructor(options: CacheOptions) {
    this.#options = options;
  }

  /** What was asked within `keptMs`, also while it is under way; else asked now. A failure is not kept. `asOf`: when it was asked. */
  async of<Answer>(key: string, ask: () => Promise<Answer>): Promise<Answer & { readonly asOf: number }> {
    const { keptMs, entriesMax, now, isKept = () => true } = this.#options;
    const known = this.#entries.get(key);
    const entry = known && now() - known.at < keptMs ? known : { at: now(), answer: ask() };
    if (entry !== known) {
      this.#entries.delete(key);
      this.#entries.set(key, entry);
      for (const oldest of this.#entries.keys()) {
        if (this.#entries.size <= entriesMax) break;
        this.#entries.delete(oldest);
      }
      const drop = (): void => {
        if (this.#entries.get(key) === entry) this.#entries.delete(key);
      };
      entry.answer.then((answer) => {
        if (!isKept(answer)) drop();
      }, drop);
    }
    return { ...((await entry.answer) as Answer), asOf: entry.at };
  }
}
