/**
 * The customer's guard part: what was chosen about consent, whether we must never write, and which messages went. Lists are sorted,
 * so that equal states have equal encodings.
 */
import { VolanoError } from '../../base/index.ts';
import type { MessageClass } from '../../define/index.ts';

/** `missing`: left out by a customer who chose among the purposes; refused, but not withdrawn. The more restrictive the higher. */
export const CHOICES = ['granted', 'missing', 'withdrawn'] as const;
export type Choice = (typeof CHOICES)[number];

/** The standing choice about one purpose. */
export interface ConsentRecord {
  readonly purpose: string;
  choice: Choice;
  /** When it was chosen, ms: an event's own time (at most its arrival), else `at`. */
  time: number;
}

export interface Suppression {
  readonly reason: string;
  /** Since when (`at`), ms. */
  readonly at: number;
}

/** A message that went; transactional ones are not kept. */
export interface SentMessage {
  readonly message: string;
  readonly at: number;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
}

/** The part of a customer's state that guard owns. */
export interface GuardState {
  /** By purpose. */
  readonly consents: ConsentRecord[];
  suppression?: Suppression;
  /** By (at, message). */
  readonly sends: SentMessage[];
}

const VERSION = 1;
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The part of a customer of whom nothing is known yet. */
export function emptyGuard(): GuardState {
  return { consents: [], sends: [] };
}

export function consentOf(state: GuardState, purpose: string): ConsentRecord | undefined {
  return state.consents.find((consent) => consent.purpose === purpose);
}

export function setConsent(state: GuardState, consent: ConsentRecord): void {
  const { consents } = state;
  let index = consents.length;
  while (index > 0 && consents[index - 1]!.purpose >= consent.purpose) index--;
  consents.splice(index, consents[index]?.purpose === consent.purpose ? 1 : 0, consent);
}

/** Keeps the order by (at, message). A message that is there already is not added twice. */
export function addSent(state: GuardState, sent: SentMessage): void {
  const { sends } = state;
  let index = sends.length;
  while (index > 0 && compareSent(sends[index - 1]!, sent) >= 0) index--;
  if (sends[index]?.message !== sent.message) sends.splice(index, 0, sent);
}

function compareSent(a: SentMessage, b: SentMessage): number {
  return a.at - b.at || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0);
}

type ConsentRow = readonly [purpose: string, choice: number, time: number];
type SentRow = readonly [message: string, at: number, channel: string, purpose: string, messageClass: MessageClass];
type SuppressionRow = readonly [reason: string, at: number] | 0;
type Encoded = readonly [version: number, consents: readonly ConsentRow[], suppression: SuppressionRow, sends: readonly SentRow[]];

/** Canonical UTF-8 JSON: equal states give equal bytes. */
export function encodeGuard({ consents, suppression, sends }: GuardState): Uint8Array {
  const encoded: Encoded = [
    VERSION,
    consents.map((c): ConsentRow => [c.purpose, CHOICES.indexOf(c.choice), c.time]),
    suppression ? [suppression.reason, suppression.at] : 0,
    sends.map((s): SentRow => [s.message, s.at, s.channel, s.purpose, s.messageClass]),
  ];
  return encoder.encode(JSON.stringify(encoded));
}

/** Throws VOLANO_STATE_VERSION_UNKNOWN. */
export function decodeGuard(bytes: Uint8Array): GuardState {
  const [version, consentRows, suppression, sentRows] = JSON.parse(decoder.decode(bytes)) as Encoded;
  if (version !== VERSION) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'guard', version });
  const consents = consentRows.map(([purpose, choice, time]) => ({ purpose, choice: CHOICES[choice]!, time }));
  const sends = sentRows.map(([message, at, channel, purpose, messageClass]) => ({ message, at, channel, purpose, messageClass }));
  return suppression === 0 ? { consents, sends } : { consents, suppression: { reason: suppression[0], at: suppression[1] }, sends };
}
