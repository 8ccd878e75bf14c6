/**
 * The body of a request as JSON, or as an outline of it, whatever its labels say: clients send gzip labelled as a form and JSON labelled as
 * text.
 * The size is bounded before and after unpacking, so that a small gzip cannot become a large memory.
 */
import { isAscii, isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { promisify } from 'node:util';
import { brotliDecompress, gunzip, inflate } from 'node:zlib';
import type { Json } from '../../core/index.ts';
import { type BatchOutline, outlineOf } from '../batch/index.ts';
import { Refusal } from '../call/index.ts';
import { jsonFault } from './json-fault.ts';

export interface Body {
  readonly json: Json;
  /** Unpacked. */
  readonly bytes: Buffer;
  /** It has escapes that may be lone surrogates. */
  readonly surrogates: boolean;
}

/** A body that cannot be read, with as much of it as is there. */
export interface UnreadableBody {
  readonly refusal: Refusal;
  readonly bytes: Buffer;
}

/** How much of a too large body is still taken from the sender, so that it hears the answer instead of a broken connection. */
const DRAIN_BYTES = 8 * 1024 * 1024;

/** The bytes of the body as sent. Resolves with `complete: false` after `limit` bytes; rejects when the sender breaks off. */
export function receiveBytes(stream: IncomingMessage, limit: number): Promise<{ readonly bytes: Buffer; readonly complete: boolean }> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let kept = 0;
    let received = 0;
    const answer = (): void => resolve({ bytes: chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks), complete: received <= limit });
    stream.on('data', (chunk: Buffer) => {
      received += chunk.length;
      if (kept < limit) {
        chunks.push(chunk);
        kept += chunk.length;
      }
      if (received > limit + DRAIN_BYTES) {
        stream.pause();
        answer();
      }
    });
    stream.once('end', answer);
    stream.once('error', reject);
    // It closes after its end too, when there is nothing left to tell.
    stream.once('close', () => stream.readableEnded || reject(new Error('the sender broke off')));
  });
}

export interface BodyOptions {
  readonly complete: boolean;
  readonly contentEncoding: string | undefined;
  /** Bytes, unpacked. */
  readonly limit: number;
  /** Set where an outline will do, if the body is a batch of at most so many calls. */
  readonly callsMax?: number | undefined;
}

export type ReadBody = Body | BatchOutline | UnreadableBody;

export async function readBody(bytes: Buffer, { complete, contentEncoding, limit, callsMax }: BodyOptions): Promise<ReadBody> {
  if (!complete) return { refusal: new Refusal('VOLANO_REQUEST_TOO_LARGE', '', { limit }), bytes };
  const plain = await unpack(bytes, contentEncoding, limit);
  if (plain instanceof Refusal) return { refusal: plain, bytes };
  if (plain.length > limit) return { refusal: new Refusal('VOLANO_REQUEST_TOO_LARGE', '', { limit }), bytes: plain };
  const outline = callsMax !== undefined && isUtf8(plain) ? outlineOf(plain, callsMax) : undefined;
  if (outline) return outline;
  const text = textOf(plain);
  if (text instanceof Refusal) return { refusal: text, bytes: plain };
  try {
    return { json: JSON.parse(text) as Json, bytes: plain, surrogates: mayHaveSurrogates(text) };
  } catch {
    return { refusal: new Refusal('VOLANO_REQUEST_UNREADABLE', '', { problem: jsonFault(text) }), bytes: plain };
  }
}

/** Whether JSON has escapes that may be lone surrogates. */
export function mayHaveSurrogates(text: string): boolean {
  return text.includes('\\ud') || text.includes('\\uD');
}

const unpackers = { gzip: promisify(gunzip), deflate: promisify(inflate), br: promisify(brotliDecompress) };

async function unpack(bytes: Buffer, contentEncoding: string | undefined, limit: number): Promise<Buffer | Refusal> {
  const encoding = encodingOf(bytes, contentEncoding);
  if (!encoding) return bytes;
  try {
    return await unpackers[encoding](bytes, { maxOutputLength: limit });
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return new Refusal('VOLANO_REQUEST_TOO_LARGE', '', { limit });
    const looksLikeJson = bytes[0] === 0x7b || bytes[0] === 0x5b;
    return looksLikeJson ? bytes : new Refusal('VOLANO_REQUEST_ENCODING_INVALID', '', { encoding, problem: { en: message, zh: message } });
  }
}

/** gzip shows itself by its first two bytes; no JSON begins so. A label that lies (a proxy has unpacked) does no harm. */
function encodingOf(bytes: Buffer, contentEncoding: string | undefined): keyof typeof unpackers | undefined {
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  const label = contentEncoding?.trim().toLowerCase();
  return label === 'deflate' || label === 'br' ? label : undefined;
}

function textOf(bytes: Buffer): string | Refusal {
  if (isAscii(bytes)) return bytes.toString('latin1');
  const start = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  return isUtf8(bytes) ? bytes.toString('utf8', start) : new Refusal('VOLANO_REQUEST_NOT_UTF8', '', { position: firstInvalid(bytes) });
}

/** By halves down to some characters, then one by one. */
function firstInvalid(bytes: Buffer): number {
  let valid = 0;
  for (let step = bytes.length >> 1; step > 16; step >>= 1) {
    const boundary = characterStart(bytes, valid + step);
    if (boundary > valid && isUtf8(bytes.subarray(valid, boundary))) valid = boundary;
  }
  for (;;) {
    const width = characterWidth(bytes[valid] ?? 0);
    if (valid + width > bytes.length || !isUtf8(bytes.subarray(valid, valid + width))) return valid;
    valid += width;
  }
}

function characterWidth(lead: number): number {
  if (lead < 0xc0) return 1;
  return lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
}

/** The nearest offset at or before `offset` where a character may begin. */
export function characterStart(bytes: Buffer, offset: number): number {
  let start = offset;
  while (start > 0 && offset - start < 3 && (bytes[start]! & 0xc0) === 0x80) start--;
  return start;
}
