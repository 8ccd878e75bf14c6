/** Carries what leaves a partition to the others, while this process owns its engine: after each commit that has left something, and again until it has gone. */
import { setTimeout as sleep } from 'node:timers/promises';
import { Forwarder, type ForwarderOptions } from '../identity/index.ts';

const RETRY_MS = 1_000;

export class Forwarding {
  readonly #forwarder: Forwarder;
  readonly #onError: (error: unknown) => void;
  #position = 0;
  #running: Promise<void> | undefined;
  #stopped = false;

  constructor(options: ForwarderOptions, onError: (error: unknown) => void) {
    this.#forwarder = new Forwarder(options);
    this.#onError = onError;
  }

  /** What entries up to this position have left is on disk. */
  reached(position: number): void {
    this.#position = Math.max(this.#position, position);
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
  }

  /** Resolves when nothing is under way. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#running;
  }

  async #run(): Promise<void> {
    for (let done = -1; done < this.#position && !this.#stopped; ) {
      const position = this.#position;
      try {
        await this.#forwarder.run(position);
        done = position;
      } catch (error) {
        this.#onError(error);
        await sleep(RETRY_MS, undefined, { ref: false });
      }
    }
  }
}
