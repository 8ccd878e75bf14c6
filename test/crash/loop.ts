/** Kills a server under steady traffic again and again, then counts what is left. */
import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Kill, killOf } from './kills.ts';
import { type Findings, faultsIn, findingsOf } from './ledger.ts';
import { HookReceiver } from './receiver.ts';
import { diedInsideCommit, diedInsideInsert } from './remains.ts';
import { type Health, ServerProcess } from './server.ts';
import { Traffic } from './traffic.ts';
import { firstWrite } from './watch.ts';

export interface LoopOptions {
  readonly folder: string;
  readonly seed: string;
  readonly kills: number;
  readonly onKill?: (kill: KillNotice) => void;
}

export interface KillNotice {
  readonly index: number;
  /** Point of the kill, e.g. `failpoint engine.inside_commit`. */
  readonly name: string;
  /** From the process's start until it listened, ms; undefined when it was killed before. */
  readonly bootMs: number | undefined;
  readonly acknowledged: number;
}

export interface LoopResult {
  /** How often by which name. */
  readonly kills: Readonly<Record<string, number>>;
  /** After how many there were pages of a transaction that never was; a part that was being inserted. */
  readonly insideCommits: number;
  readonly insideInserts: number;
  readonly made: number;
  readonly acknowledged: number;
  readonly unanswered: number;
  readonly bootMsMax: number;
  readonly elapsedSeconds: number;
  readonly findings: Findings;
  /** What `volano verify` said, in a process of its own. */
  readonly verified: string;
  /** Everything that is wrong, in words; empty when all is well. */
  readonly faults: readonly string[];
}

/** A failpoint that its life never reached is given up for a kill at once. */
const FAILPOINT_MS_MAX = 12_000;
const SETTLE_MS_MAX = 90_000;
/** Longer than every wait and window of the shop. */
const QUIET_MS = 6_000;

export async function crashLoop({ folder, seed, kills, onKill }: LoopOptions): Promise<LoopResult> {
  const startedAt = performance.now();
  const traffic = new Traffic(seed);
  const receiver = await HookReceiver.open(seed);
  receiver.configure(folder);
  const counts: Record<string, number> = {};
  let [bootMsMax, insideCommits, insideInserts] = [0, 0, 0];
  traffic.start();
  for (let index = 0; index < kills; index++) {
    const bornAt = Date.now();
    const { name, bootMs } = await life(folder, killOf(folder, seed, index), traffic);
    counts[name] = (counts[name] ?? 0) + 1;
    bootMsMax = Math.max(bootMsMax, bootMs ?? 0);
    if (['log', 'state', 'capture'].some((store) => diedInside(folder, store, bornAt))) insideCommits += 1;
    if (diedInsideInsert(folder)) insideInserts += 1;
    onKill?.({ index, name, bootMs, acknowledged: traffic.acknowledged.size });
  }
  receiver.calm();
  const ended = await lastLife(folder, traffic);
  await receiver.close();
  const findings = await findingsOf(folder, { acknowledged: traffic.acknowledged, taken: receiver.taken });
  const verified = await verifiedOf(folder);
  const faults = [
    ...faultsIn(findings),
    ...(receiver.strange === 0 ? [] : [`requests without an id: ${receiver.strange}`]),
    ...(traffic.wrong === undefined ? [] : [`answer: ${traffic.wrong}`]),
    ...(traffic.acknowledged.size === traffic.made ? [] : [`made ${traffic.made}, acknowledged ${traffic.acknowledged.size}`]),
    ...(verified.includes('"equal":true') ? [] : [`verify: ${verified}`]),
    ...(ended === 0 ? [] : [`the last server ended with ${ended}`]),
  ];
  return {
    kills: counts,
    insideCommits,
    insideInserts,
    made: traffic.made,
    acknowledged: traffic.acknowledged.size,
    unanswered: traffic.unanswered,
    bootMsMax: Math.round(bootMsMax),
    elapsedSeconds: Math.round((performance.now() - startedAt) / 1_000),
    findings,
    verified,
    faults,
  };
}

