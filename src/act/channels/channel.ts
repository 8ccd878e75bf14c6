/**
 * A channel hands messages over to the world.
 *
 * C1. `deliver` resolves `sent` only when the message is in the hands of the channel for good: a crash right after cannot undo it.
 * C2. The message's id is the idempotency key. The same id may be handed over again after a crash; where the channel can
 *     promise exactly once (capture, in-app), it keeps one message.
 * C3. What goes wrong is an outcome with a reason, not an exception; `retryable` says whether the same message may succeed later.
 * C4. When the signal aborts, `deliver` settles soon; the message will be handed over again.
 * C5. Calls for different messages may overlap.
 * C6. A channel that promises exactly once can say whether it has a message: what it has is sent, whatever is found against it later.
 * C7. Any other says of a failure whether the message may have got out: `unknown` unless it is certain that it has not.
 */
import type { SendCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { RenderedContent } from '../content/index.ts';

/** What a channel hands over: the decision and its rendered content. */
export interface OutgoingMessage {
  readonly command: SendCommand;
  readonly content: RenderedContent;
  /** Wall clock at which the decision was committed, ms. */
  readonly decidedAt: number;
  /** The channel as the release defines it; absent for `capture`, which needs no definition. */
  readonly definition?: ChannelDefinition;
}

export type DeliveryOutcome =
  /** `answer`: what the receiving end said, at most 300 characters; for the log of the message. */
  | { readonly outcome: 'sent'; readonly answer?: string }
  /**
   * `reason` starts with a code of lower snake case, then what exactly. `bounced`: the address itself was refused; `permanent` when it will
   * never take messages. `retryAfterMs`: the receiving end asks for this pause. `unknown`: the message may have got out all the same.
   */
  | {
      readonly outcome: 'failed';
      readonly reason: string;
      readonly retryable: boolean;
      readonly bounced?: 'temporary' | 'permanent';
      readonly retryAfterMs?: number;
      readonly unknown?: true;
    };

export interface Channel {
  /** What `SendStep.channel` names, or the name of the carrier where it serves several. */
  readonly id: string;
  deliver(message: OutgoingMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Whether the message with this id is in its hands for good (C6). Absent where nobody can tell. */
  holds?(message: string): Promise<boolean>;
  close(): Promise<void>;
}
