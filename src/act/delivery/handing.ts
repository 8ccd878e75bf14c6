/** What is done about one message whose turn has come: may it still go, the hand-over, and what its end has to say. */
import { createRecorder, type Distribution, LATENCY_BOUNDS_MS } from '../../base/index.ts';
import { answerEvent, type JsonObject, returnEvent, type SendCommand } from '../../core/index.ts';
import { type Channel, FORBIDDEN, type Forbidden } from '../channels/index.ts';
import { type AttemptResult, attemptOnce, type FailedAttempt } from './attempt.ts';
import { backoffMs, RETRY_DEFAULT } from './backoff.ts';
import { isBrokenCircuit } from './breaker.ts';
import type { OwnedLetters } from './dead-letters.ts';
import type { DeliveryOptions, DeliveryState } from './delivery.ts';
import type { Gate } from './gate.ts';
import { type Attempt, DONE } from './lane.ts';
import type { Mark, Marks } from './marks.ts';
import type { OpenMessage } from './open-message.ts';
import type { DeliveryEntry, Receipts } from './receipts.ts';
import { receiptOf } from './said.ts';
import type { WaitingRoom } from './waiting-room.ts';

export interface HandingOptions {
  readonly delivery: DeliveryOptions;
  readonly receipts: Receipts;
  readonly waitingRoom: WaitingRoom;
  readonly letters: OwnedLetters | undefined;
  readonly marks: Marks;
  /** Aborts when delivery stops. */
  readonly signal: AbortSignal;
}

export type Totals = { -readonly [Outcome in keyof DeliveryState['totals']]: number };

/** Where a message goes: the channel that answers to its name, if any does, behind its gate. */
export interface Way {
  readonly channel: Channel | undefined;
  readonly gate: Gate;
}

const ASK_AGAIN_DELAY_MS = 1_000;
/** So often a channel says that a message has been given up before that is believed to be all that will be heard of it. */
const GIVEN_UP_ATTEMPTS = 4;
const MARK_AGAIN_DELAY_MS = 1_000;
/** Half of what a group waits for a member of which it hears nothing: for so long nobody else owns the messages of who stands still. */
const STOOD_STILL_MS = 4_000;
const REASON_LENGTH_MAX = 300;

export class Handing {
  readonly totals: Totals = { sent: 0, failed: 0, retried: 0, withdrawn: 0, unreadable: 0 };
  /** The last failure by id of the channel. */
  readonly failures: Map<string, { reason: string; at: number }> = new Map();
  readonly #latency = createRecorder(LATENCY_BOUNDS_MS);
  readonly #options: HandingOptions;

  constructor(options: HandingOptions) {
    this.#options = options;
  }

  latency(): Distribution {
    return this.#latency.snapshot();
  }

  /** Never rejects. */
  async attempt(message: OpenMessage, command: SendCommand, way: Way): Promise<Attempt> {
    const { delivery, waitingRoom, signal } = this.#options;
    const askedAt = this.#steady();
    const at = Math.max(delivery.timeOf?.(command) ?? delivery.now(), message.notBefore ?? 0);
    if (command.expiresAt !== undefined && at > command.expiresAt) return this.#expire(message, command, way);
    try {
      const answer = (await delivery.mayStillGo?.(command, at)) ?? GO;
      if (signal.aborted) return DONE;
      if (answer.go === false && answer.verdict === 'withdraw') return this.#withdraw(message, command, { ...answer, way });
      if (answer.go === false) {
        message.notBefore = answer.until;
        waitingRoom.add(message, answer.until);
        return DONE;
      }
    } catch {
      // The state store could not be read; it is not the message's fault and costs it no attempt.
      return { again: true, delayMs: ASK_AGAIN_DELAY_MS };
    }
    return this.#handOver(message, command, { way, at, askedAt });
  }

