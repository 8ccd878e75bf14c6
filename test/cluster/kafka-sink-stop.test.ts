/**
 * The owner of the sink stands still in the very instant between its look at the clock and the first byte of its insert. Another process takes over and sends
 * what is missing; what the first one then sends nevertheless, the warehouse turns away.
 */
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ServerProcess } from '../crash/server.ts';
import { ask, atRest, Processes } from './processes.ts';

let cluster: Processes;
beforeAll(async () => {
  cluster = await Processes.open('stopped');
}, 300_000);
afterAll(() => cluster?.close());

/** Whether the system has it stand still. */
function isStopped({ pid }: ServerProcess): boolean {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return stat.slice(stat.lastIndexOf(')') + 2).startsWith('T');
}

test.runIf(process.platform === 'linux')('no row is doubled', { timeout: 400_000 }, async () => {
  const a = await cluster.start('a', 'all', 'before_insert:12:stop');
  const b = await cluster.start('b', 'all');
  let sent = 0;
  const send = async (): Promise<void> => {
    const batch = Array.from({ length: 50 }, () => ({
      type: 'track',
      event: 'Product Viewed',
      userId: `u${sent % 20}`,
      messageId: `m${sent++}`,
    }));
    await ask(b, 'batch', { batch });
  };
  while (!isStopped(a)) await Promise.all([send(), sleep(100)]);
  await send();
  await atRest(b);
  const before = await b.health();
  process.kill(a.pid, 'SIGCONT');
  await atRest(a);
  await send();
  await atRest(b);
  expect(before.sinkLagRows).toBe(0);
  for (const table of ['events', 'facts']) {
    const [row] = await cluster.warehouse.query<{ rows: number; numbers: number }>(
      `SELECT toUInt32(count()) AS rows, toUInt32(uniqExact(seq)) AS numbers FROM ${table}`,
    );
    expect(row!.rows).toBe(row!.numbers);
    expect(row!.rows).toBeGreaterThan(0);
  }
  const [events] = await cluster.warehouse.query<{ n: number }>("SELECT toUInt32(count()) AS n FROM events WHERE event = 'Product Viewed'");
  expect(events!.n).toBe(sent);
});
