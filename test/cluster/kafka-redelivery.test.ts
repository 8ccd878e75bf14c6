/**
 * Dead letters of a cluster: asked for at two processes that deliver nothing, while a third one delivers. Each is asked for once, handed over once more, and
 * what failed again is a letter again.
 */
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { HookReceiver } from '../crash/receiver.ts';
import type { ServerProcess } from '../crash/server.ts';
import { ask, atRest, Processes } from './processes.ts';

let cluster: Processes;
let receiver: HookReceiver;
/** How often each message is refused before it is taken. */
const REFUSALS = 2;
beforeAll(async () => {
  cluster = await Processes.open('letters');
  receiver = await HookReceiver.open('letters', { behave: (_, attempt) => (attempt <= REFUSALS ? 'refuse' : 'take') });
}, 300_000);
afterAll(async () => {
  await receiver?.close();
  await cluster?.close();
});

const USERS = 120;

const count = async (server: ServerProcess): Promise<number> => (await ask<{ count: number }>(server, 'dead-letters')).count;

/** Resolves to how many letters there are when everything is at rest and they become no more. On a slow machine some may come later still. */
async function restingLetters(server: ServerProcess, least: number): Promise<number> {
  let last = -1;
  for (let times = 0; times < 5; ) {
    await atRest(server);
    const now = await count(server);
    times = now === last && now >= least ? times + 1 : 0;
    last = now;
    await sleep(300);
  }
  return last;
}

test('asked for at two processes at once, while another delivers', { timeout: 400_000 }, async () => {
  receiver.configure(join(cluster.folder, 'works'));
  const works = await cluster.start('works', 'gateway,engine,sink,delivery');
  const [a, b] = await Promise.all([cluster.start('a', 'api'), cluster.start('b', 'api')]);
  const batch = Array.from({ length: USERS }, (_, i) => ({
    type: 'track',
    event: 'Product Added',
    userId: `u${i}`,
    properties: { sku: 's' },
  }));
  await ask(works, 'batch', { batch });
  const asked = new Map<string, number>();
  for (let least = USERS; (await restingLetters(a, least)) > 0; least = 0) {
    const answers = await Promise.all([a, b, a, b].map((server) => ask<{ messages: string[] }>(server, 'redeliver', { all: true })));
    // What one has asked for may have failed again before the other asks: then it is asked for twice, and handed over twice.
    for (const { messages } of answers) {
      expect(new Set(messages).size).toBe(messages.length);
      for (const message of messages) asked.set(message, (asked.get(message) ?? 0) + 1);
    }
  }
  // Who asks while another one's asking is on its way may be told so, too: the engine takes one of the two, as the facts below say.
  expect([...asked.values()].filter((times) => times < REFUSALS)).toEqual([]);
  expect(asked.size).toBeGreaterThanOrEqual(USERS);
  expect([...receiver.taken.values()].filter((times) => times !== 1)).toEqual([]);
  expect(receiver.taken.size).toBe(asked.size);
  const rows = await cluster.warehouse.query<Record<string, number>>(
    "SELECT toUInt32(countIf(action = 'redelivered')) AS redelivered, toUInt32(countIf(action = 'failed')) AS failed, toUInt32(countIf(action = 'sent')) AS sent, toUInt32(uniqExactIf(subject, action = 'sent')) AS messages FROM facts WHERE kind = 'message' AND subject IN (SELECT subject FROM facts WHERE action = 'redelivered')",
  );
  const all = REFUSALS * asked.size;
  expect(rows).toEqual([{ redelivered: all, failed: all, sent: asked.size, messages: asked.size }]);
});
