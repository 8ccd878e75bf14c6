/**
 * Hand-over in virtual time: what delivery does with a decided message, without a timer, a thread or a channel that could reach anybody. Retries, circuit breaker,
 * rates, expiry and the question whether a message may still go are delivery's own; only waiting is a matter of the clock that is moved.
 *
 * O1. A message is tried only at a moment that the clock has reached, and what it leads to is said at that moment.
 * O2. Nothing is drawn: a retry waits for the middle of what delivery draws it from.
 */
import {
  BREAKER_DEFAULT,
  type Bucket,
  backoffMs,
  composeMessage,
  createBucket,
  type DeliveryOutcome,
  emittedEvent,
  type MessageEnd,
  RETRY_DEFAULT,
  type RenderedContent,
  type Renderer,
  receiptOf,
  type StillGo,
  type Tracker,
} from '../../act/index.ts';
import {
  type Answer,
  answerEvent,
  type Command,
  type EventEntry,
  type ReceiptEntry,
  returnEvent,
  type SendCommand,
} from '../../core/index.ts';
import type { ChannelDefinition } from '../../define/index.ts';
import { createVirtualBreaker, type VirtualBreaker } from './breaker.ts';
import type { Stage } from './stage.ts';

/** What became of a message by now. `waiting`: decided, not handed over yet. */
export type MessageStatus = 'waiting' | 'sent' | 'failed' | 'withdrawn';

/** A message that was decided. Times on the virtual clock, ms. */
export interface Message {
  readonly command: SendCommand;
  readonly decidedAt: number;
  status: MessageStatus;
  attempts: number;
  /** As it was handed over, or would have been. */
  content?: RenderedContent;
  endedAt?: number;
  /** Of what failed: what the channel said; of what was withdrawn: the rule. */
  reason?: string;
}

export interface HandOverOptions {
  readonly stage: Stage;
  readonly renderer: Renderer;
  readonly definitionOf: (channel: string) => ChannelDefinition | undefined;
  readonly campaignOf: (journey: string) => string | undefined;
  readonly mayStillGo: (command: SendCommand, at: number) => Promise<StillGo>;
}

interface Open {
  readonly id: string;
  readonly decidedAt: number;
  readonly command: SendCommand;
  readonly message: Message;
  attempts: number;
  due: number;
  handedAt?: number;
  lastReason?: string;
}

/** Messages unsubscribe somewhere; links stay as the template has them. */
export const UNSUBSCRIBE_URL = 'https://unsubscribe.invalid/';
const LINKS: Tracker = { unsubscribeUrl: () => UNSUBSCRIBE_URL, decorate: (content) => content, open: () => undefined };
const MIDDLE = 0.5;

export class HandOver {
  readonly #options: HandOverOptions;
  readonly #open = new Map<string, Open>();
  readonly #breakers = new Map<string, VirtualBreaker>();
  readonly #buckets = new Map<string, Bucket>();
  /** Everything that was ever decided, in order. */
  readonly messages: Message[] = [];

  constructor(options: HandOverOptions) {
    this.#options = options;
  }

  /** Takes on what has been decided; the engine's own events are to be appended at once. */
  take(commands: readonly Command[], now: number): readonly EventEntry[] {
    const events: EventEntry[] = [];
    for (const command of commands) {
      if (command.type === 'emit') events.push(emittedEvent(command, { time: now, receivedAt: now }));
      else if (!this.#open.has(command.message)) this.#wait(command, { decidedAt: now, due: now });
    }
    return events;
  }

  /** Goes on with what had been decided before, and waits to be handed over. */
  resume(commands: readonly Command[], now: number): void {
    for (const command of commands) if (command.type === 'send') this.#wait(command, { decidedAt: command.at, due: now });
  }

  /** When something is to be tried next, ms; Infinity when nothing waits. */
  nextAt(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { due } of this.#open.values()) if (due < next) next = due;
    return next;
  }

  /** Tries what is due by now, in the order in which it was decided. */
  async run(now: number): Promise<readonly (ReceiptEntry | EventEntry)[]> {
    const said: (ReceiptEntry | EventEntry)[] = [];
    for (const open of [...this.#open.values()]) if (open.due <= now) said.push(...(await this.#attempt(open, now)));
    return said;
  }

  #wait(command: SendCommand, { decidedAt, due }: Pick<Open, 'decidedAt' | 'due'>): void {
    const message: Message = { command, decidedAt, status: 'waiting', attempts: 0 };
    this.messages.push(message);
    this.#open.set(command.message, { id: command.message, decidedAt, command, message, attempts: 0, due });
  }

  async #attempt(open: Open, now: number): Promise<readonly (ReceiptEntry | EventEntry)[]> {
    const { command } = open;
    if (command.expiresAt !== undefined && now > command.expiresAt) return this.#expired(open, now);
    const answer = await this.#options.mayStillGo(command, now);
    if (!answer.go && answer.verdict === 'later') return this.#later(open, answer.until);
    if (!answer.go) return this.#withdrawn(open, now, { reason: answer.reason, ...(answer.read && { read: answer.read }) });
    const opensAt = this.#gateOpensAt(command.channel, now);
    if (opensAt > now) return this.#later(open, opensAt);
    open.attempts += 1;
    open.message.attempts = open.attempts;
    open.handedAt = now;
    const outcome = this.#deliver(open);
    if (outcome.outcome === 'withheld') return this.#withdrawn(open, now, outcome);
    const isChannelsFault = outcome.outcome === 'failed' && outcome.retryable && !outcome.bounced && outcome.retryAfterMs === undefined;
    this.#breakerOf(command.channel).count(isChannelsFault, now);
    if (outcome.outcome === 'sent') return this.#sent(open, now, outcome.taken);
    open.lastReason = outcome.reason;
    return outcome.retryable ? this.#again(open, now, outcome) : this.#failed(open, now, outcome);
  }

  #deliver(open: Open): DeliveryOutcome | ({ readonly outcome: 'withheld' } & Required<Pick<MessageEnd, 'reason' | 'read'>>) {
    const { stage, renderer, definitionOf } = this.#options;
    const { command, message } = open;
    const rendered = composeMessage({ renderer, tracker: LINKS }, command, definitionOf(command.channel));
    if (!rendered.ok && rendered.withheld) return { outcome: 'withheld', reason: rendered.reason, read: rendered.read };
    if (!rendered.ok) return { outcome: 'failed', reason: rendered.reason, retryable: false };
    message.content = rendered.content;
    return stage.deliver({ command });
  }

