import type { Duration } from '../base/index.ts';
import type { Text } from './text.ts';

/** What kind of channel it is: decides how messages look, which address they need, and what can come back. */
export type ChannelType = 'email' | 'sms' | 'push' | 'in_app' | 'webhook' | 'wecom_task' | 'mp_subscription';

/**
 * A way to reach customers, as journeys name it. Through what it goes (an SMTP server, a provider, or `capture`, which contacts nobody)
 * is not part of the project but of the installation: `channels.json` in the data folder. What is not configured there is captured.
 */
export interface ChannelDefinition {
  readonly kind: 'channel';
  readonly id: string;
  readonly type: ChannelType;
  readonly name: Text;
  /** Trait that holds the address; default by type: `email`, `phone` (sms), `push_token`, `external_userid`, `openid`; none for in_app and webhook. */
  readonly address?: string;
  /** Of e-mail: who it is from. */
  readonly from?: { readonly name: string; readonly address: string };
  /** Of e-mail: where replies go. */
  readonly replyTo?: string;
  /** Of SMS: who signs, without brackets; stands at the front as \u3010...\u3011. */
  readonly signature?: string;
  /** Of SMS: how to opt out; stands at the end of marketing messages. */
  readonly optOut?: Text;
  /**
   * Whether links lead through the product, so that clicks come back; default for email only. Tracked are links to hosts that the template
   * itself names and to these `hosts`; an address that comes from a customer's data is never given our signature.
   */
  readonly links?: { readonly tracked?: boolean; readonly hosts?: readonly string[] };
  /** At most so many hand-overs per time; the rest waits. */
  readonly rate?: { readonly max: number; readonly per: Duration };
  /** What one message costs, in the workspace's currency, up to four places; for simulations. */
  readonly price?: number;
}

/** The channel that is always there: it contacts nobody. */
export const CAPTURE = 'capture';

const ADDRESS_TRAITS: Readonly<Partial<Record<ChannelType, string>>> = {
  email: 'email',
  sms: 'phone',
  push: 'push_token',
  wecom_task: 'external_userid',
  mp_subscription: 'openid',
};

/** Id of the trait that holds the address on this channel; undefined where none is needed. */
export function addressTraitOf({ type, address }: ChannelDefinition): string | undefined {
  return type === 'in_app' || type === 'webhook' ? undefined : (address ?? ADDRESS_TRAITS[type]);
}

const DELIVERED: Readonly<Partial<Record<ChannelType, string>>> = {
  email: 'Email Delivered',
  sms: 'SMS Delivered',
  push: 'Push Notification Received',
  in_app: 'In-App Message Delivered',
};

/** Name of the event that follows each hand-over on a channel of this type; undefined: `capture`. */
export function deliveredEventOf(type: ChannelType | undefined): string {
  return (type && DELIVERED[type]) ?? 'Message Delivered';
}
