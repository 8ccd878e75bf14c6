/** D5: what failed for good is kept, and sent again only when somebody asks. */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { outgoing } from '../channels/channel.suite.ts';
import type { DeadLetter, DeadLetters } from './dead-letters.ts';
import type { Delivery } from './delivery.ts';
import { lettersIn } from './letters.suite.ts';
import { REFUSED, SENT, TestChannel, Trial } from './trial.suite.ts';

let directory: string;
let path: string;
let trial: Trial;
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'volano-letters-'));
  path = join(directory, 'dead-letters');
  trial = await Trial.open();
});
afterEach(async () => {
  await trial.close();
  rmSync(directory, { recursive: true });
});

const { signal } = new AbortController();

function letter(message: string, channel = 'mail'): DeadLetter {
  return { message, command: outgoing(message, { channel }).command, reason: 'busy', attempts: 3, decidedAt: 1, failedAt: 2 };
}

const ids = (letters: readonly DeadLetter[]): string[] => letters.map(({ message }) => message);

describe('the letters', () => {
  let letters: DeadLetters;
  afterEach(() => letters.close());

  test('are listed newest first, page by page, by channel, also in the next life', async () => {
    letters = await lettersIn(path);
    for (const message of ['m1', 'm2', 'm3', 'm4']) await letters.put(letter(message, message === 'm2' ? 'sms' : 'mail'), signal);
    await letters.close();
    letters = await lettersIn(path);
    expect(ids(await letters.list({ limit: 10 }))).toEqual(['m4', 'm3', 'm2', 'm1']);
    const [, second] = await letters.list({ limit: 2 });
    expect(ids(await letters.list({ limit: 2, before: second!.number }))).toEqual(['m2', 'm1']);
    expect(await letters.list({ limit: 2, before: 1 })).toEqual([]);
    expect(ids(await letters.list({ limit: 10, channel: 'sms' }))).toEqual(['m2']);
    expect(await letters.get('m2')).toMatchObject(letter('m2', 'sms'));
    expect(await letters.get('m9')).toBeUndefined();
    expect(await letters.count()).toBe(4);
  });

  test('there is one per message, the newest', async () => {
    letters = await lettersIn(path);
    for (const message of ['m1', 'm2']) await letters.put(letter(message), signal);
    await letters.put({ ...letter('m1'), attempts: 9 }, signal);
    expect(await letters.list({ limit: 10 })).toMatchObject([{ message: 'm1', attempts: 9 }, { message: 'm2' }]);
    await letters.remove('m1', signal);
    await letters.remove('m9', signal);
    expect(ids(await letters.list({ limit: 10 }))).toEqual(['m2']);
  });

  test('are kept up to a number, the newest', async () => {
    letters = await lettersIn(path, { keep: 3 });
    for (let index = 1; index <= 12; index++) await letters.put(letter(`m${index}`), signal);
    expect(await letters.count()).toBeLessThanOrEqual(4);
    expect(ids(await letters.list({ limit: 3 }))).toEqual(['m12', 'm11', 'm10']);
    expect(await letters.get('m1')).toBeUndefined();
  });

  test('nobody but the owner can read them', async () => {
    letters = await lettersIn(path);
    expect(statSync(path).mode & 0o777).toBe(0o700);
    for (const file of ['data.mdb', 'lock.mdb']) expect(statSync(join(path, file)).mode & 0o777).toBe(0o600);
  });
});

/** A delivery whose only message has failed and left the outbox. */
async function failed(channel: TestChannel, message = 'm1'): Promise<Delivery> {
  const delivery = await trial.start({ channels: [channel], letters: await lettersIn(path) });
  delivery.wake(await trial.send({ message, at: 1_000, expiresAt: 61_000, receivedAt: 900 }));
  await delivery.settled();
  await trial.consume();
  return delivery;
}

/** What the engine does with a request. */
async function granted(delivery: Delivery): Promise<void> {
  const commands = trial.redeliveries.map(({ command }) => command);
  delivery.wake(await trial.put(...commands));
  await delivery.settled();
}

