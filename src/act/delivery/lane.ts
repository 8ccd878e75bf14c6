/**
 * One channel's lane: how many messages are handed over at once, who waits, who is to be tried again. Lanes do not wait for
 * each other, so a slow channel delays its own messages only. A lane holds ids; commands are read again when their turn comes, so that
 * a backlog takes little memory and a message whose outbox row has gone meanwhile (its customer was erased) is not sent.
 */
import type { SendCommand } from '../../core/index.ts';
import { createLine, type Line } from './line.ts';
import type { OpenMessage } from './open-message.ts';

/** What became of one attempt: finished for good, or to be tried again after a delay. */
export type Attempt = { readonly again: false } | { readonly again: true; readonly delayMs: number };

const READ_AGAIN_DELAY_MS = 1_000;

export const DONE: Attempt = { again: false };

export interface LaneOptions {
  readonly concurrency: number;
  /** The commands of these messages, in order; undefined for one that is to be forgotten. */
  readonly read: (messages: readonly OpenMessage[]) => Promise<readonly (SendCommand | undefined)[]>;
  /** Never rejects. */
  readonly attempt: (message: OpenMessage, command: SendCommand) => Promise<Attempt>;
}

export interface LaneCounts {
  readonly waiting: number;
  readonly active: number;
  readonly retrying: number;
}

export interface Lane {
  add(message: OpenMessage): void;
  counts(): LaneCounts;
  /** Starts nothing more; resolves when what is under way has settled. */
  stop(): Promise<void>;
}

export function createLane(options: LaneOptions): Lane {
  return new ChannelLane(options);
}

class ChannelLane implements Lane {
  readonly #options: LaneOptions;
  readonly #waiting: Line<OpenMessage> = createLine();
  readonly #retries = new Set<NodeJS.Timeout>();
  readonly #active = new Set<Promise<void>>();
  #pumping = false;
  #stopped = false;

  constructor(options: LaneOptions) {
    this.#options = options;
  }

  add(message: OpenMessage): void {
    this.#waiting.push(message);
    this.#pumpSoon();
  }

  counts(): LaneCounts {
    return { waiting: this.#waiting.length(), active: this.#active.size, retrying: this.#retries.size };
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    for (const timer of this.#retries) clearTimeout(timer);
    await Promise.allSettled(this.#active);
  }

  /** Once per turn, so that messages that come or go together are read together. */
  #pumpSoon(): void {
    if (this.#pumping || this.#active.size >= this.#options.concurrency) return;
    this.#pumping = true;
    queueMicrotask(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  #pump(): void {
    if (this.#stopped) return;
    const messages = this.#waiting.take(this.#options.concurrency - this.#active.size);
    if (messages.length === 0) return;
    const commands = this.#options.read(messages);
    for (const [index, message] of messages.entries()) {
      const command = commands.then((found) => found[index]);
      this.#track(this.#run(message, command));
    }
  }

  #track(work: Promise<void>): void {
    this.#active.add(work);
    work.finally(() => {
      this.#active.delete(work);
      this.#pumpSoon();
    });
  }

  async #run(message: OpenMessage, reading: Promise<SendCommand | undefined>): Promise<void> {
    let command: SendCommand | undefined;
    try {
      command = await reading;
    } catch {
      // The state store could not be read; it is not the message's fault and costs it no attempt.
      this.#retry(message, READ_AGAIN_DELAY_MS);
    }
    if (command === undefined || this.#stopped) return;
    const attempt = await this.#options.attempt(message, command);
    if (attempt.again) this.#retry(message, attempt.delayMs);
  }

  #retry(message: OpenMessage, delayMs: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(() => {
      this.#retries.delete(timer);
      this.add(message);
    }, delayMs);
    this.#retries.add(timer);
  }
}
