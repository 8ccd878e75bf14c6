/** Asks a running server for the frames of a backup. */
import { VolanoError, verbatim } from '../base/index.ts';
import type { AskForFrames, Frame } from '../runtime/index.ts';
import type { Where } from './management.ts';
import { refusalIn } from './refusal.ts';

/** `decode`: of runtime/backup, which is heavy to load. */
export function askServer({ url, token }: Where, decode: (bytes: AsyncIterable<Uint8Array>) => AsyncGenerator<Frame>): AskForFrames {
  return async (question, work) => {
    const stopped = new AbortController();
    const headers = { 'content-type': 'application/json', ...(token !== undefined && { authorization: `Bearer ${token}` }) };
    const request = { method: 'POST', headers, body: JSON.stringify(question), signal: stopped.signal };
    const response = await fetch(`${url}/v1/backup`, request).catch((cause: unknown) => {
      throw new VolanoError('VOLANO_SERVER_UNREACHABLE', { url, problem: verbatim(reasonOf(cause)) }, { cause });
    });
    if (!response.ok || !response.body) throw await refusalOf(url, response);
    try {
      return await work(decode(told(response.body)));
    } finally {
      stopped.abort();
    }
  };
}

/** A connection that breaks is told as what it means. */
async function* told(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* bytes;
  } catch (cause) {
    throw new VolanoError('VOLANO_BACKUP_INTERRUPTED', { problem: verbatim(reasonOf(cause)) }, { cause });
  }
}

async function refusalOf(url: string, response: Response): Promise<Error> {
  const text = await response.text();
  try {
    const refusal = refusalIn(JSON.parse(text), response.status);
    if (refusal) return refusal;
  } catch {
    // Not the answer of a Volano server.
  }
  const problem = verbatim(text.slice(0, 200));
  return new VolanoError('VOLANO_SERVER_ANSWER_UNEXPECTED', { url, status: response.status, request: 'POST /v1/backup', problem });
}

function reasonOf(cause: unknown): string {
  const inner = cause instanceof Error && cause.cause instanceof Error ? cause.cause : cause;
  return inner instanceof Error ? inner.message : String(inner);
}
