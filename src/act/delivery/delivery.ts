/**
 * Delivery: carries decided messages from the outbox to their channels and reports what became of them.
 *
 * D1. Only messages whose outbox row is durable are handed over.
 * D2. In one life a message is handed over once, and again only after a failure that may be retried.
 * D3. A message ends with exactly one receipt in the log, sent or failed; until it is there the outbox row stays, so a
 *     crash at any instant leads to another hand-over under the same id and never to a lost message.
 * D4. A channel that is slow or down delays its own messages only.
 */
import { createRecorder, type Distribution, LATENCY_BOUNDS_MS } from '../../base/index.ts';
import type { ReceiptEntry, SendCommand } from '../../core/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Channel } from '../channels/index.ts';
import type { Renderer } from '../content/index.ts';
import { type AttemptResult, attemptOnce } from './attempt.ts';
import { backoffMs, RETRY_DEFAULT, type RetryPolicy } from './backoff.ts';
import { type Attempt, createLane, type Lane, type LaneCounts } from './lane.ts';
import type { OpenMessage } from './open-message.ts';
import { type OutboxRow, outboxIds, readOutbox } from './outbox.ts';
import { createReceipts } from './receipts.ts';
import { createRecent } from './recent.ts';

export interface DeliveryOptions {
  /** Read only: the engine writes the rows and deletes them when it consumes the receipts. */
  readonly state: Pick<StateStore, 'getMany' | 'range'>;
  readonly channels: readonly Channel[];
  readonly renderer: Renderer;
  /** Appends to the log of the customers' partition; resolves when on disk. */
  readonly append: (receipts: readonly ReceiptEntry[]) => Promise<unknown>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** In [0, 1), for the jitter of retries. */
  readonly random: () => number;
  readonly retry?: RetryPolicy;
  /** Messages of one channel handed over at the same time; default 64. */
  readonly concurrency?: number;
  /** Time that a channel has for one attempt; default 30 s. */
  readonly timeoutMs?: number;
}

export interface ChannelState extends LaneCounts {
  readonly channel: string;
  readonly lastFailure?: { readonly reason: string; readonly at: number };
}

export interface DeliveryState {
  /** Messages taken on and not finished, whatever they wait for. */
  readonly open: number;
  /** Wall clock at which the oldest of them was decided, ms. */
  readonly oldestDecidedAt?: number;
  /** Of this life. `withdrawn`: the row had gone before the hand-over. `unreadable`: rows that are no command. */
  readonly totals: {
    readonly sent: number;
    readonly failed: number;
    readonly retried: number;
    readonly withdrawn: number;
    readonly unreadable: number;
  };
  /** From the receipt of the triggering event to the hand-over, ms. Without messages that time alone triggered. */
  readonly receivedToDispatchedMs: Distribution;
  /** Why receipts cannot be written at present. */
  readonly problem?: string;
  readonly channels: readonly ChannelState[];
}

export interface Delivery {
  /** These messages are durable in the outbox now. Called once for each id, in any order. */
  wake(messages: readonly string[]): void;
  /** Takes on every outbox row that no `wake` has named. To be called when a durable commit may have gone by unnoticed. */
  rescan(): Promise<void>;
  state(): DeliveryState;
  /** Resolves when nothing is open. */
  settled(): Promise<void>;
  /** Hands nothing more over, aborts what is under way, and closes the channels. What is not finished stays in the outbox. */
  stop(): Promise<void>;
}

/** Finds what an earlier life left in the outbox, then waits for `wake`. To be started before the engine. */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const delivery = createDelivery(options);
  await delivery.rescan();
  return delivery;
}

