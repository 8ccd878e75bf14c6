/** What answers over HTTP mean for a message. Reasons hold codes and numbers of our own, and of what comes back only what is free of secrets. */
import type { DeliveryOutcome } from '../channel.ts';
import type { EgressResult } from './egress.ts';

const RETRYABLE: readonly number[] = [408, 425, 429];
/** A gateway says that it has no answer. */
const NO_ANSWER: readonly number[] = [502, 504];
const RETRY_AFTER_MS_MAX = 86_400_000;
const SAID_LENGTH_MAX = 200;

export interface Meaning {
  readonly result: EgressResult;
  /** Leads the reasons: `webhook`, `sms`. */
  readonly prefix: string;
  /** Wall clock, ms. */
  readonly now: number;
  readonly secrets: readonly string[];
}

/** 2xx is sent; 408, 425, 429 and 5xx may be tried again, after the pause that is asked for; everything else is final. */
export function outcomeOf({ result, prefix, now, secrets }: Meaning): DeliveryOutcome {
  if (result.kind === 'refused') return { outcome: 'failed', reason: `${prefix}_${result.problem}`, retryable: false };
  if (result.kind === 'broken') {
    const reason = result.problem === 'timeout' ? `${prefix}_timeout` : `${prefix}_unreachable: ${result.problem}`;
    return { outcome: 'failed', reason, retryable: true, ...(result.unknown && { unknown: true }) };
  }
  const { status, headers } = result;
  const said = saidIn(result.text, secrets);
  if (status >= 200 && status < 300) return { outcome: 'sent', answer: said === '' ? String(status) : `${status} ${said}` };
  if (status >= 300 && status < 400) {
    return { outcome: 'failed', reason: `${prefix}_redirected: ${status}; redirects are not followed`, retryable: false };
  }
  const reason = `${prefix}_refused: ${status}${said === '' ? '' : ` ${said}`}`;
  const retryable = status >= 500 || RETRYABLE.includes(status);
  const pause = retryable ? retryAfterMs(headers['retry-after'], now) : undefined;
  return {
    outcome: 'failed',
    reason,
    retryable,
    ...(pause !== undefined && { retryAfterMs: pause }),
    ...(NO_ANSWER.includes(status) && { unknown: true }),
  };
}

/** Seconds or a date; at most a day. */
export function retryAfterMs(header: string | undefined, now: number): number | undefined {
  if (header === undefined) return undefined;
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now;
  return Number.isFinite(ms) ? Math.min(Math.max(ms, 0), RETRY_AFTER_MS_MAX) : undefined;
}

/** The beginning of what the other side said, on one line. Who echoes what it was sent would echo our secrets too. */
export function saidIn(text: string, secrets: readonly string[]): string {
  let said = text;
  for (const form of secrets.flatMap(formsOf)) said = said.replaceAll(form, '[secret]');
  return said
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, SAID_LENGTH_MAX);
}

/** Plain, and as JSON, addresses, forms and headers write it; the longer first, so that nothing is left of one that holds another. */
function formsOf(secret: string): readonly string[] {
  if (secret === '') return [];
  const json = JSON.stringify(secret).slice(1, -1);
  const inUrl = encodeURIComponent(secret.toWellFormed());
  const inForm = new URLSearchParams([['', secret]]).toString().slice(1);
  const bytes = Buffer.from(secret);
  const forms = [secret, json, json.replaceAll('/', '\\/'), inUrl, inForm, bytes.toString('base64'), bytes.toString('base64url')];
  return [...new Set(forms)].sort((a, b) => b.length - a.length);
}
