/** What is heard of a hand-over that an instance rests for. */
import { type HandOverOutcome, TICKET_RESOLVED } from '../../define/index.ts';
import type { EventEntry, MessageReceipt } from '../entry.ts';
import type { Cause } from './run.ts';

/** What the entry at hand says of the message, and in which word; undefined: nothing that ends the waiting. */
export interface Heard {
  readonly failed: boolean;
  /** `sent`, `failed`, `withdrawn`, what came back, or the rule by which an answer was refused. */
  readonly kind: string;
  /** Of a failure the rule or what the channel said, where one was told. */
  readonly reason?: string;
}

/** Whether the entry at hand is about this message. */
export function isAbout(cause: Cause, message: string): boolean {
  if (cause.type === 'receipt') return cause.receipt.message === message;
  return cause.type === 'event' && (cause.entry.receipt?.message === message || resolves(cause.entry, message));
}

/** Somebody says that the ticket is done. */
function resolves({ event, properties }: EventEntry, ticket: string): boolean {
  return event === TICKET_RESOLVED && properties.ticket_id === ticket;
}

export function heardOf(cause: Cause, message: string, awaited: HandOverOutcome): Heard | undefined {
  if (!isAbout(cause, message)) return undefined;
  if (cause.type === 'receipt') {
    const { kind, reason } = cause.receipt;
    if (kind === 'sent') return awaited === 'sent' ? { failed: false, kind } : undefined;
    return { failed: true, kind, ...(reason !== undefined && { reason }) };
  }
  const { entry } = cause as Extract<Cause, { type: 'event' }>;
  const { receipt } = entry;
  if (!receipt) return awaited === 'resolved' ? { failed: false, kind: awaited } : undefined;
  const { kind, text } = receipt;
  if (kind === 'answered' && awaited === 'answered') return text === undefined ? { failed: false, kind } : refused(text);
  if (kind === 'bounced') return { failed: true, kind, ...(text !== undefined && { reason: text }) };
  return proves(receipt, awaited) ? { failed: false, kind } : undefined;
}

/** What is wrong with an answer begins with a rule: `answer.wrong_type: data.score`. */
function refused(text: string): Heard {
  const [kind = text] = text.split(':', 1);
  return { failed: true, kind, reason: text };
}

/** Later outcomes prove earlier ones. A machine that opens or clicks proves that the message was delivered. */
function proves({ kind, machine }: MessageReceipt, awaited: HandOverOutcome): boolean {
  if (awaited === 'answered') return false;
  if (awaited === 'sent' || awaited === 'delivered') return true;
  if (machine) return false;
  if (awaited === 'opened') return kind === 'opened' || kind === 'clicked' || kind === 'replied';
  return kind === awaited;
}
