/** D6: what may have been handed over is not said to have been withdrawn. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Channel, type DeliveryOutcome, FORBIDDEN } from '../channels/index.ts';
import type { Delivery, DeliveryOptions, StillGo } from './delivery.ts';
import { lettersIn } from './letters.suite.ts';
import { BUSY, REFUSED, SENT, TestChannel, Trial } from './trial.suite.ts';

const LOST: DeliveryOutcome = { ...BUSY, outcome: 'failed', reason: 'no_answer', retryable: true, unknown: true };
const GO: StillGo = { go: true };
const STALE: StillGo = { go: false, verdict: 'withdraw', reason: 'exit.event', read: { event: 'Left' } };

let directory: string;
let trial: Trial;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'volano-unknown-'));
  trial = await Trial.open();
});
afterEach(async () => {
  await trial.close();
  rmSync(directory, { recursive: true });
});

async function start(channel: Channel, options: Partial<DeliveryOptions> = {}): Promise<Delivery> {
  return trial.start({ channels: [channel], letters: await lettersIn(directory), ...options });
}

/** Each attempt a second later than the one before, and stale after the last. */
function answering(outcomes: readonly DeliveryOutcome[]) {
  let attempts = 0;
  const channel = new TestChannel('capture', () => {
    trial.now += 1_000;
    return outcomes[attempts++]!;
  });
  return { channel, mayStillGo: async (): Promise<StillGo> => (attempts < outcomes.length ? GO : STALE) };
}

describe('a message that is found stale', () => {
  test('after an attempt that nobody answered has failed with an unknown outcome, at the instant of that attempt', async () => {
    const { channel, mayStillGo } = answering([LOST]);
    const delivery = await start(channel, { mayStillGo, clock: () => 99_000, timeOf: () => 55_000 });
    delivery.wake(await trial.send({ message: 'm1', at: 50_000 }));
    await delivery.settled();
    expect(trial.entries).toMatchObject([
      {
        type: 'receipt',
        kind: 'failed',
        message: 'm1',
        reason: 'outcome_unknown: exit.event',
        read: { event: 'Left' },
        handedAt: 55_000,
        dispatchedAt: 10_000,
      },
    ]);
    expect(delivery.state()).toMatchObject({ open: 0, deadLetters: 0, totals: { failed: 1, withdrawn: 0, sent: 0 } });
  });

  test.each([
    ['refusals only', [BUSY, BUSY], { kind: 'withdrawn', reason: 'exit.event' }],
    ['an attempt without an answer and a refusal', [LOST, BUSY], { kind: 'failed', handedAt: 10_000, dispatchedAt: 10_000 }],
    ['a refusal and an attempt without an answer', [BUSY, LOST], { kind: 'failed', handedAt: 11_000, dispatchedAt: 11_000 }],
    ['two attempts without an answer', [LOST, LOST], { kind: 'failed', handedAt: 11_000, dispatchedAt: 11_000 }],
  ])('after %s', async (_, outcomes, end) => {
    const { channel, mayStillGo } = answering(outcomes);
    const delivery = await start(channel, { mayStillGo });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(trial.receipts).toMatchObject([end]);
    if (end.kind === 'withdrawn') expect(trial.receipts[0]).not.toHaveProperty('handedAt');
  });

  test('after a channel that threw, or never answered', async () => {
    const channel = new TestChannel('capture', ({ command }) => {
      if (command.message === 'm1') throw new Error('broken');
      return new Promise(() => undefined);
    });
    const mayStillGo = async ({ message }: { message: string }): Promise<StillGo> => (channel.ids.includes(message) ? STALE : GO);
    const delivery = await start(channel, { mayStillGo, timeoutMs: 20 });
    delivery.wake(await trial.send({ message: 'm1' }, { message: 'm2' }));
    await delivery.settled();
    expect(trial.receipts).toMatchObject([
      { kind: 'failed', reason: 'outcome_unknown: exit.event' },
      { kind: 'failed', reason: 'outcome_unknown: exit.event' },
    ]);
  });
});

