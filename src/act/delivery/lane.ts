/**
 * One channel's lane: how many messages are handed over at once, who waits, who is to be tried again. Lanes do not wait for
 * each other, so a slow channel delays its own messages only. A lane holds ids; commands are read again when their turn comes, so that
 * a backlog takes little memory and a message whose outbox row has gone meanwhile (its customer was erased) is not sent.
 */
import { createLine, type Line } from './line.ts';
import type { OpenMessage } from './open-message.ts';

/** What became of one attempt: finished for good, or to be tried again after a delay. */
export type Attempt = { readonly again: false } | { readonly again: true; readonly delayMs: number };

const READ_AGAIN_DELAY_MS = 1_000;
/** Longest time of one timer of Node. */
const TIMER_MS_MAX = 2 ** 31 - 1;

export const DONE: Attempt = { again: false };

/** Who decides how many may go. */
export interface LaneGate {
  take(wanted: number, active: number): number;
  waitMs(): number;
  onChange: () => void;
}

/** Lets so many go at the same time. */
export function widthGate(width: number): LaneGate {
  return { take: (wanted, active) => Math.min(wanted, width - active), waitMs: () => Number.POSITIVE_INFINITY, onChange: () => undefined };
}

export interface LaneOptions<Item> {
  readonly gate: LaneGate;
  /** What is to be done for these messages, in order; undefined for one that is to be forgotten. */
  readonly read: (messages: readonly OpenMessage[]) => Promise<readonly (Item | undefined)[]>;
  /** Never rejects. */
  readonly attempt: (message: OpenMessage, item: Item) => Promise<Attempt>;
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

export function createLane<Item>(options: LaneOptions<Item>): Lane {
  return new ChannelLane(options);
}

class ChannelLane<Item> implements Lane {
  readonly #options: LaneOptions<Item>;
  readonly #waiting: Line<OpenMessage> = createLine();
  readonly #retries = new Set<NodeJS.Timeout>();
  readonly #active = new Set<Promise<void>>();
  #pumping = false;
  #stopped = false;
  #later: NodeJS.Timeout | undefined;

  constructor(options: LaneOptions<Item>) {
    this.#options = options;
    options.gate.onChange = () => this.#pumpSoon();
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
    clearTimeout(this.#later);
    await Promise.allSettled(this.#active);
  }

  /** Once per turn, so that messages that come or go together are read together. */
  #pumpSoon(): void {
    if (this.#pumping) return;
    this.#pumping = true;
    queueMicrotask(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  #pump(): void {
    const wanted = this.#waiting.length();
    if (this.#stopped || wanted === 0) return;
    const messages = this.#waiting.take(this.#options.gate.take(wanted, this.#active.size));
    if (messages.length < wanted) this.#pumpLater();
    if (messages.length === 0) return;
    const items = this.#options.read(messages);
    for (const [index, message] of messages.entries()) {
      const item = items.then((found) => found[index]);
      this.#track(this.#run(message, item));
    }
  }

  /** Not everybody may go: the gate says when to ask again. */
  #pumpLater(): void {
    const waitMs = this.#options.gate.waitMs();
    if (this.#later || waitMs === Number.POSITIVE_INFINITY) return;
    this.#later = setTimeout(
      () => {
        this.#later = undefined;
        this.#pump();
      },
      Math.min(Math.max(waitMs, 1), TIMER_MS_MAX),
    );
  }

  #track(work: Promise<void>): void {
    this.#active.add(work);
    work.finally(() => {
      this.#active.delete(work);
      this.#pumpSoon();
    });
  }

  async #run(message: OpenMessage, reading: Promise<Item | undefined>): Promise<void> {
    let item: Item | undefined;
    try {
      item = await reading;
    } catch {
      // The state store could not be read; it is not the message's fault and costs it no attempt.
      this.#retry(message, READ_AGAIN_DELAY_MS);
    }
    if (item === undefined || this.#stopped) return;
    const attempt = await this.#options.attempt(message, item);
    if (attempt.again) this.#retry(message, attempt.delayMs);
  }

  #retry(message: OpenMessage, delayMs: number): void {
    if (this.#stopped) return;
    const timer = setTimeout(
      () => {
        this.#retries.delete(timer);
        this.add(message);
      },
      Math.min(delayMs, TIMER_MS_MAX),
    );
    this.#retries.add(timer);
  }
}
