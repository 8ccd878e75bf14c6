/**
 * The capture channel: keeps every message readable instead of handing it to the outside. What the outbox page shows.
 *
 * P1. A message is captured exactly once by its id, for as long as its id is remembered (`ID_MARGIN` messages longer than its text).
 * P2. `deliver` resolves `sent` when the message is on disk.
 * P3. Numbers ascend in the order of capture; the newest `keep` messages are readable.
 */
import type { Database } from 'lmdb';
import { type Key, open, type RootDatabase } from 'lmdb';
import type { ChannelDefinition } from '../../../define/index.ts';
import type { Channel, DeliveryOutcome, OutgoingMessage } from '../channel.ts';
import type { CapturedDefinition, CapturedMessage, CaptureReader, CaptureSlice } from './reader.ts';

export interface CaptureOptions {
  /** Directory of its own environment. */
  readonly path: string;
  /** Default "capture". */
  readonly id?: string;
  /** How many messages stay readable; default 1,000,000. */
  readonly keep?: number;
  /** Wall clock, ms. */
  readonly now: () => number;
}

export type CaptureChannel = Channel & CaptureReader;

/** How many ids are remembered beyond the readable messages. */
const ID_MARGIN = 100_000;
/** Messages dropped in one transaction. */
const TRIM_STEP = 256;
const KEEP_DEFAULT = 1_000_000;

interface Tables {
  readonly root: RootDatabase;
  /** number -> message as JSON text. */
  readonly message: Database<string, number>;
  /** message id -> number. */
  readonly numberOf: Database<number, string>;
  /** number -> message id. */
  readonly idOf: Database<string, number>;
  /** [customer, number] -> true. */
  readonly byCustomer: Database<boolean, Key[]>;
}

/** Opens or creates the environment. One process at a time. */
export function openCapture(options: CaptureOptions): CaptureChannel {
  const tables = openTables(options.path);
  const keep = options.keep ?? KEEP_DEFAULT;
  let last = edge(tables.idOf, true);
  /** Ids that were put but are not on disk yet, with the promise of it. */
  const pending = new Map<string, Promise<void>>();

  let trimming: Promise<void> | undefined;

  // Nobody waits for retention: what it could not drop now (a full disk), it drops after a later message.
  const retain = (): void => {
    trimming ??= trim(tables, () => last - keep)
      .catch(() => undefined)
      .finally(() => {
        trimming = undefined;
      });
  };

  const store = async (message: OutgoingMessage): Promise<void> => {
    last += 1;
    const number = last;
    const { command } = message;
    const captured = capturedOf(message, number, options.now());
    // Puts of one event turn are one transaction, so a message is captured whole or not at all.
    await Promise.all([
      tables.message.put(number, JSON.stringify(captured)),
      tables.numberOf.put(command.message, number),
      tables.idOf.put(number, command.message),
      tables.byCustomer.put([command.customer, number], true),
    ]);
    await tables.root.flushed;
    retain();
  };

  return {
    id: options.id ?? 'capture',
    async deliver(message) {
      const id = message.command.message;
      try {
        let stored = pending.get(id);
        if (!stored) {
          if (tables.numberOf.doesExist(id)) return { outcome: 'sent' };
          stored = store(message);
          pending.set(id, stored);
        }
        await stored;
        return { outcome: 'sent' };
      } catch (error) {
        return failure(error);
      } finally {
        pending.delete(id);
      }
    },
    holds: async (message) => tables.numberOf.doesExist(message),
    list: (slice) => list(tables, slice),
    async get(id) {
      const number = tables.numberOf.get(id);
      return number === undefined ? undefined : read(tables, number);
    },
    async counts() {
      return { captured: last, readable: entryCount(tables.message) };
    },
    async close() {
      await Promise.allSettled(pending.values());
      await trimming;
      await tables.root.close();
    },
  };
}

