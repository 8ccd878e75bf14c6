/**
 * Entries written from the bytes of a batch's calls.
 *
 * B1. What is written is, byte for byte, what `readCall` makes of the parsed call.
 * B2. What may become something else, a refusal above all, is left: it is to be parsed, and `readCall` says what it becomes.
 */
import type { CallType } from '../../core/index.ts';
import { EVENT_NAME_MAX, IDENTIFIER_MAX, instantOfText, MESSAGE_ID_MAX, Refusal, type RequestContext, timeFrom } from '../call/index.ts';
import { type BatchOutline, type CallOutline, FIELD } from './outline.ts';
import { hasAt, OPEN_OBJECT } from './scan.ts';

/** An entry in the log's codec. */
export interface WrittenEntry {
  readonly value: Uint8Array;
  /** When it happened, ms. */
  readonly time: number;
}

type Context = Pick<RequestContext, 'source' | 'receivedAt' | 'limits' | 'eventTime' | 'dictionary'>;

export class EntryWriter {
  readonly #outline: BatchOutline;
  readonly #context: Context;
  /** The batch's, NaN when it is no time. */
  readonly #sentAt: number | undefined;
  /** What stands before and after the time in every entry of the request. */
  readonly #beforeTime: Uint8Array;
  readonly #afterTime: Uint8Array;
  readonly #into: Buffer;
  #end = 0;

  /** `take` gives what the entries are written into, of at least so many bytes. */
  constructor(outline: BatchOutline, context: Context, take: (bytes: number) => Buffer) {
    const [from, to] = outline.sentAt;
    this.#outline = outline;
    this.#context = context;
    this.#sentAt = this.#instant(from, to);
    this.#beforeTime = Buffer.from(`,"source":${JSON.stringify(context.source)},"time":`);
    this.#afterTime = Buffer.from(`,"receivedAt":${JSON.stringify(context.receivedAt)},"identifiers":[`);
    const envelopeMax = ENVELOPE_MAX + this.#beforeTime.length + this.#afterTime.length;
    this.#into = take(outline.bytes.length + outline.calls.length * envelopeMax);
  }

  /** The call's entry; undefined where it is to be parsed (B2). */
  write(call: CallOutline): WrittenEntry | undefined {
    const kind = call.isPlain ? this.#kindOf(call) : undefined;
    if (!kind || !this.#hasOrdinaryIdentifiers(call)) return undefined;
    const time = this.#timeOf(call);
    if (time === undefined) return undefined;
    const start = this.#end;
    this.#put(kind.head);
    if (kind.call === 'track') this.#copy(call, FIELD.event);
    this.#put(MESSAGE_ID);
    this.#copy(call, FIELD.messageId);
    this.#put(this.#beforeTime);
    this.#digits(time);
    this.#put(this.#afterTime);
    this.#identifiers(call);
    this.#part(call, PROPERTIES);
    this.#part(call, TRAITS);
    this.#part(call, CONTEXT);
    this.#into[this.#end++] = CLOSE;
    if (this.#end - start <= this.#context.limits.callBytes) return { value: this.#into.subarray(start, this.#end), time };
    this.#end = start;
    return undefined;
  }

  #kindOf(call: CallOutline): Kind | undefined {
    const { bytes } = this.#outline;
    const { spans } = call;
    const kind = KINDS.find(({ type }) => hasAt(bytes, spans[FIELD.type * 2]!, type));
    if (!kind || !isAbsentOrObject(bytes, call) || this.#isJudged(kind, call)) return undefined;
    if (kind.call === 'track') return isOrdinaryName(bytes, spans[FIELD.event * 2]!, spans[FIELD.event * 2 + 1]!) ? kind : undefined;
    if (kind.call === 'identify') return call.identifies ? undefined : kind;
    return spans[FIELD.name * 2] === 0 && spans[FIELD.category * 2] === 0 ? kind : undefined;
  }

  /** Whether the dictionary has to look at its properties. */
  #isJudged({ call: type }: Kind, { spans }: CallOutline): boolean {
    const { dictionary } = this.#context;
    if (!dictionary) return false;
    const name =
      type === 'track' ? this.#outline.bytes.toString('utf8', spans[FIELD.event * 2]! + 1, spans[FIELD.event * 2 + 1]! - 1) : `$${type}`;
    return dictionary.concerns(name);
  }

  #hasOrdinaryIdentifiers({ spans }: CallOutline): boolean {
    const { bytes } = this.#outline;
    const messageId = spans[FIELD.messageId * 2]!;
    const length = spans[FIELD.messageId * 2 + 1]! - messageId - 2;
    if (bytes[messageId] !== QUOTE || length < 1 || length > MESSAGE_ID_MAX) return false;
    const user = spans[FIELD.userId * 2]!;
    const anonymous = spans[FIELD.anonymousId * 2]!;
    if (user === 0 && anonymous === 0) return false;
    if (user !== 0 && !isOrdinaryIdentifier(bytes, user, spans[FIELD.userId * 2 + 1]!)) return false;
    return anonymous === 0 || isOrdinaryIdentifier(bytes, anonymous, spans[FIELD.anonymousId * 2 + 1]!);
  }

  #timeOf({ spans }: CallOutline): number | undefined {
    const field = spans[FIELD.timestamp * 2] !== 0 ? FIELD.timestamp : FIELD.originalTimestamp;
    const original = this.#instant(spans[field * 2]!, spans[field * 2 + 1]!);
    const own = spans[FIELD.sentAt * 2]!;
    const sentAt = own === 0 ? this.#sentAt : this.#instant(own, spans[FIELD.sentAt * 2 + 1]!);
    if (Number.isNaN(original) || Number.isNaN(sentAt)) return undefined;
    const time = timeFrom({ original, sentAt, field: 'timestamp' }, this.#context);
    return time instanceof Refusal || time < 0 || !Number.isSafeInteger(time) ? undefined : time;
  }

