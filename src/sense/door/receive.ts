/**
 * A request's calls: each is accepted, or refused and kept in the quarantine, or the whole request is answered as one.
 *
 * D1. A request is answered with success only after every accepted call is on disk in the log.
 * D2. Each refused call of a known source is on disk in the quarantine before the answer, and named in it with code, field and reason.
 * D3. A refused call does not hinder the others of its batch.
 * D4. When log or quarantine cannot be written, the answer is 503 and the sender's retry is safe: messageIds count once.
 */
import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { CallType, Json, JsonObject } from '../../core/index.ts';
import { BufferPool } from '../../port/log/index.ts';
import { type BatchOutline, EntryWriter } from '../batch/index.ts';
import {
  type CallLimits,
  type CallRead,
  describe,
  isObject,
  objectAt,
  Refusal,
  type RequestContext,
  readCall,
  type TimeRange,
} from '../call/index.ts';
import type { Dictionary } from '../dictionary/index.ts';
import type { Quarantine, QuarantinedCall } from '../quarantine/index.ts';
import { said } from '../said.ts';
import { type Body, characterStart, mayHaveSurrogates, type UnreadableBody } from './body.ts';

/** An accepted call on its way to the log. */
export interface AcceptedCall {
  /** The entry in the log's codec. */
  readonly value: Uint8Array;
  /** Proposed `at`, ms: wall clock, or the event's own time when history is replayed. */
  readonly at: number;
}

/** Resolves when the calls are on disk; with VALUES_FREE when nothing refers to their values any more, which then are written over. */
export type Append = (calls: readonly AcceptedCall[]) => Promise<unknown>;

/** What an append resolves with that has kept none of the values it was given. */
export const VALUES_FREE = 'values free';

/** What a request is received with. */
export interface Reception {
  readonly source: string;
  readonly route: string;
  /** The call that the address names; undefined for a batch. */
  readonly call: CallType | undefined;
  readonly receivedAt: number;
  readonly limits: CallLimits;
  readonly eventTime: TimeRange | undefined;
  readonly append: Append;
  readonly quarantine: Pick<Quarantine, 'add'>;
  readonly dictionary?: Dictionary | undefined;
}

export interface QuarantinedAnswer {
  readonly index: number;
  readonly messageId: string | null;
  readonly code: string;
  readonly field: string;
  readonly reason: string;
}

/** The answer of the door, as JSON. `success` is true when every call was accepted. */
export interface Answer {
  readonly success: boolean;
  readonly accepted: number;
  readonly quarantined: readonly QuarantinedAnswer[];
  /** messageIds that the door made for calls that came without one: a retry of those would count twice. */
  readonly generated?: readonly { readonly index: number; readonly messageId: string }[];
  /** When nothing was accepted: the (first) reason. */
  readonly code?: string;
  readonly field?: string;
  readonly reason?: string;
}

/** What entries are written into: enough for a batch of a hundred calls and more. */
const BUFFERS = new BufferPool(128 * 1024, 64);

/** Beginning of a refused text that is kept. */
const RAW_MAX = 64 * 1024;

/** Not asynchronous itself: whatever waits for the disk would keep the parsed body alive, and every collection would copy it. */
export function receiveCalls(body: Body, reception: Reception): Promise<Answer> {
  const calls = callsOf(body.json, reception);
  if (calls instanceof Refusal) return refuseWhole(calls, body.bytes, reception);
  return keep(readCalls(calls, body, reception), reception);
}

/** As `receiveCalls`, for a batch that has not been parsed. */
export function receiveOutlined(outline: BatchOutline, reception: Reception): Promise<Answer> {
  const { append } = reception;
  let into: Buffer | undefined;
  const writer = new EntryWriter(outline, reception, (bytes) => (into = BUFFERS.take(bytes)));
  const appendAndFree: Append = async (calls) => {
    if ((await append(calls)) === VALUES_FREE && into) BUFFERS.give(into);
  };
  return keep(readOutlined(outline, writer, reception), { ...reception, append: appendAndFree });
}

