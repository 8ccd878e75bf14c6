/**
 * What an event is called whose name nobody chose: calls that are not `track`, and what the product writes itself. What a project's dictionary calls an
 * event goes before; ask `useNaming`, the one place that decides.
 */
import type { TFunction } from 'i18next';
import type { SHELL } from '../i18n.ts';

const WHOLE: Readonly<Record<string, string>> = {
  $identify: 'identify',
  $page: 'page',
  $screen: 'screen',
  $group: 'group',
  $alias: 'alias',
  Unsubscribed: 'unsubscribed',
  Resubscribed: 'resubscribed',
  'Experiment Viewed': 'experiment',
  'Consent Preference Updated': 'consent',
  'Tag Changed': 'tag',
};
/** How names of what came back about a message begin, and how they go on. */
const CHANNELS: Readonly<Record<string, string>> = {
  Email: 'email',
  SMS: 'sms',
  'Push Notification': 'push',
  'In-App Message': 'in_app',
  Message: 'message',
};
const RETURNS: Readonly<Record<string, string>> = {
  Delivered: 'delivered',
  Received: 'received',
  Bounced: 'bounced',
  Opened: 'opened',
  'Link Clicked': 'clicked',
  Clicked: 'clicked',
  Tapped: 'tapped',
  Replied: 'replied',
  Answered: 'answered',
  'Marked as Spam': 'complained',
};

/** Undefined: it is none of these. */
export function ownEventName(event: string, t: TFunction<typeof SHELL>): string | undefined {
  const whole = Object.hasOwn(WHOLE, event) ? WHOLE[event] : undefined;
  if (whole !== undefined) return t(`event.${whole}` as never);
  const channel = Object.keys(CHANNELS).find((name) => event.startsWith(`${name} `));
  const what = channel === undefined ? '' : event.slice(channel.length + 1);
  if (channel === undefined || !Object.hasOwn(RETURNS, what)) return undefined;
  return t(`event.returned.${RETURNS[what]!}` as never, { channel: t(`event.channel.${CHANNELS[channel]!}` as never) });
}