  #sent(open: Open, now: number, taken: Answer | undefined): readonly (ReceiptEntry | EventEntry)[] {
    const receipt = this.#end(open, { kind: 'sent', dispatchedAt: now });
    const about = { ...this.#about(open), time: now, receivedAt: now };
    return [...(taken ? [answerEvent(taken, about)] : []), receipt, returnEvent('delivered', about)];
  }

  #failed(
    open: Open,
    now: number,
    { reason, bounced }: { readonly reason: string; readonly bounced?: 'temporary' | 'permanent' },
  ): readonly (ReceiptEntry | EventEntry)[] {
    const receipt = this.#end(open, { kind: 'failed', dispatchedAt: now, reason });
    if (!bounced) return [receipt];
    const about = { ...this.#about(open), permanent: bounced === 'permanent', text: reason };
    return [receipt, returnEvent('bounced', { ...about, time: now, receivedAt: now })];
  }

  #again(open: Open, now: number, outcome: Extract<DeliveryOutcome, { outcome: 'failed' }>): readonly (ReceiptEntry | EventEntry)[] {
    const backoff = Math.max(backoffMs(open.attempts, RETRY_DEFAULT, MIDDLE), outcome.retryAfterMs ?? 0);
    if (now + backoff - open.decidedAt > RETRY_DEFAULT.ageMsMax)
      return this.#failed(open, now, { ...outcome, reason: `retries_exhausted: ${outcome.reason}` });
    const { expiresAt } = open.command;
    const leftMs = expiresAt === undefined ? Number.POSITIVE_INFINITY : Math.max(expiresAt + 1 - now, 0);
    return this.#later(open, now + Math.max(1, Math.min(backoff, leftMs)));
  }

  #expired(open: Open, now: number): readonly ReceiptEntry[] {
    const { command, attempts, lastReason } = open;
    if (attempts > 0) return [this.#end(open, { kind: 'failed', dispatchedAt: now, reason: `expired: ${lastReason}` })];
    return this.#withdrawn(open, now, { reason: 'expired', read: { expiresAt: command.expiresAt ?? null, decidedAt: command.at } });
  }

  #withdrawn(open: Open, now: number, why: Pick<MessageEnd, 'reason' | 'read'>): readonly ReceiptEntry[] {
    return [this.#end(open, { kind: 'withdrawn', dispatchedAt: now, ...why })];
  }

  #later(open: Open, at: number): readonly [] {
    open.due = at;
    return [];
  }

  #end(open: Open, end: MessageEnd): ReceiptEntry {
    const { message } = open;
    message.status = end.kind;
    message.endedAt = end.dispatchedAt;
    if (end.reason !== undefined) message.reason = end.reason;
    this.#open.delete(open.id);
    return receiptOf(open, open.command, end);
  }

  #about({ command, message }: Open) {
    const { definitionOf, campaignOf } = this.#options;
    return {
      message: command,
      type: definitionOf(command.channel)?.type,
      campaign: campaignOf(command.journey),
      subject: message.content?.subject,
    };
  }

  /** When the channel takes the next message; now when it does. A turn that is taken counts. */
  #gateOpensAt(channel: string, now: number): number {
    const openUntil = this.#breakerOf(channel).openUntil(now);
    if (openUntil > now) return openUntil;
    const bucket = this.#bucketOf(channel);
    return !bucket || bucket.take(1, now) === 1 ? now : now + Math.max(1, bucket.waitMs(now));
  }

  #breakerOf(channel: string): VirtualBreaker {
    const breaker = this.#breakers.get(channel) ?? createVirtualBreaker(BREAKER_DEFAULT);
    this.#breakers.set(channel, breaker);
    return breaker;
  }

  #bucketOf(channel: string): Bucket | undefined {
    const rate = this.#options.definitionOf(channel)?.rate;
    if (!rate) return undefined;
    const key = `${channel} ${rate.max} ${rate.per}`;
    const bucket = this.#buckets.get(key) ?? createBucket(rate);
    this.#buckets.set(key, bucket);
    return bucket;
  }
}
