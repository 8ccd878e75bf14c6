/** What a test has the channels do: fail, bounce, answer, be well again. Nothing here can reach anybody. */
import { type DeliveryOutcome, type OutgoingMessage, takenFrom } from '../../act/index.ts';
import type { Json } from '../../core/index.ts';

/** How a channel fails. */
export interface Fault {
  /** What the channel says; default `unavailable` of a channel that is down, `mailbox_unavailable` of an address that bounces. */
  readonly reason?: string;
  /** The address is refused: for good, or this time. Without it the channel itself is down and the message is tried again. */
  readonly bounces?: 'permanent' | 'temporary';
  /** For so many attempts, then it is well again; default until `recovers`. */
  readonly times?: number;
  /** Only messages of this template. */
  readonly template?: string;
  /** Only messages to this address. */
  readonly to?: string;
}

/** Which calls are answered so. */
export interface AnswerOptions {
  /** Only those with this template. */
  readonly template?: string;
}

interface StagedAnswer extends AnswerOptions {
  readonly text: string;
}

export class Stage {
  readonly #answers = new Map<string, StagedAnswer[]>();
  readonly #faults = new Map<string, { readonly fault: Fault; left: number }[]>();

  fails(channel: string, fault: Fault): void {
    const faults = this.#faults.get(channel) ?? [];
    faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    this.#faults.set(channel, faults);
  }

  recovers(channel: string): void {
    this.#faults.delete(channel);
  }

  /** A text stands for itself, anything else for its JSON. The latest that fits counts. */
  answers(channel: string, answer: Json, options: AnswerOptions): void {
    const text = typeof answer === 'string' ? answer : JSON.stringify(answer);
    this.#answers.set(channel, [{ ...options, text }, ...(this.#answers.get(channel) ?? [])]);
  }

  /** What the channel answers to a hand-over. */
  deliver({ command }: Pick<OutgoingMessage, 'command'>): DeliveryOutcome {
    const faults = this.#faults.get(command.channel) ?? [];
    const met = faults.find(
      ({ fault, left }) =>
        left > 0 &&
        (fault.template === undefined || fault.template === command.template) &&
        (fault.to === undefined || fault.to === command.to),
    );
    if (!met) return this.#sent(command);
    met.left -= 1;
    const { reason, bounces } = met.fault;
    if (bounces === undefined) return { outcome: 'failed', reason: reason ?? 'unavailable', retryable: true };
    return { outcome: 'failed', reason: reason ?? 'mailbox_unavailable', retryable: bounces === 'temporary', bounced: bounces };
  }

  /** A call that nobody has an answer for is done, and nothing is heard of it. */
  #sent({ channel, template, response }: OutgoingMessage['command']): DeliveryOutcome {
    const answer = this.#answers.get(channel)?.find((one) => one.template === undefined || one.template === template);
    return { outcome: 'sent', ...(response && answer && { taken: takenFrom(answer.text, response) }) };
  }
}
