/**
 * A backup on its way from the installation to the folder that takes it: the same frames within a process and over HTTP. Whole is only what ends with `end`.
 *
 * Bytes of a frame: kind (1), length (uint32, big endian), then JSON, or the bytes of `data` as they are.
 */
import { VolanoError, wordsOf } from '../../base/index.ts';
import { said } from '../said.ts';
import type { LogEnd, StateHead } from '../snapshots/index.ts';
import type { LogSpan, OfPart, RowSpan, SeveralEnds, SeveralHeads } from './format.ts';

export interface BackupHead extends StateHead {
  /** Version of the product. */
  readonly version: string;
  readonly partition: number;
  readonly partitions: number;
  readonly several?: SeveralHeads;
  /** What is to come, about: bytes of the state, entries of the log, rows of the warehouse. */
  readonly estimate: BackupEstimate;
}

export interface BackupEstimate {
  readonly stateBytes: number;
  readonly entries: number;
  readonly rows: number;
  readonly fileBytes: number;
}

export type FileKind = 'log' | 'state' | 'warehouse' | 'file';

export type Frame =
  | { readonly type: 'head'; readonly head: BackupHead }
  /** `name`: of a `file` below the data folder, else nothing. */
  | ({ readonly type: 'file'; readonly kind: FileKind; readonly name: string } & OfPart)
  | { readonly type: 'data'; readonly bytes: Uint8Array }
  /** Ends a file. */
  | { readonly type: 'close'; readonly log?: LogSpan; readonly rows?: RowSpan }
  /** `message` in English; `chinese` of servers that have it. */
  | { readonly type: 'problem'; readonly code: string; readonly message: string; readonly chinese?: string }
  | { readonly type: 'end'; readonly end: LogEnd; readonly ends?: SeveralEnds };

const DATA = 0x64;
const JSON_FRAME = 0x6a;
const HEAD_BYTES = 5;
/** Of thousands of partitions as well. */
const JSON_BYTES_MAX = 4 * 1024 ** 2;
const DATA_BYTES = 256 * 1024;

/** Large data goes as several frames. */
export async function* encodeFrames(frames: AsyncIterable<Frame>): AsyncGenerator<Uint8Array> {
  for await (const frame of frames) {
    if (frame.type !== 'data') yield framed(JSON_FRAME, Buffer.from(JSON.stringify(frame), 'utf8'));
    else for (let at = 0; at < frame.bytes.length; at += DATA_BYTES) yield framed(DATA, frame.bytes.subarray(at, at + DATA_BYTES));
  }
}

function framed(kind: number, body: Uint8Array): Uint8Array {
  const frame = Buffer.allocUnsafe(HEAD_BYTES + body.length);
  frame[0] = kind;
  frame.writeUInt32BE(body.length, 1);
  frame.set(body, HEAD_BYTES);
  return frame;
}

/** Throws VOLANO_BACKUP_INTERRUPTED where the bytes end within a frame or are none. */
export async function* decodeFrames(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Frame> {
  let pending: Buffer = Buffer.alloc(0);
  for await (const chunk of chunks) {
    pending = pending.length === 0 ? viewOf(chunk) : Buffer.concat([pending, chunk]);
    for (let size = frameBytes(pending); size !== undefined; size = frameBytes(pending)) {
      const body = pending.subarray(HEAD_BYTES, size);
      yield pending[0] === DATA ? { type: 'data', bytes: body } : (JSON.parse(body.toString('utf8')) as Frame);
      pending = pending.subarray(size);
    }
  }
  if (pending.length > 0) throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`the connection ended in the middle of it` });
}

/** Of the frame at the beginning, when it is there as a whole. */
function frameBytes(bytes: Buffer): number | undefined {
  if (bytes.length < HEAD_BYTES) return undefined;
  const length = bytes.readUInt32BE(1);
  const most = bytes[0] === DATA ? DATA_BYTES : bytes[0] === JSON_FRAME ? JSON_BYTES_MAX : -1;
  if (length > most) throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: said`the answer is no backup` });
  return bytes.length >= HEAD_BYTES + length ? HEAD_BYTES + length : undefined;
}

function viewOf(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

type ProblemFrame = Extract<Frame, { readonly type: 'problem' }>;

/** What ends a backup before its time, for whoever takes it. */
export function problemFrame(error: unknown): ProblemFrame {
  const { en, zh } = wordsOf(error);
  return { type: 'problem', code: error instanceof VolanoError ? error.code : 'VOLANO_UNEXPECTED', message: en, chinese: zh };
}

/** VOLANO_BACKUP_INTERRUPTED with what the server says. */
export function interrupted({ code, message, chinese = message }: ProblemFrame): VolanoError {
  return new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: { en: `${code}: ${message}`, zh: `${code}：${chinese}` } });
}
