/** What a test has the channels do: fail, bounce, be well again. Nothing here can reach anybody. */
import type { DeliveryOutcome, OutgoingMessage } from '../../act/index.ts';

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

export class Stage {
  readonly #faults = new Map<string, { readonly fault: Fault; left: number }[]>();

  fails(channel: string, fault: Fault): void {
    const faults = this.#faults.get(channel) ?? [];
    faults.push({ fault, left: fault.times ?? Number.POSITIVE_INFINITY });
    this.#faults.set(channel, faults);
  }

  recovers(channel: string): void {
    this.#faults.delete(channel);
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
    if (!met) return { outcome: 'sent' };
    met.left -= 1;
    const { reason, bounces } = met.fault;
    if (bounces === undefined) return { outcome: 'failed', reason: reason ?? 'unavailable', retryable: true };
    return { outcome: 'failed', reason: reason ?? 'mailbox_unavailable', retryable: bounces === 'temporary', bounced: bounces };
  }
}
