/**
 * The inbox: messages that customers read in the brand's own app or site, in an LMDB environment of its own.
 *
 * B1. A message is in the inbox exactly once by its id, for as long as its id is remembered (30 days longer than its text).
 * B2. What was put or marked is on disk when the call resolves.
 * B3. A customer sees messages until they expire or are archived, the newest first.
 */
import { type Database, type Key, open, type RootDatabase } from 'lmdb';
import { DAY } from '../../../base/index.ts';
import type { SendCommand } from '../../../core/index.ts';
import type { OutgoingMessage } from '../channel.ts';
import { type Card, cardOf } from './card.ts';

type Origin = Pick<SendCommand, 'message' | 'customer' | 'channel' | 'purpose' | 'journey' | 'step' | 'template'>;

/** A message as it lies in the inbox. Times are wall clocks, ms. */
export interface InboxMessage {
  /** Ascending in the order of arrival. */
  readonly number: number;
  readonly origin: Origin;
  readonly card: Card;
  readonly arrivedAt: number;
  readonly expiresAt: number;
  readonly openedAt?: number;
  readonly archivedAt?: number;
  /** Places, among its links, of those that were followed. */
  readonly clicked: readonly number[];
}

export type InboxMark = 'opened' | 'archived' | { readonly clicked: number };

export interface InboxSlice {
  readonly limit: number;
  readonly before?: number;
}

export interface Inbox {
  /** Resolves when on disk. The same id again changes nothing. */
  put(message: OutgoingMessage, keepMs: number): Promise<void>;
  /** Whether it has ever been put, as long as its id is remembered. */
  holds(message: string): boolean;
  /** Of one person, who may have several ids. */
  list(customers: readonly string[], slice: InboxSlice): readonly InboxMessage[];
  /** How many of the newest 1,000 are not opened. */
  unread(customers: readonly string[]): number;
  get(message: string): InboxMessage | undefined;
  /** The first opening and archiving count. Undefined when it is not there. */
  mark(message: string, mark: InboxMark): Promise<InboxMessage | undefined>;
  /** Tells whose messages have changed; returns what ends it. */
  onChange(listener: (customer: string) => void): () => void;
  close(): Promise<void>;
}

const ID_KEPT_MS = 30 * DAY;
const TRIM_STEP = 64;
const UNREAD_SEEN_MAX = 1_000;

interface Tables {
  readonly root: RootDatabase;
  /** number -> message as JSON text. */
  readonly message: Database<string, number>;
  /** message id -> number. */
  readonly numberOf: Database<number, string>;
  /** [customer, number] -> true. */
  readonly byCustomer: Database<boolean, Key[]>;
  /** [when it goes, number] -> message id for what remembers it, '' for its text. */
  readonly leaving: Database<string, Key[]>;
}

/** Opens or creates the environment. One process at a time. */
export function openInbox({ path, now }: { readonly path: string; readonly now: () => number }): Inbox {
  return new LmdbInbox(openTables(path), now);
}

class LmdbInbox implements Inbox {
  readonly #tables: Tables;
  readonly #now: () => number;
  readonly #listeners = new Set<(customer: string) => void>();

  constructor(tables: Tables, now: () => number) {
    this.#tables = tables;
    this.#now = now;
  }

  async put({ command, content }: OutgoingMessage, keepMs: number): Promise<void> {
    const { root, numberOf, message, byCustomer, leaving } = this.#tables;
    const { message: id, customer, channel, purpose, journey, step, template } = command;
    const arrivedAt = this.#now();
    const expiresAt = arrivedAt + keepMs;
    // A transaction sees what those before it have written, so the same id twice at once is one message.
    const isNew = await root.transaction(() => {
      if (numberOf.doesExist(id)) return false;
      const number = lastOf(root) + 1;
      const origin = { message: id, customer, channel, purpose, journey, step, template };
      const put: InboxMessage = { number, origin, card: cardOf(content), arrivedAt, expiresAt, clicked: [] };
      message.put(number, JSON.stringify(put));
      numberOf.put(id, number);
      byCustomer.put([customer, number], true);
      leaving.put([expiresAt, number], '');
      leaving.put([expiresAt + ID_KEPT_MS, number], id);
      root.put('last', number);
      return true;
    });
    await root.flushed;
    if (!isNew) return;
    this.#changed(customer);
    await this.#trim();
  }

