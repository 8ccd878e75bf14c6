/**
 * Time as log entries: when the earliest wake-up is due, or a pass over all customers is open, a tick is appended. One is under way at a
 * time, so live entries come between; with nothing due nothing runs. What falls due shortly after a tick waits a moment for company.
 */
import type { Appender } from './appender.ts';
import type { EngineLink } from './engine/index.ts';

/** Wake-ups of one tick: small enough that live entries wait milliseconds. */
const TICK_LIMIT = 256;
/** The same while a pass over all customers is open: each tick waits for the entries before it, so fewer of them end it sooner. */
const RUN_TICK_LIMIT = 2_000;
/** From one tick to the next, unless the one has left some over: each is a commit of the engine, which live entries wait for. */
const SPACING_MS = 50;
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const RETRY_MS = 1_000;

export class Ticker {
  readonly #appender: Appender;
  readonly #engine: EngineLink;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #due = Number.POSITIVE_INFINITY;
  #tickedAt = Number.NEGATIVE_INFINITY;
  #underWay = false;
  #stopped = true;

  constructor(appender: Appender, engine: EngineLink, now: () => number) {
    this.#appender = appender;
    this.#engine = engine;
    this.#now = now;
    engine.onBatch(() => this.#plan());
  }

  /** May be called again after `stop`. */
  start(): void {
    this.#stopped = false;
    this.#plan();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  #plan(): void {
    if (this.#underWay || this.#stopped) return;
    const { nextWakeAt, runOpen } = this.#engine.status;
    const due = runOpen ? 0 : (nextWakeAt ?? Number.POSITIVE_INFINITY);
    if (due === this.#due && this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = due;
    if (due === Number.POSITIVE_INFINITY) return;
    const soonest = due > this.#tickedAt ? Math.max(due, this.#tickedAt + SPACING_MS) : due;
    const delay = Math.min(Math.max(0, soonest - this.#now()), TIMEOUT_MS_MAX);
    this.#timer = setTimeout(() => void this.#tick(), delay);
  }

  async #tick(): Promise<void> {
    this.#timer = undefined;
    if (this.#now() < this.#due) return this.#plan();
    this.#underWay = true;
    try {
      const limit = this.#engine.status.runOpen ? RUN_TICK_LIMIT : TICK_LIMIT;
      const [tick] = await this.#appender.entries([{ type: 'tick', limit }]);
      this.#tickedAt = tick!.at;
      await this.#engine.reached(tick!.position);
    } catch {
      // The appender and the engine report their own problems to /health; time goes on when they do.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
    this.#underWay = false;
    this.#due = Number.POSITIVE_INFINITY;
    this.#plan();
  }
}
