import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openChdbWarehouse } from '../../port/warehouse/index.ts';

const VICTIM = fileURLToPath(new URL('./victim.suite.ts', import.meta.url));
/** VOLANO_KILLS asks for more. */
const KILLS = Number(process.env.VOLANO_KILLS ?? 12);
const FAILPOINTS = ['bounds_written', 'events_inserted', 'facts_inserted'] as const;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'volano-sink-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** Runs the victim to its end; kills it so many milliseconds after it has started. */
async function run(seed: number, plan: string, killAfterMs?: number): Promise<{ signal: string | null; output: string }> {
  const child = spawn(process.execPath, ['--conditions=volano-source', VICTIM, folder, String(seed), plan], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    if (killAfterMs !== undefined && output === 'started\n') setTimeout(() => child.kill('SIGKILL'), killAfterMs);
  });
  const [, signal] = (await once(child, 'exit')) as [number, string | null];
  return { signal, output };
}

describe('C1, C2: a sink killed at any instant', () => {
  test(`stores each row exactly once (${KILLS} kills)`, async () => {
    for (let kill = 0; kill < KILLS; kill++) {
      const failpoint = FAILPOINTS[kill % 4];
      // Milliseconds after `bounds_written` lie inside the inserts.
      const plan = failpoint ? `${failpoint}:${1 + ((kill * 7) % 12)}:${(kill * 5) % 23}` : 'run';
      const { signal } = await run(kill + 1, plan, failpoint ? undefined : 100 + ((kill * 37) % 300));
      expect(signal, `kill ${kill}, ${plan}`).toBe('SIGKILL');
    }
    const { output } = await run(1, 'finish');
    const { seq, events } = JSON.parse(output) as { seq: number; events: number };
    const warehouse = await openChdbWarehouse({ path: join(folder, 'warehouse') });
    const [all] = await warehouse.query(
      'SELECT count() AS rows, uniqExact(seq) AS seqs, min(seq) AS first, max(seq) AS last FROM (SELECT seq FROM events UNION ALL SELECT seq FROM facts)',
    );
    const [seen] = await warehouse.query(
      "SELECT count() AS rows, uniqExact(messageId) AS ids, countIf(unreadable != '') AS bad FROM events",
    );
    await warehouse.close();
    expect(all).toEqual({ rows: seq, seqs: seq, first: 1, last: seq });
    expect(seen).toEqual({ rows: events, ids: events, bad: 0 });
    expect(events).toBeGreaterThan(KILLS * 10);
  }, 600_000);
});
