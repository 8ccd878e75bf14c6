/**
 * Delivery: carries decided messages from the outbox to their channels and reports what became of them.
 *
 * D1. Only messages whose outbox row is durable are handed over.
 * D2. In one life a message is handed over once, and again only after a failure that may be retried.
 * D3. A message ends with a receipt in the log, sent or failed. Until the engine has consumed it the outbox row stays, so a crash at any
 *     instant leads at worst to another hand-over under the same id, and to a second receipt, which the engine counts once; never
 *     to a lost message.
 * D4. A channel that is slow or down delays its own messages only.
 */
import type { Distribution } from '../../base/index.ts';
import type { ReceiptEntry } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Channel } from '../channels/index.ts';
import type { Renderer } from '../content/index.ts';
import type { Tracker } from '../tracking/index.ts';
import type { RetryPolicy } from './backoff.ts';
import type { LaneCounts } from './lane.ts';
import { OutboxDelivery } from './outbox-delivery.ts';

export interface DeliveryOptions {
  /** Read only: the engine writes the rows and deletes them when it consumes the receipts. */
  readonly state: Pick<StateStore, 'getMany' | 'range'>;
  readonly channels: readonly Channel[];
  /** Takes the messages of every channel that is not among `channels`; without it they fail. */
  readonly fallback?: Channel;
  /** The running release's definition of a channel. */
  readonly definitionOf?: (channel: string) => ChannelDefinition | undefined;
  readonly renderer: Renderer;
  /** Makes links that come back; without one they stay as the template has them. */
  readonly tracker?: Tracker;
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
  /** Called before and after each hand-over to a channel: there a crash test kills the process. */
  readonly failpoint?: (name: 'delivery.before_handover' | 'delivery.after_handover') => void;
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
  /** These messages have become durable in the outbox, at `decidedAt` (wall clock, ms; default now). Called once for each id, in any order. */
  wake(messages: readonly string[], decidedAt?: number): void;
  /**
   * Takes on every outbox row that no `wake` has named. Only while the engine commits nothing (D1): before it starts, or after it died
   * and its last notice may be lost.
   */
  rescan(): Promise<void>;
  state(): DeliveryState;
  /** Resolves when nothing is open. */
  settled(): Promise<void>;
  /** Hands nothing more over, aborts what is under way, and closes the channels. What is not finished stays in the outbox. */
  stop(): Promise<void>;
}

/** Finds what an earlier life left in the outbox, then waits for `wake`. To be started before the engine. */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const delivery = new OutboxDelivery(options);
  await delivery.rescan();
  return delivery;
}
