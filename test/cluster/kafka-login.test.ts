/** A broker that wants to know who comes, over TLS. */
import { inspect } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { joinGroup, type KafkaLogOptions, openKafkaLog } from '../../src/port/log/index.ts';
import { type Kafka, type Login, startKafka } from './kafka.ts';

const login: Login = { username: 'volano', password: 'right-7f3a' };
let kafka: Kafka;
beforeAll(async () => {
  kafka = await startKafka({ brokers: 1, own: true, login, tls: true });
}, 300_000);
afterAll(() => kafka?.stop());

const secured = (password: string): KafkaLogOptions => ({
  brokers: kafka.brokers,
  topic: 'secured',
  security: { sasl: { mechanism: 'PLAIN', username: login.username, password }, tls: { ca: kafka.ca! } },
});

test('the log and the group are open to whoever logs in', async () => {
  const options = secured(login.password);
  const log = await openKafkaLog(options);
  await log.append(0, [{ at: 1, value: Buffer.from('a') }]);
  expect(await log.read(0, 0, 10)).toHaveLength(1);
  const gained = Promise.withResolvers<readonly number[]>();
  const { leave } = await joinGroup(
    { ...options, group: 'g' },
    { gained: async (partitions) => gained.resolve(partitions), lost: async () => {} },
  );
  expect(await gained.promise).toEqual([0]);
  await leave();
  await log.close();
});

test('a wrong password is said at once, and never repeated', async () => {
  const error: unknown = await openKafkaLog(secured('wrong-91c2')).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({
    code: 'VOLANO_LOG_UNREACHABLE',
    details: { reason: { en: expect.stringMatching(/authentication failed/i) } },
  });
  expect(inspect(error, { depth: 10, showHidden: true })).not.toMatch(/wrong-91c2|right-7f3a/);
});

test.each([
  ['a login that is missing', (): object => ({ tls: { ca: kafka.ca } }), /./],
  ['TLS that is missing', (): object => ({}), /TLS/],
  ['a certificate of an authority that is not known', (): object => ({ tls: {} }), /self-signed certificate/],
])('so is %s', async (_, security, reason) => {
  const opened = openKafkaLog({ brokers: kafka.brokers, topic: 'secured', timeoutMs: 2_000, security: security() });
  await expect(opened).rejects.toMatchObject({
    code: 'VOLANO_LOG_UNREACHABLE',
    details: { reason: { en: expect.stringMatching(reason) } },
  });
});
