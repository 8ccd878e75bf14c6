/** Where everything stands in the body of a batch, without parsing it. */
import { hasAt, hashOf, JsonScan, OPEN_LIST, OPEN_OBJECT } from './scan.ts';

/** Fields of a call that decide what becomes of it, and their places in `CallOutline.spans`. */
export const FIELD = {
  type: 0,
  event: 1,
  messageId: 2,
  userId: 3,
  anonymousId: 4,
  timestamp: 5,
  originalTimestamp: 6,
  sentAt: 7,
  properties: 8,
  traits: 9,
  context: 10,
  name: 11,
  category: 12,
} as const;

export interface CallOutline {
  /** Its bytes: from, to. */
  readonly from: number;
  readonly to: number;
  /** Its parts may be taken as they stand: it is not odd (J2), the text of its fields has no escapes, its context holds nothing that is not context. */
  readonly isPlain: boolean;
  /** Its traits may identify: they have `email` or `phone`. */
  readonly identifies: boolean;
  /** From and to of each field by `FIELD`; zeros where there is none or null. */
  readonly spans: readonly number[];
}

export interface BatchOutline {
  readonly bytes: Buffer;
  readonly calls: readonly CallOutline[];
  /** From and to of the text, zeros where there is none. */
  readonly sentAt: readonly [from: number, to: number];
}

/**
 * The outline of a request's body; undefined when it is no batch of at most `callsMax` calls, is not JSON, or is better parsed: what it
 * says beside its calls is out of the ordinary, or its first call is, as then the others mostly are too. The bytes must be valid UTF-8.
 */
export function outlineOf(bytes: Buffer, callsMax: number): BatchOutline | undefined {
  return new Outliner(bytes, callsMax).outline();
}

const QUOTE = 0x22;
const SMALL_N = 0x6e;
const NO_SPANS: readonly number[] = Object.values(FIELD).flatMap(() => [0, 0]);
const CONTEXT_SPAN = FIELD.context * 2;
const TRAITS_SPAN = FIELD.traits * 2;

interface Name {
  readonly bytes: Uint8Array;
  readonly span: number;
}

const NAMES: ReadonlyMap<number, Name> = new Map(
  Object.entries(FIELD).map(([field, index]) => [hashOf(field), { bytes: Buffer.from(`${field}"`), span: index * 2 }]),
);
const BATCH: Uint8Array = Buffer.from('batch"');
const SENT_AT: Uint8Array = Buffer.from('sentAt"');
const CONTEXT: Uint8Array = Buffer.from('context"');
/** Keys of a context that are read, not only kept. By hash: another key of the same one is merely taken for it. */
const OF_CONTEXT: ReadonlySet<number> = new Set(['traits', 'externalIds'].map(hashOf));
const OF_PERSON: ReadonlySet<number> = new Set(['email', 'phone'].map(hashOf));

/** Levels of objects and lists around a call, and around one of its fields. */
const CALL_LEVELS = 2;
const FIELD_LEVELS = 3;

class Outliner {
  readonly #bytes: Buffer;
  readonly #callsMax: number;
  readonly #scan: JsonScan;
  readonly #calls: CallOutline[] = [];
  #hasBatch = false;
  #sentAt: readonly [number, number] = [0, 0];
  /** Of the call at hand. */
  #spans: number[] = [];
  #identifies = false;

  constructor(bytes: Buffer, callsMax: number) {
    this.#bytes = bytes;
    this.#callsMax = callsMax;
    this.#scan = new JsonScan(bytes);
  }

  outline(): BatchOutline | undefined {
    const scan = this.#scan;
    if (this.#bytes[0] !== OPEN_OBJECT || !scan.object(0, this.#seeMember)) return undefined;
    scan.spaces();
    return this.#hasBatch && scan.at === this.#bytes.length ? { bytes: this.#bytes, calls: this.#calls, sentAt: this.#sentAt } : undefined;
  }

  readonly #seeMember = (): boolean => {
    const scan = this.#scan;
    // Its key may be one of the names in disguise, or be there twice.
    if (scan.odd) return false;
    const passed = this.#member();
    scan.odd = false;
    return passed;
  };

  #member(): boolean {
    const scan = this.#scan;
    const bytes = this.#bytes;
    const from = scan.at;
    const isNull = bytes[from] === SMALL_N;
    if (hasAt(bytes, scan.keyFrom, BATCH)) {
      this.#hasBatch = true;
      return bytes[from] === OPEN_LIST && scan.list(1, this.#seeCall);
    }
    if (hasAt(bytes, scan.keyFrom, CONTEXT) && !isNull) return false;
    if (!scan.value(1)) return false;
    if (isNull || !hasAt(bytes, scan.keyFrom, SENT_AT)) return true;
    this.#sentAt = [from, scan.at];
    return bytes[from] === QUOTE && !scan.escaped;
  }

  readonly #seeCall = (): boolean => {
    const scan = this.#scan;
    const from = scan.at;
    if (this.#calls.length === this.#callsMax || this.#bytes[from] !== OPEN_OBJECT) return false;
    scan.odd = false;
    this.#spans = NO_SPANS.slice();
    this.#identifies = false;
    if (!scan.object(CALL_LEVELS, this.#seeField)) return false;
    if (scan.odd && this.#calls.length === 0) return false;
    this.#calls.push({ from, to: scan.at, isPlain: !scan.odd, identifies: this.#identifies, spans: this.#spans });
    return true;
  };

  readonly #seeField = (): boolean => {
    const scan = this.#scan;
    const bytes = this.#bytes;
    const from = scan.at;
    const name = NAMES.get(scan.key);
    if (!name || !hasAt(bytes, scan.keyFrom, name.bytes)) return scan.value(FIELD_LEVELS);
    const first = bytes[from];
    const see = first === OPEN_OBJECT ? this.#lookInto(name.span) : undefined;
    if (!(see ? scan.object(FIELD_LEVELS, see) : scan.value(FIELD_LEVELS))) return false;
    if (first === SMALL_N) return true;
    if (first === QUOTE && scan.escaped) scan.odd = true;
    this.#spans[name.span] = from;
    this.#spans[name.span + 1] = scan.at;
    return true;
  };

  #lookInto(span: number): (() => boolean) | undefined {
    if (span === CONTEXT_SPAN) return this.#seeOfContext;
    return span === TRAITS_SPAN ? this.#seeTrait : undefined;
  }

  readonly #seeOfContext = (): boolean => {
    if (OF_CONTEXT.has(this.#scan.key)) this.#scan.odd = true;
    return this.#scan.value(FIELD_LEVELS + 1);
  };

  readonly #seeTrait = (): boolean => {
    if (OF_PERSON.has(this.#scan.key)) this.#identifies = true;
    return this.#scan.value(FIELD_LEVELS + 1);
  };
}