function capturedOf({ command, content, decidedAt, definition }: OutgoingMessage, number: number, capturedAt: number): CapturedMessage {
  return { number, capturedAt, decidedAt, command, content, ...(definition && { definition: essentialsOf(definition) }) };
}

function essentialsOf({ type, name, from, replyTo, signature, optOut }: ChannelDefinition): CapturedDefinition {
  return {
    type,
    name,
    ...(from && { from }),
    ...(replyTo !== undefined && { replyTo }),
    ...(signature !== undefined && { signature }),
    ...(optOut && { optOut }),
  };
}

function openTables(path: string): Tables {
  const root = open({ path, maxDbs: 4, compression: false, cache: false, noSubdir: false });
  return {
    root,
    message: root.openDB<string, number>('message', { encoding: 'string', keyEncoding: 'uint32' }),
    numberOf: root.openDB<number, string>('number', { encoding: 'ordered-binary' }),
    idOf: root.openDB<string, number>('id', { encoding: 'string', keyEncoding: 'uint32' }),
    byCustomer: root.openDB<boolean, Key[]>('customer', { encoding: 'ordered-binary' }),
  };
}

/** Drops messages numbered `upTo()` or lower, and ids a margin below, until there are none. */
async function trim(tables: Tables, upTo: () => number): Promise<void> {
  for (;;) {
    const limit = TRIM_STEP;
    const texts = [...tables.message.getRange({ end: Math.max(upTo() + 1, 0), limit })];
    const ids = [...tables.idOf.getRange({ end: Math.max(upTo() + 1 - ID_MARGIN, 0), limit })];
    if (texts.length + ids.length === 0) return;
    await Promise.all([
      ...texts.map(({ key }) => tables.message.remove(key)),
      ...texts.map(({ key, value }) => tables.byCustomer.remove([(JSON.parse(value) as CapturedMessage).command.customer, key])),
      ...ids.map(({ key }) => tables.idOf.remove(key)),
      ...ids.map(({ value }) => tables.numberOf.remove(value)),
    ]);
  }
}

async function list(tables: Tables, slice: CaptureSlice): Promise<readonly CapturedMessage[]> {
  const before = slice.before ?? Number.MAX_SAFE_INTEGER;
  // Numbers start at 1, and keys below 0 would wrap around.
  if (before <= 1) return [];
  const numbers = slice.customers
    ? numbersOf(tables, slice.customers, { before, limit: slice.limit })
    : newest(tables, before, slice.limit);
  return numbers.map((number) => read(tables, number)).filter((message) => message !== undefined);
}

function newest(tables: Tables, before: number, limit: number): number[] {
  const start = Math.min(before - 1, edge(tables.message, true));
  return [...tables.message.getRange({ start, end: 0, reverse: true, limit }).map(({ key }) => key)];
}

function numbersOf(tables: Tables, customers: readonly string[], { before, limit }: { before: number; limit: number }): number[] {
  const found: number[] = [];
  for (const customer of new Set(customers)) {
    const range = { start: [customer, before], end: [customer, 0], reverse: true, exclusiveStart: true, limit };
    for (const { key } of tables.byCustomer.getRange(range)) found.push(Number(key[1]));
  }
  return found.sort((a, b) => b - a).slice(0, limit);
}

function read(tables: Tables, number: number): CapturedMessage | undefined {
  const text = tables.message.get(number);
  return text === undefined ? undefined : (JSON.parse(text) as CapturedMessage);
}

function edge(table: Database<string, number>, reverse: boolean): number {
  const [first] = [...table.getKeys({ reverse, limit: 1 })];
  return first ?? 0;
}

function entryCount(table: Database<string, number>): number {
  return (table.getStats() as { entryCount: number }).entryCount;
}

/** A full disk may have space again; anything else the next attempt will show. */
function failure(error: unknown): DeliveryOutcome {
  return { outcome: 'failed', reason: `capture_unwritable: ${error instanceof Error ? error.message : String(error)}`, retryable: true };
}