describe('sending again', () => {
  test('a failed message has a letter, before its receipt is appended', async () => {
    const delivery = await failed(new TestChannel('capture', () => REFUSED));
    expect(await delivery.deadLetters.list({ limit: 10 })).toMatchObject([
      { message: 'm1', reason: 'address_invalid: nobody', attempts: 1, failedAt: 10_000, command: { message: 'm1', channel: 'capture' } },
    ]);
    expect(delivery.state().deadLetters).toBe(1);
    expect(trial.receipts).toMatchObject([{ kind: 'failed' }]);
  });

  test('goes through the log, under the same id and with a new expiry, and then the normal way', async () => {
    const channel = new TestChannel('capture', () => REFUSED);
    const delivery = await failed(channel);
    expect(await delivery.redeliver({ message: 'm1', by: 'staff' })).toEqual({ messages: ['m1'] });
    expect(trial.redeliveries).toMatchObject([
      { by: 'staff', command: { message: 'm1', customer: 'c1', at: 1_000, expiresAt: 70_000, receivedAt: 0 } },
    ]);
    expect(await delivery.deadLetters.count()).toBe(0);
    expect(channel.ids).toEqual(['m1']);
    channel.answer = () => SENT;
    await granted(delivery);
    expect(channel.ids).toEqual(['m1', 'm1']);
    expect(trial.receipts.map(({ kind }) => kind)).toEqual(['failed', 'sent']);
    expect(await delivery.redeliver({ by: 'staff' })).toEqual({ messages: [] });
  });

  test('what fails again has a letter again', async () => {
    const delivery = await failed(new TestChannel('capture', () => REFUSED));
    await delivery.redeliver({ by: 'staff' });
    await granted(delivery);
    expect(ids(await delivery.deadLetters.list({ limit: 10 }))).toEqual(['m1']);
  });

  test('it has as long as at first, however often it is asked for', async () => {
    const delivery = await failed(new TestChannel('capture', () => REFUSED));
    await delivery.redeliver({ by: 'staff' });
    await granted(delivery);
    trial.now = 50_000;
    await trial.consume();
    await delivery.redeliver({ by: 'staff' });
    expect(trial.redeliveries.map(({ command: { askedAt, expiresAt } }) => [askedAt, expiresAt])).toEqual([
      [10_000, 70_000],
      [50_000, 110_000],
    ]);
  });

  test('asked for twice at once is asked for once; a dry run asks for nothing', async () => {
    const delivery = await failed(new TestChannel('capture', () => REFUSED));
    expect(await delivery.redeliver({ by: 'staff', dryRun: true })).toEqual({ messages: ['m1'] });
    expect(trial.redeliveries).toEqual([]);
    const both = await Promise.all([delivery.redeliver({ by: 'a' }), delivery.redeliver({ message: 'm1', by: 'b' })]);
    expect(both.flatMap(({ messages }) => messages)).toEqual(['m1']);
    expect(trial.redeliveries).toHaveLength(1);
  });

  test('by channel, oldest first; what is unknown is not sent', async () => {
    const mail = new TestChannel('mail', () => REFUSED);
    const sms = new TestChannel('sms', () => REFUSED);
    const delivery = await trial.start({ channels: [mail, sms], letters: await lettersIn(path) });
    for (const [message, channel] of [
      ['m1', 'mail'],
      ['m2', 'sms'],
      ['m3', 'mail'],
    ] as const) {
      delivery.wake(await trial.send({ message, channel }));
      await delivery.settled();
    }
    await trial.consume();
    expect(await delivery.redeliver({ channel: 'mail', by: 'staff' })).toEqual({ messages: ['m1', 'm3'] });
    expect(await delivery.redeliver({ message: 'm1', by: 'staff' })).toEqual({ messages: [] });
    expect(ids(await delivery.deadLetters.list({ limit: 10 }))).toEqual(['m2']);
  });

  test('what the engine has not taken out of the outbox is left: the request might come before the receipt and be for nothing', async () => {
    const gate = Promise.withResolvers<void>();
    const delivery = await trial.start({
      channels: [new TestChannel('capture', () => REFUSED)],
      letters: await lettersIn(path),
      append: async (entries) => {
        await gate.promise;
        trial.entries.push(...entries);
      },
    });
    delivery.wake(await trial.send({ message: 'm1' }));
    await expect.poll(() => delivery.deadLetters.count()).toBe(1);
    expect(await delivery.redeliver({ by: 'staff' })).toEqual({ messages: [] });
    expect(await delivery.deadLetters.count()).toBe(1);
    gate.resolve();
    await delivery.settled();
    expect(await delivery.redeliver({ by: 'staff' })).toEqual({ messages: [] });
    await trial.consume();
    expect(await delivery.redeliver({ by: 'staff' })).toEqual({ messages: ['m1'] });
    expect(trial.entries.map(({ type }) => type)).toEqual(['receipt', 'redeliver']);
  });

  test('a request that the log refuses leaves the letter', async () => {
    const delivery = await trial.start({
      channels: [new TestChannel('capture', () => REFUSED)],
      letters: await lettersIn(path),
      append: async (entries) => {
        if (entries.some(({ type }) => type === 'redeliver')) throw new Error('full');
        trial.entries.push(...entries);
      },
    });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    await trial.consume();
    await expect(delivery.redeliver({ by: 'staff' })).rejects.toThrow('full');
    expect(await delivery.deadLetters.count()).toBe(1);
    await expect(delivery.redeliver({ by: 'staff' })).rejects.toThrow('full');
  });

  test('a message that was sent has no letter by the time its receipt is appended', async () => {
    const channel = new TestChannel('capture', () => REFUSED);
    const first = await failed(channel);
    await first.stop();
    // It was asked for, and the process died before the letter was taken away.
    channel.answer = () => SENT;
    const counts: number[] = [];
    const delivery = await trial.start({
      channels: [channel],
      letters: await lettersIn(path),
      append: async () => void counts.push(await delivery.deadLetters.count()),
    });
    expect(await delivery.deadLetters.count()).toBe(1);
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(counts).toEqual([0]);
  });

  test('a message that is withdrawn loses the letter of a life that died before its receipt', async () => {
    const letters = await lettersIn(path);
    await letters.put(letter('m1'), signal);
    await letters.close();
    await trial.send({ message: 'm1', channel: 'mail' });
    const channel = new TestChannel('mail');
    const mayStillGo = async () => ({ go: false, verdict: 'withdraw', reason: 'goal.event' }) as const;
    const delivery = await trial.start({ channels: [channel], letters: await lettersIn(path), mayStillGo });
    await delivery.settled();
    expect(trial.receipts).toMatchObject([{ message: 'm1', kind: 'withdrawn' }]);
    expect(await delivery.deadLetters.count()).toBe(0);
    expect(await delivery.redeliver({ by: 'test' })).toEqual({ messages: [] });
    expect(channel.ids).toEqual([]);
  });

  test('without a folder for letters there is nothing to send', async () => {
    const delivery = await trial.start({ channels: [new TestChannel('capture', () => REFUSED)] });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(await delivery.redeliver({ by: 'staff' })).toEqual({ messages: [] });
    const { deadLetters } = delivery;
    expect([await deadLetters.count(), await deadLetters.list({ limit: 1 }), await deadLetters.get('m1')]).toEqual([0, [], undefined]);
  });
});
