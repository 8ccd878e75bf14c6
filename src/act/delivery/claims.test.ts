/** Letters that several processes have: who asks for a message again, and who ends it, keep out of each other's way (L3, L4). */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freshSchema, type Postgres, sharedPostgres } from '../../../test/cluster/postgres.ts';
import { Desk, openPostgresState } from '../../port/state/index.ts';
import { outgoing } from '../channels/channel.suite.ts';
import { type DeadLetter, type DeadLetters, openDeadLetters } from './dead-letters.ts';
import type { Delivery } from './delivery.ts';
import { REFUSED, SENT, TestChannel, Trial } from './trial.suite.ts';

let server: Postgres;
let schema: string;
beforeAll(async () => {
  server = await sharedPostgres();
});
beforeEach(() => {
  schema = freshSchema();
});
afterEach(() => server.drop(schema));
afterAll(() => server.remove());

const { signal } = new AbortController();

/** As another process has them. */
async function lettersHere(steady?: () => number): Promise<DeadLetters> {
  const desk = new Desk(await openPostgresState({ url: server.url, schema, partition: -1, shared: true }), 'letters');
  return openDeadLetters({ desk, shared: true, ...(steady && { steady }) });
}

function letter(message: string, attempts = 1): DeadLetter {
  return { message, command: outgoing(message).command, reason: 'busy', attempts, decidedAt: 1, failedAt: 2 };
}

const listed = async (letters: DeadLetters): Promise<unknown[]> =>
  (await letters.list({ limit: 99 })).map(({ message, attempts }) => [message, attempts]);

describe('a claim', () => {
  test('is one process\u2019s, and what delivery has to say of the letter waits for its end', async () => {
    const [a, b] = [await lettersHere(), await lettersHere()];
    for (const message of ['m1', 'm2', 'm3']) await a.put(letter(message), signal);
    const [first, second] = await Promise.all([a.claim(['m1', 'm2', 'm9']), b.claim(['m2', 'm1', 'm3'])]);
    const claimed = [...first.letters, ...second.letters].map(({ message }) => message);
    expect(claimed.sort()).toEqual(['m1', 'm2', 'm3']);
    const ended = Promise.all([a.remove('m1', signal), b.put(letter('m2', 2), signal), b.remove('m3', signal)]);
    await a.put(letter('m4'), signal);
    expect(await listed(b)).toEqual([
      ['m4', 1],
      ['m3', 1],
      ['m2', 1],
      ['m1', 1],
    ]);
    await Promise.all([first.end([], signal), second.end(['m3'], signal)]);
    expect(await ended).toEqual(['gone', 'kept', 'gone']);
    expect(await listed(a)).toEqual([
      ['m2', 2],
      ['m4', 1],
    ]);
    expect(await b.count()).toBe(2);
    await Promise.all([a.close(), b.close()]);
  });

  test('of a process that is silent is passed over after a while; what it does then takes no newer letter away', async () => {
    const clock = { ms: 0 };
    const [a, b] = [await lettersHere(() => clock.ms), await lettersHere(() => clock.ms)];
    await a.put(letter('m1'), signal);
    const silent = await a.claim(['m1']);
    expect((await b.claim(['m1'])).letters).toEqual([]);
    clock.ms += 14_999;
    expect((await b.claim(['m1'])).letters).toEqual([]);
    clock.ms += 1;
    expect(await b.put(letter('m1', 2), signal)).toBe('kept');
    expect(await silent.hold()).toEqual([]);
    await silent.end(['m1'], signal);
    expect(await listed(a)).toEqual([['m1', 2]]);
    await Promise.all([a.close(), b.close()]);
  });

  test('that is held moves, and stays', async () => {
    const clock = { ms: 0 };
    const [a, b] = [await lettersHere(() => clock.ms), await lettersHere(() => clock.ms)];
    await a.put(letter('m1'), signal);
    const claimed = await a.claim(['m1']);
    for (let looks = 0; looks < 4; looks++) {
      expect((await b.claim(['m1'])).letters).toEqual([]);
      clock.ms += 10_000;
      expect(await claimed.hold()).toMatchObject([{ message: 'm1' }]);
    }
    await claimed.end(['m1'], signal);
    expect(await listed(b)).toEqual([]);
    await Promise.all([a.close(), b.close()]);
  });
});