  /** Undefined where nothing stands, NaN for what is no time or a number. */
  #instant(from: number, to: number): number | undefined {
    if (from === 0) return undefined;
    const { bytes } = this.#outline;
    return bytes[from] === QUOTE ? (instantOfText(bytes.toString('latin1', from + 1, to - 1)) ?? Number.NaN) : Number.NaN;
  }

  #identifiers(call: CallOutline): void {
    const both = call.spans[FIELD.userId * 2] !== 0;
    if (both) {
      this.#put(USER_ID);
      this.#copy(call, FIELD.userId);
      this.#into[this.#end++] = CLOSE_LIST;
    }
    if (call.spans[FIELD.anonymousId * 2] !== 0) {
      this.#put(both ? NEXT_ANONYMOUS_ID : ANONYMOUS_ID);
      this.#copy(call, FIELD.anonymousId);
      this.#into[this.#end++] = CLOSE_LIST;
    }
    this.#into[this.#end++] = CLOSE_LIST;
  }

  #part(call: CallOutline, { field, key, otherwise }: Part): void {
    if (call.spans[field * 2] === 0) {
      this.#put(otherwise);
      return;
    }
    this.#put(key);
    this.#copy(call, field);
  }

  #put(bytes: Uint8Array): void {
    this.#into.set(bytes, this.#end);
    this.#end += bytes.length;
  }

  #copy({ spans }: CallOutline, field: number): void {
    const from = spans[field * 2]!;
    const to = spans[field * 2 + 1]!;
    const { bytes } = this.#outline;
    const into = this.#into;
    let at = this.#end;
    if (to - from > SHORT) into.set(bytes.subarray(from, to), at);
    else for (let i = from; i < to; i++) into[at++] = bytes[i]!;
    this.#end += to - from;
  }

  /** A whole number that is not negative. */
  #digits(value: number): void {
    let width = 1;
    for (let limit = 10; value >= limit; limit *= 10) width++;
    let rest = value;
    for (let at = this.#end + width - 1; at >= this.#end; at--) {
      const tenth = Math.floor(rest / 10);
      this.#into[at] = 0x30 + rest - tenth * 10;
      rest = tenth;
    }
    this.#end += width;
  }
}

const QUOTE = 0x22;
const CLOSE = 0x7d;
const CLOSE_LIST = 0x5d;
/** What an entry has beside what is copied of its call and what stands around its time. */
const ENVELOPE_MAX = 192;
/** Fewer bytes than a native copy costs. */
const SHORT = 20;

const MESSAGE_ID: Uint8Array = Buffer.from(',"messageId":');
const USER_ID: Uint8Array = Buffer.from('["user_id",');
const ANONYMOUS_ID: Uint8Array = Buffer.from('["anonymous_id",');
const NEXT_ANONYMOUS_ID: Uint8Array = Buffer.from(',["anonymous_id",');

interface Part {
  readonly field: number;
  readonly key: Uint8Array;
  /** What stands there when the call has none. */
  readonly otherwise: Uint8Array;
}

const NOTHING: Uint8Array = Buffer.alloc(0);
const PROPERTIES: Part = { field: FIELD.properties, key: Buffer.from(',"properties":'), otherwise: Buffer.from(',"properties":{}') };
const TRAITS: Part = { field: FIELD.traits, key: Buffer.from(',"traits":'), otherwise: NOTHING };
const CONTEXT: Part = { field: FIELD.context, key: Buffer.from(',"context":'), otherwise: NOTHING };

interface Kind {
  readonly call: CallType;
  /** As `type` says it. */
  readonly type: Uint8Array;
  /** How an entry of it begins. */
  readonly head: Uint8Array;
}

const KINDS: readonly Kind[] = (['track', 'page', 'screen', 'identify'] as const).map((call) => ({
  call,
  type: Buffer.from(`"${call}"`),
  head: Buffer.from(`{"type":"event","call":"${call}","event":${call === 'track' ? '' : `"$${call}"`}`),
}));

function isAbsentOrObject(bytes: Uint8Array, { spans }: CallOutline): boolean {
  for (const { field } of [PROPERTIES, TRAITS, CONTEXT]) {
    const from = spans[field * 2]!;
    if (from !== 0 && bytes[from] !== OPEN_OBJECT) return false;
  }
  return true;
}

/** Text that names an event, is not blank and is none of the reserved names. UTF-8 has no fewer bytes than text has characters. */
function isOrdinaryName(bytes: Buffer, from: number, to: number): boolean {
  const length = to - from - 2;
  if (bytes[from] !== QUOTE || length < 1 || length > EVENT_NAME_MAX) return false;
  const first = bytes[from + 1]!;
  if (first === 0x24) return false;
  return (first > 0x20 && first < 0x80) || bytes.toString('utf8', from + 1, to - 1).trim() !== '';
}

/** ASCII text with neither controls nor spaces around it. */
function isOrdinaryIdentifier(bytes: Uint8Array, from: number, to: number): boolean {
  const length = to - from - 2;
  if (bytes[from] !== QUOTE || length < 1 || length > IDENTIFIER_MAX) return false;
  if (bytes[from + 1] === 0x20 || bytes[to - 2] === 0x20) return false;
  for (let i = from + 1; i < to - 1; i++) if (bytes[i]! > 0x7e) return false;
  return true;
}