function createDelivery(options: DeliveryOptions): Delivery {
  const retry = options.retry ?? RETRY_DEFAULT;
  const open = new Map<string, OpenMessage>();
  const recent = createRecent();
  const latency = createRecorder(LATENCY_BOUNDS_MS);
  const totals = { sent: 0, failed: 0, retried: 0, withdrawn: 0, unreadable: 0 };
  const failures = new Map<string, { reason: string; at: number }>();
  const abort = new AbortController();
  let settledWaiters: (() => void)[] = [];
  let stopped = false;

  const close = (message: OpenMessage): void => {
    open.delete(message.id);
    recent.add(message.id);
    if (open.size > 0) return;
    for (const resolve of settledWaiters) resolve();
    settledWaiters = [];
  };
  const receipts = createReceipts({ append: options.append, onAppended: close });

  const finish = (message: OpenMessage, command: SendCommand, result: AttemptResult): void => {
    const { dispatchedAt } = result;
    totals[result.kind] += 1;
    if (result.kind === 'sent' && command.receivedAt > 0) latency.record(Math.max(dispatchedAt - command.receivedAt, 0));
    const { customer, channel } = command;
    const base = {
      type: 'receipt',
      kind: result.kind,
      customer,
      message: message.id,
      channel,
      decidedAt: message.decidedAt,
      dispatchedAt,
    } as const;
    receipts.push(message, result.kind === 'sent' ? base : { ...base, reason: result.reason });
  };

  const attempt = async (message: OpenMessage, command: SendCommand, channel: Channel | undefined): Promise<Attempt> => {
    message.attempts += 1;
    const result = await attemptOnce({ ...options, message, command, channel, signal: abort.signal });
    if (result.kind === 'failed') failures.set(command.channel, { reason: result.reason, at: options.now() });
    if (abort.signal.aborted && result.kind === 'failed') return { again: false };
    if (result.kind === 'sent' || !result.retryable) finish(message, command, result);
    else if (message.attempts >= retry.attemptsMax) finish(message, command, { ...result, reason: `retries_exhausted: ${result.reason}` });
    else {
      totals.retried += 1;
      return { again: true, delayMs: backoffMs(message.attempts, retry, options.random()) };
    }
    return { again: false };
  };

  /** A row that is no message any more: the caller forgets it, and so do we. */
  const commandOf = (message: OpenMessage, row: OutboxRow): SendCommand | undefined => {
    if (row.kind === 'command') return row.command;
    totals[row.kind === 'absent' ? 'withdrawn' : 'unreadable'] += 1;
    close(message);
    return undefined;
  };
  const read = async (messages: readonly OpenMessage[]): Promise<(SendCommand | undefined)[]> => {
    const rows = await readOutbox(
      options.state,
      messages.map(({ id }) => id),
    );
    return messages.map((message, index) => commandOf(message, rows[index]!));
  };
  const concurrency = options.concurrency ?? 64;
  const lanes = new Map<string, Lane>();
  for (const channel of options.channels) {
    lanes.set(channel.id, createLane({ concurrency, read, attempt: (message, command) => attempt(message, command, channel) }));
  }
  // Names of channels come from definitions; what names none of ours fails, in a lane of its own.
  const nowhere = createLane({ concurrency, read, attempt: (message, command) => attempt(message, command, undefined) });
  const sorting = createLane({
    concurrency: 512,
    read,
    attempt: async (message, command) => {
      (lanes.get(command.channel) ?? nowhere).add(message);
      return { again: false };
    },
  });

  const wake = (messages: readonly string[]): void => {
    if (stopped) return;
    const decidedAt = options.now();
    for (const id of messages) {
      if (open.has(id) || recent.has(id)) continue;
      const message = { id, decidedAt, attempts: 0 };
      open.set(id, message);
      sorting.add(message);
    }
  };
  return {
    wake,
    async rescan() {
      for await (const ids of outboxIds(options.state)) wake(ids);
    },
    state() {
      const [oldest] = open.values();
      const problem = receipts.problem();
      return {
        open: open.size,
        ...(oldest ? { oldestDecidedAt: oldest.decidedAt } : {}),
        totals: { ...totals },
        receivedToDispatchedMs: latency.snapshot(),
        ...(problem === undefined ? {} : { problem }),
        channels: [...lanes].map(([channel, lane]) => {
          const lastFailure = failures.get(channel);
          return { channel, ...lane.counts(), ...(lastFailure ? { lastFailure } : {}) };
        }),
      };
    },
    settled: () => (open.size === 0 ? Promise.resolve() : new Promise((resolve) => settledWaiters.push(resolve))),
    async stop() {
      stopped = true;
      abort.abort();
      await Promise.all([sorting, nowhere, ...lanes.values()].map((lane) => lane.stop()));
      await receipts.stop();
      await Promise.all(options.channels.map((channel) => channel.close()));
    },
  };
}
