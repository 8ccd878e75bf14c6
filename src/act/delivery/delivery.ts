/**
 * Delivery: carries decided messages from the outbox to their channels and reports what became of them. The engine's own events leave the
 * same way, into the log.
 *
 * D1. Only messages whose outbox row is durable are handed over, and only after core has been asked whether they may still go.
 * D2. In one life a message is handed over once, and again only after a failure that may be retried.
 * D3. A message ends with a receipt in the log: sent, failed or withdrawn. Until the engine has consumed it the outbox row stays, so a crash at
 *     any instant leads at worst to another hand-over under the same id, and to a second receipt, which the engine counts once; never
 *     to a lost message. The same holds for events: their ids are made from the message's, so that each counts once.
 * D4. A channel that is slow or down delays its own messages only. Waiting for its turn, its rate, its circuit breaker or its time costs a
 *     message no attempt; it is tried until it expires.
 * D5. A message that failed for good is kept as a dead letter, and sent again only when somebody asks for it, through the log, under its id.
 * D6. Withdrawn is only what surely nobody got. Where a channel cannot say what it has, a message that may have been handed over (K1) and is found
 *     stale afterwards ends as failed, with `outcome_unknown: <rule>`, and is not kept.
 */
import type { Distribution } from '../../base/index.ts';
import type { JsonObject, SendCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { StateStore } from '../../port/state/index.ts';
import type { Channel } from '../channels/index.ts';
import type { Renderer } from '../content/index.ts';
import type { Tracker } from '../tracking/index.ts';
import type { RetryPolicy } from './backoff.ts';
import type { BreakerPolicy, BreakerState } from './breaker.ts';
import type { DeadLetters, LetterReader } from './dead-letters.ts';
import type { LaneCounts } from './lane.ts';
import { createMarks } from './marks.ts';
import { OutboxDelivery } from './outbox-delivery.ts';
import type { DeliveryEntry } from './receipts.ts';
import type { RedeliverEntry, Redelivered, Redelivery } from './redelivery.ts';

/** Whether a message may go now. `reason`: the rule of guard; `read`: the values it read. `until`: on the clock of `at`, ms. */
export type StillGo =
  | { readonly go: true }
  | { readonly go: false; readonly verdict: 'withdraw'; readonly reason: string; readonly read?: JsonObject }
  | { readonly go: false; readonly verdict: 'later'; readonly until: number };

/** Where the process may be killed by a crash test. */
export type DeliveryFailpoint =
  | 'delivery.before_handover'
  | 'delivery.before_retry'
  | 'delivery.after_handover'
  | 'delivery.before_receipt'
  | 'delivery.after_receipt'
  | 'delivery.before_emit_append'
  | 'delivery.before_redeliver';

export interface DeliveryOptions {
  /** Hands nothing over: what is decided waits in the outbox for another life. */
  readonly paused?: boolean;
  /** Messages whose receipts an earlier life has left in the log, with when they were last asked for (0: never): their rows will go, and they are not handed over again. */
  readonly ended?: Iterable<readonly [message: string, askedAt: number]>;
  /** Read only: the engine writes the rows and deletes them when it consumes the receipts. */
  readonly state: Pick<StateStore, 'getMany' | 'range'>;
  /** Resolves when the engine has taken what is in the log now; what it has not is not asked for again. */
  readonly caughtUp?: () => Promise<unknown>;
  /** The outboxes of all partitions, where there are several: a message is sent again only when it is in none. Default `state`. */
  readonly outboxes?: Pick<StateStore, 'getMany'>;
  readonly channels: readonly Channel[];
  /** Takes the messages of every channel that is not among `channels`; without it they fail. */
  readonly fallback?: Channel;
  /** The running release's definition of a channel. */
  readonly definitionOf?: (channel: string) => ChannelDefinition | undefined;
  readonly renderer: Renderer;
  /** Makes links that come back; without one they stay as the template has them. */
  readonly tracker?: Tracker;
  /** Name of a journey, for events about its messages. */
  readonly campaignOf?: (journey: string) => string | undefined;
  /** Appends to the log of the customers' partition; resolves when on disk, all of them. */
  readonly append: (entries: readonly (DeliveryEntry | RedeliverEntry)[]) => Promise<unknown>;
  /** Asked before each hand-over, at this instant on the clock of `at`. Without it every message may go. */
  readonly mayStillGo?: (command: SendCommand, at: number) => Promise<StillGo>;
  /** The clock of `at`: that of the log. Default `now`. */
  readonly clock?: () => number;
  /** The instant at which a message goes out, on that clock. Default `now`; in event time, whose clock runs ahead, that of its decision. */
  readonly timeOf?: (command: SendCommand) => number;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** A clock that nobody sets and that goes on while the process stands still, ms; default the machine's. */
  readonly steady?: () => number;
  /** In [0, 1), for the jitter of retries. */
  readonly random: () => number;
  readonly retry?: RetryPolicy;
  readonly breaker?: BreakerPolicy;
  /** With the marks of hand-overs; without them they are not kept. Closed when delivery stops. */
  readonly letters?: DeadLetters;
  /** Whose messages these are; default 0. */
  readonly partition?: number;
  /** Messages of one channel handed over at the same time; default 64. */
  readonly concurrency?: number;
  /** Time that a channel has for one attempt; default 30 s. */
  readonly timeoutMs?: number;
  readonly failpoint?: (name: DeliveryFailpoint) => void;
}

export interface ChannelState extends LaneCounts {
  readonly channel: string;
  /** Of its circuit breaker: `open` while nothing is handed over because the channel fails. */
  readonly breaker: BreakerState;
  readonly lastFailure?: { readonly reason: string; readonly at: number };
}

export interface DeliveryState {
  /** Messages taken on and not finished, whatever they wait for. */
  readonly open: number;
  /** Of them, those that may go later only: quiet hours, say. */
  readonly deferred: number;
  /** Messages that failed for good and are kept, as far as this process knows. */
  readonly deadLetters: number;
  /** Wall clock at which the oldest of them was decided, ms. */
  readonly oldestDecidedAt?: number;
  /** Of this life. `withdrawn`: something spoke against the hand-over, or the row had gone. `unreadable`: rows that are no command. */
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
  readonly deadLetters: LetterReader;
  /** Asks, through the log, that messages which failed for good be sent again. Those that are asked for already are left out. */
  redeliver(redelivery: Redelivery): Promise<Redelivered>;
  /**
   * Resolves when nothing is open but what waits for a later time. Rejects with VOLANO_DELIVERY_UNSETTLED when for `patienceMs` (default a minute)
   * no message has ended because a channel, or the log, does not take them. Of `open_now` only what is open at the time of asking counts.
   */
  settled(patienceMs?: number, which?: 'all' | 'open_now'): Promise<void>;
  /** Hands nothing more over, aborts what is under way, and closes the channels. What is not finished stays in the outbox. */
  stop(): Promise<void>;
}

/** Finds what an earlier life left in the outbox, then waits for `wake`. To be started before the engine. */
export async function startDelivery(options: DeliveryOptions): Promise<Delivery> {
  const { letters, partition = 0, paused = false } = options;
  const owned = paused ? undefined : await letters?.owned(partition);
  const delivery = new OutboxDelivery(options, { marks: (await owned?.marks()) ?? createMarks(), owned });
  await delivery.forgetEnded();
  await delivery.rescan();
  return delivery;
}
