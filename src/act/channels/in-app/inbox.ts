/**
 * The inbox: messages that customers read in the brand's own app or site, on a desk of its own.
 *
 * B1. A message is in the inbox exactly once by its id, for as long as its id is remembered (30 days longer than its text).
 * B2. What was put or marked is on disk when the call resolves.
 * B3. A customer sees messages until they expire or are archived, the newest first.
 *
 * All three hold whichever of several processes puts, marks and reads.
 */
import { DAY } from '../../../base/index.ts';
import type { SendCommand } from '../../../core/index.ts';
import { type Desk, type DeskWrite, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../../port/state/index.ts';
import type { Forbidden, OutgoingMessage } from '../channel.ts';
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
  put(message: OutgoingMessage, keepMs: number): Promise<Forbidden>;
  /** A message that has never been put cannot be put any more, as long as its id is remembered. */
  forbid(message: string): Promise<Forbidden>;
  /** Of one person, who may have several ids. */
  list(customers: readonly string[], slice: InboxSlice): Promise<readonly InboxMessage[]>;
  /** How many of the newest 1,000 are not opened. */
  unread(customers: readonly string[]): Promise<number>;
  get(message: string): Promise<InboxMessage | undefined>;
  /** The first opening and archiving count. Undefined when it is not there. */
  mark(message: string, mark: InboxMark): Promise<InboxMessage | undefined>;
  /** Tells whose messages this process has changed; returns what ends it. */
  onChange(listener: (customer: string) => void): () => void;
  /**
   * Where several processes share the inbox: for each customer what differs after every change of their messages, whoever made it. Undefined
   * where there is one process.
   */
  readonly versions: ((customers: readonly string[]) => Promise<readonly string[]>) | undefined;
  close(): Promise<void>;
}

export interface InboxOptions {
  readonly desk: Desk;
  /** Wall clock, ms. */
  readonly now: () => number;
  /** Other processes have the same desk. */
  readonly shared?: boolean;
}

export const ID_KEPT_MS: number = 30 * DAY;
const TRIM_STEP = 64;
const UNREAD_SEEN_MAX = 1_000;
/** Rows looked at in one go where some of them may have expired. */
const LOOK_STEP = 100;
/** Numbers of one millisecond: arrivals in the order of arrival, also of several processes as far as their clocks agree. */
const NUMBERS_PER_MS = 1_000;

/** Over a desk that nothing else uses. */
export function openInbox(options: InboxOptions): Inbox {
  return new DeskInbox(options);
}

/** id -> message as JSON; empty: only its id is remembered; `FORBIDDEN`: and it was never there. */
const messageKey = (id: string): Uint8Array => deskKey('message', id);
/** What a customer is shown -> id. */
const customerKey = (customer: string, number: number): Uint8Array => deskKey('customer', customer, number);
/** What goes when. */
const leavingKey = (at: number, what: 'id' | 'text', id: string): Uint8Array => deskKey('leaving', at, what, id);
/** Customer -> number of the last change. */
const versionKey = (customer: string): Uint8Array => deskKey('version', customer);

/** A message that is new to the desk. */
export function messageWrites(message: InboxMessage): readonly DeskWrite[] {
  const { number, origin, expiresAt, archivedAt } = message;
  const id = origin.message;
  return [
    { key: messageKey(id), value: jsonBytes(message) },
    ...(archivedAt === undefined ? [{ key: customerKey(origin.customer, number), value: Buffer.from(id) }] : []),
    { key: leavingKey(expiresAt, 'text', id), value: NOTHING },
  ];
}

/** An id that is remembered until then. */
export function rememberedWrites(id: string, until: number, as: Uint8Array = NOTHING): readonly DeskWrite[] {
  return [
    { key: messageKey(id), value: as },
    { key: leavingKey(until, 'id', id), value: NOTHING },
  ];
}

const NOTHING = new Uint8Array();
const FORBIDDEN = jsonBytes(null);

class DeskInbox implements Inbox {
  readonly versions: Inbox['versions'];
  readonly #desk: Desk;
  readonly #now: () => number;
  readonly #shared: boolean;
  readonly #listeners = new Set<(customer: string) => void>();
  #last = 0;
  /** When the next message, or id, of those that this process knows of goes. */
  #nextLeaving = 0;
  #trimming: Promise<void> | undefined;

