/**
 * Answers that wait for the engine. What they acknowledge is on disk already; a sender that waits for its answers goes at the engine's speed,
 * and the engine never runs dry.
 *
 * A1. Answers go in the order they came, each when the engine has come near enough to what it acknowledges.
 * A2. None waits longer than `msMax`, whatever becomes of the engine, and none after `close`.
 */
import type { HeldAnswer } from '../sense/index.ts';

interface Waiting {
  /** Position of the log that the engine must have come near to. */
  readonly position: number;
  /** Steady clock, ms. */
  readonly until: number;
  readonly release: () => void;
}

export class Holding {
  readonly #msMax: number;
  /** In order of coming, which is that of positions and of time. */
  readonly #waiting = new Set<Waiting>();
  #timer: NodeJS.Timeout | undefined;
  #closed = false;

  constructor(msMax: number) {
    this.#msMax = msMax;
  }

  get count(): number {
    return this.#waiting.size;
  }

  /** Holds an answer until `reached` tells of this position. Undefined when closed. */
  hold(position: number): HeldAnswer | undefined {
    if (this.#closed) return undefined;
    const { promise: released, resolve: release } = Promise.withResolvers<void>();
    const one: Waiting = { position, until: performance.now() + this.#msMax, release };
    this.#waiting.add(one);
    this.#watch();
    return { released, leave: () => this.#waiting.delete(one) };
  }

  /** The engine has come near to this position. */
  reached(position: number): void {
    this.#releaseWhile((one) => one.position <= position);
  }

  /** Lets all go, and holds none from here on. */
  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#releaseWhile(() => true);
  }

  #releaseWhile(may: (one: Waiting) => boolean): void {
    for (const one of this.#waiting) {
      if (!may(one)) return;
      this.#waiting.delete(one);
      one.release();
    }
  }

  /** One timer for all: the next one to go is the first one. */
  #watch(): void {
    const [first] = this.#waiting;
    if (this.#timer || !first) return;
    const again = (): void => {
      this.#timer = undefined;
      const now = performance.now();
      this.#releaseWhile((one) => one.until <= now);
      this.#watch();
    };
    this.#timer = setTimeout(again, Math.ceil(Math.max(1, first.until - performance.now())));
  }
}
