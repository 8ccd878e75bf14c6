/**
 * Requests ready to be sent. Their JSON is made once; what differs each time (message id, customer, time) has a fixed width and is written
 * over the bytes, so that generating load costs next to nothing.
 */
import { type CallTemplate, callTemplate } from './calls.ts';
import { randomFrom, zipf } from './random.ts';

const MESSAGE = 'm@@@@@@@@@@@@';
const USER = 'u@@@@@@@@';
const DEVICE = 'a@@@@@@@@';
const TIME = 'T@@@@@@@@@@@@@@@@@@@@@@@';
/** Of a hundred calls, how many name the device beside the customer. */
const WITH_DEVICE_PERCENT = 40;
const POOL_CALLS = 40_000;

export interface BodiesOptions {
  readonly customers: number;
  /** Calls per request. */
  readonly batch: number;
  readonly seed: number;
  /** Number of the first message id; batches take consecutive ones. */
  readonly firstMessage: number;
}

interface Prepared {
  readonly bytes: Buffer;
  readonly messages: readonly number[];
  readonly users: readonly number[];
  /** Where each device stands, with the call it belongs to. */
  readonly devices: readonly { readonly call: number; readonly offset: number }[];
  readonly times: readonly number[];
}

export class Bodies {
  readonly batch: number;
  readonly #pool: readonly Prepared[];
  readonly #customer: () => number;
  readonly #drawn: number[] = [];
  #next = 0;
  #message: number;

  constructor({ customers, batch, seed, firstMessage }: BodiesOptions) {
    const random = randomFrom(seed);
    this.batch = batch;
    this.#customer = zipf(customers, random);
    this.#message = firstMessage;
    this.#pool = Array.from({ length: Math.max(64, Math.ceil(POOL_CALLS / batch)) }, () => prepared(batch, random));
  }

  /** Bytes of one call, on average. */
  get callBytes(): number {
    return this.#pool.reduce((sum, { bytes }) => sum + bytes.length, 0) / (this.#pool.length * this.batch);
  }

  /** The next request and the number of its first message. The bytes are reused when the pool comes round. */
  take(): { readonly bytes: Buffer; readonly firstMessage: number } {
    const { bytes, messages, users, devices, times } = this.#pool[this.#next]!;
    this.#next = (this.#next + 1) % this.#pool.length;
    const firstMessage = this.#message;
    this.#message += this.batch;
    const now = new Date().toISOString();
    for (const [call, offset] of messages.entries()) writeDigits(bytes, { offset: offset + 1, value: firstMessage + call, width: 12 });
    for (const [call, offset] of users.entries()) {
      this.#drawn[call] = this.#customer();
      writeDigits(bytes, { offset: offset + 1, value: this.#drawn[call]!, width: 8 });
    }
    for (const { call, offset } of devices) writeDigits(bytes, { offset: offset + 1, value: this.#drawn[call]!, width: 8 });
    for (const offset of times) bytes.write(now, offset, 'latin1');
    return { bytes, firstMessage };
  }
}

export function messageId(number: number): string {
  return `m${String(number).padStart(12, '0')}`;
}

export function userId(customer: number): string {
  return `u${String(customer).padStart(8, '0')}`;
}

export function deviceId(customer: number): string {
  return `a${String(customer).padStart(8, '0')}`;
}

/** A tracked call, ready for `/v1/track`. */
export function trackBody(event: string, ids: { readonly message: string; readonly user: string }): Buffer {
  return Buffer.from(JSON.stringify({ event, messageId: ids.message, userId: ids.user, properties: { value: 1 } }), 'utf8');
}

function prepared(batch: number, random: () => number): Prepared {
  const calls = Array.from({ length: batch }, () => callOf(callTemplate(random), random() * 100 < WITH_DEVICE_PERCENT));
  const text = JSON.stringify({ batch: calls, sentAt: TIME });
  const bytes = Buffer.from(text, 'utf8');
  const messages = offsetsOf(bytes, MESSAGE);
  const devices = offsetsOf(bytes, DEVICE).map((offset) => ({ offset, call: messages.filter((start) => start < offset).length - 1 }));
  return { bytes, messages, users: offsetsOf(bytes, USER), devices, times: offsetsOf(bytes, TIME) };
}

function callOf({ event, properties, traits, context }: CallTemplate, withDevice: boolean): object {
  const type = event === '$page' ? 'page' : event === '$identify' ? 'identify' : 'track';
  return {
    type,
    ...(type === 'track' && { event }),
    messageId: MESSAGE,
    timestamp: TIME,
    userId: USER,
    ...(withDevice && { anonymousId: DEVICE }),
    ...(type === 'identify' ? { traits } : { properties }),
    context,
  };
}

function offsetsOf(bytes: Buffer, mark: string): number[] {
  const offsets: number[] = [];
  for (let at = bytes.indexOf(mark); at >= 0; at = bytes.indexOf(mark, at + mark.length)) offsets.push(at);
  return offsets;
}

function writeDigits(bytes: Buffer, { offset, value, width }: { offset: number; value: number; width: number }): void {
  let rest = value;
  for (let at = offset + width - 1; at >= offset; at--) {
    bytes[at] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
