import { createRecorder, LATENCY_BOUNDS_MS } from '../../base/index.ts';
import type { SendCommand } from '../../core/index.ts';
import type { Channel } from '../channels/index.ts';
import { type AttemptResult, attemptOnce } from './attempt.ts';
import { backoffMs, RETRY_DEFAULT } from './backoff.ts';
import type { Delivery, DeliveryOptions, DeliveryState } from './delivery.ts';
import { type Attempt, createLane, DONE, type Lane } from './lane.ts';
import type { OpenMessage } from './open-message.ts';
import { outboxIds, readOutbox } from './outbox.ts';
import { createReceipts, type Receipts } from './receipts.ts';
import { createRecent, type Recent } from './recent.ts';

const CONCURRENCY_DEFAULT = 64;
/** Rows read at once to learn their channel. */
const SORTING_CONCURRENCY = 512;

/** Keeps D1 to D4 of delivery.ts. */
export class OutboxDelivery implements Delivery {
  readonly #options: DeliveryOptions;
  readonly #open = new Map<string, OpenMessage>();
  readonly #recent: Recent = createRecent();
  readonly #latency = createRecorder(LATENCY_BOUNDS_MS);
  readonly #totals = { sent: 0, failed: 0, retried: 0, withdrawn: 0, unreadable: 0 };
  readonly #failures = new Map<string, { reason: string; at: number }>();
  readonly #abort = new AbortController();
  readonly #receipts: Receipts;
  readonly #lanes: ReadonlyMap<string, Lane>;
  /** Names of channels come from definitions; what names none of ours goes to the fallback, or fails. */
  readonly #elsewhere: Lane;
  /** Reads a new row once, to put its message into the lane of its channel. */
  readonly #sorting: Lane;
  #settled: (() => void)[] = [];

  constructor(options: DeliveryOptions) {
    this.#options = options;
    this.#receipts = createReceipts({ append: options.append, onAppended: (message) => this.#close(message) });
    this.#lanes = new Map(options.channels.map((channel) => [channel.id, this.#laneOf(channel)]));
    this.#elsewhere = this.#laneOf(options.fallback);
    this.#sorting = createLane({
      concurrency: SORTING_CONCURRENCY,
      read: (messages) => this.#read(messages),
      attempt: async (message, command) => {
        (this.#lanes.get(command.channel) ?? this.#elsewhere).add(message);
        return DONE;
      },
    });
  }

  wake(messages: readonly string[], decidedAt: number = this.#options.now()): void {
    if (this.#abort.signal.aborted) return;
    for (const id of messages) {
      if (this.#open.has(id) || this.#recent.has(id)) continue;
      const message = { id, decidedAt, attempts: 0 };
      this.#open.set(id, message);
      this.#sorting.add(message);
    }
  }

  async rescan(): Promise<void> {
    for await (const ids of outboxIds(this.#options.state)) this.wake(ids);
  }

  state(): DeliveryState {
    const [oldest] = this.#open.values();
    const problem = this.#receipts.problem();
    return {
      open: this.#open.size,
      ...(oldest ? { oldestDecidedAt: oldest.decidedAt } : {}),
      totals: { ...this.#totals },
      receivedToDispatchedMs: this.#latency.snapshot(),
      ...(problem === undefined ? {} : { problem }),
      channels: this.#namedLanes().map(([channel, lane]) => {
        const lastFailure = this.#failures.get(channel);
        return { channel, ...lane.counts(), ...(lastFailure ? { lastFailure } : {}) };
      }),
    };
  }

  settled(): Promise<void> {
    if (this.#open.size === 0) return Promise.resolve();
    return new Promise((resolve) => {
      this.#settled.push(resolve);
    });
  }

  async stop(): Promise<void> {
    this.#abort.abort();
    await Promise.all([this.#sorting, this.#elsewhere, ...this.#lanes.values()].map((lane) => lane.stop()));
    await this.#receipts.stop();
    const { channels, fallback } = this.#options;
    await Promise.all([...channels, ...(fallback ? [fallback] : [])].map((channel) => channel.close()));
  }

  #namedLanes(): readonly (readonly [channel: string, lane: Lane])[] {
    const { fallback } = this.#options;
    return fallback ? [...this.#lanes, [fallback.id, this.#elsewhere]] : [...this.#lanes];
  }

  #laneOf(channel: Channel | undefined): Lane {
    return createLane({
      concurrency: this.#options.concurrency ?? CONCURRENCY_DEFAULT,
      read: (messages) => this.#read(messages),
      attempt: (message, command) => this.#attempt(message, command, channel),
    });
  }

  async #read(messages: readonly OpenMessage[]): Promise<readonly (SendCommand | undefined)[]> {
    const ids = messages.map(({ id }) => id);
    const rows = await readOutbox(this.#options.state, ids);
    return messages.map((message, index) => {
      const row = rows[index]!;
      if (row.kind === 'command') return row.command;
      this.#totals[row.kind === 'absent' ? 'withdrawn' : 'unreadable'] += 1;
      this.#close(message);
      return undefined;
    });
  }

  async #attempt(message: OpenMessage, command: SendCommand, channel: Channel | undefined): Promise<Attempt> {
    const { retry = RETRY_DEFAULT, now, random, failpoint } = this.#options;
    const { signal } = this.#abort;
    message.attempts += 1;
    failpoint?.('delivery.before_handover');
    const result = await attemptOnce({ ...this.#options, message, command, channel, signal });
    failpoint?.('delivery.after_handover');
    if (result.kind === 'sent') return this.#finish(message, command, result);
    // What stopping interrupted is not a failure: the next life hands it over.
    if (signal.aborted) return DONE;
    this.#failures.set(channel?.id ?? command.channel, { reason: result.reason, at: now() });
    if (!result.retryable) return this.#finish(message, command, result);
    if (message.attempts >= retry.attemptsMax) {
      return this.#finish(message, command, { ...result, reason: `retries_exhausted: ${result.reason}` });
    }
    this.#totals.retried += 1;
    return { again: true, delayMs: backoffMs(message.attempts, retry, random()) };
  }

  #finish(message: OpenMessage, command: SendCommand, result: AttemptResult): Attempt {
    const { dispatchedAt, kind } = result;
    this.#totals[kind] += 1;
    if (kind === 'sent' && command.receivedAt > 0) this.#latency.record(Math.max(dispatchedAt - command.receivedAt, 0));
    this.#receipts.push(message, {
      type: 'receipt',
      kind,
      customer: command.customer,
      message: message.id,
      channel: command.channel,
      decidedAt: message.decidedAt,
      dispatchedAt,
      ...(kind === 'failed' ? { reason: result.reason } : {}),
    });
    return DONE;
  }

  #close(message: OpenMessage): void {
    this.#open.delete(message.id);
    this.#recent.add(message.id);
    if (this.#open.size > 0) return;
    for (const resolve of this.#settled) resolve();
    this.#settled = [];
  }
}
