/** The in-app inbox. */
import { z } from 'zod';
import type { ApiDependencies } from '../deps.ts';
import { component, part } from '../route/index.ts';
import { time } from './parts.ts';

type InboxView = Awaited<ReturnType<ApiDependencies['inbox']['view']>>;

const text = z.string();

const inboxItem = part(
  'InboxItem',
  "A message as the customer's page sees it. Times are ms.",
)(
  z.strictObject({
    id: text,
    channel: text,
    arrivedAt: time,
    expiresAt: time,
    read: z.boolean(),
    title: text.exactOptional(),
    format: z.enum(['html', 'text']),
    body: text,
    link: text.exactOptional().describe("Addresses of http(s) only: anything else would run in the customer's page."),
    image: text.exactOptional(),
  }),
);

/** Inbox view. */
export const inboxViewSchema: z.ZodType<InboxView> = component<InboxView>('InboxView')(
  z.strictObject({
    unread: z.number().describe('Of the newest 1,000.'),
    messages: z.array(inboxItem).describe('The newest first.'),
    next: z.number().exactOptional().describe('`before` of the next page, when there may be one.'),
  }),
);
