/** What delivery says in the log: how a message's stay in the outbox ended, and an event that the engine itself has concluded. */
import { type EmitCommand, type EventEntry, OWN_SOURCE, type ReceiptEntry, type SendCommand } from '../../core/index.ts';
import type { OpenMessage } from './open-message.ts';

/** How it ended. `dispatchedAt`: wall clock, ms. */
export type MessageEnd = Pick<ReceiptEntry, 'kind' | 'dispatchedAt' | 'reason' | 'read'>;

/** The receipt of a message. */
export function receiptOf(
  { id, decidedAt, handedAt }: Pick<OpenMessage, 'id' | 'decidedAt' | 'handedAt'>,
  { customer, channel, askedAt }: SendCommand,
  end: MessageEnd,
): ReceiptEntry {
  const handed = handedAt === undefined || end.kind === 'withdrawn' ? {} : { handedAt };
  return { type: 'receipt', customer, message: id, channel, decidedAt, ...(askedAt !== undefined && { askedAt }), ...handed, ...end };
}

/** The event that the command asks for. `time`: on the clock of `at`; `receivedAt`: wall clock, ms. */
export function emittedEvent(
  { message, customer, call, event, properties, traits }: EmitCommand,
  times: { readonly time: number; readonly receivedAt: number },
): EventEntry {
  const about = { source: OWN_SOURCE, ...times, identifiers: [], properties };
  return { type: 'event', call, event, messageId: message, ...about, ...(traits && { traits }), customer };
}