/** Only what this life has written counts: what an earlier one left behind stays until the next commit. */
function diedInside(folder: string, store: string, bornAt: number): boolean {
  const file = join(folder, store, 'data.mdb');
  return existsSync(file) && statSync(file).mtimeMs >= bornAt && diedInsideCommit(file);
}

/** One life of the server, to its violent end. */
async function life(folder: string, kill: Kill, traffic: Traffic): Promise<{ name: string; bootMs: number | undefined }> {
  const startedAt = performance.now();
  const server = new ServerProcess(folder, kill.by === 'failpoint' ? { failpoint: kill.setting } : {});
  if (kill.by === 'time' && kill.name === 'start') {
    const listened = await Promise.race([server.ready.then(() => true), sleep(kill.afterMs, false)]);
    await server.kill();
    return { name: 'time start', bootMs: listened ? performance.now() - startedAt : undefined };
  }
  const url = await Promise.race([server.ready, server.exited.then(() => undefined)]).catch(() => undefined);
  // A failpoint may lie on the way to being ready; anything else that ends it there is a fault.
  if (url === undefined) {
    if ((await server.exited) !== 'SIGKILL') throw new Error(`The server did not come up again: ${server.errors}`);
    return { name: `${kill.by} ${kill.name}`, bootMs: undefined };
  }
  const bootMs = performance.now() - startedAt;
  traffic.url = url;
  // What failed for good in the lives before is asked for again; the kill may come while it is.
  server.redeliver().catch(() => undefined);
  const reached = await untilKilled(folder, server, kill);
  traffic.url = undefined;
  return { name: reached ? `${kill.by} ${kill.name}` : 'time any', bootMs };
}

/** Resolves when it is dead; false when what was to kill it did not come. */
async function untilKilled(folder: string, server: ServerProcess, kill: Kill): Promise<boolean> {
  if (kill.by === 'failpoint') {
    const reached = await Promise.race([server.exited.then(() => true), sleep(FAILPOINT_MS_MAX, false)]);
    if (reached && (await server.exited) !== 'SIGKILL') throw new Error(`The server ended by itself: ${server.errors}`);
    if (!reached) await server.kill();
    return reached;
  }
  await sleep(kill.afterMs);
  if (kill.by === 'time') {
    await server.kill();
    return true;
  }
  const write = firstWrite(folder, kill.name);
  const seen = await Promise.race([write.seen.then(() => true), sleep(FAILPOINT_MS_MAX, false)]);
  await server.kill();
  write.stop();
  return seen;
}

/** The last life: everything is sent, decided, delivered and copied, then it is asked to stop. Resolves with its exit code. */
async function lastLife(folder: string, traffic: Traffic): Promise<number | NodeJS.Signals> {
  const server = new ServerProcess(folder);
  traffic.url = await server.ready;
  await traffic.finish();
  await sleep(QUIET_MS);
  const until = performance.now() + SETTLE_MS_MAX;
  for (let quiet = 0; quiet < 3; ) {
    if (performance.now() > until) throw new Error(`The server does not come to rest: ${JSON.stringify(await server.health())}`);
    quiet = isQuiet(await server.health()) && (await server.redeliver()) === 0 ? quiet + 1 : 0;
    await sleep(300);
  }
  return server.stop();
}

/** Whether everything that was sent is decided, handed over and copied. */
export function isQuiet({ lagEntries, sinkLagRows, parts }: Health): boolean {
  const open = parts.find(({ part }) => part === 'delivery')?.detail.open;
  return lagEntries === 0 && sinkLagRows === 0 && open === 0;
}

/** What `volano verify` says of the folder, in a process of its own. */
export function verifiedOf(folder: string): Promise<string> {
  return verifiedWith(folder, {});
}

/** The same where the environment says what the installation stands on. */
export async function verifiedWith(folder: string, environment: Readonly<Record<string, string>>): Promise<string> {
  const cli = fileURLToPath(new URL('../../src/cli/main.ts', import.meta.url));
  const words = ['--conditions=volano-source', cli, 'verify', '--data', folder, '--json'];
  return new Promise((resolve) => {
    execFile(process.execPath, words, { env: { ...process.env, ...environment } }, (error, out, errors) => {
      resolve(out.trim() || `${error?.message ?? ''} ${errors}`);
    });
  });
}
