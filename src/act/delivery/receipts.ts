/**
 * Receipts on their way into the log. They are appended in groups and again until the log takes them; a message is finished only
 * then. A receipt lost by a crash is no harm: its outbox row is still there and the message is handed over again under its id.
 */
import type { ReceiptEntry } from '../../core/index.ts';
import type { OpenMessage } from './open-message.ts';

const GROUP_MAX = 500;
/** Each append leads to a commit of the engine, which events wait for; nobody waits for a receipt. */
const GATHER_MS = 40;
const AGAIN_DELAY_MS = 250;
const AGAIN_DELAY_MS_MAX = 5_000;

export interface ReceiptsOptions {
  /** Resolves when the entries are on disk. */
  readonly append: (receipts: readonly ReceiptEntry[]) => Promise<unknown>;
  readonly onAppended: (message: OpenMessage, receipt: ReceiptEntry) => void;
}

export interface Receipts {
  push(message: OpenMessage, receipt: ReceiptEntry): void;
  /** Why the log refuses receipts at present. */
  problem(): string | undefined;
  /** Resolves when none is on its way, or, while the log refuses them, at once. */
  stop(): Promise<void>;
}

export function createReceipts(options: ReceiptsOptions): Receipts {
  let pending: (readonly [OpenMessage, ReceiptEntry])[] = [];
  let running: Promise<void> | undefined;
  let problem: string | undefined;
  let wait: { readonly timer: NodeJS.Timeout; readonly end: () => void } | undefined;
  let stopped = false;

  const pause = (delayMs: number): Promise<void> =>
    new Promise((end) => {
      wait = { timer: setTimeout(end, delayMs), end };
    });
  const run = async (): Promise<void> => {
    let delayMs = AGAIN_DELAY_MS;
    while (pending.length > 0) {
      if (pending.length < GROUP_MAX && problem === undefined && !stopped) await pause(GATHER_MS);
      const group = pending.slice(0, GROUP_MAX);
      try {
        await options.append(group.map(([, receipt]) => receipt));
        pending = pending.slice(group.length);
        problem = undefined;
        delayMs = AGAIN_DELAY_MS;
        for (const [message, receipt] of group) options.onAppended(message, receipt);
      } catch (error) {
        problem = error instanceof Error ? error.message : String(error);
        if (stopped) return;
        await pause(delayMs);
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
    push(message, receipt) {
      pending.push([message, receipt]);
      start();
    },
    problem: () => problem,
    async stop() {
      stopped = true;
      if (wait) {
        clearTimeout(wait.timer);
        wait.end();
      }
      while (running) await running;
    },
  };
}