test('who owned a partition before puts no more letters of it (L4)', async () => {
  const [a, b] = [await lettersHere(), await lettersHere()];
  const before = await a.owned(0);
  const other = await a.owned(1);
  expect(await before.put(letter('m1'), signal)).toBe('kept');
  const now = await b.owned(0);
  await now.remove('m1', signal);
  expect(await before.put(letter('m1'), signal)).toBe('not kept');
  expect(await now.put(letter('m2'), signal)).toBe('kept');
  expect(await other.put(letter('m3'), signal)).toBe('kept');
  expect(await listed(a)).toEqual([
    ['m3', 1],
    ['m2', 1],
  ]);
  await Promise.all([a.close(), b.close()]);
});

describe('asking from another process than the one that delivers', () => {
  let trial: Trial;
  beforeEach(async () => {
    trial = await Trial.open();
  });
  afterEach(() => trial.close());

  /** One that hands over, and others that only answer. */
  async function three(channel: TestChannel): Promise<readonly [Delivery, Delivery, Delivery]> {
    const delivers = await trial.start({ channels: [channel], letters: await lettersHere() });
    const looks = async (): Promise<Delivery> => trial.start({ channels: [], paused: true, letters: await lettersHere() });
    return [delivers, await looks(), await looks()];
  }

  /** What the engine has not yet done with the requests: the rows, and the news of them to all. */
  async function granted(deliveries: readonly Delivery[], from = 0): Promise<void> {
    const commands = trial.redeliveries.slice(from).map(({ command }) => command);
    const ids = await trial.put(...new Map(commands.map((command) => [command.message, command])).values());
    for (const delivery of deliveries) delivery.wake(ids);
    await deliveries[0]!.settled();
  }

  const MANY = Array.from({ length: 450 }, (_, i) => `m${i}`);

  test('each message is asked for once, and handed over once more, time after time', async () => {
    const channel = new TestChannel('capture', () => REFUSED);
    const all = await three(channel);
    for (const one of all) one.wake(await trial.send(...MANY.map((message) => ({ message }))));
    await all[0].settled();
    await trial.consume();
    for (const round of [1, 2, 3]) {
      if (round === 3) channel.answer = () => SENT;
      const before = trial.redeliveries.length;
      const answers = await Promise.all([...all, ...all].map((one) => one.redeliver({ by: 'staff' })));
      expect(answers.flatMap(({ messages }) => messages).sort()).toEqual([...MANY].sort());
      expect(trial.redeliveries).toHaveLength(before + MANY.length);
      await granted(all, before);
      expect(channel.ids).toHaveLength((round + 1) * MANY.length);
      await trial.consume();
    }
    expect(trial.receipts.filter(({ kind }) => kind === 'sent')).toHaveLength(MANY.length);
    expect(await all[1].redeliver({ by: 'staff' })).toEqual({ messages: [] });
    expect(await all[2].deadLetters.count()).toBe(0);
  });

  test('what is told of while its end is on its way to the log is looked at again', async () => {
    const channel = new TestChannel('capture', () => REFUSED);
    const acknowledged = Promise.withResolvers<void>();
    let slow = true;
    const delivers = await trial.start({
      channels: [channel],
      letters: await lettersHere(),
      // The log has it, and says so late.
      append: async (entries) => {
        trial.entries.push(...entries);
        if (slow) await acknowledged.promise;
      },
    });
    const asks = await trial.start({ channels: [], paused: true, letters: await lettersHere() });
    delivers.wake(await trial.send({ message: 'm1' }));
    await expect.poll(() => trial.receipts.length).toBe(1);
    await trial.consume();
    expect(await asks.redeliver({ by: 'staff' })).toEqual({ messages: ['m1'] });
    channel.answer = () => SENT;
    delivers.wake(await trial.put(...trial.redeliveries.map(({ command }) => command)));
    slow = false;
    acknowledged.resolve();
    await expect.poll(() => trial.receipts.map(({ kind }) => kind)).toEqual(['failed', 'sent']);
    expect(channel.ids).toEqual(['m1', 'm1']);
    expect(trial.receipts.map(({ askedAt }) => askedAt)).toEqual([undefined, 10_000]);
  });

  test('whose end an earlier owner has left in the log is handed over when it is asked for after that', async () => {
    const channel = new TestChannel('capture', () => REFUSED);
    const first = await trial.start({ channels: [channel], letters: await lettersHere() });
    first.wake(await trial.send({ message: 'm1' }));
    await first.settled();
    await first.stop();
    channel.answer = () => SENT;
    const second = await trial.start({ channels: [channel], letters: await lettersHere(), ended: [['m1', 0]] });
    await second.settled();
    expect(channel.ids).toEqual(['m1']);
    await trial.consume();
    await second.redeliver({ by: 'staff' });
    second.wake(await trial.put(...trial.redeliveries.map(({ command }) => command)));
    await second.settled();
    expect(channel.ids).toEqual(['m1', 'm1']);
  });
});