  holds(message: string): boolean {
    return this.#tables.numberOf.doesExist(message);
  }

  list(customers: readonly string[], { limit, before = Number.MAX_SAFE_INTEGER }: InboxSlice): readonly InboxMessage[] {
    const found: InboxMessage[] = [];
    for (const customer of new Set(customers)) {
      let left = limit;
      for (const message of this.#of(customer, before)) {
        if (left-- === 0) break;
        found.push(message);
      }
    }
    return found.sort((a, b) => b.number - a.number).slice(0, limit);
  }

  unread(customers: readonly string[]): number {
    return this.list(customers, { limit: UNREAD_SEEN_MAX }).filter(({ openedAt }) => openedAt === undefined).length;
  }

  get(id: string): InboxMessage | undefined {
    const number = this.#tables.numberOf.get(id);
    const message = number === undefined ? undefined : this.#read(number);
    return message && message.expiresAt > this.#now() ? message : undefined;
  }

  async mark(id: string, mark: InboxMark): Promise<InboxMessage | undefined> {
    const { root, message } = this.#tables;
    const marked = await root.transaction(() => {
      const found = this.get(id);
      if (!found) return undefined;
      const next = withMark(found, mark, this.#now());
      message.put(found.number, JSON.stringify(next));
      return next;
    });
    await root.flushed;
    if (marked) this.#changed(marked.origin.customer);
    return marked;
  }

  onChange(listener: (customer: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#tables.root.close();
  }

  *#of(customer: string, before: number): Generator<InboxMessage> {
    const range = { start: [customer, before], end: [customer, 0], reverse: true, exclusiveStart: true };
    for (const { key } of this.#tables.byCustomer.getRange(range)) {
      const message = this.#read(Number(key[1]));
      if (message && message.expiresAt > this.#now() && message.archivedAt === undefined) yield message;
    }
  }

  #read(number: number): InboxMessage | undefined {
    const text = this.#tables.message.get(number);
    return text === undefined ? undefined : (JSON.parse(text) as InboxMessage);
  }

  #changed(customer: string): void {
    for (const listener of this.#listeners) listener(customer);
  }

  /** What has had its time goes, a few at each arrival. */
  async #trim(): Promise<void> {
    const { root, message, byCustomer, numberOf, leaving } = this.#tables;
    const due = [...leaving.getRange({ end: [this.#now() + 1], limit: TRIM_STEP })];
    if (due.length === 0) return;
    await root.transaction(() => {
      for (const { key, value: id } of due) {
        const number = Number(key[1]);
        const text = this.#read(number);
        if (id !== '') numberOf.remove(id);
        else if (text) {
          byCustomer.remove([text.origin.customer, number]);
          message.remove(number);
        }
        leaving.remove(key);
      }
    });
  }
}

function withMark(message: InboxMessage, mark: InboxMark, now: number): InboxMessage {
  if (mark === 'archived') return { ...message, archivedAt: message.archivedAt ?? now };
  const opened = { ...message, openedAt: message.openedAt ?? now };
  if (mark === 'opened' || message.clicked.includes(mark.clicked)) return opened;
  return { ...opened, clicked: [...message.clicked, mark.clicked] };
}

function lastOf(root: RootDatabase): number {
  const last: unknown = root.get('last');
  return typeof last === 'number' ? last : 0;
}

function openTables(path: string): Tables {
  const root = open({ path, maxDbs: 5, compression: false, cache: false, noSubdir: false });
  return {
    root,
    message: root.openDB<string, number>('message', { encoding: 'string', keyEncoding: 'uint32' }),
    numberOf: root.openDB<number, string>('number', { encoding: 'ordered-binary' }),
    byCustomer: root.openDB<boolean, Key[]>('customer', { encoding: 'ordered-binary' }),
    leaving: root.openDB<string, Key[]>('leaving', { encoding: 'string' }),
  };
}
