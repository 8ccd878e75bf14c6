/**
 * SMS through any provider with an HTTP API, described by settings: where to, how a message is said, how success is told. What the provider
 * answers decides: a status or a code in its answer may mean sent, try again, or never.
 */
import { type Carrier, type CarrierContext, defineCarrier } from '../carrier.ts';
import type { Channel, DeliveryOutcome, OutgoingMessage } from '../channel.ts';
import { createEgress, type EgressResult, headersWith, outcomeOf, saidIn, secretsInHeaders } from '../egress/index.ts';
import { filled, filledText, type SmsValues } from './placeholders.ts';
import { type HttpSmsSettings, httpSmsSettings, type SmsAuthorization } from './settings.ts';
import { composeSms } from './text.ts';

const TIMEOUT_MS_DEFAULT = 10_000;
const SEGMENTS_MAX_DEFAULT = 10;

/** Speaks to any provider of SMS over HTTP, as the settings describe it. */
export const httpSmsCarrier: Carrier = defineCarrier({ name: 'http_sms', types: ['sms'], settings: httpSmsSettings, open: openHttpSms });

function openHttpSms(settings: HttpSmsSettings, { channel, secretOf, now, lookup }: CarrierContext): Channel {
  const { allowPrivate = [], allowHttp = [], timeoutMs = TIMEOUT_MS_DEFAULT, segmentsMax = SEGMENTS_MAX_DEFAULT } = settings;
  const headers = headersWith(settings.headers ?? {}, secretOf);
  const { headers: authorization, secrets } = authorizationOf(settings.auth, secretOf);
  const egress = createEgress({ allowPrivate, allowHttp, ...(lookup && { lookup }) });
  return {
    id: channel,
    async deliver(message, signal) {
      const to = numberOf(message);
      if (to === undefined) return { outcome: 'failed', reason: 'sms_number_invalid', retryable: false, bounced: 'permanent' };
      const { text, segments } = composeSms(message);
      if (text === '') return { outcome: 'failed', reason: 'sms_empty', retryable: false };
      if (segments > segmentsMax) {
        return { outcome: 'failed', reason: `sms_too_long: ${segments} segments, at most ${segmentsMax} are sent`, retryable: false };
      }
      const request = requestOf({ ...settings, headers }, { to, text, id: message.command.message });
      const result = await egress.send({ ...request, headers: { ...request.headers, ...authorization }, timeoutMs, signal });
      return meaningOf(settings, result, {
        now: now(),
        secrets: [...secrets, ...secretsInHeaders(headers), to, to.replace('+', '')],
      });
    },
    async close() {
      egress.close();
    },
  };
}

/** Digits with or without the plus sign of international numbers; gaps and dashes are only for the eye. */
function numberOf({ command }: OutgoingMessage): string | undefined {
  const digits = (command.to ?? '').replace(/[\s()./-]/g, '');
  return /^\+?\d{5,15}$/.test(digits) ? digits : undefined;
}

function authorizationOf(
  auth: SmsAuthorization | undefined,
  secretOf: (reference: string) => string,
): { readonly headers: Readonly<Record<string, string>>; readonly secrets: readonly string[] } {
  if (!auth) return { headers: {}, secrets: [] };
  const secret = secretOf(auth.secret);
  if (auth.type === 'header') return { headers: { [auth.name.toLowerCase()]: secret }, secrets: [secret] };
  if (auth.type === 'bearer') return { headers: { authorization: `Bearer ${secret}` }, secrets: [secret] };
  const coded = Buffer.from(`${auth.user}:${secret}`).toString('base64');
  return { headers: { authorization: `Basic ${coded}` }, secrets: [coded, secret] };
}

interface SmsRequest {
  readonly url: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

function requestOf({ url, method, headers = {}, query = {}, body }: HttpSmsSettings, values: SmsValues): SmsRequest {
  const address = new URL(url);
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, filledText(value, values));
  const given = Object.entries(headers).map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  const own = { ...Object.fromEntries(given), 'user-agent': 'Volano' };
  const common = { url: address.href, method: method ?? (body ? 'POST' : 'GET') };
  if (!body) return { ...common, headers: own };
  if (body.format === 'json') {
    return { ...common, headers: { ...own, 'content-type': 'application/json' }, body: JSON.stringify(filled(body.fields, values)) };
  }
  const form = new URLSearchParams();
  for (const [name, value] of Object.entries(body.fields)) form.set(name, filledText(value, values));
  return { ...common, headers: { ...own, 'content-type': 'application/x-www-form-urlencoded' }, body: form.toString() };
}

function meaningOf(
  { success, errors, messageId }: HttpSmsSettings,
  result: EgressResult,
  { now, secrets }: { readonly now: number; readonly secrets: readonly string[] },
): DeliveryOutcome {
  const outcome = outcomeOf({ result, prefix: 'sms', now, secrets });
  if (result.kind !== 'answer') return outcome;
  const answer = jsonOf(result.text);
  const accepted = outcome.outcome === 'sent' && (!success || sameCode(valueAt(answer, success.path), success.equals));
  if (accepted) {
    const id = messageId === undefined ? undefined : valueAt(answer, messageId);
    return typeof id === 'string' || typeof id === 'number' ? { outcome: 'sent', answer: saidIn(String(id), secrets) } : outcome;
  }
  const code = errors && valueAt(answer, errors.path);
  const among = (codes: readonly (string | number)[] = []): boolean => codes.some((one) => sameCode(code, one));
  const reason = `sms_refused: ${saidIn(`${result.status} ${result.text}`, secrets)}`;
  if (among(errors?.invalidNumber)) return { outcome: 'failed', reason, retryable: false, bounced: 'permanent' };
  if (among(errors?.retryable)) return { outcome: 'failed', reason, retryable: true };
  return outcome.outcome === 'sent' ? { outcome: 'failed', reason, retryable: false } : outcome;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function valueAt(value: unknown, path: string): unknown {
  let found = value;
  for (const key of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Readonly<Record<string, unknown>>)[key];
  }
  return found;
}

/** Providers change between 0 and "0". */
function sameCode(found: unknown, expected: string | number | boolean): boolean {
  return (typeof found === 'string' || typeof found === 'number' || typeof found === 'boolean') && String(found) === String(expected);
}