  constructor({ desk, now, shared = false }: InboxOptions) {
    this.#desk = desk;
    this.#now = now;
    this.#shared = shared;
    this.versions = shared ? (customers) => this.#versions(customers) : undefined;
  }

  async put({ command, content }: OutgoingMessage, keepMs: number): Promise<Forbidden> {
    const { message: id, customer, channel, purpose, journey, step, template } = command;
    const arrivedAt = this.#now();
    const expiresAt = arrivedAt + keepMs;
    const origin = { message: id, customer, channel, purpose, journey, step, template };
    const card = cardOf(content);
    for (;;) {
      const number = this.#number();
      const outcome = await this.#desk.change<'forbidden' | 'known' | 'taken' | 'new'>({
        reads: [messageKey(id), customerKey(customer, number)],
        decide: ([known, place]) => {
          if (known) return { writes: [], result: forbiddenOr(known, 'known') };
          // Another process, or an earlier life, came to the same number.
          if (place) return { writes: [], result: 'taken' };
          const put = messageWrites({ number, origin, card, arrivedAt, expiresAt, clicked: [] });
          return { writes: [...put, ...this.#version(customer)], result: 'new' };
        },
      });
      if (outcome === 'taken') continue;
      if (outcome === 'forbidden') return 'forbidden';
      if (outcome === 'new') this.#changed(customer);
      break;
    }
    this.#nextLeaving = Math.min(this.#nextLeaving, expiresAt);
    await this.#trim();
    return 'held';
  }

