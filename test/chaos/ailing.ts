/** Which parts of a product have stopped, and for how long: what no longer goes by itself need not be waited for until the last. */
import type { Health } from '../crash/server.ts';

/** Nothing that comes round by itself takes so long, not even where there is far too much to do. */
const STUCK_MS = 90_000;

export class Ailing {
  #codes = '';
  #since = 0;
  #words = '';

  /** In words; empty when nothing has stopped. */
  get words(): string {
    return this.#words;
  }

  /** Throws when the same parts have been at a stop for long. `now`: ms. */
  look(healths: readonly Health[], now: number): void {
    const stopped = healths.flatMap(({ parts }) => parts.filter(({ state }) => state === 'stopped'));
    const codes = stopped.map(({ code }) => code).join();
    if (codes !== this.#codes) this.#since = now;
    this.#codes = codes;
    this.#words = stopped.map(({ part, code, detail }) => `${part} has stopped: ${code} ${JSON.stringify(detail)}`).join('; ');
    if (codes !== '' && now - this.#since > STUCK_MS) throw new Error(this.#words);
  }
}
