/**
 * The capture channel: keeps every message readable instead of handing it to the outside. What the outbox page shows.
 *
 * P1. A message is captured exactly once by its id, for as long as its id is remembered (`ID_MARGIN` messages longer than its text).
 * P2. `deliver` resolves `sent` when the message is on disk.
 * P3. Numbers ascend in the order of capture, without a gap; the newest `keep` messages are readable.
 *
 * All three hold whichever of several processes captures: the number that was given last is decided by compare-and-set.
 */
import { DAY } from '../../../base/index.ts';
import type { ChannelDefinition } from '../../../define/index.ts';
import { type Desk, type DeskWrite, deskKey, deskKeyParts, jsonBytes, jsonValue } from '../../../port/state/index.ts';
import { type Channel, type DeliveryOutcome, FORBIDDEN, type Forbidden, type OutgoingMessage } from '../channel.ts';
import type { CapturedDefinition, CapturedMessage, CaptureReader, CaptureSlice } from './reader.ts';

export interface CaptureOptions {
  /** That nothing else uses. */
  readonly desk: Desk;
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
/** Messages dropped in one commit. */
const TRIM_STEP = 256;
const KEEP_DEFAULT = 1_000_000;

/** The number that was given last. */
const LAST = deskKey('last');
/** number -> message as JSON. */
const messageKey = (number: number): Uint8Array => deskKey('message', number);
/** message id -> number. */
const numberKey = (id: string): Uint8Array => deskKey('number', id);
/** number -> message id, of messages whose text has been dropped. */
const idKey = (number: number): Uint8Array => deskKey('id', number);
/** Of a customer. */
const customerKey = (customer: string, number: number): Uint8Array => deskKey('customer', customer, number);
/** id -> since when it must not come any more, wall clock, ms. */
const forbiddenKey = (id: string): Uint8Array => deskKey('forbidden', id);
/** The same by time. */
const forbiddenSinceKey = (at: number, id: string): Uint8Array => deskKey('forbidden_since', at, id);
const NOTHING = new Uint8Array();
/** Longer than anybody stands still with a message in hand. */
const FORBIDDEN_MS = DAY;

/** A message that is new to the desk. */
export function capturedWrites(captured: CapturedMessage): readonly DeskWrite[] {
  const { number, command } = captured;
  return [
    { key: numberKey(command.message), value: jsonBytes(number) },
    { key: messageKey(number), value: jsonBytes(captured) },
    { key: customerKey(command.customer, number), value: NOTHING },
    { key: LAST, value: jsonBytes(number) },
  ];
}

/** One whose text has been dropped. */
export function rememberedWrites(id: string, number: number): readonly DeskWrite[] {
  return [
    { key: numberKey(id), value: jsonBytes(number) },
    { key: idKey(number), value: Buffer.from(id) },
    { key: LAST, value: jsonBytes(number) },
  ];
}

/** Over a desk that nothing else uses. */
export function openCapture({ desk, id: channelId = 'capture', keep = KEEP_DEFAULT, now }: CaptureOptions): CaptureChannel {
  let trimming: Promise<void> | undefined;
  let trimmed = 0;
  let upTo = 0;
  const trimAll = async (): Promise<void> => {
    while (trimmed < upTo) {
      const to = upTo;
      await trim(desk, to);
      trimmed = to;
    }
  };
  // Nobody waits for retention: what it could not drop now (a full disk), it drops after a later message.
  const retain = (last: number): void => {
    upTo = Math.max(upTo, last - keep);
    if (trimmed >= upTo) return;
    trimming ??= trimAll()
      .catch(() => undefined)
      .finally(() => {
        trimming = undefined;
      });
  };
  const store = (message: OutgoingMessage): Promise<number | 'forbidden'> => {
    const { message: id } = message.command;
    return desk.change<number | 'forbidden'>({
      reads: [numberKey(id), LAST, forbiddenKey(id)],
      decide: ([known, last, forbidden]) => {
        if (forbidden) return { writes: [], result: 'forbidden' };
        const before = last ? jsonValue<number>(last) : 0;
        if (known) return { writes: [], result: before };
        const number = before + 1;
        return { writes: capturedWrites(capturedOf(message, number, now())), result: number };
      },
    });
  };
  return {
    id: channelId,
    async deliver(message) {
      try {
        const number = await store(message);
        if (number === 'forbidden') return FORBIDDEN;
        retain(number);
        return { outcome: 'sent' };
      } catch (error) {
        return failure(error);
      }
    },
    forbid: (message) => forbid(desk, message, now()),
    list: (slice) => list(desk, slice),
    async get(id) {
      const number = await desk.get(numberKey(id));
      const text = number && (await desk.get(messageKey(jsonValue(number))));
      return text && jsonValue<CapturedMessage>(text);
    },
    async counts() {
      const [last, [first]] = await Promise.all([desk.get(LAST), desk.range({ prefix: deskKey('message'), limit: 1 })]);
      const captured = last ? jsonValue<number>(last) : 0;
      return { captured, readable: first ? captured + 1 - numberIn(first[0]) : 0 };
    },
    async close() {
      await trimming;
      await desk.close();
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

/** Drops messages numbered `upTo` or lower, and ids a margin below, until there are none. */
async function trim(desk: Desk, upTo: number): Promise<void> {
  for (;;) {
    const [texts, ids] = await Promise.all([
      desk.range({ prefix: deskKey('message'), end: messageKey(upTo + 1), limit: TRIM_STEP }),
      desk.range({ prefix: deskKey('id'), end: idKey(Math.max(upTo + 1 - ID_MARGIN, 0)), limit: TRIM_STEP }),
    ]);
    if (texts.length + ids.length === 0) return;
    const dropped = texts.flatMap(([key, text]): DeskWrite[] => {
      const { number, command } = jsonValue<CapturedMessage>(text);
      return [
        { key, value: undefined },
        { key: customerKey(command.customer, number), value: undefined },
        { key: idKey(number), value: Buffer.from(command.message) },
      ];
    });
    const forgotten = ids.flatMap(([key, id]) =>
      [key, numberKey(Buffer.from(id).toString())].map((one) => ({ key: one, value: undefined })),
    );
    await desk.write(...dropped, ...forgotten);
  }
}

async function list(desk: Desk, { limit, before = Number.MAX_SAFE_INTEGER, customers }: CaptureSlice): Promise<readonly CapturedMessage[]> {
  if (!customers) {
    const rows = await desk.range({ prefix: deskKey('message'), end: messageKey(before), limit, reverse: true });
    return rows.map(([, text]) => jsonValue<CapturedMessage>(text));
  }
  const rows = await Promise.all(
    [...new Set(customers)].map((customer) =>
      desk.range({ prefix: deskKey('customer', customer), end: customerKey(customer, before), limit, reverse: true }),
    ),
  );
  const numbers = rows.flatMap((some) => some.map(([key]) => Number(deskKeyParts(key, ['text', 'text', 'number'])[2])));
  const newest = numbers.sort((a, b) => b - a).slice(0, limit);
  const texts = await desk.getMany(newest.map(messageKey));
  return texts.flatMap((text) => (text ? [jsonValue<CapturedMessage>(text)] : []));
}

/** Those that have been forbidden for long go with it. */
async function forbid(desk: Desk, message: string, at: number): Promise<Forbidden> {
  const over = await desk.range({
    prefix: deskKey('forbidden_since'),
    end: deskKey('forbidden_since', Math.max(at - FORBIDDEN_MS, 0)),
    limit: TRIM_STEP,
  });
  const gone = over.flatMap(([key]) => {
    const id = String(deskKeyParts(key, ['text', 'number', 'text'])[2]);
    return [key, forbiddenKey(id)].map((one) => ({ key: one, value: undefined }));
  });
  return desk.change<Forbidden>({
    reads: [numberKey(message), forbiddenKey(message)],
    decide: ([known, forbidden]) => {
      if (known) return { writes: gone, result: 'held' };
      if (forbidden) return { writes: gone, result: 'forbidden' };
      const writes = [
        { key: forbiddenKey(message), value: jsonBytes(at) },
        { key: forbiddenSinceKey(at, message), value: NOTHING },
      ];
      return { writes: [...gone, ...writes], result: 'forbidden' };
    },
  });
}

function numberIn(key: Uint8Array): number {
  return Number(deskKeyParts(key, ['text', 'number'])[1]);
}

/** A full disk may have space again; anything else the next attempt will show. */
function failure(error: unknown): DeliveryOutcome {
  return { outcome: 'failed', reason: `capture_unwritable: ${error instanceof Error ? error.message : String(error)}`, retryable: true };
}
