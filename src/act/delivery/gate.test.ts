import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { AttemptResult } from './attempt.ts';
import { isBrokenCircuit } from './breaker.ts';
import { createGate, type Gate, type GateOptions } from './gate.ts';
import type { Rate } from './rate.ts';

const SENT: AttemptResult = { kind: 'sent', dispatchedAt: 1 };
const DOWN: AttemptResult = { kind: 'failed', dispatchedAt: 1, reason: 'connection_refused', retryable: true };
const REFUSED: AttemptResult = { kind: 'failed', dispatchedAt: 1, reason: 'address_invalid', retryable: false };
const BOUNCED: AttemptResult = { ...DOWN, reason: 'mailbox_full', bounced: 'temporary' };
const SLOWER: AttemptResult = { ...DOWN, reason: 'too_many', retryAfterMs: 5_000 };
const POLICY = { size: 10, share: 0.5, attemptsMin: 4, delayMs: 1_000, delayMsMax: 3_000 };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function gateOf(options: Partial<GateOptions> = {}): Gate {
  return createGate({ concurrency: 8, rate: () => undefined, breaker: POLICY, ...options });
}

async function results(gate: Gate, ...list: readonly AttemptResult[]): Promise<void> {
  for (const result of list) await gate.run(async () => result);
}

describe('the pool', () => {
  test('lets as many go as are free, and has no time to ask again at', () => {
    const gate = gateOf();
    expect([gate.take(100, 0), gate.take(100, 5), gate.take(2, 0), gate.take(5, 8), gate.take(5, 9)]).toEqual([8, 3, 2, 0, 0]);
    expect(gate.waitMs()).toBe(Number.POSITIVE_INFINITY);
  });
});

describe('the circuit breaker', () => {
  test('opens when most attempts are failures of the channel, and then nobody goes', async () => {
    const gate = gateOf();
    const changes: string[] = [];
    gate.onChange = () => changes.push(gate.state);
    await results(gate, DOWN, DOWN, DOWN);
    expect([gate.state, gate.take(9, 0)]).toEqual(['closed', 8]);
    await results(gate, DOWN);
    expect([gate.state, gate.take(9, 0), gate.waitMs()]).toEqual(['open', 0, 1_000]);
    expect(changes).toEqual(['open']);
  });

  test('refuses what was on its way when it opened', async () => {
    const gate = gateOf();
    await results(gate, DOWN, DOWN, DOWN, DOWN);
    const error = await gate.run(async () => SENT).catch((reason: unknown) => reason);
    expect(isBrokenCircuit(error)).toBe(true);
    expect(isBrokenCircuit(new Error('another'))).toBe(false);
  });

  test('then lets one message try: when that succeeds all go again', async () => {
    const gate = gateOf();
    await results(gate, DOWN, DOWN, DOWN, DOWN);
    vi.advanceTimersByTime(1_000);
    expect([gate.take(9, 0), gate.take(9, 1)]).toEqual([1, 0]);
    const tries = gate.run(async () => {
      expect(gate.state).toBe('half_open');
      return SENT;
    });
    await tries;
    expect([gate.state, gate.take(9, 0)]).toEqual(['closed', 8]);
  });

  test('stays open twice as long with each try that fails, up to its maximum', async () => {
    const gate = gateOf();
    await results(gate, DOWN, DOWN, DOWN, DOWN);
    const waits: number[] = [];
    for (let i = 0; i < 4; i++) {
      waits.push(gate.waitMs());
      vi.advanceTimersByTime(gate.waitMs());
      expect(gate.take(9, 0)).toBe(1);
      await results(gate, DOWN);
      expect([gate.state, gate.take(9, 0)]).toEqual(['open', 0]);
    }
    expect(waits).toEqual([1_000, 2_000, 3_000, 3_000]);
  });

  test.each([
    ['what is said of one message', REFUSED],
    ['a bounce of an address', BOUNCED],
    ['a request for a pause', SLOWER],
  ])('%s is no failure of the channel', async (_, result) => {
    const gate = gateOf();
    await results(gate, ...Array.from({ length: 30 }, () => result));
    expect(gate.state).toBe('closed');
  });
});

describe('a pause that the receiving end asks for', () => {
  test('holds all, and ends', async () => {
    const gate = gateOf();
    await results(gate, SLOWER);
    expect([gate.take(9, 0), gate.waitMs()]).toEqual([0, 5_000]);
    vi.advanceTimersByTime(5_000);
    expect(gate.take(9, 0)).toBe(8);
  });

  test('because of one address holds nobody else', async () => {
    const gate = gateOf();
    await results(gate, { ...SLOWER, bounced: 'temporary' });
    expect(gate.take(9, 0)).toBe(8);
  });

  test('is at most a quarter of an hour', async () => {
    const gate = gateOf();
    await results(gate, { ...SLOWER, retryAfterMs: 1e12 });
    expect(gate.waitMs()).toBe(900_000);
  });
});

test('the rate is the one of the release that runs', () => {
  let rate: Rate | undefined = { max: 20, per: '1s' };
  const gate = gateOf({ rate: () => rate });
  expect([gate.take(9, 0), gate.take(9, 2)]).toEqual([2, 0]);
  expect(gate.waitMs()).toBeGreaterThan(0);
  expect(gate.waitMs()).toBeLessThan(1_000);
  rate = { max: 50, per: '1s' };
  expect(gate.take(9, 0)).toBe(5);
  rate = undefined;
  expect(gate.take(9, 0)).toBe(8);
});
