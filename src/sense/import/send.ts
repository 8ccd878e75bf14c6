/**
 * Sends batches of calls through the HTTP door. Waits as long as the door asks (429, 503), tries again when the connection fails.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { type Said, VolanoError, verbatim } from '../../base/index.ts';
import type { Answer, QuarantinedAnswer } from '../door/index.ts';
import { reasonSaid } from '../quarantine/index.ts';
import { said } from '../said.ts';

export interface SendResult {
  readonly accepted: number;
  /** The calls that the door refused, by their place in the batch. */
  readonly quarantined: readonly QuarantinedAnswer[];
}

/**
 * Sends the calls, each given as its JSON text, as one batch; resolves when the door has them on disk. Throws
 * VOLANO_IMPORT_DOOR_UNREACHABLE, VOLANO_IMPORT_REFUSED.
 */
export type Send = (calls: readonly string[]) => Promise<SendResult>;

export interface HttpSenderOptions {
  /** Of the server, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  readonly writeKey: string;
  /** Attempts that get no answer, or one of a failing server, before the import stops. Default 8: about half a minute. Being told to wait does not count. */
  readonly attemptsMax?: number;
  /** Told each time it waits. */
  readonly onWait?: (wait: { readonly delayMs: number; readonly why: string }) => void;
}

const BACKOFF_MS = 250;
const BACKOFF_MAX_MS = 10_000;

/** A sender through the HTTP door of a server, one connection kept alive. */
export function httpSender({ url, writeKey, attemptsMax = 8, onWait }: HttpSenderOptions): Send {
  const address = new URL('v1/batch', url.endsWith('/') ? url : `${url}/`).href;
  const authorization = `Basic ${Buffer.from(`${writeKey}:`).toString('base64')}`;
  return async (calls) => {
    const body = `{"batch":[${calls.join(',')}]}`;
    for (let attempt = 1; ; ) {
      const outcome = await post(address, authorization, body);
      if ('result' in outcome) return outcome.result;
      if (outcome.counts && attempt++ >= attemptsMax)
        throw new VolanoError('VOLANO_IMPORT_DOOR_UNREACHABLE', { url, problem: outcome.why });
      const delayMs = outcome.delayMs ?? Math.min(BACKOFF_MS * 2 ** (attempt - 2), BACKOFF_MAX_MS);
      onWait?.({ delayMs, why: outcome.why.en });
      await sleep(delayMs);
    }
  };
}

type Outcome = { readonly result: SendResult } | { readonly why: Said; readonly delayMs: number | undefined; readonly counts: boolean };

async function post(address: string, authorization: string, body: string): Promise<Outcome> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address, { method: 'POST', headers: { authorization, 'content-type': 'application/json' }, body });
    text = await response.text();
  } catch (error) {
    const { cause, message } = error as Error;
    return { why: verbatim(cause instanceof Error && cause.message !== '' ? cause.message : message), delayMs: undefined, counts: true };
  }
  if (response.status === 429 || response.status >= 500) {
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    return { why: reasonOf(text, response.status), delayMs: seconds >= 0 ? seconds * 1000 : undefined, counts: response.status !== 429 };
  }
  const answer = answerOf(text);
  if (!answer || response.status === 401 || answer.quarantined.some(({ index }) => index < 0)) {
    throw new VolanoError('VOLANO_IMPORT_REFUSED', { problem: reasonOf(text, response.status) });
  }
  return { result: { accepted: answer.accepted, quarantined: answer.quarantined } };
}

function answerOf(text: string): Answer | undefined {
  try {
    const answer = JSON.parse(text) as Partial<Answer> | null;
    return typeof answer?.accepted === 'number' && Array.isArray(answer.quarantined) ? (answer as Answer) : undefined;
  } catch {
    return undefined;
  }
}

function reasonOf(text: string, status: number): Said {
  const { code, reason = '' } = answerOf(text) ?? {};
  return code === undefined ? verbatim(`HTTP ${status}`) : said`${code}: ${reasonSaid({ code, field: '', reason })}`;
}
