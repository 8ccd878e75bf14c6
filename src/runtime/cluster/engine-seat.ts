/**
 * The engine of a partition, while this process owns it: a thread of its own, and what goes on by itself beside it.
 *
 * T1. The seat is taken with a new epoch of the partition's state: whoever sat there before can commit nothing more, wherever it hangs.
 * T2. A thread that has been fenced, or has died, ends for good; the seat is taken anew, if it is still this process's.
 */
import type { Duties } from '../duties.ts';
import { EngineThread, type EngineThreadData } from '../engine/index.ts';
import type { Forwarding } from './forwarding.ts';
import type { Seat } from './seat-keeper.ts';

export interface EngineSeatOptions {
  readonly thread: EngineThreadData;
  readonly duties: Duties;
  /** Of a partition that has others beside it: what carries to them what is theirs. */
  readonly openForwarding?: () => Forwarding;
  /** Called with the version of `step` that the state was made with, before time goes on. */
  readonly onTaken: (engineVersion: string) => Promise<void>;
  /** Last row that the warehouse has, by the sink's own record. */
  readonly sunk: () => Promise<number>;
  /** Why the engine makes no headway, and undefined when it does again. */
  readonly onProblem: (problem: string | undefined) => void;
  /** The thread has ended unasked. */
  readonly onEnd: () => void;
  readonly onError: (error: unknown) => void;
}

/** How often the sink's record is looked at: until then copied blocks stay in the state. */
const SUNK_EVERY_MS = 1_000;

export class EngineSeat implements Seat {
  readonly #options: EngineSeatOptions;
  #thread: EngineThread | undefined;
  #forwarding: Forwarding | undefined;
  #watching: NodeJS.Timeout | undefined;

  constructor(options: EngineSeatOptions) {
    this.#options = options;
  }

  async take(): Promise<void> {
    const { thread: data, duties, onTaken, onProblem } = this.#options;
    const thread = await EngineThread.open(data);
    this.#thread = thread;
    thread.onBatch(() => onProblem(undefined));
    thread.onProblem(onProblem);
    void thread.ended.then(() => {
      if (this.#thread === thread) this.#options.onEnd();
    });
    this.#forward(thread);
    thread.go();
    this.#watching = setInterval(() => void this.#lookAtSunk(thread), SUNK_EVERY_MS).unref();
    await onTaken(thread.engineVersion);
    duties.bringPast();
    duties.followTheClock();
  }

  async leave(): Promise<void> {
    clearInterval(this.#watching);
    const thread = this.#thread;
    this.#thread = undefined;
    // What waits for the engine goes on when its next owner has come that far.
    this.#options.duties.stop().catch(this.#options.onError);
    await thread?.stop();
    await this.#forwarding?.stop();
    this.#options.onProblem(undefined);
  }

  /** From the earliest row on, whoever left it. */
  #forward(thread: EngineThread): void {
    const forwarding = this.#options.openForwarding?.();
    this.#forwarding = forwarding;
    if (!forwarding) return;
    forwarding.reached(thread.status.position);
    thread.onBatch(({ position, hops }) => {
      if (hops > 0) forwarding.reached(position);
    });
  }

  async #lookAtSunk(thread: EngineThread): Promise<void> {
    try {
      thread.sunk(await this.#options.sunk());
    } catch (error) {
      this.#options.onError(error);
    }
  }
}
