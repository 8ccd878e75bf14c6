/**
 * The quarantine of a cluster: what a gateway has refused outlives its machine, and is listed, corrected and replayed from any process that answers
 * questions, each call once, whichever of them is killed in the middle and however many do it at once.
 */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerProcess } from '../crash/server.ts';
import { ask, atRest, Processes } from './processes.ts';

let cluster: Processes;
beforeAll(async () => {
  cluster = await Processes.open('refused');
}, 300_000);
afterAll(() => cluster?.close());

/** Calls of an event that has no name. */
function sendNameless(server: ServerProcess, from: number, to: number): Promise<{ quarantined: unknown[] }> {
  const batch = Array.from({ length: to - from }, (_, i) => ({ type: 'track', userId: `u-${i % 50}`, messageId: `n-${from + i}` }));
  return ask(server, 'batch', { batch });
}

const CORRECTION = { rules: [{ steps: [{ set: 'event', value: 'Product Viewed' }] }] };
const replay = (server: ServerProcess): Promise<{ passed: number; selected: number }> =>
  ask(server, 'quarantine/replay', { correction: CORRECTION, dryRun: false });

interface Stats {
  readonly records: number;
  readonly replayed: number;
  readonly dropped: number;
  readonly removed: number;
}

const MANY = 3_000;

test('what a lost gateway refused is replayed once, by two processes, one of which is killed', { timeout: 400_000 }, async () => {
  const works = await cluster.start('works', 'engine,sink,delivery,api');
  const gateway = await cluster.start('gateway', 'gateway');
  const dies = await cluster.start('dies', 'api', 'log.before_acknowledge:2');
  for (let from = 0; from < MANY; from += 500) expect((await sendNameless(gateway, from, from + 500)).quarantined).toHaveLength(500);
  await gateway.kill();
  await rm(join(cluster.folder, 'gateway'), { recursive: true });

  expect(await ask<Stats>(works, 'quarantine/stats')).toMatchObject({ records: MANY, replayed: 0, dropped: 0, removed: 0 });
  const { records } = await ask<{ records: { id: string; messageId: string }[] }>(dies, 'quarantine?limit=1');
  expect(records).toMatchObject([{ messageId: `n-${MANY - 1}` }]);

  // It has the turn for six batches, and dies when the second is in the log.
  const killed = replay(dies).catch(() => undefined);
  while ((await ask<Stats>(works, 'quarantine/stats')).replayed === 0) await sleep(20);
  const rest = await replay(works);
  await killed;
  expect(dies.alive).toBe(false);
  expect(rest).toMatchObject({ selected: MANY - 1_000, passed: MANY - 1_000 });
  expect(await ask<Stats>(works, 'quarantine/stats')).toMatchObject({ records: 0, replayed: MANY });

  const again = await cluster.start('dies', 'gateway,api');
  for (let from = MANY; from < 2 * MANY; from += 500) await sendNameless(again, from, from + 500);
  const both = await Promise.all([again, works, again, works].map(replay));
  expect(both.reduce((sum, { passed }) => sum + passed, 0)).toBe(MANY);
  expect(await ask<Stats>(again, 'quarantine/stats')).toMatchObject({ records: 0, replayed: 2 * MANY });

  await atRest(works);
  const rows = await cluster.warehouse.query<Record<string, number>>(
    "SELECT toUInt32(count()) AS events, toUInt32(uniqExact(messageId)) AS messages, toUInt32(uniqExact(quarantine)) AS records FROM events WHERE event = 'Product Viewed'",
  );
  expect(rows).toEqual([{ events: 2 * MANY, messages: 2 * MANY, records: 2 * MANY }]);
  expect(await works.stop()).toBe(0);
});
