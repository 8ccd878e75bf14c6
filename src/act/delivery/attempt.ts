/** One attempt: rendering, then the channel within its time. Whatever goes wrong is a result. */
import type { Answer, JsonObject, SendCommand } from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import type { Channel, DeliveryOutcome, OutgoingMessage } from '../channels/index.ts';
import type { Renderer } from '../content/index.ts';
import { composeMessage, type Tracker } from '../tracking/index.ts';
import type { OpenMessage } from './open-message.ts';

const TIMEOUT_MS_DEFAULT = 30_000;
const REASON_LENGTH_MAX = 300;

export interface AttemptOptions {
  readonly message: OpenMessage;
  readonly command: SendCommand;
  /** Undefined when nobody answers to the command's channel. */
  readonly channel: Channel | undefined;
  readonly renderer: Renderer;
  readonly tracker?: Tracker | undefined;
  readonly definitionOf?: (channel: string) => ChannelDefinition | undefined;
  readonly now: () => number;
  readonly timeoutMs?: number;
  /** Aborts when delivery stops. */
  readonly signal: AbortSignal;
}

export type AttemptResult =
  /** `subject`: of the rendered content. `taken`: as the channel says it. */
  | { readonly kind: 'sent'; readonly dispatchedAt: number; readonly subject?: string; readonly taken?: Answer }
  | FailedAttempt
  | WithheldAttempt;

/** Nothing was tried: by a rule the message as it was rendered must not go out. With what the rule read. */
export interface WithheldAttempt {
  readonly kind: 'withheld';
  readonly reason: string;
  readonly read: JsonObject;
}

/** `bounced`, `retryAfterMs` and `unknown` as the channel says them; of one that does not answer in time nothing is known. */
export interface FailedAttempt {
  readonly kind: 'failed';
  readonly dispatchedAt: number;
  readonly reason: string;
  readonly retryable: boolean;
  readonly bounced?: 'temporary' | 'permanent';
  readonly retryAfterMs?: number;
  readonly unknown?: true;
  readonly subject?: string;
}

export async function attemptOnce(options: AttemptOptions): Promise<AttemptResult> {
  const { command, channel, renderer, message } = options;
  const dispatchedAt = options.now();
  const failed = (reason: string, retryable: boolean): FailedAttempt => ({
    kind: 'failed',
    dispatchedAt,
    reason: reason.slice(0, REASON_LENGTH_MAX),
    retryable,
  });
  if (!channel) return failed(`channel_unknown: ${command.channel}`, false);
  const definition = options.definitionOf?.(command.channel);
  const rendered = composeMessage({ renderer, tracker: options.tracker }, command, definition);
  if (!rendered.ok && rendered.withheld) return { kind: 'withheld', reason: rendered.reason, read: rendered.read };
  if (!rendered.ok) return failed(rendered.reason, false);
  const outgoing = { command, content: rendered.content, decidedAt: message.decidedAt, ...(definition && { definition }) };
  const outcome = await deliverOnce(channel, outgoing, options);
  const { subject } = rendered.content;
  const about = subject === undefined ? {} : { subject };
  if (outcome.outcome === 'sent') return { kind: 'sent', dispatchedAt, ...about, ...(outcome.taken && { taken: outcome.taken }) };
  const { bounced, retryAfterMs, unknown } = outcome;
  return {
    ...failed(outcome.reason, outcome.retryable),
    ...about,
    ...(bounced && { bounced }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
    ...(unknown && { unknown }),
  };
}

/** Whatever the channel does, there is an outcome, and soon when `signal` aborts. */
export function deliverOnce(
  channel: Pick<Channel, 'deliver'>,
  message: OutgoingMessage,
  { timeoutMs = TIMEOUT_MS_DEFAULT, signal }: Pick<AttemptOptions, 'timeoutMs' | 'signal'>,
): Promise<DeliveryOutcome> {
  return within(timeoutMs, signal, (inner) => channel.deliver(message, inner));
}

/** A channel that neither answers nor minds its signal is left behind: its message will be handed over again under the same id. */
async function within(
  timeoutMs: number,
  stop: AbortSignal,
  deliver: (signal: AbortSignal) => Promise<DeliveryOutcome>,
): Promise<DeliveryOutcome> {
  const controller = new AbortController();
  let giveUp: () => void = () => undefined;
  const aborted = new Promise<DeliveryOutcome>((resolve) => {
    giveUp = () => {
      controller.abort();
      const reason = stop.aborted ? 'stopped' : `timeout: no answer within ${timeoutMs} ms`;
      resolve({ outcome: 'failed', reason, retryable: true, unknown: true });
    };
  });
  const timer = setTimeout(giveUp, timeoutMs);
  stop.addEventListener('abort', giveUp);
  try {
    const answer = deliver(controller.signal).catch((error: unknown): DeliveryOutcome => {
      const reason = `channel_error: ${error instanceof Error ? error.message : String(error)}`;
      return { outcome: 'failed', reason, retryable: true, unknown: true };
    });
    return await Promise.race([answer, aborted]);
  } finally {
    clearTimeout(timer);
    stop.removeEventListener('abort', giveUp);
  }
}
