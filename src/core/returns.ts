/**
 * What came back about a message, as the event that the product writes of it. Names and properties are those of the Segment specification
 * where it has them (`Email Opened`, `email_id`, `campaign_id`, ...), so that other tools understand our events as they do their own.
 */
import type { ChannelType } from '../define/index.ts';
import { type EventEntry, type JsonObject, type MessageReceipt, OWN_SOURCE, type ReturnKind } from './entry.ts';
import type { SendCommand } from './fact.ts';

/** What a return says of its message. */
export type MessageOf = Pick<SendCommand, 'message' | 'customer' | 'channel' | 'purpose' | 'journey' | 'step' | 'template'>;

export interface ReturnFacts {
  readonly message: MessageOf;
  /** Of the channel's definition; absent for `capture`. */
  readonly type?: ChannelType | undefined;
  /** Subject of an e-mail, as it was sent. */
  readonly subject?: string | undefined;
  /** Name of the journey. */
  readonly campaign?: string | undefined;
  /** When it happened (on the clock of `at`), and when we heard of it (wall clock), ms. */
  readonly time: number;
  readonly receivedAt: number;
  readonly permanent?: boolean | undefined;
  readonly machine?: boolean | undefined;
  readonly link?: string | undefined;
  /** Words of a reply, reason of a bounce, what is wrong with an answer; more than 500 characters are cut. */
  readonly text?: string | undefined;
  /** Which one of its kind: number of the link, id of the reply. Without it the kind counts once per message. */
  readonly which?: string | number | undefined;
}

const TEXT_MAX = 500;

const PREFIX: Readonly<Record<ChannelType, string>> = {
  email: 'Email',
  sms: 'SMS',
  push: 'Push Notification',
  in_app: 'In-App Message',
  webhook: 'Message',
  wecom_task: 'Message',
  mp_subscription: 'Message',
};
const SUFFIX: Readonly<Record<ReturnKind, string>> = {
  delivered: 'Delivered',
  bounced: 'Bounced',
  opened: 'Opened',
  clicked: 'Link Clicked',
  replied: 'Replied',
  unsubscribed: 'Unsubscribed',
  resubscribed: 'Resubscribed',
  complained: 'Marked as Spam',
  answered: 'Answered',
};
/** Where the specification has a word of its own. */
const OWN_SUFFIX: Readonly<Partial<Record<ChannelType, Partial<Record<ReturnKind, string>>>>> = {
  push: { delivered: 'Received', opened: 'Tapped', clicked: 'Tapped' },
  in_app: { clicked: 'Clicked' },
};

/** Name of the event: `Email Opened`, `SMS Replied`, `Push Notification Tapped`, `Message Delivered`, ...; `Unsubscribed` and `Resubscribed` on every channel. */
export function returnEventName(kind: ReturnKind, type: ChannelType | undefined): string {
  if (kind === 'unsubscribed' || kind === 'resubscribed') return SUFFIX[kind];
  const suffix = (type && OWN_SUFFIX[type]?.[kind]) ?? SUFFIX[kind];
  return `${type ? PREFIX[type] : 'Message'} ${suffix}`;
}

/** Message id of the event: the same for the same thing, so that it counts once. */
export function returnId(message: string, kind: ReturnKind, which?: string | number): string {
  return which === undefined ? `${message}.${kind}` : `${message}.${kind}.${which}`;
}

/** The event to be appended to the log. */
export function returnEvent(kind: ReturnKind, facts: ReturnFacts): EventEntry {
  const { message, type, time, receivedAt, which } = facts;
  return {
    type: 'event',
    call: 'track',
    event: returnEventName(kind, type),
    messageId: returnId(message.message, kind, which),
    source: OWN_SOURCE,
    time,
    receivedAt,
    identifiers: [],
    properties: propertiesOf(facts),
    customer: message.customer,
    receipt: receiptOf(kind, facts),
  };
}

/** What was taken from the answer to a webhook's call, as `identify` carries it; or what is wrong with it, beginning with a rule. */
export type Answer = { readonly traits: JsonObject } | { readonly problem: string };

/** The event of an answer. What was taken from it is said as sources say traits, so that it is known as everything is; one that was refused is `Message Answered`. */
export function answerEvent(answer: Answer, facts: ReturnFacts): EventEntry {
  if ('problem' in answer) return returnEvent('answered', { ...facts, text: answer.problem });
  return { ...returnEvent('answered', facts), call: 'identify', event: '$identify', traits: answer.traits };
}

function propertiesOf({ message, type, subject, campaign, ...facts }: ReturnFacts): JsonObject {
  return {
    ...(type === 'email' && { email_id: message.message }),
    ...(type === 'email' && subject !== undefined && { email_subject: subject }),
    campaign_id: message.journey,
    ...(campaign !== undefined && { campaign_name: campaign }),
    ...(facts.link !== undefined && { link_url: facts.link }),
    ...(facts.permanent !== undefined && { permanent: facts.permanent }),
    ...(facts.machine !== undefined && { machine: facts.machine }),
    ...(facts.text !== undefined && { text: cut(facts.text) }),
    message_id: message.message,
    journey: message.journey,
    step: message.step,
    channel: message.channel,
    template: message.template,
  };
}

function receiptOf(kind: ReturnKind, { message, permanent, machine, link, text }: ReturnFacts): MessageReceipt {
  return {
    kind,
    message: message.message,
    channel: message.channel,
    purpose: message.purpose,
    journey: message.journey,
    step: message.step,
    ...(permanent !== undefined && { permanent }),
    ...(machine !== undefined && { machine }),
    ...(link !== undefined && { link }),
    ...(text !== undefined && { text: cut(text) }),
  };
}

/** No half character stays at the end, nor anywhere else: an entry is well-formed text. */
function cut(text: string): string {
  const short = text.length <= TEXT_MAX ? text : text.slice(0, TEXT_MAX);
  return (short.length < text.length && /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short).toWellFormed();
}