async function keep({ accepted, refused, loud, generated }: CallsRead, reception: Reception): Promise<Answer> {
  if (refused.length > 0) await reception.quarantine.add(refused);
  if (accepted.length > 0) await reception.append(accepted);
  const quarantined = refused.map(answerOf);
  const answer: Answer = {
    success: quarantined.length === 0,
    accepted: accepted.length,
    quarantined,
    ...(generated.length > 0 ? { generated } : undefined),
  };
  const first = loud && answerOf(loud);
  return first && accepted.length === 0 ? { ...answer, code: first.code, field: first.field, reason: first.reason } : answer;
}

/** A body that cannot be read is kept too, its beginning at least. */
export function receiveUnreadable({ refusal, bytes }: UnreadableBody, reception: Reception): Promise<Answer> {
  return refuseWhole(refusal, bytes, reception);
}

async function refuseWhole(refusal: Refusal, bytes: Buffer, reception: Reception): Promise<Answer> {
  const { code, field, reason } = refusal;
  const { receivedAt: at, source, route } = reception;
  const call: QuarantinedCall = { at, source, route, index: -1, code, field, reason, ...beginningOf(bytes) };
  await reception.quarantine.add([call]);
  return { success: false, accepted: 0, quarantined: [answerOf(call)], code, field, reason };
}

function callsOf(json: Json, { call, limits }: Reception): readonly Json[] | Refusal {
  if (call) return [json];
  const batch = Array.isArray(json) ? (json as readonly Json[]) : isObject(json) ? json.batch : undefined;
  if (!Array.isArray(batch)) {
    return new Refusal('VOLANO_REQUEST_INVALID', 'batch', { problem: said`is ${describe(batch)}; it must be a list of calls` });
  }
  if (batch.length <= limits.batchCalls) return batch as readonly Json[];
  return new Refusal('VOLANO_BATCH_TOO_LONG', 'batch', { count: batch.length, limit: limits.batchCalls });
}

/** What has become of a request's calls: what is kept of it while the disk is waited for. */
interface CallsRead {
  readonly accepted: AcceptedCall[];
  readonly refused: QuarantinedCall[];
  /** The first of them that the sender could have sent better. */
  loud?: QuarantinedCall;
  readonly generated: { readonly index: number; readonly messageId: string }[];
}

/** What holds for every call of a batch. */
interface OfBatch {
  readonly sentAt: Json | undefined;
  readonly context: JsonObject | undefined;
}

/** Kept with a refused call, which may be read again without its batch. */
function leaningOn({ sentAt, context }: OfBatch): Pick<QuarantinedCall, 'sentAt' | 'context'> {
  return {
    ...((typeof sentAt === 'string' || typeof sentAt === 'number') && { sentAt }),
    ...(context && { context }),
  };
}

class Reading {
  readonly read: CallsRead = { accepted: [], refused: [], generated: [] };
  readonly #reception: Reception;
  readonly #bytes: Buffer;
  readonly #batch: OfBatch;

  constructor(reception: Reception, bytes: Buffer, batch: OfBatch) {
    this.#reception = reception;
    this.#bytes = bytes;
    this.#batch = batch;
  }

