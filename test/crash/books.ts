/** The books of somebody who takes messages from the product: what was taken, when, and what was said of it that was not true. */

/** What becomes of one attempt at the receiver's. Whatever begins with `take` leaves the message in its books. */
export type Behaviour =
  | 'take'
  | 'take_slowly'
  /** Taken, and the connection broken before the answer. */
  | 'take_and_hang_up'
  /** Taken, and answered with an error that may pass; with one that is final. */
  | 'take_and_fail'
  | 'take_and_refuse'
  | 'take_and_answer_twice'
  | 'fail'
  | 'unavailable'
  | 'refuse'
  /** Never answered. */
  | 'hang';

/** Draws what becomes of the attempt, the first of which is 1. */
export type Behave = (message: string, attempt: number) => Behaviour;

export class Books {
  /** How often each message was taken. */
  readonly taken: Map<string, number> = new Map();
  /** When each was taken first, wall clock, ms. */
  readonly firstAt: Map<string, number> = new Map();
  /** Messages of which was said that they had not been taken though they had. */
  readonly denied: Set<string> = new Set();
  /** Messages whose content was another one at a later attempt. */
  readonly changed: Set<string> = new Set();
  /** Attempts that named no message. */
  strange = 0;
  readonly #attempts = new Map<string, number>();
  readonly #contents = new Map<string, string>();
  readonly #onTaken: (content: string) => void;

  constructor(onTaken: (content: string) => void = () => {}) {
    this.#onTaken = onTaken;
  }

  /** The number of this attempt, from 1. */
  attempt(message: string): number {
    if (message === '') this.strange += 1;
    const attempt = (this.#attempts.get(message) ?? 0) + 1;
    this.#attempts.set(message, attempt);
    return attempt;
  }

  take(message: string, content: string, behaviour: Behaviour): void {
    this.taken.set(message, (this.taken.get(message) ?? 0) + 1);
    if (!this.firstAt.has(message)) this.firstAt.set(message, Date.now());
    if (behaviour === 'take_and_fail' || behaviour === 'take_and_refuse') this.denied.add(message);
    const before = this.#contents.get(message);
    if (before === undefined) this.#contents.set(message, content);
    else if (before !== content) this.changed.add(message);
    this.#onTaken(content);
  }
}
