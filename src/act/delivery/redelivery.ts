/**
 * Sending dead letters again, through the log. The engine puts the message back into the outbox under its id unless it is there already, so
 * asking twice sends once.
 *
 * A message that was sent is never sent again: its letter is gone before the receipt of its success is appended (L1), and delivery, in whatever
 * process, ends no message that is claimed here, from before its letter is looked up until the request is in the log (L3). So in the log a request stands before that receipt, while
 * the message is still in the outbox, or it is not made. Nor is a request lost: it is made only when the engine has taken the message out of the outbox, so that it
 * stands behind the receipt of the failure. Two requests at once claim a letter one after the other, and the second finds none.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import type { RedeliverEntry, SendCommand } from '../../core/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { DeadLetters, NumberedLetter } from './dead-letters.ts';
import { readOutbox } from './outbox.ts';

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
  /** With the outbox: what waits there, or has not been taken out yet, is not asked for. */
  readonly state: Pick<StateStore, 'getMany'>;
  /** Resolves when the engine has taken what is in the log now. */
  readonly caughtUp: (() => Promise<unknown>) | undefined;
  readonly append: (entries: readonly RedeliverEntry[]) => Promise<unknown>;
  /** The clock of `at`, ms. */
  readonly clock: () => number;
  readonly failpoint?: ((name: 'delivery.before_redeliver') => void) | undefined;
  readonly signal: AbortSignal;
}

/** Messages in one append. */
const GROUP = 200;
/** How long the engine is waited for; what it has not taken out of the outbox by then is left. */
const CAUGHT_UP_MS_MAX = 10_000;

export function createRedeliverer(options: RedelivererOptions): (redelivery: Redelivery) => Promise<Redelivered> {
  const { letters, state, caughtUp, append, clock, failpoint, signal } = options;
  const request = async (by: string, ids: readonly string[]): Promise<readonly string[]> => {
    const claimed = await letters!.claim(ids);
    const asked: string[] = [];
    try {
      const open = await openOf(state, claimed.letters);
      const group = (await claimed.hold()).filter(({ message }) => !open.has(message));
      if (group.length === 0) return [];
      failpoint?.('delivery.before_redeliver');
      await append(group.map(({ command }) => ({ type: 'redeliver', by, command: again(command, clock()) })));
      asked.push(...group.map(({ message }) => message));
      return asked;
    } finally {
      await claimed.end(asked, signal);
    }
  };
  return async ({ message, channel, by, dryRun = false }) => {
    if (!letters) return { messages: [] };
    const late = sleep(CAUGHT_UP_MS_MAX, undefined, { ref: false });
    await Promise.race([caughtUp?.().catch(() => undefined), late]);
    const all =
      message === undefined
        ? await letters.list({ limit: Number.POSITIVE_INFINITY, ...(channel !== undefined && { channel }) })
        : one(await letters.get(message));
    const found = all.filter((letter) => channel === undefined || letter.command.channel === channel).reverse();
    const messages: string[] = [];
    for (let start = 0; start < found.length && !signal.aborted; start += GROUP) {
      const group = found.slice(start, start + GROUP);
      const open = await openOf(state, group);
      const ids = group.map((letter) => letter.message).filter((id) => !open.has(id));
      messages.push(...(dryRun ? ids : await request(by, ids)));
    }
    return { messages };
  };
}

/** Those that are in the outbox. */
async function openOf(state: Pick<StateStore, 'getMany'>, letters: readonly NumberedLetter[]): Promise<ReadonlySet<string>> {
  const ids = letters.map(({ message }) => message);
  const rows = await readOutbox(state, ids);
  return new Set(ids.filter((_, i) => rows[i]!.kind !== 'absent'));
}

function one(letter: NumberedLetter | undefined): readonly NumberedLetter[] {
  return letter ? [letter] : [];
}

/** It has as long as it had at first; what it once answered to is too long ago to measure a promise by. */
function again(command: SendCommand, now: number): SendCommand {
  const { expiresAt, at, askedAt = at } = command;
  // Later than before, whatever the clock says: it tells one time from the other.
  const again = { ...command, receivedAt: 0, askedAt: Math.max(now, askedAt + 1) };
  return expiresAt === undefined ? again : { ...again, expiresAt: now + Math.max(expiresAt - askedAt, 0) };
}
