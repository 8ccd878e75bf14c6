/** Waiting for messages ends: when they are through, or when it is clear that they will not be. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeliveryOutcome } from '../channels/index.ts';
import { BUSY, SENT, TestChannel, Trial } from './trial.suite.ts';

const PATIENCE_MS = 200;
const SLOWLY = { retry: { delayMs: 20, delayMsMax: 40 } };

let trial: Trial;
beforeEach(async () => {
  trial = await Trial.open();
});
afterEach(() => trial.close());

describe('a channel that is down', () => {
  test('ends the wait, which says what is left and why; the messages stay', async () => {
    const mail = new TestChannel('mail', () => BUSY);
    const sms = new TestChannel('sms');
    const delivery = await trial.start({ channels: [mail, sms], ...SLOWLY });
    delivery.wake(
      await trial.send({ message: 'm1', channel: 'mail' }, { message: 'm2', channel: 'mail' }, { message: 'm3', channel: 'sms' }),
    );
    await expect(delivery.settled(PATIENCE_MS)).rejects.toMatchObject({
      code: 'VOLANO_DELIVERY_UNSETTLED',
      kind: 'retry',
      message: expect.stringMatching(/^2 message\(s\) .*In the way: mail \(2\): busy\. /),
    });
    expect(trial.receipts).toMatchObject([{ message: 'm3', kind: 'sent' }]);
    expect(delivery.state().open).toBe(2);
    mail.answer = () => SENT;
    await delivery.settled();
    expect(delivery.state().open).toBe(0);
  });

  test('ends it too behind an open circuit breaker', async () => {
    const mail = new TestChannel('mail', () => BUSY);
    const breaker = { size: 2, share: 0.5, attemptsMin: 2, delayMs: 60_000, delayMsMax: 60_000 };
    const delivery = await trial.start({ channels: [mail], ...SLOWLY, breaker, concurrency: 2 });
    delivery.wake(await trial.send(...['m1', 'm2', 'm3', 'm4'].map((message) => ({ message, channel: 'mail' }))));
    await expect(delivery.settled(PATIENCE_MS)).rejects.toThrow('mail (4): busy');
  });

  test('ends every wait for it', async () => {
    const delivery = await trial.start({ channels: [new TestChannel('mail', () => BUSY)], ...SLOWLY });
    delivery.wake(await trial.send({ message: 'm1', channel: 'mail' }));
    const ends = await Promise.allSettled([delivery.settled(PATIENCE_MS), delivery.settled(PATIENCE_MS)]);
    expect(ends.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

test('a log that takes nothing ends the wait', async () => {
  const append = () => Promise.reject(new Error('No space left on device'));
  const delivery = await trial.start({ channels: [new TestChannel('capture')], append });
  delivery.wake(await trial.send({ message: 'm1' }));
  await expect(delivery.settled(PATIENCE_MS)).rejects.toThrow('log: No space left on device');
});

test('a channel that is slow but takes them does not', async () => {
  const answer = Promise.withResolvers<DeliveryOutcome>();
  const channel = new TestChannel('capture', () => answer.promise);
  const delivery = await trial.start({ channels: [channel] });
  delivery.wake(await trial.send({ message: 'm1' }));
  const settled = delivery.settled(8);
  await expect.poll(() => channel.ids.length).toBe(1);
  await new Promise((resolve) => setTimeout(resolve, 60));
  expect(channel.ids).toEqual(['m1']);
  answer.resolve(SENT);
  await settled;
  expect(trial.receipts).toMatchObject([{ kind: 'sent' }]);
});

test('what waits for a later time is not waited for', async () => {
  const mayStillGo = async () => ({ go: false, verdict: 'later', until: 99_000 }) as const;
  const delivery = await trial.start({ channels: [new TestChannel('capture')], mayStillGo });
  delivery.wake(await trial.send({ message: 'm1' }));
  await delivery.settled(PATIENCE_MS);
  expect(delivery.state()).toMatchObject({ open: 1, deferred: 1 });
});

test('of what is open now only that is waited for, not what comes later', async () => {
  const [first, second] = [Promise.withResolvers<DeliveryOutcome>(), Promise.withResolvers<DeliveryOutcome>()];
  const channels = [new TestChannel('mail', () => first.promise), new TestChannel('sms', () => second.promise)];
  const delivery = await trial.start({ channels });
  delivery.wake(await trial.send({ message: 'm1', channel: 'mail' }));
  const settled = delivery.settled(undefined, 'open_now');
  delivery.wake(await trial.send({ message: 'm2', channel: 'sms' }));
  let isSettled = false;
  void settled.then(() => (isSettled = true));
  await expect.poll(() => channels[1]!.ids.length).toBe(1);
  expect(isSettled).toBe(false);
  first.resolve(SENT);
  await settled;
  expect(trial.receipts).toMatchObject([{ message: 'm1' }]);
  expect(delivery.state().open).toBe(1);
  second.resolve(SENT);
  await delivery.settled();
  await delivery.settled(undefined, 'open_now');
});
