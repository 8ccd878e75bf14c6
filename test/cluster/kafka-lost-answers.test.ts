/** One broker behind a proxy that loses its answers: what it has stored is not stored again. */
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type KafkaLog, openKafkaLog } from '../../src/port/log/index.ts';
import { type Kafka, startKafka } from './kafka.ts';
import { appendMany, expectStored, readAll } from './kafka-appends.ts';
import { type KafkaProxy, startProxy } from './kafka-proxy.ts';

let kafka: Kafka;
let proxy: KafkaProxy;
beforeAll(async () => {
  proxy = await startProxy();
  kafka = await startKafka({ brokers: 1, own: true, advertisedPort: proxy.port });
  proxy.to(kafka.brokers[0]!);
}, 300_000);
afterAll(async () => {
  await kafka?.stop();
  await proxy.close();
});

function open(options: { readonly writers: 'one' | 'many'; readonly topic?: string; readonly timeoutMs?: number }): Promise<KafkaLog> {
  return openKafkaLog({ topic: `test-${randomUUID()}`, ...options, brokers: [`127.0.0.1:${proxy.port}`] });
}

/** Appends whose answer is lost: the broker has them. */
async function loseAnswer(): Promise<void> {
  proxy.holdAnswers();
  while (proxy.held === 0) await pause(5);
  proxy.cut();
}

describe.each(['one', 'many'] as const)('with %s to write', (writers) => {
  test('an append whose answer is lost is stored once, and what came after it comes after it', async () => {
    const log = await open({ writers });
    const appends = appendMany(log, 0, 3_000);
    for (let round = 1; round <= 5; round++) {
      await appends.answered(round * 400);
      await loseAnswer();
    }
    await appends.done;
    expect(appends.outcomes.filter((outcome) => typeof outcome === 'string')).toEqual([]);
    expectStored(await readAll(log, 0), appends.outcomes);
    await log.close();
  });

  test('an append that is never answered is unclear; later ones are stored, and it comes no more', async () => {
    const log = await open({ writers, timeoutMs: 1_500 });
    await log.append(0, [{ at: 1, value: Buffer.from('before') }]);
    proxy.holdAnswers();
    const lost = log.append(0, [{ at: 2, value: Buffer.from('lost') }]);
    await expect(lost).rejects.toMatchObject({ code: 'VOLANO_LOG_APPEND_UNCLEAR', details: { partition: 0 } });
    proxy.cut();
    await log.append(0, [{ at: 3, value: Buffer.from('after') }]);
    const found = (await readAll(log, 0)).map(({ value }) => Buffer.from(value).toString());
    expect(found).toEqual(['before', 'lost', 'after']);
    await log.close();
  });
});

test('a broker that is gone: an append fails within its time, and the log finds the broker again by itself', async () => {
  const log = await open({ writers: 'one', timeoutMs: 1_500 });
  const [first] = await log.append(0, [{ at: 1, value: Buffer.from('first') }]);
  await kafka.kill(0);
  const grown = log.grown(0, first!.position, 60_000);
  await expect(log.append(0, [{ at: 1, value: Buffer.from('x') }])).rejects.toMatchObject({
    code: expect.stringMatching(/^VOLANO_LOG_APPEND_(FAILED|UNCLEAR)$/),
  });
  await expect(log.end(0)).rejects.toMatchObject({ code: 'VOLANO_LOG_UNREACHABLE' });
  await expect(log.read(0, first!.position, 10)).rejects.toMatchObject({ code: 'VOLANO_LOG_UNREACHABLE' });
  await kafka.start(0);
  await expect
    .poll(() => log.append(0, [{ at: 2, value: Buffer.from('second') }]).catch(() => undefined), { timeout: 30_000 })
    .toBeDefined();
  await grown;
  expect((await log.read(0, first!.position, 1)).length).toBe(1);
  await log.close();
});

test('brokers that do not answer are named when a log is opened', async () => {
  const opened = openKafkaLog({ brokers: ['127.0.0.1:1', '127.0.0.1:2'], topic: 'anything', timeoutMs: 500 });
  await expect(opened).rejects.toMatchObject({
    code: 'VOLANO_LOG_UNREACHABLE',
    details: { brokers: '127.0.0.1:1, 127.0.0.1:2', topic: 'anything' },
  });
  await expect(openKafkaLog({ brokers: ['nowhere'], topic: 'anything' })).rejects.toThrow('write host:port');
});