  accept(value: Uint8Array, time: number): void {
    this.read.accepted.push({ value, at: this.#reception.eventTime ? time : this.#reception.receivedAt });
  }

  take(read: CallRead | Refusal, { item, index }: { readonly item: Json; readonly index: number }): void {
    if (read instanceof Refusal) {
      const call = { ...quarantined({ item, index, bytes: this.#bytes }, read, this.#reception), ...leaningOn(this.#batch) };
      this.read.refused.push(call);
      if (!read.quiet) this.read.loud ??= call;
      return;
    }
    const { entry, value } = read;
    this.accept(value, entry.time);
    if (read.generated) this.read.generated.push({ index, messageId: entry.messageId });
  }
}

function requestOf(
  { source, receivedAt, limits, eventTime, call, dictionary }: Reception,
  sentAt: Json | undefined,
): Omit<RequestContext, 'surrogates'> {
  return { source, receivedAt, limits, eventTime, call, sentAt, dictionary, newMessageId: randomUUID };
}

function readCalls(calls: readonly Json[], body: Body, reception: Reception): CallsRead {
  const batch = reception.call === undefined && isObject(body.json) ? body.json : undefined;
  const context = batch && batchContext(batch);
  const request = {
    ...requestOf(reception, batch?.sentAt),
    surrogates: body.surrogates,
    context: context instanceof Refusal ? undefined : context,
  };
  const reading = new Reading(reception, body.bytes, { sentAt: batch?.sentAt, context: request.context });
  for (let index = 0; index < calls.length; index++) {
    const item = calls[index]!;
    reading.take(context instanceof Refusal ? context : readCall(item, request), { item, index });
  }
  return reading.read;
}

/** Calls that are out of the ordinary are parsed one by one. */
function readOutlined({ bytes, calls, sentAt }: BatchOutline, writer: EntryWriter, reception: Reception): CallsRead {
  const [from, to] = sentAt;
  const request = requestOf(reception, from === 0 ? undefined : bytes.toString('utf8', from + 1, to - 1));
  const reading = new Reading(reception, bytes, { sentAt: request.sentAt, context: undefined });
  for (let index = 0; index < calls.length; index++) {
    const call = calls[index]!;
    const written = writer.write(call);
    if (written) {
      reading.accept(written.value, written.time);
      continue;
    }
    const text = bytes.toString('utf8', call.from, call.to);
    const item = JSON.parse(text) as Json;
    reading.take(readCall(item, { ...request, surrogates: mayHaveSurrogates(text) }), { item, index });
  }
  return reading.read;
}

function batchContext(batch: JsonObject): JsonObject | Refusal | undefined {
  return batch.context === undefined || batch.context === null ? undefined : objectAt(batch, 'context');
}

function quarantined(at: { item: Json; index: number; bytes: Buffer }, refusal: Refusal, reception: Reception): QuarantinedCall {
  const { item, index, bytes } = at;
  const { receivedAt, source, route } = reception;
  const { code, field, reason } = refusal;
  const messageId = isObject(item) && typeof item.messageId === 'string' ? item.messageId.slice(0, 200) : undefined;
  const named = messageId === undefined ? undefined : { messageId };
  return { at: receivedAt, source, route, index, ...named, code, field, reason, ...rawOf(item, bytes) };
}

function answerOf({ index, messageId, code, field, reason }: QuarantinedCall): QuarantinedAnswer {
  return { index, messageId: messageId ?? null, code, field, reason };
}

type Raw = Pick<QuarantinedCall, 'raw' | 'form' | 'truncated'>;

/** The call's JSON as it was read; a number beyond the range (1e999) as the text "Infinity". */
function rawOf(item: Json, bytes: Buffer): Raw {
  try {
    const text = JSON.stringify(item, (_, value: unknown) => (value === Infinity || value === -Infinity ? String(value) : value));
    const raw = beginningOf(Buffer.from(text));
    return { ...raw, form: 'json' };
  } catch {
    // Nested more deeply than JSON can be written: what came is kept as it came.
    return beginningOf(bytes);
  }
}

function beginningOf(bytes: Buffer): Raw {
  const truncated = bytes.length > RAW_MAX;
  const start = truncated ? bytes.subarray(0, characterStart(bytes, RAW_MAX)) : bytes;
  return isUtf8(start)
    ? { raw: start.toString('utf8'), form: 'text', truncated }
    : { raw: start.toString('base64'), form: 'base64', truncated };
}