  async #handOver(
    message: OpenMessage,
    command: SendCommand,
    { way, at, askedAt }: { readonly way: Way; readonly at: number; readonly askedAt: number },
  ): Promise<Attempt> {
    const { delivery, marks, signal } = this.#options;
    const { channel, gate } = way;
    const before = marks.get(message.id);
    if (channel && !channel.forbid && !(await this.#mark(message, at))) return { again: true, delayMs: MARK_AGAIN_DELAY_MS };
    if (signal.aborted) {
      marks.restore(message.id, before);
      return DONE;
    }
    // Another may own it by now, and may have withdrawn it.
    if (this.#steady() - askedAt > STOOD_STILL_MS) {
      marks.restore(message.id, before);
      return { again: true, delayMs: ASK_AGAIN_DELAY_MS };
    }
    let result: AttemptResult;
    try {
      result = await gate.run(() => {
        message.attempts += 1;
        delivery.failpoint?.(message.attempts > 1 ? 'delivery.before_retry' : 'delivery.before_handover');
        return attemptOnce({ ...delivery, message, command, channel, signal });
      });
    } catch (error) {
      if (!isBrokenCircuit(error)) throw error;
      // The circuit has opened since its turn came. Nothing was tried.
      marks.restore(message.id, before);
      return { again: true, delayMs: gate.waitMs() };
    }
    delivery.failpoint?.('delivery.after_handover');
    message.handedAt = at;
    if (result.kind === 'sent') return this.#sent(message, command, result);
    if (result.kind === 'withheld' || !result.unknown) marks.restore(message.id, before);
    // What stopping interrupted is not a failure: the next life hands it over.
    if (signal.aborted) return DONE;
    if (result.kind === 'withheld') return this.#withdraw(message, command, { reason: result.reason, read: result.read, way });
    this.failures.set(channel?.id ?? command.channel, { reason: result.reason, at: delivery.now() });
    message.lastReason = result.reason;
    // Who gave it up has not said so in all this time, and never will: an end or a restore came between. Nobody can hand it over any more.
    if (result.reason === FORBIDDEN.reason && message.attempts >= GIVEN_UP_ATTEMPTS)
      return this.#withdraw(message, command, { reason: 'given_up', way });
    if (!result.retryable) return this.#fail(message, command, result);
    return this.#again(message, command, { result, at });
  }

  #steady(): number {
    return this.#options.delivery.steady?.() ?? performance.now();
  }

  /** Before the hand-over is tried (K1). False when it cannot be written: then nothing may be handed over. */
  async #mark(message: OpenMessage, at: number): Promise<boolean> {
    const { delivery, marks } = this.#options;
    try {
      await marks.put(message.id, { at, dispatchedAt: delivery.now() });
      return true;
    } catch (error) {
      process.emitWarning(`Marks of hand-overs cannot be written: ${error instanceof Error ? error.message : String(error)}`);
      return false;
    }
  }

  #again(message: OpenMessage, command: SendCommand, { result, at }: { result: FailedAttempt; at: number }): Promise<Attempt> | Attempt {
    const { retry = RETRY_DEFAULT, random, now } = this.#options.delivery;
    const backoff = Math.max(backoffMs(message.attempts, retry, random()), result.retryAfterMs ?? 0);
    const isLast = message.attempts >= (retry.attemptsMax ?? Number.POSITIVE_INFINITY);
    if (isLast || now() + backoff - message.decidedAt > (retry.ageMsMax ?? Number.POSITIVE_INFINITY)) {
      return this.#fail(message, command, { ...result, reason: `retries_exhausted: ${result.reason}` });
    }
    this.totals.retried += 1;
    // When it expires before, that is to be said in time.
    const leftMs = command.expiresAt === undefined ? Number.POSITIVE_INFINITY : Math.max(command.expiresAt + 1 - at, 0);
    return { again: true, delayMs: Math.min(backoff, leftMs) };
  }

  async #sent(message: OpenMessage, command: SendCommand, result: Extract<AttemptResult, { kind: 'sent' }>): Promise<Attempt> {
    const { delivery, receipts, letters, signal } = this.#options;
    const { dispatchedAt, subject, taken } = result;
    this.totals.sent += 1;
    if (command.receivedAt > 0) this.#latency.record(Math.max(dispatchedAt - command.receivedAt, 0));
    // Before its receipt is in the log: so that what has been sent is nowhere to be sent anew from.
    if ((await letters?.remove(message.id, signal)) === 'not gone') return DONE;
    const time = delivery.clock?.() ?? dispatchedAt;
    const about = { ...this.#about(command), subject, time, receivedAt: dispatchedAt };
    const receipt = receiptOf(message, command, { kind: 'sent', dispatchedAt });
    // What was answered first: who hears that the call is done knows it.
    receipts.push(message, [...(taken ? [answerEvent(taken, about)] : []), receipt, returnEvent('delivered', about)]);
    return DONE;
  }

  async #fail(message: OpenMessage, command: SendCommand, result: FailedAttempt): Promise<Attempt> {
    const { delivery, receipts, letters, signal } = this.#options;
    const { dispatchedAt, bounced, subject } = result;
    const reason = result.reason.slice(0, REASON_LENGTH_MAX);
    this.totals.failed += 1;
    const { attempts, decidedAt } = message;
    const kept = await letters?.put({ message: message.id, command, reason, attempts, decidedAt, failedAt: delivery.now() }, signal);
    // Its row stays, and the next life, or whoever owns it by now, does it all again.
    if (kept === 'not kept') return DONE;
    const entries: DeliveryEntry[] = [receiptOf(message, command, { kind: 'failed', dispatchedAt, reason })];
    if (bounced) {
      const about = { ...this.#about(command), subject, permanent: bounced === 'permanent', text: reason };
      entries.push(returnEvent('bounced', { ...about, time: delivery.clock?.() ?? dispatchedAt, receivedAt: dispatchedAt }));
    }
    receipts.push(message, entries);
    return DONE;
  }

  /** Its time has passed: because the channel did not take it, or because it had to wait for other reasons. */
  #expire(message: OpenMessage, command: SendCommand, way: Way): Promise<Attempt> | Attempt {
    if (message.attempts === 0) {
      const read = { expiresAt: command.expiresAt ?? null, decidedAt: command.at };
      return this.#withdraw(message, command, { reason: 'expired', read, way });
    }
    const reason = `expired: ${message.lastReason}`;
    return this.#fail(message, command, { kind: 'failed', dispatchedAt: this.#options.delivery.now(), reason, retryable: false });
  }

  /** It may have been handed over already: by an earlier life that died before it could say so, or by an attempt that nobody answered. */
  async #withdraw(
    message: OpenMessage,
    command: SendCommand,
    { reason, read, way }: { readonly reason: string; readonly read?: JsonObject; readonly way: Way },
  ): Promise<Attempt> {
    const { delivery, receipts, letters, marks, signal } = this.#options;
    let found: Forbidden | undefined;
    try {
      found = await way.channel?.forbid?.(message.id);
    } catch {
      return { again: true, delayMs: ASK_AGAIN_DELAY_MS };
    }
    if (found === 'held') return this.#sent(message, command, { kind: 'sent', dispatchedAt: delivery.now() });
    const mark = marks.get(message.id);
    this.totals[mark ? 'failed' : 'withdrawn'] += 1;
    // Of a life that died between its letter and its receipt: what is withdrawn is not there to be sent anew.
    if ((await letters?.remove(message.id, signal)) === 'not gone') return DONE;
    if (mark) message.handedAt = mark.at;
    const end = mark ? unknownEnd(mark, reason) : ({ kind: 'withdrawn', dispatchedAt: delivery.now(), reason } as const);
    const told = { ...end, reason: end.reason.slice(0, REASON_LENGTH_MAX), ...(read && { read }) };
    receipts.push(message, [receiptOf(message, command, told)]);
    return DONE;
  }

  #about(command: SendCommand) {
    const { definitionOf, campaignOf } = this.#options.delivery;
    return { message: command, type: definitionOf?.(command.channel)?.type, campaign: campaignOf?.(command.journey) };
  }
}

const GO = { go: true } as const;

/** It counts as what failed does, since it may have arrived; no letter is kept, for it is stale. */
function unknownEnd({ dispatchedAt }: Mark, reason: string) {
  return { kind: 'failed', dispatchedAt, reason: `outcome_unknown: ${reason}` } as const;
}
