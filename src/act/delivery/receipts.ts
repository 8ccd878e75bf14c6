/**
 * What delivery has to say, on its way into the log: receipts, what came back about messages, and the engine's own events. Entries are
 * appended in groups and again until the log takes them; a message is finished only then. What a crash loses here is no harm: the outbox row
 * is still there, and all of it is done again under the same ids.
 */
import type { EventEntry, ReceiptEntry } from '../../core/index.ts';
import type { OpenMessage } from './open-message.ts';

/** What delivery appends to the log. */
export type DeliveryEntry = ReceiptEntry | EventEntry;

/** Messages in one append. */
const GROUP_MAX = 500;
/** Each append leads to a commit of the engine, which events wait for; nobody waits for a receipt. */
const GATHER_MS = 40;
const AGAIN_DELAY_MS = 250;
const AGAIN_DELAY_MS_MAX = 5_000;

export interface ReceiptsOptions {
  /** Resolves when the entries are on disk, all or none. */
  readonly append: (entries: readonly DeliveryEntry[]) => Promise<unknown>;
  readonly onAppended: (message: OpenMessage) => void;
  /** Whether somebody waits for these, and nobody else is on the way whom they could go with. Default: never. */
  readonly isWaitedFor?: ((pending: number) => boolean) | undefined;
  readonly failpoint?: ((name: 'delivery.before_receipt' | 'delivery.before_emit_append' | 'delivery.after_receipt') => void) | undefined;
}

export interface Receipts {
  /** The entries that end a message's stay in the outbox. */
  push(message: OpenMessage, entries: readonly DeliveryEntry[]): void;
  /** Somebody may have begun to wait. */
  hurry(): void;
  /** Why the log refuses entries at present. */
  problem(): string | undefined;
  /** Resolves when none is on its way, or, while the log refuses them, at once. */
  stop(): Promise<void>;
}

export function createReceipts(options: ReceiptsOptions): Receipts {
  let pending: (readonly [OpenMessage, readonly DeliveryEntry[]])[] = [];
  let running: Promise<void> | undefined;
  let problem: string | undefined;
  const pause = createPause();
  let gathering = false;
  let stopped = false;

  const hurry = (): void => {
    if (gathering && options.isWaitedFor?.(pending.length)) pause.end();
  };
  const gather = async (): Promise<void> => {
    if (options.isWaitedFor?.(pending.length)) return;
    gathering = true;
    await pause.wait(GATHER_MS);
    gathering = false;
  };
  const append = async (entries: readonly DeliveryEntry[]): Promise<void> => {
    for (const { type } of entries) {
      if (type === 'receipt') options.failpoint?.('delivery.before_receipt');
    }
    if (entries.some((entry) => entry.type === 'event' && entry.receipt === undefined)) options.failpoint?.('delivery.before_emit_append');
    await options.append(entries);
    options.failpoint?.('delivery.after_receipt');
  };
  const run = async (): Promise<void> => {
    let delayMs = AGAIN_DELAY_MS;
    while (pending.length > 0) {
      if (pending.length < GROUP_MAX && problem === undefined && !stopped) await gather();
      const group = pending.slice(0, GROUP_MAX);
      try {
        await append(group.flatMap(([, entries]) => entries));
        pending = pending.slice(group.length);
        problem = undefined;
        delayMs = AGAIN_DELAY_MS;
        for (const [message] of group) options.onAppended(message);
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        if (stopped) return;
        await pause.wait(delayMs);
        if (stopped) return;
        delayMs = Math.min(delayMs * 2, AGAIN_DELAY_MS_MAX);
      }
    }
  };
  const start = (): void => {
    running ??= run().finally(() => {
      running = undefined;
      if (pending.length > 0 && !stopped) start();
    });
  };
  return {
    push(message, entries) {
      pending.push([message, entries]);
      start();
      hurry();
    },
    hurry,
    problem: () => problem,
    async stop() {
      stopped = true;
      pause.end();
      while (running) await running;
    },
  };
}

interface Pause {
  wait(ms: number): Promise<void>;
  /** Before its time. */
  end(): void;
}

function createPause(): Pause {
  let current: { readonly timer: NodeJS.Timeout; readonly end: () => void } | undefined;
  return {
    wait: (ms) =>
      new Promise((end) => {
        current = { timer: setTimeout(end, ms), end };
      }),
    end() {
      clearTimeout(current?.timer);
      current?.end();
    },
  };
}
