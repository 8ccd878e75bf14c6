/** Takes a seat when it is this process's turn, tries again until it can, and leaves it when the turn has passed to another. */
import { setTimeout as sleep } from 'node:timers/promises';

/** Work on a partition that one process does at a time. */
export interface Seat {
  take(): Promise<void>;
  /** Resolves when nothing of the work is under way any more. Also after a `take` that failed. */
  leave(): Promise<void>;
}

const RETRY_MS = 1_000;

export class SeatKeeper {
  readonly #seat: Seat;
  readonly #onError: (error: unknown) => void;
  readonly #retryMs: number;
  #wanted = false;
  /** Movements, one after the other. */
  #moving: Promise<void> = Promise.resolve();

  constructor(seat: Seat, onError: (error: unknown) => void, retryMs: number = RETRY_MS) {
    this.#seat = seat;
    this.#onError = onError;
    this.#retryMs = retryMs;
  }

  /** Resolves when the seat is taken, or wanted no more. */
  sit(): Promise<void> {
    this.#wanted = true;
    return this.#move(() => this.#take());
  }

  /** Leaves and takes the seat again, if it is still wanted: what sat there has come to an end. */
  sitAgain(): Promise<void> {
    return this.#move(async () => {
      await this.#leave();
      await this.#take();
    });
  }

  /** Resolves when the seat is empty. */
  stand(): Promise<void> {
    this.#wanted = false;
    return this.#move(() => this.#leave());
  }

  #move(movement: () => Promise<void>): Promise<void> {
    const moved = this.#moving.then(movement);
    this.#moving = moved.catch(() => undefined);
    return moved;
  }

  async #take(): Promise<void> {
    while (this.#wanted) {
      try {
        return await this.#seat.take();
      } catch (error) {
        this.#onError(error);
        await this.#leave();
        await sleep(this.#retryMs, undefined, { ref: false });
      }
    }
  }

  async #leave(): Promise<void> {
    await this.#seat.leave().catch(this.#onError);
  }
}
