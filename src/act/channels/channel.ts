/**
 * A channel hands messages over to the world.
 *
 * C1. `deliver` resolves `sent` only when the message is in the hands of the channel for good: a crash right after cannot undo it.
 * C2. The message's id is the idempotency key. The same id may be handed over again after a crash; where the channel can
 *     promise exactly once (capture), it keeps one message.
 * C3. What goes wrong is an outcome with a reason, not an exception; `retryable` says whether the same message may succeed later.
 * C4. When the signal aborts, `deliver` settles soon. Whether the message got out is then unknown, and it will be handed over again.
 * C5. Calls for different messages may overlap.
 */
import type { SendCommand } from '../../core/index.ts';
import type { RenderedContent } from '../content/index.ts';

/** What a channel hands over: the decision and its rendered content. */
export interface OutgoingMessage {
  readonly command: SendCommand;
  readonly content: RenderedContent;
  /** Wall clock at which the decision was committed, ms. */
  readonly decidedAt: number;
}

export type DeliveryOutcome =
  | { readonly outcome: 'sent' }
  /** `reason` starts with a code of lower snake case, then what exactly. */
  | { readonly outcome: 'failed'; readonly reason: string; readonly retryable: boolean };

export interface Channel {
  /** What `SendStep.channel` names. */
  readonly id: string;
  deliver(message: OutgoingMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
  close(): Promise<void>;
}
