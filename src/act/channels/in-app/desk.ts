/**
 * What a customer does with the inbox, and what comes of it: openings and clicks go into the log as events before the inbox remembers them, so a
 * crash between the two makes the event come again under its id, which counts once.
 */
import { type EventEntry, type ReturnFacts, type ReturnKind, returnEvent } from '../../../core/index.ts';
import { isTest } from '../test-message.ts';
import { type Card, linksOf } from './card.ts';
import type { Inbox, InboxMessage, InboxSlice } from './inbox.ts';
import type { InboxTokens } from './token.ts';
import { createWatching } from './watching.ts';

export interface InboxDeskOptions {
  readonly inbox: Inbox;
  readonly tokens: InboxTokens;
  /** Appends to the log; resolves when on disk. */
  readonly append: (events: readonly EventEntry[]) => Promise<unknown>;
  /** Every id of the person who has this one, the surviving first. */
  readonly idsOf: (customer: string) => Promise<readonly string[]>;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** How often other processes' changes are asked for while somebody watches, ms; default 1,000. */
  readonly askMs?: number;
}

/** A message as the customer's page sees it. Times are ms. */
export interface InboxItem extends Card {
  readonly id: string;
  readonly channel: string;
  readonly arrivedAt: number;
  readonly expiresAt: number;
  readonly read: boolean;
}

export interface InboxView {
  /** Of the newest 1,000. */
  readonly unread: number;
  /** The newest first. */
  readonly messages: readonly InboxItem[];
  /** `before` of the next page, when there may be one. */
  readonly next?: number;
}

/** `unknown`: the customer has no such message, or it has expired. `foreign_link`: the message has no such link. */
export type InboxOutcome = 'done' | 'unknown' | 'foreign_link';

export interface InboxDesk {
  issue(customer: string, lifeMs: number): { readonly token: string; readonly expiresAt: number };
  open(token: string): { readonly customer: string; readonly expiresAt: number } | undefined;
  view(customer: string, slice: InboxSlice): Promise<InboxView>;
  opened(customer: string, message: string): Promise<InboxOutcome>;
  /** Without a link the main one was followed. */
  clicked(customer: string, message: string, link?: string): Promise<InboxOutcome>;
  archived(customer: string, message: string): Promise<InboxOutcome>;
  /** Calls when the customer's inbox has changed; returns what ends it. */
  watch(customer: string, onChange: () => void): () => void;
}

/** Serves the inboxes of all customers. Needs no closing. */
export function createInboxDesk(options: InboxDeskOptions): InboxDesk {
  const { inbox, tokens, idsOf, now, askMs } = options;
  const append = async (id: string, events: readonly EventEntry[]): Promise<void> => {
    if (!isTest(id)) await options.append(events);
  };
  const theirs = async (customer: string, id: string): Promise<InboxMessage | undefined> => {
    const message = await inbox.get(id);
    return message && (await idsOf(customer)).includes(message.origin.customer) ? message : undefined;
  };
  const opening = (message: InboxMessage): EventEntry[] =>
    message.openedAt === undefined ? [eventOf('opened', message, { time: now() })] : [];

  return {
    issue(customer, lifeMs) {
      const expiresAt = now() + lifeMs;
      return { token: tokens.sign(customer, expiresAt), expiresAt };
    },
    open: (token) => tokens.open(token, now()),
    async view(customer, slice) {
      const ids = await idsOf(customer);
      const [messages, unread] = await Promise.all([inbox.list(ids, slice), inbox.unread(ids)]);
      const last = messages.at(-1);
      return {
        unread,
        messages: messages.map(itemOf),
        ...(messages.length === slice.limit && last && { next: last.number }),
      };
    },
    async opened(customer, id) {
      const message = await theirs(customer, id);
      if (!message) return 'unknown';
      const events = opening(message);
      if (events.length > 0) {
        await append(id, events);
        await inbox.mark(id, 'opened');
      }
      return 'done';
    },
    async clicked(customer, id, link) {
      const message = await theirs(customer, id);
      if (!message) return 'unknown';
      const links = linksOf(message.card);
      const followed = link ?? message.card.link ?? links[0];
      const which = followed === undefined ? 0 : links.indexOf(followed);
      if (which < 0) return 'foreign_link';
      if (message.clicked.includes(which)) return 'done';
      await append(id, [
        ...opening(message),
        eventOf('clicked', message, { time: now(), which, ...(followed !== undefined && { link: followed }) }),
      ]);
      await inbox.mark(id, { clicked: which });
      return 'done';
    },
    async archived(customer, id) {
      if (!(await theirs(customer, id))) return 'unknown';
      await inbox.mark(id, 'archived');
      return 'done';
    },
    watch: createWatching({ inbox, idsOf, ...(askMs !== undefined && { askMs }) }),
  };
}

function itemOf({ origin, card, arrivedAt, expiresAt, openedAt }: InboxMessage): InboxItem {
  return { id: origin.message, channel: origin.channel, ...card, arrivedAt, expiresAt, read: openedAt !== undefined };
}

function eventOf(kind: ReturnKind, { origin }: InboxMessage, facts: Pick<ReturnFacts, 'time' | 'which' | 'link'>): EventEntry {
  return returnEvent(kind, { message: origin, type: 'in_app', receivedAt: facts.time, ...facts });
}
