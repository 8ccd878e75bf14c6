/** What became of the messages that journeys wanted to send, read from the facts of one person. */
import type { Json } from '../../core/index.ts';
import type { FactEvidence, MessageOutcome, MessageStatus } from './explanation.ts';

/** Facts of one person, in order. */
export type Facts = readonly FactEvidence[];

/** The verdict about a message; each message id was asked about once. */
export function verdictOn(facts: Facts, message: string): FactEvidence | undefined {
  return facts.find(({ kind, subject }) => kind === 'verdict' && subject === message);
}

/** What ended a message's stay in the outbox: `sent` counts before what a message that was sent again had before. */
const ENDS = ['sent', 'failed', 'withdrawn'] as const;

export function outcomeOf(facts: Facts, verdict: FactEvidence): MessageOutcome {
  const { detail, subject: message = '', journey = '', step = '' } = verdict;
  const about = { message, journey, step, channel: text(detail.channel), template: text(detail.template), purpose: text(detail.purpose) };
  if (verdict.action === 'suppress') return { ...about, ...why(verdict), status: 'suppressed' };
  if (verdict.action === 'defer') return { ...about, ...why(verdict), status: 'deferred', until: Number(detail.until) };
  const receipts = facts.filter(({ kind, subject }) => kind === 'message' && subject === message);
  for (const status of ENDS) {
    const end = receipts.findLast(({ action }) => action === status);
    if (end) return { ...about, ...ended(end, status, verdict) };
  }
  return { ...about, ...why(verdict), status: 'waiting' };
}

function why(verdict: FactEvidence): Pick<MessageOutcome, 'rule' | 'read' | 'evidence'> {
  return { rule: text(verdict.detail.rule), read: verdict.detail.read ?? {}, evidence: verdict };
}

/** A message that went has guard's rule; one that did not has the reason of its receipt. */
function ended(
  end: FactEvidence,
  status: MessageStatus,
  verdict: FactEvidence,
): Pick<MessageOutcome, 'status' | 'rule' | 'read' | 'evidence'> {
  if (status === 'sent') return { ...why(verdict), status, evidence: end };
  return { status, rule: text(end.detail.reason), read: end.detail.read ?? {}, evidence: end };
}

export function text(value: Json | undefined): string {
  return typeof value === 'string' ? value : '';
}
