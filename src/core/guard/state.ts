/**
 * The customer's guard part: what was chosen about consent, whether we must never write (at all, or through one channel), and which
 * messages went. Lists are sorted, so that equal states have equal encodings.
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

/** A channel through which this customer must not be written to. */
export interface ChannelSuppression extends Suppression {
  readonly channel: string;
}

export interface Lifting {
  readonly channel: string;
  /** When it was said, ms. */
  readonly at: number;
}

/** Messages of a channel that came back in a row, each of a kind that may heal, with none that arrived in between; at least 1. */
export interface BounceCount {
  readonly channel: string;
  readonly count: number;
  /** The message that was delivered since, or ''. */
  readonly arrived: string;
}

/** A message that went, or failed. Transactional ones are not kept. */
export interface SentMessage {
  readonly message: string;
  /** Of its hand-over, on the clock of `at`, ms. */
  readonly at: number;
  readonly channel: string;
  readonly purpose: string;
  readonly messageClass: MessageClass;
}

/** A message that was decided and whose hand-over has not ended: it may reach the customer at any moment. */
export interface ComingMessage extends SentMessage {
  /** Of its decision, or of the request to send it once more. */
  readonly at: number;
  /** It failed and is sent once more: caps have not been asked for this hand-over. */
  readonly again?: true;
}

/** The part of a customer's state that guard owns. */
export interface GuardState {
  /** By purpose. */
  readonly consents: ConsentRecord[];
  suppression?: Suppression;
  /** By channel. */
  readonly channels: ChannelSuppression[];
  /** By channel. */
  readonly bounces: BounceCount[];
  /** By (at, message). */
  readonly sends: SentMessage[];
  /** By (at, message). */
  readonly coming: ComingMessage[];
  /**
   * Suppressions that were lifted, the latest of each channel ('': of everything), by channel; only where customers live in several partitions: one that is still
   * under way from there may be of before.
   */
  lifted?: Lifting[];
}

const VERSION = 3;
/** Read as well: 1, without channels and bounces, and 2, in which messages were counted at their decision. */
const READABLE: readonly number[] = [1, 2, VERSION];
const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** The part of a customer of whom nothing is known yet. */
export function emptyGuard(): GuardState {
  return { consents: [], channels: [], bounces: [], sends: [], coming: [] };
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

export function channelSuppression(state: GuardState, channel: string): ChannelSuppression | undefined {
  return state.channels.find((one) => one.channel === channel);
}

/** When a suppression of the channel ('': of everything) was lifted last, as far as that is remembered, ms; -Infinity: never. */
export function liftedAt({ lifted }: GuardState, channel: string): number {
  return lifted?.find((one) => one.channel === channel)?.at ?? Number.NEGATIVE_INFINITY;
}

/** Puts the item where its channel stands, instead of what was there. */
export function setOfChannel<T extends { readonly channel: string }>(list: T[], item: T): void {
  let index = list.length;
  while (index > 0 && list[index - 1]!.channel >= item.channel) index--;
  list.splice(index, list[index]?.channel === item.channel ? 1 : 0, item);
}

/** True when there was one of this channel. */
export function removeOfChannel(list: { readonly channel: string }[], channel: string): boolean {
  const index = list.findIndex((one) => one.channel === channel);
  if (index >= 0) list.splice(index, 1);
  return index >= 0;
}

/** Keeps the order by (at, message). A message that is there already is not added twice. */
export function addSent<T extends SentMessage>(sends: T[], sent: T): void {
  let index = sends.length;
  while (index > 0 && compareSent(sends[index - 1]!, sent) >= 0) index--;
  if (sends[index]?.message !== sent.message) sends.splice(index, 0, sent);
}

/** Takes the message out; undefined when it is not there. */
export function takeSent<T extends SentMessage>(sends: T[], message: string): T | undefined {
  const index = sends.findIndex((sent) => sent.message === message);
  return index === -1 ? undefined : sends.splice(index, 1)[0];
}

export function compareSent(a: SentMessage, b: SentMessage): number {
  return a.at - b.at || (a.message < b.message ? -1 : a.message > b.message ? 1 : 0);
}

type ConsentRow = readonly [purpose: string, choice: number, time: number];
type SentRow = readonly [message: string, at: number, channel: string, purpose: string, messageClass: MessageClass];
type ComingRow = readonly [...SentRow, ...([again: 1] | [])];
type SuppressionRow = readonly [reason: string, at: number] | 0;
type ChannelRow = readonly [channel: string, reason: string, at: number];
type BounceRow = readonly [channel: string, count: number, arrived: string];
type Encoded = readonly [
  version: number,
  consents: readonly ConsentRow[],
  suppression: SuppressionRow,
  sends: readonly SentRow[],
  channels?: readonly ChannelRow[],
  bounces?: readonly BounceRow[],
  coming?: readonly ComingRow[],
  lifted?: readonly (readonly [channel: string, at: number])[],
];

/** Canonical UTF-8 JSON: equal states give equal bytes. */
export function encodeGuard({ consents, suppression, sends, channels, bounces, coming, lifted }: GuardState): Uint8Array {
  const encoded: Encoded = [
    VERSION,
    consents.map((c): ConsentRow => [c.purpose, CHOICES.indexOf(c.choice), c.time]),
    suppression ? [suppression.reason, suppression.at] : 0,
    sends.map(sentRow),
    channels.map((c): ChannelRow => [c.channel, c.reason, c.at]),
    bounces.map((b): BounceRow => [b.channel, b.count, b.arrived]),
    coming.map((c): ComingRow => (c.again ? [...sentRow(c), 1] : sentRow(c))),
    ...(lifted ? ([lifted.map(({ channel, at }) => [channel, at] as const)] as const) : ([] as const)),
  ];
  return encoder.encode(JSON.stringify(encoded));
}

/** Throws VOLANO_STATE_VERSION_UNKNOWN. */
export function decodeGuard(bytes: Uint8Array): GuardState {
  const encoded = JSON.parse(decoder.decode(bytes)) as Encoded;
  const [version, consentRows, suppression, sentRows, channelRows = [], bounceRows = [], comingRows = [], liftedRows] = encoded;
  if (!READABLE.includes(version)) throw new VolanoError('VOLANO_STATE_VERSION_UNKNOWN', { part: 'guard', version });
  return {
    consents: consentRows.map(([purpose, choice, time]) => ({ purpose, choice: CHOICES[choice]!, time })),
    ...(suppression !== 0 && { suppression: { reason: suppression[0], at: suppression[1] } }),
    channels: channelRows.map(([channel, reason, at]) => ({ channel, reason, at })),
    bounces: bounceRows.map(([channel, count, arrived]) => ({ channel, count, arrived })),
    sends: sentRows.map(sentFrom),
    coming: comingRows.map(([message, at, channel, purpose, messageClass, again]) => ({
      ...sentFrom([message, at, channel, purpose, messageClass]),
      ...(again === 1 && { again: true }),
    })),
    ...(liftedRows && { lifted: liftedRows.map(([channel, at]) => ({ channel, at })) }),
  };
}

function sentRow({ message, at, channel, purpose, messageClass }: SentMessage): SentRow {
  return [message, at, channel, purpose, messageClass];
}

function sentFrom([message, at, channel, purpose, messageClass]: SentRow): SentMessage {
  return { message, at, channel, purpose, messageClass };
}
