/**
 * Time as log entries: when the earliest wake-up is due, or a pass over all customers is open, a tick is appended. With nothing due nothing runs.
 * What falls due shortly after a tick waits a moment for company.
 *
 * Z1. Who appends a live entry finds at most `AHEAD_MAX` customers in the log before it whose time ticks will run: a tenth to a fifth of a second of work.
 * Z2. Ticks follow one another without waiting only while there is a backlog: a pass that is open, or what a tick has left over.
 */
import type { Appending } from './appender.ts';
import type { EngineLink } from './engine/index.ts';

/** Ticks under way at a time while there is a backlog; else one. The next one is in the log when the engine comes to it. */
const TICKS_MAX = 4;
/** Wake-ups of one tick. */
const TICK_LIMIT = 256;
/** Customers of one tick while a pass over all of them is open, wake-ups included. */
const PASS_LIMIT = 500;
export const AHEAD_MAX: number = TICKS_MAX * PASS_LIMIT;
/** From one tick to the next, unless the one has left some over: each is a commit of the engine, which live entries wait for. */
const SPACING_MS = 50;
const TIMEOUT_MS_MAX = 2 ** 31 - 1;
const RETRY_MS = 1_000;

export class Ticker {
  readonly #appender: Appending;
  readonly #engine: EngineLink;
  readonly #now: () => number;
  #timer: NodeJS.Timeout | undefined;
  #due = Number.POSITIVE_INFINITY;
  #tickedAt = Number.NEGATIVE_INFINITY;
  /** `at` of the latest tick that the engine has come to. */
  #reachedAt = Number.NEGATIVE_INFINITY;
  #underWay = 0;
  #stopped = true;

  constructor(appender: Appending, engine: EngineLink, now: () => number) {
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

  /** What is due at once: a pass, or what is left over of a tick. */
  get #isBacklog(): boolean {
    const { nextWakeAt = Number.POSITIVE_INFINITY, runOpen } = this.#engine.status;
    return runOpen || nextWakeAt <= this.#reachedAt;
  }

  #plan(): void {
    if (this.#stopped) return;
    if (this.#isBacklog) {
      this.#plannedFor(Number.POSITIVE_INFINITY);
      while (this.#underWay < TICKS_MAX) void this.#tick();
    } else if (this.#underWay === 0) this.#plannedFor(this.#engine.status.nextWakeAt ?? Number.POSITIVE_INFINITY);
  }

  /** Sets the timer for the next tick; Infinity: for none. */
  #plannedFor(due: number): void {
    if (due === this.#due && this.#timer) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#due = due;
    if (due === Number.POSITIVE_INFINITY) return;
    const soonest = due > this.#tickedAt ? Math.max(due, this.#tickedAt + SPACING_MS) : due;
    const delay = Math.min(Math.max(0, soonest - this.#now()), TIMEOUT_MS_MAX);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      if (this.#now() < this.#due) this.#plan();
      else void this.#tick();
    }, delay);
  }

  async #tick(): Promise<void> {
    const limit = this.#engine.status.runOpen ? PASS_LIMIT : TICK_LIMIT;
    this.#underWay++;
    try {
      const [tick] = await this.#appender.entries([{ type: 'tick', limit }]);
      this.#tickedAt = tick!.at;
      await this.#engine.reached(tick!);
      this.#reachedAt = tick!.at;
    } catch {
      // The appender and the engine report their own problems to /health; time goes on when they do.
      await new Promise((resolve) => setTimeout(resolve, RETRY_MS).unref());
    }
    this.#underWay--;
    this.#plan();
  }
}
