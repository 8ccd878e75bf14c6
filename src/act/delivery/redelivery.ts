/**
 * Sending dead letters again, through the log. The engine puts the message back into the outbox under its id unless it is there already, so
 * asking twice sends once.
 *
 * A message that was sent is never sent again: its letter is gone before the receipt of its success is appended (L1), and delivery ends no message
 * that is claimed here, from before its letter is looked up until the request is in the log. So in the log a request stands before that receipt, while
 * the message is still in the outbox, or it is not made. Nor is a request lost: it is made only when delivery is through with the message, so that it
 * stands behind the receipt of the failure.
 */
import type { RedeliverEntry, SendCommand } from '../../core/index.ts';
import type { Claims } from './claims.ts';
import type { DeadLetters, NumberedLetter } from './dead-letters.ts';

export type { RedeliverEntry } from '../../core/index.ts';

export interface Redelivery {
  /** One message, all of a channel, or (neither given) all. */
  readonly message?: string | undefined;
  readonly channel?: string | undefined;
  /** Who asks. */
  readonly by: string;
  /** Only says which it would be. */
  readonly dryRun?: boolean | undefined;
}

export interface Redelivered {
  /** Messages that are sent again, or would be, oldest first. */
  readonly messages: readonly string[];
}

export interface RedelivererOptions {
  readonly letters: DeadLetters | undefined;
  readonly claims: Claims;
  /** Whether delivery is not through with the message: its receipt may not be in the log yet. */
  readonly isOpen: (message: string) => boolean;
  readonly append: (entries: readonly RedeliverEntry[]) => Promise<unknown>;
  readonly onAppended: (message: string) => void;
  /** The clock of `at`, ms. */
  readonly clock: () => number;
  readonly failpoint?: ((name: 'delivery.before_redeliver') => void) | undefined;
  readonly signal: AbortSignal;
}

/** Messages in one append. */
const GROUP = 200;

export function createRedeliverer(options: RedelivererOptions): (redelivery: Redelivery) => Promise<Redelivered> {
  const { letters, claims, isOpen, append, onAppended, clock, failpoint, signal } = options;
  const isBusy = (message: string): boolean => claims.has(message) || isOpen(message);
  const request = async (by: string, ids: readonly string[]): Promise<readonly string[]> => {
    const claimed = ids.filter((id) => !isBusy(id));
    for (const id of claimed) claims.add(id);
    try {
      const found = await Promise.all(claimed.map((id) => letters!.get(id)));
      // Delivery may have taken one on meanwhile; what it has to say of it comes behind the request.
      const group = found.filter((letter) => letter !== undefined);
      if (group.length === 0) return [];
      failpoint?.('delivery.before_redeliver');
      await append(group.map(({ command }) => ({ type: 'redeliver', by, command: again(command, clock()) })));
      for (const letter of group) onAppended(letter.message);
      await Promise.all(group.map((letter) => letters!.remove(letter.message, signal)));
      return group.map(({ message }) => message);
    } finally {
      for (const id of claimed) claims.release(id);
    }
  };
  return async ({ message, channel, by, dryRun = false }) => {
    if (!letters) return { messages: [] };
    const all =
      message === undefined
        ? await letters.list({ limit: Number.POSITIVE_INFINITY, ...(channel !== undefined && { channel }) })
        : one(await letters.get(message));
    const found = all
      .filter((letter) => !isBusy(letter.message) && (channel === undefined || letter.command.channel === channel))
      .map((letter) => letter.message)
      .reverse();
    if (dryRun) return { messages: found };
    const messages: string[] = [];
    for (let start = 0; start < found.length && !signal.aborted; start += GROUP) {
      messages.push(...(await request(by, found.slice(start, start + GROUP))));
    }
    return { messages };
  };
}

function one(letter: NumberedLetter | undefined): readonly NumberedLetter[] {
  return letter ? [letter] : [];
}

/** It has as long as it had at first; what it once answered to is too long ago to measure a promise by. */
function again(command: SendCommand, now: number): SendCommand {
  const { expiresAt, at, askedAt = at } = command;
  const again = { ...command, receivedAt: 0, askedAt: now };
  return expiresAt === undefined ? again : { ...again, expiresAt: now + Math.max(expiresAt - askedAt, 0) };
}
