/** D1: core is asked before each hand-over whether the message may still go. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { StillGo } from './delivery.ts';
import { BUSY, SENT, TestChannel, Trial } from './trial.suite.ts';

const GO: StillGo = { go: true };
let trial: Trial;
beforeEach(async () => {
  trial = await Trial.open();
});
afterEach(() => trial.close());

describe('a message that may not go any more', () => {
  test('is not handed over, and its receipt says which rule spoke against it', async () => {
    const channel = new TestChannel('capture');
    const mayStillGo = async (): Promise<StillGo> => ({
      go: false,
      verdict: 'withdraw',
      reason: 'consent.withdrawn',
      read: { purpose: 'offers' },
    });
    const delivery = await trial.start({ channels: [channel], mayStillGo });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(channel.ids).toEqual([]);
    expect(trial.entries).toMatchObject([
      { type: 'receipt', kind: 'withdrawn', message: 'm1', reason: 'consent.withdrawn', read: { purpose: 'offers' } },
    ]);
    expect(delivery.state()).toMatchObject({ open: 0, totals: { withdrawn: 1, sent: 0, failed: 0 } });
  });

  test('is not tried again either when that comes true between two attempts', async () => {
    const channel = new TestChannel('capture', () => BUSY);
    const asked: number[] = [];
    const mayStillGo = async (): Promise<StillGo> => {
      asked.push(channel.ids.length);
      return asked.length < 3 ? GO : { go: false, verdict: 'withdraw', reason: 'suppressed' };
    };
    const delivery = await trial.start({ channels: [channel], mayStillGo });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(asked).toEqual([0, 1, 2]);
    expect(trial.receipts).toMatchObject([{ kind: 'withdrawn', reason: 'suppressed' }]);
  });

  test('because it has expired is withdrawn without asking', async () => {
    const channel = new TestChannel('capture');
    const mayStillGo = () => Promise.reject(new Error('not to be asked'));
    const delivery = await trial.start({ channels: [channel], mayStillGo });
    delivery.wake(await trial.send({ message: 'm1', expiresAt: 9_999 }));
    await delivery.settled();
    expect(trial.receipts).toMatchObject([{ kind: 'withdrawn', reason: 'expired', read: { expiresAt: 9_999 } }]);
  });
});

test('a message that an earlier life handed over is sent, whatever is found against it since', async () => {
  const channel = Object.assign(new TestChannel('capture'), {
    forbid: async (message: string) => (message === 'm1' ? ('held' as const) : ('forbidden' as const)),
  });
  const mayStillGo = async (): Promise<StillGo> => ({ go: false, verdict: 'withdraw', reason: 'consent.withdrawn' });
  const delivery = await trial.start({ channels: [channel], mayStillGo });
  delivery.wake(await trial.send({ message: 'm1' }));
  delivery.wake(await trial.send({ message: 'm2' }));
  delivery.wake(await trial.send({ message: 'm3', expiresAt: 9_999 }));
  await delivery.settled();
  expect(channel.ids).toEqual([]);
  const ends = trial.receipts.map(({ message, kind }) => [message, kind]).sort();
  expect(ends).toEqual([
    ['m1', 'sent'],
    ['m2', 'withdrawn'],
    ['m3', 'withdrawn'],
  ]);
});

describe('a message that may go later', () => {
  test('waits until then, at no cost, and is asked about again', async () => {
    const channel = new TestChannel('capture');
    const asked: number[] = [];
    const mayStillGo = async (_: unknown, at: number): Promise<StillGo> => {
      asked.push(at);
      return at < 20_000 ? { go: false, verdict: 'later', until: 20_000 } : GO;
    };
    const delivery = await trial.start({ channels: [channel], mayStillGo });
    delivery.wake(await trial.send({ message: 'm1' }));
    await delivery.settled();
    expect(channel.ids).toEqual([]);
    expect(delivery.state()).toMatchObject({ open: 1, deferred: 1 });
    trial.now = 20_000;
    await delivery.settled();
    expect(channel.ids).toEqual(['m1']);
    expect(asked).toEqual([10_000, 20_000]);
    expect(trial.receipts).toMatchObject([{ kind: 'sent' }]);
    expect(delivery.state()).toMatchObject({ open: 0, deferred: 0, totals: { retried: 0 } });
  });

  test('goes by itself when its time comes', async () => {
    const started = Date.now();
    const channel = new TestChannel('capture');
    const mayStillGo = async (_: unknown, at: number): Promise<StillGo> =>
      at < started + 30 ? { go: false, verdict: 'later', until: started + 30 } : GO;
    const delivery = await trial.start({ channels: [channel], mayStillGo, now: Date.now });
    delivery.wake(await trial.send({ message: 'm1' }));
    await expect.poll(() => channel.ids).toEqual(['m1']);
    expect(Date.now()).toBeGreaterThanOrEqual(started + 30);
  });

  test('holds up nobody else, and does not go when it expires meanwhile', async () => {
    const channel = new TestChannel('capture');
    const mayStillGo = async ({ message }: { message: string }): Promise<StillGo> =>
      message === 'm1' ? { go: false, verdict: 'later', until: 50_000 } : GO;
    const delivery = await trial.start({ channels: [channel], mayStillGo, concurrency: 1 });
    delivery.wake(await trial.send({ message: 'm1', expiresAt: 40_000 }, { message: 'm2' }));
    await delivery.settled();
    expect(channel.ids).toEqual(['m2']);
    trial.now = 50_000;
    await delivery.settled();
    expect(channel.ids).toEqual(['m2']);
    expect(trial.receipts).toMatchObject([{ message: 'm2' }, { message: 'm1', kind: 'withdrawn', reason: 'expired' }]);
  });

  test('is found again by the next life', async () => {
    const later = async (): Promise<StillGo> => ({ go: false, verdict: 'later', until: 20_000 });
    const first = await trial.start({ channels: [new TestChannel('capture')], mayStillGo: later });
    first.wake(await trial.send({ message: 'm1' }));
    await first.settled();
    await first.stop();
    const channel = new TestChannel('capture');
    await (await trial.start({ channels: [channel] })).settled();
    expect(channel.ids).toEqual(['m1']);
  });
});

describe('event time', () => {
  test('a message goes out at its decision, however far the clock of the log has come', async () => {
    const channel = new TestChannel('capture');
    const asked: number[] = [];
    const mayStillGo = async (_: unknown, at: number): Promise<StillGo> => {
      asked.push(at);
      return GO;
    };
    const clock = () => 900_000;
    const delivery = await trial.start({ channels: [channel], mayStillGo, clock, timeOf: ({ at }) => at });
    delivery.wake(await trial.send({ message: 'm1', at: 1_000, expiresAt: 5_000 }));
    await delivery.settled();
    expect(asked).toEqual([1_000]);
    expect(channel.ids).toEqual(['m1']);
    expect(trial.events).toMatchObject([{ time: 900_000, receivedAt: 10_000 }]);
  });

  test('what waits goes when the clock of the log has passed, asked about at that instant', async () => {
    let clock = 2_000;
    const channel = new TestChannel('capture');
    const asked: number[] = [];
    const mayStillGo = async (_: unknown, at: number): Promise<StillGo> => {
      asked.push(at);
      return at < 3_000 ? { go: false, verdict: 'later', until: 3_000 } : GO;
    };
    const delivery = await trial.start({ channels: [channel], mayStillGo, clock: () => clock, timeOf: ({ at }) => at });
    delivery.wake(await trial.send({ message: 'm1', at: 1_000 }));
    await delivery.settled();
    expect(delivery.state().deferred).toBe(1);
    clock = 500_000;
    await delivery.settled();
    expect(asked).toEqual([1_000, 3_000]);
    expect(channel.ids).toEqual(['m1']);
  });
});

test('when it cannot be asked, the message waits and costs no attempt', async () => {
  const channel = new TestChannel('capture', () => SENT);
  let failures = 1;
  const mayStillGo = async (): Promise<StillGo> => {
    if (failures-- > 0) throw new Error('the state store is closed');
    return GO;
  };
  const delivery = await trial.start({ channels: [channel], mayStillGo });
  delivery.wake(await trial.send({ message: 'm1' }));
  await delivery.settled();
  expect(channel.ids).toEqual(['m1']);
  expect(delivery.state().totals).toMatchObject({ sent: 1, retried: 0, failed: 0 });
});

test('a message whose end an earlier life left in the log is not handed over again, until it is asked for', async () => {
  const channel = new TestChannel('capture');
  await trial.send({ message: 'm1' }, { message: 'm2' });
  const delivery = await trial.start({ channels: [channel], ended: [['m1', 0]] });
  await delivery.settled();
  expect(channel.ids).toEqual(['m2']);
  expect(trial.receipts.map(({ message }) => message)).toEqual(['m2']);
});