describe('in the next life', () => {
  /** A life that ends in the middle of handing m1 over. */
  async function interrupted(channel: TestChannel): Promise<void> {
    const delivery = await start(channel, { retry: { delayMs: 60_000, delayMsMax: 60_000 } });
    delivery.wake(await trial.send({ message: 'm1', expiresAt: 60_000 }, { message: 'm2', expiresAt: 60_000 }));
    await expect.poll(() => channel.ids.length).toBe(2);
    await delivery.stop();
  }
  const hanging = (): TestChannel =>
    new TestChannel('capture', ({ command }) => (command.message === 'm1' ? new Promise(() => undefined) : BUSY));

  test('only what may have been handed over has an unknown outcome', async () => {
    await interrupted(hanging());
    trial.now = 20_000;
    const delivery = await start(new TestChannel('capture'), { mayStillGo: async () => STALE });
    await delivery.settled();
    const ends = trial.receipts.map(({ message, kind, handedAt, reason }) => [message, kind, handedAt, reason]).sort();
    expect(ends).toEqual([
      ['m1', 'failed', 10_000, 'outcome_unknown: exit.event'],
      ['m2', 'withdrawn', undefined, 'exit.event'],
    ]);
  });

  test('also when it has expired meanwhile', async () => {
    await interrupted(hanging());
    trial.now = 60_001;
    await (await start(new TestChannel('capture'))).settled();
    const ends = trial.receipts.map(({ message, kind, reason }) => [message, kind, reason]).sort();
    expect(ends).toEqual([
      ['m1', 'failed', 'outcome_unknown: expired'],
      ['m2', 'withdrawn', 'expired'],
    ]);
  });

  test('what may still go is handed over again, and what comes of it is known then', async () => {
    await interrupted(hanging());
    const channel = new TestChannel('capture', ({ command }) => (command.message === 'm1' ? SENT : REFUSED));
    const delivery = await start(channel);
    await delivery.settled();
    expect([...channel.ids].sort()).toEqual(['m1', 'm2']);
    expect(trial.receipts.map(({ message, kind }) => [message, kind]).sort()).toEqual([
      ['m1', 'sent'],
      ['m2', 'failed'],
    ]);
    expect(delivery.state().deadLetters).toBe(1);
  });

  test('a message that ended leaves nothing behind, though its mark was not taken away in time', async () => {
    await interrupted(hanging());
    await trial.consume();
    // Its row goes, as if the receipt had been consumed; the other's receipt waits in the log.
    await trial.state.commit([{ table: 'outbox', key: new TextEncoder().encode('m1'), value: undefined }]).durable;
    const third = new TestChannel('capture');
    await (await start(third, { ended: [['m2', 0]] })).stop();
    const delivery = await start(third, { mayStillGo: async () => STALE });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(trial.receipts.map(({ message, kind }) => [message, kind]).sort()).toEqual([
      ['m1', 'withdrawn'],
      ['m2', 'withdrawn'],
    ]);
  });
});

test('who has stood still since it was told that a message may go asks again: another may have withdrawn it meanwhile', async () => {
  let [steadyMs, asked] = [0, 0];
  const mayStillGo = async (): Promise<StillGo> => {
    asked += 1;
    if (asked > 1) return STALE;
    steadyMs += 10_000;
    return GO;
  };
  const channel = new TestChannel('capture', () => SENT);
  const delivery = await start(channel, { mayStillGo, steady: () => steadyMs });
  delivery.wake(await trial.send({ message: 'm1', at: 50_000 }));
  await delivery.settled();
  expect(trial.entries).toMatchObject([{ type: 'receipt', kind: 'withdrawn', message: 'm1' }]);
  expect(asked).toBe(2);
});

test('a channel that can say what it has leaves no marks', async () => {
  const channel = Object.assign(new TestChannel('capture', () => LOST), { forbid: async () => 'forbidden' as const });
  const mayStillGo = async (): Promise<StillGo> => (channel.ids.length === 0 ? GO : STALE);
  const delivery = await start(channel, { mayStillGo });
  delivery.wake(await trial.send({ message: 'm1' }));
  await delivery.settled();
  expect(trial.receipts).toMatchObject([{ kind: 'withdrawn' }]);
});

test('what a channel goes on refusing because it was given up, by whoever has not said so, is withdrawn', async () => {
  const channel = Object.assign(new TestChannel('capture', () => FORBIDDEN), { forbid: async () => 'forbidden' as const });
  const delivery = await start(channel, { retry: { delayMs: 1, delayMsMax: 1 } });
  delivery.wake(await trial.send({ message: 'm1' }));
  await delivery.settled();
  expect(trial.receipts).toMatchObject([{ kind: 'withdrawn', reason: 'given_up' }]);
  expect(channel.ids).toHaveLength(4);
});

test('what a circuit breaker kept back was not handed over', async () => {
  const gone: string[] = [];
  const channel = new TestChannel('capture', () => LOST);
  const mayStillGo = async ({ message }: { message: string }): Promise<StillGo> => {
    if (!gone.includes(message)) {
      gone.push(message);
      return GO;
    }
    return STALE;
  };
  const breaker = { size: 2, share: 0.1, attemptsMin: 1, delayMs: 10, delayMsMax: 20 };
  const delivery = await start(channel, { mayStillGo, breaker });
  delivery.wake(await trial.send(...['m1', 'm2', 'm3', 'm4'].map((message) => ({ message }))));
  await delivery.settled();
  for (const { message, kind } of trial.receipts)
    expect([message, kind]).toEqual([message, channel.ids.includes(message) ? 'failed' : 'withdrawn']);
  expect(trial.receipts).toHaveLength(4);
});
