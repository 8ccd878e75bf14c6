/**
 * A channel hands messages over to the world.
 *
 * C1. `deliver` resolves `sent` only when the message is in the hands of the channel for good: a crash right after cannot undo it.
 * C2. The message's id is the idempotency key. The same id may be handed over again after a crash; where the channel can
 *     promise exactly once (capture, in-app), it keeps one message.
 * C3. What goes wrong is an outcome with a reason, not an exception; `retryable` says whether the same message may succeed later.
 * C4. When the signal aborts, `deliver` settles soon; the message will be handed over again.
 * C5. Calls for different messages may overlap.
 * C6. A channel that promises exactly once can be told to take a message no more: what it has is sent, whatever is found against it later; what it has
 *     not it never gets, though another process be about to hand it over.
 * C7. Any other says of a failure whether the message may have got out: `unknown` unless it is certain that it has not.
 */
import type { Answer, SendCommand } from '../../core/index.ts';
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
  /** Sent by staff to try the channel out; nobody decided it. */
  readonly test?: true;
}

export type DeliveryOutcome =
  /** `answer`: what the receiving end said, at most 300 characters; for the log of the message. `taken`: what the command takes from it. */
  | { readonly outcome: 'sent'; readonly answer?: string; readonly taken?: Answer }
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

/** On disk when it is said. */
export type Forbidden = 'forbidden' | 'held';

/** Of a message that must not come any more: whoever hands it over has lost it to somebody else, or will hear that it has ended. */
export const FORBIDDEN: Extract<DeliveryOutcome, { readonly outcome: 'failed' }> = {
  outcome: 'failed',
  reason: 'forbidden: its delivery has been given up',
  retryable: true,
};

export interface Channel {
  /** What `SendStep.channel` names, or the name of the carrier where it serves several. */
  readonly id: string;
  deliver(message: OutgoingMessage, signal: AbortSignal): Promise<DeliveryOutcome>;
  /** Takes the message with this id no more, unless it is in its hands for good (C6). Absent where nobody can tell. */
  forbid?(message: string): Promise<Forbidden>;
  close(): Promise<void>;
}
