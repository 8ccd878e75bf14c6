/**
 * One channel's lane: how many messages are handed over at once, who waits, who is to be tried again. Lanes do not wait for
 * each other, so a slow channel delays its own messages only. A lane holds ids; commands are read again when their turn comes, so that
 * a backlog takes little memory and a message whose outbox row has gone meanwhile (its customer was erased) is not sent.
 */
import type { SendCommand } from '../../core/index.ts';
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
  let waiting: OpenMessage[] = [];
  let head = 0;
  const retries = new Set<NodeJS.Timeout>();
  const active = new Set<Promise<void>>();
  let stopped = false;

  const take = (): OpenMessage[] => {
    const taken = waiting.slice(head, head + options.concurrency - active.size);
    head += taken.length;
    // Cut off what was taken only now and then: an array is costly to shift.
    if (head > 1_000 && head * 2 > waiting.length) {
      waiting = waiting.slice(head);
      head = 0;
    }
    return taken;
  };
  let pumping = false;

  /** Once per turn, so that messages that come or go together are read together. */
  const pumpSoon = (): void => {
    if (pumping) return;
    pumping = true;
    queueMicrotask(() => {
      pumping = false;
      pump();
    });
  };
  const track = (work: Promise<void>): void => {
    active.add(work);
    work.finally(() => {
      active.delete(work);
      pumpSoon();
    });
  };
  const retry = (message: OpenMessage, delayMs: number): void => {
    const timer = setTimeout(() => {
      retries.delete(timer);
      add(message);
    }, delayMs);
    retries.add(timer);
  };
  const run = async (message: OpenMessage, reading: Promise<SendCommand | undefined>): Promise<void> => {
    let command: SendCommand | undefined;
    try {
      command = await reading;
    } catch {
      // The state store could not be read; it is not the message's fault and costs it no attempt.
      if (!stopped) retry(message, READ_AGAIN_DELAY_MS);
    }
    if (command === undefined || stopped) return;
    const attempt = await options.attempt(message, command);
    if (attempt.again && !stopped) retry(message, attempt.delayMs);
  };
  const pump = (): void => {
    if (stopped) return;
    const messages = take();
    if (messages.length === 0) return;
    const commands = options.read(messages);
    for (const [index, message] of messages.entries()) {
      const command = commands.then((found) => found[index]);
      track(run(message, command));
    }
  };
  const add = (message: OpenMessage): void => {
    waiting.push(message);
    if (active.size < options.concurrency) pumpSoon();
  };
  return {
    add,
    counts: () => ({ waiting: waiting.length - head, active: active.size, retrying: retries.size }),
    async stop() {
      stopped = true;
      for (const timer of retries) clearTimeout(timer);
      await Promise.allSettled(active);
    },
  };
}
