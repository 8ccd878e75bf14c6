/** D4: a channel in trouble. Messages wait, are tried until they expire, and what waits costs nothing. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ChannelDefinition } from '../../define/index.ts';
import type { DeliveryOutcome } from '../channels/index.ts';
import { BUSY, SENT, TestChannel, Trial } from './trial.suite.ts';

let trial: Trial;
beforeEach(async () => {
  trial = await Trial.open();
});
afterEach(() => trial.close());

const many = (count: number) => Array.from({ length: count }, (_, index) => ({ message: `m${index}` }));

describe('a channel that is down', () => {
  const breaker = { size: 10, share: 0.5, attemptsMin: 3, delayMs: 20, delayMsMax: 40 };
  const retry = { delayMs: 1, delayMsMax: 2 };

  test('gets one message now and then, and all of them when it is well again', async () => {
    let down = true;
    const channel = new TestChannel('capture', () => (down ? BUSY : SENT));
    const delivery = await trial.start({ channels: [channel], breaker, retry, concurrency: 2 });
    delivery.wake(await trial.send(...many(50)));
    await expect.poll(() => delivery.state().channels[0]?.breaker).toBe('open');
    // Of fifty that wait only some have been tried: the circuit is what they wait for.
    expect(new Set(channel.ids).size).toBeLessThan(10);
    expect(delivery.state().open).toBe(50);
    down = false;
    await delivery.settled();
    expect(trial.receipts.map(({ kind }) => kind)).toEqual(Array(50).fill('sent'));
    expect(delivery.state()).toMatchObject({ totals: { sent: 50, failed: 0 }, channels: [{ breaker: 'closed' }] });
  });

  test('has its messages until they expire: tried ones fail with the last reason, the others are withdrawn', async () => {
    const channel = new TestChannel('capture', () => BUSY);
    const delivery = await trial.start({ channels: [channel], breaker, retry, concurrency: 1 });
    delivery.wake(await trial.send(...many(8).map((one) => ({ ...one, expiresAt: 11_000 }))));
    await expect.poll(() => delivery.state().channels[0]?.breaker).toBe('open');
    trial.now = 11_001;
    await delivery.settled();
    const tried = new Set(channel.ids);
    expect(tried.size).toBeGreaterThan(0);
    expect(trial.receipts).toHaveLength(8);
    for (const { kind, message, reason } of trial.receipts) {
      expect([kind, reason]).toEqual(tried.has(message) ? ['failed', 'expired: busy'] : ['withdrawn', 'expired']);
    }
  });
});

test('a message that does not expire is given up after its time', async () => {
  const channel = new TestChannel('capture', () => {
    trial.now += 400;
    return BUSY;
  });
  const delivery = await trial.start({ channels: [channel], retry: { delayMs: 1, delayMsMax: 2, ageMsMax: 1_000 } });
  delivery.wake(await trial.send({ message: 'm1' }));
  await delivery.settled();
  expect(channel.ids).toHaveLength(3);
  expect(trial.receipts).toMatchObject([{ kind: 'failed', reason: 'retries_exhausted: busy' }]);
});

test('the pause that the receiving end asks for is kept', async () => {
  const times: number[] = [];
  const channel = new TestChannel('capture', (): DeliveryOutcome => {
    times.push(performance.now());
    return times.length === 1 ? { outcome: 'failed', reason: 'too_many', retryable: true, retryAfterMs: 60 } : SENT;
  });
  const delivery = await trial.start({ channels: [channel] });
  delivery.wake(await trial.send({ message: 'm1' }));
  await delivery.settled();
  // A timer of Node may come a millisecond early.
  expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(58);
});

test('the rate of a channel holds; what is captured has none', async () => {
  const mail: ChannelDefinition = {
    kind: 'channel',
    id: 'mail',
    type: 'email',
    name: { en: 'Mail', zh: '邮件' },
    rate: { max: 10, per: '1h' },
  };
  const channel = new TestChannel('mail');
  const rest = new TestChannel('capture');
  const definitionOf = () => mail;
  const delivery = await trial.start({ channels: [channel], fallback: rest, definitionOf });
  delivery.wake(await trial.send(...many(5).map((one) => ({ ...one, channel: 'mail' })), { message: 'x1' }, { message: 'x2' }));
  await expect.poll(() => rest.ids).toEqual(['x1', 'x2']);
  await expect.poll(() => channel.ids).toEqual(['m0']);
  expect(delivery.state().channels[0]).toMatchObject({ channel: 'mail', waiting: 4, active: 0, retrying: 0 });
});
