/** The running product on a disk without room: it says so, loses nothing that it acknowledged, and goes on by itself when there is room. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { verify } from '../../src/runtime/verify/index.ts';
import { faultsIn, findingsOf } from './ledger.ts';
import { HookReceiver } from './receiver.ts';
import { type Health, ServerProcess } from './server.ts';
import { Traffic } from './traffic.ts';

/** Largest file. Reached by the state first, by the log soon after. */
const FILE_BYTES = 600_000;
/** The test's own patience is the limit: a busy machine takes long to fill the disk. */
const WAIT_MS_MAX = 250_000;

async function healthOnce(server: ServerProcess, wanted: (codes: readonly string[]) => boolean): Promise<Health> {
  for (const until = performance.now() + WAIT_MS_MAX; ; ) {
    // A busy machine may answer late.
    const health = await server.health().catch(() => undefined);
    const codes = health?.parts.map(({ code }) => code) ?? [];
    if (health && wanted(codes)) return health;
    if (performance.now() > until) throw new Error(`It stays at ${codes}`);
    await sleep(100);
  }
}

// Limits of a process that runs are a thing of Linux.
it.runIf(process.platform === 'linux')(
  'tells /health, keeps what it acknowledged, and recovers by itself',
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'volano-full-'));
    const receiver = await HookReceiver.open('full disk');
    receiver.calm();
    receiver.configure(folder);
    const server = new ServerProcess(folder, { fileBytes: FILE_BYTES });
    const traffic = new Traffic('full disk');
    traffic.url = await server.ready;
    traffic.start();
    const full = await healthOnce(server, (codes) => codes.includes('log_refuses') && codes.includes('engine_failed'));
    expect(full.status).toBe('stopped');
    for (const { code, detail } of full.parts)
      if (code === 'log_refuses' || code === 'engine_failed') expect(detail.problem).toContain('VOLANO_DISK_FULL');
    // Both parts may refuse before the next call has come and gone.
    while (traffic.unanswered === 0) await sleep(50);

    // Nobody sends anything any more: the server must find out by itself.
    const { url } = traffic;
    traffic.url = undefined;
    execFileSync('prlimit', ['--pid', String(server.pid), '--fsize=unlimited:unlimited']);
    const well = await healthOnce(server, (codes) => codes.includes('log_ok') && codes.includes('engine_ok'));
    expect(well.status).not.toBe('stopped');

    traffic.url = url;
    await traffic.finish();
    await sleep(5_000);
    await healthOnce(server, (codes) => ['log_ok', 'engine_ok', 'sink_ok', 'delivery_ok'].every((code) => codes.includes(code)));
    expect(await server.stop()).toBe(0);
    expect(traffic.wrong).toBeUndefined();
    expect(traffic.acknowledged.size).toBe(traffic.made);
    await receiver.close();
    expect(faultsIn(await findingsOf(folder, { acknowledged: traffic.acknowledged, taken: receiver.taken }))).toEqual([]);
    expect(await verify({ dataFolder: folder })).toMatchObject({ equal: true });
    rmSync(folder, { recursive: true });
  },
  600_000,
);