  forbid(message: string): Promise<Forbidden> {
    const until = this.#now() + ID_KEPT_MS;
    return this.#desk.change<Forbidden>({
      reads: [messageKey(message)],
      decide: ([known]) => {
        if (known) return { writes: [], result: forbiddenOr(known, 'held') };
        return { writes: rememberedWrites(message, until, FORBIDDEN), result: 'forbidden' };
      },
    });
  }

  async list(customers: readonly string[], { limit, before = Number.MAX_SAFE_INTEGER }: InboxSlice): Promise<readonly InboxMessage[]> {
    const found = await Promise.all([...new Set(customers)].map((customer) => this.#of(customer, { before, limit })));
    return found
      .flat()
      .sort((a, b) => b.number - a.number)
      .slice(0, limit);
  }

  async unread(customers: readonly string[]): Promise<number> {
    return (await this.list(customers, { limit: UNREAD_SEEN_MAX })).filter(({ openedAt }) => openedAt === undefined).length;
  }

  async get(id: string): Promise<InboxMessage | undefined> {
    return this.#shown(await this.#desk.get(messageKey(id)));
  }

  async mark(id: string, mark: InboxMark): Promise<InboxMessage | undefined> {
    const marked = await this.#desk.change({
      reads: [messageKey(id)],
      decide: ([value]) => {
        const found = this.#shown(value);
        if (!found) return { writes: [], result: undefined };
        const next = withMark(found, mark, this.#now());
        const { customer } = next.origin;
        const gone = next.archivedAt === undefined ? [] : [{ key: customerKey(customer, next.number), value: undefined }];
        return { writes: [{ key: messageKey(id), value: jsonBytes(next) }, ...gone, ...this.#version(customer)], result: next };
      },
    });
    if (marked) this.#changed(marked.origin.customer);
    return marked;
  }

  onChange(listener: (customer: string) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#trimming;
    await this.#desk.close();
  }

  async #versions(customers: readonly string[]): Promise<readonly string[]> {
    const values = await this.#desk.getMany(customers.map(versionKey));
    return values.map((value) => (value ? Buffer.from(value).toString() : ''));
  }

  /** Those that are shown, from the newest on. */
  async #of(customer: string, { before, limit }: { readonly before: number; readonly limit: number }): Promise<InboxMessage[]> {
    const prefix = deskKey('customer', customer);
    const found: InboxMessage[] = [];
    for (let end = customerKey(customer, before); ; ) {
      const step = Math.max(limit - found.length, LOOK_STEP);
      const rows = await this.#desk.range({ prefix, end, limit: step, reverse: true });
      const values = await this.#desk.getMany(rows.map(([, id]) => messageKey(Buffer.from(id).toString())));
      for (const value of values) {
        const message = this.#shown(value);
        if (message && message.archivedAt === undefined) found.push(message);
        if (found.length === limit) return found;
      }
      if (rows.length < step) return found;
      end = rows.at(-1)![0];
    }
  }

  #shown(value: Uint8Array | undefined): InboxMessage | undefined {
    const message = value === undefined || value.length === 0 ? null : jsonValue<InboxMessage | null>(value);
    return message && message.expiresAt > this.#now() ? message : undefined;
  }

  #number(): number {
    this.#last = Math.max(this.#last + 1, this.#now() * NUMBERS_PER_MS);
    return this.#last;
  }

  #version(customer: string): readonly DeskWrite[] {
    return this.#shared ? [{ key: versionKey(customer), value: Buffer.from(String(this.#number())) }] : [];
  }

  #changed(customer: string): void {
    for (const listener of this.#listeners) listener(customer);
  }

  /** What has had its time goes, a few at each arrival. */
  #trim(): Promise<void> | undefined {
    if (this.#now() < this.#nextLeaving) return undefined;
    this.#trimming ??= this.#trimSome().finally(() => {
      this.#trimming = undefined;
    });
    return this.#trimming;
  }

  async #trimSome(): Promise<void> {
    const now = this.#now();
    const prefix = deskKey('leaving');
    const rows = await this.#desk.range({ prefix, limit: TRIM_STEP });
    const leaving = rows.map(([key]) => {
      const [, at, what, id] = deskKeyParts(key, ['text', 'number', 'text', 'text']);
      return { key, at: Number(at), what, id: String(id) };
    });
    const due = leaving.filter(({ at }) => at <= now);
    this.#nextLeaving = leaving.find(({ at }) => at > now)?.at ?? (due.length > 0 ? 0 : Number.POSITIVE_INFINITY);
    if (due.length === 0) return;
    const customers = await this.#desk.change({
      reads: due.map(({ id }) => messageKey(id)),
      decide: (values) => {
        const texts = due.flatMap(({ what }, i) => (what === 'text' && values[i]?.length ? [jsonValue<InboxMessage>(values[i]!)] : []));
        const writes: DeskWrite[] = due.flatMap(({ key, what, id }) => [
          { key, value: undefined },
          ...(what === 'id' ? [{ key: messageKey(id), value: undefined }] : []),
        ]);
        for (const { number, origin, expiresAt } of texts) {
          writes.push({ key: customerKey(origin.customer, number), value: undefined });
          writes.push(...rememberedWrites(origin.message, expiresAt + ID_KEPT_MS));
        }
        return { writes, result: new Set(texts.map(({ origin }) => origin.customer)) };
      },
    });
    if (this.#shared) await this.#forgetVersions([...customers]);
  }

  /** Of customers who have no message any more. One that comes meanwhile has a version that differs, or none, which differs too. */
  async #forgetVersions(customers: readonly string[]): Promise<void> {
    const rows = await Promise.all(customers.map((customer) => this.#desk.range({ prefix: deskKey('customer', customer), limit: 1 })));
    const gone = customers.filter((_, i) => rows[i]!.length === 0);
    await this.#desk.write(...gone.map((customer) => ({ key: versionKey(customer), value: undefined })));
  }
}

function forbiddenOr<Outcome>(known: Uint8Array, otherwise: Outcome): Outcome | 'forbidden' {
  return Buffer.compare(known, FORBIDDEN) === 0 ? 'forbidden' : otherwise;
}

function withMark(message: InboxMessage, mark: InboxMark, now: number): InboxMessage {
  if (mark === 'archived') return { ...message, archivedAt: message.archivedAt ?? now };
  const opened = { ...message, openedAt: message.openedAt ?? now };
  if (mark === 'opened' || message.clicked.includes(mark.clicked)) return opened;
  return { ...opened, clicked: [...message.clicked, mark.clicked] };
}
