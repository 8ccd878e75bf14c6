import { describe, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../channel.ts';
import type { EgressResult } from './egress.ts';
import { outcomeOf, retryAfterMs } from './outcomes.ts';

const NOW = Date.UTC(2024, 5, 18, 7, 30);

function meaning(result: EgressResult, secrets: readonly string[] = []): DeliveryOutcome {
  return outcomeOf({ result, prefix: 'webhook', now: NOW, secrets });
}

function answer(status: number, text = '', headers: Record<string, string> = {}): EgressResult {
  return { kind: 'answer', status, text, headers };
}

describe('answers', () => {
  test.each([200, 201, 202, 204])('%d is sent', (status) => expect(meaning(answer(status)).outcome).toBe('sent'));

  test.each([502, 504])('%d is of a gateway that does not know, and may be tried again', (status) => {
    expect(meaning(answer(status))).toEqual({ outcome: 'failed', reason: `webhook_refused: ${status}`, retryable: true, unknown: true });
  });

  test.each([408, 425, 429, 500, 503])('%d may be tried again', (status) => {
    expect(meaning(answer(status))).toEqual({ outcome: 'failed', reason: `webhook_refused: ${status}`, retryable: true });
  });

  test.each([400, 401, 403, 404, 410, 413, 422])('%d is final', (status) => {
    expect(meaning(answer(status))).toEqual({ outcome: 'failed', reason: `webhook_refused: ${status}`, retryable: false });
  });

  test.each([301, 302, 307, 308])('%d is final: nobody follows', (status) => {
    expect(meaning(answer(status))).toMatchObject({
      outcome: 'failed',
      reason: expect.stringMatching(/^webhook_redirected/),
      retryable: false,
    });
  });

  test('what was said is kept on one line, and short', () => {
    expect(meaning(answer(422, 'no\r\n such\tcustomer\u0007'))).toMatchObject({ reason: 'webhook_refused: 422 no such customer' });
    expect(meaning(answer(200, 'x'.repeat(5_000)))).toMatchObject({ answer: `200 ${'x'.repeat(200)}` });
  });

  test('a server that echoes a secret does not bring it into a reason or an answer', () => {
    const secret = 'k-123456789';
    for (const status of [200, 401]) expect(JSON.stringify(meaning(answer(status, `got ${secret}, hm`), [secret]))).not.toContain(secret);
  });

  test('nor does one that echoes it encoded, as JSON, addresses and headers are', () => {
    const secret = 'k+12/34"56=';
    const forms = [
      JSON.stringify(secret).slice(1, -1),
      JSON.stringify(secret).slice(1, -1).replaceAll('/', '\\/'),
      encodeURIComponent(secret),
      new URLSearchParams({ secret }).toString().slice('secret='.length),
      Buffer.from(secret).toString('base64'),
      Buffer.from(secret).toString('base64url'),
    ];
    for (const form of forms)
      expect(meaning(answer(401, `got ${form}, hm`), [secret])).toMatchObject({ reason: 'webhook_refused: 401 got [secret], hm' });
  });
});

test('what was never tried is final; what broke may be tried again', () => {
  expect(meaning({ kind: 'refused', problem: 'address_not_public' })).toEqual({
    outcome: 'failed',
    reason: 'webhook_address_not_public',
    retryable: false,
  });
  const timeout = { kind: 'broken', problem: 'timeout', unknown: true } as const;
  expect(meaning(timeout)).toEqual({ outcome: 'failed', reason: 'webhook_timeout', retryable: true, unknown: true });
  expect(meaning({ kind: 'broken', problem: 'ECONNREFUSED', unknown: false })).toEqual({
    outcome: 'failed',
    reason: 'webhook_unreachable: ECONNREFUSED',
    retryable: true,
  });
});

describe('Retry-After', () => {
  test.each([
    ['7', 7_000],
    ['0', 0],
    [new Date(NOW + 90_000).toUTCString(), 90_000],
    [new Date(NOW - 90_000).toUTCString(), 0],
    ['999999999', 86_400_000],
    ['soon', undefined],
    [undefined, undefined],
  ])('%s', (header, ms) => expect(retryAfterMs(header, NOW)).toBe(ms));

  test('counts where trying again makes sense', () => {
    expect(meaning(answer(429, '', { 'retry-after': '7' }))).toMatchObject({ retryAfterMs: 7_000 });
    expect(meaning(answer(404, '', { 'retry-after': '7' }))).not.toHaveProperty('retryAfterMs');
  });
});
